import { describe, expect, it } from "vitest";
import { pathUniforms } from "../chance/index.ts";
import { HEAD } from "../scenario/load-testing.ts";
import { run, tell } from "./create.ts";
import { encodeStep } from "./encode.ts";
import { replay } from "./replay.ts";
import { step } from "./step.ts";
import type { World } from "./world.ts";
import { ran, worldOf } from "./world-testing.ts";

const CHANCE = pathUniforms("replay", 3);
const TEXT = `${HEAD}assume: {rent: 10 USD}
machines:
  m:
    variables: {n: {kind: number, initial: 0}}
    events: {due: {}, go: {by: {kind: number, default: 2}}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2010-01-31, event: due}}
        on:
          due: {target: on, reenter: true, actions: {pay: {from: a, to: b, amount: "rent * uniform(0, 1)", for: rent}}}
          go: {actions: [{set: {n: n + event.by}}, {open: {machine: o, as: crowd}}]}
        after: {"uniform(40 days, 80 days)": off}
      off: {}
  o: {initial: up, states: {up: {after: {0 days: done}}, done: {}}}
  w: {initial: calm, states: {calm: {always: {guard: "x.n > 1", target: alarm}}, alarm: {}}}
actors: {x: {machine: m}, w: {machine: w}}
timeline:
  - {on: 2010-02-10, assume: {rent: 30 USD}}
  - {on: 2010-02-11, actor: x/crowd/7, event: due}
`
  .replace("event: due}\n", "event: nothing}\n")
  .replace("  o: {initial", "  o: {events: {nothing: {}}, initial");

const bytes = (world: World) => [...world.trace].map((one) => JSON.stringify(encodeStep(one))).join("\n");

describe("replay", () => {
  it("gives the same bytes from the recorded events alone: tells, timers, calendars, changes, openings, what nobody heard", () => {
    const told = tell(step(step(worldOf(TEXT, CHANCE))), { actor: "x", event: "go" }) as World;
    const world = run(told);
    const origins = new Set([...world.trace].map(({ origin }) => origin.from));
    expect([...origins].sort()).toEqual(["calendar", "reaction", "start", "timeline", "timer", "user"].sort());
    const again = replay(world.model, CHANCE, world.trace);
    expect(bytes(again)).toBe(bytes(world));
    expect([...again.journal.postings]).toEqual([...world.journal.postings]);
  });

  it("stops where the model goes wrong", () => {
    const good = ran(TEXT, CHANCE);
    const bad = worldOf(TEXT.replace("rent * uniform(0, 1)", "rent * (0 - 1)"), CHANCE).model;
    const again = replay(bad, CHANCE, good.trace);
    expect(again.problem?.code).toBe("negative-amount");
    expect(again.trace.length).toBe(2);
  });
});
