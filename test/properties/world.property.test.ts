/** What always holds of Worlds, over random scenarios and paths. */
import {
  balances,
  createWorld,
  encodeStep,
  legs,
  type Model,
  outcomeOf,
  pathUniforms,
  replay,
  restoreWorld,
  run,
  saveWorld,
  step,
  type World,
} from "@steppe/core";
import { printTree } from "@steppe/core/source/print.ts";
import { readScenarioText } from "@steppe/core/source/read.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf } from "./load.ts";
import { type RandomScenario, randomScenario, scenarioText } from "./scenarios.ts";

const someOf = fc.record({ scenario: randomScenario, path: fc.integer({ min: 0, max: 1000 }) });

const begin = (model: Model, path: number): World => createWorld(model, pathUniforms("properties", path));
const traceText = (world: World): string => [...world.trace].map((one) => JSON.stringify(encodeStep(one))).join("\n");
const savedText = (world: World): string => JSON.stringify(saveWorld(world));

function* worldsOf(world: World): Iterable<World> {
  let at = world;
  while (!at.ended && !at.problem) {
    at = step(at);
    yield at;
  }
}

function sound(scenario: RandomScenario): Model {
  return modelOf(scenarioText(scenario));
}

describe("a World", () => {
  it("runs every random scenario to its end, and between them they take every transition", () => {
    const taken = new Set<string>();
    const all = new Set<string>();
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const world = run(begin(sound(scenario), path));
        expect(world.problem).toBe(undefined);
        expect(world.ended).toBe(true);
        const machineOf = new Map(world.actors.map((actor) => [actor.name, actor.chart.machine]));
        for (const one of world.trace)
          for (const id of one.transitions) taken.add(`${machineOf.get(one.actor)}: ${id}`);
        for (const chart of world.model.charts.values()) {
          for (const { on, always, after } of chart.states.values()) {
            const transitions = [
              ...on.flatMap((one) => one.transitions),
              ...always,
              ...after.flatMap((one) => one.transitions),
            ];
            for (const { id } of transitions) all.add(`${chart.machine}: ${id}`);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect([...all].filter((id) => !taken.has(id))).toEqual([]);
    expect(all.size).toBeGreaterThan(10);
  });

  it("stays good when a later one is made: forward, back and forward again is the same", () => {
    fc.assert(
      fc.property(someOf, fc.nat({ max: 400 }), ({ scenario, path }, back) => {
        const worlds = [...worldsOf(begin(sound(scenario), path))];
        const end = worlds.at(-1) as World;
        const past = worlds[Math.max(0, worlds.length - 1 - back)] as World;
        const pastText = savedText(past);
        expect(savedText(run(past))).toBe(savedText(run(end)));
        expect(savedText(past)).toBe(pastText);
      }),
      { numRuns: 40 },
    );
  });

  it("saved at any step and restored, runs on to the same", () => {
    fc.assert(
      fc.property(someOf, fc.double({ min: 0, max: 1, noNaN: true }), ({ scenario, path }, where) => {
        const model = sound(scenario);
        const worlds = [begin(model, path), ...worldsOf(begin(model, path))];
        const at = worlds[Math.floor(where * (worlds.length - 1))] as World;
        const saved = JSON.parse(JSON.stringify(saveWorld(at)));
        const restored = restoreWorld(model, pathUniforms("properties", path), saved);
        expect(savedText(restored)).toBe(savedText(at));
        expect(savedText(run(restored))).toBe(savedText(run(at)));
      }),
      { numRuns: 40 },
    );
  });

  it("replays its recorded events to identical bytes", () => {
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const model = sound(scenario);
        const world = run(begin(model, path));
        const again = replay(model, pathUniforms("properties", path), world.trace);
        expect(traceText(again)).toBe(traceText(world));
        expect([...again.journal.postings]).toEqual([...world.journal.postings]);
      }),
      { numRuns: 40 },
    );
  });

  it("moves no draw of others when an unrelated actor or measure is added", () => {
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const extra = {
          actors: "  stranger: {machine: gambler, with: {every: 3 days, amount: 7 USD, odds: 40%}}",
          measures: '  more: "paid(for: game)"',
        };
        const alone = run(begin(sound(scenario), path));
        const crowd = run(begin(modelOf(scenarioText(scenario, extra)), path));
        const drawsOf = (world: World) =>
          [...world.trace]
            .filter((one) => one.actor !== "stranger")
            .flatMap((one) => one.draws.map((draw) => ({ actor: one.actor, ...draw })));
        expect(drawsOf(crowd)).toEqual(drawsOf(alone));
      }),
      { numRuns: 30 },
    );
  });

  it("balances: per currency and party every posting's legs sum to zero, and so do all accounts", () => {
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const { journal } = run(begin(sound(scenario), path));
        for (const posting of journal.postings) {
          expect(legs(posting).reduce((sum, leg) => sum + leg.minor, 0n)).toBe(0n);
          expect(posting.minor > 0n && posting.settled >= 0n && posting.settled <= posting.minor).toBe(true);
        }
        expect(balances(journal).reduce((sum, leg) => sum + leg.minor, 0n)).toBe(0n);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same file with the keys of every mapping but `actors` in another order. */
function shuffled(plain: unknown, order: (count: number) => readonly number[], inOrder = false): unknown {
  if (Array.isArray(plain)) return plain.map((item) => shuffled(item, order));
  if (plain === null || typeof plain !== "object") return plain;
  const entries = Object.entries(plain).map(([key, value]) => [key, shuffled(value, order, key === "actors")] as const);
  return Object.fromEntries(
    inOrder ? entries : order(entries.length).map((index) => entries[index] as (typeof entries)[number]),
  );
}

describe("a scenario file", () => {
  it("means the same whatever the order of its keys, but for those of `actors`", () => {
    fc.assert(
      fc.property(someOf, fc.infiniteStream(fc.nat({ max: 1_000_000 })), ({ scenario, path }, numbers) => {
        const text = scenarioText(scenario);
        const next = () => numbers.next().value as number;
        const order = (count: number) =>
          Array.from({ length: count }, (_one, index) => [next(), index] as const)
            .sort(([a], [b]) => a - b)
            .map(([, index]) => index);
        const read = readScenarioText("test.yaml", text);
        if (!read.ok) throw new Error("the random scenario does not read");
        const plain = JSON.parse(JSON.stringify(toObject(read.value)));
        const other = modelOf(JSON.stringify(shuffled(plain, order), null, 1));
        const model = modelOf(text);
        expect(other.canonical).toBe(model.canonical);
        const [one, two] = [run(begin(model, path)), run(begin(other, path))];
        expect(traceText(two)).toBe(traceText(one));
        const measures = (world: World) =>
          Object.fromEntries(
            outcomeOf(world).measures.map(({ measure, result }) => [measure.name, JSON.stringify(result, bigints)]),
          );
        expect(measures(two)).toEqual(measures(one));
      }),
      { numRuns: 40 },
    );
  });

  it("printed and loaded again is the same Model", () => {
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const model = sound(scenario);
        const again = modelOf(printTree(model.tree));
        expect(again.canonical).toBe(model.canonical);
        expect(printTree(again.tree)).toBe(printTree(model.tree));
        expect(traceText(run(begin(again, path)))).toBe(traceText(run(begin(model, path))));
      }),
      { numRuns: 30 },
    );
  });
});

const bigints = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}` : value);

function toObject(
  tree: ReturnType<typeof readScenarioText> extends infer R
    ? R extends { ok: true; value: infer T }
      ? T
      : never
    : never,
): unknown {
  switch (tree.node) {
    case "leaf":
      return tree.text;
    case "null":
      return null;
    case "list":
      return tree.items.map((item) => toObject(item));
    case "map":
      return Object.fromEntries([...tree.entries].map(([key, value]) => [key, toObject(value)]));
  }
}
