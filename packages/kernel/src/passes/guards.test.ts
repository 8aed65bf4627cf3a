/** Guards with one answer are not asked; where anything may set what they read, they are. */
import { expect, it } from "vitest";
import { tried } from "./passes-testing.ts";

const model = (guard: string, more = "", set = "") => `assume: {hard: {value: "false", judgement: t}}
machines:
  m:
    inputs: {keen: {kind: boolean, default: true}}
    variables: {n: {kind: number, initial: 3}, free: {kind: boolean, initial: keen}}
    events: {free_it: {}}
    initial: on
    states:
      on:
        on: {free_it: {actions: [${set}]}}
        after:
          40 days:
            - {guard: "${guard}", target: on, reenter: true, actions: {pay: {from: pa, to: pb, amount: 2 USD * n, for: x}}}
            - {target: on, reenter: true, actions: {pay: {from: pb, to: pa, amount: 1 USD, for: y}}}
  ears:
    initial: on
    states: {on: {on: {a.on: {actions: {pay: {from: pa, to: pb, amount: 1 USD, for: z}}}}}}
actors: {a: {machine: m}, ears: {machine: ears}}
timeline:
  - {on: 2021-06-30, actor: a, event: free_it}
${more}measures: {all: paid(), back: "paid(to: pa)"}
`;

/** The answers of the guards of `a`. */
function answers(text: string): readonly boolean[] {
  const found = tried(text);
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  return [...(found.decisions.guards.get(0)?.values() ?? [])];
}

it.each([
  ["n > 2 and free", [true]],
  ["n > 3 or hard", [false]],
  ["keen and not hard", [true]],
])("%s has the answer %j", (guard, answer) => {
  expect(answers(model(guard))).toEqual(answer);
});

it.each([
  ["free", "", "{set: {free: not free}}"],
  ["n > 3", "", "{set: {n: n + 1}}"],
  ["hard", "  - {on: 2021-01-31, assume: {hard: true}}\n", ""],
  ["today > 2021-01-31", "", ""],
  ["chance(50%, as: c)", "", ""],
  ["paid(x) > 2 USD", "", ""],
  ["count(a.on) > 3", "", ""],
])("%s is asked", (guard, more, set) => {
  expect(answers(model(guard, more, set))).toEqual([]);
});
