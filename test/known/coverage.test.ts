/** How often intervals hold the truth, as `run --paths` prints them: over 1,000 seeds, and of random and spread draws. */
import { type ColumnResult, rankInterval, type SpreadResult, shareInterval } from "@steppe/analysis";
import { normalInverse, type Sampling } from "@steppe/core";
import { describe, expect, it, vi } from "vitest";
import { spreadIn, surveys } from "./sampled.ts";

vi.setConfig({ testTimeout: 600_000 });

const REPEAT = `repeat with: STEPPE_SEED=${process.env.STEPPE_SEED} npm test -- test/known`;

/** That `held` of `all` is what a chance of `theory` gives, within 4.5 standard errors. */
function expectHeld(held: number, all: number, theory: number, what: string): void {
  const error = Math.sqrt((theory * (1 - theory)) / all);
  const said = `${what}: held ${held} times of ${all}, by theory ${(100 * theory).toFixed(2)} %; ${REPEAT}`;
  expect(Math.abs(held / all - theory), said).toBeLessThan(4.5 * error);
}

/** That it is that or more. */
function expectHeldAtLeast(held: number, all: number, theory: number, what: string): void {
  const error = Math.sqrt((theory * (1 - theory)) / all);
  const said = `${what}: held ${held} times of ${all}, at least ${(100 * theory).toFixed(2)} % by theory; ${REPEAT}`;
  expect(held / all, said).toBeGreaterThan(theory - 4.5 * error);
}

function holdsMean({ mean, halfWidth }: SpreadResult, truth: number): boolean {
  return Math.abs(Number(mean.valueOf()) - truth) <= (halfWidth as number);
}

function holdsQuantile({ quantiles }: SpreadResult, percent: number, truth: number): boolean {
  const { low, high } = quantiles.find((one) => one.percent === percent) ?? {};
  return (low === undefined || Number(low) <= truth) && (high === undefined || truth <= Number(high));
}

/** P(B = k), k = 0 … n, of the binomial distribution. */
function binomial(n: number, p: number): readonly number[] {
  const chances = [(1 - p) ** n];
  for (let k = 1; k <= n; k += 1) chances.push(((chances[k - 1] as number) * (n - k + 1) * p) / (k * (1 - p)));
  return chances;
}

const sumOver = (chances: readonly number[], when: (k: number) => boolean): number =>
  chances.reduce((sum, chance, k) => sum + (when(k) ? chance : 0), 0);

describe("of 1,000 seeds, each of 100 paths,", () => {
  const [SEEDS, PATHS] = [1000, 100];
  let results: readonly ReadonlyMap<string, ColumnResult>[] = [];
  const times = (holds: (results: ReadonlyMap<string, ColumnResult>) => boolean) => results.filter(holds).length;

  it("intervals of a mean hold it 95 times in 100, of normal values: Student 1908", () => {
    results = surveys({ sampling: "random", seeds: SEEDS, paths: PATHS, measures: ["rent", "fee", "comes"] });
    expectHeld(
      times((one) => holdsMean(spreadIn(one, "rent"), 100_000)),
      SEEDS,
      0.95,
      "mean of the rent",
    );
    expectHeld(
      times((one) => holdsMean(spreadIn(one, "fee"), 50_000)),
      SEEDS,
      0.95,
      "mean of the fee",
    );
  });

  it("intervals of quantiles hold them as often as the binomial distribution says of their ranks", () => {
    for (const percent of [5, 25, 50, 75, 95]) {
      const p = percent / 100;
      const { low = 0, high = PATHS + 1 } = rankInterval(percent, PATHS);
      const theory = sumOver(binomial(PATHS, p), (k) => low <= k && k < high);
      const z = normalInverse(p, 1 - p);
      const held = times((one) => holdsQuantile(spreadIn(one, "rent"), percent, 100_000 + 10_000 * z));
      expectHeld(held, SEEDS, theory, `quantile of ${percent} % of the rent`);
      const fees = times((one) => holdsQuantile(spreadIn(one, "fee"), percent, 50_000 + 5000 * z));
      expectHeld(fees, SEEDS, theory, `quantile of ${percent} % of the fee`);
    }
  });

  it("intervals of a share hold it as often as the binomial distribution says of Wilson's", () => {
    const theory = sumOver(binomial(PATHS, 0.3), (hits) => {
      const { low, high } = shareInterval(hits, PATHS);
      return low <= 0.3 && 0.3 <= high;
    });
    const held = times((one) => {
      const result = one.get("comes");
      if (result?.type !== "boolean" || !result.interval) throw new Error("not yes or no");
      return result.interval.low <= 0.3 && 0.3 <= result.interval.high;
    });
    expectHeld(held, SEEDS, theory, "share");
  });
});

/** What surveys with spread draws came to: whether intervals held, and the variance of means in that of random paths. */
function spreadDraws(sampling: Sampling) {
  const [seeds, paths] = [400, 128];
  const results = surveys({ sampling, seeds, paths, measures: ["sum", "product", "crossed", "digits"] });
  return (measure: string, truth: number) => {
    const spreads = results.map((one) => spreadIn(one, measure));
    const squares = spreads.map(({ mean }) => (Number(mean.valueOf()) - truth) ** 2);
    const random = spreads.map(({ deviation }) => (deviation as number) ** 2 / paths);
    const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
    return {
      held: spreads.filter((one) => holdsMean(one, truth)).length,
      seeds,
      variance: sum(squares) / sum(random),
    };
  };
}

describe("intervals are those of random paths: of spread draws they hold", () => {
  it("always what is a sum of single draws, in a Latin hypercube; what is crossed as often as of random ones", () => {
    const of = spreadDraws("lhs");
    expect(of("sum", 1)).toMatchObject({ held: 400 });
    expect(of("product", 1)).toMatchObject({ held: 400 });
    // Owen 1997, Monte Carlo variance of scrambled net quadrature, section 5: at most N / (N - 1) times the variance.
    for (const [measure, truth] of [
      ["crossed", 0],
      ["digits", 0.5],
    ] as const) {
      const { held, seeds, variance } = of(measure, truth);
      expectHeldAtLeast(held, seeds, 0.94, `mean of ${measure}`);
      // Of 400 squares of normal values the mean varies by 7 %.
      expect(Math.abs(variance - 1), REPEAT).toBeLessThan(4.5 * 0.071);
    }
  });

  it("always what is smooth, in a Sobol sequence; but not what turns with fine digits of two draws", () => {
    const of = spreadDraws("sobol");
    expect(of("sum", 1)).toMatchObject({ held: 400 });
    expect(of("product", 1)).toMatchObject({ held: 400 });
    expect(of("crossed", 0)).toMatchObject({ held: 400 });
    // The gain of a scrambled net in base 2 (Owen 1997): the variance is 4 times that of random paths, and the intervals
    // are half as wide as they would have to be.
    const { held, variance } = of("digits", 0.5);
    expect(held).toBeLessThan(340);
    expect(variance).toBeGreaterThan(2);
  });
});

describe("the error of a mean over N paths", () => {
  const COUNTS = [64, 128, 256, 512];
  const SEEDS = 40;
  // Of 40 seeds an error is known to 11 %; the slope through four of them, over ln 8, to 0.072.
  const WITHIN = 4.5 * 0.072;

  /** The power of N that the root mean square error goes with, by least squares over the counts of paths. */
  function powers(sampling: Sampling, measures: readonly string[]): (measure: string, truth: number) => number {
    const all = COUNTS.map((paths) => surveys({ sampling, seeds: SEEDS, paths, measures }));
    return (measure, truth) => {
      const points = all.map((results, index) => {
        const squares = results.map((one) => (Number(spreadIn(one, measure).mean.valueOf()) - truth) ** 2);
        return [Math.log(COUNTS[index] as number), Math.log(squares.reduce((a, b) => a + b, 0) / SEEDS) / 2] as const;
      });
      const middle = points.reduce((sum, [x]) => sum + x, 0) / points.length;
      const above = points.reduce((sum, [x, y]) => sum + (x - middle) * y, 0);
      return above / points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
    };
  }

  it("falls as N^-1/2 at random", () => {
    const of = powers("random", ["sum", "product"]);
    expect(Math.abs(of("sum", 1) + 0.5), REPEAT).toBeLessThan(WITHIN);
    expect(Math.abs(of("product", 1) + 0.5), REPEAT).toBeLessThan(WITHIN);
  });

  it("falls as N^-3/2 in a Latin hypercube for a sum of single draws, else as N^-1/2 (Stein 1987)", () => {
    const of = powers("lhs", ["sum", "crossed"]);
    expect(Math.abs(of("sum", 1) + 1.5), REPEAT).toBeLessThan(WITHIN);
    expect(Math.abs(of("crossed", 0) + 0.5), REPEAT).toBeLessThan(WITHIN);
  });

  it("falls about as N^-3/2 in a scrambled Sobol sequence for what is smooth (Owen 1997)", () => {
    const of = powers("sobol", ["sum", "product"]);
    expect(of("sum", 1), REPEAT).toBeLessThan(-1.5 + WITHIN);
    expect(of("product", 1), REPEAT).toBeLessThan(-1.5 + WITHIN);
  });
});
