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

/** The values of one measure, with the paths they came on. Kept whole: eight bytes a path, and every rank is exact. */
export class Picker {
  readonly #values: (bigint | number)[] = [];
  readonly #paths: number[] = [];

  /** Takes in the only column of these. */
  add(columns: Columns): void {
    const column = columns.columns[0] as Column;
    for (let index = 0; index < columns.count; index += 1) {
      if (!isPresent(column, index)) continue;
      this.#values.push(keyAt(column, index));
      this.#paths.push(columns.first + index);
    }
  }

  /** The first path with the value that is wanted; undefined where there is no value at all. */
  path(pick: Pick): number | undefined {
    if (this.#values.length === 0) return undefined;
    const sorted = [...this.#values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const count = sorted.length;
    const rank = pick.rank === "quantile" ? quantileRank(pick.percent, count) : pick.rank === "least" ? 1 : count;
    return this.#paths[this.#values.indexOf(sorted[rank - 1] as bigint | number)];
  }
}
