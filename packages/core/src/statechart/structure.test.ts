import { describe, expect, it } from "vitest";
import { Problems } from "../problems.ts";
import { checkSize, checkStructure, configurationsAtMost } from "./structure.ts";
import { chartOf, type ShortState } from "./unfold-chart.ts";

function brief(short: ShortState): readonly string[] {
  const problems = new Problems();
  const chart = chartOf("short", short);
  checkStructure(chart.machine, chart.states, problems);
  return problems.sorted().map(({ code, message }) => `${code}: ${message}`);
}

describe("history-from-within", () => {
  const states = (from: ShortState): ShortState => ({
    states: {
      a: { states: { x: from, y: {}, back: { type: "history" } }, on: { off: "b" } },
      b: { on: { on: "a.back", y: "a.y" } },
    },
  });

  it("is refused: what is still there is not remembered yet", () => {
    expect(brief(states({ on: { again: "a.back" } }))).toEqual([
      "history-from-within: history state `a.back` is a target from within `a`",
    ]);
  });

  it("is not a way back from outside", () => {
    expect(brief(states({}))).toEqual([]);
  });
});

describe("always-above-parallel", () => {
  const regions: ShortState = { type: "parallel", states: { left: {}, right: {} } };

  it("is refused on a parallel state and on what holds one", () => {
    const message = "always-above-parallel: an `always` above parallel regions is asked once for each region";
    expect(brief({ states: { a: { ...regions, always: "b" }, b: {} } })).toEqual([message]);
    expect(brief({ states: { a: { states: { inner: regions }, always: "b" }, b: {} } })).toEqual([message]);
  });

  it("is not one within a region, or beside", () => {
    expect(
      brief({
        states: { a: { ...regions, states: { left: { states: { x: { always: "a.left.y" }, y: {} } }, right: {} } } },
      }),
    ).toEqual([]);
    expect(brief({ states: { a: regions, b: { always: "a" } } })).toEqual([]);
  });
});

describe("the size of a machine", () => {
  const region: ShortState = { states: { x: { on: { go: "y" } }, y: {}, z: { on: { go: "x" } } } };

  it("is at most the product of regions and the sum of alternatives, history left aside", () => {
    const regions: ShortState = { type: "parallel", states: { left: region, right: region } };
    expect(configurationsAtMost(chartOf("one", { states: { a: region, b: {}, back: { type: "history" } } }).root)).toBe(
      4,
    );
    expect(configurationsAtMost(chartOf("two", { states: { a: regions, b: {} } }).root)).toBe(10);
  });

  it("is refused when regions multiply past the limit, and only then", () => {
    const many = (count: number): ShortState => ({
      type: "parallel",
      states: Object.fromEntries(
        Array.from({ length: count }, (_one, index) => [
          `r${index}`,
          { states: { [`x${index}`]: { on: { [`go${index}`]: `r${index}.y${index}` } }, [`y${index}`]: {} } },
        ]),
      ),
    });
    const codes = (short: ShortState): readonly string[] => {
      const problems = new Problems();
      checkSize(chartOf("many", short), problems);
      return problems.sorted().map(({ code }) => code);
    };
    expect(codes(many(12))).toEqual(["too-many-configurations"]);
    expect(codes(many(4))).toEqual([]);
  });
});
