/**
 * What a range of paths came to: all that a summary needs of its columns, as plain data that a thread can give away.
 *
 * It is made by whoever ran the paths, in parallel, and is many times smaller than the columns: a value that many paths
 * had stands in it once. Taken into a summary it is as good as they are. It is a few arrays, whatever the number of
 * columns: as hundreds of objects it would outlive the next collections of garbage while it waits for its turn.
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
  readonly troubles: readonly TroubleCount[];
  /** Of each column in turn, FACTS numbers. */
  readonly facts: Float64Array;
  /** Of each column of texts in turn, the texts in it. */
  readonly texts: readonly TextsDigest[];
  /** All that was counted, of each column in turn. */
  readonly ordinals: Ordinals;
  readonly counts: Uint32Array;
}

type TextsDigest = (ColumnDigest & { readonly type: "text" })["texts"];

const TYPES = ["spread", "date", "boolean", "text"] as const;

/** The type, how many different values were counted, how many paths had one, three by type; the first paths of a date. */
const FACTS = 6 + EXAMPLES;
/** There is no such path. */
const NONE = -1;

/** The arrays of a digest, of columns of the same questions. */
export type DigestArrays = Pick<Digest, "facts" | "ordinals" | "counts">;

/** Of columns, which are left as they are; in arrays that nobody reads any more, where they are long enough. */
export function digestOf(columns: Columns, spent?: DigestArrays): Digest {
  const troubles = new Troubles();
  let failed = 0;
  for (const trouble of columns.troubles) {
    if (trouble.column < 0) failed += 1;
    troubles.add(trouble);
  }
  const { facts, texts } = factsOf(columns.columns, columns, spent?.facts);
  return { count: columns.count, failed, troubles: troubles.list(), facts, texts, ...counter.taken(spent) };
}

/** What is in a digest, column by column. */
export function* columnsIn({ facts, texts, ordinals, counts }: Digest): Iterable<ColumnDigest> {
  let at = 0;
  let text = 0;
  for (let from = 0; from < facts.length; from += FACTS) {
    const [type, length, count, one, other, third] = facts.subarray(from, from + 6) as unknown as Facts;
    const counted = {
      ordinals: ordinals.subarray(2 * at, 2 * (at + length)),
      counts: counts.subarray(at, at + length),
    };
    at += length;
    const spread = { counted, leastPath: one, greatestPath: other };
    switch (TYPES[type]) {
      case "spread":
        yield { type: "spread", ...spread };
        break;
      case "date":
        yield { type: "date", count, came: spread, examples: pathsIn(facts.subarray(from + 6, from + FACTS)) };
        break;
      case "boolean":
        yield { type: "boolean", count, yes: one, firstYes: pathIn(other), firstNo: pathIn(third) };
        break;
      case "text":
        yield { type: "text", count, texts: texts[text++] as TextsDigest };
    }
  }
}

type Range = Pick<Columns, "first" | "count">;

type Facts = readonly [type: number, length: number, count: number, one: number, other: number, third: number];

const pathIn = (fact: number): number | undefined => (fact === NONE ? undefined : fact);
const pathsIn = (facts: Float64Array): readonly number[] => [...facts].filter((path) => path !== NONE);

const counter = new Counter();

/** Of one column of a range. */
export function digestColumn(column: Column, range: Range): ColumnDigest {
  const { facts, texts } = factsOf([column], range);
  const [digest] = columnsIn({ count: range.count, failed: 0, troubles: [], facts, texts, ...counter.taken() });
  return digest as ColumnDigest;
}

/** What was counted stays with the counter. */
function factsOf(columns: readonly Column[], range: Range, spent?: Float64Array): Pick<Digest, "facts" | "texts"> {
  const length = FACTS * columns.length;
  const facts = spent?.length === length ? spent.fill(0) : new Float64Array(length);
  const texts: TextsDigest[] = [];
  for (const [index, column] of columns.entries()) {
    const own = facts.subarray(FACTS * index, FACTS * (index + 1));
    switch (column.type) {
      case "whole":
      case "number":
      case "duration":
        writeSpread(own, valuesOf(column, range.count), range.first);
        break;
      case "date":
        writeDates(own, column, range);
        break;
      case "boolean":
        writeBooleans(own, column, range);
        break;
      case "text":
        texts.push(writeTexts(own, column, range));
    }
  }
  return { facts, texts };
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

function writeSpread(facts: Float64Array, { values, places }: Values, first: number): void {
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
  facts.set([TYPES.indexOf("spread"), length, values.length, pathOf(from), pathOf(from + length - 1)]);
}

function writeDates(facts: Float64Array, column: Column & { type: "date" }, { first, count }: Range): void {
  const values = valuesOf(column, count);
  writeSpread(facts, values, first);
  facts[0] = TYPES.indexOf("date");
  facts[2] = presentIn(column, count);
  facts.fill(NONE, 6);
  facts.set(
    Array.from(values.places?.subarray(0, EXAMPLES) ?? [], (index) => first + index),
    6,
  );
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

function writeBooleans(facts: Float64Array, column: Column & { type: "boolean" }, { first, count }: Range): void {
  let [yes, no] = [0, 0];
  let [firstYes, firstNo] = [NONE, NONE];
  for (let index = 0; index < count; index += 1) {
    if (!isPresent(column, index)) continue;
    if (column.values[index] === 1) {
      yes += 1;
      if (firstYes === NONE) firstYes = first + index;
    } else {
      no += 1;
      if (firstNo === NONE) firstNo = first + index;
    }
  }
  facts.set([TYPES.indexOf("boolean"), 0, yes + no, yes, firstYes, firstNo]);
}

function writeTexts(facts: Float64Array, column: Column & { type: "text" }, { first, count }: Range): TextsDigest {
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
  facts.set([TYPES.indexOf("text"), 0, all]);
  return column.texts.flatMap((text, code) => {
    const often = counts[code] as number;
    return often === 0 ? [] : [{ text, count: often, first: firsts[code] as number }];
  });
}
