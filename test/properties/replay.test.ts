/** A record of a run that someone has changed: replaying it gives another trace than the record, or says so. */
import { createWorld, encodeStep, exact, pathUniforms, replay, run, type Step } from "@steppe/core";
import { beforeAll, describe, expect, it } from "vitest";
import { modelOf } from "./load.ts";

const CHANCE = pathUniforms("replay", 1);
const MODEL = modelOf(`steppe: 1
title: a shop
period: 2010-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
assume:
  rent: {value: 10 USD, source: 'judgement: test'}
machines:
  shop:
    events: {due: {}, close: {until: {kind: number, default: 2}}, rename: {}}
    initial: open
    states:
      open:
        invoke: {src: calendar, input: {every: 1 month, from: 2010-01-31, event: due}}
        on:
          due: {actions: {pay: {from: a, to: b, amount: rent, for: rent}}}
          rename: {actions: {open: {machine: sign, as: sign}}}
          close: {target: closed, actions: {pay: {from: b, to: a, amount: rent * event.until, for: fine}}}
      closed: {after: {10 days: open}}
  sign: {events: {fade: {}}, initial: new, states: {new: {on: {fade: old}}, old: {}}}
actors: {shop: {machine: shop}}
timeline:
  - {id: dearer, on: 2010-03-15, assume: {rent: 20 USD}, source: 'judgement: test'}
  - {id: closing, on: 2010-05-05, actor: shop, event: close, with: {until: "uniform(1, 9)"}}
  - {id: nobody, on: 2010-07-07, actor: shop/sign/3, event: fade}
  - {id: again, on: 2010-08-08, actor: shop, event: rename}
`);

const textOf = (steps: Iterable<Step>): string => [...steps].map((one) => JSON.stringify(encodeStep(one))).join("\n");

let record: readonly Step[];
beforeAll(() => {
  record = [...run(createWorld(MODEL, CHANCE)).trace];
});

/** The record with the one step of a timeline entry changed. */
function changed(entry: string, change: (step: Step) => Step): readonly Step[] {
  const at = record.findIndex(({ origin }) => origin.from === "timeline" && origin.entry === entry);
  expect(at).toBeGreaterThan(0);
  return record.with(at, change(record[at] as Step));
}

/** Whether the replay of a record comes out as something else, or ends with a problem or an error. */
function isNoticed(steps: readonly Step[]): boolean {
  try {
    const world = replay(MODEL, CHANCE, steps);
    return world.problem !== undefined || textOf(world.trace) !== textOf(steps);
  } catch {
    return true;
  }
}

describe("the replay of a record", () => {
  it("is the record, byte for byte, if nobody changed it", () => {
    expect(textOf(replay(MODEL, CHANCE, record).trace)).toBe(textOf(record));
    expect(isNoticed(record)).toBe(false);
    const entries = record.flatMap(({ origin }) => (origin.from === "timeline" ? [origin.entry] : []));
    expect(entries).toEqual(["dearer", "closing", "nobody", "again"]);
    expect(record.find(({ actor }) => actor === "shop/sign/3")?.heard).toBe(false);
  });

  it.each<[string, string, (step: Step) => Step]>([
    [
      "an assumption has another value",
      "dearer",
      (step) => ({
        ...step,
        effects: step.effects.map((one) => (one.did === "assumed" ? { ...one, value: exact(3000n) } : one)),
      }),
    ],
    ["an assumption did not change", "dearer", (step) => ({ ...step, effects: [] })],
    ["an assumption changed on another date", "dearer", (step) => ({ ...step, date: step.date + 1 })],
    ["a change of assumptions has another name", "dearer", (step) => ({ ...step, event: "presume" })],
    ["an event has another name", "closing", (step) => ({ ...step, event: "rename" })],
    ["an event has another value in it", "closing", (step) => ({ ...step, fields: [] })],
    ["an event came on another date", "closing", (step) => ({ ...step, date: step.date + 1 })],
    ["an event came to another", "closing", (step) => ({ ...step, actor: "shop/sign/1" })],
    ["an event left another state behind", "closing", (step) => ({ ...step, after: "open" })],
    ["an event that nobody heard has another name", "nobody", (step) => ({ ...step, event: "due" })],
    ["an event that nobody heard came on another date", "nobody", (step) => ({ ...step, date: step.date + 1 })],
    ["an event that nobody heard was heard", "nobody", (step) => ({ ...step, heard: true })],
    ["an event that nobody heard changed a state", "nobody", (step) => ({ ...step, after: "old" })],
    ["an event that nobody heard was for another", "nobody", (step) => ({ ...step, actor: "shop/sign/4" })],
    [
      "an event comes from an entry that is not there",
      "again",
      (step) => ({ ...step, origin: { from: "timeline", entry: "none" } }),
    ],
  ])("is not the record where %s", (_what, entry, change) => {
    expect(isNoticed(changed(entry, change))).toBe(true);
  });
});
