/** One meaning: random models come out the same in the World and in both back ends, path by path. */
import type { Model } from "@steppe/core";
import { Kernel } from "@steppe/kernel/engine/kernel.ts";
import { planOf } from "@steppe/kernel/plan/plan.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
import { difference, toldByKernel, toldByWorld } from "./meaning.ts";
import { randomScenarioText } from "./random-models.ts";

/** How many models: by hand `STEPPE_MODELS=2000` and more. */
const MODELS = Number(process.env.STEPPE_MODELS ?? 500);
const PATHS = [0, 1, 5];
const SEED = "9";

const row = fc.array(fc.nat({ max: 5039 }), { minLength: 400, maxLength: 3000, size: "max" });

/** What became of all of them: the test is one only if most load, run, pay and finish. */
class Count {
  loaded = 0;
  refused = 0;
  paths = 0;
  problems = 0;
  left = 0;
  steps = 0;
  postings = 0;
}

function loaded(text: string): Model | undefined {
  try {
    return modelOf(text);
  } catch {
    return undefined;
  }
}

/** What is told differently of a model, on the first path where anything is. */
function disagreement(model: Model, count: Count): string | undefined {
  const plan = planOf(model);
  if ("reason" in plan) return plan.reason;
  const kernels = (["wasm", "js"] as const).map((backEnd) => ({
    backEnd,
    kernel: new Kernel(model, plan, SEED, backEnd),
  }));
  for (const path of PATHS) {
    const world = toldByWorld(model, SEED, path);
    count.paths += 1;
    if ("problem" in world) count.problems += 1;
    else {
      count.steps += world.steps;
      count.postings += world.postings;
    }
    for (const { backEnd, kernel } of kernels) {
      const told = toldByKernel(kernel, path);
      if ("problem" in told && !("problem" in world)) count.left += 1;
      const found = difference(world, told);
      if (found !== undefined) return `path ${path}, ${backEnd}: ${found}`;
    }
  }
  return undefined;
}

function holds(models: number, ties: boolean): Count {
  const count = new Count();
  fc.assert(
    fc.property(row, (choices) => {
      const text = randomScenarioText(choices, ties);
      const model = loaded(text);
      if (!model) {
        count.refused += 1;
        return;
      }
      count.loaded += 1;
      const found = disagreement(model, count);
      if (found !== undefined) throw new Error(`${found}\n${text}`);
    }),
    { numRuns: models },
  );
  return count;
}

describe("a random model", () => {
  it.each([
    ["of any figures", MODELS, false],
    ["of figures that fall on ties", Math.ceil(MODELS / 10), true],
  ] as const)("%s comes out the same in the World and in both back ends", { timeout: 3_600_000 }, (_, models, ties) => {
    const count = holds(models, ties);
    console.log(JSON.stringify(count));
    expect(count.loaded).toBeGreaterThan(models * 0.6);
  });
});
