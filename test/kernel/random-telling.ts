/**
 * Many random models, each told by the World and by code. A failure ends with the smallest model that was found to
 * fail, as the text of a scenario file.
 */
import type { Model } from "@steppe/core";
import fc from "fast-check";
import { expect } from "vitest";
import { modelOf } from "../properties/load.ts";
import { Count, disagreement, type Telling, WAYS, type Way } from "./agreeing.ts";
import type { Yaml } from "./random-actions.ts";
import { randomScenario, scenarioText } from "./random-models.ts";
import { prunedTree, shrunkRow } from "./shrinking.ts";

/** How many models in all: a tenth of them has figures that fall on ties. */
export const MODELS = Number(process.env.STEPPE_MODELS ?? 2000);

/** Once one has failed, so long is a smaller one looked for. */
const SHRINKING = 60_000;

const choices = (minLength: number, maxLength: number) =>
  fc.array(fc.nat({ max: 5039 }), { minLength, maxLength, size: "max" });
/** Most models are small, so that there can be many; every sixth may be large. */
const row = fc.oneof({ weight: 5, arbitrary: choices(150, 900) }, { weight: 1, arbitrary: choices(300, 2000) });

/** Of 48 models, so many are told in each way; what shrinks goes to the first. */
const SHARES: Readonly<Record<Way, number>> = { wasm: 28, js: 8, both: 0, many: 2, sobol: 4, lhs: 4, half: 2 };
const way = fc.constantFrom(...WAYS.flatMap((one) => Array.from({ length: SHARES[one] }, () => one)));
/** The first path: small, or any that leaves room for those that follow. */
const first = fc.oneof(
  fc.nat({ max: 9 }),
  fc.nat({ max: 2 ** 31 - 20 }).map((half) => 2 * half),
);
const telling: fc.Arbitrary<Telling> = fc.record({ way, first });

/** What is told differently of a scenario. The few that load refuses (a name twice, a field not given) are no models. */
function foundIn(tree: Yaml, telling: Telling, count?: Count): string | undefined {
  let model: Model;
  try {
    model = modelOf(scenarioText(tree));
  } catch {
    return undefined;
  }
  return disagreement(model, count, telling);
}

/** Tells `models` random models; `ties` takes figures that fall on ties. Each `salt` has models of its own. */
export function tellRandomModels(
  models: number,
  { ties, salt }: { readonly ties: boolean; readonly salt: number },
): void {
  const count = new Count();
  fc.assert(
    fc.property(row, telling, (numbers, how) => {
      if (foundIn(randomScenario(numbers, ties), how, count) === undefined) return;
      const { tree, telling } = smallest(numbers, ties, how);
      throw new Error(`${foundIn(tree, telling)}\n(${JSON.stringify(telling)})\n\n${scenarioText(tree)}`);
    }),
    { numRuns: models, seed: Number(process.env.STEPPE_SEED) ^ salt, endOnFailure: true },
  );
  expectMuch(count, models);
}

/** The smallest scenario that is found to fail in time, and in what way. */
function smallest(
  numbers: readonly number[],
  ties: boolean,
  how: Telling,
): { readonly tree: Yaml; readonly telling: Telling } {
  const start = performance.now();
  const simpler: readonly Telling[] = [{ way: "wasm", first: 0 }, { ...how, first: 0 }, how];
  const telling = simpler.find((one) => foundIn(randomScenario(numbers, ties), one) !== undefined) ?? how;
  const fails = (tree: Yaml, share: number) =>
    performance.now() - start < share * SHRINKING && foundIn(tree, telling) !== undefined;
  const least = shrunkRow(numbers, (one) => fails(randomScenario(one, ties), 0.5));
  return { tree: prunedTree(randomScenario(least, ties), (tree) => fails(tree, 1)), telling };
}

/** That not too little was told: nearly all models, most of them to the end of their paths, in every way. */
function expectMuch(count: Count, models: number): void {
  const told = count.models - count.long;
  console.log(`of ${models} random models ${told} were told: ${count.paths} paths, ${count.steps} steps`);
  expect(count.models).toBeGreaterThan(models * 0.9 - 3);
  expect(count.long).toBeLessThan(models * 0.05 + 3);
  const columnsOnly = count.ways.get("half") ?? 0;
  expect(count.paths).toBeGreaterThanOrEqual((told - columnsOnly) * 4);
  expect(count.wrong + count.left).toBeLessThan(count.paths * 0.2 + 24);
  expect(count.passed).toBeGreaterThanOrEqual(told);
  expect(count.steps).toBeGreaterThan(count.paths * 30);
  expect(count.postings).toBeGreaterThan(count.paths * 5);
  expect(count.asked).toBeGreaterThan(count.paths * 3);
  for (const one of WAYS) expect(count.ways.get(one) ?? 0, one).toBeGreaterThan((models * SHARES[one]) / 48 / 2 - 8);
}
