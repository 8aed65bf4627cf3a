/**
 * The summary of many paths: what each column came to, and what went wrong on which paths.
 *
 * Columns are taken in range by range; two summaries of different paths put together are the summary of both. Memory is
 * bounded by what is asked, not by the number of paths.
 */
import type { Problem } from "@steppe/core";
import { type AskedColumn, type Column, type Columns, columnType } from "@steppe/kernel";
import { type Accumulator, accumulatorOf, type ColumnResult } from "./accumulate.ts";

/** Different values up to which the quantiles of a measure are exact: always up to so many paths. */
export const EXACT_VALUES = 1_000_000;

/** The same for what was paid in one year: there are hundreds of such columns, and few values in each. */
export const EXACT_VALUES_BY_YEAR = 4096;

/** So many path numbers are kept as examples. */
const EXAMPLES = 5;

/** One thing that went wrong, with how many paths and the first of them. */
export interface TroubleCount {
  /** The column that has no value; -1: the whole path went wrong. */
  readonly column: number;
  /** As on the first path. */
  readonly problem: Problem;
  readonly count: number;
  readonly examples: readonly number[];
}

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
  readonly #troubles = new Map<string, TroubleCount>();
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
    this.#paths += columns.count;
    for (const [index, accumulator] of this.#accumulators.entries()) {
      accumulator.add(columns.columns[index] as Column, columns);
    }
    for (const { path, column, problem } of columns.troubles) {
      if (column < 0) this.#failed += 1;
      this.#count({ column, problem, count: 1, examples: [path] });
    }
  }

  /** Takes in a summary of other paths, asked the same. */
  merge(other: Summary): void {
    this.#paths += other.#paths;
    this.#failed += other.#failed;
    for (const [index, accumulator] of this.#accumulators.entries()) {
      accumulator.merge(other.#accumulators[index] as Accumulator);
    }
    for (const trouble of other.#troubles.values()) this.#count(trouble);
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
      troubles: [...this.#troubles.values()].sort((a, b) => firstOf(a) - firstOf(b) || a.column - b.column),
    };
  }

  /** The same problem at the same place is one, whatever its words say of the path. */
  #count(trouble: TroubleCount): void {
    const { code, place, message } = trouble.problem;
    const key = JSON.stringify([trouble.column, code, place ?? message]);
    const known = this.#troubles.get(key);
    if (!known) {
      this.#troubles.set(key, trouble);
      return;
    }
    const [one, other] = firstOf(trouble) < firstOf(known) ? [trouble, known] : [known, trouble];
    this.#troubles.set(key, {
      ...one,
      count: one.count + other.count,
      examples: [...one.examples, ...other.examples].sort((a, b) => a - b).slice(0, EXAMPLES),
    });
  }
}

const firstOf = ({ examples }: TroubleCount): number => examples[0] as number;
