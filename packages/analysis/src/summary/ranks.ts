/**
 * Values in their order: which one stands at a rank.
 *
 * While there are at most `most` different values, each is kept with how often it came: every rank is exact. Beyond,
 * they are counted in buckets whose bounds grow by a constant factor, and a rank is exact to RELATIVE_ERROR (DDSketch:
 * Masson, Rim & Lee 2019, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees"). Which
 * of the two it is depends on the values alone, not on the order or the parts in which they came.
 */
import { exp, ln } from "@steppe/core/chance/elementary.ts";

/** Money in whole minor units, or a double. One Ranks holds one of the two. */
export type Key = bigint | number;
type Keys = BigInt64Array | Float64Array;

/** How far a value from a bucket may lie from the one that stood at the rank, as a share of it. */
export const RELATIVE_ERROR = 0.001;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LN_GAMMA = ln(GAMMA);
const LN_MIDDLE = ln((1 + GAMMA) / 2);

/** So many values wait at least before they are sorted in. */
const LEAST_WAITING = 4096;

/** Counts by bucket: of numbers above zero, below zero by their size, and zero. */
interface Buckets {
  readonly above: Map<number, number>;
  readonly below: Map<number, number>;
  zeros: number;
}

export class Ranks {
  readonly #isWhole: boolean;
  readonly #most: number;
  #keys: Keys;
  #counts: Uint32Array = new Uint32Array(0);
  #buckets: Buckets | undefined;
  #waiting: Keys[] = [];
  #waitingCount = 0;
  #count = 0;

  /** `most`: the different values up to which every rank is exact. */
  constructor(isWhole: boolean, most: number) {
    this.#isWhole = isWhole;
    this.#most = most;
    this.#keys = this.#blank(0);
  }

  get count(): number {
    return this.#count;
  }

  /** Whether ranks are exact; else they are to RELATIVE_ERROR. */
  get isExact(): boolean {
    this.#settle();
    return this.#buckets === undefined;
  }

  /** Takes over the array, which must hold no NaN. */
  add(keys: Keys): void {
    if (keys.length === 0) return;
    this.#count += keys.length;
    this.#waiting.push(keys);
    this.#waitingCount += keys.length;
    if (this.#waitingCount >= Math.max(LEAST_WAITING, this.#keys.length)) this.#settle();
  }

  merge(other: Ranks): void {
    this.#settle();
    other.#settle();
    this.#count += other.#count;
    if (this.#buckets || other.#buckets) {
      const into = this.#asBuckets();
      const from = other.#buckets ?? bucketsOf(other.#keys, other.#counts);
      into.zeros += from.zeros;
      for (const [bucket, count] of from.above) raise(into.above, bucket, count);
      for (const [bucket, count] of from.below) raise(into.below, bucket, count);
    } else this.#weave(other.#keys, other.#counts);
  }

  /** The value at a rank, from 1 to `count`. */
  at(rank: number): Key {
    if (!(rank >= 1 && rank <= this.#count)) throw new RangeError(`rank ${rank} of ${this.#count}`);
    this.#settle();
    if (this.#buckets) return this.#fromBucket(valueAt(this.#buckets, rank));
    let seen = 0;
    let index = -1;
    while (seen < rank) {
      index += 1;
      seen += this.#counts[index] as number;
    }
    return this.#keys[index] as Key;
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
    else for (const [index, count] of this.#counts.entries()) put(Number(this.#keys[index]), count);
    return counts;
  }

  #blank(length: number): Keys {
    return this.#isWhole ? new BigInt64Array(length) : new Float64Array(length);
  }

  #fromBucket(value: number): Key {
    return this.#isWhole ? BigInt(Math.round(value)) : value;
  }

  #asBuckets(): Buckets {
    this.#buckets ??= bucketsOf(this.#keys, this.#counts);
    this.#keys = this.#blank(0);
    this.#counts = new Uint32Array(0);
    return this.#buckets;
  }

  /** Sorts in what waits. */
  #settle(): void {
    if (this.#waitingCount === 0) return;
    const all = this.#blank(this.#waitingCount);
    let at = 0;
    for (const keys of this.#waiting) {
      all.set(keys as never, at);
      at += keys.length;
    }
    this.#waiting = [];
    this.#waitingCount = 0;
    all.sort();
    const { keys, counts } = this.#folded(all);
    if (this.#buckets) {
      for (const [index, count] of counts.entries()) fillBucket(this.#buckets, Number(keys[index]), count);
    } else this.#weave(keys, counts);
  }

  /** Sorted values as different values with their counts. */
  #folded(sorted: Keys): { keys: Keys; counts: Uint32Array } {
    const keys = this.#blank(sorted.length);
    const counts = new Uint32Array(sorted.length);
    let last = -1;
    for (let i = 0; i < sorted.length; i += 1) {
      if (last < 0 || keys[last] !== sorted[i]) {
        last += 1;
        keys[last] = sorted[i] as never;
      }
      counts[last] = (counts[last] as number) + 1;
    }
    return { keys: keys.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
  }

  /** Two tables in order as one. */
  #weave(keys: Keys, counts: Uint32Array): void {
    const [own, ownCounts] = [this.#keys, this.#counts];
    const into = this.#blank(own.length + keys.length);
    const intoCounts = new Uint32Array(own.length + keys.length);
    let [i, j, length] = [0, 0, 0];
    while (i < own.length || j < keys.length) {
      const takesOwn = j >= keys.length || (i < own.length && (own[i] as Key) <= (keys[j] as Key));
      const key = (takesOwn ? own[i] : keys[j]) as Key;
      let count = 0;
      if (i < own.length && own[i] === key) count += ownCounts[i++] as number;
      if (j < keys.length && keys[j] === key) count += counts[j++] as number;
      into[length] = key as never;
      intoCounts[length] = count;
      length += 1;
    }
    this.#keys = into.slice(0, length);
    this.#counts = intoCounts.slice(0, length);
    if (length > this.#most) this.#asBuckets();
  }
}

const raise = (counts: Map<number, number>, bucket: number, by: number): void => {
  counts.set(bucket, (counts.get(bucket) ?? 0) + by);
};

function bucketsOf(keys: Keys, counts: Uint32Array): Buckets {
  const buckets: Buckets = { above: new Map(), below: new Map(), zeros: 0 };
  for (const [index, count] of counts.entries()) fillBucket(buckets, Number(keys[index]), count);
  return buckets;
}

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
