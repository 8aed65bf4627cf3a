/**
 * Passes change no answer: random models of quiet actors, with each pass and with all, come out as in the World, column
 * by column, and shipped scenarios with all as with none. A failure ends with the smallest model that was found to fail.
 */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Model, pathUniforms } from "@steppe/core";
import { type Asked, askedOf, type BackEnd, type Columns, kernelEngine, worldEngine } from "@steppe/kernel";
import { type Decisions, PASSES, type PassName } from "@steppe/kernel/passes/decide.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Choices } from "../conformance/machines.ts";
import { modelOf } from "../properties/load.ts";
import { loadShipped, problemText } from "../scenarios/running.ts";
import { ranIfShort } from "./meaning.ts";
import { quietScenarioText } from "./quiet-models.ts";
import { randomScenario, scenarioText } from "./random-models.ts";
import { SmallRoom } from "./small-room.ts";

const MODELS = Number(process.env.STEPPE_MODELS ?? 48);
/** Once one has failed, so long is a smaller one looked for. */
const SHRINKING = 30_000;
const PATHS = 4;
/** A pass with those that it builds on. */
const SETS: readonly (readonly PassName[])[] = [
  ["postings"],
  ["alone"],
  ["postings", "alone"],
  ["postings", "alone", "once"],
  ["postings", "alone", "unasked"],
  ["postings", "alone", "calendars"],
  ["postings", "alone", "unasked", "calendars"],
  ["guards"],
  ["timers"],
  ["postings", "alone", "timers"],
];

/** One memory for all: every new one reserves gigabytes of addresses. */
const room = new SmallRoom();

const row = fc.array(fc.nat({ max: 5039 }), { minLength: 200, maxLength: 900, size: "max" });

const written = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === "bigint" ? `${one}n` : ArrayBuffer.isView(one) ? [...(one as Int32Array)] : one,
  );

function differ(asked: Asked, a: Columns, b: Columns): string | undefined {
  for (const [index, { subject }] of asked.columns.entries()) {
    const [one, other] = [a.columns[index], b.columns[index]];
    if (!isDeepStrictEqual(one, other)) return `${written(subject)}: ${written(one)} and ${written(other)}`;
  }
  const troubles = [a, b].map((one) =>
    written(one.troubles.map(({ path, column, problem }) => [path, column, problem.code])),
  );
  return troubles[0] === troubles[1] ? undefined : `troubles ${troubles[0]} and ${troubles[1]}`;
}

class Count {
  models = 0;
  alone = 0;
  once = 0;
  together = 0;
  postings = 0;
  unasked = 0;
  calendars = 0;
  guards = 0;
  timers = 0;
  /** Models with running sums, with days that are asked for those that run alone, with postings that are kept. */
  running = 0;
  asksDays = 0;
  /** Calendars that are paid together with others of their grid. */
  grids = 0;
  kept = 0;
  /** Tellings of which the World ran every path, though none went wrong: exact arithmetic needed what was not kept. */
  allLeft = 0;
  /** Of each set of passes with how many models the last of them did something. */
  readonly sets = new Map<readonly PassName[], number>();
  readonly #told = new Map<readonly PassName[], number>();

  /** Of the sets whose last pass has something to do, the one that has been told least; of every third model any. */
  nextSet(did: Readonly<Record<PassName, number>>): readonly PassName[] {
    const turn = SETS[Math.trunc(this.models / 3) % SETS.length] as readonly PassName[];
    if (this.models % 3 === 0) return turn;
    const useful = SETS.filter((set) => did[lastOf(set)] > 0);
    const told = (set: readonly PassName[]): number => this.#told.get(set) ?? 0;
    const set = useful.sort((a, b) => told(a) - told(b))[0] ?? turn;
    this.#told.set(set, told(set) + 1);
    return set;
  }
}

/** Numbers that leave 64 bits in most paths: those are left to the World. */
const GROWS = /grown \* grown|1000 \* grown/;

/** Everything that can be asked, a part of it, a part of the period: one after another, with all passes and with some. */
function disagreement(model: Model, count: Count, grows: boolean): string | undefined {
  const { start, end } = model.period;
  const half = start + Math.trunc((end - start) / 2);
  const questions = [askedOf(model), askedOf(model, { measuresOnly: true }), askedOf(model, { until: half })];
  const asked = questions[count.models % questions.length] as Asked;
  const options = { model, seed: "7", asked };
  const world = worldEngine(options).run(0, PATHS);
  count.models += 1;
  const told = (passes: readonly PassName[], backEnd: BackEnd): Decisions | string => {
    const engine = kernelEngine({ ...options, passes }, backEnd, room);
    if ("reason" in engine) return engine.reason;
    const found = differ(asked, world, engine.run(0, PATHS));
    if (found !== undefined) return `${passes} in ${backEnd}: ${found}`;
    if (engine.left() === PATHS && world.troubles.length === 0 && !grows) count.allLeft += 1;
    return engine.decisions;
  };
  const all = told(PASSES, "wasm");
  if (typeof all === "string") return all;
  const did = doneBy(all);
  for (const pass of PASSES) count[pass] += did[pass];
  count.together += all.alone.together.size;
  count.running += Number(all.postings.sums.length > 0);
  count.asksDays += Number(all.alone.asksDays);
  count.grids += gridsIn(all);
  count.kept += Number(all.postings.kept.size > 0);
  const set = count.nextSet(did);
  const some = told(set, count.models % 5 === 0 ? "js" : "wasm");
  if (typeof some === "string") return some;
  if (doneBy(some)[lastOf(set)] > 0) count.sets.set(set, (count.sets.get(set) ?? 0) + 1);
  return undefined;
}

const gridsIn = ({ calendars }: Decisions): number =>
  [...calendars.values()]
    .flatMap(({ recurring }) => [...recurring.values()].flatMap((one) => [...one.values()]))
    .filter(({ grid }) => grid.length > 0).length;

const lastOf = (set: readonly PassName[]): PassName => set.at(-1) as PassName;

/** How often each pass did something: to the model, or to so many actors. A calendar of what is run once is not counted. */
function doneBy(decisions: Decisions): Readonly<Record<PassName, number>> {
  const { alone, once, postings, unasked, calendars, guards, timers } = decisions;
  const isOnce = (index: number): boolean => once.get(index) === true;
  return {
    postings: Number(postings.off === undefined && postings.kept.size === 0),
    alone: alone.courses.size,
    once: [...once.values()].filter((one) => one === true).length,
    unasked: [...unasked].filter(([index, { variables }]) => variables.size > 0 && !isOnce(index)).length,
    calendars: [...calendars].filter(([index, { recurring }]) => recurring.size > 0 && !isOnce(index)).length,
    guards: [...guards.values()].filter(({ size }) => size > 0).length,
    timers: [...timers.unheard.values()].filter(({ size }) => size > 0).length,
  };
}

/** Models of texts made of rows of choices; those that load refuses are none. */
function tellAll(count: Count, models: number, textOf: (choices: readonly number[]) => string): void {
  let stop = Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(row, (choices) => {
      if (performance.now() > stop) return;
      const text = textOf(choices);
      const model = loaded(text);
      const found = model && isShort(model) ? disagreement(model, count, GROWS.test(text)) : undefined;
      if (found === undefined) return;
      stop = Math.min(stop, performance.now() + SHRINKING);
      throw new Error(`${found}\n\n${text}`);
    }),
    { numRuns: models },
  );
}

/** Paths that go round in circles take the World long. */
const isShort = (model: Model): boolean =>
  Array.from({ length: PATHS }, (_, path) => ranIfShort(model, pathUniforms("7", path))).every(Boolean);

function loaded(text: string): Model | undefined {
  try {
    return modelOf(text);
  } catch {
    return undefined;
  }
}

it("random models of quiet actors come out the same with any of the passes", { timeout: 3_600_000 }, () => {
  const count = new Count();
  tellAll(count, MODELS, (choices) => quietScenarioText(new Choices(choices)));
  expect(count.models).toBeGreaterThan(MODELS * 0.8);
  expect(count.allLeft, "told by the World alone").toBeLessThan(3 + MODELS / 100);
  for (const pass of PASSES) {
    const times = SETS.filter((set) => lastOf(set) === pass).map((set) => count.sets.get(set) ?? 0);
    expect(Math.max(...times), `a set that ends in ${pass}`).toBeGreaterThan(0);
  }
  for (const name of [...PASSES, "together", "running"] as const)
    expect(count[name], name).toBeGreaterThan(MODELS / 30);
  // Of few models none may be such a one.
  if (MODELS < 200) return;
  for (const name of ["asksDays", "kept", "grids"] as const) expect(count[name], name).toBeGreaterThan(0);
});

it("random models of actors that hear each other come out the same", { timeout: 3_600_000 }, () => {
  const count = new Count();
  const models = Math.ceil(MODELS / 4);
  tellAll(count, models, (choices) => scenarioText(randomScenario(choices, false)));
  expect(count.models).toBeGreaterThan(models / 2 - 3);
  expect(count.allLeft, "told by the World alone").toBeLessThan(3 + models / 50);
  expect(count.together).toBeGreaterThan(models / 2);
});

const root = resolve(import.meta.dirname, "../..");
const shipped = ["scenarios", "examples"].flatMap((folder) =>
  readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);
/** There are too many variants for every run of the tests: some, others with each seed; `STEPPE_VARIANTS=1` is all. */
const SHARE = Number(process.env.STEPPE_VARIANTS ?? 16);
const turn = Math.abs(Number(process.env.STEPPE_SEED)) % SHARE;

function shippedModel(scenario: string): Model {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  return loaded.model;
}

it.each(shipped)("%s comes out the same with all passes, as do its variants", { timeout: 600_000 }, (file) => {
  const { tree } = shippedModel(file);
  const variants = tree.node === "map" ? tree.entries.get("variants") : undefined;
  const names = variants?.node === "map" ? [...variants.entries.keys()].map((name) => `${file}@${name}`) : [];
  for (const name of [file, ...names.filter((_, index) => index % SHARE === turn)]) {
    const model = shippedModel(name);
    const options = { model, seed: "7", asked: askedOf(model) };
    const [off, on] = [kernelEngine(options), kernelEngine({ ...options, passes: PASSES })];
    if ("reason" in off || "reason" in on) throw new Error(`${name} cannot be compiled`);
    expect(differ(options.asked, off.run(0, 40), on.run(0, 40)), name).toBeUndefined();
  }
});
