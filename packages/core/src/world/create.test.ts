import { describe, expect, it } from "vitest";
import { forcedUniforms, pathUniforms } from "../chance/index.ts";
import { toEpochDay } from "../quantity/index.ts";
import { HEAD } from "../scenario/load-testing.ts";
import { run, tell } from "./create.ts";
import { nextDay, step } from "./step.ts";
import type { World } from "./world.ts";
import { linesOf, ran, shown, stepped, worldOf } from "./world-testing.ts";

const TEXT = `${HEAD}assume: {start: 2010-02-01}
machines:
  m:
    variables: {n: {kind: number, initial: 0}}
    events: {go: {by: {kind: number, default: 3}}, stop: {}}
    initial: on
    states: {on: {on: {go: {actions: {set: {n: "n + event.by"}}}, stop: off}, after: {100 days: off}}, off: {}}
actors: {x: {machine: m}, y: {machine: m}}
`;
const day = (month: number, date: number) => toEpochDay(2010, month, date);

describe("createWorld", () => {
  it("dates the timeline by assumptions, and goes by date, within a date by the file", () => {
    const world = ran(`${TEXT}timeline:
  - {on: start + 1 month, actor: y, event: go}
  - {on: start, actor: x, event: go}
  - {on: 2010-03-01, actor: x, event: go}
`);
    expect(linesOf(world).slice(0, 3)).toEqual(["2010-02-01 x: go on", "2010-03-01 y: go on", "2010-03-01 x: go on"]);
  });

  it("goes wrong at once where a date that is drawn lies before the period", () => {
    const world = worldOf(
      `${TEXT.replace("2010-02-01", '"2009-01-01 + uniform(10 days, 20 days)"')}timeline: [{id: early, on: start, actor: x, event: go}]\n`,
    );
    expect(world.problem).toMatchObject({
      code: "before-period",
      message: "timeline entry `early` lies before the period begins",
      place: { line: 13 },
    });
    expect(step(world)).toBe(world);
  });

  it("leaves out what lies after the period", () => {
    expect(
      linesOf(ran(`${TEXT}timeline: [{on: start + 2 years, actor: x, event: go}, {on: never, actor: x, event: go}]\n`)),
    ).toHaveLength(2);
  });

  it("applies the draws that the scenario forces", () => {
    const plain = `${TEXT.replace("n + event.by", "uniform(0, 100)")}timeline: [{on: 2010-02-01, actor: x, event: go}]\n`;
    const site = ran(plain, pathUniforms("s", 1)).trace.at(2)?.draws[0]?.site as string;
    const text = `${plain}force: [{actor: x, site: ${site}, n: 0, value: 0.25}]\n`;
    const forced = ran(text, pathUniforms("s", 1));
    expect(shown(forced, "x", "n")).toBe("25");
    expect(
      shown(ran(plain, forcedUniforms(pathUniforms("s", 1), [{ actor: "x", site, n: 0, u: 0.75 }])), "x", "n"),
    ).toBe("75");
  });
});

describe("tell", () => {
  it("is delivered next, with defaults for what is not given, and leaves the World before as it was", () => {
    const world = stepped(worldOf(TEXT), 2);
    const by = { name: "by", kind: { type: "number" }, value: { s: 1n, n: 8n, d: 1n } } as never;
    const told = tell(tell(world, { actor: "x", event: "go" }) as World, {
      actor: "y",
      event: "go",
      fields: [by],
    }) as World;
    const next = stepped(told, 2);
    expect(linesOf(next)).toEqual(["2010-01-01 x: go on", "2010-01-01 y: go on"]);
    expect(next.trace.last).toMatchObject({ origin: { from: "user" }, sender: "user" });
    expect(shown(next, "x", "n")).toBe("3");
    expect(world.told).toEqual([]);
  });

  it("waits until its actor has started", () => {
    const told = tell(worldOf(TEXT), { actor: "y", event: "go" }) as World;
    expect(nextDay(told)).toBe(day(1, 1));
    const next = stepped(told, 3);
    expect([...next.trace].map(({ actor, event }) => `${actor} ${event}`)).toEqual([
      "x xstate.init",
      "y xstate.init",
      "y go",
    ]);
    expect(shown(next, "y", "n")).toBe("3");
  });

  it("knows nobody of a name that nobody has, and refuses the engine's own events", () => {
    expect(tell(worldOf(TEXT), { actor: "z", event: "go" })).toBe(undefined);
    expect(() => tell(worldOf(TEXT), { actor: "x", event: "xstate.init" })).toThrow(
      "`xstate.init` is an event of the engine's own",
    );
    expect(() => tell(worldOf(TEXT), { actor: "x", event: "steppe.ask" })).toThrow(RangeError);
  });
});

describe("run", () => {
  const LATE = `${TEXT}timeline: [{on: 2010-02-05, actor: x, event: stop}, {on: 2010-06-30, actor: y, event: go}]\n`;

  it("to a date takes no step after it, though what is put down between is dead", () => {
    const world = run(worldOf(LATE), { until: day(4, 11) });
    expect(linesOf(world)).toEqual([
      "2010-02-05 x: stop on -> off",
      "2010-04-11 y: xstate.after.on after 100 days.m/on on -> off",
    ]);
    const before = run(worldOf(`${LATE.replace("actor: y, event: go", "actor: y, event: stop")}`), {
      until: day(6, 29),
    });
    expect(before.trace.last?.date).toBe(day(4, 11));
    expect(before.ended).toBe(false);
    expect(linesOf(run(before))).toHaveLength(3);
  });

  it("to a date on which only a timer that was taken back stands, does not go past it", () => {
    const only = `${TEXT}timeline: [{on: 2010-02-05, actor: x, event: stop}, {on: 2010-02-05, actor: y, event: stop}, {on: 2010-06-30, actor: y, event: go}]\n`;
    const world = run(worldOf(only), { until: day(5, 1) });
    expect(world.trace.last?.date).toBe(day(2, 5));
  });

  it("asks the expectations of the last day, once", () => {
    const text = `${LATE}expect: [{id: calm, always: "not is(x, off)"}, {id: end, at_end: "is(x, on)"}]\n`;
    const world = run(worldOf(text), { until: day(2, 5) });
    expect(world.violations).toEqual([{ expectation: "calm", date: day(2, 5), step: 2 }]);
    const end = run(world);
    expect(end.violations.map(({ expectation, date }) => `${expectation} ${date}`)).toEqual([
      `calm ${day(2, 5)}`,
      `end ${day(12, 31)}`,
    ]);
    expect(run(end)).toBe(end);
  });

  it("stops before the step for which it is told to", () => {
    const world = run(worldOf(LATE), { stop: ({ trace }) => trace.length === 2 });
    expect(world.trace.length).toBe(2);
    expect(nextDay(world)).toBe(day(2, 5));
  });

  it("ends on the last day of the period", () => {
    const world = ran(LATE);
    expect([world.ended, world.today, nextDay(world)]).toEqual([true, day(12, 31), Number.POSITIVE_INFINITY]);
    expect(step(world)).toBe(world);
  });
});
