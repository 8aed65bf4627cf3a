/**
 * A fan drawn in characters: the outer band from 5 to 95 %, the inner one from 25 to 75 %, and on them the median as a
 * line. A pure function of the chart, the room and the characters; nothing is said by colour.
 */
import { widthOf } from "../views/problem-frame-text.ts";
import { clip, padEnd, padStart } from "../views/text.ts";
import { rowOf, type ValueAxis, valueAt, valueAxis, yearLabels } from "./axis.ts";
import { AT, boundsOf, type FanChart } from "./fan-chart.ts";
import type { Glyphs } from "./glyphs.ts";
import { type Line, lineCells } from "./line.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Above and below the rows of values: title, axis, years, legend. */
const AROUND = 4;
const LEAST_ROWS = 4;
const LEAST_COLUMNS = 24;

/** "6,000": narrower labels leave room for these, so that the chart keeps its place when they grow. */
const LABEL_LEAST = 6;

/** No chart is wider, however wide the terminal is. */
export const CHART_WIDTH_MOST = 120;

/** The lines of a chart, none longer than `width`, at most `height` of them; none where there is no room for one. */
export function drawFan(chart: FanChart, { width, height }: Size, glyphs: Glyphs): readonly string[] {
  if (height < AROUND + LEAST_ROWS) return [];
  const { low, high } = boundsOf(chart);
  const axis = valueAxis(Math.min(0, low), Math.max(0, high), height - AROUND);
  const labelWidth = Math.max(LABEL_LEAST, ...axis.labels.map(({ text }) => text.length));
  const columns = Math.min(width, CHART_WIDTH_MOST) - labelWidth - 2;
  if (columns < LEAST_COLUMNS) return [];
  const cells = plotted(chart, axis, columns, glyphs);
  const labels = new Map(axis.labels.map(({ row, text }) => [row, text]));
  const rows = cells.map((row, index) => {
    const label = labels.get(index);
    const mark = label === undefined ? glyphs.axis.side : glyphs.axis.tick;
    return `${padStart(label ?? "", labelWidth)} ${mark}${row.join("")}`.trimEnd();
  });
  const room = labelWidth + 2 + columns;
  return [
    cut(`${chart.title}, ${chart.unit}`, room, glyphs),
    ...rows,
    ...yearLines(chart, columns, labelWidth, glyphs),
    cut(padEnd("", labelWidth + 2) + legendText(chart, glyphs), room, glyphs),
  ];
}

/** The sign that something is cut off is no ASCII. */
const cut = (text: string, width: number, { braille }: Glyphs): string =>
  braille ? clip(text, width) : clip(text, width).replace("…", "");

function legendText({ beside }: FanChart, { outer, inner, median, beside: dots }: Glyphs): string {
  const other = beside === undefined ? "" : `  ${dots} median of ${beside.name}`;
  return `${outer} 5..95 %  ${inner} 25..75 %  ${median} median${other}`;
}

/** The value of one quantile along the columns, straight from the end of one year to that of the next. */
function alongColumns(values: readonly number[], columns: number): (column: number) => number {
  const last = values.length - 1;
  return (column) => {
    const place = columns <= 1 ? 0 : Math.min(last, Math.max(0, (column * last) / (columns - 1)));
    const before = Math.floor(place);
    const [from = 0, to = from] = [values[before], values[Math.min(last, before + 1)]];
    return from + (to - from) * (place - before);
  };
}

function plotted(chart: FanChart, axis: ValueAxis, columns: number, glyphs: Glyphs): string[][] {
  const along = (at: number) =>
    alongColumns(
      chart.years.map(({ values }) => values[at] as number),
      columns,
    );
  const [p5, p25, p50, p75, p95] = [AT.outerLow, AT.innerLow, AT.median, AT.innerHigh, AT.outerHigh].map(along) as [
    (column: number) => number,
    (column: number) => number,
    (column: number) => number,
    (column: number) => number,
    (column: number) => number,
  ];
  const cells = Array.from({ length: axis.rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => {
      const value = valueAt(axis, row);
      const isBetween = (low: number, high: number): boolean => low < high && low <= value && value <= high;
      if (isBetween(p25(column), p75(column))) return glyphs.inner;
      return isBetween(p5(column), p95(column)) ? glyphs.outer : " ";
    }),
  );
  const { beside } = chart;
  const lines: Line[] = [{ at: (column) => rowOf(axis, p50(column)), dotted: false }];
  if (beside) {
    const other = alongColumns(beside.medians, columns);
    lines.push({ at: (column) => rowOf(axis, other(column)), dotted: true });
  }
  for (const { row, column, text } of lineCells(lines, { rows: axis.rows, columns }, glyphs)) {
    (cells[row] as string[])[column] = text;
  }
  return cells;
}

function yearLines(
  { years }: FanChart,
  columns: number,
  labelWidth: number,
  { axis }: Glyphs,
): readonly [string, string] {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const marks = Array.from({ length: columns }, () => axis.bottom);
  let names = "";
  for (const { column, year } of yearLabels(first, last, columns)) {
    marks[column] = axis.year;
    const text = String(year);
    // Under its mark, but never beyond the last column.
    const start = Math.min(Math.max(0, column - 1), columns - widthOf(text));
    if (start >= names.length) names = padEnd(names, start) + text;
  }
  const indent = " ".repeat(labelWidth + 1);
  return [indent + axis.corner + marks.join(""), `${indent} ${names}`];
}
