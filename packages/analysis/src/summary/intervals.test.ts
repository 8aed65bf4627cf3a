/** Intervals: known answers from tables and from the papers, and how often they hold what they say. */

import { exact } from "@steppe/core";
import { drawUniform, streamKey } from "@steppe/core/chance/index.ts";
import { describe, expect, it } from "vitest";
import {
  meanFactor,
  meanHalfWidth,
  quantileRank,
  rankInterval,
  STUDENT_MOST,
  shareInterval,
  squareRoot,
} from "./intervals.ts";
import { Moments } from "./moments.ts";

describe("the interval of a mean", () => {
  it("has Student's factor, as tables have it", () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper 0.975.
    const table = [
      [2, 12.706],
      [3, 4.303],
      [11, 2.228],
      [31, 2.042],
      [101, 1.984],
      [1001, 1.962],
    ] as const;
    for (const [count, factor] of table) expect(meanFactor(count)).toBeCloseTo(factor, 3);
    // One degree of freedom is Cauchy: tan(0.475 π).
    expect(meanFactor(2)).toBeCloseTo(Math.tan(0.475 * Math.PI), 9);
  });

  it("is normal beyond, where that is nearly the same", () => {
    expect(meanFactor(STUDENT_MOST + 1)).toBeCloseTo(1.959963984540054, 15);
    expect(meanFactor(STUDENT_MOST) / meanFactor(STUDENT_MOST + 1) - 1).toBeLessThan(0.0003);
    expect(meanFactor(STUDENT_MOST)).toBeGreaterThan(meanFactor(STUDENT_MOST + 1));
  });

  it("is as wide as the deviation, over the root of the count, times the factor", () => {
    const moments = new Moments();
    for (const value of [2n, 4n, 4n, 4n, 5n, 5n, 7n, 9n]) moments.add(value);
    expect(meanHalfWidth(moments)).toBeCloseTo((2.364624 * Math.sqrt(32 / 7)) / Math.sqrt(8), 5);
    const one = new Moments();
    one.add(3);
    expect(meanHalfWidth(one)).toBe(undefined);
    expect(() => meanFactor(1)).toThrow("one value says nothing about the spread of others");
    expect(squareRoot(exact(9, 4))).toBe(1.5);
    for (const power of [300n, 160n, 0n]) {
      expect(squareRoot(exact(9n * 10n ** (2n * power)))).toBe(3 * 10 ** Number(power));
      expect(squareRoot(exact(9n, 10n ** (2n * power))) / Number(`1e-${power}`)).toBeCloseTo(3, 14);
    }
    expect(squareRoot(exact(0n))).toBe(0);
  });
});

describe("the interval of a share", () => {
  it("is Wilson's", () => {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const table = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, count, low, high] of table) {
      const interval = shareInterval(hits, count);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it("is one-sided where all or none are hits, and the same from either side", () => {
    expect(shareInterval(0, 10).low).toBe(0);
    expect(shareInterval(10, 10).high).toBe(1);
    expect(shareInterval(3, 10).low).toBeCloseTo(1 - shareInterval(7, 10).high, 15);
    expect(() => shareInterval(3, 2)).toThrow("3 of 2");
  });
});

/** P(B <= k) of the binomial distribution, summed up. */
function binomialBelow(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = 0;
  for (let i = 0; i <= k; i += 1) {
    sum += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return sum;
}

describe("the interval of a quantile", () => {
  it("lies at a value: the inverse of the empirical distribution", () => {
    // Hyndman & Fan 1996, definition 1.
    expect([5, 25, 50, 75, 95].map((percent) => quantileRank(percent, 20))).toEqual([1, 5, 10, 15, 19]);
    expect([5, 25, 50, 75, 95].map((percent) => quantileRank(percent, 21))).toEqual([2, 6, 11, 16, 20]);
    expect(quantileRank(5, 1)).toBe(1);
  });

  it("has the ranks that tables give for the median", () => {
    // Conover 1999, Practical Nonparametric Statistics, 3.2: 10 values, ranks 2 and 9; 20, 6 and 15; 50, 18 and 33.
    expect(rankInterval(50, 10)).toEqual({ low: 2, high: 9 });
    expect(rankInterval(50, 20)).toEqual({ low: 6, high: 15 });
    expect(rankInterval(50, 50)).toEqual({ low: 18, high: 33 });
  });

  it("is the narrowest with at most 2.5 % on either side, by sums of the binomial distribution", () => {
    for (const count of [1, 2, 5, 6, 17, 72, 73, 200]) {
      for (const percent of [5, 25, 50, 75, 95]) {
        const p = percent / 100;
        const { low, high } = rankInterval(percent, count);
        if (low === undefined) expect(binomialBelow(0, count, p)).toBeGreaterThan(0.025);
        else {
          expect(binomialBelow(low - 1, count, p)).toBeLessThanOrEqual(0.025);
          expect(binomialBelow(low, count, p)).toBeGreaterThan(0.025);
        }
        if (high === undefined) expect(1 - binomialBelow(count - 1, count, p)).toBeGreaterThan(0.025);
        else {
          expect(1 - binomialBelow(high - 1, count, p)).toBeLessThanOrEqual(0.025);
          expect(high === 1 || 1 - binomialBelow(high - 2, count, p) > 0.025).toBe(true);
        }
      }
    }
  });

  it("of ten million values is found as well", () => {
    const { low, high } = rankInterval(95, 10_000_000);
    // 9,500,000 ± 1.96 · √(10⁷ · 0.95 · 0.05)
    expect(Math.abs((low as number) - 9_498_649)).toBeLessThan(3);
    expect(Math.abs((high as number) - 9_501_352)).toBeLessThan(3);
  });
});

/** 1,000 samples of fixed seeds: the share in which a sample's interval holds the truth. */
function coverage(count: number, value: (u: number) => number, holds: (values: readonly number[]) => boolean): number {
  let held = 0;
  for (let sample = 0; sample < 1000; sample += 1) {
    const key = streamKey(`coverage ${sample}`, "test", "u");
    if (holds(Array.from({ length: count }, (_, path) => value(drawUniform(key, path, 0))))) held += 1;
  }
  return held / 1000;
}

/** 95 % of 1,000 within 3.3 standard errors. */
const [FEWEST, MOST] = [0.927, 0.973];

describe("over 1,000 seeds", () => {
  it("intervals of a mean hold it as often as they say, of uniform values", () => {
    const held = coverage(
      50,
      (u) => u,
      (values) => {
        const moments = new Moments();
        for (const value of values) moments.add(value);
        const mean = Number(moments.mean()?.valueOf());
        return Math.abs(mean - 0.5) <= (meanHalfWidth(moments) as number);
      },
    );
    expect(held).toBeGreaterThan(FEWEST);
    expect(held).toBeLessThan(MOST);
  });

  it("so do intervals of a share", () => {
    const held = coverage(
      120,
      (u) => (u < 0.3 ? 1 : 0),
      (values) => {
        const { low, high } = shareInterval(values.filter((value) => value === 1).length, values.length);
        return low <= 0.3 && 0.3 <= high;
      },
    );
    expect(held).toBeGreaterThan(FEWEST);
    expect(held).toBeLessThan(MOST);
  });

  it("intervals of quantiles hold them at least as often, and no more than whole ranks make them", () => {
    for (const percent of [5, 50, 95]) {
      const { low = 0, high = 0 } = rankInterval(percent, 200);
      const held = coverage(
        200,
        (u) => u,
        (values) => {
          const sorted = [...values].sort((a, b) => a - b);
          return (sorted[low - 1] as number) <= percent / 100 && percent / 100 <= (sorted[high - 1] as number);
        },
      );
      expect(held).toBeGreaterThan(0.94);
      expect(held).toBeLessThan(0.985);
    }
  });
});
