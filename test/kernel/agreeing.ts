/** A model told by the World, by both back ends, and by both as engines that fill columns. */
import { isDeepStrictEqual } from "node:util";
import type { Model } from "@steppe/core";
import { askedOf } from "@steppe/kernel";
import { kernelEngine } from "@steppe/kernel/engine/kernel-engine.ts";
import { worldEngine } from "@steppe/kernel/world-engine.ts";
import { difference, toldByKernel, toldIfShort } from "./meaning.ts";

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
  steps = 0;
  postings = 0;
}

const SEED = "9";
/** Paths 0, 1 and 2; then 0 again, to see that nothing is left of those before. */
const PATHS = 3;

/** What is told differently of a model, on the first path where anything is; undefined where nothing is. */
export function disagreement(model: Model, count = new Count()): string | undefined {
  const options = { model, seed: SEED, asked: askedOf(model) };
  count.models += 1;
  const engines = (["wasm", "js"] as const).map((backEnd) => ({ backEnd, engine: kernelEngine(options, backEnd) }));
  const worlds = Array.from({ length: PATHS }, (_, path) => toldIfShort(model, SEED, path));
  if (worlds.some((one) => one === undefined)) {
    count.long += 1;
    return undefined;
  }
  for (const { backEnd, engine } of engines) {
    if ("reason" in engine) return engine.reason;
    for (const path of [...worlds.keys(), 0]) {
      const [world, told] = [worlds[path] as NonNullable<(typeof worlds)[0]>, toldByKernel(engine.kernel, path)];
      const found = difference(world, told);
      if (found !== undefined) return `path ${path}, ${backEnd}: ${found}`;
      count.paths += 1;
      if ("problem" in world) count.wrong += 1;
      else {
        count.steps += world.steps;
        count.postings += world.postings;
        if ("problem" in told) count.left += 1;
      }
    }
    const found = columnsDiffer(options, engine.run(0, PATHS));
    if (found !== undefined) return `columns, ${backEnd}: ${found}`;
  }
  return count.models % 8 === 0 ? otherwise(model) : undefined;
}

/** The same of a part of the period, and where what is drawn once is spread over the paths. */
function otherwise(model: Model): string | undefined {
  const { start, end } = model.period;
  const half = askedOf(model, { until: start + Math.trunc((end - start) / 2), milestones: ["all"] });
  for (const options of [
    { model, seed: SEED, asked: half },
    { model, seed: SEED, asked: askedOf(model), sampling: "sobol" as const },
    { model, seed: SEED, asked: askedOf(model), sampling: "lhs" as const, paths: 10 },
  ]) {
    const engine = kernelEngine(options);
    const found = "reason" in engine ? engine.reason : columnsDiffer(options, engine.run(0, PATHS));
    if (found !== undefined) return `${options.sampling ?? "a part of the period"}: ${found}`;
  }
  return undefined;
}

type Options = Parameters<typeof worldEngine>[0];

function columnsDiffer(
  options: Options,
  kernel: ReturnType<ReturnType<typeof worldEngine>["run"]>,
): string | undefined {
  const world = worldEngine(options).run(0, PATHS);
  const text = (value: unknown) => JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}n` : one));
  for (const [index, { subject }] of options.asked.columns.entries()) {
    const [a, b] = [world.columns[index], kernel.columns[index]];
    if (!isDeepStrictEqual(a, b)) return `${text(subject)}: the World has ${text(a)}, the kernel ${text(b)}`;
  }
  const troubles = [world.troubles, kernel.troubles].map((all) =>
    text(all.map(({ path, column, problem }) => [path, column, problem.code])),
  );
  return troubles[0] === troubles[1] ? undefined : `troubles of the World ${troubles[0]}, of the kernel ${troubles[1]}`;
}
