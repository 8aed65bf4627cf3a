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
  const tables = [table(["Measure", ...names], rows, 1)];
  if (years) {
    const yearRows = years.map(({ year, category, currency, paid }) => [
      String(year),
      category,
      ...paid.map((minor) => groupedMoney(minor, currency)),
    ]);
    tables.push(table(["Year", "Paid for", ...names], yearRows, 2));
  }
  return tables.join("\n");
}

/** `labels`: how many columns stand at the left. */
function table(head: readonly string[], rows: readonly (readonly string[])[], labels: number): string {
  const rule = head.map((_, index) => (index < labels ? ":---" : "---:"));
  return [head.map(cell), rule, ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(" | ")} |\n`).join("");
}

/** Marks that Markdown or HTML would read are taken from it. */
function cell(text: string): string {
  return oneLine(text).replace(/[\\|<>*_`[\]]/g, (mark) => `\\${mark}`);
}
