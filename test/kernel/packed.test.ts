/** Code that is sent to another thread: what arrives there runs every shipped scenario to the same columns. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { revived } from "@steppe/core";
import { askedOf, kernelEngine, PASSES, type Packed, unpacked } from "@steppe/kernel";
import { expect, it } from "vitest";
import { loadShipped } from "../scenarios/running.ts";

const root = resolve(import.meta.dirname, "../..");
const shipped = ["scenarios", "examples"].flatMap((folder) =>
  readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);

function packedOf(scenario: string) {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(scenario);
  const { model } = loaded;
  const engine = kernelEngine({ model, seed: "sent", asked: askedOf(model), passes: PASSES });
  if ("reason" in engine) throw new Error(engine.reason);
  return { engine, packed: engine.packed as Packed };
}

it.each([...shipped, "scenarios/baikonur.yaml@uncertain"])("%s", { timeout: 30_000 }, (scenario) => {
  const { engine, packed } = packedOf(scenario);
  const { module: _, ...plain } = packed;
  expect(revived(structuredClone(plain))).toStrictEqual(plain);
  const columns = engine.run(0, 40);
  expect(engine.left()).toBe(0);
  expect(unpacked(structuredClone(packed)).run(0, 40)).toStrictEqual(columns);
});

it("asks exact arithmetic there too, which must find the model", () => {
  const { engine, packed } = packedOf("scenarios/baikonur.yaml@uncertain");
  const columns = engine.run(0, 400);
  expect(engine.kernel.asked.reduce((sum, times) => sum + times, 0)).toBeGreaterThan(20);
  expect(unpacked(structuredClone(packed)).run(0, 400)).toStrictEqual(columns);
});
