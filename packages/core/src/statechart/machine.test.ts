/** The contract with XState that the rest leans on: held to the version that is pinned. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import type { Expression } from "../expression/tree.ts";
import type { Chart, Effect } from "./chart.ts";
import { type Context, type Frame, inFrame, type MachineEvent, type Stepper, statesOf, stepperOf } from "./machine.ts";
import { chartOf, type ShortState } from "./unfold-chart.ts";

/** Variables are counters: `set x` adds one; a guard holds when its variable was set; all of it is written down. */
class Recorder implements Frame {
  readonly lines: string[] = [];
  readonly scheduled: { id: string; event: MachineEvent; days: number }[] = [];

  test(guard: Expression, context: Context, event: MachineEvent): boolean {
    const name = guard.node === "reference" && guard.reference.to === "variable" ? guard.reference.name : "?";
    this.lines.push(`${name}? after ${event.type}`);
    return Number(context[name] ?? 0) > 0;
  }
  assign(effect: Effect & { do: "set" }, context: Context): Context {
    const names = effect.assignments.map(({ name }) => name);
    this.lines.push(`set ${names}`);
    return { ...context, ...Object.fromEntries(names.map((name) => [name, Number(context[name] ?? 0) + 1])) };
  }
  perform(effect: Effect, context: Context): void {
    if (effect.do === "note" && effect.text === "fail") throw new RangeError("an effect failed");
    this.lines.push(effect.do === "note" ? `${effect.text} ${JSON.stringify(context)}` : effect.do);
  }
  fields(effect: Effect & { do: "raise" }, context: Context): Context {
    this.lines.push(`raise ${effect.event}`);
    return { seen: context };
  }
  delay(): number {
    return 30;
  }
  schedule(id: string, event: MachineEvent, days: number): void {
    this.lines.push(`schedule ${id}`);
    this.scheduled.push({ id, event, days });
  }
  unschedule(id: string): void {
    this.lines.push(`unschedule ${id}`);
  }
  took(transitions: readonly string[], states: ReadonlySet<string>): void {
    this.lines.push(`took ${transitions}: ${[...states].filter((path) => path !== "")}`);
  }
}

/** A machine being stepped: each call returns what was written down. */
class Bench {
  readonly stepper: Stepper;
  snapshot: ReturnType<Stepper["start"]>;
  last: Recorder;

  constructor(machine: ShortState | Chart, context: Context = {}) {
    this.stepper = stepperOf(
      "states" in machine && machine.states instanceof Map ? (machine as Chart) : chartOf("m", machine as ShortState),
    );
    this.last = new Recorder();
    this.snapshot = inFrame(this.last, () => this.stepper.start(context));
  }

  step(type: string): readonly string[] {
    this.last = new Recorder();
    this.snapshot = inFrame(this.last, () => this.stepper.step(this.snapshot, { type, data: {}, sender: "s" }));
    return this.last.lines;
  }

  get states(): readonly string[] {
    return [...statesOf(this.snapshot)].filter((path) => path !== "").sort();
  }
}

describe("the version of XState", () => {
  it("is the pinned one: another must pass these tests and the conformance suite first", () => {
    const installed = new URL("../../node_modules/xstate/package.json", import.meta.url);
    expect(JSON.parse(readFileSync(installed, "utf8"))).toMatchObject({ version: "5.33.3" });
    expect(manifest.dependencies.xstate).toBe("5.33.3");
  });
});

describe("effects", () => {
  it("come each at its place, and see those before: exit, transition, entry", () => {
    const bench = new Bench({
      states: {
        a: { exit: ["exit", "set x"], on: { go: { target: "b", actions: ["between", "set x", "between"] } } },
        b: { entry: ["entry"] },
      },
    });
    expect(bench.step("go")).toEqual([
      "exit {}",
      "set x",
      'between {"x":1}',
      "set x",
      'between {"x":2}',
      'entry {"x":2}',
      "took a on go 0: b",
    ]);
  });

  it("of the start are those of entry, with the context that was given", () => {
    const bench = new Bench({ entry: ["root"], states: { a: { entry: ["set x", "a"] } } }, { y: 1 });
    expect(bench.last.lines).toEqual(['root {"y":1}', "set x", 'a {"y":1,"x":1}']);
  });

  it("that fail at the start are thrown, not kept in a snapshot", () => {
    expect(() => new Bench({ states: { a: { entry: ["fail"] } } })).toThrow(new RangeError("an effect failed"));
  });

  it("that fail in a step are thrown, and the snapshot before it is as good as new", () => {
    const bench = new Bench({ states: { a: { on: { go: { target: "b", actions: ["set x", "fail"] } } }, b: {} } });
    const before = bench.snapshot;
    expect(() => bench.step("go")).toThrow(new RangeError("an effect failed"));
    expect(bench.snapshot).toBe(before);
    expect(bench.snapshot.context).toEqual({});
    expect(bench.states).toEqual(["a"]);
  });
});

describe("guards", () => {
  it("are asked in order, until one holds", () => {
    const on = { go: ["x", "y", "z"].map((guard) => ({ guard, actions: [guard] })) };
    expect(new Bench({ states: { a: { on } } }, { y: 1 }).step("go")).toEqual([
      "x? after go",
      "y? after go",
      'y {"y":1}',
      "took a on go 1: a",
    ]);
  });

  it("of eventless transitions see what the step has set so far", () => {
    const bench = new Bench({
      states: { a: { on: { go: { actions: ["set x"] } }, always: { guard: "x", target: "b" } }, b: {} },
    });
    expect(bench.last.lines).toEqual(["x? after xstate.init"]);
    expect(bench.step("go")).toEqual(["set x", "took a on go 0: a", "x? after go", "took a always 0: b"]);
  });
});

describe("a step in which nothing is taken", () => {
  it.each(["nobody's", "guarded"])("returns the same snapshot (%s)", (type) => {
    const bench = new Bench({ states: { a: { on: { guarded: { guard: "x", target: "b" } } }, b: {} } });
    const before = bench.snapshot;
    bench.step(type);
    expect(bench.snapshot).toBe(before);
  });
});

describe("timers and raised events", () => {
  const waiting: ShortState = {
    states: {
      a: {
        after: { 30: "b" },
        on: { stop: "c", wait: { actions: ["raise ring later"] }, hush: { actions: ["cancel ring"] } },
      },
      b: {},
      c: {},
    },
  };

  it("an `after` is put down on entry and taken back on exit, under one id", () => {
    const bench = new Bench(waiting);
    const [timer] = bench.last.scheduled;
    expect(timer).toMatchObject({ days: 30, event: { type: timer?.id } });
    expect(bench.step("stop")).toEqual([`unschedule ${timer?.id}`, "took a on stop 0: c"]);
  });

  it("an `after` is taken when its event is handed back", () => {
    const bench = new Bench(waiting);
    bench.step(bench.last.scheduled[0]?.event.type as string);
    expect(bench.states).toEqual(["b"]);
  });

  it("a raise with a delay is put down with its fields, and cancelled by its id", () => {
    const bench = new Bench(waiting, { y: 1 });
    expect(bench.step("wait")).toEqual(["raise ring", "schedule ring", "took a on wait 0: a"]);
    expect(bench.last.scheduled).toEqual([
      { id: "ring", days: 30, event: { type: "ring", data: { seen: { y: 1 } }, sender: "s" } },
    ]);
    expect(bench.step("hush")).toEqual(["unschedule ring", "took a on hush 0: a"]);
  });

  it("a raise without one is handled in the same step, after eventless transitions", () => {
    const bench = new Bench({
      states: {
        a: { on: { go: { target: "b", actions: ["raise next"] } } },
        b: { always: "c" },
        c: { on: { next: "d" } },
        d: {},
      },
    });
    expect(bench.step("go")).toEqual(["raise next", "took a on go 0: b", "took b always 0: c", "took c on next 0: d"]);
  });
});

describe("microsteps", () => {
  it("tell what was taken in all regions, and not what conflicts took away", () => {
    const bench = new Bench({
      states: {
        p: {
          type: "parallel",
          states: {
            r: { on: { go: { target: "out" }, stay: { actions: ["r"] } } },
            s: { on: { go: { target: "out" }, stay: { actions: ["s"] } } },
          },
        },
        out: {},
      },
    });
    expect(bench.step("stay")).toEqual(["r {}", "s {}", "took p.r on stay 0,p.s on stay 0: p,p.r,p.s"]);
    expect(bench.step("go")).toEqual(["took p.r on go 0: out"]);
  });

  it("are limited: past it the step is a livelock", () => {
    const bench = new Bench({
      states: { a: { on: { go: "b" } }, b: { always: { target: "b", reenter: true, actions: ["set x"] } } },
    });
    expect(() => bench.step("go")).toThrow("more than 10000 microsteps without reaching a stable state");
  });
});

describe("saved and restored", () => {
  const machine: ShortState = {
    states: {
      a: {
        states: { x: { on: { next: "a.y" } }, y: {}, back: { type: "history", history: "deep" } },
        on: { off: "b" },
      },
      b: { on: { on: "a.back", set: { actions: ["set x"] } } },
    },
  };

  it("a snapshot goes on alike, what its history remembers included", () => {
    const [one, other] = [new Bench(machine), new Bench(machine)];
    for (const bench of [one, other]) for (const type of ["next", "off", "set"]) bench.step(type);
    other.snapshot = other.stepper.restore(JSON.parse(JSON.stringify(other.stepper.save(other.snapshot))));
    expect(other.snapshot.context).toEqual({ x: 1 });
    expect(other.states).toEqual(["b"]);
    expect(other.step("on")).toEqual(one.step("on"));
    expect(other.states).toEqual(["a", "a.y"]);
    expect(other.step("off")).toEqual(one.step("off"));
  });
});

describe("history", () => {
  it("is a target like another, with a default where nothing is remembered", () => {
    const bench = new Bench({
      states: {
        a: { on: { go: "b.back" } },
        b: { states: { x: {}, y: {}, back: { type: "history", target: "b.y" } } },
      },
    });
    bench.step("go");
    expect(bench.states).toEqual(["b", "b.y"]);
  });
});

describe("steppers and frames", () => {
  it("do not disturb each other: two steppers step by turns, one snapshot goes two ways", () => {
    const machine: ShortState = { states: { a: { on: { go: "b", off: "c" } }, b: { on: { go: "a" } }, c: {} } };
    const [one, other] = [new Bench(machine), new Bench(machine)];
    const before = one.snapshot;
    one.step("go");
    other.step("off");
    expect([one.states, other.states]).toEqual([["b"], ["c"]]);
    one.snapshot = before;
    one.step("off");
    expect([one.states, [...statesOf(before)]]).toEqual([["c"], ["", "a"]]);
  });

  it("a step outside a frame is a mistake of ours, and so is one within another", () => {
    const bench = new Bench({ states: { a: { on: { go: { actions: ["n"] } } } } });
    const event = { type: "go", data: {}, sender: "" };
    expect(() => bench.stepper.step(bench.snapshot, event)).toThrow("a machine was stepped outside a frame");
    const nested = () => inFrame(new Recorder(), () => inFrame(new Recorder(), () => 1));
    expect(nested).toThrow("a step was begun inside a step");
    expect(bench.step("go")).toEqual(["n {}", "took a on go 0: a"]);
  });

  it("tell what a configuration hears, in document order, and nothing of the engine's own", () => {
    const bench = new Bench({
      on: { off: "b" },
      states: { a: { on: { go: "b", here: {} }, always: { guard: "x", target: "b" }, after: { 5: "b" } }, b: {} },
    });
    expect(bench.stepper.hears(bench.snapshot)).toEqual(["off", "go", "here", bench.last.scheduled[0]?.event.type]);
  });
});
