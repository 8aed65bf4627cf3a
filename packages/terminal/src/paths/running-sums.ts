/**
 * What has been paid under a category by the end of each year, over many paths: what a fan is drawn from.
 *
 * Quantiles of sums are no sums of quantiles, so each path's payments are added up year by year as its columns come in.
 * They are counted as the columns of years are, in memory that does not grow with the paths. Only ranks are kept: the rest
 * of a summary costs more than may be spent ten times a second.
 */
import { EXACT_VALUES_BY_YEAR, quantileRank } from "@steppe/analysis";
import { countedOf } from "@steppe/analysis/summary/counted.ts";
import { Ranks } from "@steppe/analysis/summary/ranks.ts";
import type { Exact, Kind } from "@steppe/core";
import { type AskedColumn, type Column, type Columns, isPresent } from "@steppe/kernel";
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

export class RunningSums {
  readonly #paid: PaidByYear;
  /** Of each year. */
  readonly #ranks: readonly Ranks[];

  constructor(paid: PaidByYear) {
    this.#paid = paid;
    this.#ranks = paid.years.map(() => new Ranks(true, EXACT_VALUES_BY_YEAR));
  }

  /** Takes in columns in order of path. A path on which a year has no value is left out from that year on. */
  add({ count, columns }: Columns): void {
    const sums = new BigInt64Array(count);
    const lost = new Uint8Array(count);
    for (const [index, { column }] of this.#paid.years.entries()) {
      const year = columns[column] as Column;
      if (year.type !== "whole") throw new TypeError("what is paid is money");
      for (let path = 0; path < count; path += 1) {
        const sum = (sums[path] as bigint) + (year.values[path] as bigint);
        sums[path] = sum;
        // What 64 bits cannot hold is no value, as in every column: it never wraps.
        if (!isPresent(year, path) || sums[path] !== sum) lost[path] = 1;
      }
      const values = lost.includes(1) ? sums.filter((_, path) => lost[path] === 0) : sums;
      this.#ranks[index]?.add(countedOf(values));
    }
  }

  /**
   * The fan of what has come in so far; undefined where some year has had no value on any path. With another scenario's
   * sums beside it, their median is in it as well, if they are of the same years and currency.
   */
  chart(beside?: BesideSums): FanChart | undefined {
    const { years, category, kind } = this.#paid;
    const quantiles = this.#quantiles(FAN_PERCENTS);
    if (quantiles.length === 0) return undefined;
    const other = beside && isAlike(beside.sums.#paid, this.#paid) ? beside.sums.#quantiles([50]).flat() : [];
    const scale = scaleOf(kind, greatestOf([...quantiles.flat(), ...other]));
    const shown = (
      values: readonly Exact[],
    ): { readonly texts: readonly string[]; readonly values: readonly number[] } => {
      const texts = values.map((value) => scale.value(value));
      return { texts, values: texts.map((text) => Number(text.replaceAll(",", ""))) };
    };
    const medians = shown(other);
    return {
      title: `${oneLine(category)}, paid by the end of each year${beside ? ` in ${beside.own}` : ""}`,
      unit: scale.unit,
      years: quantiles.map((values, index): FanYear => ({ year: years[index]?.year ?? 0, ...shown(values) })),
      ...(beside &&
        other.length > 0 && { beside: { name: beside.name, medians: medians.values, texts: medians.texts } }),
    };
  }

  /** Quantiles of each year; none where some year has had no value on any path. */
  #quantiles(percents: readonly number[]): readonly (readonly Exact[])[] {
    if (this.#ranks.some(({ count }) => count === 0)) return [];
    return this.#ranks.map((ranks) =>
      percents.map((percent) => keyExact(ranks.at(quantileRank(percent, ranks.count)))),
    );
  }
}

/** Sums of another scenario, its name, and the name of the scenario whose fan it is. */
export interface BesideSums {
  readonly own: string;
  readonly name: string;
  readonly sums: RunningSums;
}

const isAlike = (one: PaidByYear, other: PaidByYear): boolean =>
  JSON.stringify([one.kind, one.years.map(({ year }) => year)]) ===
  JSON.stringify([other.kind, other.years.map(({ year }) => year)]);

function greatestOf(values: readonly Exact[]): Exact {
  return values.map((one) => one.abs()).reduce((most, one) => (one.compare(most) > 0 ? one : most));
}
