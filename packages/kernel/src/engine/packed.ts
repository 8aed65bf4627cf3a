/**
 * A kernel as plain data that another thread can be sent: the compiled module, where things lie, and of the model what
 * exact arithmetic reads. Nothing is loaded, planned or compiled there again.
 */
import type { Assumption, Model } from "@steppe/core";
import { revived } from "@steppe/core/quantity/index.ts";
import type { Tree } from "@steppe/core/source/tree.ts";
import { startModule } from "../code/run.ts";
import { chanceOfPaths, type Engine, type EngineOptions } from "../engine.ts";
import type { Plan } from "../plan/plan.ts";
import { Texts } from "../plan/texts.ts";
import { batchesOf } from "./batches.ts";
import { Kernel, type Running } from "./kernel.ts";
import type { Made } from "./made.ts";

/** As it is made, or as it comes out of a structured clone. */
export interface Packed {
  readonly module: WebAssembly.Module;
  readonly made: Omit<Made, "plan"> & { readonly plan: Omit<Plan, "texts"> };
  readonly texts: readonly string[];
  readonly options: Omit<EngineOptions, "model">;
}

/** Thrown by an engine that was unpacked: a path is the World's to run, and the World is not here. */
export class WorldNeeded extends Error {
  constructor() {
    super("a path is left to the World");
    this.name = "WorldNeeded";
  }
}

export function pack(
  {
    plan: { texts, ...plan },
    sites,
    siteNames,
    rates,
    kept,
    constants,
    template,
    memoryBytes,
    outcomes,
    ranAlong,
  }: Made,
  module: WebAssembly.Module,
  { seed, asked, sampling, paths }: EngineOptions,
): Packed {
  return {
    module,
    made: {
      plan: { ...plan, model: toRun(plan.model) },
      ...{ sites, siteNames, rates, kept, constants, template, memoryBytes, outcomes, ranAlong },
    },
    texts: texts.all,
    options: { seed, asked, ...(sampling && { sampling }), ...(paths !== undefined && { paths }) },
  };
}

/** The engine that was packed, of which a structured clone was made. Its paths throw `WorldNeeded` where one is left over. */
export function unpacked(packed: Packed, memoryOf?: Running["memoryOf"]): Engine {
  const { made, module, texts, options } = revived(packed);
  const { model } = made.plan;
  const plan: Plan = { ...made.plan, texts: Texts.of(texts) };
  const running = { seed: options.seed, chance: chanceOfPaths({ ...options, model }), memoryOf };
  const kernel = new Kernel({ ...made, plan }, (around) => startModule(module, around), running);
  return batchesOf(kernel, options.asked, () => {
    throw new WorldNeeded();
  });
}

const NOTHING_WRITTEN: Tree = {
  node: "null",
  place: { file: "", line: 1, column: 1, length: 1 },
  layer: "",
};

/** A model without what only tells of its file, which is most of it, and no plain data. */
function toRun(model: Model): Model {
  const bare = (one: Assumption): Assumption => ({
    ...one,
    earlier: [],
    written: NOTHING_WRITTEN,
  });
  return {
    ...model,
    tree: NOTHING_WRITTEN,
    canonical: "",
    outlines: new Map(),
    assumptions: new Map([...model.assumptions].map(([name, one]) => [name, bare(one)])),
    observed: [],
  };
}
