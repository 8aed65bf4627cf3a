/**
 * Values in their order: which one stands at a rank.
 *
 * While there are at most `most` different values, each is kept with how often it came: every rank is exact. Beyond,
 * they are counted in buckets, and a rank is exact to RELATIVE_ERROR. Which of the two it is depends on the values alone,
 * not on the order or the parts in which they came.
 */
import { type Exact, fromDouble, toDouble } from "@steppe/core";
import { Buckets, RELATIVE_ERROR } from "./buckets.ts";
import type { Counted } from "./counted.ts";
import { Moments } from "./moments.ts";
import { type Key, keyOf, numberOf } from "./ordinals.ts";
import { Table } from "./table.ts";
import { Waiting } from "./waiting.ts";

/** So many different values wait at least, and at most, before they are put in their places. */
const [LEAST_WAITING, MOST_WAITING] = [512, 32_768];

/** A share of the deviation that values in buckets may be off: their skewness then is by some three times as much. */
const NARROW = 0.1;

/** How far a value lies from the mean, which may be much less than either: the mean is taken away in two parts. */
function farFrom(mean: Exact, isWhole: boolean): (value: number, key?: bigint) => number {
  const near = isWhole ? Math.round(toDouble(mean)) : toDouble(mean);
  const rest = toDouble(mean.sub(fromDouble(near)));
  return (value, key) => (key === undefined ? value - near : Number(key - BigInt(near))) - rest;
}

export class Ranks {
  readonly #isWhole: boolean;
  readonly #most: number;
  #table = new Table();
  #buckets: Buckets | undefined;
  readonly #waiting = new Waiting();
  #count = 0;
  readonly #moments = new Moments();

  /** `most`: the different values up to which every rank is exact. */
  constructor(isWhole: boolean, most: number) {
    this.#isWhole = isWhole;
    this.#most = most;
  }

  get count(): number {
    return this.#count;
  }

  /** Of all values. */
  get moments(): Moments {
    this.#settle();
    return this.#moments;
  }

  /** Whether ranks are exact; else they are to RELATIVE_ERROR. */
  get isExact(): boolean {
    this.#settle();
    return this.#buckets === undefined;
  }

  /** Takes in values that have been counted; nothing of them is kept that is not copied. */
  add(counted: Counted): void {
    const { counts } = counted;
    for (let i = 0; i < counts.length; i += 1) this.#count += counts[i] as number;
    this.#waiting.add(counted);
    // A part of the table: what waits takes more memory than what has its place.
    const most = Math.min(MOST_WAITING, Math.max(LEAST_WAITING, this.#table.length >> 3));
    if (this.#waiting.length >= most) this.#settle();
  }

  merge(other: Ranks): void {
    this.#settle();
    other.#settle();
    this.#count += other.#count;
    this.#moments.merge(other.#moments.sums);
    if (!other.#buckets) {
      this.#put(other.#table.counted());
      return;
    }
    this.#asBuckets().merge(other.#buckets);
  }

  /** The value at a rank, from 1 to `count`. */
  at(rank: number): Key {
    if (!(rank >= 1 && rank <= this.#count)) throw new RangeError(`rank ${rank} of ${this.#count}`);
    this.#settle();
    if (this.#buckets) return this.#fromBucket(this.#buckets.at(rank));
    const [high, low] = this.#table.at(rank);
    return keyOf(high, low, this.#isWhole);
  }

  /** How many values lie in each of `bins` stretches of equal width from the least to the greatest value. */
  histogram(bins: number, least: number, greatest: number): readonly number[] {
    const counts = new Array<number>(bins).fill(0);
    this.#each((value, count) => {
      const place = Math.floor(((value - least) / (greatest - least)) * bins);
      const bin = Math.max(0, Math.min(bins - 1, place));
      counts[bin] = (counts[bin] as number) + count;
    });
    return counts;
  }

  /**
   * The mean cube of how many deviations each value lies from the mean; undefined where buckets are so wide beside the
   * deviation that they would tell of themselves.
   */
  skewness(mean: Exact, deviation: number): number | undefined {
    this.#settle();
    if (this.#buckets && Math.abs(toDouble(mean)) * RELATIVE_ERROR > deviation * NARROW) return undefined;
    const from = farFrom(mean, this.#isWhole);
    let sum = 0;
    this.#each((value, count, key) => {
      sum += (from(value, key) / deviation) ** 3 * count;
    });
    return sum / this.#count;
  }

  /** In ascending order, so that sums of doubles are the same however the values came. `key`: a value that is no double. */
  #each(visit: (value: number, count: number, key?: bigint) => void): void {
    this.#settle();
    const isWhole = this.#isWhole;
    if (this.#buckets) for (const [value, count] of this.#buckets.values()) visit(value, count);
    else {
      this.#table.each((high, low, count) => {
        const value = numberOf(high, low, isWhole);
        if (!isWhole || Number.isSafeInteger(value)) visit(value, count);
        else visit(value, count, keyOf(high, low, isWhole) as bigint);
      });
    }
  }

  #fromBucket(value: number): Key {
    return this.#isWhole ? BigInt(Math.round(value)) : value;
  }

  #asBuckets(): Buckets {
    if (this.#buckets) return this.#buckets;
    const buckets = new Buckets();
    this.#table.inParts((part) => buckets.add(part, this.#isWhole));
    this.#buckets = buckets;
    this.#table = new Table();
    return buckets;
  }

  /** Puts what waits in its places. */
  #settle(): void {
    this.#waiting.flush((counted) => {
      this.#moments.addCounted(counted, this.#isWhole);
      this.#put(counted);
    });
  }

  #put(counted: Counted): void {
    if (this.#buckets) {
      this.#buckets.add(counted, this.#isWhole);
      return;
    }
    this.#table.put(counted);
    if (this.#table.length > this.#most) this.#asBuckets();
  }
}
