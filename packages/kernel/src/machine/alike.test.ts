import { type Outcome, outcomesOf, type Table } from "@steppe/core/statechart/unfold.ts";
import { describe, expect, it } from "vitest";
import { modelOf } from "../kernel-testing.ts";
import { planOf } from "../plan/plan.ts";
import { Alike, afterLeaving } from "./alike.ts";

/** Two states of work in one that encloses them, and an end; what they hear is heard in the one around them. */
function tableOf(on: string): Table {
  const model = modelOf(`
steppe: 1
title: A yard
period: 2020-01-01 .. 2020-12-31
currency: EUR
parties: [city, firm]
machines:
  yard:
    events: {call: {fee: money}, stop: {}}
    variables: {calls: {kind: number, initial: 0}}
    initial: open
    states:
      open:
        initial: idle
        on: ${on}
        states:
          idle: {after: {3 days: busy}}
          busy: {after: {5 days: idle}}
      shut: {type: final}
actors: {yard: {machine: yard}}
`);
  const plan = planOf(model);
  if ("reason" in plan) throw new Error(plan.reason);
  return (plan.actors[0] as (typeof plan.actors)[number]).layout.table;
}

const numbersOf = ({ configurations }: Table) =>
  ["open.idle", "open.busy"].map((state) => configurations.findIndex(({ states }) => states.includes(state)));

const PAY = "{pay: {from: firm, to: city, amount: event.fee, for: calls}}";

describe("what configurations decide on an event", () => {
  it("is alike where the one around them decides and they stay", () => {
    const table = tableOf(`{call: {guard: calls < 3, actions: [${PAY}]}}`);
    const alike = new Alike(table);
    const [idle = -1, busy = -1] = numbersOf(table);
    expect(alike.keyOf(idle, "call")).toBe(alike.keyOf(busy, "call"));
    expect(alike.isShared(idle, "call")).toBe(true);
    expect(() => alike.keyOf(idle, "stop")).toThrow("does not hear stop");
  });

  it("differs where it asks in which state they are", () => {
    const table = tableOf(`{call: {guard: in(open.busy), actions: [${PAY}]}}`);
    const alike = new Alike(table);
    const [idle = -1, busy = -1] = numbersOf(table);
    expect(alike.keyOf(idle, "call")).not.toBe(alike.keyOf(busy, "call"));
    expect(alike.isShared(idle, "call")).toBe(false);
  });

  it("differs where each leaves a timer of its own, and is alike in what is done then", () => {
    const table = tableOf("{stop: {target: shut, actions: [{set: {calls: calls + 1}}]}}");
    const alike = new Alike(table);
    const numbers = numbersOf(table);
    expect(alike.isShared(numbers[0] as number, "stop")).toBe(false);
    const keys = numbers.map((number) => {
      const { on, states } = table.configurations[number] as Table["configurations"][number];
      const [outcome] = [...outcomesOf(on.get("stop") as Outcome)];
      expect(outcome?.items[0]?.is).toBe("unschedule");
      expect(afterLeaving(outcome as Outcome).map((item) => item.is === "effect" && item.effect.do)).toEqual([
        "set",
        "enter",
      ]);
      return alike.thenKeyOf(outcome as Outcome, { number, states, type: "stop" });
    });
    expect(keys[0]).toBeDefined();
    expect(keys[0]).toBe(keys[1]);
  });

  it("is not called where it is little, or nobody else does it", () => {
    const table = tableOf("{stop: shut}");
    const alike = new Alike(table);
    for (const [number, { on, states }] of table.configurations.entries()) {
      for (const [type, decision] of on) {
        for (const outcome of outcomesOf(decision)) {
          expect(alike.thenKeyOf(outcome, { number, states, type })).toBeUndefined();
        }
      }
    }
  });
});
