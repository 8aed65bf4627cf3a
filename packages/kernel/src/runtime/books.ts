/** The ledger in code: a posting, its running total, what of a payment settles a debt. */
import {
  type Callee,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  leave,
  loop,
  type Program,
  ret,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import { GLOBAL, type Plan, POSTING, TOTAL } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

/** (number of the total, verb: 0 owe, 1 pay, minor units above zero) */
export function postIn(program: Program, plan: Plan, fail: Fail): Callee<readonly []> {
  const { address: ledger } = plan.ledger;
  return program.function("post", { total: "i32", verb: "i32", minor: "i64" }, [], ({ total, verb, minor }, self) => {
    const [at] = self.variables("i32", "at");
    const [settled, owed, sum] = self.variables("i64", "settled", "owed", "sum");
    const due = i64.load(at, ledger + TOTAL.due);
    const grown = (offset: number, by: Expr<"i64">) => [
      set(sum, i64.add(i64.load(at, ledger + offset), by)),
      when(i64.lt_s(sum, i64.const(0n)), [fail(FAILURE.tooLarge)]),
      i64.store(at, sum, ledger + offset),
    ];
    return [
      set(at, i32.mul(total, n(TOTAL.bytes))),
      when(
        verb,
        [
          set(owed, i64.sub(due, i64.load(at, ledger + TOTAL.settled))),
          set(settled, select(i64.lt_s(minor, owed), minor, owed)),
          ...grown(TOTAL.paid, minor),
          i64.store(at, i64.add(i64.load(at, ledger + TOTAL.settled), settled), ledger + TOTAL.settled),
        ],
        grown(TOTAL.due, minor),
      ),
      ...keptPosting(plan, fail, self as unknown as FunctionCode, { total, verb, minor, settled }),
    ];
  });
}

interface Kept {
  readonly total: Expr<"i32">;
  readonly verb: Expr<"i32">;
  readonly minor: Expr<"i64">;
  readonly settled: Expr<"i64">;
}

/** A posting of today is kept, behind those before it. */
export function keptPosting(
  plan: Plan,
  fail: Fail,
  self: FunctionCode,
  { total, verb, minor, settled }: Kept,
): readonly Stmt[] {
  const { address: journal, capacity } = plan.regions.postings;
  const [entry, count] = self.variables("i32", "entry", "count");
  return [
    set(count, i32.load(n(GLOBAL.postings))),
    when(i32.ge_s(count, n(capacity)), [fail(FAILURE.tooLarge)]),
    i32.store(n(GLOBAL.postings), i32.add(count, n(1))),
    set(entry, i32.mul(count, n(POSTING.bytes))),
    i32.store(entry, i32.load(n(GLOBAL.today)), journal + POSTING.date),
    i32.store(entry, total, journal + POSTING.total),
    i32.store(entry, verb, journal + POSTING.verb),
    i64.store(entry, minor, journal + POSTING.minor),
    i64.store(entry, settled, journal + POSTING.settled),
  ];
}

/**
 * (table, due, first day, last day) → the postings of these days, each by the sign that the table has for its total: 0
 * not at all, 1 as it is, 2 against. What is paid, or (due = 1) what fell due: what is paid without having been booked
 * fell due as it was paid.
 */
export function flowIn(program: Program, plan: Plan, fail: Fail): Callee<readonly ["i64"]> {
  const { address } = plan.regions.postings;
  return program.function(
    "flow",
    { table: "i32", due: "i32", since: "i32", until: "i32" },
    ["i64"],
    ({ table, due, since, until }, self) => {
      const [at, sign, date] = self.variables("i32", "at", "sign", "date");
      const [sum, minor, next] = self.variables("i64", "sum", "minor", "next");
      const zero = i64.const(0n);
      const paid = i32.load(at, address + POSTING.verb);
      const fellDue = i64.sub(minor, i64.load(at, address + POSTING.settled));
      return [
        set(at, i32.mul(i32.sub(i32.load(n(GLOBAL.postings)), n(1)), n(POSTING.bytes))),
        loop((postings) => [
          when(i32.lt_s(at, n(0)), [leave(postings)]),
          set(date, i32.load(at, address + POSTING.date)),
          when(i32.lt_s(date, since), [leave(postings)]),
          when(i32.le_s(date, until), [
            set(sign, i32.load8_u(i32.add(table, i32.load(at, address + POSTING.total)))),
            when(sign, [
              set(minor, i64.load(at, address + POSTING.minor)),
              when(due, [when(paid, [set(minor, fellDue)])], [when(i32.eqz(paid), [set(minor, zero)])]),
              when(i32.eq(sign, n(2)), [set(minor, i64.sub(zero, minor))]),
              set(next, i64.add(sum, minor)),
              when(i64.lt_s(i64.and(i64.xor(sum, next), i64.xor(minor, next)), zero), [fail(FAILURE.tooLarge)]),
              set(sum, next),
            ]),
          ]),
          set(at, i32.sub(at, n(POSTING.bytes))),
        ]),
        ret(sum),
      ];
    },
  );
}

/** (a, c) → a / c to the nearest whole number, ties to even; c > 0 and below 2^62. */
export function roundDivideIn(program: Program): Callee<readonly ["i64"]> {
  return program.function("roundDivide", { a: "i64", c: "i64" }, ["i64"], ({ a, c }, self) => {
    const [quotient, rest] = [self.local("i64", "quotient"), self.local("i64", "rest")];
    const zero = i64.const(0n);
    const away = select(i64.lt_s(a, zero), i64.const(-1n), i64.const(1n));
    const up = i32.or(i64.gt_s(rest, c), i32.and(i64.eq(rest, c), i32.wrap_i64(i64.and(quotient, i64.const(1n)))));
    return [
      set(quotient, i64.div_s(a, c)),
      set(rest, i64.sub(a, i64.mul(quotient, c))),
      // Twice what is left over, without its sign.
      set(rest, i64.shl(select(i64.lt_s(rest, zero), i64.sub(zero, rest), rest), i64.const(1n))),
      when(up, [set(quotient, i64.add(quotient, away))]),
      { kind: "return", values: [quotient] },
    ];
  });
}
