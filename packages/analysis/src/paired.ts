/**
 * Two scenarios path by path: on how many paths a measure is more, less or the same, and how much more.
 *
 * Path i of one is held against path i of the other. Where both have the same chance (common random numbers: Glasserman
 * & Yao 1992, "Some Guidelines and Guarantees for Common Random Numbers") what they share cancels out of each difference,
 * whose interval is then that of the differences themselves and mostly much narrower than those of the two means.
 */
import { type Column, type Columns, isPresent, NEVER_DAY } from "@steppe/kernel";
import { type Accumulator, accumulatorOf } from "./summary/accumulate.ts";
import { digestColumn, keyAt } from "./summary/digest.ts";
import { type ShareInterval, shareInterval } from "./summary/intervals.ts";
import type { SpreadResult } from "./summary/spread.ts";
import { EXACT_VALUES } from "./summary/summary.ts";

export interface PairedResult {
  /** Paths on which both have a value. */
  readonly count: number;
  readonly same: number;
  /** On how many paths the second is more than the first, and less; absent of texts. A date that never comes is later. */
  readonly more?: number;
  readonly less?: number;
  /** Of the shares `more` and `less` of `count`. */
  readonly moreInterval?: ShareInterval;
  readonly lessInterval?: ShareInterval;
  /**
   * The second less the first, in the unit of the column: of dates in days, on the paths on which both come; of yes and
   * no, 1 where the second alone has yes and -1 where the first has. Absent where no difference can be taken.
   */
  readonly difference?: SpreadResult;
}

/** One measure of two scenarios whose columns are of one type. */
export class Paired {
  readonly #type: Column["type"];
  readonly #differences: Accumulator;
  #count = 0;
  #same = 0;
  #more = 0;

  constructor(type: Column["type"]) {
    this.#type = type;
    this.#differences = accumulatorOf(type === "whole" ? "whole" : "number", EXACT_VALUES);
  }

  /** Takes in the columns of both for the same paths, in order of path. Asserts that they are of its type. */
  add(first: Column, second: Column, { first: path, count }: Pick<Columns, "first" | "count">): void {
    if (first.type !== this.#type || second.type !== this.#type) {
      throw new TypeError(`a pair of ${this.#type} is none of ${first.type} and ${second.type}`);
    }
    const differences = this.#type === "whole" ? new BigInt64Array(count) : new Float64Array(count);
    const present = new Uint8Array((count + 7) >> 3);
    for (let index = 0; index < count; index += 1) {
      if (!isPresent(first, index) || !isPresent(second, index)) continue;
      this.#count += 1;
      const difference = this.#compare(first, second, index);
      if (difference === undefined) continue;
      differences[index] = difference as never;
      // What 64 bits or a double do not hold is no difference that could be told.
      if (differences[index] !== difference || !Number.isFinite(Number(difference))) continue;
      present[index >> 3] = (present[index >> 3] as number) | (1 << (index & 7));
    }
    const type = this.#type === "whole" ? "whole" : "number";
    const column = { type, values: differences, present } as Column;
    this.#differences.take(digestColumn(column, { first: path, count }));
  }

  result(): PairedResult {
    const [count, same] = [this.#count, this.#same];
    if (this.#type === "text") return { count, same };
    const [more, less] = [this.#more, count - same - this.#more];
    const { spread } = this.#differences.result() as { readonly spread?: SpreadResult };
    return {
      count,
      same,
      more,
      less,
      ...(count > 0 && { moreInterval: shareInterval(more, count), lessInterval: shareInterval(less, count) }),
      ...(spread && { difference: spread }),
    };
  }

  /** Counts which is more, and answers with by how much, where that can be said. */
  #compare(first: Column, second: Column, index: number): bigint | number | undefined {
    if (first.type === "text" || second.type === "text") {
      if (textAt(first, index) === textAt(second, index)) this.#same += 1;
      return undefined;
    }
    const [a, b] = [keyAt(first, index), keyAt(second, index)];
    if (a === b) this.#same += 1;
    else if (b > a) this.#more += 1;
    if (first.type === "date" && (a === NEVER_DAY || b === NEVER_DAY)) return undefined;
    return typeof a === "bigint" ? (b as bigint) - a : (b as number) - a;
  }
}

function textAt(column: Column, index: number): string {
  if (column.type !== "text") throw new TypeError(`a text is none of ${column.type}`);
  return column.texts[column.codes[index] as number] as string;
}
