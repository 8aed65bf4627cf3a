/** What a step does beyond its own actor: opened actors, tells, draws, inputs. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { linesOf, postingsOf, ran, shown } from "./world-testing.ts";

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
    expect(
      world.actors
        .toArray()
        .slice(2)
        .map(({ name }) => name),
    ).toEqual(["north/files/1", "south/files/1", "north/files/wreck", "north/files/3"]);
    expect(
      [...world.trace]
        .filter(({ event }) => event === "xstate.init")
        .map(({ actor, date }) => `${actor} ${date - 14610}`),
    ).toEqual([
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
    const world = ran(
      `${OPEN}  - {on: 2010-02-03, actor: north/files/wreck, event: settle}\n  - {on: 2010-02-04, actor: south, event: all}\n`,
    );
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
    const { problem } = ran(
      `${OPEN}  - {on: 2010-02-05, actor: north, event: claim, with: {size: 1 USD, name: "'wreck'"}}\n`,
    );
    expect(problem).toMatchObject({
      code: "name-taken",
      message: "there is already an actor `north/files/wreck`",
      place: { line: 13 },
    });
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
    expect(ran(text("")).problem).toMatchObject({
      code: "missing-field",
      message: "`m` is told `hello` without a value for `n`",
    });
    expect(ran(text(", with: {n: 5 days}")).problem).toMatchObject({
      code: "kind-mismatch",
      message: "`m` wants share for `n` of `hello`, and is told duration",
    });
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
    expect(postingsOf(ran(text("0.5")))).toEqual(["2010-02-01 pay 2.67 a b rent", "2010-03-01 pay 3.33 a b rent"]);
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
