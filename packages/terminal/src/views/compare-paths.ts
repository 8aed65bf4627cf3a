/** The same paths of several scenarios, for a person: each measure of all, and how it differs from the first path by path. */
import type { ColumnResult, PairedResult, SpreadResult } from "@steppe/analysis";
import { decimalText, type Exact, exact, fromDouble, groupThousands, type Kind } from "@steppe/core";
import { type AskedColumn, NEVER_DAY } from "@steppe/kernel";
import type { ComparedPaths } from "../paths/pairs.ts";
import { isPartial, type Survey } from "../paths/survey.ts";
import type { PathComparison } from "../paths/take-comparison.ts";
import { leaningTexts } from "./leaning.ts";
import { shareTexts } from "./parts-of-whole.ts";
import { coarseScaleOf, keyExact, percentRange, percentText, type Scale, scaleOf } from "./scale.ts";
import { expectationLines, partialText, partLines, surveyPathsText, troubleLines } from "./survey.ts";
import { type FanShape, fanChartSections } from "./survey-fan-chart.ts";
import { usualSize } from "./survey-values.ts";
import { type Cell, tableFits, tableLines, textOf } from "./table.ts";
import { clip, counted, labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { periodText } from "./values.ts";

export interface PathComparisonOptions {
  /** Whether measures that are the same on every path are only counted. */
  readonly differing: boolean;
  readonly fans?: FanShape;
}

export function renderPathComparison(
  comparison: PathComparison,
  { differing, fans }: PathComparisonOptions,
  page: Page,
): string {
  const { sides, names, measures } = comparison;
  if (sides[0]?.summary.paths === 0)
    return [...headLines(comparison, page), "", ...footLines(comparison, page)].join("\n");
  const same = measures.filter((one) => isSame(one, comparison));
  return [
    ...headLines(comparison, page),
    ...measures.filter((one) => !same.includes(one)).flatMap((one) => measureLines(one, comparison, page)),
    ...sameLines(same, differing, page),
    ...(fans ? fanChartSections(sides[0]?.charts ?? [], fans, page) : []),
    ...sides.flatMap((side, index) => sideLines(side, names[index] ?? "", page)),
    "",
    ...footLines(comparison, page),
  ].join("\n");
}

function headLines({ sides, names }: PathComparison, page: Page): readonly string[] {
  const [first] = sides;
  if (!first) throw new Error("a comparison needs a scenario");
  const width = Math.min(30, Math.max(8, ...names.map(({ length }) => length)));
  const layers = sides.every(({ head }) => head.layers.join("\n") === first.head.layers.join("\n"))
    ? first.head.layers
    : [];
  const rows: readonly (readonly [string, string])[] = [
    ...sides.map(({ head }, index) => {
      const other = head.start !== first.head.start || head.end !== first.head.end;
      const period = index === 0 || other ? `, ${periodText(head.start, head.end)}` : "";
      return [names[index] ?? "", oneLine(head.title) + period] as const;
    }),
    ...layers.map((text) => ["all with", oneLine(text)] as const),
    ["paths", `${surveyPathsText(first)}; path by path the same chance in all`],
  ];
  const cut = isPartial(first) ? [partialText(first)] : [];
  return [
    ...rows.flatMap(([label, text]) => labelled(page, clip(label, width), text, width)),
    ...cut.flatMap((text) => ["", ...wrap(text, page.width).map((line) => page.paint("bad", line))]),
  ];
}

interface SideColumn {
  readonly name: string;
  readonly asked: AskedColumn;
  readonly result: ColumnResult;
  readonly pair: PairedResult | undefined;
}

function columnsOf({ columns, pairs }: ComparedPaths, { sides, names }: PathComparison): readonly SideColumn[] {
  return sides.flatMap(({ summary }, side) => {
    const column = summary.columns[columns[side] ?? -1];
    return column ? [{ name: names[side] ?? "", pair: pairs[side], ...column }] : [];
  });
}

/** Whether a measure has the same value in all scenarios, on every path. */
function isSame(measure: ComparedPaths, comparison: PathComparison): boolean {
  const [first, ...others] = columnsOf(measure, comparison);
  return (
    others.length === comparison.sides.length - 1 &&
    others.every(
      ({ pair, result }) => pair && pair.count > 0 && pair.same === pair.count && result.count === first?.result.count,
    )
  );
}

function sameLines(same: readonly ComparedPaths[], differing: boolean, page: Page): readonly string[] {
  if (same.length === 0) return [];
  const names = same.map(({ name, title }) => oneLine(title ?? name)).join(", ");
  const text = differing ? counted(same.length, "measure") : names;
  return section(
    page,
    "The same in all, on every path",
    wrap(text, page.width - 2).map((line) => `  ${line}`),
  );
}

/** Which quantiles are shown, as far as there is room: of none a part. */
const SHOWN = [[5, 50, 95], [95], []];

/** A measure: a row for each scenario, under it what it is more than the first, and below on how many paths it is. */
function measureLines(measure: ComparedPaths, comparison: PathComparison, page: Page): readonly string[] {
  const columns = columnsOf(measure, comparison);
  const [first] = columns;
  if (!first) return [];
  const { kind } = first.asked;
  const greatest = greatestOf(columns);
  const fine = scaleOf(kind, greatest);
  const coarse = coarseScaleOf(kind, greatest);
  const ways = SHOWN.flatMap((percents) => [fine, coarse].map((scale) => ({ scale, percents })));
  const { scale, percents } = ways.find((way) => fits(columns, way, page)) ?? { scale: coarse, percents: [] };
  const title = oneLine(measure.title ?? measure.name) + (scale.unit === "" ? "" : `, ${scale.unit}`);
  const hasQuantiles = first.result.type === "spread" || first.result.type === "date";
  const head = ["", MAIN[first.result.type], ...(hasQuantiles ? percents.map((percent) => `${percent} %`) : [])];
  const [top = "", ...lines] = tableLines([head, ...measureRows(columns, { scale, percents })], COLUMNS, page);
  const others = comparison.sides.length - 1;
  const chances = columns.flatMap(({ name, pair }) =>
    pair
      ? [(others > 1 ? `${name}: ` : "") + chanceText(kind, pair) + pairsText(pair, comparison) + comeText(kind, pair)]
      : [],
  );
  const means = kind.type === "date" ? [] : columns.flatMap(spreadsIn);
  return section(page, title, [
    ...(first.result.type === "text" ? lines : [page.paint("dim", top), ...lines]),
    ...[...chances, ...leaningTexts(means)].flatMap((text) => indented(text, 4, page)),
  ]);
}

/** Those of which means are told. */
const spreadsIn = ({ result, pair }: SideColumn): readonly SpreadResult[] =>
  [result.type === "spread" ? result.spread : undefined, pair?.difference].filter((one) => one !== undefined);

/** Lines that do not break before a "%". */
function indented(text: string, by: number, page: Page): readonly string[] {
  const lines = wrap(text.replaceAll(" %", "\u00a0%"), page.width - by);
  return lines.map((line) => " ".repeat(by) + line.replaceAll("\u00a0", " "));
}

/** The least of a name that is left where figures need the room. */
const NAME_LEAST = 12;
const RIGHT = { align: "right" } as const;
const COLUMNS = [{ shrinkTo: NAME_LEAST }, RIGHT, RIGHT, RIGHT, RIGHT];

/** How figures are shown. */
interface Way {
  readonly scale: Scale;
  readonly percents: readonly number[];
}

/** A row for each scenario, and one for what it is more than the first. */
const measureRows = (columns: readonly SideColumn[], way: Way): readonly (readonly Cell[])[] =>
  columns.flatMap(({ name, asked, result, pair }) => [
    [name, ...valueCells(result, way)],
    ...(pair?.difference ? [dimmed(differenceCells(asked.kind, pair.difference, way))] : []),
  ]);

/** Whether no figure is cut. */
function fits(columns: readonly SideColumn[], way: Way, page: Page): boolean {
  const rows = measureRows(columns, way).map(([name, ...cells]) => [textOf(name).slice(0, NAME_LEAST), ...cells]);
  return tableFits(rows, COLUMNS, page);
}

const MAIN: Readonly<Record<ColumnResult["type"], string>> = {
  spread: "mean",
  date: "comes on",
  boolean: "yes on",
  text: "",
};

const dimmed = (cells: readonly string[]) => cells.map((text) => ({ text, style: "dim" }) as const);

/** The mean or the share with its interval, and the quantiles. */
function valueCells(result: ColumnResult, { scale, percents }: Way): readonly string[] {
  switch (result.type) {
    case "spread":
      return result.spread
        ? [meanText(result.spread, scale), ...quantileCells(result.spread, { scale, percents })]
        : ["none"];
    case "date": {
      const shown = (day: number) => (day === NEVER_DAY ? "never" : scale.value(exact(day)));
      const quantiles = result.quantiles.filter(({ percent }) => percents.includes(percent));
      return [shareText(result.came, result), ...quantiles.map(({ value }) => shown(value))];
    }
    case "boolean":
      return [shareText(result.yes, result)];
    case "text": {
      const [most] = result.texts;
      return [most ? `${oneLine(most.text)} on ${percentText(most.count / result.count)}` : "none"];
    }
  }
}

function shareText(
  hits: number,
  { count, interval }: { count: number; interval?: { low: number; high: number } },
): string {
  return interval ? `${percentText(hits / count)} (${percentRange(interval)})` : "none";
}

const meanText = ({ mean, halfWidth }: SpreadResult, scale: Scale): string =>
  scale.value(mean) + (halfWidth === undefined ? "" : ` ± ${scale.size(fromDouble(halfWidth))}`);

function quantileCells({ quantiles }: SpreadResult, { scale, percents }: Way): readonly string[] {
  return percents.map((wanted) => {
    const found = quantiles.find(({ percent }) => percent === wanted);
    return found ? scale.value(keyExact(found.value)) : "";
  });
}

function differenceCells(kind: Kind, spread: SpreadResult, { scale, percents }: Way): readonly string[] {
  const own = differenceScale(kind, scale);
  const [mean = "", ...quantiles] = [meanText(spread, own), ...quantileCells(spread, { scale: own, percents })].map(
    signed,
  );
  if (kind.type === "boolean") return ["  points more", mean];
  return [kind.type === "date" ? "  days later" : "  more by", mean, ...quantiles];
}

/** Dates differ by days, shares of yes by points. */
function differenceScale(kind: Kind, scale: Scale): Scale {
  if (kind.type === "date") return { unit: "days", value: wholeText, size: wholeText };
  return kind.type === "boolean" ? scaleOf({ type: "share" }, exact(1)) : scale;
}

const wholeText = (x: Exact): string => groupThousands(decimalText(x, 0));

const signed = (text: string): string => (/^(-|0(\.0+)?( |$))/.test(text) || text === "" ? text : `+${text}`);

/** On how many paths the difference was taken, where it is not all: the figures of each scenario are of its own. */
function pairsText({ count }: PairedResult, { sides: [first] }: PathComparison): string {
  const paths = first?.summary.paths ?? count;
  return count === 0 || count === paths
    ? ""
    : `; the difference is of the ${counted(count, "path")} on which both have a value, of ${groupThousands(String(paths))}`;
}

/** By how much a date is later is said of the paths on which both come. */
function comeText({ type }: Kind, { count, difference }: PairedResult): string {
  if (type !== "date" || !difference || difference.count === count) return "";
  return `; days later: of the ${counted(difference.count, "path")} on which both come`;
}

/** "more on 12.0 % (7.0..19.8 %), less on 0 % (0.0..3.7 %), the same on 88.0 %". */
function chanceText({ type }: Kind, { count, same, more, less, moreInterval, lessInterval }: PairedResult): string {
  if (count === 0) return "no path on which both have a value";
  if (more === undefined || less === undefined || !moreInterval || !lessInterval)
    return `the same on ${percentText(same / count)}`;
  const [up, down] = WORDS[type] ?? ["more", "less"];
  const [moreText, lessText, sameText] = shareTexts([more, less, same]);
  return [
    `${up} on ${moreText} (${percentRange(moreInterval)})`,
    `${down} on ${lessText} (${percentRange(lessInterval)})`,
    `the same on ${sameText}`,
  ].join(", ");
}

const WORDS: Partial<Record<Kind["type"], readonly [string, string]>> = {
  date: ["later", "earlier"],
  duration: ["longer", "shorter"],
  boolean: ["yes where the first has no", "no where the first has yes"],
};

/** The least of what scenarios usually come to: the unit is one in which each can be read. */
function greatestOf(columns: readonly SideColumn[]): Exact {
  const sizes = columns.flatMap(({ result }) =>
    (result.type === "spread" || result.type === "date") && result.spread ? [usualSize(result.spread)] : [],
  );
  const some = sizes.filter((size) => size.compare(0) > 0);
  return some.reduce((least, one) => (one.compare(least) < 0 ? one : least), some[0] ?? exact(0));
}

/** What was broken, and what went wrong, in one scenario. */
function sideLines(side: Survey, name: string, page: Page): readonly string[] {
  const broken = side.summary.columns.some(
    ({ asked, result }) => asked.subject.about === "expectation" && result.type === "date" && result.came > 0,
  );
  return [
    ...(broken ? section(page, `Expected of ${name}`, expectationLines(side.summary, page)) : []),
    ...section(page, `Went wrong in ${name}`, troubleLines(side, page)),
  ];
}

function footLines({ sides }: PathComparison, page: Page): readonly string[] {
  const [first] = sides;
  if (!first) return [];
  const { head, summary } = first;
  const intervals =
    "±, ranges in brackets: intervals of 95 %; of a difference, that of the differences of the single paths.";
  const parts = [
    counted(summary.paths, "path"),
    `engine ${head.engine}`,
    `seed ${oneLine(JSON.stringify(head.seed))}`,
    `steppe ${head.version}`,
  ];
  return [...wrap(intervals, page.width).map((line) => page.paint("dim", line)), ...partLines(parts, page)];
}

/** How narrow the interval of a difference has become, while paths run: "Rent, @late: +12.30 ± 3.40 million USD". */
export function pairText(
  asked: AskedColumn,
  { difference, ...paired }: PairedResult,
  name: string,
): string | undefined {
  const { subject, kind } = asked;
  if (subject.about !== "measure" || !difference) return undefined;
  const scale = scaleOf(kind, usualSize(difference));
  const own = differenceScale(kind, scale);
  const unit =
    kind.type === "date" ? " days" : kind.type === "boolean" ? " points" : scale.unit === "" ? "" : ` ${scale.unit}`;
  const more = paired.more === undefined ? "" : `, more on ${percentText(paired.more / paired.count)}`;
  return `${oneLine(subject.title ?? subject.name)}, ${name}: ${signed(meanText(difference, own))}${unit}${more}`;
}
