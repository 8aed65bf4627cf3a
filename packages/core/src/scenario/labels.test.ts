import { describe, expect, it } from "vitest";
import { MACHINES } from "../machines/index.ts";
import { loadScenario } from "./load.ts";

function codesOf(assume: string, second: string): readonly string[] {
  const text = `
steppe: 1
period: 2010-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
assume: {${assume}}
machines:
  coin:
    initial: idle
    states:
      idle: {after: {1 day: [{guard: "chance(30%, as: luck)", target: won}, {guard: "${second}", target: lost}]}}
      won: {type: final}
      lost: {type: final}
actors: {one: {machine: coin}, two: {machine: coin}}
`;
  const loaded = loadScenario({ scenario: "test.yaml" }, () => ({ bytes: new TextEncoder().encode(text) }), MACHINES);
  return loaded.problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
}

describe("labels of draws", () => {
  it("name one draw each, within a machine and among the assumptions", () => {
    expect(codesOf("", "chance(20%, as: luck)")).toEqual(["draw-label-twice: two draws are called `luck`"]);
    expect(codesOf('x: "uniform(0, 1, as: luck)", y: "uniform(0, 1, as: luck)"', "true")).toEqual([
      "draw-label-twice: two draws are called `luck`",
    ]);
  });

  it("may be the same in different hands", () => {
    expect(codesOf('x: "uniform(0, 1, as: luck)"', "chance(20%, as: more)")).toEqual([]);
  });
});
