/** Paths that are found by the rank of a value. */
import type { Columns } from "@steppe/kernel";
import { numbersFrom } from "@steppe/kernel/kernel-testing.ts";
import { describe, expect, it } from "vitest";
import { type Pick, Picker, parsePick } from "./pick.ts";

const found = (text: string, ...parts: readonly Columns[]): number | undefined => {
  const picker = new Picker();
  for (const part of parts) picker.add(part);
  return picker.found(parsePick(text) as Pick)?.path;
};

describe("a pick", () => {
  it("is a quantile from 1 to 99, the least or the greatest, of a measure", () => {
    expect(parsePick("p5:rent_paid")).toMatchObject({ rank: "quantile", percent: 5, measure: "rent_paid" });
    expect(parsePick("worst:a:b")).toMatchObject({ rank: "least", measure: "a:b" });
    expect(parsePick("best:x")).toMatchObject({ rank: "greatest" });
    expect(parsePick("p99.5:x")).toMatchObject({ rank: "quantile", percent: 99.5 });
    expect(parsePick("p0.01:x")).toMatchObject({ percent: 0.01 });
    for (const text of [
      "p0:x",
      "p00:x",
      "p0.00:x",
      "p99.999:x",
      "p.5:x",
      "p5.:x",
      "p100:x",
      "p5",
      "p5:",
      "mean:x",
      "7",
    ])
      expect(parsePick(text)).toBe(undefined);
  });

  it("finds the first path with the value of its rank, whatever is missing", () => {
    const parts = [numbersFrom(0, [3, undefined, 1, 2]), numbersFrom(4, [1, undefined, 3])];
    expect(found("least:x", ...parts)).toBe(2);
    expect(found("greatest:x", ...parts)).toBe(0);
    // Values 1, 1, 2, 3, 3: ranks 1, 3 and 5 of 5.
    expect(found("p20:x", ...parts)).toBe(2);
    expect(found("p50:x", ...parts)).toBe(3);
    expect(found("p81:x", ...parts)).toBe(0);
  });

  it("finds amounts past what a double holds, and dates that never come as the greatest", () => {
    const amounts = BigInt64Array.of(2n ** 60n + 1n, 2n ** 60n, 2n ** 60n + 2n);
    const columns = (column: Columns["columns"][number]): Columns => ({
      first: 10,
      count: 3,
      columns: [column],
      troubles: [],
    });
    expect(found("least:x", columns({ type: "whole", values: amounts }))).toBe(11);
    expect(found("p50:x", columns({ type: "whole", values: amounts }))).toBe(10);
    expect(found("best:x", columns({ type: "date", values: Int32Array.of(5, 2 ** 31 - 1, 7) }))).toBe(11);
  });

  it("finds ranks of broken percentages as whole numbers have them", () => {
    const values = numbersFrom(
      0,
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
    const picker = new Picker();
    picker.add(values);
    for (let hundredths = 1; hundredths < 10_000; hundredths += 7) {
      const percent = hundredths / 100;
      const rank = Number((BigInt(hundredths) * 1000n + 9999n) / 10_000n);
      const { value } = picker.found({ rank: "quantile", percent, measure: "x", text: "" }) ?? {};
      expect([percent, value]).toEqual([percent, rank]);
    }
  });

  it("says how many paths have the value, and where the quantile lies", () => {
    const picker = new Picker();
    picker.add(numbersFrom(0, [undefined, ...Array.from({ length: 100 }, (_, index) => Math.floor(index / 2))]));
    // Ranks 3 and 10 of 100 for the quantile of 5 %: the binomial distribution leaves 1.2 % below and 1.1 % above.
    expect(picker.found(parsePick("p5:x") as Pick)).toEqual({
      path: 5,
      value: 2,
      paths: 2,
      count: 100,
      low: 0,
      high: 5,
    });
    expect(picker.found(parsePick("p1:x") as Pick)).toMatchObject({ low: undefined });
    expect(picker.found(parsePick("best:x") as Pick)).toMatchObject({
      path: 99,
      value: 49,
      low: undefined,
      high: undefined,
    });
  });

  it("finds nothing where no path has a value", () => {
    expect(found("p50:x", numbersFrom(0, [undefined]))).toBe(undefined);
    expect(found("p50:x")).toBe(undefined);
  });
});
