/**
 * What has been paid under a category by the end of each year, over many paths: what a fan is drawn from.
 *
 * Quantiles of sums are no sums of quantiles, so each path's payments are added up year by year as its columns come in.
 * They are counted as the columns of years are, in memory that does not grow with the paths. Only ranks are kept: the rest
 * of a summary costs more than may be spent ten times a second.
 */
import { EXACT_VALUES_BY_YEAR, quantileRank } from "@steppe/analysis";
import { Ranks } from "@steppe/analysis/summary/ranks.ts";
import type { Exact } from "@steppe/core";
import type { Columns } from "@steppe/kernel/columns.ts";
import { FAN_PERCENTS, type FanChart, type FanYear } from "../charts/fan-chart.ts";
import { keyExact, scaleOf } from "../views/scale.ts";
import { oneLine } from "../views/text.ts";
import { countedSums, type PaidByYear, type SumsByYear } from "./paid-by-year.ts";

export class RunningSums {
  readonly #paid: PaidByYear;
  /** Of each year. */
  readonly #ranks: readonly Ranks[];

  constructor(paid: PaidByYear) {
    this.#paid = paid;
    this.#ranks = paid.years.map(() => new Ranks(true, EXACT_VALUES_BY_YEAR));
  }

  add(columns: Columns): void {
    this.take(countedSums(this.#paid, columns));
  }

  /** Takes in what paths of a range have paid by the end of each year. */
  take(sums: SumsByYear): void {
    for (const [index, counted] of sums.entries()) this.#ranks[index]?.add(counted);
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
