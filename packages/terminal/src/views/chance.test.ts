/** Whether a scenario is uncertain, and how its path is named. */
import { type Loaded, loadScenario, type Model } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { isUncertain, pathText } from "./chance.ts";

interface Parts {
  readonly rent?: string;
  readonly chance?: string;
  readonly delay?: string;
  readonly amount?: string;
  readonly rates?: string;
}

function modelWith(parts: Parts): Model {
  const { rent = "8 USD", chance = "50% > 1%", delay = "1 day", amount = "rent", rates = "" } = parts;
  const text = `steppe: 1
title: t
period: 2020-01-01 .. 2020-12-31
currency: USD
parties: [a, b]
assume: {rent: {value: "${rent}", judgement: j}}
rates: {EUR/USD: {series: {2019-01-01: 0.9}${rates}}}
machines:
  toy:
    inputs: {likely: {kind: share, default: 0%}}
    events: {go: {}}
    initial: idle
    states:
      idle:
        on: {go: {target: busy, guard: "${chance}"}}
      busy:
        entry: {pay: {from: a, to: b, amount: "${amount}", for: fee}}
        after: {"${delay}": idle}
actors: {toy: {machine: toy}}
timeline: [{id: go, on: 2020-02-01, actor: toy, event: go, judgement: j}]
`;
  const loaded: Loaded = loadScenario({ scenario: "t.yaml" }, () => ({ bytes: Buffer.from(text) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  return loaded.model;
}

describe("a scenario is uncertain when a draw stands in", () => {
  it.each<[string, Parts]>([
    ["an assumption", { rent: "if(chance(50%), 1 USD, 2 USD)" }],
    ["a guard", { chance: "chance(50%)" }],
    ["a delay", { delay: "uniform(1 day, 9 days)" }],
    ["an amount", { amount: "rent * uniform(1, 2)" }],
    ["a number between two bounds that inputs leave open", { amount: "rent * uniform(likely, likely + 10%)" }],
    ["a number between two bounds that are given apart", { amount: "rent * uniform(likely, 10%)" }],
    ["a chance that an input leaves open", { chance: "chance(likely + 10%)" }],
    [
      "a rate that goes on by chance",
      { rates: ", then: {process: geometric-brownian, drift: 0% per year, volatility: 10%, every: 1 year}" },
    ],
  ])("%s", (_, parts) => {
    expect(isUncertain(modelWith(parts))).toBe(true);
  });

  it.each<[string, Parts]>([
    ["nothing", {}],
    ["a chance of 0 % or 100 % only", { chance: "chance(0%) or chance(100%)" }],
    ["a number between two bounds that are one input", { amount: "rent * uniform(likely, likely)" }],
    ["a chance that an input settles", { chance: "chance(likely)" }],
  ])("but not when it stands in %s", (_, parts) => {
    expect(isUncertain(modelWith(parts))).toBe(false);
  });
});

describe("a path is named", () => {
  it.each([
    [{ seed: "s", path: 7 }, '7 of seed "s"'],
    [{ seed: "s", path: 7, sampling: "sobol" }, '7 of seed "s" by the Sobol sequence'],
    [{ seed: "s", path: 7, sampling: "lhs", paths: 100 }, '7 of seed "s" in a Latin hypercube of 100 paths'],
  ] as const)("%o", (luck, text) => {
    expect(pathText(luck)).toBe(text);
  });
});
