/**
 * What is taken from a range of paths by the thread that ran it, so that no more of its columns need go anywhere.
 *
 * Columns are eight bytes for each path and question; a digest of them is all that a summary needs, and sums by year all
 * that a fan does. Both are made beside each other in all threads, and put together in one.
 */
import { type Digest, type DigestArrays, digestOf } from "@steppe/analysis/summary/digest.ts";
import { buffersOf, type Columns } from "@steppe/kernel/columns.ts";
import type { Engine } from "@steppe/kernel/engine.ts";
import type { Range } from "@steppe/kernel/pool.ts";
import { narrowed, type Places } from "./narrowed.ts";
import { countedSums, type PaidByYear, type SumsByYear } from "./paid-by-year.ts";

/** What is wanted of each range; plain data. */
export interface Wants {
  readonly columns?: boolean;
  /** Of the columns in these places. */
  readonly digest?: Places;
  /** Sums to the end of each year of these payments. */
  readonly sums?: readonly PaidByYear[];
}

/** What is taken from a range, as far as it is wanted. */
export interface Taken {
  readonly count: number;
  readonly columns?: Columns;
  readonly digest?: Digest;
  /** Of each of the payments that were asked for. */
  readonly sums: readonly SumsByYear[];
}

/** What is taken by an engine, which is always the same, from the paths of a range; `spent`: what nobody reads any more. */
export type Taker = (engine: Engine, range: Range, spent?: DigestArrays) => Taken;

/** Arrays that are not given away serve again. */
export function takerOf(wants: Wants): Taker {
  let before: Columns | undefined;
  return (engine, { first, count }, spent) => {
    const columns = engine.run(first, count, before);
    before = wants.columns ? undefined : columns;
    return {
      count,
      ...(wants.columns && { columns }),
      ...(wants.digest && { digest: digestOf(narrowed(columns, wants.digest), spent) }),
      sums: (wants.sums ?? []).map((paid) => countedSums(paid, columns)),
    };
  };
}

/** The buffers that whoever sends it to another thread gives away. */
export const buffersOfTaken = ({ columns, digest }: Taken): readonly ArrayBuffer[] => [
  ...(columns ? buffersOf(columns) : []),
  ...(digest ? buffersOfDigest(digest) : []),
];

export const buffersOfDigest = ({ ordinals, counts, facts }: DigestArrays): readonly ArrayBuffer[] =>
  [ordinals.buffer, counts.buffer, facts.buffer] as ArrayBuffer[];
