/**
 * One accumulator for each column, by its type.
 *
 * Dates that never come are counted apart: a share of the paths, not a date. Durations are compared and averaged by
 * their length in mean days, kept as whole 120,000ths of a day, in which a month of the Gregorian calendar is whole.
 */
import { type Column, NEVER_DAY } from "@steppe/kernel";
import { type ColumnDigest, earlier } from "./digest.ts";
import { type ShareInterval, shareInterval } from "./intervals.ts";
import { QUANTILES, quantileOf, Spread, type SpreadResult } from "./spread.ts";
import { leastOf } from "./troubles.ts";

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
  /** Takes in what the column came to on other paths. Asserts that it is a digest of its type. */
  take(digest: ColumnDigest): void;
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

function mismatch({ type }: ColumnDigest, wanted: ColumnDigest["type"]): never {
  throw new TypeError(`a digest of ${type} is none of ${wanted}`);
}

class Numbers implements Accumulator {
  readonly #of: "whole" | "number" | "duration";
  readonly #spread: Spread;

  constructor(of: "whole" | "number" | "duration", most: number) {
    this.#of = of;
    this.#spread = new Spread(of === "whole", most);
  }

  take(digest: ColumnDigest): void {
    if (digest.type !== "spread") mismatch(digest, "spread");
    this.#spread.take(digest);
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

  take(digest: ColumnDigest): void {
    if (digest.type !== "date") mismatch(digest, "date");
    this.#count += digest.count;
    this.#spread.take(digest.came);
    this.#examples = leastOf([...this.#examples, ...digest.examples]);
  }

  merge(other: Accumulator): void {
    const dates = other as Dates;
    this.#count += dates.#count;
    this.#spread.merge(dates.#spread);
    this.#examples = leastOf([...this.#examples, ...dates.#examples]);
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

class Booleans implements Accumulator {
  #count = 0;
  #yes = 0;
  #firstYes: number | undefined;
  #firstNo: number | undefined;

  take(digest: ColumnDigest): void {
    if (digest.type !== "boolean") mismatch(digest, "boolean");
    this.#count += digest.count;
    this.#yes += digest.yes;
    this.#firstYes = earlier(this.#firstYes, digest.firstYes);
    this.#firstNo = earlier(this.#firstNo, digest.firstNo);
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

  take(digest: ColumnDigest): void {
    if (digest.type !== "text") mismatch(digest, "text");
    this.#count += digest.count;
    for (const { text, count, first } of digest.texts) this.#take(text, count, first);
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
