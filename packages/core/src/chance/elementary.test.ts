import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asin, exp, expm1, ln, log1p, pow, sin } from "./elementary.ts";

/** The distance in units in the last place, for two doubles of one sign. */
function ulps(left: number, right: number): number {
  const view = new DataView(new ArrayBuffer(8));
  const order = (x: number) => {
    view.setFloat64(0, x);
    return view.getBigInt64(0);
  };
  return Math.abs(Number(order(left) - order(right)));
}

// Correctly rounded values, from mpmath with 40 digits.
const LN: readonly (readonly [number, number])[] = [
  [5e-324, -744.4400719213812],
  [1e-310, -713.8013788281542],
  [0.1, -2.3025850929940455],
  [0.5, -0.6931471805599453],
  [0.9999999999999999, -1.1102230246251565e-16],
  [1.0000000000000002, 2.2204460492503128e-16],
  [1.4142135623730951, 0.3465735902799727],
  [2, 0.6931471805599453],
  [10, 2.302585092994046],
  [1e10, 23.025850929940457],
  [1.7976931348623157e308, 709.782712893384],
];
const EXP: readonly (readonly [number, number])[] = [
  [-745, 5e-324],
  [-708.5, 2.006132305331306e-308],
  [-36.7, 1.1518409493076097e-16],
  [-1, 0.36787944117144233],
  [-1e-10, 0.9999999999],
  [1e-10, 1.0000000001],
  [0.3, 1.3498588075760032],
  [0.35, 1.4190675485932571],
  [1, 2.718281828459045],
  [20.5, 799902177.4755054],
  [709.7, 1.6549840276802644e308],
];
const NEAR_ONE: readonly (readonly [number, number, number])[] = [
  [-0.9999, -9.210340371976294, -0.632083769044982],
  [-1e-9, -1.0000000005000001e-9, -9.999999995e-10],
  [1e-17, 1e-17, 1e-17],
  [1e-9, 9.999999995e-10, 1.0000000005000001e-9],
  [0.3, 0.26236426446749106, 0.3498588075760031],
  [5, 1.791759469228055, 147.4131591025766],
];

const SIN: readonly (readonly [number, number])[] = [
  [0, 0],
  [1e-9, 1e-9],
  [0.05, 0.04997916927067833],
  [0.1, 0.09983341664682815],
  [0.3, 0.29552020666133955],
  [0.5235987755982988, 0.49999999999999994],
  [-0.4, -0.3894183423086505],
  [0.7853981633974483, 0.7071067811865475],
];
const ASIN: readonly (readonly [number, number])[] = [
  [1e-9, 1e-9],
  [0.01, 0.010000166674167114],
  [0.1, 0.1001674211615598],
  [0.3090169943749474, 0.3141592653589793],
  [-0.45, -0.4667653390472964],
  [0.5, 0.5235987755982989],
];

describe("known answers", () => {
  test.each(SIN)("sin(%d), to a unit in the last place", (x, expected) => {
    expect(ulps(sin(x), expected)).toBeLessThanOrEqual(1);
  });
  test.each(ASIN)("asin(%d), to a unit in the last place", (x, expected) => {
    expect(ulps(asin(x), expected)).toBeLessThanOrEqual(1);
  });
  test("sin and asin refuse what they are not made for", () => {
    expect(() => sin(0.8)).toThrow("sine of an angle beyond π/4: 0.8");
    expect(() => asin(-0.51)).toThrow("arc sine beyond ½: -0.51");
  });
  test.each(LN)("ln(%d), to a unit in the last place", (x, expected) => {
    expect(ulps(ln(x), expected)).toBeLessThanOrEqual(1);
  });
  test.each(EXP)("exp(%d), to a unit in the last place", (x, expected) => {
    expect(ulps(exp(x), expected)).toBeLessThanOrEqual(1);
  });
  test.each(NEAR_ONE)("log1p and expm1 of %d, to four units", (x, logarithm, exponential) => {
    expect(ulps(log1p(x), logarithm)).toBeLessThanOrEqual(4);
    expect(ulps(expm1(x), exponential)).toBeLessThanOrEqual(4);
  });
  test("powers", () => {
    expect(ulps(pow(2, 0.5), Math.SQRT2)).toBeLessThanOrEqual(1);
    expect(ulps(pow(10, 100), 1e100)).toBeLessThanOrEqual(300);
    expect([pow(0, 2), pow(0, 0), pow(0, -1)]).toEqual([0, 1, Number.POSITIVE_INFINITY]);
  });
});

test("the ends of the range", () => {
  expect([ln(0), ln(-1), ln(1), ln(Number.POSITIVE_INFINITY)]).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    0,
    Number.POSITIVE_INFINITY,
  ]);
  expect([exp(710), exp(-746), exp(0), exp(Number.NaN)]).toEqual([Number.POSITIVE_INFINITY, 0, 1, Number.NaN]);
  expect([expm1(-50), expm1(800), log1p(Number.POSITIVE_INFINITY)]).toEqual([
    -1,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
});

test("exp undoes ln", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      // ln is right to half a unit of up to 691: that much relative error comes back
      expect(Math.abs(exp(ln(x)) - x)).toBeLessThanOrEqual(x * 2 ** -52 * Math.max(2, Math.abs(ln(x))));
    }),
  );
});

test("the same bits everywhere: a digest of 20,000 results", () => {
  const view = new DataView(new ArrayBuffer(8));
  let digest = 0x811c9dc5; // FNV-1a over the bytes
  const take = (value: number) => {
    view.setFloat64(0, value);
    for (let i = 0; i < 8; i += 1) digest = Math.imul(digest ^ view.getUint8(i), 0x01000193);
  };
  for (let i = 1; i <= 10_000; i += 1) {
    take(ln(i / 137));
    take(exp((i - 5000) / 7.1));
  }
  expect((digest >>> 0).toString(16)).toBe("49e60e3a");
});
