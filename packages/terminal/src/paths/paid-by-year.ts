/** What is paid under a category year by year, and how much it comes to by the end of each year. */
import { type Counted, countedOf } from "@steppe/analysis/summary/counted.ts";
import type { Kind } from "@steppe/core";
import type { AskedColumn } from "@steppe/kernel";
import { type Column, type Columns, isPresent } from "@steppe/kernel/columns.ts";

/** Payments under a category in a currency, and where their years stand among the columns. */
export interface PaidByYear {
  readonly category: string;
  readonly kind: Kind;
  readonly years: readonly { readonly year: number; readonly column: number }[];
}

/** What is paid by year, in the order of the columns. */
export function paidByYear(columns: readonly AskedColumn[]): readonly PaidByYear[] {
  const found = new Map<string, { category: string; kind: Kind; years: { year: number; column: number }[] }>();
  for (const [column, { subject, kind }] of columns.entries()) {
    if (subject.about !== "paid" || subject.year === null) continue;
    const key = JSON.stringify([subject.category, kind]);
    const one = found.get(key) ?? { category: subject.category, kind, years: [] };
    one.years.push({ year: subject.year, column });
    found.set(key, one);
  }
  return [...found.values()];
}

/** Of each year, what the paths of a range have paid by its end. */
export type SumsByYear = readonly Counted[];

/** Each path's payments added up year by year. A path on which a year has no value is left out from that year on. */
export function countedSums({ years }: PaidByYear, { count, columns }: Columns): SumsByYear {
  const sums = new BigInt64Array(count);
  const lost = new Uint8Array(count);
  return years.map(({ column }) => {
    const year = columns[column] as Column;
    if (year.type !== "whole") throw new TypeError("what is paid is money");
    for (let path = 0; path < count; path += 1) {
      const sum = (sums[path] as bigint) + (year.values[path] as bigint);
      sums[path] = sum;
      // What 64 bits cannot hold is no value, as in every column: it never wraps.
      if (!isPresent(year, path) || sums[path] !== sum) lost[path] = 1;
    }
    return countedOf(lost.includes(1) ? sums.filter((_, path) => lost[path] === 0) : sums);
  });
}
