/** Inputs that follow the date: allowed, but for what the guard of an `always` reads. */
import { describe, expect, it } from "vitest";
import { HEAD, modelOf, problemsOf } from "./load-testing.ts";

/** An actor `x` of a machine with input `p`, whose guard of an `always` is `guard`. */
const scenario = (given: string, guard: string, declared = "p: number") =>
  `${HEAD}indices: {cpi: {2000: 100, 2015: 120}}\n` +
  `machines: {m: {inputs: {${declared}}, initial: on, states: {on: {always: {guard: ${guard}, target: off}}, off: {}}},\n` +
  `  n: {initial: on, states: {on: {always: {guard: x.p > 1, target: off}}, off: {}}}}\n` +
  `actors: {x: {machine: m${given === "" ? "" : `, with: {${given}}`}}}\n`;
const refused = (what: string) =>
  `not-allowed-here input \`${what}\` follows the date, and the guard of an \`always\` of \`m\` reads it`;

describe("an input may follow the date", () => {
  it.each(["year(today)", "index(cpi)", "index(cpi) / index(cpi, 2010-01-01)"])("as %s", (value) => {
    const model = modelOf(scenario(`p: "${value}"`, "1 = 2"));
    expect(model.actors[0]?.inputs.has("p")).toBe(true);
  });

  it("and a default may", () => {
    expect(problemsOf(scenario("", "1 = 2", "p: {kind: number, default: year(today)}"))).toEqual([]);
  });
});

describe("what the guard of an `always` reads may not", () => {
  it.each([
    ["as it is given", scenario("p: year(today)", "p > 2012"), ["8:36", "p"]],
    ["by an index of the day", scenario("p: index(cpi)", "p > 110"), ["8:36", "p"]],
    ["by its default", scenario("", "p > 2012", "p: {kind: number, default: year(today)}"), ["6:52", "p"]],
    [
      "through the default of another input",
      scenario("q: year(today)", "p > 2012", "p: {kind: number, default: q + 1}, q: number"),
      ["8:36", "p"],
    ],
  ])("%s", (_what, text, [place, name]) => {
    expect(problemsOf(text)).toEqual([`${place} ${refused(name as string)}`]);
  });

  it("by way of another actor", () => {
    const text = scenario("p: year(today)", "1 = 2").replace("actors: {", "actors: {y: {machine: n}, ");
    expect(problemsOf(text)).toEqual([
      "8:53 not-allowed-here input `p` follows the date, and the guard of an `always` of `n` reads it",
    ]);
  });

  it("but an index of a fixed date stays the same", () => {
    expect(problemsOf(scenario('p: "index(cpi, 2010-01-01)"', "p > 110"))).toEqual([]);
  });
});
