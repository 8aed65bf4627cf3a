/** Models on which the kernel once said something else than the World, or might have: small, one for each reason. */
import { expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
import { Count, disagreement } from "./agreeing.ts";

const HEAD = `steppe: 1
title: t
period: 2020-01-01 .. 2020-12-31
currency: USD
parties: [pa, pb]
`;

/** What is told differently of a model; it must have done something. */
function told(text: string): string | undefined {
  const count = new Count();
  const found = disagreement(modelOf(HEAD + text), count);
  if (found === undefined) expect(count.postings).toBeGreaterThan(0);
  return found;
}

const manyDraws = Array.from({ length: 90 }, (_, index) => `uniform(0, 1, as: u${index})`).join(" + ");

it("an expression of very many draws reads its event all the same", () => {
  expect(
    told(`machines:
  m:
    events: {e: {m: money, n: number}}
    initial: a
    states:
      a:
        entry: {raise: {event: e, delay: 3 days, with: {m: 7.77 USD, n: 4}}}
        on:
          e:
            actions:
              - {pay: {from: pa, to: pb, amount: "event.m * (${manyDraws}) * event.n", for: rent}}
              - {pay: {from: pb, to: pa, amount: event.m, for: rent}}
actors: {x: {machine: m}}
`),
  ).toBeUndefined();
});

it("a choice among durations keeps their months, though it is a draw", () => {
  expect(
    told(`machines:
  m:
    initial: a
    states:
      a:
        after:
          "choice(1 month, 3, 10 days, 1)":
            actions: {pay: {from: pa, to: pb, amount: 7 USD, for: rent}}
            target: a
            reenter: true
actors: {x: {machine: m}}
`),
  ).toBeUndefined();
});
