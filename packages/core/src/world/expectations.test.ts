import { describe, expect, it } from "vitest";
import { dateText } from "../quantity/index.ts";
import { HEAD } from "../scenario/load-testing.ts";
import { closeWorld } from "./expectations.ts";
import { step } from "./step.ts";
import { ran, worldOf } from "./world-testing.ts";

const text = (expectations: string) => `${HEAD}assume: {zero: 0}
machines:
  m: {events: {go: {}, back: {}}, initial: on, states: {on: {on: {go: off}}, off: {on: {back: on}, entry: {pay: {from: a, to: b, amount: 5 USD, for: rent}}}}}
actors: {x: {machine: m}}
timeline:
  - {on: 2010-02-01, actor: x, event: go}
  - {on: 2010-02-01, actor: x, event: back}
  - {on: 2010-03-01, actor: x, event: go}
  - {on: 2010-04-01, actor: x, event: back}
  - {on: 2010-05-01, actor: x, event: go}
expect: [${expectations}]
`;
const violated = (expectations: string) =>
  ran(text(expectations)).violations.map(({ expectation, date, step: n }) => `${expectation} ${dateText(date)} ${n}`);

describe("expectations", () => {
  it("are asked when a date is over, not within it, and reported once", () => {
    expect(violated('{id: calm, always: "not is(x, off)"}')).toEqual(["calm 2010-03-01 3"]);
    expect(violated('{id: calm, never: "is(x, off)"}')).toEqual(["calm 2010-03-01 3"]);
  });

  it("see what was paid on the day", () => {
    expect(violated('{never: "paid(for: rent, on: today) > 0 USD and today > 2010-02-01"}')).toEqual([
      "expect/1 2010-03-01 3",
    ]);
  });

  it("at the end are asked on the last day, also by one who takes single steps", () => {
    expect(
      violated('{id: end, at_end: "is(x, on)"}, {id: fine, at_end: "paid(for: rent) = 15 USD and today = 2010-12-31"}'),
    ).toEqual(["end 2010-12-31 5"]);
    let world = worldOf(text('{id: end, at_end: "is(x, on)"}'));
    while (!world.ended) world = step(world);
    expect(world.violations.map(({ expectation }) => expectation)).toEqual(["end"]);
  });

  it("that cannot be asked make the World go wrong", () => {
    expect(ran(text('{always: "1 / zero > 0"}')).problem).toMatchObject({ code: "division-by-zero" });
    expect(ran(text('{at_end: "1 / zero > 0"}'))).toMatchObject({ problem: { code: "division-by-zero" } });
  });

  it("asserts that the end has come", () => {
    expect(() => closeWorld(worldOf(text('{at_end: "is(x, on)"}')))).toThrow("the end has not come");
  });
});
