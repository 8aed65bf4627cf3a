/** Summaries: against plain counting, and the same in any grouping of the paths. */
import { NEVER, type Problem } from "@steppe/core";
import { type AskedColumn, assemble, type Column, type Columns, NEVER_DAY, type Piece, whole } from "@steppe/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnResult } from "./accumulate.ts";
import { DAY_PARTS, digestColumn, digestOf, MONTH_PARTS } from "./digest.ts";
import { quantileRank } from "./intervals.ts";
import { EXACT_VALUES_BY_YEAR, Summary } from "./summary.ts";

const place = { file: "a.yaml", line: 1, column: 1, length: 1 };
const measure = (name: string, kind: AskedColumn["kind"]): AskedColumn => ({
  subject: { about: "measure", name, place },
  kind,
});
const EUR = { type: "money", currency: "EUR" } as const;

const ASKED: readonly AskedColumn[] = [
  measure("amount", EUR),
  measure("number", { type: "number" }),
  measure("date", { type: "date" }),
  measure("long", { type: "duration" }),
  measure("yes", { type: "boolean" }),
  measure("word", { type: "text" }),
  { subject: { about: "paid", category: "rent", year: 2020 }, kind: EUR },
];

interface Row {
  readonly amount: bigint;
  readonly number: number;
  readonly date: number;
  readonly months: number;
  readonly days: number;
  readonly yes: boolean;
  readonly word: string;
  readonly fails: boolean;
}

const rows = fc.record({
  amount: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  date: fc.oneof(fc.constant(NEVER_DAY), fc.integer({ min: 0, max: 20_000 })),
  months: fc.integer({ min: -30, max: 30 }),
  days: fc.integer({ min: -50, max: 50 }),
  yes: fc.boolean(),
  word: fc.constantFrom<string>("a", "b", ""),
  fails: fc.boolean(),
});

const problem = (path: number): Problem => ({
  code: "division-by-zero",
  severity: "error",
  message: "the divisor is zero",
  place,
  notes: [`step ${path}`],
});

/** The columns of these rows as paths `first` on; rows that fail have no values. */
function columnsOf(list: readonly Row[], first = 0): Columns {
  const bits = new Uint8Array((list.length + 7) >> 3);
  for (const [index, { fails }] of list.entries())
    if (!fails) bits[index >> 3] = (bits[index >> 3] as number) | (1 << (index & 7));
  const words = [...new Set(list.filter(({ fails }) => !fails).map(({ word }) => word))];
  const amounts = BigInt64Array.from(list, ({ amount }) => amount);
  const columns: readonly Column[] = [
    { type: "whole", values: amounts, present: bits },
    { type: "number", values: Float64Array.from(list, ({ number }) => number), present: bits },
    { type: "date", values: Int32Array.from(list, ({ date }) => date), present: bits },
    {
      type: "duration",
      months: Int32Array.from(list, ({ months }) => months),
      days: Int32Array.from(list, ({ days }) => days),
      present: bits,
    },
    { type: "boolean", values: Uint8Array.from(list, ({ yes }) => (yes ? 1 : 0)), present: bits },
    {
      type: "text",
      codes: Uint32Array.from(list, ({ word }) => Math.max(0, words.indexOf(word))),
      texts: words,
      present: bits,
    },
    { type: "whole", values: amounts, present: bits },
  ];
  const troubles = list.flatMap(({ fails }, index) =>
    fails ? [{ path: first + index, column: -1, problem: problem(first + index) }] : [],
  );
  return { first, count: list.length, columns, troubles };
}

function summaryOf(columns: readonly Columns[]): Summary {
  const summary = new Summary(ASKED);
  for (const one of columns) summary.add(one);
  return summary;
}

/** A result as text that shows every fraction. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? `${one}n` : one === NEVER ? "never" : one));

describe("a summary", () => {
  it("is what counting by hand gives", () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 30 }), (list) => {
        const { paths, failed, columns } = summaryOf([columnsOf(list)]).result();
        const good = list.flatMap((row, path) => (row.fails ? [] : [{ ...row, path }]));
        expect({ paths, failed }).toEqual({ paths: list.length, failed: list.length - good.length });
        const [amount, , date, long, yes, word] = columns.map(({ result }) => result);
        checkAmounts(amount as ColumnResult & { type: "spread" }, good);
        checkDates(date as ColumnResult & { type: "date" }, good);
        const lengths = good.map(({ months, days }) => months * MONTH_PARTS + days * DAY_PARTS);
        if (long?.type === "spread" && long.spread) expect(long.spread.greatest.value).toBe(Math.max(...lengths));
        expect(yes).toMatchObject({ count: good.length, yes: good.filter((row) => row.yes).length });
        const words = Map.groupBy(good, (row) => row.word);
        for (const { text, count, first } of (word as ColumnResult & { type: "text" }).texts) {
          expect({ count, first }).toEqual({ count: words.get(text)?.length, first: words.get(text)?.[0]?.path });
        }
      }),
    );
  });

  it("is the same for any grouping of the paths, merged in any order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(rows, { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (groups, backwards) => {
          let first = 0;
          const parts = groups.map((group) => {
            const part = columnsOf(group, first);
            first += group.length;
            return part;
          });
          const once = summaryOf([assemble(parts.map(whole))]).result();
          const merged = new Summary(ASKED);
          for (const part of backwards ? parts.toReversed() : parts) merged.merge(summaryOf([part]));
          expect(textOf(merged.result())).toBe(textOf(once));
          expect(textOf(summaryOf(parts).result())).toBe(textOf(once));
          // As a worker sends what it has come to.
          const sent = new Summary(ASKED);
          for (const part of parts) sent.take(structuredClone(digestOf(part)));
          expect(textOf(sent.result())).toBe(textOf(once));
        },
      ),
    );
  });

  it("counts one problem at one place once, with its first paths", () => {
    const list = Array.from({ length: 20 }, (_, index) => ({ ...ROW, fails: index % 2 === 1 }));
    const pieces: Piece[] = [
      { columns: columnsOf(list), from: 0, to: 9 },
      { columns: columnsOf(list), from: 9, to: 20 },
    ];
    const [later, sooner] = pieces.map((piece) => summaryOf([assemble([piece])])).toReversed();
    later?.merge(sooner as Summary);
    expect(later?.result().troubles).toEqual([
      { column: -1, problem: problem(1), count: 10, examples: [1, 3, 5, 7, 9] },
    ]);
  });

  it("is the same for any cut of paths that have many values, and values that come often", () => {
    // Numbers that leave all behind that is small: beyond a block, beyond bytes, on both sides of nothing.
    const list = Array.from({ length: 9000 }, (_, path): Row => {
      const amount = BigInt((path * 7919) % 8111) * 123_456_789n - 500_000_000_000n;
      return {
        ...ROW,
        amount,
        number: (path % 600) / 7 - 40,
        date: path % 5 === 0 ? NEVER_DAY : path % 700,
        fails: path % 97 === 3,
      };
    });
    const all = columnsOf(list);
    const once = textOf(summaryOf([all]).result());
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: list.length - 1 }), { maxLength: 20 }), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), list.length];
        const parts = bounds
          .slice(1)
          .map((to, index) => summaryOf([assemble([{ columns: all, from: bounds[index] as number, to }])]));
        const merged = new Summary(ASKED);
        for (const part of parts.toReversed()) merged.merge(part);
        expect(textOf(merged.result())).toBe(once);
      }),
      { numRuns: 10 },
    );
  });

  it("refuses what is of another type", () => {
    const all = columnsOf([ROW]);
    const [, , date, ...others] = all.columns;
    const digest = digestOf({ ...all, columns: [date, ...others] as typeof all.columns });
    expect(() => new Summary(ASKED).take(digest)).toThrow("a digest of date is none of spread");
    const fewer = digestOf({ ...all, columns: all.columns.slice(0, 3) });
    expect(() => new Summary(ASKED).take(fewer)).toThrow("a digest of 3 columns is none of 7");
    expect(() => new Summary(ASKED.slice(0, 3)).take(digestOf(all))).toThrow("a digest of 7 columns is none of 3");
    expect(digestColumn({ type: "text", codes: new Uint32Array(2), texts: ["a"] }, { first: 4, count: 2 })).toEqual({
      type: "text",
      count: 2,
      texts: [{ text: "a", count: 2, first: 4 }],
    });
  });

  it("of no paths has nothing to say", () => {
    const { paths, columns } = new Summary(ASKED).result();
    expect(paths).toBe(0);
    expect(columns.map(({ result }) => ("spread" in result ? result.spread : result.count))).toEqual([
      0, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it("keeps a column of a year exact up to fewer values than a measure", () => {
    const list = Array.from({ length: EXACT_VALUES_BY_YEAR + 1 }, (_, index) => ({ ...ROW, amount: BigInt(index) }));
    const { columns } = summaryOf([columnsOf(list)]).result();
    const errors = [columns[0], columns[6]].map(
      (one) => one?.result.type === "spread" && one.result.spread?.relativeError,
    );
    expect(errors).toEqual([undefined, 0.001]);
  });

  it("has no quantile beyond the least and the greatest, though all lie in one bucket", () => {
    const list = Array.from({ length: 5000 }, (_, index) => ({ ...ROW, amount: 10n ** 12n + BigInt(index) }));
    const { result } = summaryOf([columnsOf(list)]).result().columns[6] as { result: ColumnResult };
    const { quantiles = [], relativeError } = (result.type === "spread" && result.spread) || {};
    expect(relativeError).toBe(0.001);
    for (const { value } of quantiles) {
      expect(value >= 10n ** 12n && value < 10n ** 12n + 5000n).toBe(true);
    }
    expect(quantiles).toHaveLength(5);
  });
});

const ROW: Row = { amount: 1n, number: 1, date: 1, months: 1, days: 1, yes: true, word: "a", fails: false };

type Good = Row & { readonly path: number };

function checkAmounts({ count, spread }: ColumnResult & { type: "spread" }, good: readonly Good[]): void {
  expect(count).toBe(good.length);
  if (good.length === 0) {
    expect(spread).toBe(undefined);
    return;
  }
  const sorted = good.map(({ amount }) => amount).sort((a, b) => (a < b ? -1 : 1));
  const sum = sorted.reduce((total, amount) => total + amount, 0n);
  expect(spread?.mean.mul(good.length).toFraction()).toBe(String(sum));
  expect(spread?.quantiles.map(({ value }) => value)).toEqual(
    [5, 25, 50, 75, 95].map((percent) => sorted[quantileRank(percent, good.length) - 1]),
  );
  expect(spread?.least).toEqual({ value: sorted[0], path: good.find(({ amount }) => amount === sorted[0])?.path });
  expect(spread?.greatest).toEqual({
    value: sorted.at(-1),
    path: good.find(({ amount }) => amount === sorted.at(-1))?.path,
  });
}

function checkDates(result: ColumnResult & { type: "date" }, good: readonly Good[]): void {
  const sorted = good.map(({ date }) => date).sort((a, b) => a - b);
  const came = good.filter(({ date }) => date !== NEVER_DAY);
  expect(result).toMatchObject({
    count: good.length,
    came: came.length,
    examples: came.slice(0, 5).map(({ path }) => path),
  });
  expect(result.quantiles.map(({ value }) => value)).toEqual(
    good.length === 0 ? [] : [5, 25, 50, 75, 95].map((percent) => sorted[quantileRank(percent, good.length) - 1]),
  );
}
