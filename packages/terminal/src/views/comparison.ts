/**
 * Scenarios side by side: measures down, scenarios across, under each value what it is more or
 * less than the first; then where each parts from the first. What is too wide is laid out in
 * blocks of columns, the first scenario in each.
 */
import { type Comparison, type ComparedMeasure, type Outcome, paidByYear } from "@steppe/core";
import { type Luck, luckText } from "./chance.ts";
import { isUncertain } from "./chance.ts";
import { yearLines } from "./account-money.ts";
import { partingLines } from "./comparison-partings.ts";
import { widthOf } from "./problem-frame-text.ts";
import { alignNumbers, type Cell, type Column, tableLines } from "./table.ts";
import { fit, labelled, oneLine, padEnd, type Page, section } from "./text.ts";
import { dayText, differenceText, periodText, sameShown, shown } from "./values.ts";

export interface ComparisonOptions extends Luck {
  readonly layers: readonly string[];
  readonly byYear: boolean;
  readonly version: string;
}

export function renderComparison(comparison: Comparison, options: ComparisonOptions, page: Page): string {
  const { outcomes } = comparison;
  const heads = shortNames(outcomes);
  const years = options.byYear ? paidByYear(outcomes) : [];
  return [
    ...headLines(comparison, heads, options, page),
    ...section(page, "Measures", measureBlocks(comparison, heads, page)),
    ...section(page, "Paid by year", yearBlocks(years, heads, page)),
    ...section(page, `Where they part from ${heads[0]}`, partingLines(comparison, heads, page)),
    ...section(page, "Not as expected", failureLines(comparison, heads, page)),
    "",
    page.paint("dim", fit(`steppe ${options.version}`, page.width)),
  ].join("\n");
}

/** What tells scenarios apart: `@variant` where all are of one file, else the file's own name with it. */
export function shortNames(outcomes: readonly Outcome[]): readonly string[] {
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
    ...outcomes.map((outcome, index) => [heads[index] ?? "", describe(outcome, first)] as const),
    ...options.layers.map((text) => ["with", oneLine(text)] as const),
    ["path", luckText(uncertain, options)],
  ];
  return rows.flatMap(([label, text]) => labelled(page, fit(label, width), text, width));
}

/** The title, and the period where it is another than the first's or was not run to its end. */
function describe({ model, until, problem }: Outcome, first: Outcome): string {
  const { start, end } = model.period;
  const title = oneLine(model.title);
  const other = model !== first.model && (start !== first.model.period.start || end !== first.model.period.end);
  const period = model === first.model || other ? `, ${periodText(start, end)}` : "";
  const cut = problem ? `; partial: went wrong on ${dayText(until)}` : until < end ? `; until ${dayText(until)}` : "";
  return title + period + cut;
}

/** Blocks of scenario columns that fit beside the labels, the first scenario in each. */
function blocksOf(widths: readonly number[], labels: number, page: Page): readonly (readonly number[])[] {
  const [base = 0] = widths;
  const room = page.width - 2 - labels - 2 - base;
  const blocks: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const [index, width] of widths.entries()) {
    if (index === 0) continue;
    if (used + 2 + width > room) {
      blocks.push([0]);
      used = 0;
    }
    blocks.at(-1)?.push(index);
    used += 2 + width;
  }
  return blocks.length === 0 ? [[0]] : blocks;
}

const LABEL_MOST = 34;

function measureBlocks({ measures, outcomes }: Comparison, heads: readonly string[], page: Page): readonly string[] {
  const rows = measures.flatMap(measureRows);
  const aligned = outcomes.map((_, index) => alignNumbers(rows.map((row) => row.cells[index]?.text ?? "")));
  const widths = aligned.map((column, index) => Math.max(widthOf(heads[index] ?? ""), ...column.map(widthOf)));
  const labels = Math.min(LABEL_MOST, Math.floor(page.width / 3), Math.max(0, ...rows.map(({ label }) => widthOf(label))));
  const blocks = blocksOf(widths, labels, page);
  return blocks.flatMap((block, b) => {
    const head: readonly Cell[] = ["", ...block.map((index) => ({ text: heads[index] ?? "", style: "strong" as const }))];
    const body = rows
      .filter((row) => row.label !== "" || block.some((index) => (row.cells[index]?.text ?? "") !== ""))
      .map((row): readonly Cell[] => [padEnd(fit(row.label, labels), labels), ...block.map((index) => row.cells[index] ?? "")]);
    const columns: readonly Column[] = [{}, ...block.map((): Column => ({ align: "number" }))];
    return [...(b === 0 ? [] : [""]), ...tableLines([head, ...body], columns, page)];
  });
}

interface ShownCell {
  readonly text: string;
  readonly style?: "dim";
}

/** A row of values, and under it a row of differences where there are any. */
function measureRows({ name, title, cells }: ComparedMeasure): readonly {
  readonly label: string;
  readonly cells: readonly ShownCell[];
}[] {
  const [first] = cells;
  const values = cells.map((cell): ShownCell => ({ text: cell ? shown(cell.kind, cell.value) : "none" }));
  const differences = cells.map((cell, index): ShownCell => {
    if (index === 0 || !cell || !first) return { text: "" };
    const same = first.kind.type === cell.kind.type && sameShown(cell.kind, first.value, cell.value);
    const unit = cell.kind.type === "money" ? / [A-Z]{3}$/ : /$^/;
    return { text: same ? "=" : differenceText(cell).replace(unit, ""), style: "dim" };
  });
  const told = differences.some(({ text }) => text !== "" && text !== "=");
  const label = oneLine(title ?? name);
  return [{ label, cells: values }, ...(told ? [{ label: "", cells: differences }] : [])];
}

function yearBlocks(rows: ReturnType<typeof paidByYear>, heads: readonly string[], page: Page): readonly string[] {
  if (rows.length === 0) return [];
  const money = (minor: bigint) => String(minor).length * 1.34 + 2;
  const widths = heads.map((head, index) =>
    Math.ceil(Math.max(widthOf(head), ...rows.map(({ paid }) => money(paid[index] ?? 0n)))),
  );
  const categories = Math.max(...rows.map(({ category }) => widthOf(category)));
  return blocksOf(widths, 4 + 2 + categories + 2 + 3, page).flatMap((block, b) => {
    const part = rows.map((row) => ({ ...row, paid: block.map((index) => row.paid[index] ?? 0n) }));
    return [...(b === 0 ? [] : [""]), ...yearLines(part, block.map((index) => heads[index] ?? ""), page)];
  });
}

function failureLines({ outcomes }: Comparison, heads: readonly string[], page: Page): readonly string[] {
  return outcomes.flatMap(({ expectations, problem, until }, index) => {
    const failed = expectations.filter(({ holds }) => !holds);
    const lines = failed.map(({ expectation, date }) => {
      const at = date === undefined ? "" : ` on ${dayText(date)}`;
      return `  ${heads[index]}: FAILED ${oneLine(expectation.id)}${at}`;
    });
    const wrong = problem ? [`  ${heads[index]}: went wrong on ${dayText(until)}: ${oneLine(problem.message)}`] : [];
    return [...lines, ...wrong].map((line) => page.paint("bad", fit(line, page.width)));
  });
}
