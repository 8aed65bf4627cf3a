/**
 * What has been paid under a category by the end of each year, over many paths: what a fan is drawn from.
 *
 * Quantiles of sums are no sums of quantiles, so each path's payments are added up year by year as its columns come in.
 * They are counted as the columns of years are, in memory that does not grow with the paths.
 */
import { type Accumulator, accumulatorOf, type ColumnResult, EXACT_VALUES_BY_YEAR } from "@steppe/analysis";
import type { Exact, Kind } from "@steppe/core";
import { type AskedColumn, allPresent, type Column, type Columns, isPresent } from "@steppe/kernel";
import { FAN_PERCENTS, type FanChart, type FanYear } from "../charts/fan-chart.ts";
import { keyExact, scaleOf } from "../views/scale.ts";
import { oneLine } from "../views/text.ts";

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

interface Spreads {
  readonly year: number;
  readonly result: ColumnResult & { readonly type: "spread" };
}

export class RunningSums {
  readonly #paid: PaidByYear;
  readonly #accumulators: readonly Accumulator[];

  constructor(paid: PaidByYear) {
    this.#paid = paid;
    this.#accumulators = paid.years.map(() => accumulatorOf("whole", EXACT_VALUES_BY_YEAR));
  }

  /** Takes in columns in order of path. A path on which a year has no value is left out from that year on. */
  add(columns: Columns): void {
    const sums = new BigInt64Array(columns.count);
    let present: Uint8Array | undefined;
    for (const [index, { column }] of this.#paid.years.entries()) {
      const year = columns.columns[column] as Column;
      if (year.type !== "whole") throw new TypeError("what is paid is money");
      for (let path = 0; path < columns.count; path += 1) {
        const sum = (sums[path] as bigint) + (year.values[path] as bigint);
        sums[path] = sum;
        // What 64 bits cannot hold is no value, as in every column: it never wraps.
        if (isPresent(year, path) && sums[path] === sum) continue;
        present ??= allPresent(columns.count);
        present[path >> 3] = (present[path >> 3] as number) & ~(1 << (path & 7));
      }
      const summed: Column = { type: "whole", values: sums, ...(present && { present }) };
      (this.#accumulators[index] as Accumulator).add(summed, columns);
    }
  }

  /** The fan of what has come in so far; undefined where no path has had a value. */
  chart(): FanChart | undefined {
    const { years, kind, category } = this.#paid;
    const spreads = years.flatMap(({ year }, index): readonly Spreads[] => {
      const result = (this.#accumulators[index] as Accumulator).result();
      return result.type === "spread" && result.spread ? [{ year, result }] : [];
    });
    if (spreads.length === 0 || spreads.length < years.length) return undefined;
    const scale = scaleOf(kind, greatestOf(spreads));
    return {
      title: `${oneLine(category)}, paid by the end of each year`,
      unit: scale.unit,
      years: spreads.map(({ year, result }): FanYear => {
        const quantiles = result.spread?.quantiles ?? [];
        const texts = FAN_PERCENTS.map((percent) => {
          const found = quantiles.find((one) => one.percent === percent);
          if (!found) throw new RangeError(`no quantile of ${percent} %`);
          return scale.value(keyExact(found.value));
        });
        return { year, texts, values: texts.map((text) => Number(text.replaceAll(",", ""))) };
      }),
    };
  }
}

function greatestOf(spreads: readonly Spreads[]): Exact {
  const sizes = spreads.flatMap(({ result: { spread } }) =>
    spread ? [keyExact(spread.least.value).abs(), keyExact(spread.greatest.value).abs()] : [],
  );
  return sizes.reduce((most, one) => (one.compare(most) > 0 ? one : most));
}
