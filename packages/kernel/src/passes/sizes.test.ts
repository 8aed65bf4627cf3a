/** What grows without end is kept, since the World refuses it; what only grows slowly is left out. */
import { expect, it } from "vitest";
import { tried } from "./passes-testing.ts";

/** A machine that sets `sets` each month, and pays at random intervals. */
const months = (sets: string): string => `machines:
  m:
    inputs: {step: {kind: number, default: 2.5}, half: {kind: number, default: 1 / 2}}
    variables:
      n: {kind: number, initial: 10}
      p: {kind: number, initial: 3}
      small: {kind: number, initial: 1}
      m: {kind: money, initial: 7 USD}
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2020-01-31, event: due}}
        on: {due: {actions: {set: {${sets}}}}}
        after: {"exponential(50 days, as: w)": {target: on, reenter: true, actions: {pay: {from: pa, to: pb, amount: 5 USD, for: x}}}}
actors: {a: {machine: m}}
measures: {p: paid()}
`;

/** The variables that are left out; the World's answers are found in any case. */
function left(sets: string): readonly string[] {
  const found = tried(months(sets), { wanted: { measuresOnly: true } });
  expect(found.differs).toBeUndefined();
  return [...(found.decisions.unasked.get(0)?.variables ?? [])];
}

it.each([
  ["n: n * n", "goes beyond 3,000 digits within a year"],
  ["n: n * n + 1", "does so too"],
  ["n: 'if(p > 1, n * n, 0)'", "does so too"],
  ["p: n * p, n: p * n", "grows by what grows"],
  ["n: n + p, p: p + n", "is more than doubled"],
  ["n: n + n", "is doubled"],
  ["n: 10 * n", "may recur 3,000 times"],
  ["n: n * step", "has a factor above 1"],
  ["n: n * 0.1", "has a decimal more each time"],
  ["n: n * 0.99", "may have two decimals more each time"],
  ["m: m * 1.1", "grows, in whole cents"],
  ["n: n * half", "is not asked for decimals that may not end"],
  ["small: 'if(n < small, n, small) * p', p: p * n, n: n * n", "reads what grows"],
])("keeps `%s`, which %s", (sets) => {
  expect(left(sets)).toEqual([]);
});

it.each([
  ["n: n + 1", ["n"]],
  ["n: p - n", ["n"]],
  ["n: n + step * p", ["n"]],
  ["n: -n", ["n"]],
  ["n: 'if(p < 9, 2.25 - n, n)'", ["n"]],
  ["n: 100 * p, p: p + 1", ["n", "p"]],
  ["n: p, p: n", ["n", "p"]],
  ["m: m * 0.9 + 1.25 USD", ["m"]],
  ["m: m - 2 USD * p", ["m"]],
  ["small: p * p * p", ["small"]],
])("leaves out `%s`", (sets, variables) => {
  expect(left(sets)).toEqual(variables);
});

it("says of each path whether what nobody reads went wrong", () => {
  const text = months("n: n * n").replace("every: 1 month", "every: often");
  const found = tried(`assume: {often: {value: "choice(1 month, 1, 3 years, 1)", judgement: t}}\n${text}`, {
    paths: 20,
  });
  expect(found.differs).toBeUndefined();
  expect(found.wrong).toBeGreaterThan(2);
  expect(found.wrong).toBeLessThan(18);
});
