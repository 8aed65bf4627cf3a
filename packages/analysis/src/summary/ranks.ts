/**
 * Values in their order: which one stands at a rank.
 *
 * While there are at most `most` different values, each is kept with how often it came: every rank is exact. Beyond,
 * they are counted in buckets whose bounds grow by a constant factor, and a rank is exact to RELATIVE_ERROR (DDSketch:
 * Masson, Rim & Lee 2019, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees"). Which
 * of the two it is depends on the values alone, not on the order or the parts in which they came.
 */
import { exp, ln } from "@steppe/core";
import { absorb, type Counted, weave, weaveAll } from "./counted.ts";
import { Moments } from "./moments.ts";
import { type Key, keyOf, numberOf } from "./ordinals.ts";
import { Table } from "./table.ts";

/** How far a value from a bucket may lie from the one that stood at the rank, as a share of it. */
export const RELATIVE_ERROR = 0.001;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LN_GAMMA = ln(GAMMA);
const LN_MIDDLE = ln((1 + GAMMA) / 2);

/** So many different values wait at least, and at most, before they are put in their places. */
const [LEAST_WAITING, MOST_WAITING] = [512, 65_536];

/** Counts by bucket: of numbers above zero, below zero by their size, and zero. */
interface Buckets {
  readonly above: Map<number, number>;
  readonly below: Map<number, number>;
  zeros: number;
}

export class Ranks {
  readonly #isWhole: boolean;
  readonly #most: number;
  #table = new Table();
  #buckets: Buckets | undefined;
  #waiting: Counted[] = [];
  #waitingLength = 0;
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
    this.#wait(counted);
    // A part of the table: what waits takes more memory than what has its place.
    const most = Math.min(MOST_WAITING, Math.max(LEAST_WAITING, this.#table.length >> 3));
    if (this.#waitingLength >= most) this.#settle();
  }

  /** Puts values to those that wait: into the last table, where that has them all, else by merging tables alike in length. */
  #wait(counted: Counted): void {
    let last = this.#waiting.at(-1);
    if (last && absorb(last, counted)) return;
    let { ordinals, counts }: Counted = { ordinals: counted.ordinals.slice(), counts: counted.counts.slice() };
    while (last && last.counts.length <= 2 * counts.length) {
      ({ ordinals, counts } = weave(last, { ordinals, counts }));
      this.#waiting.pop();
      this.#waitingLength -= last.counts.length;
      last = this.#waiting.at(-1);
    }
    this.#waiting.push({ ordinals, counts });
    this.#waitingLength += counts.length;
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
    const into = this.#asBuckets();
    const from = other.#buckets;
    into.zeros += from.zeros;
    for (const [bucket, count] of from.above) raise(into.above, bucket, count);
    for (const [bucket, count] of from.below) raise(into.below, bucket, count);
  }

  /** The value at a rank, from 1 to `count`. */
  at(rank: number): Key {
    if (!(rank >= 1 && rank <= this.#count)) throw new RangeError(`rank ${rank} of ${this.#count}`);
    this.#settle();
    if (this.#buckets) return this.#fromBucket(valueAt(this.#buckets, rank));
    const [high, low] = this.#table.at(rank);
    return keyOf(high, low, this.#isWhole);
  }

  /** How many values lie in each of `bins` stretches of equal width from the least to the greatest value. */
  histogram(bins: number, least: number, greatest: number): readonly number[] {
    this.#settle();
    const counts = new Array<number>(bins).fill(0);
    const put = (value: number, count: number): void => {
      const place = Math.floor(((value - least) / (greatest - least)) * bins);
      const bin = Math.max(0, Math.min(bins - 1, place));
      counts[bin] = (counts[bin] as number) + count;
    };
    if (this.#buckets) for (const [value, count] of bucketValues(this.#buckets)) put(value, count);
    else this.#table.each((high, low, count) => put(numberOf(high, low, this.#isWhole), count));
    return counts;
  }

  #fromBucket(value: number): Key {
    return this.#isWhole ? BigInt(Math.round(value)) : value;
  }

  #asBuckets(): Buckets {
    if (this.#buckets) return this.#buckets;
    const buckets: Buckets = { above: new Map(), below: new Map(), zeros: 0 };
    this.#table.each((high, low, count) => fillBucket(buckets, numberOf(high, low, this.#isWhole), count));
    this.#table = new Table();
    this.#buckets = buckets;
    return buckets;
  }

  /** Puts what waits in its places. */
  #settle(): void {
    if (this.#waiting.length === 0) return;
    const counted = weaveAll(this.#waiting);
    this.#waiting = [];
    this.#waitingLength = 0;
    this.#moments.addCounted(counted, this.#isWhole);
    this.#put(counted);
  }

  #put(counted: Counted): void {
    const { ordinals, counts } = counted;
    if (this.#buckets) {
      for (const [index, count] of counts.entries()) {
        const [high, low] = [ordinals[2 * index] as number, ordinals[2 * index + 1] as number];
        fillBucket(this.#buckets, numberOf(high, low, this.#isWhole), count);
      }
      return;
    }
    this.#table.put(counted);
    if (this.#table.length > this.#most) this.#asBuckets();
  }
}

const raise = (counts: Map<number, number>, bucket: number, by: number): void => {
  counts.set(bucket, (counts.get(bucket) ?? 0) + by);
};

/** Bucket i holds the sizes above GAMMA^(i - 1) and up to GAMMA^i. */
function fillBucket(buckets: Buckets, value: number, count: number): void {
  if (value === 0) buckets.zeros += count;
  else raise(value > 0 ? buckets.above : buckets.below, Math.ceil(ln(Math.abs(value)) / LN_GAMMA), count);
}

/** The value that is within RELATIVE_ERROR of all sizes in a bucket. */
const sizeOf = (bucket: number): number => Math.min(Number.MAX_VALUE, exp(bucket * LN_GAMMA - LN_MIDDLE));

/** Values with their counts, in order. */
function bucketValues({ above, below, zeros }: Buckets): readonly (readonly [value: number, count: number])[] {
  const up = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0];
  return [
    ...[...below].map(([bucket, count]) => [-sizeOf(bucket), count] as const).sort(up),
    ...(zeros > 0 ? [[0, zeros] as const] : []),
    ...[...above].map(([bucket, count]) => [sizeOf(bucket), count] as const).sort(up),
  ];
}

function valueAt(buckets: Buckets, rank: number): number {
  let seen = 0;
  for (const [value, count] of bucketValues(buckets)) {
    seen += count;
    if (seen >= rank) return value;
  }
  throw new RangeError(`rank ${rank} of ${seen}`);
}
