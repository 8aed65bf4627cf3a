/** Moments: exact, and the same in any grouping. */
import { exact, fromDouble } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedOf } from "./counted.ts";
import { dyadic, Moments } from "./moments.ts";

function momentsOf(values: readonly (number | bigint)[]): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

const shown = (moments: Moments) => ({
  count: moments.count,
  mean: moments.mean()?.toFraction(),
  variance: moments.variance()?.toFraction(),
});

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
const amounts = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe("a double", () => {
  it("is a whole number times a power of two, to the last bit", () => {
    expect(dyadic(0.75)).toEqual({ n: 0x18000000000000n, e: -53 });
    fc.assert(
      fc.property(doubles, (x) => {
        const { n, e } = dyadic(x);
        expect(exact(n, 1n << BigInt(-e)).equals(fromDouble(x))).toBe(true);
      }),
    );
    for (const x of [Number.MIN_VALUE, -Number.MAX_VALUE, 2 ** 53 + 2, -0, 1e-310]) {
      const { n, e } = dyadic(x);
      expect(exact(n, 1n << BigInt(-e)).equals(fromDouble(x))).toBe(true);
    }
    expect(() => dyadic(Number.NaN)).toThrow("not a finite number: NaN");
  });
});

describe("moments", () => {
  it("have mean and variance as fractions", () => {
    expect(shown(momentsOf([1n, 2n, 4n]))).toEqual({ count: 3, mean: "7/3", variance: "7/3" });
    expect(shown(momentsOf([0.5, 0.25]))).toEqual({ count: 2, mean: "3/8", variance: "1/32" });
    expect(shown(momentsOf([5]))).toEqual({ count: 1, mean: "5", variance: undefined });
    expect(shown(momentsOf([]))).toEqual({ count: 0, mean: undefined, variance: undefined });
  });

  it("lose no small variance to a large mean", () => {
    // NIST StRD, NumAcc4: 1,001 values about 10000000.2, of variance exactly 0.01, here in tenths.
    const values = [100_000_002, ...Array.from({ length: 500 }, () => [100_000_001, 100_000_003]).flat()];
    expect(shown(momentsOf(values))).toEqual({ count: 1001, mean: "100000002", variance: "1" });
  });

  it("of doubles are those of their exact fractions", () => {
    fc.assert(
      fc.property(fc.array(doubles, { minLength: 2, maxLength: 8 }), (values) => {
        const exacts = values.map(fromDouble);
        const n = exact(values.length);
        const mean = exacts.reduce((sum, x) => sum.add(x)).div(n);
        const squares = exacts.reduce((sum, x) => sum.add(x.sub(mean).mul(x.sub(mean))), exact(0));
        const found = momentsOf(values);
        expect(found.mean()?.equals(mean)).toBe(true);
        expect(found.variance()?.equals(squares.div(n.sub(exact(1))))).toBe(true);
      }),
    );
  });

  it("are the same in whatever parts the values came, in whatever order", () => {
    for (const value of [doubles, amounts]) {
      fc.assert(
        fc.property(fc.array(fc.array<number | bigint>(value)), (parts) => {
          const merged = new Moments();
          for (const part of parts) merged.merge(momentsOf(part).sums);
          const backwards = new Moments();
          for (const part of parts.toReversed()) backwards.merge(momentsOf(part).sums);
          const once = shown(momentsOf(parts.flat()));
          expect(shown(merged)).toEqual(once);
          expect(shown(backwards)).toEqual(once);
        }),
      );
    }
  });

  it("of values that have been counted are those of each, be they small, large, whole or not", () => {
    for (const value of [fc.oneof(doubles, fc.maxSafeInteger()), fc.oneof(amounts, fc.bigInt({ min: -9n, max: 9n }))]) {
      fc.assert(
        fc.property(fc.array<number | bigint>(value, { minLength: 1 }), (values) => {
          const isWhole = typeof values[0] === "bigint";
          const array = isWhole ? BigInt64Array.from(values as bigint[]) : Float64Array.from(values as number[]);
          const counted = new Moments();
          counted.addCounted(countedOf(array), isWhole);
          expect(shown(counted)).toEqual(shown(momentsOf(values)));
        }),
      );
    }
  });

  it("of the greatest sums that are kept in parts are exact, and so are those beyond", () => {
    const most = Number.MAX_SAFE_INTEGER;
    for (const count of [2 ** 16, 2 ** 16 + 1]) {
      const [counted, each] = [new Moments(), new Moments()];
      const ordinals = countedOf(Float64Array.of(-most, most)).ordinals;
      counted.addCounted({ ordinals, counts: Uint32Array.of(count - 1, 1) }, false);
      each.add(-most, count - 1);
      each.add(most);
      expect(shown(counted)).toEqual(shown(each));
    }
  });

  it("take a value that came several times at once", () => {
    fc.assert(
      fc.property(fc.oneof(doubles, amounts), fc.integer({ min: 1, max: 9 }), (value, count) => {
        const moments = new Moments();
        moments.add(value, count);
        expect(shown(moments)).toEqual(shown(momentsOf(Array.from({ length: count }, () => value))));
      }),
    );
  });
});
