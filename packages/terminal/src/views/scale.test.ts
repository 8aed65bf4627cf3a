import type { SpreadResult } from "@steppe/analysis";
import { exact } from "@steppe/core";
import type { AskedColumn } from "@steppe/kernel";
import { describe, expect, it } from "vitest";
import { percentRange } from "./scale.ts";
import { spreadScale } from "./survey-values.ts";

describe("a share of paths", () => {
  it("is never called none or all where it is neither", () => {
    expect(percentRange({ low: 0.000005, high: 0.00007 })).toBe("<0.1..<0.1 %");
    expect(percentRange({ low: 0, high: 0.00007 })).toBe("0.0..<0.1 %");
    expect(percentRange({ low: 0.9999, high: 1 })).toBe(">99.9..100.0 %");
    expect(percentRange({ low: 0.684, high: 0.74 })).toBe("68.4..74.0 %");
  });
});

describe("the unit of a spread", () => {
  const asked = { kind: { type: "money", currency: "USD" } } as AskedColumn;
  const spread = (quantiles: readonly bigint[], greatest: bigint): SpreadResult =>
    ({
      quantiles: quantiles.map((value) => ({ percent: 50, value, low: value, high: value })),
      mean: exact(quantiles[0] ?? 0n),
      least: { value: 0n, path: 0 },
      greatest: { value: greatest, path: 7 },
    }) as unknown as SpreadResult;

  it("is one in which what is usual can be read, however far out one path lies", () => {
    const scale = spreadScale(asked, spread([30_000_000_00n, 90_000_000_00n], 900_000_000_000_00n));
    expect(scale.unit).toBe("million USD");
    expect(scale.value(exact(30_000_000_00n))).toBe("30.00");
    expect(scale.value(exact(900_000_000_000_00n))).toBe("900,000.00");
  });

  it("is that of the mean and the deviation where most paths have nothing", () => {
    const mostlyNothing = (deviation: number) =>
      spreadScale(asked, { ...spread([0n, 0n], 900_000_000_00n), mean: exact(40_000_00n), deviation });
    expect(mostlyNothing(1_170_000_00).unit).toBe("USD");
    expect(mostlyNothing(50_000_000_00).unit).toBe("million USD");
  });
});
