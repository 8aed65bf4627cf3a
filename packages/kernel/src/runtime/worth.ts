/**
 * What postings are worth on the first day: each times a discount factor of 18 decimals, the sum exact in two limbs,
 * rounded once. Factors are asked for once and kept, for each rate and day.
 */
import {
  type Callee,
  call,
  type Expr,
  i32,
  i64,
  leave,
  loop,
  type Program,
  ret,
  set,
  take,
  when,
} from "../code/index.ts";
import { exactIn, FAULTS } from "../exact/index.ts";
import { GLOBAL, type Plan, POSTING } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

const DECIMALS = 10n ** 18n;

/** (table of signs by total, 1 for what fell due, first day, last day, number of the rate) → minor units. */
export function worthIn(
  program: Program,
  plan: Plan,
  fail: Fail,
  table: (days: number) => number,
): Callee<readonly ["i64"]> {
  const { address } = plan.regions.postings;
  const { start, end } = plan.model.period;
  const days = end - start + 1;
  const factors = table(days);
  const exact = exactIn(program);
  const factorOf = program.importFunction("factor", ["i32", "i32"], ["i64"]);
  return program.function(
    "worth",
    { signs: "i32", due: "i32", since: "i32", until: "i32", rate: "i32" },
    ["i64"],
    ({ signs, due, since, until, rate }, self) => {
      const [at, sign, date, cell] = self.variables("i32", "at", "sign", "date", "cell");
      const [minor, factor, result] = self.variables("i64", "minor", "factor", "result");
      const [high, low, moreHigh, moreLow] = self.variables("i64", "high", "low", "moreHigh", "moreLow");
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
            set(sign, i32.load8_u(i32.add(signs, i32.load(at, address + POSTING.total)))),
            when(sign, [
              set(minor, i64.load(at, address + POSTING.minor)),
              when(due, [when(paid, [set(minor, fellDue)])], [when(i32.eqz(paid), [set(minor, zero)])]),
              when(i32.eq(sign, n(2)), [set(minor, i64.sub(zero, minor))]),
              set(cell, i32.shl(i32.add(i32.mul(rate, n(days)), i32.sub(date, n(start))), n(3))),
              set(factor, i64.load(cell, factors)),
              when(i64.eqz(factor), [
                set(factor, call(factorOf, rate, i32.sub(date, n(start)))),
                i64.store(cell, factor, factors),
              ]),
              take([moreHigh, moreLow], exact.mulWide(), minor, factor),
              take([high, low], exact.addWide(), high, low, moreHigh, moreLow),
            ]),
          ]),
          set(at, i32.sub(at, n(POSTING.bytes))),
        ]),
        set(result, exact.roundWide(high, low, i64.const(DECIMALS))),
        when(exact.fault, [set(exact.fault, n(FAULTS.none)), fail(FAILURE.tooLarge)]),
        ret(result),
      ];
    },
  );
}
