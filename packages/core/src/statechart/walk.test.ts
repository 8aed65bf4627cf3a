import { describe, expect, it } from "vitest";
import { type Configuration, type Table, unfold } from "./unfold.ts";
import { chartOf, type ShortState } from "./unfold-chart.ts";
import { Livelock, type Reader, walkStart, walkStep } from "./walk.ts";

/** Walks a chart with guards that hold while they are named in `truths`; events carry a text. */
class Walker implements Reader<string> {
  readonly table: Table;
  readonly truths = new Set<string>();
  lines: string[] = [];
  at: number;

  constructor(short: ShortState, limit?: number) {
    const unfolded = unfold(chartOf("m", short));
    if (!unfolded.ok) throw new Error("too large for a test");
    this.table = unfolded.value;
    this.at = walkStart(this.table, "start", this, limit);
  }

  answer({ transition, guard }: Parameters<Reader<string>["answer"]>[0], event: string): boolean {
    const name = guard.node === "reference" && guard.reference.to === "variable" ? guard.reference.name : "";
    this.lines.push(`${transition}? by ${event}`);
    return this.truths.has(name);
  }
  perform(item: Parameters<Reader<string>["perform"]>[0], event: string): void {
    const text = item.is === "effect" && item.effect.do === "note" ? item.effect.text : item.is;
    this.lines.push(`${text} by ${event}`);
  }
  raise(effect: Parameters<Reader<string>["raise"]>[0], event: string): string {
    this.lines.push(`raise ${effect.event}`);
    return `${effect.event} of ${event}`;
  }

  step(type: string, limit?: number): readonly string[] {
    this.lines = [];
    this.at = walkStep(this.table, this.at, type, type, this, limit);
    return this.lines;
  }
  get state(): string | undefined {
    return (this.table.configurations[this.at] as Configuration).states.at(-1);
  }
}

describe("a walk", () => {
  it("takes the event, then eventless transitions until none is taken, then what was raised, in order", () => {
    const walker = new Walker({
      states: {
        a: { on: { go: { target: "b", actions: ["raise one", "raise two"] } } },
        b: { always: { target: "c", actions: ["through b"] }, on: { one: "a" } },
        c: {
          always: { target: "a", guard: "g" },
          on: { one: { actions: ["one"] }, two: { target: "d", actions: ["two"] } },
        },
        d: {},
      },
    });
    expect(walker.step("go")).toEqual([
      "raise one",
      "raise two",
      "through b by go",
      "c always 0? by go",
      "one by one of go",
      "c always 0? by one of go",
      "two by two of go",
    ]);
    expect(walker.state).toBe("d");
  });

  it("starts with what the start raises, and settles", () => {
    const walker = new Walker({
      entry: ["raise go"],
      states: { a: { on: { go: "b" } }, b: { always: "c" }, c: { entry: ["c"] } },
    });
    expect(walker.lines).toEqual(["raise go", "c by go of start"]);
    expect(walker.state).toBe("c");
  });

  it("asks eventless transitions again at an event that nobody hears", () => {
    const walker = new Walker({ states: { a: { always: { guard: "g", target: "b" } }, b: {} } });
    expect(walker.step("nobody's")).toEqual(["a always 0? by nobody's"]);
    expect(walker.state).toBe("a");
    walker.truths.add("g");
    walker.step("nobody's");
    expect(walker.state).toBe("b");
  });

  it("takes an internal eventless transition that sets nothing once", () => {
    const walker = new Walker({
      states: { a: { always: { actions: ["n"] }, on: { go: { actions: ["raise more"] } } } },
    });
    expect(walker.lines).toEqual(["n by start"]);
    expect(walker.step("go")).toEqual(["raise more", "n by go", "n by more of go"]);
  });

  it("does nothing where the machine is over, and leaves what is still waiting", () => {
    const walker = new Walker({
      on: { more: { actions: ["heard"] } },
      states: { a: { on: { end: { target: "b", actions: ["raise more"] } } }, b: { type: "final" } },
    });
    expect(walker.step("end")).toEqual(["raise more"]);
    expect(walker.step("more")).toEqual([]);
  });

  it("ends a livelock at the limit, with the transitions that went round", () => {
    const short: ShortState = {
      states: {
        a: { on: { go: "b" } },
        b: { always: "c" },
        c: { always: { target: "d", actions: ["raise more"] } },
        d: { always: "c" },
      },
    };
    const walker = new Walker(short);
    expect(() => walker.step("go", 50)).toThrow(new Livelock(50, ["d always 0", "c always 0"]));
    expect(() => walker.step("go")).toThrow("more than 10000 microsteps in one step");
    expect(walker.state).toBe("a");
  });

  it("from nowhere is a mistake of ours", () => {
    const walker = new Walker({ states: { a: {} } });
    walker.at = 7;
    expect(() => walker.step("go")).toThrow("the table has no configuration 7");
  });
});
