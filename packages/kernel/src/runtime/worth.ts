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
  once,
  type Program,
  ret,
  type Stmt,
  set,
  take,
  when,
} from "../code/index.ts";
import { type Exact, exactIn, FAULTS } from "../exact/index.ts";
import { GLOBAL, type Plan, POSTING } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

/** In so many units of 10^-18 a minor unit is counted. */
export const DECIMALS = 10n ** 18n;

export interface Worth {
  /** (table of signs by total, 1 for what fell due, first day, last day, number of the rate) → minor units. */
  readonly walked: () => Callee<readonly ["i64"]>;
  /** (address of two limbs, number of the rate, minor units): adds what is posted today, in units of 10^-18. */
  readonly add: () => Callee<readonly []>;
  /** (upper limb, lower limb) → minor units, rounded half-even. */
  readonly rounded: () => Callee<readonly ["i64"]>;
}

export function worthIn(program: Program, plan: Plan, fail: Fail, table: (days: number) => number): Worth {
  const { start, end } = plan.model.period;
  const days = end - start + 1;
  const factors = table(days);
  const exact = exactIn(program);
  const factor = once(() => factorIn(program, start, days, factors));
  const unlessFault = when(exact.fault, [set(exact.fault, n(FAULTS.none)), fail(FAILURE.tooLarge)]);
  return {
    walked: once(() => walkedIn(program, plan, { exact, factor: factor(), unlessFault })),
    add: once(() =>
      program.function("addWorth", { at: "i32", rate: "i32", minor: "i64" }, [], ({ at, rate, minor }, self) => {
        const [high, low] = self.variables("i64", "high", "low");
        return [
          take([high, low], exact.mulWide(), minor, call(factor(), rate, i32.load(n(GLOBAL.today)))),
          take([high, low], exact.addWide(), high, low, i64.load(at), i64.load(at, 8)),
          i64.store(at, high),
          i64.store(at, low, 8),
          unlessFault,
        ];
      }),
    ),
    rounded: once(() =>
      program.function("roundedWorth", { high: "i64", low: "i64" }, ["i64"], ({ high, low }, self) => {
        const [result] = self.variables("i64", "result");
        return [set(result, exact.roundWide(high, low, i64.const(DECIMALS))), unlessFault, ret(result)];
      }),
    ),
  };
}

/** (number of the rate, day) → the factor in units of 10^-18; one that is nothing is asked for each time. */
function factorIn(program: Program, start: number, days: number, factors: number): Callee<readonly ["i64"]> {
  const factorOf = program.importFunction("factor", ["i32", "i32"], ["i64"]);
  return program.function("factorOn", { rate: "i32", date: "i32" }, ["i64"], ({ rate, date }, self) => {
    const [cell] = self.variables("i32", "cell");
    const [found] = self.variables("i64", "found");
    return [
      set(cell, i32.shl(i32.add(i32.mul(rate, n(days)), i32.sub(date, n(start))), n(3))),
      set(found, i64.load(cell, factors)),
      when(i64.eqz(found), [
        set(found, call(factorOf, rate, i32.sub(date, n(start)))),
        i64.store(cell, found, factors),
      ]),
      ret(found),
    ];
  });
}

interface Arithmetic {
  readonly exact: Exact;
  readonly factor: Callee<readonly ["i64"]>;
  readonly unlessFault: Stmt;
}

/** What postings that were kept are worth. */
function walkedIn(program: Program, plan: Plan, { exact, factor, unlessFault }: Arithmetic): Callee<readonly ["i64"]> {
  const { address } = plan.regions.postings;
  return program.function(
    "worth",
    { signs: "i32", due: "i32", since: "i32", until: "i32", rate: "i32" },
    ["i64"],
    ({ signs, due, since, until, rate }, self) => {
      const [at, sign, date] = self.variables("i32", "at", "sign", "date");
      const [minor, result] = self.variables("i64", "minor", "result");
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
              take([moreHigh, moreLow], exact.mulWide(), minor, call(factor, rate, date)),
              take([high, low], exact.addWide(), high, low, moreHigh, moreLow),
            ]),
          ]),
          set(at, i32.sub(at, n(POSTING.bytes))),
        ]),
        set(result, exact.roundWide(high, low, i64.const(DECIMALS))),
        unlessFault,
        ret(result),
      ];
    },
  );
}
