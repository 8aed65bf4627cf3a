/**
 * One accumulator for each column, by its type.
 *
 * Dates that never come are counted apart: a share of the paths, not a date. Durations are compared and averaged by
 * their length in mean days, kept as whole 120,000ths of a day, in which a month of the Gregorian calendar is whole.
 */
import { type Column, type Columns, isPresent, NEVER_DAY } from "@steppe/kernel";
import type { Key, Keys } from "./counted.ts";
import { type ShareInterval, shareInterval } from "./intervals.ts";
import { QUANTILES, quantileOf, Spread, type SpreadResult } from "./spread.ts";

/** 120,000ths of a day in a month of the Gregorian calendar. */
export const MONTH_PARTS = 3_652_425;
export const DAY_PARTS = 120_000;

/** So many path numbers are kept as examples. */
const EXAMPLES = 5;

export interface DateQuantile {
  readonly percent: number;
  /** Day numbers; NEVER_DAY for never. */
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

export interface TextShare {
  readonly text: string;
  readonly count: number;
  readonly first: number;
  readonly interval: ShareInterval;
}

/** What a column came to; `count` is how many paths had a value. */
export type ColumnResult =
  | {
      readonly type: "spread";
      readonly of: "whole" | "number" | "duration";
      readonly count: number;
      readonly spread?: SpreadResult;
    }
  | {
      readonly type: "date";
      readonly count: number;
      /** Paths on which it came, and the first of them. */
      readonly came: number;
      readonly interval?: ShareInterval;
      readonly examples: readonly number[];
      /** Of the paths on which it came. */
      readonly spread?: SpreadResult;
      /** Of all paths, never being later than every date. */
      readonly quantiles: readonly DateQuantile[];
    }
  | {
      readonly type: "boolean";
      readonly count: number;
      readonly yes: number;
      readonly interval?: ShareInterval;
      readonly firstYes?: number;
      readonly firstNo?: number;
    }
  /** The most frequent first. */
  | { readonly type: "text"; readonly count: number; readonly texts: readonly TextShare[] };

export interface Accumulator {
  add(column: Column, columns: Columns): void;
  /** Takes in another of the same column. */
  merge(other: Accumulator): void;
  result(): ColumnResult;
}

/** The accumulator of a type of column. `most`: the different values up to which quantiles are exact. */
export function accumulatorOf(type: Column["type"], most: number): Accumulator {
  switch (type) {
    case "whole":
    case "number":
    case "duration":
      return new Numbers(type, most);
    case "date":
      return new Dates(most);
    case "boolean":
      return new Booleans();
    case "text":
      return new Texts();
  }
}

/** Where a column has values: their places and their paths. */
function placesOf(column: Column, { first, count }: Columns): { readonly places: number[]; readonly paths: number[] } {
  const places: number[] = [];
  for (let index = 0; index < count; index += 1) if (isPresent(column, index)) places.push(index);
  return { places, paths: places.map((index) => first + index) };
}

/** The value at a place of a column of numbers. */
export function keyAt(column: Column, index: number): Key {
  switch (column.type) {
    case "whole":
    case "number":
    case "date":
    case "boolean":
      return column.values[index] as Key;
    case "duration":
      return (column.months[index] as number) * MONTH_PARTS + (column.days[index] as number) * DAY_PARTS;
    case "text":
      throw new TypeError("a text is no number");
  }
}

/** The values of a column of numbers that are there, and the path of each. */
function valuesOf(
  column: Column,
  columns: Columns,
): { readonly values: Keys; readonly pathAt: (index: number) => number } {
  const { first } = columns;
  if (!column.present && (column.type === "whole" || column.type === "number")) {
    return { values: column.values, pathAt: (index) => first + index };
  }
  const { places } = placesOf(column, columns);
  const values = column.type === "whole" ? new BigInt64Array(places.length) : new Float64Array(places.length);
  for (const [index, at] of places.entries()) values[index] = keyAt(column, at) as never;
  return { values, pathAt: (index) => first + (places[index] as number) };
}

class Numbers implements Accumulator {
  readonly #of: "whole" | "number" | "duration";
  readonly #spread: Spread;

  constructor(of: "whole" | "number" | "duration", most: number) {
    this.#of = of;
    this.#spread = new Spread(of === "whole", most);
  }

  add(column: Column, columns: Columns): void {
    const { values, pathAt } = valuesOf(column, columns);
    this.#spread.add(values, pathAt);
  }

  merge(other: Accumulator): void {
    this.#spread.merge((other as Numbers).#spread);
  }

  result(): ColumnResult {
    const spread = this.#spread.result();
    return { type: "spread", of: this.#of, count: this.#spread.count, ...(spread && { spread }) };
  }
}

class Dates implements Accumulator {
  readonly #spread: Spread;
  #count = 0;
  #examples: readonly number[] = [];

  constructor(most: number) {
    this.#spread = new Spread(false, most);
  }

  add(column: Column, columns: Columns): void {
    const { values, pathAt } = valuesOf(column, columns);
    this.#count += values.length;
    const came: number[] = [];
    for (const [index, day] of values.entries()) if (day !== NEVER_DAY) came.push(index);
    const days = Float64Array.from(came, (index) => values[index] as number);
    this.#spread.add(days, (index) => pathAt(came[index] as number));
    const room = EXAMPLES - this.#examples.length;
    if (room > 0) this.#examples = [...this.#examples, ...came.slice(0, room).map(pathAt)];
  }

  merge(other: Accumulator): void {
    const dates = other as Dates;
    this.#count += dates.#count;
    this.#spread.merge(dates.#spread);
    this.#examples = [...this.#examples, ...dates.#examples].sort((a, b) => a - b).slice(0, EXAMPLES);
  }

  result(): ColumnResult {
    const came = this.#spread.count;
    const spread = this.#spread.result();
    const at = (rank: number): number => (rank > came ? NEVER_DAY : (this.#spread.at(rank) as number));
    return {
      type: "date",
      count: this.#count,
      came,
      examples: this.#examples,
      quantiles: this.#count === 0 ? [] : QUANTILES.map((percent) => quantileOf(percent, this.#count, at)),
      ...(this.#count > 0 && { interval: shareInterval(came, this.#count) }),
      ...(spread && { spread }),
    };
  }
}

/** The lesser of two path numbers, either of which may be missing. */
const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

class Booleans implements Accumulator {
  #count = 0;
  #yes = 0;
  #firstYes: number | undefined;
  #firstNo: number | undefined;

  add(column: Column, columns: Columns): void {
    const { places, paths } = placesOf(column, columns);
    this.#count += places.length;
    for (const [index, place] of places.entries()) {
      if (keyAt(column, place) === 1) {
        this.#yes += 1;
        this.#firstYes = earlier(this.#firstYes, paths[index]);
      } else this.#firstNo = earlier(this.#firstNo, paths[index]);
    }
  }

  merge(other: Accumulator): void {
    const booleans = other as Booleans;
    this.#count += booleans.#count;
    this.#yes += booleans.#yes;
    this.#firstYes = earlier(this.#firstYes, booleans.#firstYes);
    this.#firstNo = earlier(this.#firstNo, booleans.#firstNo);
  }

  result(): ColumnResult {
    return {
      type: "boolean",
      count: this.#count,
      yes: this.#yes,
      ...(this.#count > 0 && { interval: shareInterval(this.#yes, this.#count) }),
      ...(this.#firstYes !== undefined && { firstYes: this.#firstYes }),
      ...(this.#firstNo !== undefined && { firstNo: this.#firstNo }),
    };
  }
}

class Texts implements Accumulator {
  readonly #texts = new Map<string, { count: number; first: number }>();
  #count = 0;

  add(column: Column, columns: Columns): void {
    if (column.type !== "text") throw new TypeError("not a column of texts");
    const { places, paths } = placesOf(column, columns);
    this.#count += places.length;
    for (const [index, place] of places.entries()) {
      this.#take(column.texts[column.codes[place] as number] as string, 1, paths[index] as number);
    }
  }

  merge(other: Accumulator): void {
    const texts = other as Texts;
    this.#count += texts.#count;
    for (const [text, { count, first }] of texts.#texts) this.#take(text, count, first);
  }

  result(): ColumnResult {
    const texts = [...this.#texts]
      .map(([text, one]): TextShare => ({ text, ...one, interval: shareInterval(one.count, this.#count) }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
    return { type: "text", count: this.#count, texts };
  }

  #take(text: string, count: number, path: number): void {
    const known = this.#texts.get(text);
    const first = earlier(known?.first, path) as number;
    this.#texts.set(text, { count: (known?.count ?? 0) + count, first });
  }
}
