/** Money summed up to the end of each year, as a fan: a picture, its numbers, or both. */
import { yearLabels } from "../charts/axis.ts";
import { drawFan } from "../charts/draw-fan.ts";
import { FAN_PERCENTS, type FanChart } from "../charts/fan-chart.ts";
import type { Glyphs } from "../charts/glyphs.ts";
import { tableLines } from "./table.ts";
import { type Page, section } from "./text.ts";

export interface FanShape {
  readonly glyphs: Glyphs;
  /** Lines a picture may have; none: no picture is wanted. */
  readonly height: number;
  /** Whether its numbers are printed. Where a picture has no room they are printed whole. */
  readonly numbers: boolean;
}

const INDENT = 2;

/** A section for each chart; nothing for one that has neither room nor numbers. */
export function fanChartSections(charts: readonly FanChart[], shape: FanShape, page: Page): readonly string[] {
  return charts.flatMap((chart) => {
    const size = { width: page.width - INDENT, height: shape.height };
    const [title = `${chart.title}, ${chart.unit}`, ...picture] = drawFan(chart, size, shape.glyphs);
    const drawn = picture.map((line) => " ".repeat(INDENT) + line);
    const numbers = shape.numbers ? numberLines(chart, drawn.length > 0, page) : [];
    return section(page, title, [...drawn, ...(drawn.length > 0 && numbers.length > 0 ? [""] : []), ...numbers]);
  });
}

interface Row {
  readonly label: string;
  readonly texts: readonly string[];
}

/** The numbers of some years, of all where there is no picture. */
function numberLines({ years, beside }: FanChart, isDrawn: boolean, page: Page): readonly string[] {
  const all = years.map(({ year, texts }, index) => ({
    year,
    texts: beside ? [...texts, beside.texts[index] ?? ""] : texts,
  }));
  const rows = isDrawn ? roundYears(all) : runsOf(all);
  const head = ["", ...FAN_PERCENTS.map((percent) => `${percent} %`), ...(beside ? [`${beside.name} 50 %`] : [])];
  const columns = [{}, ...head.slice(1).map(() => ({ align: "right" as const }))];
  const [first = "", ...lines] = tableLines(
    [head, ...rows.map(({ label, texts }) => [label, ...texts])],
    columns,
    page,
  );
  return [page.paint("dim", first), ...lines];
}

interface YearTexts {
  readonly year: number;
  readonly texts: readonly string[];
}

/** Beside a picture a table needs no more rows than years would be named on so many columns. */
const TABLE_COLUMNS = 60;

/** Those years, and the last. */
function roundYears(years: readonly YearTexts[]): readonly Row[] {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  const named = new Set([...yearLabels(first, last, TABLE_COLUMNS).map(({ year }) => year), last]);
  return years.filter(({ year }) => named.has(year)).map(({ year, texts }) => ({ label: String(year), texts }));
}

/** All years, neighbours of which nothing differs in one row. */
function runsOf(years: readonly YearTexts[]): readonly Row[] {
  const runs: { from: number; to: number; texts: readonly string[] }[] = [];
  for (const { year, texts } of years) {
    const last = runs.at(-1);
    if (last && last.to === year - 1 && last.texts.join() === texts.join()) last.to = year;
    else runs.push({ from: year, to: year, texts });
  }
  return runs.map(({ from, to, texts }) => ({ label: from === to ? String(from) : `${from} .. ${to}`, texts }));
}
