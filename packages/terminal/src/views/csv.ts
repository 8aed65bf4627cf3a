/** A comparison for spreadsheets: RFC 4180, but with line feeds; numbers plain, no grouping, unit in a column of its own. */
import { type ComparedCell, type Comparison, moneyText, type YearRow } from "@steppe/core";
import { jsonDifference, jsonValue } from "./json-values.ts";
import { oneLine } from "./text.ts";

/** Measures, or payments by year when `years` are given. `given` names what scenarios' own names do not tell apart. */
export function renderCsv(
  { outcomes, measures }: Comparison,
  years: readonly YearRow[] | undefined,
  given: readonly (string | undefined)[] = [],
): string {
  const names = outcomes.map(
    ({ model }, index) => `${model.name}${given[index] === undefined ? "" : ` ${given[index]}`}`,
  );
  const differences = names.slice(1).map((name) => `${name} difference`);
  if (years) {
    const rows = years.map(({ year, category, currency, paid }) => [
      String(year),
      category,
      currency,
      ...paid.map((minor) => moneyText(minor, currency)),
      ...paid.slice(1).map((minor) => moneyText(minor - (paid[0] ?? 0n), currency)),
    ]);
    return csv([["year", "category", "unit", ...names, ...differences], ...rows]);
  }
  const rows = measures.map(({ name, title, cells }) => [
    name,
    title ?? "",
    unitOf(cells),
    ...cells.map(plainValue),
    ...cells.slice(1).map((cell) => (cell?.difference === undefined ? "" : plainDifference(cell))),
  ]);
  return csv([["measure", "title", "unit", ...names, ...differences], ...rows]);
}

function csv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map(field).join(",")).join("\n")}\n`;
}

/** On one line, control characters as escapes. */
function field(written: string): string {
  const text = oneLine(written);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function unitOf(cells: readonly (ComparedCell | undefined)[]): string {
  const kind = cells.find((cell) => cell !== undefined)?.kind;
  if (kind?.type === "money") return kind.currency;
  if (kind?.type === "rate") return `${kind.currency ?? ""} per year`.trim();
  return kind?.type ?? "";
}

/** As in JSON; "never" for a date that does not come, nothing where there is no value. */
export function plainValue(cell: ComparedCell | undefined): string {
  if (!cell) return "";
  const { value } = jsonValue(cell.kind, cell.value) as { readonly value: unknown };
  if (value === null) return "never";
  if (typeof value === "object") {
    const { months, days } = value as { readonly months: number; readonly days: number };
    return `P${months}M${days}D`;
  }
  return String(value);
}

export function plainDifference({ kind, difference }: ComparedCell): string {
  return difference === undefined ? "" : String(jsonDifference(kind, difference));
}
