/** Money by year as a fan: for each year the median, and how far it spreads over the paths. */
import type { SpreadResult, SummaryResult } from "@steppe/analysis";
import { type Exact, ZERO } from "@steppe/core";
import type { AskedColumn } from "@steppe/kernel";
import { keyExact, scaleOf } from "./scale.ts";
import { placeOn } from "./survey-values.ts";
import { roomBeside, tableLines } from "./table.ts";
import { clip, oneLine, type Page, wrap } from "./text.ts";

interface Year {
  readonly year: number;
  readonly spread: SpreadResult;
}

interface Fan {
  readonly category: string;
  readonly asked: AskedColumn;
  readonly years: readonly Year[];
}

/** A band this wide where there is room; with less room than the least there is none, so that no number is cut. */
const BAND = 24;
const BAND_LEAST = 8;

/** For each category a line a year; years alike are one line, years in which nobody pays anything none. */
export function fanLines(summary: SummaryResult, page: Page): readonly string[] {
  const lines = fansOf(summary).flatMap((fan) => fanOf(fan, page));
  if (lines.length === 0) return [];
  const legend = "├ 5 to 25 %, ▒ to 75 %, ─ to 95 %, █ the median; years alike are one line";
  return [
    ...lines,
    ...wrap(legend.replaceAll(" %", "\u00a0%"), page.width - 2).map((line) =>
      page.paint("dim", `  ${line.replaceAll("\u00a0", " ")}`),
    ),
  ];
}

function fansOf({ columns }: SummaryResult): readonly Fan[] {
  const fans = new Map<string, { category: string; asked: AskedColumn; years: Year[] }>();
  for (const { asked, result } of columns) {
    const { subject } = asked;
    if (subject.about !== "paid" || subject.year === null || result.type !== "spread" || !result.spread) continue;
    if (result.spread.greatest.value === 0n) continue;
    const key = JSON.stringify([subject.category, asked.kind]);
    const fan = fans.get(key) ?? { category: subject.category, asked, years: [] };
    fan.years.push({ year: subject.year, spread: result.spread });
    fans.set(key, fan);
  }
  return [...fans.values()];
}

function fanOf({ category, asked, years }: Fan, page: Page): readonly string[] {
  const greatest = years.reduce((most, { spread }) => larger(most, keyExact(spread.greatest.value)), ZERO);
  const most = years.reduce((top, { spread }) => larger(top, quantile(spread, 95)), ZERO);
  const scale = scaleOf(asked.kind, greatest);
  const runs = runsOf(years);
  const numbers = runs.map(({ from, to, spread }) => [
    from === to ? String(from) : `${from} .. ${to}`,
    scale.value(spread.mean),
    ...[5, 50, 95].map((percent) => scale.value(quantile(spread, percent))),
  ]);
  const head = ["", "mean", "5 %", "50 %", "95 %"];
  const right = { align: "right" } as const;
  const columns = [{}, right, right, right, right, {}];
  const width = Math.min(BAND, roomBeside([head, ...numbers], columns, page));
  const bands = runs.map(({ spread }) => (width < BAND_LEAST ? "" : bandText(spread, most, width)));
  const rows = numbers.map((cells, index) => [...cells, bands[index] ?? ""]);
  const [first = "", ...lines] = tableLines([head, ...rows], columns, page);
  return [clip(`  ${oneLine(category)}, ${scale.unit}`, page.width), page.paint("dim", first), ...lines];
}

const larger = (a: Exact, b: Exact): Exact => (a.compare(b) >= 0 ? a : b);

function quantile({ quantiles }: SpreadResult, percent: number): Exact {
  const found = quantiles.find((one) => one.percent === percent);
  if (!found) throw new RangeError(`no quantile of ${percent} %`);
  return keyExact(found.value);
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly spread: SpreadResult;
}

/** Neighbouring years of which nothing differs. */
function runsOf(years: readonly Year[]): readonly Run[] {
  const runs: Run[] = [];
  const textOf = ({ quantiles, mean }: SpreadResult) =>
    JSON.stringify([mean.toFraction(), ...quantiles.map(({ value }) => String(value))]);
  for (const { year, spread } of years) {
    const last = runs.at(-1);
    if (last && last.to === year - 1 && textOf(last.spread) === textOf(spread))
      runs[runs.length - 1] = { ...last, to: year };
    else runs.push({ from: year, to: year, spread });
  }
  return runs;
}

/** "   ├──▒▒█▒▒▒──┤": from 0 at the left to the greatest 95 % of all years at the right. */
function bandText(spread: SpreadResult, most: Exact, width: number): string {
  if (most.n === 0n) return "";
  const [p5, p25, p50, p75, p95] = [5, 25, 50, 75, 95].map((percent) =>
    placeOn(quantile(spread, percent), most, width),
  );
  const cells = Array.from({ length: width }, (_, place) => {
    if (place === p50) return "█";
    if (place >= (p25 as number) && place <= (p75 as number)) return "▒";
    if (place === p5) return "├";
    if (place === p95) return "┤";
    return place > (p5 as number) && place < (p95 as number) ? "─" : " ";
  });
  return cells.join("").trimEnd();
}
