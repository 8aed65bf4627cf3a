/**
 * The summary of many paths: what each column came to, and what went wrong on which paths.
 *
 * Columns are taken in range by range; two summaries of different paths put together are the summary of both. Memory is
 * bounded by what is asked, not by the number of paths.
 */
import { type AskedColumn, type Columns, columnType } from "@steppe/kernel";
import { type Accumulator, accumulatorOf, type ColumnResult } from "./accumulate.ts";
import { columnsIn, type Digest, digestOf } from "./digest.ts";
import { type TroubleCount, Troubles } from "./troubles.ts";

/** Different values up to which the quantiles of a measure are exact: always up to so many paths. */
export const EXACT_VALUES = 1_000_000;

/** The same for what was paid in one year: there are hundreds of such columns, and few values in each. */
export const EXACT_VALUES_BY_YEAR = 4096;

export interface SummaryResult {
  readonly paths: number;
  /** Paths that went wrong as a whole; they count in no column. */
  readonly failed: number;
  /** Results in the order of what was asked. */
  readonly columns: readonly { readonly asked: AskedColumn; readonly result: ColumnResult }[];
  /** In order of their first path. */
  readonly troubles: readonly TroubleCount[];
}

export class Summary {
  readonly asked: readonly AskedColumn[];
  readonly #accumulators: readonly Accumulator[];
  readonly #troubles = new Troubles();
  #paths = 0;
  #failed = 0;

  constructor(asked: readonly AskedColumn[]) {
    this.asked = asked;
    this.#accumulators = asked.map(({ kind, subject }) => {
      const byYear = subject.about === "paid" && subject.year !== null;
      return accumulatorOf(columnType(kind), byYear ? EXACT_VALUES_BY_YEAR : EXACT_VALUES);
    });
  }

  get paths(): number {
    return this.#paths;
  }

  add(columns: Columns): void {
    this.take(digestOf(columns));
  }

  /** Takes in what a range of other paths came to. Asserts that it was asked the same. */
  take(digest: Digest): void {
    this.#paths += digest.count;
    this.#failed += digest.failed;
    let index = 0;
    for (const column of columnsIn(digest)) this.#accumulators[index++]?.take(column);
    const { length } = this.#accumulators;
    if (index !== length) throw new TypeError(`a digest of ${index} columns is none of ${length}`);
    for (const trouble of digest.troubles) this.#troubles.count(trouble);
  }

  /** Takes in a summary of other paths, asked the same. */
  merge(other: Summary): void {
    this.#paths += other.#paths;
    this.#failed += other.#failed;
    for (const [index, accumulator] of this.#accumulators.entries()) {
      accumulator.merge(other.#accumulators[index] as Accumulator);
    }
    for (const trouble of other.#troubles.list()) this.#troubles.count(trouble);
  }

  /** What one column has come to so far. */
  column(index: number): ColumnResult {
    return (this.#accumulators[index] as Accumulator).result();
  }

  result(): SummaryResult {
    return {
      paths: this.#paths,
      failed: this.#failed,
      columns: this.asked.map((asked, index) => ({ asked, result: this.column(index) })),
      troubles: this.#troubles.list(),
    };
  }
}
