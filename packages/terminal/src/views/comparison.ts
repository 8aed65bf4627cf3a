/**
 * Scenarios side by side: measures down, scenarios across, under each value what it is more or
 * less than the first; then where each parts from the first. What is too wide is laid out in
 * blocks of columns below each other.
 */
import type { ComparedMeasure, Comparison, Outcome, YearRow } from "@steppe/core";
import { totalRows, yearLines, yearTexts } from "./account-money.ts";
import { isUncertain, type Luck, luckText } from "./chance.ts";
import { partingLines } from "./comparison-partings.ts";
import { widthOf } from "./problem-frame-text.ts";
import { alignNumbers, type Cell, type Column, tableLines } from "./table.ts";
import { clip, counted, labelled, oneLine, type Page, padEnd, section, wrap } from "./text.ts";
import { dayText, differenceText, periodText, sameShown, shown } from "./values.ts";

export interface ComparisonOptions extends Luck {
  readonly layers: readonly string[];
  /** What was paid by year; none where it is not asked for. */
  readonly years: readonly YearRow[];
  /** How many measures are left out since they are the same in all. */
  readonly same: number;
  readonly version: string;
  /** Names of columns that the scenarios' own do not tell apart. */
  readonly names: readonly (string | undefined)[];
}

export function renderComparison(comparison: Comparison, options: ComparisonOptions, page: Page): string {
  const { outcomes } = comparison;
  const heads = shortNames(outcomes, options.names, page.width);
  return [
    ...headLines(comparison, heads, options, page),
    ...section(page, "Measures", [...measureBlocks(comparison, heads, page), ...sameLines(comparison, options, page)]),
    ...section(page, "Paid by year", yearBlocks(options.years, heads, page)),
    ...section(page, `Where they part from ${heads[0]}`, partingLines(comparison, heads, page)),
    ...section(page, "Not as expected", failureLines(comparison, heads, page)),
    "",
    page.paint("dim", clip(`steppe ${options.version}`, page.width)),
  ].join("\n");
}

/** How many measures are not shown. */
function sameLines({ measures }: Comparison, { same }: ComparisonOptions, page: Page): readonly string[] {
  if (same === 0) return [];
  const what =
    measures.length === 0 ? (same === 1 ? "the measure" : `all ${counted(same, "measure")}`) : `${same} more`;
  return [page.paint("dim", clip(`  the same in all: ${what}`, page.width))];
}

/** Whether a measure is shown otherwise in some scenario than in the first. */
export function isDiffering({ cells }: ComparedMeasure): boolean {
  const [first] = cells;
  return cells.some((cell) => {
    if (!cell || !first) return cell !== first;
    return first.kind.type !== cell.kind.type || !sameShown(cell.kind, first.value, cell.value);
  });
}

/** How wide the name of a column may be that says what was laid over. */
const headMost = (width: number): number => Math.max(16, Math.floor(width * 0.3));

/** What tells scenarios apart: a given name, else `@variant` where all are of one file, else the file's own with it. */
export function shortNames(
  outcomes: readonly { readonly model: { readonly name: string } }[],
  given: readonly (string | undefined)[] = [],
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  if (given.some((name) => name !== undefined)) {
    return outcomes.map(({ model }, index) => {
      const name = oneLine(given[index] ?? model.name.slice(model.name.lastIndexOf("/") + 1));
      return clip(name, headMost(width));
    });
  }
  const full = outcomes.map(({ model }) => oneLine(model.name));
  const bare = full.map((name) => name.slice(name.lastIndexOf("/") + 1));
  const files = new Set(full.map((name) => name.split("@")[0]));
  const short = bare.map((name) => (files.size === 1 && name.includes("@") ? name.slice(name.indexOf("@")) : name));
  for (const names of [short, bare, full]) if (new Set(names).size === names.length) return names;
  return full.map((name, index) => `${index + 1}: ${name}`);
}

function headLines(
  { outcomes }: Comparison,
  heads: readonly string[],
  options: ComparisonOptions,
  page: Page,
): readonly string[] {
  const [first] = outcomes;
  if (!first) throw new Error("a comparison needs a scenario");
  const uncertain = outcomes.find(({ model }) => isUncertain(model)) ?? first;
  const width = Math.min(30, Math.max(8, ...heads.map(widthOf)));
  const rows: readonly (readonly [string, string])[] = [
    ...outcomes.map(
      (outcome, index) => [heads[index] ?? "", describe(outcome, first, options.names[index], page)] as const,
    ),
    ...options.layers.map((text) => ["all with", oneLine(text)] as const),
    ["path", luckText(uncertain, options)],
  ];
  return rows.flatMap(([label, text]) => labelled(page, clip(label, width), text, width));
}

/** The title, and the period where it is another than the first's or was not run to its end. */
function describe({ model, until, problem }: Outcome, first: Outcome, name: string | undefined, page: Page): string {
  const { start, end } = model.period;
  const isCut = name !== undefined && widthOf(oneLine(name)) > headMost(page.width);
  const changed = isCut ? `the first with ${oneLine(name).replace(/^\+ /, "")}` : "the first, so changed";
  const title = name === undefined ? oneLine(model.title) : changed;
  const other = model !== first.model && (start !== first.model.period.start || end !== first.model.period.end);
  const period = model === first.model || other ? `, ${periodText(start, end)}` : "";
  const cut = problem ? `; partial: went wrong on ${dayText(until)}` : until < end ? `; until ${dayText(until)}` : "";
  return title + period + cut;
}

/** Scenario columns, from left to right, in blocks that fit beside the labels. */
function blocksOf(widths: readonly number[], labels: number, page: Page): readonly (readonly number[])[] {
  const room = page.width - 2 - labels;
  const blocks: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const [index, width] of widths.entries()) {
    if (used + 2 + width > room) {
      blocks.push([]);
      used = 0;
    }
    blocks.at(-1)?.push(index);
    used += 2 + width;
  }
  return blocks;
}

const LABEL_MOST = 34;

function measureBlocks({ measures, outcomes }: Comparison, heads: readonly string[], page: Page): readonly string[] {
  if (measures.length === 0) return [];
  const groups = measures.map(measureRows);
  const rows = groups.flat();
  const aligned = outcomes.map((_, index) => alignNumbers(rows.map((row) => row.cells[index]?.text ?? "")));
  const widths = aligned.map((column, index) => Math.max(widthOf(heads[index] ?? ""), ...column.map(widthOf)));
  const widest = (key: "label" | "unit", most: number) =>
    Math.min(most, Math.max(0, ...rows.map((row) => widthOf(row[key]))));
  const units = widest("unit", 12);
  const [whole, short] = [
    widest("label", page.width),
    widest("label", Math.min(LABEL_MOST, Math.floor(page.width / 3))),
  ];
  const blocksBeside = (labels: number) => blocksOf(widths, labels + 2 + units, page);
  // Labels are wrapped only where that saves a block, or a value.
  const holds = 2 + whole + 2 + units + 2 + Math.max(0, ...widths) <= page.width;
  const labels = holds && blocksBeside(whole).length === blocksBeside(short).length ? whole : short;
  return blocksBeside(labels).flatMap((block, b) => {
    const names = block.map((index) => ({ text: heads[index] ?? "", style: "strong" as const }));
    const body = groups.flatMap((group) => {
      const told = group.filter(
        (row) => row.label !== "" || block.some((index) => /[^=]/.test(row.cells[index]?.text ?? "")),
      );
      const titles = wrap(group[0]?.label ?? "", labels);
      return Array.from({ length: Math.max(told.length, titles.length) }, (_, line): readonly Cell[] => [
        padEnd(titles[line] ?? "", labels),
        { text: padEnd(clip(told[line]?.unit ?? "", units), units), style: "dim" },
        ...block.map((index) => told[line]?.cells[index] ?? ""),
      ]);
    });
    const columns: readonly Column[] = [{}, {}, ...block.map((): Column => ({ align: "number" }))];
    return [...(b === 0 ? [] : [""]), ...tableLines([["", "", ...names], ...body], columns, page)];
  });
}

interface ShownCell {
  readonly text: string;
  readonly style?: "dim";
}

interface ShownRow {
  readonly label: string;
  /** The currency, where all cells have the same. */
  readonly unit: string;
  readonly cells: readonly ShownCell[];
}

const UNIT = / ([A-Z]{3}(?: per year)?)$/;

/** A row of values, and under it a row of differences where there are any. */
function measureRows({ name, title, cells }: ComparedMeasure): readonly ShownRow[] {
  const [first] = cells;
  const texts = cells.map((cell) => (cell ? shown(cell.kind, cell.value) : ""));
  const units = new Set(texts.filter((text) => text !== "").map((text) => UNIT.exec(text)?.[1] ?? ""));
  const [unit = ""] = units.size === 1 ? units : [];
  const bare = (text: string) => (unit === "" ? text : text.replace(UNIT, ""));
  const values = texts.map((text): ShownCell => ({ text: text === "" ? "none" : bare(text) }));
  const differences = cells.map((cell, index): ShownCell => {
    if (index === 0 || !cell || !first) return { text: "" };
    const same = first.kind.type === cell.kind.type && sameShown(cell.kind, first.value, cell.value);
    return { text: same ? "=" : bare(differenceText(cell)), style: "dim" };
  });
  const told = differences.some(({ text }) => text !== "" && text !== "=");
  const label = oneLine(title ?? name);
  return [{ label, unit, cells: values }, ...(told ? [{ label: "", unit: "", cells: differences }] : [])];
}

/** Payments by year with their sums, under each row what it is more or less than the first. */
function yearBlocks(rows: readonly YearRow[], heads: readonly string[], page: Page): readonly string[] {
  if (rows.length === 0) return [];
  const all = [...rows, ...totalRows(rows)];
  const texts = all.flatMap(yearTexts);
  const widths = heads.map((head, index) =>
    Math.max(widthOf(head), ...alignNumbers(texts.map((row) => row[index] ?? "")).map(widthOf)),
  );
  const categories = Math.max(...rows.map(({ category }) => widthOf(category)));
  return blocksOf(widths, "in all".length + 2 + categories + 2 + "USD".length, page).flatMap((block, b) => [
    ...(b === 0 ? [] : [""]),
    ...yearLines(all, block, heads, page),
  ]);
}

function failureLines({ outcomes }: Comparison, heads: readonly string[], page: Page): readonly string[] {
  return outcomes.flatMap(({ expectations, problem, until }, index) => {
    const failed = expectations.filter(({ holds }) => !holds);
    const lines = failed.map(({ expectation, date }) => {
      const at = date === undefined ? "" : ` on ${dayText(date)}`;
      return `  ${heads[index]}: FAILED ${oneLine(expectation.id)}${at}`;
    });
    const wrong = problem ? [`  ${heads[index]}: went wrong on ${dayText(until)}: ${oneLine(problem.message)}`] : [];
    return [...lines, ...wrong].map((line) => page.paint("bad", clip(line, page.width)));
  });
}
