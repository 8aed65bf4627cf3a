/** Axes: labels are exact where they stand, hold what is drawn, and are no nearer than they can be read. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowOf, valueAt, valueAxis, yearLabels } from "./axis.ts";

const numberOf = (text: string): number => Number(text.replaceAll(",", ""));

describe("an axis of values", () => {
  it("has round labels on rows of their own", () => {
    const axis = valueAxis(0, 5405, 13);
    expect(axis.labels.map(({ row, text }) => `${row} ${text}`)).toEqual(["0 6,000", "4 4,000", "8 2,000", "12 0"]);
    expect([axis.rows, axis.top, axis.bottom]).toEqual([13, 6000, 0]);
  });

  it("shows as many decimals as its labels need", () => {
    expect(valueAxis(0, 0.52, 7).labels.map(({ text }) => text)).toEqual(["0.6", "0.4", "0.2", "0.0"]);
    expect(valueAxis(0, 0.074, 7).labels.map(({ text }) => text)).toEqual(["0.075", "0.050", "0.025", "0.000"]);
  });

  it("goes below zero where values do", () => {
    expect(valueAxis(-250, 480, 7).labels.map(({ text }) => text)).toEqual(["500", "250", "0", "-250"]);
  });

  it("of nothing but zeros is an axis still", () => {
    const { top, bottom } = valueAxis(0, 0, 7);
    expect([bottom, top > 0]).toEqual([0, true]);
  });

  it("refuses what is no range, and room for fewer than three labels", () => {
    expect(() => valueAxis(1, 0, 7)).toThrow("no axis from 1 to 0 on 7 rows");
    expect(() => valueAxis(0, Number.NaN, 7)).toThrow("no axis from 0 to NaN on 7 rows");
    expect(() => valueAxis(0, 1, 2)).toThrow("no axis from 0 to 1 on 2 rows");
  });

  it("holds its values on the rows there are, with labels that say what stands there", () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 3, max: 30 }), (one, other, most) => {
        const [low, high] = [Math.min(one, other, 0), Math.max(one, other, 0)];
        fc.pre(high - low > 1e-6);
        const axis = valueAxis(low, high, most);
        expect(axis.rows).toBeLessThanOrEqual(most);
        expect(rowOf(axis, high)).toBeGreaterThanOrEqual(-1e-6);
        expect(rowOf(axis, low)).toBeLessThanOrEqual(axis.rows - 1 + 1e-6);
        expect(axis.labels.length).toBeGreaterThan(1);
        const size = Math.max(Math.abs(axis.top), Math.abs(axis.bottom));
        for (const { row, text } of axis.labels) {
          expect(Math.abs(valueAt(axis, row) - numberOf(text)) / size).toBeLessThan(1e-9);
        }
      }),
    );
  });
});

describe("an axis of years", () => {
  it("names as many round years as there is room for", () => {
    const years = (first: number, last: number, width: number) =>
      yearLabels(first, last, width).map(({ year }) => year);
    expect(years(2004, 2050, 111)).toEqual([2005, 2010, 2015, 2020, 2025, 2030, 2035, 2040, 2045, 2050]);
    expect(years(2004, 2050, 41)).toEqual([2010, 2020, 2030, 2040, 2050]);
    expect(years(2020, 2023, 40)).toEqual([2020, 2021, 2022, 2023]);
    expect(years(2020, 2020, 40)).toEqual([2020]);
  });

  it("puts a year where it is drawn", () => {
    expect(yearLabels(2004, 2050, 47)).toEqual(
      [2010, 2020, 2030, 2040, 2050].map((year) => ({ year, column: year - 2004 })),
    );
  });
});
