/**
 * One meaning: random models come out the same in the World and in both back ends, line by line, and column by column.
 *
 * A failure ends with the smallest model that was found to fail, as the text of a scenario file.
 */
import type { Model } from "@steppe/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
import { Count, disagreement } from "./agreeing.ts";
import { randomScenarioText } from "./random-models.ts";

/** How many models, a tenth of them with figures that fall on ties; by hand `STEPPE_MODELS=2000` and more. */
const MODELS = Number(process.env.STEPPE_MODELS ?? 60);
const TIES = Math.ceil(MODELS / 10);
/** Once one has failed, so long is a smaller one looked for. */
const SHRINKING = 60_000;

const row = fc.array(fc.nat({ max: 5039 }), { minLength: 300, maxLength: 2000, size: "max" });

/** The few that load refuses (a name twice, a field that must be given) are no models. */
function loaded(text: string): Model | undefined {
  try {
    return modelOf(text);
  } catch {
    return undefined;
  }
}

it.each([
  ["any", MODELS - TIES, false],
  ["such as fall on ties", TIES, true],
] as const)("random models with figures of %s kind come out the same", { timeout: 3_600_000 }, (_, models, ties) => {
  const count = new Count();
  let stop = Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(row, (choices) => {
      if (performance.now() > stop) return;
      const text = randomScenarioText(choices, ties);
      const model = loaded(text);
      const found = model && disagreement(model, count);
      if (found === undefined) return;
      stop = Math.min(stop, performance.now() + SHRINKING);
      throw new Error(`${found}\n\n${text}`);
    }),
    { numRuns: models },
  );
  expect(count.models).toBeGreaterThan(models * 0.8 - 3);
  expect(count.long).toBeLessThan(models * 0.2 + 3);
  // Two back ends, three paths and one of them again: most of them run to their end in the kernel.
  expect(count.paths).toBe((count.models - count.long) * 8);
  expect(count.wrong + count.left).toBeLessThan(count.paths * 0.4 + 24);
  expect(count.steps).toBeGreaterThan(count.paths * 5);
  expect(count.postings).toBeGreaterThan(count.paths);
});
