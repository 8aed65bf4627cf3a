/** Processes of which the answer is known, written as scenarios and run by code: each within 4.5 standard errors. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { expectCovariance, expectMean, expectRatio, expectShare, expectVariance, measured } from "./knowing.ts";
import { exactly, exponentialFrom, renewals, uniformFrom } from "./renewal.ts";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe("queues and chains", () => {
  it("M/M/1: how many ships there are, how likely each number is, and by Little's law how long one stays", () => {
    const of = measured("mm1-queue.yaml", 20_000);
    const load = 40 / 60;
    const ships = of("ships");
    expectMean(ships, load / (1 - load), "ships");
    for (const n of [0, 1, 2, 5]) {
      const share = (1 - load) * load ** n;
      expectShare(
        ships.map((one) => (one === n ? 1 : 0)),
        share,
        `${n} ships`,
      );
    }
    const days = 10_958; // 2040-01-01 to 2069-12-31
    expectMean(
      of("ship_days").map((one) => one / days),
      load / (1 - load),
      "ships over time",
    );
    expectMean(
      of("arrived").map((one) => one / days),
      1 / 60,
      "arrivals a day",
    );
    expectRatio(of("ship_days"), of("arrived"), 40 / (1 - load), "mean stay");
  });

  it("a chain of birth and death settles as its detailed balance says", () => {
    const of = measured("birth-death.yaml", 40_000);
    const [up, down] = [
      [0.2, 0.15, 0.12, 0.05],
      [0.1, 0.12, 0.2, 0.3],
    ];
    const weights = [1];
    for (const [n, rate] of up.entries()) weights.push(((weights[n] as number) * rate) / (down[n] as number));
    const all = weights.reduce((sum, one) => sum + one, 0);
    for (const [n, weight] of weights.entries()) expectShare(of(`n${n}`), weight / all, `state ${n}`);
  });

  it("gambler's ruin: chances and lengths of a game that is even, and of one that is not", () => {
    const of = measured("gamblers-ruin.yaml", 40_000);
    const [coins, all] = [3, 8];
    expectShare(of("even_ruined"), 1 - coins / all, "ruin in an even game");
    expectMean(of("even_rounds"), coins * (all - coins), "rounds of an even game");
    const odds = 0.55 / 0.45;
    const ruin = (odds ** all - odds ** coins) / (odds ** all - 1);
    expectShare(of("ruined"), ruin, "ruin");
    expectShare(of("rich"), 1 - ruin, "riches");
    expectMean(of("rounds"), (coins - all * (1 - ruin)) / (0.55 - 0.45), "rounds");
  });

  it("an absorbing chain: chances and times by the fundamental matrix", () => {
    const of = measured("absorbing-chain.yaml", 20_000);
    // Q = [0.3 0.5; 0.3 0.2] between the transient states, N = (I − Q)^-1, from the first of them.
    const determinant = 0.7 * 0.8 - 0.5 * 0.3;
    const [inFloated, inDraft] = [0.8 / determinant, 0.5 / determinant];
    expectShare(of("signed"), inDraft * 0.4, "signed");
    expectMean(of("months"), inFloated + inDraft, "months");
    expectMean(of("in_draft"), inDraft, "months in draft");
    // Kemeny and Snell, theorem 3.3.3: Var t = (2 N − I) t − t².
    const [t, fromDraft] = [inFloated + inDraft, (0.3 + 0.7) / determinant];
    expectVariance(of("months"), (2 * inFloated - 1) * t + 2 * inDraft * fromDraft - t * t, "months");
  });
});

describe("counts and times", () => {
  it("renewals: how many in ten years, and how much that varies", () => {
    const of = measured("renewals.yaml", 40_000);
    const horizon = 3650;
    const storms = renewals(exactly(exponentialFrom(100)), horizon);
    expectMean(of("storms"), storms.mean, "storms");
    expectVariance(of("storms"), storms.variance, "storms");
    const inspections = renewals(exactly(uniformFrom(20, 60)), horizon);
    expectMean(of("inspections"), inspections.mean, "inspections");
    expectVariance(of("inspections"), inspections.variance, "inspections");
    // The formulas of whole days are near those of no days: Poisson, and Smith's 1959 asymptotic mean.
    expect(storms.mean).toBeCloseTo(36.5, 1);
    expect(storms.variance).toBeCloseTo(36.5, 1);
    const variance = 40 ** 2 / 12;
    expect(inspections.mean).toBeCloseTo(horizon / 40 + (variance - 40 ** 2) / (2 * 40 ** 2), 1);
  });

  it("a compound Poisson sum: mean and variance of what is paid", () => {
    const of = measured("compound-poisson.yaml", 40_000);
    const [loss, square] = [1000 * Math.exp(0.125), 1e6 * Math.exp(0.5)];
    const losses = renewals(exactly(exponentialFrom(50)), 3650);
    const paid = of("paid").map((cents) => cents / 100);
    expectMean(paid, losses.mean * loss, "paid");
    const variance = losses.mean * (square - loss ** 2) + losses.variance * loss ** 2;
    expectVariance(paid, variance, "paid");
    expectCovariance(paid, of("losses"), losses.variance * loss, "covariance of what is paid and of losses");
    // Whole days change Campbell's formula, rate · time · E X², by little.
    expect(Math.abs(variance / (73 * square) - 1)).toBeLessThan(0.01);
  });

  it("a collector of cards: six kinds take 6 · (1 + 1/2 + … + 1/6) cards", () => {
    const cards = measured("coupon-collector.yaml", 10_000)("cards");
    const chances = [1, 2, 3, 4, 5, 6].map((left) => left / 6);
    expectMean(
      cards,
      chances.reduce((sum, p) => sum + 1 / p, 0),
      "cards",
    );
    expectVariance(
      cards,
      chances.reduce((sum, p) => sum + (1 - p) / p ** 2, 0),
      "cards",
    );
  });

  it("trials: geometric, negative binomial and binomial numbers", () => {
    const of = measured("trials.yaml", 20_000);
    const p = 0.2;
    expectMean(of("first"), 1 / p, "the first success");
    expectVariance(of("first"), (1 - p) / p ** 2, "the first success");
    expectMean(of("third"), 3 / p, "the third success");
    expectVariance(of("third"), (3 * (1 - p)) / p ** 2, "the third success");
    expectCovariance(of("first"), of("third"), (1 - p) / p ** 2, "covariance of both");
    expectMean(of("hits"), 365 * p, "successes in a year");
    expectVariance(of("hits"), 365 * p * (1 - p), "successes in a year");
  });

  it("competing times: who is first, when, and that one says nothing of the other", () => {
    const of = measured("competing-times.yaml", 40_000);
    const from = [150, 300, 100].map(exponentialFrom) as [Tail, Tail, Tail];
    const [flood, notice, sale] = from;
    const days = Array.from({ length: 3000 }, (_, k) => k);
    const sum = (f: (k: number) => number) => days.reduce((total, k) => total + f(k), 0);
    const flooded = (k: number) => exactly(flood)(k) * notice(k) * sale(k);
    expectShare(of("flooded"), sum(flooded), "floods");
    expectShare(
      of("given_up"),
      sum((k) => exactly(notice)(k) * flood(k + 1) * sale(k)),
      "notices",
    );
    expectShare(
      of("sold"),
      sum((k) => exactly(sale)(k) * flood(k + 1) * notice(k + 1)),
      "sales",
    );
    // The rates add up to 1 in 50 days.
    expectMean(of("days"), Math.exp(-0.5 / 50) / (1 - Math.exp(-1 / 50)), "days to the first");
    expectMean(
      of("days_flooded"),
      sum((k) => k * flooded(k)),
      "days to the first, of floods",
    );
    // Without days: floods are first in 1/150 · 50 of all, whenever that is.
    expect(sum(flooded)).toBeCloseTo(1 / 3, 2);
    expect(sum((k) => k * flooded(k)) / sum(flooded)).toBeCloseTo(50, 0);
  });
});

type Tail = (k: number) => number;

describe("series that go on by chance", () => {
  let of: ReturnType<typeof measured>;
  beforeAll(() => {
    of = measured("dated-series.yaml", 4000);
  });

  it("geometric Brownian motion: mean, variance and covariance of the logarithm, and the mean", () => {
    const [drift, volatility] = [0.05, 0.2];
    for (const years of [2, 5]) {
      expectMean(of(`price_${years}`), (drift - volatility ** 2 / 2) * years, `logarithm after ${years} years`);
      expectVariance(of(`price_${years}`), volatility ** 2 * years, `logarithm after ${years} years`);
    }
    expectCovariance(of("price_2"), of("price_5"), volatility ** 2 * 2, "covariance of the logarithms");
    expectMean(of("growth"), Math.exp(drift * 5), "growth over 5 years");
    expect(of("price_late")).toEqual(of("price_5"));
  });

  it("mean reversion: mean, variance and autocorrelation of the logarithm", () => {
    const [level, reversion, volatility] = [Math.log(30), 0.5, 0.3];
    const left = (years: number) => Math.exp(-reversion * years);
    const after = (years: number) => level + (Math.log(60) - level) * left(years);
    const variance = (years: number) => (volatility ** 2 * (1 - left(years) ** 2)) / (2 * reversion);
    for (const [name, years] of [
      ["freight_1", 1],
      ["freight_2", 2.5],
      ["freight_8", 8],
      ["rate_3", 3],
    ] as const) {
      expectMean(of(name), after(years), `logarithm after ${years} years`);
      expectVariance(of(name), variance(years), `logarithm after ${years} years`);
    }
    expectCovariance(of("freight_1"), of("freight_2"), variance(1) * left(1.5), "covariance over a year and a half");
    expectCovariance(of("freight_1"), of("freight_8"), variance(1) * left(7), "covariance over seven years");
  });
});
