/**
 * Logarithm, exponential and power in code: the algorithms of core (`@steppe/core`, chance/elementary.ts, which names
 * their sources), operation for operation. Tested bit for bit against it: whoever changes one changes both.
 */
import {
  type Callee,
  call,
  choose,
  type Expr,
  either,
  f64,
  i32,
  i64,
  not,
  once,
  type Program,
  ret,
  select,
  set,
  when,
} from "../code/index.ts";
import type { Lines } from "./lines.ts";
import { lnIn, lnOfBits, lnTable } from "./logarithm.ts";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

const real = (value: number): Expr<"f64"> => f64.const(value);
const { add, sub, mul, div } = f64;

/** Coefficients from the lowest power on: c0 + x (c1 + x (…)). */
function polynomial(x: Expr<"f64">, coefficients: readonly number[]): Expr<"f64"> {
  const [first, ...rest] = coefficients;
  if (first === undefined) throw new TypeError("a polynomial without coefficients");
  return rest.length === 0 ? real(first) : add(real(first), mul(x, polynomial(x, rest)));
}

/** 2^k for a whole k from −1022 to 1023. */
function powerOfTwo(k: Expr<"i32">): Expr<"f64"> {
  return f64.reinterpret_i64(i64.shl(i64.extend_i32_s(i32.add(k, i32.const(1023))), i64.const(52n)));
}

type Real = Callee<readonly ["f64"]>;

/** Puts bytes into the memory of the program before it runs, and says at which address. */
export type Place = (bytes: Uint8Array) => number;

/** Of a program that has no other use for its memory: a page from which tables are given room. */
export function pageOf(program: Program): Place {
  program.useMemory({ initial: 1 });
  let top = 0;
  return (bytes) => {
    const address = top;
    program.place(address, bytes);
    top += bytes.length;
    return address;
  };
}

const EXP = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];

function expIn(program: Program): Real {
  return program.function("exp", { x: "f64" }, ["f64"], ({ x }, self) => {
    const k = self.local("i32", "k");
    const [whole, high, low, r, t, c, y] = self.variables("f64", "whole", "high", "low", "r", "t", "c", "y");
    const nearest = f64.trunc(add(mul(real(1.442695040888963387), x), f64.copysign(real(0.5), x)));
    return [
      when(not(f64.le(f64.abs(x), real(708))), [
        when(f64.ne(x, x), [ret(x)]),
        when(f64.gt(x, real(7.09782712893383973096e2)), [ret(real(Number.POSITIVE_INFINITY))]),
        when(f64.lt(x, real(-7.4513321910194110842e2)), [ret(real(0))]),
      ]),
      // Within ½ ln 2 of 0 core leaves x as it is: with k = 0 the sums below do so too.
      set(whole, select(f64.gt(f64.abs(x), real(0.34657359027997264)), nearest, real(0))),
      set(k, i32.trunc_sat_f64_s(whole)), // −1075 to 1024
      set(high, sub(x, mul(whole, real(LN2_HIGH)))),
      set(low, mul(whole, real(LN2_LOW))),
      set(r, sub(high, low)),
      set(t, mul(r, r)),
      set(c, sub(r, mul(t, polynomial(t, EXP)))),
      set(y, sub(real(1), sub(sub(low, div(mul(r, c), sub(real(2), c))), high))),
      when(i32.lt_u(i32.add(k, i32.const(1022)), i32.const(2046)), [ret(mul(y, powerOfTwo(k)))]),
      when(i32.eq(k, i32.const(1024)), [ret(mul(mul(y, real(2)), real(2 ** 1023)))]),
      ret(mul(mul(y, powerOfTwo(i32.add(k, i32.const(1000)))), real(2 ** -1000))),
    ];
  });
}

function log1pIn(program: Program, ln: Real): Real {
  return program.function("logOnePlus", { x: "f64" }, ["f64"], ({ x }, self) => {
    const [u, less] = self.variables("f64", "u", "less");
    return [
      set(u, add(real(1), x)),
      when(either(f64.eq(u, real(1)), f64.eq(u, real(Number.POSITIVE_INFINITY))), [ret(x)]),
      set(less, sub(u, real(1))),
      when(f64.eq(less, x), [ret(call(ln, u))]),
      ret(div(mul(call(ln, u), x), less)),
    ];
  });
}

function expm1In(program: Program, ln: Real, exp: Real): Real {
  return program.function("expMinusOne", { x: "f64" }, ["f64"], ({ x }, self) => {
    const [u, less] = self.variables("f64", "u", "less");
    return [
      set(u, call(exp, x)),
      when(f64.eq(u, real(1)), [ret(x)]),
      set(less, sub(u, real(1))),
      when(either(f64.eq(less, real(-1)), f64.eq(u, real(Number.POSITIVE_INFINITY))), [ret(less)]),
      ret(div(mul(less, x), call(ln, u))),
    ];
  });
}

function powIn(program: Program, ln: Real, exp: Real): Real {
  return program.function("pow", { base: "f64", power: "f64" }, ["f64"], ({ base, power }) => [
    when(f64.eq(base, real(0)), [
      when(f64.gt(power, real(0)), [ret(real(0))]),
      ret(choose(f64.eq(power, real(0)), real(1), real(Number.POSITIVE_INFINITY))),
    ]),
    ret(call(exp, mul(power, call(ln, base)))),
  ]);
}

type OfOne = (x: Expr<"f64">) => Expr<"f64">;

export interface Elementary {
  readonly ln: OfOne;
  readonly exp: OfOne;
  /** ln of what is greater than 0, finite and no subnormal, written down without a call. */
  lnNormal(w: Lines, x: Expr<"f64">): Expr<"f64">;
  /** ln(1 + x), accurate for small x. */
  readonly log1p: OfOne;
  /** e^x − 1, accurate for small x. */
  readonly expm1: OfOne;
  /** base^power for a base ≥ 0. */
  readonly pow: (base: Expr<"f64">, power: Expr<"f64">) => Expr<"f64">;
}

/** The elementary functions for the code of a program; each becomes part of it when it is first used. */
export function elementaryIn(program: Program, place: Place): Elementary {
  const table = once(() => place(lnTable()));
  const ln = once(() => lnIn(program, table()));
  const exp = once(() => expIn(program));
  const log1p = once(() => log1pIn(program, ln()));
  const expm1 = once(() => expm1In(program, ln(), exp()));
  const pow = once(() => powIn(program, ln(), exp()));
  return {
    ln: (x) => call(ln(), x),
    lnNormal: (w, x) => lnOfBits(w, table(), w.keep(i64.reinterpret_f64(x), "bits")),
    exp: (x) => call(exp(), x),
    log1p: (x) => call(log1p(), x),
    expm1: (x) => call(expm1(), x),
    pow: (base, power) => call(pow(), base, power),
  };
}
