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

/** The upper bounds of buckets that have been asked for. */
const bounds = new Map<number, number>();

/** The greatest size in a bucket: GAMMA^bucket, beyond which the next one begins. */
function boundOf(bucket: number): number {
  let bound = bounds.get(bucket);
  if (bound === undefined) {
    bound = exp(bucket * LN_GAMMA);
    bounds.set(bucket, bound);
  }
  return bound;
}

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

const raise = (counts: Map<number, number>, bucket: number, by: number): void => {
  counts.set(bucket, (counts.get(bucket) ?? 0) + by);
};

const inOrder = (counts: ReadonlyMap<number, number>) => [...counts].sort(([a], [b]) => a - b);

export class Buckets {
  /** By bucket: of numbers above zero, and of those below it by their size. */
  readonly #above = new Map<number, number>();
  readonly #below = new Map<number, number>();
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
      raise(value > 0 ? this.#above : this.#below, bucket, count);
    }
  }

  merge(other: Buckets): void {
    this.#values = undefined;
    this.#zeros += other.#zeros;
    for (const [bucket, count] of other.#above) raise(this.#above, bucket, count);
    for (const [bucket, count] of other.#below) raise(this.#below, bucket, count);
  }

  /** Values with their counts, in order. */
  values(): readonly Bucketed[] {
    this.#values ??= [
      ...inOrder(this.#below)
        .map(([bucket, count]): Bucketed => [-sizeOf(bucket), count])
        .reverse(),
      ...(this.#zeros > 0 ? [[0, this.#zeros] as const] : []),
      ...inOrder(this.#above).map(([bucket, count]): Bucketed => [sizeOf(bucket), count]),
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
