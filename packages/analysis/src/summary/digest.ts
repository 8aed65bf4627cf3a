/**
 * What a range of paths came to: all that a summary needs of its columns, as plain data that a thread can give away.
 *
 * It is made by whoever ran the paths, in parallel, and is many times smaller than the columns: a value that many paths
 * had stands in it once. Taken into a summary it is as good as they are.
 */
import { type Column, type Columns, isPresent, NEVER_DAY } from "@steppe/kernel";
import { type Counted, Counter } from "./counted.ts";
import { type Key, type Keys, keyOf, type Ordinals } from "./ordinals.ts";
import { EXAMPLES, type TroubleCount, Troubles } from "./troubles.ts";

/** 120,000ths of a day in a month of the Gregorian calendar. */
export const MONTH_PARTS = 3_652_425;
export const DAY_PARTS = 120_000;

/** Values, and the first paths that had the least and the greatest of them. Paths mean nothing where there is no value. */
export interface SpreadDigest {
  readonly counted: Counted;
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
  const found = columns.columns.map((column) => draftOf(column, columns));
  return { count: columns.count, failed, troubles: troubles.list(), ...cutOut(found) };
}

/** A spread while its range is gone through: of what was counted, only how many different values there were. */
type SpreadDraft = Omit<SpreadDigest, "counted"> & { readonly length: number };

type Draft =
  | ({ readonly type: "spread" } & SpreadDraft)
  | (Omit<ColumnDigest & { type: "date" }, "came"> & { readonly came: SpreadDraft })
  | Extract<ColumnDigest, { type: "boolean" | "text" }>;

const counter = new Counter();

/** Digests of their drafts, with what was counted in two arrays, which are sent faster than many small ones. */
function cutOut(drafts: readonly Draft[]): Pick<Digest, "columns" | "ordinals" | "counts"> {
  const { ordinals, counts } = counter.taken();
  let at = 0;
  const countedIn = ({ length, leastPath, greatestPath }: SpreadDraft): SpreadDigest => {
    const from = at;
    at += length;
    const counted = { ordinals: ordinals.subarray(2 * from, 2 * at), counts: counts.subarray(from, at) };
    return { counted, leastPath, greatestPath };
  };
  const columns = drafts.map((draft): ColumnDigest => {
    if (draft.type === "spread") return { type: "spread", ...countedIn(draft) };
    return draft.type === "date" ? { ...draft, came: countedIn(draft.came) } : draft;
  });
  return { columns, ordinals, counts };
}

/** Of one column of a range. */
export function digestColumn(column: Column, range: Pick<Columns, "first" | "count">): ColumnDigest {
  return cutOut([draftOf(column, range)]).columns[0] as ColumnDigest;
}

function draftOf(column: Column, { first, count }: Pick<Columns, "first" | "count">): Draft {
  switch (column.type) {
    case "whole":
    case "number":
    case "duration":
      return { type: "spread", ...spreadDraft(valuesOf(column, count), first) };
    case "date":
      return dateDraft(column, first, count);
    case "boolean":
      return booleanDraft(column, first, count);
    case "text":
      return textDraft(column, first, count);
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
  readonly places?: Uint32Array;
}

let doubles = new Float64Array(0);
let wholes = new BigInt64Array(0);
let places = new Uint32Array(0);

/** The values of a column of numbers that are there, of dates those that come; in a room that serves again for the next. */
function valuesOf(column: Column, count: number): Values {
  if (!column.present && (column.type === "whole" || column.type === "number")) return { values: column.values };
  if (places.length < count) {
    doubles = new Float64Array(count);
    wholes = new BigInt64Array(count);
    places = new Uint32Array(count);
  }
  const values = column.type === "whole" ? wholes : doubles;
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    if (!isPresent(column, index) || (column.type === "date" && column.values[index] === NEVER_DAY)) continue;
    values[length] = keyAt(column, index) as never;
    places[length] = index;
    length += 1;
  }
  return { values: values.subarray(0, length), places: places.subarray(0, length) };
}

function spreadDraft({ values, places }: Values, first: number): SpreadDraft {
  const from = counter.length;
  counter.add(values);
  const length = counter.length - from;
  const isWhole = values instanceof BigInt64Array;
  const pathOf = (at: number): number => {
    const { ordinals } = counter;
    const key = keyOf(ordinals[2 * at] as number, ordinals[2 * at + 1] as number, isWhole);
    const place = length < 2 ? 0 : values.indexOf(key as never);
    return first + (places ? (places[place] ?? 0) : place);
  };
  return { length, leastPath: pathOf(from), greatestPath: pathOf(from + length - 1) };
}

function dateDraft(column: Column & { type: "date" }, first: number, count: number): Draft {
  const values = valuesOf(column, count);
  return {
    type: "date",
    count: presentIn(column, count),
    came: spreadDraft(values, first),
    examples: Array.from(values.places?.subarray(0, EXAMPLES) ?? [], (index) => first + index),
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

function booleanDraft(column: Column & { type: "boolean" }, first: number, count: number): Draft {
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

function textDraft(column: Column & { type: "text" }, first: number, count: number): Draft {
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
