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

/** Years and categories down, scenarios across. `heads` name the columns; no head row when all are empty. */
export function yearLines(rows: readonly YearRow[], heads: readonly string[], page: Page): readonly string[] {
  let last = 0;
  const cells = rows.map(({ year, category, currency, paid }): readonly Cell[] => {
    const shownYear = year === last ? "" : String(year);
    last = year;
    const amounts = paid.map((minor) => groupThousands(moneyText(minor, currency)));
    return [shownYear, oneLine(category), { text: currency, style: "dim" }, ...amounts];
  });
  const head: readonly Cell[] = ["", "", "", ...heads].map((text) => ({ text, style: "strong" }));
  const numbers = heads.map((): Column => ({ align: "number" }));
  const columns: readonly Column[] = [{}, { shrinkTo: 8 }, {}, ...numbers];
  return tableLines(heads.some((text) => text !== "") ? [head, ...cells] : cells, columns, page);
}
