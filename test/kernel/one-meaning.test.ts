/** One meaning: every shipped scenario, each with its variants, comes out the same in the World and in both back ends. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "@steppe/core";
import { compiled } from "@steppe/kernel";
import type { Kernel } from "@steppe/kernel/engine/kernel.ts";
import { planOf } from "@steppe/kernel/plan/plan.ts";
import { describe, expect, it } from "vitest";
import { loadShipped, problemText } from "../scenarios/running.ts";
import { difference, toldByKernel, toldByWorld } from "./meaning.ts";

const root = resolve(import.meta.dirname, "../..");

/** A file and each of its variants by itself. */
function withVariants(file: string): readonly string[] {
  const { tree } = modelOf(file);
  const variants = tree.node === "map" ? tree.entries.get("variants") : undefined;
  return [file, ...(variants?.node === "map" ? [...variants.entries.keys()].map((name) => `${file}@${name}`) : [])];
}

function modelOf(scenario: string): Model {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  return loaded.model;
}

const shipped = ["scenarios", "examples"].flatMap((folder) =>
  readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);

const SEED = "42";
/** Of a file itself: small ones, and the last that a seed has. A variant is told on two, of which one is its own. */
const PATHS = [0, 1, 2, 7, 4_294_967_295];

const pathsOf = (scenario: string, index: number): readonly number[] =>
  scenario.includes("@") ? [0, 3 + 1000 * index] : PATHS;

function kernelsOf(model: Model): readonly Kernel[] {
  const plan = planOf(model);
  if ("reason" in plan) throw new Error(plan.reason);
  return (["wasm", "js"] as const).map((backEnd) => compiled(plan, { seed: SEED }, backEnd).kernel);
}

/** There are too many variants for every run of the tests: an eighth, another with each seed; `STEPPE_VARIANTS=1` is all. */
const SHARE = Number(process.env.STEPPE_VARIANTS ?? 8);
const turn = Math.abs(Number(process.env.STEPPE_SEED)) % SHARE;

describe.each(shipped)("%s", (file) => {
  const all = withVariants(file)
    .map((name, index) => [name, pathsOf(name, index)] as const)
    .filter((_, index) => index === 0 || index % SHARE === turn);
  it.each(all)(
    "%s comes out the same in the World and in both back ends, on paths %j",
    { timeout: 60_000 },
    (name, paths) => {
      const model = modelOf(name);
      const kernels = kernelsOf(model);
      for (const path of paths) {
        const world = toldByWorld(model, SEED, path);
        expect(world, `path ${path}`).toHaveProperty("lines");
        for (const kernel of kernels) {
          const told = toldByKernel(kernel, path);
          expect(told, `path ${path}`).toHaveProperty("lines");
          expect(difference(world, told), `path ${path}`).toBeUndefined();
        }
      }
    },
  );
});
