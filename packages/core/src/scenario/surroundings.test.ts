import { describe, expect, it } from "vitest";
import { centralUniforms } from "../chance/index.ts";
import { createWorld, run } from "../world/create.ts";
import { modelOf, problemsOf } from "./load-testing.ts";

const text = (amount: string): string => `
steppe: 1
period: 2010-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
machines:
  opener:
    initial: idle
    states:
      idle: {after: {1 day: {target: done, actions: {open: {machine: case, as: case, name: "'x'", with: {size: 10 RUB}}}}}}
      done: {}
  case:
    inputs: {size: money}
    events: {settle: {sum: {kind: money, like: size}}}
    initial: open
    states:
      open: {on: {settle: {target: closed, actions: {pay: {from: a, to: b, amount: event.sum, for: case}}}}}
      closed: {type: final}
actors: {one: {machine: opener}}
timeline: [{on: 2010-02-01, actor: one/case/x, event: settle, with: {sum: ${amount}}}]
`;

describe("the events of an opened actor", () => {
  it("have the currency it is opened with, not the scenario's", () => {
    const world = run(createWorld(modelOf(text("5 RUB")), centralUniforms));
    expect(world.journal.postings.toArray().map(({ currency, minor }) => `${minor} ${currency}`)).toEqual(["500 RUB"]);
    expect(problemsOf(text("5 USD")).map((one) => one.replace(/^\S+ /, ""))).toEqual([expect.stringContaining("RUB")]);
  });
});
