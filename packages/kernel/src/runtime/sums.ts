/**
 * The ledger in code where postings go into sums as they are made: running totals, what is paid in each year, sums of
 * some days (running.ts). Only of totals that somebody reads posting by posting are postings kept.
 */
import {
  type Callee,
  call,
  type Expr,
  type FunctionCode,
  type Global,
  i32,
  i64,
  type Local,
  once,
  type Program,
  run,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import { GLOBAL, type Plan, TOTAL } from "../plan/plan.ts";
import { keptPosting } from "./books.ts";
import type { Calendar } from "./calendar.ts";
import { FAILURE, type Fail } from "./fail.ts";
import type { Running } from "./running.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

export interface Sums {
  /** A posting of an amount above zero to a total: in line where it is a payment that nothing asks more of. */
  posted(total: number | Expr<"i32">, verb: 0 | 1, minor: Expr<"i64">): readonly Stmt[];
  /** Whether it matters on which day something is posted to a total. */
  isDated(total: number | Expr<"i32">): boolean;
  readonly running: Running;
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
  readonly plan: Plan;
  /** Totals to which something may be owed. */
  readonly owed: ReadonlySet<number>;
  /** Totals whose postings are kept one by one. */
  readonly kept: ReadonlySet<number>;
  readonly running: Running;
  readonly yearly: Yearly | undefined;
  readonly calendar: Pick<Calendar, "year">;
  readonly fail: Fail;
  readonly table: (bytes: Uint8Array) => number;
}

export function sumsIn(program: Program, around: Surroundings): Sums {
  const { plan, owed, kept, running, yearly, table } = around;
  const inYear = yearly && yearlyIn(program, yearly, around);
  const posting: Posting = { ...around, inYear };
  const { ledger } = plan;
  const keptTable = once(() => {
    const bytes = new Uint8Array(ledger.totals);
    for (const total of kept) bytes[total] = 1;
    return table(bytes);
  });
  const any = [0, 1].map((verb) => once(() => postAnyIn(program, posting, verb as 0 | 1, keptTable())));
  const known = new Map<string, Callee<readonly []>>();
  return {
    running,
    isDated(total) {
      if (yearly) return true;
      const all = typeof total === "number" ? [total] : [...ledger.possible];
      return all.some((one) => kept.has(one) || running.takesIn(one));
    },
    posted(total, verb, minor) {
      if (typeof total !== "number") return [run((any[verb] as () => Callee<readonly []>)(), total, minor)];
      if (verb === 1 && !owed.has(total) && !kept.has(total) && !running.takesIn(total))
        return paidInLine(posting, total, minor);
      const name = `${verb === 1 ? "pay" : "owe"}${total}`;
      const post = known.get(name) ?? postIn(program, posting, name, total, verb);
      known.set(name, post);
      return [run(post, minor)];
    },
  };
}

interface Posting extends Surroundings {
  readonly inYear: Callee<readonly []> | undefined;
}

const pairsOf = ({ ledger }: Plan): number => ledger.categories.length * ledger.currencies.length;

/** Amounts are above zero: a sum that is not has left 64 bits. */
const grown = ({ fail }: Posting, at: Expr<"i32">, by: Expr<"i64">): readonly Stmt[] => [
  when(i64.lt_s(i64.add(i64.load(at), by), i64.const(0n)), [fail(FAILURE.tooLarge)]),
  i64.store(at, i64.add(i64.load(at), by)),
];

function paidInLine(posting: Posting, total: number, minor: Expr<"i64">): readonly Stmt[] {
  const { plan, inYear } = posting;
  return [
    ...grown(posting, n(plan.ledger.address + TOTAL.bytes * total + TOTAL.paid), minor),
    ...(inYear ? [run(inYear, n(total % pairsOf(plan)), minor)] : []),
  ];
}

/** What a payment settles of what is owed by then. */
function settles(at: Expr<"i32">, minor: Expr<"i64">, settled: Local<"i64">, self: FunctionCode): readonly Stmt[] {
  const [owing] = self.variables("i64", "owing");
  return [
    set(owing, i64.sub(i64.load(at, TOTAL.due), i64.load(at, TOTAL.settled))),
    set(settled, select(i64.lt_s(minor, owing), minor, owing)),
    i64.store(at, i64.add(i64.load(at, TOTAL.settled), settled), TOTAL.settled),
  ];
}

/** (minor units above zero): to a known total. */
function postIn(program: Program, posting: Posting, name: string, total: number, verb: 0 | 1): Callee<readonly []> {
  const { plan, owed, kept, running, fail } = posting;
  const at = n(plan.ledger.address + TOTAL.bytes * total);
  return program.function(name, { minor: "i64" }, [], ({ minor }, own) => {
    const self = own as unknown as FunctionCode;
    const [settled] = self.variables("i64", "settled");
    const maySettle = verb === 1 && owed.has(total);
    return [
      ...(maySettle ? settles(at, minor, settled, self) : []),
      ...(verb === 1 ? paidInLine(posting, total, minor) : grown(posting, at, minor)),
      ...running.added(total, verb, { minor, settled: maySettle ? settled : undefined }, self),
      ...(kept.has(total) ? keptPosting(plan, fail, self, { total: n(total), verb: n(verb), minor, settled }) : []),
    ];
  });
}

/** (number of the total, minor units above zero) */
function postAnyIn(program: Program, posting: Posting, verb: 0 | 1, keptTable: number): Callee<readonly []> {
  const { plan, kept, running, fail, inYear } = posting;
  const name = verb === 1 ? "payAny" : "oweAny";
  return program.function(name, { total: "i32", minor: "i64" }, [], ({ total, minor }, own) => {
    const self = own as unknown as FunctionCode;
    const [at] = self.variables("i32", "at");
    const [settled] = self.variables("i64", "settled");
    const pays: readonly Stmt[] = [
      ...settles(at, minor, settled, self),
      ...grown(posting, i32.add(at, n(TOTAL.paid)), minor),
      ...(inYear ? [run(inYear, i32.rem_u(total, n(pairsOf(plan))), minor)] : []),
    ];
    return [
      set(at, i32.add(i32.mul(total, n(TOTAL.bytes)), n(plan.ledger.address))),
      ...(verb === 1 ? pays : grown(posting, at, minor)),
      ...running.added(total, verb, { minor, settled: verb === 1 ? settled : undefined }, self),
      ...(kept.size > 0
        ? [when(i32.load8_u(total, keptTable), keptPosting(plan, fail, self, { total, verb: n(verb), minor, settled }))]
        : []),
    ];
  });
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
