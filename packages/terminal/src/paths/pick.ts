/** `--path p95:MEASURE` and its like: the path on which a measure takes a value of some rank. */
import { keyAt, quantileRank } from "@steppe/analysis";
import { type Column, type Columns, isPresent } from "@steppe/kernel";

/** Which of the values of a measure is wanted. */
export type Pick =
  | { readonly rank: "least" | "greatest"; readonly measure: string; readonly text: string }
  | { readonly rank: "quantile"; readonly percent: number; readonly measure: string; readonly text: string };

/** "p95:rent_paid", "worst:rent_paid": undefined where it is neither. */
export function parsePick(text: string): Pick | undefined {
  const [, word = "", percent, measure = ""] = /^(p(\d{1,2})|worst|best|least|greatest):(.+)$/.exec(text) ?? [];
  if (measure === "" || percent === "0" || percent === "00") return undefined;
  if (percent !== undefined) return { rank: "quantile", percent: Number(percent), measure, text };
  return { rank: word === "worst" || word === "least" ? "least" : "greatest", measure, text };
}

/** The values of one measure on all paths. Kept whole, some ten bytes a path: so every rank is exact. */
export class Picker {
  readonly #taken: Columns[] = [];

  /** Takes in columns of which the measure is the only one, in order of path. */
  add(columns: Columns): void {
    this.#taken.push(columns);
  }

  /** The first path with the value that is wanted; undefined where there is no value at all. */
  path(pick: Pick): number | undefined {
    const values = this.#sorted();
    if (values.length === 0) return undefined;
    const rank = pick.rank === "quantile" ? quantileRank(pick.percent, values.length) : pick.rank === "least" ? 1 : -1;
    const wanted = values.at(rank === -1 ? -1 : rank - 1);
    for (const { path, value } of this.#each()) if (value === wanted) return path;
    throw new Error("a value that was sorted stands on some path");
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
