/** A model told by the World and by code, line by line, and by both as engines that fill columns. */
import { isDeepStrictEqual } from "node:util";
import type { Model, World } from "@steppe/core";
import { askedOf, type BackEnd, type Columns, type EngineOptions } from "@steppe/kernel";
import { type KernelEngine, kernelEngine } from "@steppe/kernel/engine/kernel-engine.ts";
import { unpacked } from "@steppe/kernel/engine/packed.ts";
import { chanceOfPaths } from "@steppe/kernel/engine.ts";
import { PASSES } from "@steppe/kernel/passes/decide.ts";
import { Sheet } from "@steppe/kernel/sheet.ts";
import { worldEngine, worldTaker } from "@steppe/kernel/world-engine.ts";
import { difference, ranIfShort, toldBy, toldByKernel } from "./meaning.ts";
import { SmallRoom } from "./small-room.ts";

/** What became of many models: a test of nothing shows in it. */
export class Count {
  models = 0;
  paths = 0;
  /** Paths on which the model goes wrong, in the World and in the kernel. */
  wrong = 0;
  /** Paths that the kernel is too small for, and leaves to the World. */
  left = 0;
  /** Models with a path that is too long to be told. */
  long = 0;
  /** How often a model was told with all passes too. */
  passed = 0;
  /** How often a model was told by code that was sent. */
  sent = 0;
  steps = 0;
  postings = 0;
  /** How many models were told in each way. */
  readonly ways = new Map<Way, number>();
  /** How often code asked the World's arithmetic. */
  asked = 0;

  add(way: Way): void {
    this.ways.set(way, (this.ways.get(way) ?? 0) + 1);
  }
}

/**
 * How a model is told: by one back end or by both, on a few paths or many, with what is drawn once spread over the
 * paths by a design, or in columns alone and up to the middle of its period.
 */
export const WAYS = ["wasm", "js", "both", "many", "sobol", "lhs", "half"] as const;
export type Way = (typeof WAYS)[number];

export interface Telling {
  readonly way: Way;
  /** The first of the paths, which follow each other. */
  readonly first: number;
}

const SEED = "9";
const PATHS = 3;
/** Of those that are told on many. */
const MANY = 25;

/** Of so many one is also told by the code as another thread would have it. */
const SENT = 4;

const room = new SmallRoom();

/** What is told differently of a model, on the first path where anything is; undefined where nothing is. */
export function disagreement(model: Model, count = new Count(), telling: Telling = BOTH): string | undefined {
  const { way, first } = telling;
  count.models += 1;
  count.add(way);
  const options = optionsOf(model, telling);
  const paths = way === "many" ? MANY : PATHS;
  if (way === "half") return columnsUpToHalf(options, first, count);
  const chance = chanceOfPaths(options);
  const worlds: World[] = [];
  for (let path = first; path < first + paths; path += 1) {
    const world = ranIfShort(model, chance(path));
    if (!world) {
      count.long += 1;
      return undefined;
    }
    worlds.push(world);
  }
  const backEnds: readonly BackEnd[] = way === "both" ? ["wasm", "js"] : [way === "js" ? "js" : "wasm"];
  for (const backEnd of backEnds) {
    const found = toldOtherwise({ options, first, worlds, backEnd }, count);
    if (found !== undefined) return `${backEnd}, ${found}`;
  }
  return undefined;
}

const BOTH: Telling = { way: "both", first: 0 };

function optionsOf(model: Model, { way, first }: Telling): EngineOptions {
  const options = { model, seed: SEED, asked: askedOf(model) };
  if (way === "sobol") return { ...options, sampling: way };
  if (way === "lhs") return { ...options, sampling: way, paths: first + PATHS + 7 };
  if (way !== "half") return options;
  const { start, end } = model.period;
  const until = start + Math.trunc((end - start) / 2);
  return { ...options, asked: askedOf(model, { until, milestones: ["all"] }) };
}

interface Told {
  readonly options: EngineOptions;
  readonly first: number;
  readonly worlds: readonly World[];
  readonly backEnd: BackEnd;
}

/** What one back end tells otherwise than the Worlds at their ends. */
function toldOtherwise({ options, first, worlds, backEnd }: Told, count: Count): string | undefined {
  const engine = kernelEngine(options, backEnd, room);
  if ("reason" in engine) return engine.reason;
  // The first once more, to see that nothing is left of those before.
  for (const index of [...worlds.keys(), 0]) {
    const [world, told] = [toldBy(worlds[index] as World), toldByKernel(engine.kernel, first + index)];
    const found = difference(world, told);
    if (found !== undefined) return `path ${first + index}: ${found}`;
    count.paths += 1;
    if ("problem" in world) count.wrong += 1;
    else {
      count.steps += world.steps;
      count.postings += world.postings;
      if ("problem" in told) count.left += 1;
    }
  }
  const sheet = new Sheet(options.asked.columns, first, worlds.length);
  const take = worldTaker(options);
  for (const [index, world] of worlds.entries()) take(sheet, index, world);
  const found = columnsDiffer(options, sheet.columns(), engine.run(first, worlds.length));
  count.asked += engine.kernel.asked.reduce((sum, times) => sum + times, 0);
  if (found !== undefined) return `columns: ${found}`;
  const passed = kernelEngine({ ...options, passes: PASSES }, backEnd, room);
  if ("reason" in passed) return passed.reason;
  const columns = passed.run(first, worlds.length);
  const other = columnsDiffer(options, sheet.columns(), columns);
  count.passed += 1;
  if (other !== undefined) return `columns with all passes: ${other}`;
  const isSent = count.models % SENT === 0 && passed.left() === 0;
  return isSent ? sentOtherwise(passed, columns, first, count) : undefined;
}

/** What the same code tells otherwise where it was sent to. */
function sentOtherwise({ packed }: KernelEngine, columns: Columns, first: number, count: Count): string | undefined {
  if (!packed) return undefined;
  const engine = unpacked(structuredClone(packed), room.memoryOf);
  count.sent += 1;
  return isDeepStrictEqual(engine.run(first, columns.count), columns) ? undefined : "columns of what was sent differ";
}

function columnsUpToHalf(options: EngineOptions, first: number, count: Count): string | undefined {
  const world = worldEngine(options).run(first, PATHS);
  for (const passes of [[], PASSES]) {
    const engine = kernelEngine({ ...options, passes }, "wasm", room);
    if ("reason" in engine) return engine.reason;
    const found = columnsDiffer(options, world, engine.run(first, PATHS));
    if (found !== undefined) return `columns up to the middle of the period, with the passes [${passes}]: ${found}`;
  }
  count.passed += 1;
  return undefined;
}

function columnsDiffer({ asked }: EngineOptions, world: Columns, kernel: Columns): string | undefined {
  const text = (value: unknown) => JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}n` : one));
  for (const [index, { subject }] of asked.columns.entries()) {
    const [a, b] = [world.columns[index], kernel.columns[index]];
    if (!isDeepStrictEqual(a, b)) return `${text(subject)}: the World has ${text(a)}, the kernel ${text(b)}`;
  }
  const troubles = [world.troubles, kernel.troubles].map((all) =>
    text(all.map(({ path, column, problem }) => [path, column, problem.code])),
  );
  return troubles[0] === troubles[1] ? undefined : `troubles of the World ${troubles[0]}, of the kernel ${troubles[1]}`;
}
