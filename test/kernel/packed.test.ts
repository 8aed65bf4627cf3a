/** Code that is sent to another thread: what arrives there runs every shipped scenario to the same columns. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { revived } from "@steppe/core";
import { askedOf, kernelEngine, PASSES, type Packed, unpacked } from "@steppe/kernel";
import { expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
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

/** How often a site that fails and pays asks exact arithmetic, on 40 paths that come to the same where its code is sent. */
function askedOf40({ amount, measures }: { readonly amount: string; readonly measures: readonly string[] }): number {
  const model = modelOf(`steppe: 1
title: t
period: 2020-01-01 .. 2023-12-31
currency: USD
parties: [owner, builder]
assume: {fee: {value: "uniform(1 USD, 2 USD)", judgement: test}}
machines:
  site:
    variables: {failures: {kind: number, initial: 0}}
    initial: working
    states:
      working:
        after:
          "exponential(90 days, as: wait)":
            target: working
            reenter: true
            actions:
              - {set: {failures: failures + 1}}
              - {pay: {from: owner, to: builder, amount: ${amount}, for: repair}}
actors: {site: {machine: site}}
measures:
${measures.map((measure) => `  ${measure}\n`).join("")}`);
  const engine = kernelEngine({ model, seed: "sent", asked: askedOf(model), passes: PASSES });
  if ("reason" in engine) throw new Error(engine.reason);
  const columns = engine.run(0, 40);
  expect(engine.left()).toBe(0);
  expect(unpacked(structuredClone(engine.packed as Packed)).run(0, 40)).toStrictEqual(columns);
  return engine.kernel.asked.reduce((sum, times) => sum + times, 0);
}

it("asks exact arithmetic there too, which must find the model", () => {
  expect(askedOf40({ amount: "sqrt(failures) * fee", measures: ["all: paid()"] })).toBeGreaterThan(400);
});

it("reads sums that ran along there, of the expression that is asked", () => {
  const measures = ['root: "(npv(paid(), 5%) / 1 USD) ^ 0.5"', 'late: "(paid(since: 2021-06-30) / 1 USD) ^ 0.5"'];
  expect(askedOf40({ amount: "2 USD", measures })).toBe(80);
});
