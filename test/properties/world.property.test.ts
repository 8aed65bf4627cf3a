/** What always holds of Worlds, over random scenarios and paths. */
import {
  balances,
  createWorld,
  encodeStep,
  type Leg,
  legs,
  type Model,
  outcomeOf,
  type Posting,
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

/** No test here is about time: a busy machine may take long over it. */
const PATIENCE = { timeout: 120_000 };

describe("a World", PATIENCE, () => {
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

  it("moves nothing of others when an unrelated actor, timeline entry or measure is put before them", () => {
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const alone = run(begin(sound(scenario), path));
        const crowd = run(begin(modelOf(scenarioText(scenario, STRANGER)), path));
        const entered = [...crowd.trace].filter((one) => one.origin.from === "timeline" && one.actor === "stranger");
        expect(entered.map(({ heard, fields }) => [heard, fields.length])).toEqual([[true, 1]]);
        expect(crowd.trace.length - alone.trace.length).toBeGreaterThan(100);
        expect(aboutOthers(crowd)).toEqual(aboutOthers(alone));
      }),
      { numRuns: 30 },
    );
  });

  it("balances: per currency and party every posting's legs sum to zero, and so do all accounts", () => {
    const currencies = new Set<string>();
    const both = { count: 0 };
    fc.assert(
      fc.property(someOf, ({ scenario, path }) => {
        const { journal } = run(begin(sound(scenario), path));
        for (const posting of journal.postings) {
          const own = legs(posting);
          expect(new Set(own.map(({ currency }) => currency))).toEqual(new Set([posting.currency]));
          expect([...sumsOf(own).keys()].sort()).toEqual(
            [posting.from, posting.to].map((party) => `${party} ${posting.currency}`).sort(),
          );
          expect([...sumsOf(own).values()]).toEqual([0n, 0n]);
          expect(posting.minor > 0n && posting.settled >= 0n && posting.settled <= posting.minor).toBe(true);
        }
        const posted = new Set([...journal.postings].map(({ currency }) => currency));
        for (const currency of posted) currencies.add(currency);
        if (posted.size > 1) both.count += 1;
        expect([...sumsOf(balances(journal))].filter(([, minor]) => minor !== 0n)).toEqual([]);
        for (const currency of posted)
          expect(cashOf(balances(journal), currency)).toEqual(cashMoved(journal, currency));
      }),
      { numRuns: 40 },
    );
    expect([...currencies].sort()).toEqual(["RUB", "USD"]);
    expect(both.count).toBeGreaterThan(0);
  });
});

/** An actor that pays and draws, and a wager of the timeline with a draw, each before all others of its section; and a measure. */
const STRANGER = {
  machines: `  punter:
    inputs: {every: duration}
    events: {due: {}, wager: {stake: number}}
    initial: keen
    states:
      keen:
        invoke: {src: calendar, input: {every: every, from: 2010-01-02, event: due}}
        on: {due: {actions: {pay: {from: a, to: b, amount: "1 USD * uniform(1, 2)", for: punt}}}, wager: spent}
      spent: {after: {"exponential(2 days) + 1 day": keen}}
`,
  actors: "  stranger: {machine: punter, with: {every: 3 days}}",
  timeline: "  - {id: a-wager, on: 2010-03-01, actor: stranger, event: wager, with: {stake: 'uniform(0, 9)'}}",
  measures: '  more: "paid(for: punt)"',
};

/** What each step of the others is but for its number, its cause's and its postings', with the draws in order. */
function aboutOthers(world: World): readonly unknown[] {
  return [...world.trace]
    .filter((one) => one.actor !== "stranger")
    .map((one) => {
      const { n, cause, origin, effects, ...rest } = encodeStep(one);
      return {
        ...rest,
        from: origin.from,
        effects: effects.map((effect) => (effect.did === "posting" ? moneyOf(world, effect.posting) : effect)),
      };
    });
}

function moneyOf({ journal }: World, n: number): unknown {
  const { verb, from, to, category, currency, minor, settled } = journal.postings.at(n) as Posting;
  return { verb, from, to, category, currency, minor, settled };
}

/** "party currency" → sum of the party's accounts in it. */
function sumsOf(entries: readonly Leg[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, currency, minor } of entries) {
    const key = `${account.split(":")[1]} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + minor);
  }
  return sums;
}

const CASH = /^assets:(\w+):cash$/;

/** Party → what its cash account holds in a currency, none of them being empty. */
function cashOf(entries: readonly Leg[], currency: string): ReadonlyMap<string, bigint> {
  const found = entries.filter((one) => one.currency === currency && CASH.test(one.account) && one.minor !== 0n);
  return new Map(found.map(({ account, minor }) => [CASH.exec(account)?.[1] as string, minor]));
}

/** The same, from what was paid. */
function cashMoved(journal: World["journal"], currency: string): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  const move = (party: string, minor: bigint) => sums.set(party, (sums.get(party) ?? 0n) + minor);
  for (const posting of journal.postings) {
    if (posting.verb !== "pay" || posting.currency !== currency) continue;
    move(posting.from, -posting.minor);
    move(posting.to, posting.minor);
  }
  return new Map([...sums].filter(([, minor]) => minor !== 0n));
}

/** The same file with the keys of every mapping but `actors` in another order. */
function shuffled(plain: unknown, order: (count: number) => readonly number[], inOrder = false): unknown {
  if (Array.isArray(plain)) return plain.map((item) => shuffled(item, order));
  if (plain === null || typeof plain !== "object") return plain;
  const entries = Object.entries(plain).map(([key, value]) => [key, shuffled(value, order, key === "actors")] as const);
  return Object.fromEntries(
    inOrder ? entries : order(entries.length).map((index) => entries[index] as (typeof entries)[number]),
  );
}

describe("a scenario file", PATIENCE, () => {
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
