/** One record and the forecast of it: a line for each date. */
import type { ChanceSeries, Interval, RangeScore, RangeSeries, SeriesScore } from "@steppe/analysis";
import { dateText, decimalText, type Exact, exact, type Kind, type Model } from "@steppe/core";
import { shownKindOf } from "@steppe/core/measure/shares.ts";
import { type Glyphs, strips } from "./backtest-picture.ts";
import { percentText, type Unit, unitOf, unitText } from "./backtest-values.ts";
import { widthOf } from "./problem-frame-text.ts";
import { type Cell, type Column, tableLines } from "./table.ts";
import { clip, type Page } from "./text.ts";

/** The strip is as wide as the page leaves room for, within these. */
const STRIP = { least: 15, most: 31 } as const;

export function seriesLines(series: SeriesScore, model: Model, glyphs: Glyphs, page: Page): readonly string[] {
  const missing = series.unscored.map((date) => `  ${dateText(date)}  no path has a value`);
  const lines = series.scored === "range" ? rangeLines(series, model, glyphs, page) : chanceLines(series, page);
  return [...lines, ...missing.map((line) => page.paint("bad", clip(line, page.width)))];
}

/** The kind in which a record is shown, and its unit. */
export function unitFor({ observed, points }: RangeSeries, model: Model): { readonly kind: Kind; readonly unit: Unit } {
  const kind = shownKindOf(model, observed.of, observed.text);
  const ends = points.flatMap(({ most, record }) => [most.low.at, most.high.at, record.at]);
  const greatest = ends.reduce((most, at) => (at.abs().compare(most) > 0 ? at.abs() : most), exact(0));
  return { kind, unit: unitOf(kind, greatest) };
}

const insideText = ({ insideHalf, insideMost }: RangeScore): string =>
  insideHalf ? "in 50 %" : insideMost ? "in 90 %" : "out";

function rangeLines(series: RangeSeries, model: Model, glyphs: Glyphs, page: Page): readonly string[] {
  const { points } = series;
  if (points.length === 0) return [];
  const { kind, unit } = unitFor(series, model);
  const text = (value: RangeScore["record"]["value"]) => unitText(kind, value, unit);
  const ends = ({ low, high }: Interval) => {
    const [from, to] = [text(low.value), text(high.value)];
    return from === to ? from : `${from} .. ${to}`;
  };
  const head = ["date", "record", "median", "50 %", "90 %", "at", "record is", unit.name];
  const rows = points.map((one) => [
    dateText(one.date),
    text(one.record.value),
    text(one.median.value),
    ends(one.half),
    ends(one.most),
    percentText(one.position),
    insideText(one),
  ]);
  const widthsOf = (columns: readonly number[]) =>
    columns.reduce((sum, c) => sum + 2 + Math.max(...[head, ...rows].map((row) => widthOf(row[c] ?? ""))), 0);
  const all = [0, 1, 2, 3, 4, 5, 6];
  const fits = widthsOf(all) + 2 + STRIP.least <= page.width;
  const shownColumns = fits ? all : [0, 1, 2, 5, 6];
  const room = Math.min(STRIP.most, Math.max(STRIP.least, page.width - widthsOf(shownColumns) - 2));
  const pictures = strips(points.map(stripOf), room, glyphs);
  const table = [head, ...rows].map((row, index): readonly Cell[] => [
    ...shownColumns.map((c): Cell => {
      const cell = row[c] ?? "";
      if (index === 0) return { text: cell, style: "dim" };
      return c === 6 ? { text: cell, style: cell === "out" ? "bad" : "good" } : cell;
    }),
    index === 0 ? { text: unit.name, style: "dim" } : (pictures[index - 1] ?? ""),
  ]);
  const aligned = new Set([1, 2, 5]);
  const columns: readonly Column[] = [
    ...shownColumns.map((c): Column => (aligned.has(c) ? { align: "right" } : {})),
    {},
  ];
  const lines = tableLines(table, columns, page);
  if (fits) return lines;
  // Intervals of dates and large sums do not fit beside the strip: they stand under it.
  return lines.flatMap((line, index) => {
    const one = points[index - 1];
    const below = one && `      50 % ${ends(one.half)}, 90 % ${ends(one.most)}`;
    return below === undefined ? [line] : [line, page.paint("dim", clip(below, page.width))];
  });
}

const atEnds = ({ low, high }: Interval): readonly [Exact, Exact] => [low.at, high.at];

const stripOf = ({ most, half, median, record }: RangeScore) => ({
  most: atEnds(most),
  half: atEnds(half),
  median: median.at,
  record: record.at,
});

function chanceLines({ points }: ChanceSeries, page: Page): readonly string[] {
  if (points.length === 0) return [];
  const head = ["date", "record", "chance of yes", "Brier"].map((text): Cell => ({ text, style: "dim" }));
  const rows = points.map(({ date, record, chance, brier }): readonly Cell[] => [
    dateText(date),
    record.value === true ? "yes" : "no",
    percentText(chance),
    brierText(brier),
  ]);
  return tableLines([head, ...rows], [{}, {}, { align: "right" }, { align: "right" }], page);
}

/** A Brier score to three decimals. */
export const brierText = (score: Exact): string => decimalText(score, 3);
