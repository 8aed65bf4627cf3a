/**
 * How values spread over paths: mean, deviation, quantiles, the least and the greatest with the paths they came on.
 *
 * An accumulator for one column of whole numbers or doubles. It takes values in, is merged with others, and its result
 * is the same for any grouping of the same paths.
 */
import type { Exact } from "@steppe/core";
import { RELATIVE_ERROR } from "./buckets.ts";
import type { SpreadDigest } from "./digest.ts";
import { meanHalfWidth, quantileRank, rankInterval, squareRoot } from "./intervals.ts";
import { type Key, keyOf } from "./ordinals.ts";
import { Ranks } from "./ranks.ts";

/** The quantiles that are told, in per cent. */
export const QUANTILES: readonly number[] = [5, 25, 50, 75, 95];

/** Stretches of equal width from the least to the greatest value. */
export const BINS = 40;

/** A value and the first path that it came on. */
export interface At {
  readonly value: Key;
  readonly path: number;
}

export interface Quantile {
  readonly percent: number;
  readonly value: Key;
  /** Its interval of 95 %; undefined where so few paths leave that side open. */
  readonly low: Key | undefined;
  readonly high: Key | undefined;
}

/** In the unit of the column: minor units, days, numbers. */
export interface SpreadResult {
  readonly count: number;
  readonly mean: Exact;
  /** Half the width of the interval of the mean; undefined of a single value. */
  readonly halfWidth: number | undefined;
  readonly deviation: number | undefined;
  /** The third moment about the mean in deviations; undefined where all values are the same, or too near each other. */
  readonly skewness: number | undefined;
  readonly quantiles: readonly Quantile[];
  readonly least: At;
  readonly greatest: At;
  /** Absent while quantiles are exact; else how far off they may be, as a share of the value. */
  readonly relativeError?: number;
  readonly histogram: readonly number[];
}

export class Spread {
  readonly #isWhole: boolean;
  readonly #ranks: Ranks;
  #least: At | undefined;
  #greatest: At | undefined;

  /** `most`: the different values up to which quantiles are exact. */
  constructor(isWhole: boolean, most: number) {
    this.#isWhole = isWhole;
    this.#ranks = new Ranks(isWhole, most);
  }

  get count(): number {
    return this.#ranks.count;
  }

  /** Takes in what values of other paths came to; nothing of it is kept that is not copied. */
  take({ counted, leastPath, greatestPath }: SpreadDigest): void {
    const { ordinals, counts } = counted;
    if (counts.length === 0) return;
    const keyAt = (index: number): Key =>
      keyOf(ordinals[2 * index] as number, ordinals[2 * index + 1] as number, this.#isWhole);
    this.#ranks.add(counted);
    this.#reach({ value: keyAt(0), path: leastPath }, { value: keyAt(counts.length - 1), path: greatestPath });
  }

  merge(other: Spread): void {
    this.#ranks.merge(other.#ranks);
    if (other.#least && other.#greatest) this.#reach(other.#least, other.#greatest);
  }

  #reach(least: At, greatest: At): void {
    if (!this.#least || isBefore(least, this.#least, least.value < this.#least.value)) this.#least = least;
    if (!this.#greatest || isBefore(greatest, this.#greatest, greatest.value > this.#greatest.value)) {
      this.#greatest = greatest;
    }
  }

  /** The value at a rank of the values, from 1: where it is known nearly, still none beyond the least and the greatest. */
  at(rank: number): Key {
    const value = this.#ranks.at(rank);
    if (this.#least && value < this.#least.value) return this.#least.value;
    return this.#greatest && value > this.#greatest.value ? this.#greatest.value : value;
  }

  get isExact(): boolean {
    return this.#ranks.isExact;
  }

  /** Undefined of no values. */
  result(): SpreadResult | undefined {
    const { moments } = this.#ranks;
    const mean = moments.mean();
    if (!mean || !this.#least || !this.#greatest) return undefined;
    const variance = moments.variance();
    const deviation = variance && squareRoot(variance);
    const [least, greatest] = [Number(this.#least.value), Number(this.#greatest.value)];
    return {
      count: this.count,
      mean,
      halfWidth: meanHalfWidth(moments),
      deviation,
      skewness: deviation ? this.#ranks.skewness(mean, deviation) : undefined,
      quantiles: QUANTILES.map((percent) => quantileOf(percent, this.count, (rank) => this.at(rank))),
      least: this.#least,
      greatest: this.#greatest,
      ...(!this.isExact && { relativeError: RELATIVE_ERROR }),
      histogram: least === greatest ? [] : this.#ranks.histogram(BINS, least, greatest),
    };
  }
}

const isBefore = (one: At, other: At, isFarther: boolean): boolean =>
  isFarther || (one.value === other.value && one.path < other.path);

/** A quantile of `count` values, of which `at` gives the one at a rank. */
export function quantileOf<T>(
  percent: number,
  count: number,
  at: (rank: number) => T,
): { readonly percent: number; readonly value: T; readonly low: T | undefined; readonly high: T | undefined } {
  const { low, high } = rankInterval(percent, count);
  return {
    percent,
    value: at(quantileRank(percent, count)),
    low: low === undefined ? undefined : at(low),
    high: high === undefined ? undefined : at(high),
  };
}
