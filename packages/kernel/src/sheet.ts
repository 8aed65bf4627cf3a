/**
 * The columns of a range of paths while they are filled, value by value.
 *
 * A value that its column cannot hold (money past 64 bits, a number past the greatest double) is a trouble of the path,
 * never a wrap. A path that went wrong has no value in any column, and one trouble that says why.
 */
import {
  type Duration,
  type Exact,
  NEVER,
  type Problem,
  roundHalfEven,
  roundToSignificant,
  toDouble,
  type Value,
} from "@steppe/core";
import type { AskedColumn } from "./asked.ts";
import {
  allPresent,
  arraysOf,
  blankColumn,
  type Column,
  type Columns,
  type ColumnType,
  codeOf,
  columnType,
  isPresent,
  NEVER_DAY,
  type Trouble,
} from "./columns.ts";

/** Significant digits that a number keeps in a column: those of a number set into a machine. */
const NUMBER_DIGITS = 15;

const [LEAST_WHOLE, GREATEST_WHOLE] = [-(2n ** 63n), 2n ** 63n - 1n];

export class Sheet {
  readonly #asked: readonly AskedColumn[];
  readonly #first: number;
  readonly #count: number;
  readonly #blanks: readonly Column[];
  readonly #present: (Uint8Array | undefined)[];
  readonly #texts: readonly Map<string, number>[];
  readonly #troubles: Trouble[] = [];

  /** `spent`: columns of the same questions that nobody reads any more; their arrays are used again if they fit. */
  constructor(asked: readonly AskedColumn[], first: number, count: number, spent?: Columns) {
    this.#asked = asked;
    this.#first = first;
    this.#count = count;
    const again = spent?.count === count ? spent.columns : [];
    this.#blanks = asked.map(({ kind }, index) => blankColumn(columnType(kind), count, again[index]));
    this.#present = asked.map(() => undefined);
    this.#texts = asked.map(() => new Map());
  }

  /** The first path of the range. */
  get first(): number {
    return this.#first;
  }

  /**
   * Values of neighbouring paths at once, from a column in memory that has room for `capacity` of them: 8 bytes each,
   * but for dates and truths (4), and durations (months, then days). Not for texts.
   */
  fill(column: number, from: number, size: number, memory: ArrayBuffer, address: number, capacity: number): void {
    const into = this.#blanks[column] as Column;
    switch (into.type) {
      case "whole":
        into.values.set(new BigInt64Array(memory, address, size), from);
        return;
      case "number":
        into.values.set(new Float64Array(memory, address, size), from);
        return;
      case "date":
      case "boolean":
        into.values.set(new Int32Array(memory, address, size), from);
        return;
      case "duration":
        into.months.set(new Int32Array(memory, address, size), from);
        into.days.set(new Int32Array(memory, address + 4 * capacity, size), from);
        return;
      case "text":
        throw new TypeError("texts are set one by one");
    }
  }

  /** A value at an index of the range. What does not fit its column is a trouble, and the value is missing. */
  set(index: number, column: number, value: Value | bigint): void {
    const into = this.#blanks[column] as Column;
    if (!put(into, index, value, this.#texts[column] as Map<string, number>)) {
      this.miss(index, column, tooLarge(this.#asked[column] as AskedColumn, into.type));
    }
  }

  /** There is no value, and this is why. */
  miss(index: number, column: number, problem: Problem): void {
    this.#clear(index, column);
    this.#troubles.push({ path: this.#first + index, column, problem });
  }

  /** The whole path went wrong: no column has a value of it. */
  fail(index: number, problem: Problem): void {
    for (const column of this.#asked.keys()) this.#clear(index, column);
    this.#troubles.push({ path: this.#first + index, column: -1, problem });
  }

  columns(): Columns {
    const columns = this.#blanks.map((blank, index) => {
      const present = this.#present[index];
      const column = present ? { ...blank, present } : blank;
      return column.type === "text" ? inOrder(column, [...(this.#texts[index] as Map<string, number>).keys()]) : column;
    });
    const troubles = [...this.#troubles].sort((a, b) => a.path - b.path || a.column - b.column);
    return { first: this.#first, count: this.#count, columns, troubles };
  }

  #clear(index: number, column: number): void {
    const bits = this.#present[column] ?? allPresent(this.#count);
    bits[index >> 3] = (bits[index >> 3] as number) & ~(1 << (index & 7));
    this.#present[column] = bits;
    empty(this.#blanks[column] as Column, index);
  }
}

/** The texts of a column in the order in which its paths first had them, in whatever order they were filled. */
function inOrder(column: Column & { type: "text" }, texts: readonly string[]): Column {
  const numbers = new Map<number, number>();
  const codes = column.codes.map((code, index) => {
    if (!isPresent(column, index)) return 0;
    const known = numbers.get(code) ?? numbers.size;
    numbers.set(code, known);
    return known;
  });
  return { ...column, codes, texts: [...numbers.keys()].map((code) => texts[code] as string) };
}

/** A place without a value holds zero. */
function empty(column: Column, index: number): void {
  for (const array of arraysOf(column)) {
    if (array instanceof BigInt64Array) array[index] = 0n;
    else array[index] = 0;
  }
}

/** Puts a value in its place; false where it does not fit. */
function put(into: Column, index: number, value: Value | bigint, texts: Map<string, number>): boolean {
  switch (into.type) {
    case "whole": {
      const minor = typeof value === "bigint" ? value : roundHalfEven(value as Exact);
      if (minor < LEAST_WHOLE || minor > GREATEST_WHOLE) return false;
      into.values[index] = minor;
      return true;
    }
    case "number": {
      const double = toDouble(roundToSignificant(value as Exact, NUMBER_DIGITS));
      if (!Number.isFinite(double)) return false;
      into.values[index] = double;
      return true;
    }
    case "date":
      into.values[index] = value === NEVER ? NEVER_DAY : (value as number);
      return true;
    case "duration": {
      // The engine's durations are at most 10,000 years, its dates of four digits: both fit.
      const { months, days } = value as Duration;
      into.months[index] = months;
      into.days[index] = days;
      return true;
    }
    case "boolean":
      into.values[index] = value === true ? 1 : 0;
      return true;
    case "text":
      into.codes[index] = codeOf(value as string, texts);
      return true;
  }
}

const LIMITS: Partial<Record<ColumnType, string>> = {
  whole: "amounts are kept in 64 bits, up to 9,223,372,036,854,775,807 of the smallest unit",
  number: "numbers are kept as doubles, up to 1.79e308",
};

function tooLarge({ subject }: AskedColumn, type: ColumnType): Problem {
  const what =
    subject.about === "measure"
      ? `the measure \`${subject.name}\``
      : subject.about === "paid"
        ? `what was paid for \`${subject.category}\`${subject.year === null ? "" : ` in ${subject.year}`}`
        : "a value";
  return {
    code: "value-too-large",
    severity: "error",
    message: `${what} is too large for the results of many paths`,
    ...(subject.about === "measure" && { place: subject.place, label: "past what a column holds" }),
    notes: [LIMITS[type] ?? "a value is kept in a fixed number of bits"],
    help: ["`--path K` runs one path with numbers of any size"],
  };
}
