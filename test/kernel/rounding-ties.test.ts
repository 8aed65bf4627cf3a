/** One meaning where amounts fall on half a cent, and on the nearest figures beside it. */
import { createWorld, type Exact, exact, pathUniforms, run } from "@steppe/core";
import { drawUniform, streamKey } from "@steppe/core/chance/index.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { scenarioEnvironment } from "@steppe/core/world/reading.ts";
import { expect, it } from "vitest";
import { Choices } from "../conformance/machines.ts";
import { modelOf } from "../properties/load.ts";
import { PLAIN, type Pools, TIES } from "./expression-figures.ts";
import type { Scope } from "./expression-parts.ts";
import { Expressions } from "./random-expressions.ts";
import { MODELS, tellRandomModels } from "./random-telling.ts";

it("random models with figures that fall on ties come out the same", { timeout: 3_600_000 }, () => {
  tellRandomModels(Math.ceil(MODELS / 10), { ties: true, salt: 0x1b873593 });
});

const SCOPE: Scope = {
  own: false,
  variables: false,
  draws: false,
  ledger: false,
  today: false,
  others: false,
  assumptions: ["n"],
  fields: [],
  states: [],
  actors: new Map(),
};
const AMOUNTS = 400;

/** Random amounts in cents, before they are rounded. */
function amounts(pools: Pools): readonly Exact[] {
  const key = streamKey("ties", "test", "u");
  const texts = Array.from({ length: AMOUNTS }, (_, index) => {
    const row = Array.from({ length: 60 }, (_, n) => Math.floor(5040 * drawUniform(key, index, n)));
    return new Expressions(new Choices(row), pools, "RUB").amount(SCOPE, 2);
  });
  const model = modelOf(`steppe: 1
title: amounts
period: 2020-01-01 .. 2020-01-02
currency: USD
parties: [pa]
assume: {a_n: {value: "uniform(1, 2)", judgement: a test}}
machines: {m: {initial: a, states: {a: {}}}}
actors: {x: {machine: m}}
measures:
${texts.map((text, index) => `  m${index}: ${JSON.stringify(text)}`).join("\n")}
`);
  const world = run(createWorld(model, pathUniforms("ties", 0)));
  const end = scenarioEnvironment({ ...world, today: model.period.end });
  return model.measures.map(({ expression }) => evaluate(expression, end) as Exact);
}

it("of such figures many amounts fall on half a cent, and many just beside it; of others hardly any", () => {
  const distances = (pools: Pools) => amounts(pools).map((cents) => cents.sub(cents.floor()).sub(exact(1, 2)).abs());
  const on = (all: readonly Exact[]) => all.filter((one) => one.n === 0n).length;
  const beside = (all: readonly Exact[]) => all.filter((one) => one.n !== 0n && one.lt(exact(1, 10 ** 9))).length;
  const [ties, plain] = [distances(TIES), distances(PLAIN)];
  expect(on(ties)).toBeGreaterThan(AMOUNTS / 3);
  expect(beside(ties)).toBeGreaterThan(AMOUNTS / 10);
  expect(on(plain) + beside(plain)).toBeLessThan(AMOUNTS / 20);
});
