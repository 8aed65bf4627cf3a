/** Money as tables: by category and parties, by party, by year. */
import { groupedMoney, groupThousands, moneyText, type Outcome, type YearRow } from "@steppe/core";
import { type Cell, type Column, tableLines } from "./table.ts";
import { counted, oneLine, type Page } from "./text.ts";

/** What each party paid another under each category, and what it still owes where anything is owed. */
export function moneyLines({ totals }: Outcome, page: Page): readonly string[] {
  if (totals.length === 0) return ["  nothing was paid"];
  const owed = totals.some((total) => total.owed !== 0n);
  const head: readonly Cell[] = ["", "", "paid", "still owed", ""].map((text) => ({ text, style: "dim" }));
  const rows = totals.map(({ category, from, to, payments, paid, currency, owed: open }): readonly Cell[] => [
    oneLine(category),
    `${oneLine(from)} → ${oneLine(to)}`,
    groupedMoney(paid, currency),
    open === 0n ? "" : groupedMoney(open, currency),
    { text: counted(payments, "payment"), style: "dim" },
  ]);
  const columns: readonly Column[] = [
    { shrinkTo: 6 },
    { shrinkTo: 8 },
    { align: "number" },
    { align: "number" },
    { align: "right" },
  ];
  return tableLines(owed ? [head, ...rows] : rows, columns, page);
}

/** What each party received less what it paid, in each currency. */
export function netLines({ totals }: Outcome, page: Page): readonly string[] {
  const nets = new Map<string, { party: string; currency: string; net: bigint }>();
  const add = (party: string, currency: string, minor: bigint) => {
    const key = JSON.stringify([party, currency]);
    nets.set(key, { party, currency, net: (nets.get(key)?.net ?? 0n) + minor });
  };
  for (const { from, to, currency, paid } of totals) {
    add(from, currency, -paid);
    add(to, currency, paid);
  }
  const rows = [...nets]
    .filter(([, { net }]) => net !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { party, currency, net }]) => [oneLine(party), groupedMoney(net, currency)]);
  return tableLines(rows, [{ shrinkTo: 10 }, { align: "number" }], page);
}

/** A row of sums in place of a year. */
const IN_ALL = Number.POSITIVE_INFINITY;

/** For each category and currency what was paid in all years. */
export function totalRows(rows: readonly YearRow[]): readonly YearRow[] {
  const totals = new Map<string, YearRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.category, row.currency]);
    const before = totals.get(key);
    const paid = row.paid.map((minor, index) => minor + (before?.paid[index] ?? 0n));
    totals.set(key, { ...row, year: IN_ALL, paid });
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The amounts of a row, and those by which they differ from the first where any does. */
export function yearTexts({ paid, currency }: YearRow): readonly (readonly string[])[] {
  const text = (minor: bigint) => groupThousands(moneyText(minor, currency));
  const first = paid[0] ?? 0n;
  const differences = paid.map((minor, index) => {
    if (index === 0) return "";
    return minor === first ? "=" : `${minor > first ? "+" : ""}${text(minor - first)}`;
  });
  return [paid.map(text), ...(differences.some((one) => /[^=]/.test(one)) ? [differences] : [])];
}

/** Years and categories down, and of the scenarios those of `block` across; no head row when `heads` are empty. */
export function yearLines(
  rows: readonly YearRow[],
  block: readonly number[],
  heads: readonly string[],
  page: Page,
): readonly string[] {
  let last = 0;
  const cells = rows.flatMap((row): readonly (readonly Cell[])[] => {
    const { year, category, currency } = row;
    const shownYear = year === last ? "" : year === IN_ALL ? "in all" : String(year);
    last = year;
    const [amounts = [], differences] = yearTexts(row).map((texts) => block.map((index) => texts[index] ?? ""));
    const told = differences?.some((text) => /[^=]/.test(text)) ?? false;
    return [
      [shownYear, oneLine(category), { text: currency, style: "dim" }, ...amounts],
      ...(told && differences ? [["", "", "", ...differences.map((text): Cell => ({ text, style: "dim" }))]] : []),
    ];
  });
  const names = block.map((index) => heads[index] ?? "");
  const head: readonly Cell[] = ["", "", "", ...names].map((text) => ({ text, style: "strong" }));
  const numbers = block.map((): Column => ({ align: "number" }));
  const columns: readonly Column[] = [{}, { shrinkTo: 8 }, {}, ...numbers];
  return tableLines(names.some((text) => text !== "") ? [head, ...cells] : cells, columns, page);
}
