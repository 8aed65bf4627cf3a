/** Processes of which the answer is known, written as scenarios and run: each within 4.5 standard errors of its formula. */
import { type SpreadResult, Summary } from "@steppe/analysis";
import { askedOf, worldEngine } from "@steppe/kernel";
import { describe, expect, it, vi } from "vitest";
import { modelOf } from "../properties/load.ts";

const PATHS = 2000;

vi.setConfig({ testTimeout: 60_000 });

const HEAD = "steppe: 1\nperiod: 2000-01-01 .. 2039-12-31\ncurrency: EUR\nparties: [house, guest]\n";

function spreadOf(text: string): SpreadResult {
  const model = modelOf(HEAD + text);
  const asked = askedOf(model, { measuresOnly: true });
  const summary = new Summary(asked.columns);
  summary.add(worldEngine({ model, seed: "known", asked }).run(0, PATHS));
  const result = summary.column(0);
  if (result.type !== "spread" || !result.spread || result.count < PATHS) throw new Error("a path has no value");
  return result.spread;
}

function expectMean({ mean, deviation }: SpreadResult, answer: number, scale = 1): void {
  const error = (deviation as number) / Math.sqrt(PATHS) / scale;
  expect(Math.abs(Number(mean.valueOf()) / scale - answer)).toBeLessThan(4.5 * error);
}

/** A guest with 3 coins of 8 wins or loses one each day, with equal chances, until one has all. */
const RUIN = (measure: string) => `
machines:
  game:
    variables: {coins: {kind: number, initial: 3}, rounds: {kind: number, initial: 0}}
    initial: playing
    states:
      playing:
        always: [{guard: coins = 0, target: ruined}, {guard: coins = 8, target: rich}]
        after:
          1 day:
            - {guard: "chance(50%, as: toss)", actions: {set: {coins: coins + 1, rounds: rounds + 1}}, target: playing, reenter: true}
            - {actions: {set: {coins: coins - 1, rounds: rounds + 1}}, target: playing, reenter: true}
      ruined: {type: final}
      rich: {type: final}
actors: {game: {machine: game}}
measures: {asked: "${measure}"}
`;

describe("known answers", () => {
  it("gambler's ruin: the chance of all is 3 / 8, the length of the game 3 · (8 - 3)", () => {
    // Feller 1968, An Introduction to Probability Theory and Its Applications, XIV.2 and XIV.3.
    expectMean(spreadOf(RUIN("count(game.rich)")), 3 / 8);
    expectMean(spreadOf(RUIN("game.rounds")), 15);
  });

  it("renewals: times of 400 days, exponential, come as a Poisson number in 40 years", () => {
    const spread = spreadOf(`
machines:
  storms:
    initial: calm
    states: {calm: {after: {"exponential(400 days, as: gap)": {target: calm, reenter: true}}}}
actors: {storms: {machine: storms}}
measures: {asked: count(storms.calm) - 1}
`);
    const rate = 14_610 / 400;
    expectMean(spread, rate);
    // Of a Poisson number the variance is the mean, and its own standard error about variance · √(2 / n).
    const variance = (spread.deviation as number) ** 2;
    expect(Math.abs(variance - rate)).toBeLessThan(4.5 * rate * Math.sqrt(2 / PATHS));
  });

  it("a sum of uniform rents: the mean, the deviation and the quantiles of what is paid", () => {
    const spread = spreadOf(`
assume: {rent: {value: "uniform(100 EUR, 300 EUR)", judgement: for the test}}
machines:
  payer:
    inputs: {rent: money}
    initial: paying
    states: {paying: {entry: {pay: {from: guest, to: house, amount: rent, for: rent}}}}
actors: {payer: {machine: payer, with: {rent: rent}}}
measures: {asked: paid(rent)}
`);
    expectMean(spread, 200, 100);
    expect((spread.deviation as number) / 100).toBeCloseTo(200 / Math.sqrt(12), 0);
    for (const { percent, low, high } of spread.quantiles) {
      const answer = 100 + 2 * percent;
      expect(Number(low) / 100).toBeLessThan(answer + 2.5);
      expect(Number(high) / 100).toBeGreaterThan(answer - 2.5);
    }
  });
});
