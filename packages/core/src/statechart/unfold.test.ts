import { describe, expect, it } from "vitest";
import { type Configuration, type Decision, outcomesOf, type Table, unfold } from "./unfold.ts";
import { chartOf, type ShortState } from "./unfold-chart.ts";

function tableOf(short: ShortState): Table {
  const unfolded = unfold(chartOf("m", short));
  if (!unfolded.ok) throw new Error(unfolded.problems[0]?.message);
  return unfolded.value;
}

/** A decision in one line: `g? (yes) : (no)`; an outcome as its effects and where it leads. */
function line(table: Table, decision: Decision | undefined): string {
  if (!decision) return "-";
  if (decision.is === "question")
    return `${decision.transition}? (${line(table, decision.yes)}) : (${line(table, decision.no)})`;
  const items = decision.items.map((item) => {
    if (item.is === "schedule") return `schedule ${item.id}`;
    if (item.is === "unschedule") return `unschedule ${item.id}`;
    const { effect } = item;
    return effect.do === "note" ? effect.text : effect.do;
  });
  const { states } = table.configurations[decision.to] as Configuration;
  return [...items, `-> ${states.at(-1)}`].join(" ");
}

describe("a table", () => {
  it("has a row for each configuration and event: questions, then effects in order, then where it leads", () => {
    const table = tableOf({
      states: {
        a: {
          exit: ["leave a"],
          on: {
            go: [
              { guard: "g", target: "b", actions: ["do"] },
              { guard: "h", target: "a" },
            ],
          },
        },
        b: { entry: ["enter b"], always: { guard: "i", target: "a" } },
      },
    });
    expect(table.configurations.map(({ states }) => states)).toEqual([
      ["", "a"],
      ["", "b"],
    ]);
    const [a, b] = table.configurations;
    expect(line(table, table.start)).toBe("-> a");
    expect([...(a?.on.keys() ?? [])]).toEqual(["go"]);
    expect(line(table, a?.on.get("go"))).toBe("a on go 0? (leave a do enter b -> b) : (a on go 1? (-> a) : (-> a))");
    expect(a?.eventless).toBeUndefined();
    expect(line(table, b?.eventless)).toBe("b always 0? (-> a) : (-> b)");
    expect([...outcomesOf(b?.eventless as Decision)].map(({ taken, changed }) => [taken, changed])).toEqual([
      [["b always 0"], true],
      [[], false],
    ]);
  });

  it("stops at each microstep: what is raised waits in the queue, with the end of a state", () => {
    const table = tableOf({
      states: {
        a: { on: { go: { target: "b", actions: ["raise next"] } } },
        b: { states: { x: { always: "b.y" }, y: { entry: ["raise late"], type: "final" } }, on: { next: "c" } },
        c: {},
      },
    });
    const [a, x] = table.configurations;
    expect(a?.on.get("go")).toMatchObject({ queue: [{ is: "raised", raise: 0 }], taken: ["a on go 0"] });
    expect(line(table, a?.on.get("go"))).toBe("raise -> b.x");
    expect(x?.eventless).toMatchObject({ queue: [{ is: "raised", raise: 0 }, { is: "done" }] });
  });

  it("says which timers start and end, under which event they come back", () => {
    const table = tableOf({
      states: {
        a: { after: { 30: "b" } },
        b: { entry: ["raise ring later"], exit: ["cancel ring"], on: { ring: "a" } },
      },
    });
    const [a] = table.configurations;
    const [timer, ...others] = table.start.items;
    if (timer?.is !== "schedule") throw new Error("no timer");
    expect(others).toEqual([]);
    expect(timer).toMatchObject({ delay: { node: "literal", value: { months: 0, days: 30 } } });
    expect(timer.raise).toBeUndefined();
    const rung = a?.on.get(timer.event);
    expect(line(table, rung)).toBe(`unschedule ${timer.id} schedule ring -> b`);
    expect([...outcomesOf(rung as Decision)][0]?.items[1]).toMatchObject({
      event: "ring",
      raise: { do: "raise", event: "ring" },
    });
  });

  it("keeps apart what a history state remembers, if something leads back to it", () => {
    const short = (target: string): ShortState => ({
      states: {
        a: { states: { x: { on: { next: "a.y" } }, y: {}, back: { type: "history" } }, on: { off: "b" } },
        b: { on: { on: target } },
      },
    });
    const shown = (table: Table) => table.configurations.map(({ states, history }) => [states.at(-1), [...history]]);
    expect(shown(tableOf(short("a.back")))).toEqual([
      ["a.x", []],
      ["b", [["a.back", ["a.x"]]]],
      ["a.y", []],
      ["a.x", [["a.back", ["a.x"]]]],
      ["b", [["a.back", ["a.y"]]]],
      ["a.y", [["a.back", ["a.x"]]]],
      ["a.y", [["a.back", ["a.y"]]]],
    ]);
    expect(shown(tableOf(short("a"))).length).toBe(3);
  });

  it("keeps apart in which order eventless transitions of regions are asked", () => {
    const region = (key: string): ShortState => ({
      states: {
        x: { on: { [key]: `${key}.y` }, always: { guard: "g", actions: ["n"] } },
        y: { always: { guard: "g", actions: ["n"] } },
      },
    });
    const table = tableOf({ type: "parallel", states: { a: region("a"), b: region("b") } });
    const last = table.configurations.filter(({ states }) => states.includes("a.y") && states.includes("b.y"));
    expect(last.map(({ order }) => order)).toEqual([[], ["b.y", "a.y"]]);
    const asked = last.map(({ eventless }) => (eventless?.is === "question" ? eventless.transition : ""));
    expect(asked).toEqual(["a.y always 0", "b.y always 0"]);
  });

  it("asks no guard that is literally true or false", () => {
    const table = tableOf({
      states: {
        a: {
          on: {
            go: [
              { guard: false, target: "b" },
              { guard: true, target: "c" },
            ],
          },
        },
        b: {},
        c: {},
      },
    });
    expect(line(table, table.configurations[0]?.on.get("go"))).toBe("-> c");
    expect(table.configurations.length).toBe(2);
  });

  it("ends where the machine is over", () => {
    const table = tableOf({ on: { go: "a" }, states: { a: { on: { end: "b" } }, b: { type: "final" } } });
    const over = table.configurations.find(({ done }) => done);
    expect(over).toMatchObject({ states: ["", "b"], on: new Map() });
  });

  it("is plain data, and the same each time", () => {
    const short: ShortState = {
      type: "parallel",
      states: { a: { states: { x: { on: { go: "a.y" } }, y: {} } }, b: { after: { 3: { actions: ["n"] } } } },
    };
    expect(structuredClone(tableOf(short))).toEqual(tableOf(short));
  });
});

describe("a chart with too many rows", () => {
  const switches = (count: number): ShortState => ({
    type: "parallel",
    states: Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const key = `r${index}`;
        return [
          key,
          { states: { off: { on: { [`on${index}`]: `${key}.on` } }, on: { on: { [`off${index}`]: `${key}.off` } } } },
        ];
      }),
    ),
  });

  it("is refused: parallel regions multiply", () => {
    expect(unfold(chartOf("m", switches(9)))).toEqual({
      ok: false,
      problems: [
        {
          code: "too-many-configurations",
          severity: "error",
          message: "machine `m` unfolds into more than 2000 rows",
          place: { file: "m.yaml", line: 1, column: 1, length: 1 },
          label: "too many combinations of states",
          help: [
            "parallel regions multiply: make them actors, which hear each other",
            "a variable, asked by guards, can take the place of states that differ in little",
          ],
          notes: ["the machine has 9 regions: `r0`, `r1`, `r2`, `r3`, `r4`, `r5`, `r6`, `r7`, `r8`"],
        },
      ],
    });
  });

  it("is so by its rows, not its states: each answer counts", () => {
    const chart = chartOf("m", switches(4));
    // 16 configurations, 4 events in each, and the start.
    expect(unfold(chart, { limit: 65 }).ok).toBe(true);
    expect(unfold(chart, { limit: 64 }).ok).toBe(false);
  });

  it("is given up early: twenty guards on one event are a million answers", () => {
    const region = (index: number) => [`r${index}`, { on: { go: { guard: `g${index}`, actions: ["n"] } } }] as const;
    const states = Object.fromEntries(Array.from({ length: 20 }, (_, index) => region(index)));
    expect(unfold(chartOf("m", { type: "parallel", states })).ok).toBe(false);
  });
});
