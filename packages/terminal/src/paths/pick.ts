/** `--path p95:MEASURE` and its like: the path on which a measure takes a value of some rank. */
import { keyAt, rankInterval } from "@steppe/analysis";
import { type Column, type Columns, isPresent } from "@steppe/kernel";

/** Which of the values of a measure is wanted. */
export type Pick =
  | { readonly rank: "least" | "greatest"; readonly measure: string; readonly text: string }
  | { readonly rank: "quantile"; readonly percent: number; readonly measure: string; readonly text: string };

/** "p95:rent_paid", "p99.5:rent_paid", "worst:rent_paid": undefined where it is none of these. */
export function parsePick(text: string): Pick | undefined {
  const [, word = "", percent, measure = ""] =
    /^(p(\d{1,2}(?:\.\d{1,2})?)|worst|best|least|greatest):(.+)$/.exec(text) ?? [];
  if (measure === "" || Number(percent) === 0) return undefined;
  if (percent !== undefined) return { rank: "quantile", percent: Number(percent), measure, text };
  return { rank: word === "worst" || word === "least" ? "least" : "greatest", measure, text };
}

type Value = bigint | number;

/** What a pick has found. */
export interface Found {
  /** The first path with the value. */
  readonly path: number;
  readonly value: Value;
  /** How many paths have it, of how many that have any. */
  readonly paths: number;
  readonly count: number;
  /** Of a quantile, the ends of its interval of 95 %; undefined where so few paths leave that side open. */
  readonly low: Value | undefined;
  readonly high: Value | undefined;
}

/** The rank of the quantile of so many values, from 1: in whole numbers, since a percentage may have two decimals. */
const rankOf = (percent: number, count: number): number =>
  Math.max(1, Math.ceil((Math.round(percent * 100) * count) / 10_000));

/** The values of one measure on all paths. Kept whole, some ten bytes a path: so every rank is exact. */
export class Picker {
  readonly #taken: Columns[] = [];

  /** Takes in columns of which the measure is the only one, in order of path. */
  add(columns: Columns): void {
    this.#taken.push(columns);
  }

  /** The value that is wanted, and the first path that has it; undefined where there is no value at all. */
  found(pick: Pick): Found | undefined {
    const values = this.#sorted();
    const count = values.length;
    if (count === 0) return undefined;
    const at = (rank: number | undefined): Value | undefined => (rank === undefined ? undefined : values.at(rank - 1));
    const isQuantile = pick.rank === "quantile";
    const value = at(isQuantile ? rankOf(pick.percent, count) : pick.rank === "least" ? 1 : count) as Value;
    const { low, high } = isQuantile ? rankInterval(pick.percent, count) : { low: undefined, high: undefined };
    const having = [...this.#each()].filter((one) => one.value === value);
    const path = having[0]?.path;
    if (path === undefined) throw new Error("a value that was sorted stands on some path");
    return { path, value, paths: having.length, count, low: at(low), high: at(high) };
  }

  *#each(): Iterable<{ readonly path: number; readonly value: bigint | number }> {
    for (const columns of this.#taken) {
      const column = columns.columns[0] as Column;
      for (let index = 0; index < columns.count; index += 1) {
        if (isPresent(column, index)) yield { path: columns.first + index, value: keyAt(column, index) };
      }
    }
  }

  #sorted(): BigInt64Array | Float64Array {
    let count = 0;
    for (const _one of this.#each()) count += 1;
    const isWhole = this.#taken[0]?.columns[0]?.type === "whole";
    const values = isWhole ? new BigInt64Array(count) : new Float64Array(count);
    let at = 0;
    for (const { value } of this.#each()) values[at++] = value as never;
    return values.sort();
  }
}
