import { describe, expect, it } from "vitest";
import { toEpochDay, type Value, valueText } from "../quantity/index.ts";
import { HEAD } from "../scenario/load-testing.ts";
import { run } from "../world/create.ts";
import { ran, worldOf } from "../world/world-testing.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

const TEXT = `${HEAD}assume: {zero: 0, rent: 10 USD}
machines:
  m:
    events: {due: {}, stop: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 3 months, from: 2010-03-31, event: due}}
        on:
          due: {actions: [{owe: {from: a, to: b, amount: rent, for: rent}}, {pay: {from: a, to: b, amount: rent / 4, for: rent}}]}
          stop: off
      off: {type: final}
      lost: {initial: deep, states: {deep: {}}}
actors: {x: {machine: m}, y: {machine: m}}
timeline:
  - {on: 2010-05-01, assume: {rent: 20 USD}}
  - {on: 2010-08-01, actor: y, event: stop}
measures:
  paid_third: {value: "paid(for: rent) / 3", title: A third}
  owed_all: "owed(for: rent)"
  since_june: "paid(for: rent, since: 2010-06-01)"
  ended: date(x.off)
  broken: "1 / zero"
  day: today
expect: [{id: fine, always: "paid() < 100 USD"}, {id: bad, never: "is(y, off)"}]
`;
const shown = (outcome: Outcome): readonly string[] =>
  outcome.measures.map(
    ({ measure, kind, result }) =>
      `${measure.name} ${"value" in result ? valueText(kind, result.value as Value) : result.problem.code}`,
  );

describe("outcomeOf", () => {
  const outcome = outcomeOf(ran(TEXT));

  it("measures the whole run, money in whole cents; a measure that fails says why and stops no other", () => {
    expect(shown(outcome)).toEqual([
      "paid_third 8.33 USD",
      "owed_all 75.00 USD",
      "since_june 20.00 USD",
      "ended never",
      "broken division-by-zero",
      "day 2010-12-31",
    ]);
    expect(outcome.problem).toBe(undefined);
  });

  it("lists changes of states and of assumptions", () => {
    expect(outcome.milestones.map(({ actor, before, after }) => `${actor}: ${before} -> ${after}`)).toEqual([
      "x:  -> on",
      "y:  -> on",
      ":  -> ",
      "y: on -> off",
    ]);
  });

  it("adds up by category, currency and parties", () => {
    expect(outcome.totals).toEqual([
      { category: "rent", from: "a", to: "b", currency: "USD", paid: 2500n, owed: 7500n, payments: 6 },
    ]);
  });

  it("says of each expectation whether it holds, and since when not", () => {
    expect(
      outcome.expectations.map(({ expectation, holds, date, step }) => [expectation.id, holds, date, step]),
    ).toEqual([
      ["fine", true, undefined, undefined],
      ["bad", false, toEpochDay(2010, 8, 1), 7],
    ]);
  });

  it("names the states that no step entered", () => {
    expect(outcome.neverEntered).toEqual([
      { actor: "x", states: ["off", "lost", "lost.deep"] },
      { actor: "y", states: ["lost", "lost.deep"] },
    ]);
  });

  it("speaks of a day within the period when it is asked to", () => {
    const until = toEpochDay(2010, 4, 15);
    const early = outcomeOf(run(worldOf(TEXT), { until }), until);
    expect(shown(early).slice(0, 3)).toEqual(["paid_third 1.67 USD", "owed_all 15.00 USD", "since_june 0.00 USD"]);
    expect(shown(early).at(-1)).toBe("day 2010-04-15");
    expect(early.until).toBe(until);
  });

  it("carries the problem of a World that went wrong", () => {
    expect(outcomeOf(ran(TEXT.replace("rent / 4", "rent * zero - 1 USD"))).problem?.code).toBe("negative-amount");
  });
});
