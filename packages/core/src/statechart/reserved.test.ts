import { expect, it } from "vitest";
import { HEAD, problemsOf } from "../scenario/load-testing.ts";

/** A scenario whose machine `m` has `body` beside one state. */
const scenario = (more: string, body = "", actor = "x") =>
  `${HEAD}${more}machines: {m: {${body}initial: on, states: {on: {}}}}\nactors: {${actor}: {machine: m}}\n`;
const words = ["today", "never", "event", "true", "false", "and", "or", "not", "if", "in", "per", "opener"];

it.each(words)("nothing that stands alone is called %s", (word) => {
  const told = (what: string) => expect.stringContaining(`reserved-name ${what} cannot be called \`${word}\``);
  expect(problemsOf(scenario(`assume: {${word}: 1 USD}\n`))).toContainEqual(told("an assumption"));
  expect(problemsOf(scenario("", `inputs: {${word}: {kind: number, default: 1}}, `))).toContainEqual(told("an input"));
  expect(problemsOf(scenario("", `variables: {${word}: {kind: number, initial: 1}}, `))).toContainEqual(
    told("a variable"),
  );
  expect(problemsOf(scenario("", "", word))).toContainEqual(told("an actor"));
});

it("a party, listed or mapped, and a group", () => {
  const head = HEAD.replace(/parties:.*\n/, "");
  const machine = "machines: {m: {initial: on, states: {on: {}}}}\nactors: {x: {machine: m}}\n";
  const party = "reserved-name a party cannot be called `event`: it is a word of expressions";
  expect(problemsOf(`${head}parties: [event]\n${machine}`)).toContainEqual(expect.stringContaining(party));
  expect(problemsOf(`${head}parties: {event: {}}\n${machine}`)).toContainEqual(expect.stringContaining(party));
  expect(problemsOf(scenario("", "entry: {open: {machine: m, as: never}}, "))).toContainEqual(
    expect.stringContaining("reserved-name a group cannot be called `never`"),
  );
});

it("a field only where it cannot stand after a dot either", () => {
  const field = (name: string) => problemsOf(scenario("", `events: {e: {${name}: number}}, on: {e: {}}, `));
  expect(field("today")).toEqual([]);
  expect(field("and")).toEqual([expect.stringContaining("reserved-name a field cannot be called `and`")]);
});
