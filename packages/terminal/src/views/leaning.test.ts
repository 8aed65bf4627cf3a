import { Paired } from "@steppe/analysis";
import { describe, expect, it } from "vitest";
import { leaningText, leaningTexts, roundedUp } from "./leaning.ts";

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
      "skewed: the ± of these means wants at least 2,400 paths",
    ]);
  });

  it("is told of each mean by its name, once, and of a date by all paths", () => {
    const spread = spreadOf(Array.from({ length: 100 }, (_, path) => (path === 7 ? 1_000_000n : 0n)));
    const numbers = (label: string, own = spread) =>
      ({ label, result: { type: "spread", of: "whole", count: own.count, spread: own } }) as const;
    const date = { type: "date", count: 400, came: 100, examples: [], quantiles: [], spread } as const;
    const other = { ...spread, skewness: -5.5 };
    expect(leaningText([numbers("Rent"), numbers("rent"), numbers("even", spreadOf([1n, 2n, 3n]))])).toBe(
      "Skewed: the ± of a mean wants more paths, by what these have seen of it at least: Rent 2,400.",
    );
    expect(leaningText([numbers("Left", other), { label: "Date", result: date }])).toBe(
      "Skewed: the ± of a mean wants more paths, by what these have seen of it at least: Left 760; Date 9,500.",
    );
    expect(leaningText([numbers("even", spreadOf([1n, 2n, 3n]))])).toBeUndefined();
  });

  it("of as many as that is leaned on", () => {
    const values = Array.from({ length: 30_000 }, (_, path) => (path % 100 === 7 ? 1_000_000n : 0n));
    expect(leaningTexts([spreadOf(values)])).toEqual([]);
  });
});

it("counts are rounded up to two digits", () => {
  expect([7, 99, 101, 2353, 15_000].map(roundedUp)).toEqual([7, 99, 110, 2400, 15_000]);
});
