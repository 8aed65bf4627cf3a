/**
 * Values counted in buckets whose bounds grow by a constant factor: of any number of values, within RELATIVE_ERROR
 * (DDSketch: Masson, Rim & Lee 2019, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error
 * Guarantees").
 */
import { exp, ln } from "@steppe/core";
import type { Counted } from "./counted.ts";
import { numberOf } from "./ordinals.ts";

/** How far a value from a bucket may lie from the one that stood at the rank, as a share of it. */
export const RELATIVE_ERROR = 0.001;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LN_GAMMA = ln(GAMMA);
const LN_MIDDLE = ln((1 + GAMMA) / 2);

/** So many neighbouring buckets are kept together: most values lie near each other. */
const TOGETHER = 256;

/** Numbers by bucket, from stretches of TOGETHER that are made when they are first asked for. */
class ByBucket {
  readonly #stretches = new Map<number, Float64Array>();
  readonly #fill: (bucket: number) => number;
  #number = Number.NaN;
  #stretch: Float64Array = new Float64Array(0);

  /** `fill`: what a number is to begin with. */
  constructor(fill: (bucket: number) => number = () => 0) {
    this.#fill = fill;
  }

  get(bucket: number): number {
    return this.#stretchOf(bucket)[bucket & (TOGETHER - 1)] as number;
  }

  raise(bucket: number, by: number): void {
    const stretch = this.#stretchOf(bucket);
    const at = bucket & (TOGETHER - 1);
    stretch[at] = (stretch[at] as number) + by;
  }

  /** Those that are not zero, in order. */
  list(): readonly (readonly [bucket: number, value: number])[] {
    const numbers = [...this.#stretches.keys()].sort((a, b) => a - b);
    return numbers.flatMap((number) => {
      const stretch = this.#stretches.get(number) as Float64Array;
      return [...stretch.entries()].flatMap(([at, value]) =>
        value === 0 ? [] : [[number * TOGETHER + at, value] as const],
      );
    });
  }

  /** The last one is mostly the next one too. */
  #stretchOf(bucket: number): Float64Array {
    const number = Math.floor(bucket / TOGETHER);
    if (number !== this.#number) {
      this.#number = number;
      this.#stretch = this.#stretches.get(number) ?? this.#begun(number);
    }
    return this.#stretch;
  }

  #begun(number: number): Float64Array {
    const stretch = Float64Array.from({ length: TOGETHER }, (_, at) => this.#fill(number * TOGETHER + at));
    this.#stretches.set(number, stretch);
    return stretch;
  }
}

/** The greatest size in a bucket: GAMMA^bucket, beyond which the next one begins. */
const bounds = new ByBucket((bucket) => exp(bucket * LN_GAMMA));
const boundOf = (bucket: number): number => bounds.get(bucket);

/** The bucket of a size above zero. Between neighbouring bounds there is one only, wherever the search begins. */
function bucketOf(size: number, near: number): number {
  let bucket = size > boundOf(near - 1) && size <= boundOf(near + 1) ? near : Math.ceil(ln(size) / LN_GAMMA);
  while (size > boundOf(bucket)) bucket += 1;
  while (size <= boundOf(bucket - 1)) bucket -= 1;
  return bucket;
}

/** The value that is within RELATIVE_ERROR of all sizes in a bucket. */
const sizeOf = (bucket: number): number => Math.min(Number.MAX_VALUE, exp(bucket * LN_GAMMA - LN_MIDDLE));

/** A value, and how many values it stands for. */
type Bucketed = readonly [value: number, count: number];

export class Buckets {
  /** By bucket: of numbers above zero, and of those below it by their size. */
  readonly #above = new ByBucket();
  readonly #below = new ByBucket();
  #zeros = 0;
  /** In order; undefined where they have changed since they were last asked for. */
  #values: readonly Bucketed[] | undefined;

  /** Takes in values that have been counted. */
  add({ ordinals, counts }: Counted, isWhole: boolean): void {
    this.#values = undefined;
    let bucket = 0;
    for (let i = 0; i < counts.length; i += 1) {
      const value = numberOf(ordinals[2 * i] as number, ordinals[2 * i + 1] as number, isWhole);
      const count = counts[i] as number;
      if (value === 0) {
        this.#zeros += count;
        continue;
      }
      // They come in order: the next one is mostly in the same bucket, or not far from it.
      bucket = bucketOf(Math.abs(value), bucket);
      (value > 0 ? this.#above : this.#below).raise(bucket, count);
    }
  }

  merge(other: Buckets): void {
    this.#values = undefined;
    this.#zeros += other.#zeros;
    for (const [bucket, count] of other.#above.list()) this.#above.raise(bucket, count);
    for (const [bucket, count] of other.#below.list()) this.#below.raise(bucket, count);
  }

  /** Values with their counts, in order. */
  values(): readonly Bucketed[] {
    this.#values ??= [
      ...this.#below
        .list()
        .map(([bucket, count]): Bucketed => [-sizeOf(bucket), count])
        .reverse(),
      ...(this.#zeros > 0 ? [[0, this.#zeros] as const] : []),
      ...this.#above.list().map(([bucket, count]): Bucketed => [sizeOf(bucket), count]),
    ];
    return this.#values;
  }

  /** The value at a rank, from 1. */
  at(rank: number): number {
    let seen = 0;
    for (const [value, count] of this.values()) {
      seen += count;
      if (seen >= rank) return value;
    }
    throw new RangeError(`rank ${rank} of ${seen}`);
  }
}
