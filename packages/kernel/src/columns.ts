/**
 * Columns: what many paths came to, by measure and not by path, in typed arrays that a thread can give away.
 *
 * Money is whole minor units in 64 bits, a number is the double of its 15 significant digits, a date is a day number.
 * Where a measure has no value on a path its place holds zero and the column's bitmap says so. Columns of neighbouring
 * ranges of paths put together are the columns of the whole range: `assemble`.
 */
import type { Kind, Problem } from "@steppe/core";

/** How the values of a column are kept. */
export type ColumnType = "whole" | "number" | "date" | "duration" | "boolean" | "text";

/** The day number of what does not happen. */
export const NEVER_DAY = 2 ** 31 - 1;

export type Column = {
  /** One bit for each path, from the lowest of the first byte: whether there is a value. Absent: there always is. */
  readonly present?: Uint8Array;
} & (
  | { readonly type: "whole"; readonly values: BigInt64Array }
  | { readonly type: "number"; readonly values: Float64Array }
  /** Days since 1970-01-01, or NEVER_DAY. */
  | { readonly type: "date"; readonly values: Int32Array }
  | { readonly type: "duration"; readonly months: Int32Array; readonly days: Int32Array }
  /** 1 or 0. */
  | { readonly type: "boolean"; readonly values: Uint8Array }
  /** Indices into `texts`, which stand in the order in which the paths first had them. */
  | { readonly type: "text"; readonly codes: Uint32Array; readonly texts: readonly string[] }
);

/** What went wrong on a path: with one column, or with the path as a whole (`column` is -1). */
export interface Trouble {
  readonly path: number;
  readonly column: number;
  readonly problem: Problem;
}

/** Paths `first` to `first + count - 1`. */
export interface Columns {
  readonly first: number;
  readonly count: number;
  readonly columns: readonly Column[];
  /** In order of path, then of column. */
  readonly troubles: readonly Trouble[];
}

/** The type in which values of a kind are kept. */
export function columnType(kind: Kind): ColumnType {
  switch (kind.type) {
    case "money":
      return "whole";
    case "rate":
      return kind.currency === null ? "number" : "whole";
    case "number":
    case "share":
      return "number";
    case "date":
    case "duration":
    case "boolean":
      return kind.type;
    case "party":
    case "actor":
    case "text":
      return "text";
  }
}

/** Whether the value at an index of a column is there. */
export function isPresent({ present }: Column, index: number): boolean {
  return present === undefined || (((present[index >> 3] as number) >> (index & 7)) & 1) === 1;
}

/** A bitmap for `count` paths in which every value is there. */
export function allPresent(count: number): Uint8Array {
  const bits = new Uint8Array((count + 7) >> 3).fill(255);
  if ((count & 7) !== 0) bits[bits.length - 1] = 2 ** (count & 7) - 1;
  return bits;
}

/** A column of `count` places, all of them zero. `spent`: one of as many, whose arrays nobody reads any more. */
export function blankColumn(type: ColumnType, count: number, spent?: Column): Column {
  if (spent?.type === type) {
    for (const array of arraysOf(spent)) {
      if (array instanceof BigInt64Array) array.fill(0n);
      else array.fill(0);
    }
    const { present, ...blank } = spent;
    return blank.type === "text" ? { ...blank, texts: [] } : blank;
  }
  switch (type) {
    case "whole":
      return { type, values: new BigInt64Array(count) };
    case "number":
      return { type, values: new Float64Array(count) };
    case "date":
      return { type, values: new Int32Array(count) };
    case "duration":
      return { type, months: new Int32Array(count), days: new Int32Array(count) };
    case "boolean":
      return { type, values: new Uint8Array(count) };
    case "text":
      return { type, codes: new Uint32Array(count), texts: [] };
  }
}

/** The buffers of columns, for whoever gives them to another thread. */
export function buffersOf({ columns }: Columns): readonly ArrayBuffer[] {
  return columns.flatMap((column) => {
    const arrays = [column.present, ...arraysOf(column)].filter((array) => array !== undefined);
    return arrays.map(({ buffer }) => buffer as ArrayBuffer);
  });
}

/** The arrays of values of a column, in the order in which they are written. */
export function arraysOf(
  column: Column,
): readonly (Uint8Array | BigInt64Array | Float64Array | Int32Array | Uint32Array)[] {
  if (column.type === "duration") return [column.months, column.days];
  return [column.type === "text" ? column.codes : column.values];
}

/** A stretch of columns: places `from` to `to - 1` of its paths. */
export interface Piece {
  readonly columns: Columns;
  readonly from: number;
  readonly to: number;
}

/** Whole ranges as pieces. */
export const whole = (columns: Columns): Piece => ({ columns, from: 0, to: columns.count });

/**
 * Neighbouring pieces as one: the same columns whatever pieces they came in. Asserts that each piece begins where the
 * one before it ends.
 */
export function assemble(pieces: readonly Piece[]): Columns {
  const [head] = pieces;
  if (!head) throw new RangeError("nothing to put together");
  const first = head.columns.first + head.from;
  let count = 0;
  for (const { columns, from, to } of pieces) {
    if (columns.first + from !== first + count) throw new RangeError(`path ${first + count} is not there`);
    count += to - from;
  }
  const columns = head.columns.columns.map((column, index) => {
    const parts = pieces.map(({ columns: one, from, to }) => ({ column: one.columns[index] as Column, from, to }));
    return assembleColumn(column.type, parts, count);
  });
  const troubles = pieces.flatMap(({ columns: one, from, to }) =>
    one.troubles.filter(({ path }) => path >= one.first + from && path < one.first + to),
  );
  return { first, count, columns, troubles };
}

interface Part {
  readonly column: Column;
  readonly from: number;
  readonly to: number;
}

function assembleColumn(type: ColumnType, parts: readonly Part[], count: number): Column {
  const blank = blankColumn(type, count);
  const texts = new Map<string, number>();
  let at = 0;
  for (const { column, from, to } of parts) {
    copyValues(blank, column, from, to, at, texts);
    at += to - from;
  }
  const present = assemblePresent(parts, count);
  const filled = blank.type === "text" ? { ...blank, texts: [...texts.keys()] } : blank;
  return present ? { ...filled, present } : filled;
}

function copyValues(
  into: Column,
  column: Column,
  from: number,
  to: number,
  at: number,
  texts: Map<string, number>,
): void {
  if (into.type === "text" && column.type === "text") {
    for (let i = from; i < to; i += 1) {
      if (isPresent(column, i))
        into.codes[at + i - from] = codeOf(column.texts[column.codes[i] as number] as string, texts);
    }
  } else if (into.type === "whole" && column.type === "whole") into.values.set(column.values.subarray(from, to), at);
  else if (into.type === "number" && column.type === "number") into.values.set(column.values.subarray(from, to), at);
  else if (into.type === "date" && column.type === "date") into.values.set(column.values.subarray(from, to), at);
  else if (into.type === "boolean" && column.type === "boolean") into.values.set(column.values.subarray(from, to), at);
  else if (into.type === "duration" && column.type === "duration") {
    into.months.set(column.months.subarray(from, to), at);
    into.days.set(column.days.subarray(from, to), at);
  } else throw new TypeError(`a column of ${column.type} is none of ${into.type}`);
}

/** The number of a text among those seen, a new one if it is new. */
export function codeOf(text: string, texts: Map<string, number>): number {
  const found = texts.get(text) ?? texts.size;
  texts.set(text, found);
  return found;
}

function assemblePresent(parts: readonly Part[], count: number): Uint8Array | undefined {
  let bits: Uint8Array | undefined;
  let at = 0;
  for (const { column, from, to } of parts) {
    for (let i = from; column.present && i < to; i += 1) {
      if (isPresent(column, i)) continue;
      bits ??= allPresent(count);
      const place = at + i - from;
      bits[place >> 3] = (bits[place >> 3] as number) & ~(1 << (place & 7));
    }
    at += to - from;
  }
  return bits;
}
