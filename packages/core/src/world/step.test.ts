/** The order of a day, and what a step does. Each test is the smallest scenario that shows it. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { createWorld, run, tell } from "./create.ts";
import { step } from "./step.ts";
import { linesOf, postingsOf, ran, shown, stepped, worldOf } from "./world-testing.ts";

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
    expect(linesOf(world)).toEqual(["2010-03-01 first: go on", "2010-03-01 third: news on", "2010-03-01 zeroth: news on"]);
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

describe("asking again", () => {
  const asked = (guard: string, more: string) => `${HEAD}machines:
  m:
    inputs: {limit: {kind: money, default: level}}
    variables: {seen: {kind: number, initial: 0}, height: {kind: money, initial: 0 USD}}
    events: {go: {}, back: {}, up: {}}
    initial: off
    states:
      off: {on: {go: on, up: {actions: {set: {height: height + 5 USD}}}}}
      on: {on: {back: off, go: {target: on, reenter: true}}}
  w:
    inputs: {bound: {kind: money, default: level}}
    initial: calm
    states: {calm: {always: {guard: "${guard}", target: alarm}}, alarm: {}}
assume: {level: 1 USD, twice: 2 * level, threshold: 10 USD}
actors: {w: {machine: w}, m: {machine: m, with: {limit: twice}}, v: {machine: w}}
timeline:
${more}
`;
  const asks = (world: ReturnType<typeof ran>) => linesOf(world).filter((line) => line.includes("steppe.ask"));

  it("follows the states of others, each watcher once, in the order of actors", () => {
    expect(asks(ran(asked("is(m, on)", "  - {on: 2010-05-01, actor: m, event: go}")))).toEqual([
      "2010-05-01 w: steppe.ask calm -> alarm",
      "2010-05-01 v: steppe.ask calm -> alarm",
    ]);
  });

  it("follows how often a state was entered, by a transition to itself too", () => {
    const twice = "  - {on: 2010-05-01, actor: m, event: go}\n  - {on: 2010-05-02, actor: m, event: go}";
    expect(asks(ran(asked("count(m.on) = 2", twice)))[0]).toBe("2010-05-02 w: steppe.ask calm -> alarm");
  });

  it("follows the variables of others", () => {
    const text = asked("m.height > 5 USD", "  - {on: 2010-05-01, actor: m, event: up}\n  - {on: 2010-05-03, actor: m, event: up}");
    expect(asks(ran(text))[0]).toBe("2010-05-03 w: steppe.ask calm -> alarm");
  });

  it.each([
    ["an assumption", "level > 5 USD"],
    ["an assumption made of another", "twice > 5 USD"],
    ["an input of another, by the assumptions behind it", "m.limit > 5 USD"],
    ["an own input, by those behind its default", "bound > 5 USD"],
  ])("follows %s that changes on the timeline", (_what, guard) => {
    const text = asked(guard, "  - {on: 2010-05-01, assume: {level: 7 USD}}");
    expect(asks(ran(text))).toEqual(["2010-05-01 w: steppe.ask calm -> alarm", "2010-05-01 v: steppe.ask calm -> alarm"]);
  });

  it("asks an actor that watches itself by its own name", () => {
    const world = ran(`${HEAD}machines:
  m:
    events: {go: {}}
    initial: p
    states: {p: {on: {go: q}}, q: {always: {guard: "is(self, q)", target: r}}, r: {}}
actors: {self: {machine: m}}
timeline: [{on: 2010-05-01, actor: self, event: go}]
`);
    expect(linesOf(world)).toEqual(["2010-05-01 self: go p -> q", "2010-05-01 self: steppe.ask q -> r"]);
  });

  it("keeps what an `always` without a target does, and makes no step of one that is refused", () => {
    const world = ran(`${HEAD}machines:
  m: {events: {go: {}}, initial: off, states: {off: {on: {go: on}}, on: {}}}
  w:
    initial: calm
    states: {calm: {always: {guard: "is(m, on)", actions: {pay: {from: a, to: b, amount: 3 USD, for: alarm}}}}}
actors: {m: {machine: m}, w: {machine: w}}
timeline: [{on: 2010-05-01, actor: m, event: go}, {on: 2010-05-02, actor: m, event: go}]
`);
    expect(postingsOf(world)).toEqual(["2010-05-01 pay 3 a b alarm"]);
    expect(asks(world)).toEqual(["2010-05-01 w: steppe.ask calm"]);
  });
});

describe("calendars and timers", () => {
  const dues = (text: string) => linesOf(ran(text)).filter((line) => line.includes(": due")).map((line) => line.slice(0, 10));
  const machine = (states: string) => `${HEAD}machines:
  m: {events: {due: {}, stop: {}, start: {}}, initial: on, states: {${states}}}
actors: {x: {machine: m}}
`;

  it("counts occurrences from the anchor, not from the last one", () => {
    const on = 'on: {invoke: {src: calendar, input: {every: 1 month, from: 2009-10-31, until: 2010-05-31, event: due}}, on: {due: {}}}';
    expect(dues(machine(on))).toEqual(["2010-01-31", "2010-02-28", "2010-03-31", "2010-04-30", "2010-05-31"]);
  });

  it("does not repeat the day of a calendar that is begun again on it, but gives the day of one begun first", () => {
    const on = "on: {invoke: {src: calendar, input: {every: 1 month, from: 2010-06-15, until: 2010-07-31, event: due}}, on: {due: {target: on, reenter: true}}}";
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
    const states = "on: {invoke: {src: calendar, input: {every: 1 month, from: 2010-02-01, event: due}}, after: {2 months: gone}, on: {due: {}, stop: off}}, off: {}, gone: {}";
    const world = ran(`${machine(states)}timeline: [{on: 2010-02-15, actor: x, event: stop}]\n`);
    expect(linesOf(world)).toEqual(["2010-02-01 x: due on", "2010-02-15 x: stop on -> off"]);
    expect(world.trace.last?.effects.map(({ did }) => did)).toEqual(["unscheduled"]);
  });

  it("sends an event later, once however often it was asked for, and not when it is cancelled", () => {
    const text = (more: string) => `${machine("on: {on: {start: {actions: {raise: {event: due, delay: 10 days}}}, stop: {actions: {cancel: {id: due}}}, due: {}}}")}timeline: [{on: 2010-02-01, actor: x, event: start}, {on: 2010-02-05, actor: x, event: start}${more}]\n`;
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
    ["negative-amount", "on: {on: {go: {actions: {pay: {from: a, to: b, amount: n * 1 USD, for: rent}}}}}", "`pay` of a negative amount"],
    ["same-party", "on: {on: {go: {actions: {owe: {from: a, to: a, amount: 1 USD, for: rent}}}}}", "`a` cannot owe itself"],
    ["share-out-of-range", "on: {on: {go: {actions: {set: {part: n}}}}}", "a share is from 0 % to 100 %, and this is -200 %"],
    ["negative-delay", "on: {on: {go: p}}, p: {after: {n * 1 day: on}}", "a delay cannot be negative, and this is -2 days"],
    ["period-not-positive", "on: {on: {go: p}}, p: {invoke: {src: calendar, input: {every: (n + 2) * 1 day, from: 2010-01-01, event: again}}}", "a calendar's period leads forward, and this is 0 days"],
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
    const text = wrong("on: {on: {go: {}}}").replace("initial: 50%", "initial: odds").replace("actors:", "assume: {odds: {value: 3 * third}, third: 0.5}\nactors:");
    expect(problemOf(text)).toMatchObject({ code: "share-out-of-range", notes: ["on 2010-01-01, `x` at its start, step 0"] });
  });

  it("names the transitions of a livelock within a step, in well under a second", () => {
    const text = wrong("on: {on: {go: p}}, p: {always: {guard: n < 0, target: q}}, q: {always: {guard: n < 0, target: p}}");
    const began = performance.now();
    const problem = problemOf(text);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(problem).toMatchObject({ code: "livelock", message: "`x` goes round in circles without waiting for anything" });
    expect(problem?.place?.line).toBe(6);
    expect(problem?.notes?.[0]).toMatch(/^the cycle: `(p always`, `q always|q always`, `p always)`$/);
  });

  it("names events that raise each other", () => {
    const problem = problemOf(wrong("on: {on: {go: {actions: {raise: {event: again}}}, again: {actions: {raise: {event: again}}}}}"));
    expect(problem).toMatchObject({ code: "livelock", notes: ["the cycle: `on on again`", "on 2010-02-03, `x` at `go`, step 1"] });
  });

  it("names the actors and events of a livelock between actors, in well under a second", () => {
    const text = `${HEAD}machines:
  m: {inputs: {other: actor}, events: {ping: {}}, initial: on, states: {on: {on: {ping: {actions: {tell: {actor: other, event: ping}}}}}}}
actors: {x: {machine: m, with: {other: y}}, y: {machine: m, with: {other: x}}}
timeline: [{on: 2010-02-03, actor: x, event: ping}]
`;
    const began = performance.now();
    const { problem } = ran(text);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(problem?.code).toBe("livelock");
    expect(problem?.message).toBe("more than 10200 steps on 2010-02-03: the actors keep each other going");
    expect([...(problem?.notes ?? [])].map((note) => note.split(", ").length)).toEqual([2]);
    expect(problem?.notes?.[0]).toMatch(/`x: ping`.*`y: ping`|`y: ping`.*`x: ping`/);
  });

  it("names timers of no length that put each other down", () => {
    const { problem } = ran(wrong("on: {on: {go: p}}, p: {after: {n * 0 days: q}}, q: {after: {n * 0 days: p}}"));
    expect(problem?.code).toBe("livelock");
    expect(problem?.notes?.[0]).toMatch(/`x: after n \* 0 days`/);
  });

  it("names actors that open each other without end, in well under a second", () => {
    const began = performance.now();
    const { problem } = ran(`${HEAD}machines:
  m: {initial: on, states: {on: {entry: {open: {machine: m, as: crowd}}}}}
actors: {x: {machine: m}}
`);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(problem).toMatchObject({ code: "livelock", message: "the actors of group `crowd` open each other without end" });
  });
});

describe("opened actors", () => {
  const OPEN = `${HEAD}machines:
  office:
    variables: {last: {kind: actor, initial: opener}, sum: {kind: money, initial: 0 USD}}
    events: {claim: {size: money, name: {kind: text, default: "''"}}, done: {size: money}, all: {}}
    initial: open
    states:
      open:
        on:
          claim: {actions: {open: {machine: file, as: files, name: event.name, with: {size: event.size}}}}
          done: {actions: {set: {sum: sum + event.size, last: event.actor}}}
          all: {actions: {tell: {actor: files, event: settle}}}
          files.settled: {}
  file:
    inputs: {size: money}
    events: {settle: {}}
    initial: lodged
    states:
      lodged: {on: {settle: settled, files.settled: {}}}
      settled: {type: final, entry: {tell: {actor: opener, event: done, with: {size: size}}}}
actors: {north: {machine: office}, south: {machine: office}}
timeline:
  - {on: 2010-02-01, actor: north, event: claim, with: {size: 1 USD}}
  - {on: 2010-02-01, actor: south, event: claim, with: {size: 2 USD}}
  - {on: 2010-02-02, actor: north, event: claim, with: {size: 4 USD, name: "'wreck'"}}
  - {on: 2010-02-02, actor: north, event: claim, with: {size: 8 USD}}
`;

  it("are named opener/group/k, or by the name given, and start in the reactions", () => {
    const world = ran(OPEN);
    expect(world.actors.toArray().slice(2).map(({ name }) => name)).toEqual([
      "north/files/1",
      "south/files/1",
      "north/files/wreck",
      "north/files/3",
    ]);
    expect([...world.trace].filter(({ event }) => event === "xstate.init").map(({ actor, date }) => `${actor} ${date - 14610}`)).toEqual([
      "north 0",
      "south 0",
      "north/files/1 31",
      "south/files/1 31",
      "north/files/wreck 32",
      "north/files/3 32",
    ]);
  });

  it("answer their opener, are heard under their group, by members but themselves, and by none that is done", () => {
    const world = ran(`${OPEN}  - {on: 2010-02-03, actor: north/files/wreck, event: settle}\n`);
    expect(linesOf(world).slice(4)).toEqual([
      "2010-02-03 north/files/wreck: settle lodged -> settled",
      "2010-02-03 north: files.settled open",
      "2010-02-03 south: files.settled open",
      "2010-02-03 north/files/1: files.settled lodged",
      "2010-02-03 south/files/1: files.settled lodged",
      "2010-02-03 north/files/3: files.settled lodged",
      "2010-02-03 north: done open",
    ]);
    expect(shown(world, "north", "sum")).toBe("4.00 USD");
    expect(shown(world, "north", "last")).toBe("north/files/wreck");
    expect(shown(world, "south", "last")).toBe("");
  });

  it("are told all together by the name of their group; those that are done do not hear", () => {
    const world = ran(`${OPEN}  - {on: 2010-02-03, actor: north/files/wreck, event: settle}\n  - {on: 2010-02-04, actor: south, event: all}\n`);
    const settles = linesOf(world).filter((line) => line.includes("2010-02-04") && line.includes("settle "));
    expect(settles).toEqual([
      "2010-02-04 north/files/1: settle lodged -> settled",
      "2010-02-04 south/files/1: settle lodged -> settled",
      "2010-02-04 north/files/wreck: settle settled (not heard)",
      "2010-02-04 north/files/3: settle lodged -> settled",
    ]);
    expect(shown(world, "south", "sum")).toBe("2.00 USD");
    expect(shown(world, "north", "sum")).toBe("13.00 USD");
  });

  it("take their names once", () => {
    const { problem } = ran(`${OPEN}  - {on: 2010-02-05, actor: north, event: claim, with: {size: 1 USD, name: "'wreck'"}}\n`);
    expect(problem).toMatchObject({ code: "name-taken", message: "there is already an actor `north/files/wreck`", place: { line: 13 } });
  });

  it("can be addressed at any depth", () => {
    const world = ran(`${HEAD}machines:
  m: {events: {go: {}}, initial: on, states: {on: {on: {go: {actions: {open: {machine: n, as: inner}}}}}}}
  n: {events: {go: {}}, initial: on, states: {on: {on: {go: {actions: {open: {machine: o, as: innermost}}}}}}}
  o: {events: {go: {}}, initial: on, states: {on: {on: {go: off}}, off: {}}}
actors: {x: {machine: m}}
timeline:
  - {on: 2010-02-01, actor: x, event: go}
  - {on: 2010-02-02, actor: x/inner/1, event: go}
  - {on: 2010-02-03, actor: x/inner/1/innermost/1, event: go}
`);
    expect(linesOf(world).at(-1)).toBe("2010-02-03 x/inner/1/innermost/1: go on -> off");
  });

  it("refuse what does not fit them, when who is told shows only then", () => {
    const text = (value: string) => `${HEAD}machines:
  m: {events: {hello: {n: share}}, initial: on, states: {on: {on: {hello: {}}}}}
  t: {inputs: {x: number}, variables: {to: {kind: actor, initial: m}}, events: {go: {}}, initial: on, states: {on: {on: {go: {actions: {tell: {actor: to, event: hello${value}}}}}}}}
actors: {m: {machine: m}, t: {machine: t, with: {x: 3}}}
timeline: [{on: 2010-02-01, actor: t, event: go}]
`;
    expect(ran(text(", with: {n: x}")).problem).toMatchObject({ code: "share-out-of-range" });
    expect(ran(text("")).problem).toMatchObject({ code: "missing-field", message: "`m` is told `hello` without a value for `n`" });
    expect(ran(text(", with: {n: 5 days}")).problem).toMatchObject({ code: "kind-mismatch", message: "`m` wants share for `n` of `hello`, and is told duration" });
  });
});

describe("names of objects", () => {
  it("are names like any other: a draw called constructor", () => {
    const world = ran(`${HEAD}machines:
  m:
    variables: {n: {kind: number, initial: 1}}
    events: {go: {}}
    initial: on
    states: {on: {on: {go: {actions: {set: {n: "7 + uniform(0, 1, as: constructor)"}}}}}}
actors: {x: {machine: m}}
timeline: [{on: 2010-02-01, actor: x, event: go}]
`);
    expect(world.problem).toBe(undefined);
    expect(shown(world, "x", "n")).toBe("7.5");
    expect(world.trace.last?.draws).toEqual([{ site: "constructor", n: 0, u: 0.5 }]);
  });
});

describe("inputs", () => {
  it("follow assumptions from the day these change, and a share stays one", () => {
    const text = (odds: string) => `${HEAD}assume: {odds: 0.4, size: 10 USD}
machines:
  m:
    inputs: {part: share, size: money}
    events: {due: {}}
    initial: on
    states: {on: {invoke: {src: calendar, input: {every: 1 month, from: 2010-02-01, until: 2010-03-01, event: due}}, on: {due: {actions: {pay: {from: a, to: b, amount: size * part, for: rent}}}}}}
actors: {x: {machine: m, with: {part: 2 * odds, size: size / 3}}}
timeline: [{on: 2010-02-15, assume: {odds: ${odds}}}]
`;
    expect(postingsOf(ran(text("0.5")))).toEqual(["2010-02-01 pay 2.66 a b rent", "2010-03-01 pay 3.33 a b rent"]);
    expect(ran(text("0.6")).problem).toMatchObject({ code: "share-out-of-range" });
  });

  it("of kind share, assumed anew on the timeline, are checked where they are assumed", () => {
    const { problem } = ran(`${HEAD}assume: {odds: {kind: share, value: 40%}, more: 2}
machines: {m: {initial: on, states: {on: {}}}}
actors: {x: {machine: m}}
timeline: [{on: 2010-02-15, assume: {odds: more}}]
`);
    expect(problem).toMatchObject({ code: "share-out-of-range", notes: ["on 2010-02-15, assume, step 1"] });
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
