import { createWorld, loadScenario, run, step, type World } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { History } from "./history.ts";
import { groundOf, LEASE } from "./walk-testing.ts";

/** A hundred and eighty steps: a signal every day of half a year, then nothing for the other half. */
const DAILY = `
steppe: 1
title: Daily
period: 2010-01-01 .. 2010-12-31
currency: USD
machines:
  bell:
    variables: {rung: {kind: number, initial: 0}}
    initial: ringing
    states:
      ringing:
        invoke: {src: calendar, input: {every: 1 day, from: 2010-01-02, until: 2010-06-29, event: ring}}
        on: {ring: {actions: [{set: {rung: rung + 1}}]}}
    events: {ring: {}}
actors: {bell: {machine: bell}}
`;

function firstOf(text: string): World {
  const read = () => ({ bytes: new TextEncoder().encode(text) });
  const loaded = loadScenario({ scenario: "a.yaml" }, read, MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return createWorld(loaded.model, groundOf(text).chance(loaded.model));
}

/** Every World of a run, from before the first step on. */
function worldsOf(first: World): readonly World[] {
  const worlds = [first];
  for (let at = step(first); ; at = step(at)) {
    if (at.trace.length === worlds.length) worlds.push(at);
    else return [...worlds.slice(0, -1), at];
  }
}

const seen = (world: World) => ({
  steps: world.trace.length,
  today: world.today,
  ended: world.ended,
  state: world.actors.get(0)?.snapshot?.context,
});

describe("a history", () => {
  const first = firstOf(DAILY);
  const all = worldsOf(first).map(seen);

  it("gives any World by the steps taken, forwards, backwards and across", () => {
    const history = new History(first);
    expect(all).toHaveLength(181);
    const numbers = all.map((_, index) => index);
    const orders = [numbers, numbers.toReversed(), numbers.map((n) => (n * 67) % 181)];
    for (const order of orders) for (const n of order) expect(seen(history.world(n))).toEqual(all[n]);
  });

  it("gives the same World whether or not anybody was further on before", () => {
    const last = all.length - 1;
    const jumped = new History(first);
    expect(seen(jumped.world(last))).toEqual(all[last]);
    const walked = new History(first);
    for (let n = 0; n <= last; n++) walked.reach(n);
    expect(seen(walked.world(last))).toEqual(all[last]);
    expect(all[last]).toMatchObject({ ended: true });
  });

  it("walks no further than it is asked to, and one step more", () => {
    const history = new History(first);
    history.world(5);
    expect({ known: history.known, isWhole: history.isWhole }).toEqual({ known: 6, isWhole: false });
    expect(history.whole()).toBe(180);
    expect(history.isWhole).toBe(true);
    expect(seen(history.newest)).toEqual(seen(run(first)));
  });

  it("counts the steps up to a date, it included", () => {
    const history = new History(first);
    const { start, end } = first.model.period;
    expect(history.stepsUpTo(start - 1)).toBe(0);
    expect(history.stepsUpTo(start)).toBe(1);
    expect(history.stepsUpTo(start + 10)).toBe(11);
    expect(history.known).toBeLessThan(100);
    expect(history.stepsUpTo(start + 178)).toBe(179);
    expect(history.stepsUpTo(end)).toBe(180);
    expect(history.stepsUpTo(end + 1000)).toBe(180);
  });

  it("asserts that there is such a step, and that it begins at the beginning", () => {
    const history = new History(first);
    for (const n of [-1, 0.5, 181]) expect(() => history.world(n)).toThrow(`there is no step ${n}`);
    expect(() => new History(step(first))).toThrow("a history begins before the first step");
  });

  it("of a model that goes wrong ends with the World in which it did", () => {
    const wrong = LEASE.replace("amount: event.claimed", "amount: event.claimed / (crashes - 1)");
    const history = new History(firstOf(wrong));
    const last = history.whole();
    expect(history.isWhole).toBe(true);
    expect(history.world(last).problem?.code).toBe("division-by-zero");
    expect(history.world(last - 1).problem).toBeUndefined();
  });
});
