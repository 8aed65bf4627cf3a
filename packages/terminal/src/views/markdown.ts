/** A comparison as Markdown tables (GitHub's), numbers to the right. */
import { type Comparison, groupedMoney, type YearRow } from "@steppe/core";
import { shortNames } from "./comparison.ts";
import { oneLine } from "./text.ts";
import { differenceText, shown } from "./values.ts";

/** Measures with their differences; payments by year below when `years` are given. */
export function renderMarkdown(
  comparison: Comparison,
  years: readonly YearRow[] | undefined,
  given: readonly (string | undefined)[] = [],
): string {
  const { outcomes, measures } = comparison;
  const names = shortNames(outcomes, given);
  const rows = measures.map(({ name, title, cells }) => [
    title ?? name,
    ...cells.map((cell) => {
      if (!cell) return "none";
      const difference = differenceText(cell).replace(/ [A-Z]{3}$/, "");
      return shown(cell.kind, cell.value) + (difference === "" ? "" : ` (${difference})`);
    }),
  ]);
  const tables = [markdownTable(["Measure", ...names].map(cell), rows.map(cells), 1)];
  if (years) {
    const yearRows = years.map(({ year, category, currency, paid }) => [
      String(year),
      category,
      ...paid.map((minor) => groupedMoney(minor, currency)),
    ]);
    tables.push(markdownTable(["Year", "Paid for", ...names].map(cell), yearRows.map(cells), 2));
  }
  return tables.join("\n");
}

/** Of cells made by `cell`, `code` or `prose`. `labels`: how many columns stand at the left. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  labels = head.length,
): string {
  const rule = head.map((_, index) => (index < labels ? ":---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
}

/** Marks that Markdown or HTML would read are taken from it. */
export function cell(text: string): string {
  return oneLine(text).replace(/[\\|<>*_`[\]]/g, (mark) => `\\${mark}`);
}

const cells = (row: readonly string[]): readonly string[] => row.map(cell);

/** Text in the letters of code; what cannot be stands as it is. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === "" || /[`\\]/.test(line)) return cell(line);
  return `\`${line.replaceAll("|", "\\|")}\``;
}

/** Text in which what stands between backticks is code, as in the documentation of machines. */
export function prose(text: string): string {
  return oneLine(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : part.replace(/[\\|<>*_`[\]]/g, (mark) => `\\${mark}`)))
    .join("");
}
