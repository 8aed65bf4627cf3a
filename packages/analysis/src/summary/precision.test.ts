/** When a result is precise enough. */
import { exact, fromDouble, toDouble } from "@steppe/core";
import { drawUniform, streamKey } from "@steppe/core/chance/index.ts";
import { describe, expect, it } from "vitest";
import type { ColumnResult } from "./accumulate.ts";
import { digestColumn, type SpreadDigest } from "./digest.ts";
import { shareInterval } from "./intervals.ts";
import { checkpoints, halfWidthOf, isPrecise, pathsWanted, widthWanted } from "./precision.ts";
import { Spread } from "./spread.ts";

function digestOfNumbers(values: readonly number[], first = 0): SpreadDigest {
  const column = { type: "number", values: Float64Array.from(values) } as const;
  return digestColumn(column, { first, count: values.length }) as SpreadDigest & { type: "spread" };
}

function spreadOf(values: readonly number[]): ColumnResult {
  const spread = new Spread(false, 1000);
  spread.take(digestOfNumbers(values));
  const result = spread.result();
  return { type: "spread", of: "number", count: values.length, ...(result && { spread: result }) };
}

const spreadIn = (result: ColumnResult) => (result.type === "spread" && result.spread ? { spread: result.spread } : {});

const share = (yes: number, count: number): ColumnResult => ({
  type: "boolean",
  count,
  yes,
  interval: shareInterval(yes, count),
});

describe("the schedule", () => {
  it("is fixed, and grows by a half and a third in turn", () => {
    const counts: number[] = [];
    for (const count of checkpoints()) if (counts.push(count) === 9) break;
    expect(counts).toEqual([200, 300, 400, 600, 800, 1200, 1600, 2400, 3200]);
  });
});

describe("a result is precise enough", () => {
  // Mean 100, deviation 10: half a width of 2.262 · 10 / √10.
  const values = spreadOf([90, 90, 90, 90, 95, 105, 110, 110, 110, 110]);
  const half = halfWidthOf(values) as number;

  it("when half its interval is no wider than asked, in its unit or as a share of its mean", () => {
    expect(half).toBeCloseTo((2.26216 * Math.sqrt(850 / 9)) / Math.sqrt(10), 4);
    expect(isPrecise(values, { absolute: exact(7) })).toBe(true);
    expect(isPrecise(values, { absolute: exact(69, 10) })).toBe(false);
    expect(isPrecise(values, { relative: exact(7, 100) })).toBe(true);
    expect(isPrecise(values, { relative: exact(69, 1000) })).toBe(false);
    expect(isPrecise(spreadOf([-90, -90, -110, -110]), { relative: exact(1, 5) })).toBe(true);
  });

  it("of yes and no by Wilson's interval of the share", () => {
    expect(halfWidthOf(share(30, 100))).toBeCloseTo(0.0883, 3);
    expect(isPrecise(share(30, 100), { absolute: exact(9, 100) })).toBe(true);
    expect(isPrecise(share(30, 100), { relative: exact(9, 100) })).toBe(false);
  });

  it("never of one value, of none, or of texts", () => {
    expect(isPrecise(spreadOf([1]), { absolute: exact(100) })).toBe(false);
    expect(isPrecise(spreadOf([]), { absolute: exact(100) })).toBe(false);
    expect(isPrecise({ type: "text", count: 5, texts: [] }, { absolute: exact(100) })).toBe(false);
  });
});

describe("how many paths it would take", () => {
  const values = spreadOf([90, 90, 90, 90, 95, 105, 110, 110, 110, 110]);
  const half = halfWidthOf(values) as number;

  it("grows with the square of how much narrower it is to be", () => {
    expect(pathsWanted(values, { absolute: exact(1) }, 10)).toBe(Math.ceil(10 * half ** 2));
    expect(pathsWanted(values, { relative: exact(1, 200) }, 10)).toBe(Math.ceil(40 * half ** 2));
    expect(pathsWanted(share(30, 100), { absolute: exact(1, 100) }, 100)).toBe(
      Math.ceil((100 * (halfWidthOf(share(30, 100)) as number) ** 2) / 0.01 ** 2),
    );
    expect(widthWanted(values, { relative: exact(1, 200) })).toEqual(exact(1, 2));
  });

  it("counts all paths, also those on which a date never comes", () => {
    const came: ColumnResult = { type: "date", count: 40, came: 10, examples: [], quantiles: [], ...spreadIn(values) };
    expect(pathsWanted(came, { absolute: exact(1) }, 40)).toBe(Math.ceil(40 * half ** 2));
  });

  it("is not known of no interval, or for a share of nothing", () => {
    expect(pathsWanted(spreadOf([1]), { absolute: exact(1) }, 1)).toBe(undefined);
    expect(pathsWanted(spreadOf([-1, 1]), { relative: exact(1, 100) }, 2)).toBe(undefined);
    expect(pathsWanted(spreadOf([]), { relative: exact(1, 100) }, 2)).toBe(undefined);
  });

  it("is right to within a tenth when it is asked of 400 paths for a fourth of the width", () => {
    const key = streamKey("wanted", "test", "u");
    const squares = (count: number) =>
      spreadOf(Array.from({ length: count }, (_, path) => drawUniform(key, path, 0) ** 2));
    const quarter = fromDouble((halfWidthOf(squares(400)) as number) / 4);
    const estimate = pathsWanted(squares(400), { absolute: quarter }, 400) as number;
    expect(estimate).toBe(6400);
    expect(halfWidthOf(squares(estimate))).toBeCloseTo(toDouble(quarter), 3);
    expect(isPrecise(squares(Math.ceil(estimate * 1.1)), { absolute: quarter })).toBe(true);
    expect(isPrecise(squares(Math.floor(estimate * 0.9)), { absolute: quarter })).toBe(false);
  });
});

describe("stopping by the rule", () => {
  it("leaves the interval holding the mean nearly as often as it says, over 1,000 seeds", () => {
    let held = 0;
    const counts = new Set<number>();
    for (let sample = 0; sample < 1000; sample += 1) {
      const key = streamKey(`stop ${sample}`, "test", "u");
      const spread = new Spread(false, 100_000);
      let path = 0;
      for (const count of checkpoints()) {
        const paths = Array.from({ length: count - path }, (_, index) => path + index);
        // Skewed, to make it hard: the square of a uniform number, of mean a third.
        spread.take(
          digestOfNumbers(
            paths.map((one) => drawUniform(key, one, 0) ** 2),
            path,
          ),
        );
        path = count;
        const result = spread.result();
        const column: ColumnResult = { type: "spread", of: "number", count, ...(result && { spread: result }) };
        if (!isPrecise(column, { relative: exact(10, 100) })) continue;
        if (Math.abs(Number(result?.mean.valueOf()) - 1 / 3) <= (halfWidthOf(column) as number)) held += 1;
        counts.add(count);
        break;
      }
    }
    expect(held / 1000).toBeGreaterThan(0.92);
    expect(held / 1000).toBeLessThan(0.975);
    expect([...counts].sort((a, b) => a - b)).toEqual([300, 400]);
  }, 20_000);
});

describe("a mean of skewed values", () => {
  const rare = spreadOf(Array.from({ length: 400 }, (_, path) => (path % 100 === 7 ? 1 : 0)));

  it("is not precise while its interval cannot be leaned on, however narrow", () => {
    expect(isPrecise(rare, { absolute: exact(1) })).toBe(false);
    const often = spreadOf(Array.from({ length: 40_000 }, (_, path) => (path % 100 === 7 ? 1 : 0)));
    expect(isPrecise(often, { absolute: exact(1) })).toBe(true);
  });

  it("takes at least as many paths as its interval wants", () => {
    const wanted = pathsWanted(rare, { absolute: exact(1) }, 400) as number;
    expect(wanted).toBeGreaterThan(2300);
    expect(wanted).toBeLessThan(2500);
  });

  it("that is still zero is precise to no share of it, and to any amount", () => {
    const nothing = spreadOf(Array.from({ length: 400 }, () => 0));
    expect(isPrecise(nothing, { relative: exact(1, 100) })).toBe(false);
    expect(isPrecise(nothing, { absolute: exact(1) })).toBe(true);
  });
});
