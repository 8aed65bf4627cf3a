/**
 * The World as an engine: exact, and slow. Each path is a run of its own; of it only what is asked is taken.
 */
import { createWorld, type Model, ModelError, NEVER, run, type Value, type World, yearOf } from "@steppe/core";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { actorNamed, configurationText, scenarioEnvironment } from "@steppe/core/world/reading.ts";
import type { AskedColumn } from "./asked.ts";
import { chanceOfPaths, type Engine, type EngineOptions } from "./engine.ts";
import { Sheet } from "./sheet.ts";

/** Fills the place of one path by running the World. */
export function worldFiller(given: EngineOptions): (sheet: Sheet, index: number) => void {
  const { model, asked } = given;
  const chance = chanceOfPaths(given);
  const take = worldTaker(given);
  const options = asked.until === null ? {} : { until: asked.until };
  return (sheet, index) => take(sheet, index, run(createWorld(model, chance(sheet.first + index)), options));
}

/** Fills the place of one path from a World that has run as far as is asked. */
export function worldTaker({ model, asked }: EngineOptions): (sheet: Sheet, index: number, world: World) => void {
  const takers = takersOf(model, asked.columns);
  const sums = asked.columns.some(({ subject }) => subject.about === "paid");
  const until = asked.until ?? model.period.end;
  return (sheet, index, world) => {
    if (world.problem) sheet.fail(index, world.problem);
    else fill(sheet, index, takers, readingOf({ ...world, today: until }, sums));
  };
}

/** An engine that runs the World. */
export function worldEngine(options: EngineOptions): Engine {
  const filler = worldFiller(options);
  return {
    name: "world",
    run(first, count) {
      const sheet = new Sheet(options.asked.columns, first, count);
      for (let index = 0; index < count; index += 1) filler(sheet, index);
      return sheet.columns();
    },
  };
}

/** A path that has been run, and what is read off it. */
interface Reading {
  readonly world: World;
  readonly environment: ReturnType<typeof scenarioEnvironment>;
  /** What was paid, in minor units, by `paidKey`. */
  readonly paid: ReadonlyMap<string, bigint>;
}

/** The value of one column on one path; money may be a whole number of minor units. */
type Taker = (reading: Reading) => Value | bigint;

const paidKey = (category: string, currency: string, year: number | null): string =>
  `${category}\n${currency}\n${year ?? ""}`;

function takersOf(model: Model, columns: readonly AskedColumn[]): readonly Taker[] {
  return columns.map((column) => takerOf(model, column));
}

function takerOf(model: Model, { subject, kind }: AskedColumn): Taker {
  switch (subject.about) {
    case "measure": {
      const measure = model.measures.find(({ name }) => name === subject.name);
      if (!measure) throw new RangeError(`\`${subject.name}\` is no measure of the model`);
      return ({ environment }) => evaluate(measure.expression, environment);
    }
    case "milestone":
      return ({ world }) => world.milestones.get(subject.state)?.first ?? NEVER;
    case "paid": {
      if (kind.type !== "money") throw new TypeError("what is paid is money");
      const key = paidKey(subject.category, kind.currency, subject.year);
      return ({ paid }) => paid.get(key) ?? 0n;
    }
    case "expectation":
      return ({ world }) => world.violations.find((one) => one.expectation === subject.id)?.date ?? NEVER;
    case "ending":
      return ({ world }) => {
        const actor = actorNamed(world, subject.actor);
        if (!actor) throw new RangeError(`\`${subject.actor}\` is no actor of the model`);
        return configurationText(actor);
      };
  }
}

function readingOf(world: World, sums: boolean): Reading {
  return { world, environment: scenarioEnvironment(world), paid: sums ? paidIn(world) : new Map() };
}

/** Every payment of a path, added up by year and in all. */
function paidIn({ journal, model }: World): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  const years = new Map<number, number>();
  for (const { verb, category, currency, date, minor } of journal.postings) {
    if (verb !== "pay") continue;
    const day = date - model.period.start;
    const year = years.get(day) ?? yearOf(date);
    years.set(day, year);
    for (const key of [paidKey(category, currency, year), paidKey(category, currency, null)]) {
      sums.set(key, (sums.get(key) ?? 0n) + minor);
    }
  }
  return sums;
}

/** Asks each column of a path. A measure without a value is a trouble of its column and leaves the others their values. */
function fill(sheet: Sheet, index: number, takers: readonly Taker[], reading: Reading): void {
  for (const [column, taker] of takers.entries()) {
    let value: Value | bigint;
    try {
      value = taker(reading);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      sheet.miss(index, column, error.problem);
      continue;
    }
    sheet.set(index, column, value);
  }
}
