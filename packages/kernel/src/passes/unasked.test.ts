/** What nobody reads is not kept; what anybody reads is. */
import { expect, it } from "vitest";
import { SITE, tried } from "./passes-testing.ts";

const site = (set: string, rest = "") =>
  `machines:\n${SITE.replace("{failures: failures + 1}", set)
    .replace(
      "{kind: number, initial: 0}}",
      "{kind: number, initial: 0}\n      twice: {kind: number, initial: 0}\n      part: {kind: share, initial: 0%}",
    )
    .replace("variables: {failures", "variables:\n      failures")}actors: {a: {machine: site}}\n${rest}`;

/** The variables of `a` that are left out, and the states whose days are kept. */
function left(text: string, measuresOnly = true): readonly [readonly string[], readonly string[]] {
  const found = tried(text, { wanted: { measuresOnly } });
  expect(found.differs).toBeUndefined();
  const { variables, states } = found.decisions.unasked.get(0) as { variables: Set<string>; states: Set<string> };
  return [[...variables], [...states]];
}

it("leaves out a variable that only its own next value reads, and the days of states", () => {
  expect(left(site("{failures: failures + 1}", "measures: {all: paid()}"))).toEqual([["failures"], []]);
});

it("keeps a variable that a measure reads, and what leads to it", () => {
  const text = site("{failures: failures + 1, twice: 2 * failures}", "measures: {two: a.twice}");
  expect(left(text)).toEqual([[], []]);
});

it("keeps a variable that a payment reads", () => {
  const text = site("{failures: failures + 1}", "measures: {all: paid()}").replace(
    "amount: cost",
    "amount: cost * failures",
  );
  expect(left(text)).toEqual([[], []]);
});

it("keeps what may go wrong when it is set, and says so on the same paths", () => {
  const text = site("{part: part + 12.5%, failures: 1 / (9 - failures)}", "measures: {all: paid()}");
  expect(left(text)).toEqual([[], []]);
});

it("keeps the days of states that are asked for", () => {
  const measured = site("{failures: failures + 1}", "measures: {first: date(a.stopped), times: count(a.working)}");
  expect(left(measured)).toEqual([["failures"], ["stopped", "working"]]);
});
