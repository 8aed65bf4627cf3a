/**
 * What a range of paths came to: all that a summary needs of its columns, as plain data that a thread can give away.
 *
 * It is made by whoever ran the paths, in parallel, and is many times smaller than the columns: a value that many paths
 * had stands in it once. Taken into a summary it is as good as they are.
 */
import { type Column, type Columns, isPresent, NEVER_DAY } from "@steppe/kernel/columns.ts";
import { type Counted, countedOf } from "./counted.ts";
import { type MomentSums, Moments } from "./moments.ts";
import { type Key, type Keys, keyOf, type Ordinals } from "./ordinals.ts";
import { EXAMPLES, type TroubleCount, Troubles } from "./troubles.ts";

/** 120,000ths of a day in a month of the Gregorian calendar. */
export const MONTH_PARTS = 3_652_425;
export const DAY_PARTS = 120_000;

/** Values, and the first paths that had the least and the greatest of them. Paths mean nothing where there is no value. */
export interface SpreadDigest {
  readonly counted: Counted;
  readonly moments: MomentSums;
  readonly leastPath: number;
  readonly greatestPath: number;
}

/** `count` is how many paths had a value. */
export type ColumnDigest =
  | ({ readonly type: "spread" } & SpreadDigest)
  /** `came`: of the paths on which it comes, with the first of them. */
  | { readonly type: "date"; readonly count: number; readonly came: SpreadDigest; readonly examples: readonly number[] }
  | {
      readonly type: "boolean";
      readonly count: number;
      readonly yes: number;
      readonly firstYes: number | undefined;
      readonly firstNo: number | undefined;
    }
  | {
      readonly type: "text";
      readonly count: number;
      readonly texts: readonly { readonly text: string; readonly count: number; readonly first: number }[];
    };

export interface Digest {
  /** Paths. */
  readonly count: number;
  /** Paths that went wrong as a whole. */
  readonly failed: number;
  readonly columns: readonly ColumnDigest[];
  readonly troubles: readonly TroubleCount[];
  /** All that was counted lies in these two arrays: of each column a stretch. */
  readonly ordinals: Ordinals;
  readonly counts: Uint32Array;
}

/** Of columns, which are left as they are. */
export function digestOf(columns: Columns): Digest {
  const troubles = new Troubles();
  let failed = 0;
  for (const trouble of columns.troubles) {
    if (trouble.column < 0) failed += 1;
    troubles.add(trouble);
  }
  const loose = columns.columns.map((column) => digestColumn(column, columns));
  return { count: columns.count, failed, troubles: troubles.list(), ...packed(loose) };
}

/** Digests with what was counted side by side in two arrays, which are sent faster than many small ones. */
function packed(loose: readonly ColumnDigest[]): Pick<Digest, "columns" | "ordinals" | "counts"> {
  let length = 0;
  for (const one of loose) length += spreadIn(one)?.counted.counts.length ?? 0;
  const [ordinals, counts] = [new Uint32Array(2 * length), new Uint32Array(length)];
  let at = 0;
  const pack = <T extends SpreadDigest>(one: T): T => {
    const from = at;
    at += one.counted.counts.length;
    ordinals.set(one.counted.ordinals, 2 * from);
    counts.set(one.counted.counts, from);
    return { ...one, counted: { ordinals: ordinals.subarray(2 * from, 2 * at), counts: counts.subarray(from, at) } };
  };
  const columns = loose.map((one): ColumnDigest => {
    if (one.type === "spread") return pack(one);
    return one.type === "date" ? { ...one, came: pack(one.came) } : one;
  });
  return { columns, ordinals, counts };
}

const spreadIn = (one: ColumnDigest): SpreadDigest | undefined =>
  one.type === "spread" ? one : one.type === "date" ? one.came : undefined;

/** Of values on paths 0 on. */
export const digestValues = (values: Keys, first = 0): SpreadDigest => spreadDigest({ values }, first);

/** Of one column of a range. */
export function digestColumn(column: Column, { first, count }: Pick<Columns, "first" | "count">): ColumnDigest {
  switch (column.type) {
    case "whole":
    case "number":
    case "duration":
      return { type: "spread", ...spreadDigest(valuesOf(column, count), first) };
    case "date":
      return dateDigest(column, first, count);
    case "boolean":
      return booleanDigest(column, first, count);
    case "text":
      return textDigest(column, first, count);
  }
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

interface Values {
  readonly values: Keys;
  /** Their places in the range; absent: all places have one. */
  readonly places?: readonly number[];
}

/** The values of a column of numbers that are there; of dates those that come. */
function valuesOf(column: Column, count: number): Values {
  if (!column.present && (column.type === "whole" || column.type === "number")) return { values: column.values };
  const places: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (isPresent(column, index) && !(column.type === "date" && column.values[index] === NEVER_DAY)) places.push(index);
  }
  const values = column.type === "whole" ? new BigInt64Array(places.length) : new Float64Array(places.length);
  for (let index = 0; index < places.length; index += 1)
    values[index] = keyAt(column, places[index] as number) as never;
  return { values, places };
}

function spreadDigest({ values, places }: Values, first: number): SpreadDigest {
  const counted = countedOf(values);
  const isWhole = values instanceof BigInt64Array;
  const moments = new Moments();
  moments.addCounted(counted, isWhole);
  const pathOf = (index: number): number => first + (places ? (places[index] as number) : index);
  const placeOf = (index: number): number => {
    if (counted.counts.length < 2) return 0;
    const [high, low] = [counted.ordinals[2 * index] as number, counted.ordinals[2 * index + 1] as number];
    return values.indexOf(keyOf(high, low, isWhole) as never);
  };
  return {
    counted,
    moments: moments.sums,
    leastPath: pathOf(placeOf(0)),
    greatestPath: pathOf(placeOf(counted.counts.length - 1)),
  };
}

function dateDigest(column: Column & { type: "date" }, first: number, count: number): ColumnDigest {
  const values = valuesOf(column, count);
  return {
    type: "date",
    count: presentIn(column, count),
    came: spreadDigest(values, first),
    examples: (values.places ?? []).slice(0, EXAMPLES).map((index) => first + index),
  };
}

function presentIn(column: Column, count: number): number {
  if (!column.present) return count;
  let found = 0;
  for (let index = 0; index < count; index += 1) if (isPresent(column, index)) found += 1;
  return found;
}

/** The lesser of two path numbers, either of which may be missing. */
export const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

function booleanDigest(column: Column & { type: "boolean" }, first: number, count: number): ColumnDigest {
  let [yes, no] = [0, 0];
  let firstYes: number | undefined;
  let firstNo: number | undefined;
  for (let index = 0; index < count; index += 1) {
    if (!isPresent(column, index)) continue;
    if (column.values[index] === 1) {
      yes += 1;
      firstYes ??= first + index;
    } else {
      no += 1;
      firstNo ??= first + index;
    }
  }
  return { type: "boolean", count: yes + no, yes, firstYes, firstNo };
}

function textDigest(column: Column & { type: "text" }, first: number, count: number): ColumnDigest {
  const counts = new Uint32Array(column.texts.length);
  const firsts = new Float64Array(column.texts.length);
  let all = 0;
  for (let index = 0; index < count; index += 1) {
    if (!isPresent(column, index)) continue;
    const code = column.codes[index] as number;
    if (counts[code] === 0) firsts[code] = first + index;
    counts[code] = (counts[code] as number) + 1;
    all += 1;
  }
  const texts = column.texts.flatMap((text, code) => {
    const often = counts[code] as number;
    return often === 0 ? [] : [{ text, count: often, first: firsts[code] as number }];
  });
  return { type: "text", count: all, texts };
}
