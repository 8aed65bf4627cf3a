/** Models that go wrong while they run: the problem, its place, and a World that stays as it was. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { run } from "./create.ts";
import { step } from "./step.ts";
import { ran, worldOf } from "./world-testing.ts";

describe("a World that goes wrong", () => {
  const wrong = (state: string, more = "") => `${HEAD}machines:
  m:
    variables: {part: {kind: share, initial: 50%}, n: {kind: number, initial: -2}}
    events: {go: {}, again: {}}
    initial: on
    states: {${state}}
actors: {x: {machine: m}}
timeline: [{on: 2010-02-03, actor: x, event: go}]
${more}`;
  const problemOf = (text: string) => ran(text).problem;

  it.each([
    [
      "negative-amount",
      "on: {on: {go: {actions: {pay: {from: a, to: b, amount: n * 1 USD, for: rent}}}}}",
      "`pay` of a negative amount",
    ],
    [
      "same-party",
      "on: {on: {go: {actions: {owe: {from: a, to: a, amount: 1 USD, for: rent}}}}}",
      "`a` cannot owe itself",
    ],
    [
      "share-out-of-range",
      "on: {on: {go: {actions: {set: {part: n}}}}}",
      "a share is from 0 % to 100 %, and this is -200 %",
    ],
    [
      "negative-delay",
      "on: {on: {go: p}}, p: {after: {n * 1 day: on}}",
      "a delay cannot be negative, and this is -2 days",
    ],
    [
      "period-not-positive",
      "on: {on: {go: p}}, p: {invoke: {src: calendar, input: {every: (n + 2) * 1 day, from: 2010-01-01, event: again}}}",
      "a calendar's period leads forward, and this is 0 days",
    ],
    ["division-by-zero", 'on: {on: {go: {guard: "1 / (n + 2) > 0", target: on}}}', "the divisor is zero"],
  ])("says %s with its place and its moment, and stays as it was", (code, state, message) => {
    const text = wrong(state);
    const before = run(worldOf(text), { until: 14642 - 1 });
    const world = run(before);
    expect(world.problem).toMatchObject({ code, severity: "error", message });
    expect(world.problem?.place).toMatchObject({ file: "t.yaml", line: 10 });
    expect(world.problem?.notes?.at(-1)).toBe("on 2010-02-03, `x` at `go`, step 1");
    expect(world.trace.length).toBe(1);
    expect(world.journal.postings.length).toBe(0);
    expect(world.actors).toBe(before.actors);
    expect(world.timelineNext).toBe(0);
    expect(step(world)).toBe(world);
    expect(run(world)).toBe(world);
  });

  it("goes wrong at the start too: a first value that is no share", () => {
    const text = wrong("on: {on: {go: {}}}")
      .replace("initial: 50%", "initial: odds")
      .replace("actors:", "assume: {odds: {value: 3 * third}, third: 0.5}\nactors:");
    expect(problemOf(text)).toMatchObject({
      code: "share-out-of-range",
      notes: ["on 2010-01-01, `x` at its start, step 0"],
    });
  });

  it("names the transitions of a livelock within a step, in well under a second", () => {
    const text = wrong(
      "on: {on: {go: p}}, p: {always: {guard: n < 0, target: q}}, q: {always: {guard: n < 0, target: p}}",
    );
    const problem = problemOf(text);
    expect(problem).toMatchObject({
      code: "livelock",
      message: "`x` goes round in circles without waiting for anything",
    });
    expect(problem?.place?.line).toBe(6);
    expect(problem?.notes?.[0]).toMatch(/^the cycle: `(p always`, `q always|q always`, `p always)`$/);
  }, 1500);

  it("names events that raise each other", () => {
    const problem = problemOf(
      wrong("on: {on: {go: {actions: {raise: {event: again}}}, again: {actions: {raise: {event: again}}}}}"),
    );
    expect(problem).toMatchObject({
      code: "livelock",
      notes: ["the cycle: `on on again`", "on 2010-02-03, `x` at `go`, step 1"],
    });
  });

  it("names the actors and events of a livelock between actors, in well under a second", () => {
    const text = `${HEAD}machines:
  m: {inputs: {other: actor}, events: {ping: {}}, initial: on, states: {on: {on: {ping: {actions: {tell: {actor: other, event: ping}}}}}}}
actors: {x: {machine: m, with: {other: y}}, y: {machine: m, with: {other: x}}}
timeline: [{on: 2010-02-03, actor: x, event: ping}]
`;
    const { problem } = ran(text);
    expect(problem?.code).toBe("livelock");
    expect(problem?.message).toBe("more than 10200 steps on 2010-02-03: the actors keep each other going");
    expect([...(problem?.notes ?? [])].map((note) => note.split(", ").length)).toEqual([2]);
    expect(problem?.notes?.[0]).toMatch(/`x: ping`.*`y: ping`|`y: ping`.*`x: ping`/);
  }, 1500);

  it("names timers of no length that put each other down", () => {
    const { problem } = ran(wrong("on: {on: {go: p}}, p: {after: {n * 0 days: q}}, q: {after: {n * 0 days: p}}"));
    expect(problem?.code).toBe("livelock");
    expect(problem?.notes?.[0]).toMatch(/`x: after n \* 0 days in p`, `x: after n \* 0 days in q`/);
  });

  it("names actors that open each other without end, in well under a second", () => {
    const { problem } = ran(`${HEAD}machines:
  m: {initial: on, states: {on: {entry: {open: {machine: m, as: crowd}}}}}
actors: {x: {machine: m}}
`);
    expect(problem).toMatchObject({
      code: "livelock",
      message: "the actors of group `crowd` open each other without end",
    });
  }, 1500);
});
