import { Paired } from "@steppe/analysis";
import { describe, expect, it } from "vitest";
import { leaningTexts, roundedUp } from "./leaning.ts";

/** What values of money spread over paths: the differences from nothing. */
function spreadOf(values: readonly bigint[]) {
  const paired = new Paired("whole");
  const column = (own: readonly bigint[]) => ({ type: "whole" as const, values: BigInt64Array.from(own) });
  const nothing = values.map(() => 0n);
  paired.add(column(nothing), column(values), { first: 0, count: values.length });
  const { difference } = paired.result();
  if (!difference) throw new Error("there are values");
  return difference;
}

describe("the interval of a mean", () => {
  it("is leaned on where values are alike, and where as many are on one side as on the other", () => {
    expect(leaningTexts([spreadOf([5n, 5n, 5n])])).toEqual([]);
    expect(leaningTexts([spreadOf([1n, 2n, 3n, 4n, 5n])])).toEqual([]);
  });

  it("wants more paths where one in a hundred has all of it, by the rule of Cochran", () => {
    // Of one in n the skewness about the mean, in sample deviations, is (n - 2) / √n to a part in n: 25 times its square.
    const values = Array.from({ length: 100 }, (_, path) => (path === 7 ? 1_000_000n : 0n));
    const one = spreadOf(values);
    expect(one.skewness).toBeCloseTo((98 / 10) * (99 / 100), 10);
    expect(leaningTexts([spreadOf([1n, 2n, 3n]), one])).toEqual([
      "skewed: the ± of the mean wants 2,400 paths or more",
    ]);
  });

  it("of as many as that is leaned on", () => {
    const values = Array.from({ length: 30_000 }, (_, path) => (path % 100 === 7 ? 1_000_000n : 0n));
    expect(leaningTexts([spreadOf(values)])).toEqual([]);
  });
});

it("counts are rounded up to two digits", () => {
  expect([7, 99, 101, 2353, 15_000].map(roundedUp)).toEqual([7, 99, 110, 2400, 15_000]);
});
