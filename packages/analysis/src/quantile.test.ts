import { DATE, exact, NEVER } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centralInterval, isInside, midPosition, quantile } from "./quantile.ts";
import { placed, sorted } from "./sample.ts";
import { sampleOf } from "./score-testing.ts";

const numbers = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 40 });
const part = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 60 }));

describe("a quantile", () => {
  it("is the smallest member with at least that part of the sample at or below it", () => {
    fc.assert(
      fc.property(numbers, part, (sample, [n, d]) => {
        const ascending = [...sample].sort((a, b) => a - b);
        const enough = ascending.filter(
          (one) => sample.filter((other) => other <= one).length * d >= n * sample.length,
        );
        expect(quantile(ascending, exact(n, d))).toBe(Math.min(...enough));
      }),
    );
  });

  it.each([
    [[1, 2, 3, 4], 1, 2, 2],
    [[1, 2, 3, 4, 5], 1, 2, 3],
    [[1, 2, 3, 4], 1, 4, 1],
    [[1, 2, 3, 4], 26, 100, 2],
    [[7], 1, 20, 7],
    [[1, 9], 1, 1, 9],
  ])("of %j at %i/%i is %i", (sample, n, d, expected) => {
    expect(quantile(sample, exact(n, d))).toBe(expected);
  });

  it("is asked of a sample, and of a part above 0", () => {
    expect(() => quantile([], exact(1, 2))).toThrow("a quantile needs a sample");
    expect(() => quantile([1], exact(0))).toThrow("a part of it above 0");
  });

  it("of dates may be `never`, which is not averaged with any", () => {
    const dates = sorted([10, NEVER, 30, 50].map((one) => placed(DATE, one, 40)));
    expect(dates.map(({ value }) => value)).toEqual([10, 30, NEVER, NEVER]);
    expect(quantile(dates, exact(1, 2)).value).toBe(30);
    expect(quantile(dates, exact(3, 4)).value).toBe(NEVER);
  });
});

describe("a central interval", () => {
  it("of 9 in 10 leaves out one in 20 on each side", () => {
    const hundred = sampleOf(Array.from({ length: 100 }, (_, i) => i + 1));
    const { low, high } = centralInterval(hundred, exact(9, 10));
    expect([low.at, high.at].map(String)).toEqual(["5", "95"]);
  });

  it("holds at least its part of the sample it was made of", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 19 }), (sample, twentieths) => {
        const ascending = sampleOf(sample);
        const interval = centralInterval(ascending, exact(twentieths, 20));
        const inside = ascending.filter(({ at }) => isInside(interval, at)).length;
        expect(inside * 20).toBeGreaterThanOrEqual(twentieths * sample.length);
      }),
    );
  });

  it("has its ends in it", () => {
    const interval = centralInterval(sampleOf([1, 2, 3, 4]), exact(1, 2));
    expect([0, 1, 3, 4].map((one) => isInside(interval, exact(one)))).toEqual([false, true, true, false]);
  });
});

describe("the position of a value in a sample", () => {
  it.each([
    [[1, 2, 3, 4], 0, "0"],
    [[1, 2, 3, 4], 9, "1"],
    [[1, 2, 3, 4], 2, "3/8"],
    [[5, 5, 5], 5, "1/2"],
    [[1, 5, 5, 9], 5, "1/2"],
  ])("%j: %i", (sample, at, expected) => {
    expect(midPosition(sampleOf(sample), exact(at)).toFraction()).toBe(expected);
  });

  it("over all members of a sample is one half on average", () => {
    fc.assert(
      fc.property(numbers, (sample) => {
        const placedOnes = sampleOf(sample);
        const sum = placedOnes.reduce((all, { at }) => all.add(midPosition(placedOnes, at)), exact(0));
        expect(sum.mul(exact(2)).equals(exact(sample.length))).toBe(true);
      }),
    );
  });
});
