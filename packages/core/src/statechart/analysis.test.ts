import { describe, expect, it } from "vitest";
import type { Problem } from "../problem.ts";
import { analyse } from "./analysis.ts";
import { unfold } from "./unfold.ts";
import { chartOf, type ShortState } from "./unfold-chart.ts";

function analysed(short: ShortState): readonly Problem[] {
  const chart = chartOf("m", short);
  const unfolded = unfold(chart);
  if (!unfolded.ok) throw new Error("too large for a test");
  return analyse(chart, unfolded.value);
}

const brief = (short: ShortState): readonly string[] =>
  analysed(short).map(({ severity, code, message, label }) => `${severity} ${code}: ${message} (${label})`);

describe("a chart in which all is well", () => {
  it.each<[string, ShortState]>([
    ["two states", { states: { a: { on: { go: "b" } }, b: { type: "final" } } }],
    ["a timer", { states: { a: { after: { 30: "b" } }, b: { on: { go: "a" } } } }],
    [
      "guards in order",
      { states: { a: { on: { go: [{ target: "b", guard: "g" }, { target: "c" }] } }, b: {}, c: {} } },
    ],
    [
      "history",
      {
        states: {
          a: { states: { x: { on: { go: "a.y" } }, y: {}, back: { type: "history" } }, on: { off: "b" } },
          b: { on: { on: "a.back" } },
        },
      },
    ],
    [
      "conditions that may exclude each other",
      { states: { a: { always: { target: "b", guard: "g" } }, b: { always: { target: "a", guard: "h" } } } },
    ],
    [
      "a condition and its opposite",
      { states: { a: { always: { target: "b", guard: "g" } }, b: { always: { target: "a", guard: "not g" } } } },
    ],
    [
      "regions that set different variables",
      {
        type: "parallel",
        states: { a: { on: { go: { actions: ["set x"] } } }, b: { on: { go: { actions: ["set y"] } } } },
      },
    ],
    [
      "one region that sets a variable twice",
      {
        type: "parallel",
        states: { a: { on: { go: { actions: ["set x", "set x"] } } }, b: { on: { stop: { actions: ["set x"] } } } },
      },
    ],
    [
      "a state that is passed through",
      { states: { a: { on: { go: "b" } }, b: { always: [{ target: "a", guard: "g" }, { target: "c" }] }, c: {} } },
    ],
  ])("%s: says nothing", (_, short) => {
    expect(brief(short)).toEqual([]);
  });
});

describe("unreachable-state", () => {
  it("is a state that no transition names", () => {
    expect(analysed({ states: { a: { on: { go: "b" } }, b: {}, c: {} } })).toEqual([
      {
        code: "unreachable-state",
        severity: "warning",
        message: "nothing leads to state `c`",
        label: "never entered",
        help: ["name it as the `target` of a transition, or remove it"],
        place: { file: "m.yaml", line: 6, column: 1, length: 1 },
      },
    ]);
  });

  it("is said once for a state and all within it, whose transitions are not counted out", () => {
    expect(brief({ states: { a: {}, b: { states: { x: { on: { go: "b.y" } }, y: {} }, on: { go: "a" } } } })).toEqual([
      "warning unreachable-state: nothing leads to state `b` (never entered)",
    ]);
  });

  it("is a state whose transitions are never taken", () => {
    const [, problem] = analysed({ states: { a: { on: { go: { target: "b", guard: false } } }, b: {} } });
    expect(problem).toMatchObject({
      code: "unreachable-state",
      help: ["the transitions to `b` can never be taken: mend or remove them"],
    });
  });

  it("is a history state that nothing leads to", () => {
    expect(brief({ states: { a: {}, back: { type: "history" } } })).toEqual([
      "warning unreachable-state: nothing leads to state `back` (never entered)",
    ]);
  });

  it("is what an event leads to that only a state left at once would hear", () => {
    expect(brief({ states: { a: { always: "b", on: { go: "c" } }, b: {}, c: {} } })).toEqual([
      "warning dead-transition: the transition on `go` of `a` can never be taken (the state is left at once)",
      "warning unreachable-state: nothing leads to state `c` (never entered)",
    ]);
  });
});

describe("dead-transition", () => {
  it("comes after one without a guard, and points at it", () => {
    const problems = analysed({ states: { a: { on: { go: [{ target: "b" }, { target: "b", guard: "g" }] } }, b: {} } });
    expect(problems).toEqual([
      {
        code: "dead-transition",
        severity: "warning",
        message: "the transition on `go` of `a` can never be taken",
        label: "never asked",
        help: ["give the one before it a `guard`, or put this one first"],
        related: [
          {
            place: { file: "m.yaml", line: 4, column: 1, length: 1 },
            label: "this one has no guard and is taken first",
          },
        ],
        place: { file: "m.yaml", line: 6, column: 1, length: 1 },
      },
    ]);
  });

  it.each<[string, ShortState, string]>([
    [
      "has a guard that is false",
      { states: { a: { after: { 5: { actions: ["n"], guard: false } } } } },
      "the transition after 5 days of `a` can never be taken (its guard is always false)",
    ],
    [
      "comes after a guard that is true",
      { states: { a: { always: [{ target: "b", guard: true }, { target: "b" }] }, b: {} } },
      "the transition always of `a` can never be taken (never asked)",
    ],
    [
      "is taken first by every state within",
      { states: { a: { states: { x: { on: { go: "a.y" } }, y: { on: { go: "a.x" } } }, on: { go: "b" } }, b: {} } },
      "the transition on `go` of `a` can never be taken (another is always taken first)",
    ],
    [
      "leaves the end of the machine",
      { states: { a: { on: { go: "b" } }, b: { type: "final" } }, on: { go: { actions: ["n"] } } },
      "",
    ],
  ])("%s", (_, short, said) => {
    const dead = brief(short).filter((line) => line.includes("dead-transition"));
    expect(dead).toEqual(said === "" ? [expect.stringContaining("machine `m`")] : [`warning dead-transition: ${said}`]);
  });
});

describe("zero-delay-loop", () => {
  it("is an error where nothing is asked", () => {
    expect(analysed({ states: { a: { on: { go: "b" } }, b: { always: "c" }, c: { always: "b" } } })).toEqual([
      {
        code: "zero-delay-loop",
        severity: "error",
        message: "`m` goes round for ever without a day passing",
        label: "part of a cycle",
        help: ["add a `guard` that ends it, or wait with `after`"],
        related: [{ place: { file: "m.yaml", line: 8, column: 1, length: 1 }, label: "and this one" }],
        place: { file: "m.yaml", line: 6, column: 1, length: 1 },
      },
    ]);
  });

  it.each<[string, ShortState, string]>([
    ["by an always that sets", { always: { actions: ["set x"] } }, "leads back to itself"],
    ["by raising", { states: { a: { on: { go: { actions: ["raise go"] } } } } }, "leads back to itself"],
    ["by timers of no length", { states: { a: { after: { 0: "b" } }, b: { after: { 0: "a" } } } }, "part of a cycle"],
    [
      "by raising on entry",
      { states: { a: { entry: ["raise go"], on: { go: "b" } }, b: { entry: ["raise go"], on: { go: "a" } } } },
      "part of a cycle",
    ],
  ])("is an error %s", (_, short, label) => {
    expect(brief(short)).toEqual([`error zero-delay-loop: \`m\` goes round for ever without a day passing (${label})`]);
  });

  it("is a warning where its guards never change", () => {
    const [problem, ...others] = analysed({
      states: { a: { always: { target: "b", guard: "g" } }, b: { always: { target: "a", guard: "g" } } },
    });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      severity: "warning",
      message: "`m` may go round for ever without a day passing",
      help: ["nothing in the cycle changes what its guards read: set a variable that ends it, or wait with `after`"],
    });
  });

  it("knows a condition under two nots", () => {
    const states = { a: { always: { target: "b", guard: "g" } }, b: { always: { target: "a", guard: "not not g" } } };
    expect(brief({ states })).toEqual([
      "warning zero-delay-loop: `m` may go round for ever without a day passing (part of a cycle)",
    ]);
  });

  it.each<[string, ShortState]>([
    ["a cycle that sets what its guard reads", { always: { guard: "x", actions: ["set x"] } }],
    [
      "guards that exclude each other",
      {
        states: {
          a: { always: [{ guard: "g", target: "b" }] },
          b: { always: [{ actions: ["n"], guard: "g" }, { target: "a" }] },
        },
      },
    ],
    ["an internal always, which is done once", { always: { actions: ["n"] } }],
    ["a timer of one day", { states: { a: { after: { 1: "b" } }, b: { after: { 0: "a" } } } }],
    ["a timer of no length that an exit takes back", { states: { a: { after: { 0: "b" }, on: { go: "b" } }, b: {} } }],
  ])("is not %s", (_, short) => {
    expect(brief(short).filter((line) => line.includes("zero-delay-loop"))).toEqual([]);
  });
});

describe("set-by-two-regions", () => {
  it("names both, and shows the first", () => {
    const problems = analysed({
      type: "parallel",
      states: {
        a: { on: { go: { actions: ["set x"] } } },
        b: { states: { c: { on: { go: "b.d" } }, d: { entry: ["set x"] } } },
      },
    });
    expect(problems).toEqual([
      {
        code: "set-by-two-regions",
        severity: "warning",
        message: "`a` and `b.d` both set `x` in one step",
        label: "the last one wins",
        help: ["let one region set it, or give each a variable of its own"],
        related: [{ place: { file: "m.yaml", line: 4, column: 1, length: 1 }, label: "`a` sets it here" }],
        place: { file: "m.yaml", line: 11, column: 1, length: 1 },
      },
    ]);
  });

  it("is not a parent that sets after its child", () => {
    expect(brief({ entry: ["set x"], states: { a: { entry: ["set x"] } } })).toEqual([]);
  });
});

describe("final-state-left", () => {
  it("is a final state with a transition", () => {
    expect(
      brief({ states: { a: { states: { x: { on: { go: "a.y" } }, y: { type: "final", on: { go: "a.x" } } } } } }),
    ).toEqual(["warning final-state-left: final state `a.y` has a transition on `go` (a final state is an end)"]);
  });
});
