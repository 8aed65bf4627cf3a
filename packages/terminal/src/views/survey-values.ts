/** How values spread over paths, for a person: quantiles in columns, and under them mean, extremes and a histogram. */
import { type ColumnResult, QUANTILES, type SpreadResult } from "@steppe/analysis";
import { type Exact, exact, fromDouble, groupThousands } from "@steppe/core";
import { type AskedColumn, NEVER_DAY } from "@steppe/kernel";
import { shareTexts } from "./parts-of-whole.ts";
import { widthOf } from "./problem-frame-text.ts";
import { keyExact, percentRange, percentText, type Scale, scaleOf } from "./scale.ts";
import { firstColumnRoom, tableFits, tableLines } from "./table.ts";
import { counted, oneLine, type Page, wrap } from "./text.ts";

export interface ValueRow {
  readonly label: string;
  readonly asked: AskedColumn;
  readonly result: ColumnResult;
  /** On how many paths the value is missing though the path went well. */
  readonly missing: number;
}

/** "  from": titles that have no room beside their quantiles stand above them. */
const LABEL_LEAST = 6;

/** A table of quantiles, with their intervals where they are wanted, each row followed by lines that say the rest. */
export function valueLines(
  rows: readonly ValueRow[],
  page: Page,
  { intervals }: { readonly intervals: boolean },
): readonly string[] {
  const all = rows.map((row) => named(row, describe(row)));
  const columns = [{ shrinkTo: LABEL_LEAST }, ...QUANTILES.map(() => ({ align: "right" as const }))];
  const described = fewest(all, intervals, columns, page);
  const hasQuantiles = described.some(({ cells }) => cells.length > 0);
  const shown = described.find(({ cells }) => cells.length > 0)?.cells.length ?? 0;
  const head = ["", ...headOf(shown)];
  const rest = described.map(({ cells, low, high }) =>
    intervals && cells.length > 0 ? [dimmed("  from", low), dimmed("  to", high)] : [],
  );
  const whole = described.flatMap(({ label, cells }, index) => [[label, ...cells], ...(rest[index] ?? [])]);
  const room = firstColumnRoom([head, ...whole], columns, page, LABEL_LEAST);
  const fits = (label: string) => widthOf(label) <= room;
  const groups = described.map(({ label, cells }, index) =>
    cells.length === 0 ? [] : [[fits(label) ? label : "", ...cells], ...(rest[index] ?? [])],
  );
  const [first = "", ...lines] = tableLines([head, ...groups.flat()], columns, page);
  let at = 0;
  return [
    ...(hasQuantiles ? [page.paint("dim", first)] : []),
    ...described.flatMap(({ label, cells, details, bars }, index) => {
      // What has no quantiles beside it, or no room there, stands on lines of its own.
      const alone = cells.length === 0 || !fits(label) ? wrap(label, page.width - 2) : [];
      const own = lines.slice(at, at + (groups[index]?.length ?? 0));
      at += own.length;
      return [
        ...alone.map((part) => `  ${part}`),
        ...own,
        ...details.flatMap((text) => wrap(text, page.width - 4).map((part) => `    ${part}`)),
        ...(bars === undefined || widthOf(bars) > page.width - 4 ? [] : [page.paint("dim", `    ${bars}`)]),
      ];
    }),
  ];
}

/** Which of the five quantiles are shown, as far as there is room: no figure is cut. */
const SHOWN = [
  [0, 1, 2, 3, 4],
  [0, 2, 4],
  [2, 4],
];

const headOf = (count: number): readonly string[] =>
  (SHOWN.find(({ length }) => length === count) ?? []).map((index) => `${QUANTILES[index]} %`);

/** The rows with as many quantiles as the page has room for beside the least of a label. */
function fewest(
  described: readonly Described[],
  intervals: boolean,
  columns: Parameters<typeof tableFits>[1],
  page: Page,
): readonly Described[] {
  const narrowed = SHOWN.map((places) => {
    const of = (cells: readonly string[]) => (cells.length === 0 ? [] : places.map((place) => cells[place] ?? ""));
    return described.map((row) => ({ ...row, cells: of(row.cells), low: of(row.low), high: of(row.high) }));
  });
  const fits = (rows: readonly Described[]): boolean => {
    const cells = rows.flatMap(({ cells, low, high }) => [cells, ...(intervals ? [low, high] : [])]);
    return tableFits(
      cells.map((one) => ["x".repeat(LABEL_LEAST), ...one]),
      columns,
      page,
    );
  };
  return narrowed.find(fits) ?? (narrowed.at(-1) as readonly Described[]);
}

const dimmed = (label: string, cells: readonly string[]) =>
  [label, ...cells].map((text) => ({ text, style: "dim" }) as const);

interface Described {
  readonly label: string;
  /** The five quantiles; none where they say nothing. */
  readonly cells: readonly string[];
  /** The ends of their intervals. */
  readonly low: readonly string[];
  readonly high: readonly string[];
  readonly details: readonly string[];
  readonly bars?: string;
}

/** With the name that options take, where the measure has a title: "rent_paid in million USD: …". */
function named({ label, asked: { subject } }: ValueRow, described: Described): Described {
  if (subject.about !== "measure" || oneLine(subject.name) === label) return described;
  const name = oneLine(subject.name);
  const [first, ...others] = described.details;
  const details = first === undefined ? [name] : [`${name}${first.startsWith("in ") ? "" : ":"} ${first}`, ...others];
  return { ...described, details };
}

function describe(row: ValueRow): Described {
  const { asked, result, missing } = row;
  const gone = missing === 0 ? [] : [`no value on ${counted(missing, "path")}`];
  switch (result.type) {
    case "spread":
      return result.spread ? numbers(row, result.spread, gone) : { label: row.label, ...NO_CELLS, details: gone };
    case "date":
      return dates(row, result, gone);
    case "boolean":
      return { label: row.label, ...NO_CELLS, details: [...yesText(result), ...gone] };
    case "text": {
      const percents = result.count === 0 ? [] : shareTexts(result.texts.map(({ count }) => count));
      const shares = result.texts.slice(0, MOST_TEXTS).map(({ text, interval, first }, index) => {
        const share = `${percents[index]} (${percentRange(interval)})`;
        return `${oneLine(text)}: ${share}, first on path ${first}`;
      });
      const more = result.texts.length - shares.length;
      const rest = more > 0 ? [`and ${counted(more, "other value")}`] : [];
      return {
        label: `${row.label}${asked.kind.type === "text" ? "" : ` (${asked.kind.type})`}`,
        ...NO_CELLS,
        details: [...shares, ...rest, ...gone],
      };
    }
  }
}

const NO_CELLS = { cells: [], low: [], high: [] } as const;

interface Bounded<T> {
  readonly value: T;
  readonly low: T | undefined;
  readonly high: T | undefined;
}

/** Quantiles and the ends of their intervals; an end that so few paths leave open is a dash. */
function cellsOf<T>(quantiles: readonly Bounded<T>[], show: (value: T) => string) {
  const end = (value: T | undefined): string => (value === undefined ? "–" : show(value));
  return {
    cells: quantiles.map(({ value }) => show(value)),
    low: quantiles.map(({ low }) => end(low)),
    high: quantiles.map(({ high }) => end(high)),
  };
}

const MOST_TEXTS = 8;

function yesText({ count, yes, interval, firstYes, firstNo }: ColumnResult & { type: "boolean" }): readonly string[] {
  if (!interval) return [];
  const firsts = [
    ...(firstYes === undefined ? [] : [`first yes on path ${firstYes}`]),
    ...(firstNo === undefined ? [] : [`first no on path ${firstNo}`]),
  ];
  const few = yes > 0 && percentText(yes / count).startsWith("<") ? `, ${yes} of ${groupThousands(String(count))}` : "";
  return [`yes on ${percentText(yes / count)} (${percentRange(interval)})${few}; ${firsts.join(", ")}`];
}

/** The scale in which a spread can be read. */
export function spreadScale({ kind }: AskedColumn, spread: SpreadResult): Scale {
  return scaleOf(kind, usualSize(spread));
}

/**
 * The greatest size that a spread usually has: of its quantiles and its mean, or where all of these are nothing, of its
 * mean and its deviation. One path far out does not choose the unit.
 */
export function usualSize({ quantiles, mean, deviation = 0 }: SpreadResult): Exact {
  const largest = (values: readonly Exact[]): Exact =>
    values.map((one) => one.abs()).reduce((most, one) => (one.compare(most) > 0 ? one : most), exact(0));
  const usual = largest(quantiles.map(({ value }) => keyExact(value)));
  return usual.compare(0) > 0 ? largest([usual, mean]) : largest([mean, fromDouble(deviation)]);
}

function numbers({ label, asked }: ValueRow, spread: SpreadResult, gone: readonly string[]): Described {
  const scale = spreadScale(asked, spread);
  const unit = scale.unit === "" ? "" : `in ${scale.unit}: `;
  const show = (key: bigint | number): string => scale.value(keyExact(key));
  if (spread.least.value === spread.greatest.value) {
    return {
      label,
      ...NO_CELLS,
      details: [`${unit}the same on ${allOf(spread)}: ${show(spread.least.value)}`, ...gone],
    };
  }
  const bars = `${show(spread.least.value)} ${barsText(spread.histogram)} ${show(spread.greatest.value)}`;
  return {
    label,
    ...cellsOf(spread.quantiles, show),
    details: [
      `${unit}${momentsText(scale, spread)}; ${extremesText(scale, spread, "least", "greatest")}`,
      ...errorText(spread),
      ...gone,
    ],
    bars,
  };
}

/** What is the same on all paths that were run need not be on every path there is. */
const allOf = ({ count }: SpreadResult): string => `all ${counted(count, "path")}`;

function errorText({ relativeError }: SpreadResult): readonly string[] {
  return relativeError === undefined ? [] : [`quantiles to within ${percentText(relativeError)} of their value`];
}

/** "mean 4,900.12 ± 31.20, sd 503.40". */
export function momentsText(scale: Scale, { mean, halfWidth, deviation }: SpreadResult): string {
  const size = (x: number | undefined): string | undefined => (x === undefined ? undefined : scale.size(fromDouble(x)));
  const half = size(halfWidth);
  const sd = size(deviation);
  return `mean ${scale.value(mean)}${half === undefined ? "" : ` ± ${half}`}${sd === undefined ? "" : `, sd ${sd}`}`;
}

function extremesText(scale: Scale, { least, greatest }: SpreadResult, low: string, high: string): string {
  const at = (word: string, { value, path }: SpreadResult["least"]): string =>
    `${word} ${scale.value(keyExact(value))} (path ${path})`;
  return `${at(low, least)}, ${at(high, greatest)}`;
}

function dates(
  { label, asked }: ValueRow,
  result: ColumnResult & { type: "date" },
  gone: readonly string[],
): Described {
  const { spread, interval, count, came, quantiles } = result;
  if (!interval) return { label, ...NO_CELLS, details: gone };
  if (!spread) return { label, ...NO_CELLS, details: ["never, on any path", ...gone] };
  const scale = spreadScale(asked, spread);
  const day = (value: number): string => (value === NEVER_DAY ? "never" : scale.value(keyExact(value)));
  const always = came === count;
  if (always && spread.least.value === spread.greatest.value) {
    return {
      label,
      ...NO_CELLS,
      details: [`the same on ${allOf(spread)}: ${day(spread.least.value as number)}`, ...gone],
    };
  }
  const comes = always ? "" : `comes on ${percentText(came / count)} (${percentRange(interval)}); then `;
  const single = spread.least.value === spread.greatest.value;
  const when = single
    ? `on ${day(spread.least.value as number)}, first on path ${spread.least.path}`
    : `${momentsText(scale, spread)}; ${extremesText(scale, spread, "earliest", "latest")}`;
  const bars = `${day(spread.least.value as number)} ${barsText(spread.histogram)} ${day(spread.greatest.value as number)}`;
  return {
    label,
    ...cellsOf(quantiles, day),
    details: [comes + when, ...gone],
    ...(!single && { bars }),
  };
}

const BARS = "▁▂▃▄▅▆▇█";

/** Counts as bars, the tallest full: a stretch without any is blank. */
export function barsText(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts.map((count) => (count === 0 ? " " : (BARS[Math.ceil((count * 8) / most) - 1] as string))).join("");
}

/** A number on a band of `width` places for values from zero to `most`. */
export const placeOn = (x: Exact, most: Exact, width: number): number =>
  Math.max(
    0,
    Math.min(
      width - 1,
      Math.round(
        Number(
          x
            .div(most)
            .mul(exact(width - 1))
            .valueOf(),
        ),
      ),
    ),
  );
