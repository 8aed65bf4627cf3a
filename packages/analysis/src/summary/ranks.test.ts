/** Ranks: exact while they can be, within the error they tell beyond, and the same in any grouping. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RELATIVE_ERROR } from "./buckets.ts";
import { countedOf } from "./counted.ts";
import type { Key } from "./ordinals.ts";
import { Ranks } from "./ranks.ts";
import { Spread } from "./spread.ts";

const arrayOf = (values: readonly Key[]): BigInt64Array | Float64Array =>
  typeof values[0] === "bigint" ? BigInt64Array.from(values as bigint[]) : Float64Array.from(values as number[]);

function ranksOf(values: readonly Key[], most: number, isWhole = typeof values[0] === "bigint"): Ranks {
  const ranks = new Ranks(isWhole, most);
  if (values.length > 0) ranks.add(countedOf(arrayOf(values)));
  return ranks;
}

const all = (ranks: Ranks): readonly Key[] => Array.from({ length: ranks.count }, (_, index) => ranks.at(index + 1));
const ascending = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
const amounts = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe("ranks of few different values", () => {
  it("are exact", () => {
    for (const value of [doubles, amounts]) {
      fc.assert(
        fc.property(fc.array<Key>(value, { maxLength: 40 }), (values) => {
          const ranks = ranksOf(values, 40);
          expect(ranks.isExact).toBe(true);
          expect(all(ranks)).toEqual([...values].sort(ascending));
        }),
      );
    }
  });

  it("stay exact however often the values come", () => {
    const ranks = new Ranks(true, 3);
    for (let round = 0; round < 40; round += 1)
      ranks.add(countedOf(BigInt64Array.from({ length: 999 }, (_, index) => BigInt(index % 3))));
    expect(ranks.isExact).toBe(true);
    expect([1, 13_320, 13_321, 39_960].map((rank) => ranks.at(rank))).toEqual([0n, 0n, 1n, 2n]);
  });

  it("are those of 1 to their count", () => {
    expect(() => ranksOf([1], 5).at(0)).toThrow("rank 0 of 1");
    expect(() => ranksOf([1], 5).at(2)).toThrow("rank 2 of 1");
  });
});

describe("ranks of many different values", () => {
  const wide = fc.oneof(
    doubles,
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0),
  );

  it("are within the relative error that they tell", () => {
    fc.assert(
      fc.property(fc.uniqueArray(wide, { minLength: 6, maxLength: 60 }), (values) => {
        const ranks = ranksOf(values, 5);
        expect(ranks.isExact).toBe(false);
        const sorted = [...values].sort(ascending);
        for (const [index, found] of all(ranks).entries()) {
          const real = sorted[index] as number;
          // The bound, and the last digits of a logarithm; the very least doubles have no digits to be near in.
          const bound = Math.abs(real) * RELATIVE_ERROR * 1.0001 + Number.MIN_VALUE;
          expect(Math.abs((found as number) - real)).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  it("are whole of whole amounts, of any size and sign", () => {
    const values = Array.from({ length: 2001 }, (_, index) => (BigInt(index) - 1000n) * 4_611_686_018_427_387n);
    const ranks = ranksOf(values, 100);
    for (const rank of [1, 500, 1001, 1002, 2001]) {
      const real = Number(values[rank - 1]);
      expect(typeof ranks.at(rank)).toBe("bigint");
      expect(Math.abs(Number(ranks.at(rank)) - real)).toBeLessThanOrEqual(Math.abs(real) * RELATIVE_ERROR * 1.0001);
    }
    expect(ranks.at(1001)).toBe(0n);
  });
});

describe("ranks of parts", () => {
  it("are those of the whole, exact or not, in whatever order and grouping", () => {
    for (const value of [doubles, amounts]) {
      fc.assert(
        fc.property(fc.array(fc.array<Key>(value, { maxLength: 8 }), { maxLength: 8 }), (parts) => {
          const isWhole = value === amounts;
          const once = ranksOf(parts.flat(), 20, isWhole);
          const left = new Ranks(isWhole, 20);
          for (const part of parts) left.merge(ranksOf(part, 20, isWhole));
          const right = parts.reduceRight((later, part) => {
            const ranks = ranksOf(part, 20, isWhole);
            ranks.merge(later);
            return ranks;
          }, new Ranks(isWhole, 20));
          for (const ranks of [left, right]) {
            expect(ranks.isExact).toBe(once.isExact);
            expect(all(ranks)).toEqual(all(once));
          }
        }),
      );
    }
  });

  it("of hundreds of thousands of values are those of the sorted array, in whatever lengths they come", () => {
    const values = Float64Array.from({ length: 200_000 }, (_, i) => ((i * 7919) % 180_001) * 1237);
    for (const length of [1999, 70_000]) {
      const ranks = new Ranks(false, 180_001);
      for (let from = 0; from < values.length; from += length) {
        ranks.add(countedOf(values.subarray(from, from + length)));
      }
      expect(ranks.isExact).toBe(true);
      const sorted = values.toSorted();
      for (let rank = 1; rank <= values.length; rank += 6661) expect(ranks.at(rank)).toBe(sorted[rank - 1]);
      expect(ranks.moments.mean()?.mul(values.length).toFraction()).toBe(String(values.reduce((sum, x) => sum + x)));
    }
  });

  it("taken in one by one are those taken in at once", () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 30 }), (values) => {
        const ranks = new Ranks(true, 10);
        for (const value of values) {
          ranks.add(countedOf(BigInt64Array.of(value)));
          // Asked in between, which sorts what waits.
          expect(ranks.at(ranks.count)).toBeDefined();
        }
        expect(all(ranks)).toEqual(all(ranksOf(values, 10, true)));
      }),
    );
  });
});

describe("a histogram", () => {
  it("counts stretches of equal width, the greatest value in the last", () => {
    expect(ranksOf([0, 1, 1, 5, 9, 10], 20).histogram(5, 0, 10)).toEqual([3, 0, 1, 0, 2]);
    expect(ranksOf([0n, 1n, 1n, 5n, 9n, 10n], 2).histogram(5, 0, 10)).toEqual([3, 0, 1, 0, 2]);
  });
});

describe("the skewness of values near each other", () => {
  /** Of one in 100 that is more by `step`. */
  const rare = (least: bigint, step: bigint) =>
    Array.from({ length: 1000 }, (_, index) => least + (index % 100 === 0 ? step : 0n));
  const spreadOf = (values: readonly bigint[], most = 10_000) => {
    const spread = new Spread(true, most);
    spread.take({ counted: countedOf(BigInt64Array.from(values)), leastPath: 0, greatestPath: 0 });
    return spread.result();
  };

  it("is that of what they are more than the least of them", () => {
    const skewness = spreadOf(rare(0n, 1n))?.skewness as number;
    expect(skewness).toBeGreaterThan(9);
    for (const least of [10n ** 15n, 2n ** 53n - 1n, 9n * 10n ** 18n, -9n * 10n ** 18n]) {
      expect(spreadOf(rare(least, 1n))?.skewness).toBeCloseTo(skewness, 9);
    }
    const about = [-(2n ** 60n), 2n ** 60n, 2n ** 60n + 1n];
    expect(spreadOf(about)?.skewness).toBeCloseTo(spreadOf([-1n, 1n, 1n])?.skewness as number, 9);
  });

  it("is not told from buckets that are wider than they lie apart", () => {
    const near = Array.from({ length: 1000 }, (_, index) => 10n ** 12n + BigInt(index));
    expect(spreadOf(near)?.skewness).toBeCloseTo(0, 9);
    expect(spreadOf(near, 100)).toMatchObject({ skewness: undefined, relativeError: RELATIVE_ERROR });
    const apart = near.map((_, index) => BigInt(index + 1) ** 2n);
    const [told, exactly] = [spreadOf(apart, 100)?.skewness, spreadOf(apart)?.skewness];
    expect(told).toBeCloseTo(exactly as number, 2);
  });
});
