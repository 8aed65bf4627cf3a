/** The order of a day, and what a step does. Each test is the smallest scenario that shows it. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { createWorld, run, tell } from "./create.ts";
import { step } from "./step.ts";
import { linesOf, ran, shown, stepped, worldOf } from "./world-testing.ts";

describe("the order of a day", () => {
  const DAY = `${HEAD}machines:
  m:
    inputs: {name: text}
    events: {ping: {}, pong: {}, late: {}, due: {}, told: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2010-02-01, event: due}}
        on:
          ping: {actions: [{tell: {actor: y, event: pong}}, {tell: {actor: x, event: pong}}]}
          pong: {}
          late: {}
          due: {}
          told: {}
        after: {31 days: {actions: []}}
actors: {x: {machine: m, with: {name: "'x'"}}, y: {machine: m, with: {name: "'y'"}}}
timeline:
  - {on: 2010-02-01, actor: x, event: ping}
  - {on: 2010-02-01, actor: x, event: late}
`;
  const first = (world: ReturnType<typeof ran>) => linesOf(world).filter((line) => line.startsWith("2010-02-01"));

  it("is the timeline in file order, each entry with its reactions, then timers, then calendars", () => {
    expect(first(ran(DAY))).toEqual([
      "2010-02-01 x: ping on",
      "2010-02-01 y: pong on",
      "2010-02-01 x: pong on",
      "2010-02-01 x: late on",
      "2010-02-01 x: xstate.after.on after 31 days.m/on on",
      "2010-02-01 y: xstate.after.on after 31 days.m/on on",
      "2010-02-01 x: due on",
      "2010-02-01 y: due on",
    ]);
  });

  it("puts what the user tells before the reactions that wait", () => {
    const after = stepped(worldOf(DAY), 3);
    expect(linesOf(after)).toEqual(["2010-02-01 x: ping on"]);
    const told = tell(after, { actor: "y", event: "told" });
    expect(first(run(told as never)).slice(0, 4)).toEqual([
      "2010-02-01 x: ping on",
      "2010-02-01 y: told on",
      "2010-02-01 y: pong on",
      "2010-02-01 x: pong on",
    ]);
  });

  it("puts an entry with `after: k` right after the k-th step of its date, the first of two first", () => {
    const text = `${DAY}  - {on: 2010-02-01, after: 1, actor: y, event: told}
  - {on: 2010-02-01, after: 1, actor: y, event: late}
  - {on: 2010-02-01, after: 100, actor: x, event: late}
  - {on: 2010-02-01, after: 99, actor: x, event: told}
`;
    const lines = first(ran(text));
    expect(lines.slice(0, 4)).toEqual([
      "2010-02-01 x: ping on",
      "2010-02-01 y: told on",
      "2010-02-01 y: late on",
      "2010-02-01 y: pong on",
    ]);
    expect(lines.slice(-2)).toEqual(["2010-02-01 x: told on", "2010-02-01 x: late on"]);
  });

  it("starts actors in the order of the file, and delivers what they announce when all have started", () => {
    const world = ran(`${HEAD}machines:
  z: {initial: up, states: {up: {}}}
  ear: {initial: calm, states: {calm: {on: {one.up: {target: heard}, two.up: {}}}, heard: {}}}
actors: {one: {machine: z}, ear: {machine: ear}, two: {machine: z}}
`);
    expect([...world.trace].map(({ actor, event }) => `${actor} ${event}`)).toEqual([
      "one xstate.init",
      "ear xstate.init",
      "two xstate.init",
      "ear one.up",
      "ear two.up",
    ]);
    expect(linesOf(world)[1]).toBe("2010-01-01 ear: two.up heard (not heard)");
  });

  it("announces to all who listen but the one that announces, in the order of actors, with who it was", () => {
    const world = ran(`${HEAD}machines:
  m:
    variables: {who: {kind: actor, initial: opener}}
    events: {go: {}, news: {n: number}}
    initial: on
    states: {on: {on: {go: {actions: {announce: {event: news, with: {n: 2}}}}, news: {actions: {set: {who: event.actor}}}}}}
  deaf: {initial: on, states: {on: {}}}
actors: {third: {machine: m}, second: {machine: deaf}, first: {machine: m}, zeroth: {machine: m}}
timeline: [{on: 2010-03-01, actor: first, event: go}]
`);
    expect(linesOf(world)).toEqual([
      "2010-03-01 first: go on",
      "2010-03-01 third: news on",
      "2010-03-01 zeroth: news on",
    ]);
    expect(shown(world, "third", "who")).toBe("first");
    expect(shown(world, "first", "who")).toBe("");
    expect([...world.trace].at(-2)?.cause).toBe(4);
  });

  it("rings a timer of no length on its day, after the timers put down before it", () => {
    const world = ran(`${HEAD}machines:
  m:
    events: {e: {}}
    initial: p
    states: {p: {after: {1 month: q}}, q: {after: {0 days: r}}, r: {}}
actors: {x: {machine: m}, y: {machine: m}}
`);
    expect(linesOf(world).map((line) => line.replace(/xstate\S+ after .*m\//, ""))).toEqual([
      "2010-02-01 x: p p -> q",
      "2010-02-01 y: p p -> q",
      "2010-02-01 x: q q -> r",
      "2010-02-01 y: q q -> r",
    ]);
  });
});

describe("calendars and timers", () => {
  const dues = (text: string) =>
    linesOf(ran(text))
      .filter((line) => line.includes(": due"))
      .map((line) => line.slice(0, 10));
  const machine = (states: string) => `${HEAD}machines:
  m: {events: {due: {}, stop: {}, start: {}}, initial: on, states: {${states}}}
actors: {x: {machine: m}}
`;

  it("counts occurrences from the anchor, not from the last one", () => {
    const on =
      "on: {invoke: {src: calendar, input: {every: 1 month, from: 2009-10-31, until: 2010-05-31, event: due}}, on: {due: {}}}";
    expect(dues(machine(on))).toEqual(["2010-01-31", "2010-02-28", "2010-03-31", "2010-04-30", "2010-05-31"]);
  });

  it("does not repeat the day of a calendar that is begun again on it, but gives the day of one begun first", () => {
    const on =
      "on: {invoke: {src: calendar, input: {every: 1 month, from: 2010-06-15, until: 2010-07-31, event: due}}, on: {due: {target: on, reenter: true}}}";
    expect(dues(machine(on))).toEqual(["2010-06-15", "2010-07-15"]);
    const later = `off: {on: {start: on}}, ${on}`.replace("off:", "idle:");
    const text = machine(later).replace("initial: on", "initial: idle");
    expect(dues(`${text}timeline: [{on: 2010-07-15, actor: x, event: start}]\n`)).toEqual(["2010-07-15"]);
  });

  it("runs two calendars of one event side by side", () => {
    const one = (from: string) => `{src: calendar, input: {every: 6 months, from: ${from}, event: due}}`;
    expect(dues(machine(`on: {invoke: [${one("2010-02-01")}, ${one("2010-03-01")}], on: {due: {}}}`))).toEqual([
      "2010-02-01",
      "2010-03-01",
      "2010-08-01",
      "2010-09-01",
    ]);
  });

  it("takes timers and calendars back when their state is left", () => {
    const states =
      "on: {invoke: {src: calendar, input: {every: 1 month, from: 2010-02-01, event: due}}, after: {2 months: gone}, on: {due: {}, stop: off}}, off: {}, gone: {}";
    const world = ran(`${machine(states)}timeline: [{on: 2010-02-15, actor: x, event: stop}]\n`);
    expect(linesOf(world)).toEqual(["2010-02-01 x: due on", "2010-02-15 x: stop on -> off"]);
    expect(world.trace.last?.effects.map(({ did }) => did)).toEqual(["unscheduled"]);
  });

  it("sends an event later, once however often it was asked for, and not when it is cancelled", () => {
    const text = (more: string) =>
      `${machine("on: {on: {start: {actions: {raise: {event: due, delay: 10 days}}}, stop: {actions: {cancel: {id: due}}}, due: {}}}")}timeline: [{on: 2010-02-01, actor: x, event: start}, {on: 2010-02-05, actor: x, event: start}${more}]\n`;
    expect(dues(text(""))).toEqual(["2010-02-15"]);
    expect(dues(text(", {on: 2010-02-06, actor: x, event: stop}"))).toEqual([]);
  });
});

describe("what is not heard", () => {
  it("stands in the trace: an event no state acts on, one that comes after the end, one for nobody", () => {
    const world = ran(`${HEAD}machines:
  m:
    events: {go: {}, other: {}}
    initial: on
    states: {on: {on: {go: end}}, end: {type: final}}
  o: {events: {never: {}}, initial: on, states: {on: {on: {never: {actions: {open: {machine: m, as: crowd}}}}}}}
actors: {x: {machine: m}, o: {machine: o}}
timeline:
  - {on: 2010-02-01, actor: x, event: other}
  - {on: 2010-02-02, actor: x, event: go}
  - {on: 2010-02-03, actor: x, event: go}
  - {on: 2010-02-04, actor: o/crowd/1, event: go}
`);
    expect(linesOf(world)).toEqual([
      "2010-02-01 x: other on (not heard)",
      "2010-02-02 x: go on -> end",
      "2010-02-03 x: go end (not heard)",
      "2010-02-04 o/crowd/1: go (not heard)",
    ]);
  });
});

describe("createWorld", () => {
  it("stands before the first step, and is not changed by it", () => {
    const world = worldOf(`${HEAD}machines: {m: {initial: on, states: {on: {}}}}\nactors: {x: {machine: m}}\n`);
    const next = step(world);
    expect(world.trace.length).toBe(0);
    expect(next.trace.length).toBe(1);
    expect(createWorld(world.model, world.uniforms).actors.get(0)?.snapshot).toBe(undefined);
  });
});
