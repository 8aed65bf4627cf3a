/** The ledger in code where nothing reads single postings: running totals, and what is paid in each year, at once. */
import {
  type Callee,
  call,
  type Expr,
  type Global,
  i32,
  i64,
  type Program,
  run,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import { GLOBAL, type LedgerPlan, TOTAL } from "../plan/plan.ts";
import type { Calendar } from "./calendar.ts";
import { FAILURE, type Fail } from "./fail.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

export interface Sums {
  /** (number of the total, verb: 0 owe, 1 pay, minor units above zero), as `postIn` but that no posting is kept. */
  readonly post: Callee<readonly []>;
  /** A payment to a known total, in line; undefined where it may settle a debt. */
  paid(total: number, minor: Expr<"i64">): readonly Stmt[] | undefined;
}

/** Columns of what is paid by category, currency and year (machine/outcome.ts); they are cleared before a batch. */
export interface Yearly {
  /** The path's place in its batch. */
  readonly place: Global<"i32">;
  readonly table: number;
  readonly firstYear: number;
  readonly years: number;
}

interface Surroundings {
  readonly ledger: LedgerPlan;
  /** Totals to which something may be owed. */
  readonly owed: ReadonlySet<number>;
  readonly yearly: Yearly | undefined;
  readonly calendar: Pick<Calendar, "year">;
  readonly fail: Fail;
}

export function sumsIn(program: Program, around: Surroundings): Sums {
  const { ledger, owed, fail, yearly } = around;
  const inYear = yearly && yearlyIn(program, yearly, around);
  const pairs = ledger.categories.length * ledger.currencies.length;
  const grown = (at: Expr<"i32">, by: Expr<"i64">): readonly Stmt[] => [
    // Amounts are above zero: a sum that is not has left 64 bits.
    when(i64.lt_s(i64.add(i64.load(at), by), i64.const(0n)), [fail(FAILURE.tooLarge)]),
    i64.store(at, i64.add(i64.load(at), by)),
  ];
  const post = program.function(
    "postSums",
    { total: "i32", verb: "i32", minor: "i64" },
    [],
    ({ total, verb, minor }, self) => {
      const [at] = self.variables("i32", "at");
      const [settled, owing] = self.variables("i64", "settled", "owing");
      const settles: readonly Stmt[] = [
        set(owing, i64.sub(i64.load(at, TOTAL.due), i64.load(at, TOTAL.settled))),
        set(settled, select(i64.lt_s(minor, owing), minor, owing)),
        i64.store(at, i64.add(i64.load(at, TOTAL.settled), settled), TOTAL.settled),
      ];
      const pays: readonly Stmt[] = [
        ...settles,
        ...grown(i32.add(at, n(TOTAL.paid)), minor),
        ...(inYear ? [run(inYear, i32.rem_u(total, n(pairs)), minor)] : []),
      ];
      return [set(at, i32.add(i32.mul(total, n(TOTAL.bytes)), n(ledger.address))), when(verb, pays, grown(at, minor))];
    },
  );
  return {
    post,
    paid: (total, minor) =>
      owed.has(total)
        ? undefined
        : [
            ...grown(n(ledger.address + TOTAL.bytes * total + TOTAL.paid), minor),
            ...(inYear ? [run(inYear, n(total % pairs), minor)] : []),
          ],
  };
}

/** (category and currency, minor): adds to the column of this year and to that of all years. */
function yearlyIn(
  program: Program,
  { table, firstYear, years, place: ofPath }: Yearly,
  { calendar, fail }: Surroundings,
): Callee<readonly []> {
  return program.function("paidToday", { pair: "i32", minor: "i64" }, [], ({ pair, minor }, self) => {
    const [row, place, column] = self.variables("i32", "row", "place", "column");
    const [sum] = self.variables("i64", "sum");
    const add = (index: Expr<"i32">): readonly Stmt[] => [
      set(column, i32.load(i32.shl(i32.add(row, index), n(2)), table)),
      when(column, [
        set(column, i32.add(column, place)),
        set(sum, i64.add(i64.load(column), minor)),
        when(i64.lt_s(sum, i64.const(0n)), [fail(FAILURE.tooLarge)]),
        i64.store(column, sum),
      ]),
    ];
    return [
      set(row, i32.mul(pair, n(years + 1))),
      set(place, i32.shl(ofPath, n(3))),
      ...add(i32.sub(call(calendar.year, i32.load(n(GLOBAL.today))), n(firstYear))),
      ...add(n(years)),
    ];
  });
}
