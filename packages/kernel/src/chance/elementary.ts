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
  type Local,
  once,
  type Program,
  ret,
  type Stmt,
  set,
  when,
} from "../code/index.ts";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const TWO_54 = 18014398509481984;

const real = (value: number): Expr<"f64"> => f64.const(value);
const { add, sub, mul, div } = f64;

/** Coefficients from the lowest power on: c0 + x (c1 + x (…)). */
function polynomial(x: Expr<"f64">, coefficients: readonly number[]): Expr<"f64"> {
  const [first, ...rest] = coefficients;
  if (first === undefined) throw new TypeError("a polynomial without coefficients");
  return rest.length === 0 ? real(first) : add(real(first), mul(x, polynomial(x, rest)));
}

const scaledBy = (k: Local<"i32">, factor: number): Expr<"f64"> => mul(f64.convert_i32_s(k), real(factor));

/** 2^k for a whole k from −1022 to 1023. */
function powerOfTwo(k: Expr<"i32">): Expr<"f64"> {
  return f64.reinterpret_i64(i64.shl(i64.extend_i32_s(i32.add(k, i32.const(1023))), i64.const(52n)));
}

type Real = Callee<readonly ["f64"]>;

function lnIn(program: Program): Real {
  return program.function("ln", { x: "f64" }, ["f64"], ({ x }, self) => {
    const [k, high, up] = self.variables("i32", "k", "high", "up");
    const bits = self.local("i64", "bits");
    const [f, s, z, w, rest, half] = self.variables("f64", "f", "s", "z", "w", "rest", "half");
    const word = (value: number) => i32.const(value | 0);
    const low = i64.and(bits, i64.const(0xffffffffn));
    const odd = mul(w, polynomial(w, [3.999999999940941908e-1, 2.222219843214978396e-1, 1.531383769920937332e-1]));
    const even = mul(
      z,
      polynomial(
        w,
        [6.66666666666673513e-1, 2.857142874366239149e-1, 1.818357216161805012e-1, 1.479819860510658591e-1],
      ),
    );
    const tail = mul(s, add(half, rest));
    return [
      when(i32.eqz(f64.gt(x, real(0))), [
        ret(choose(f64.eq(x, real(0)), real(Number.NEGATIVE_INFINITY), real(Number.NaN))),
      ]),
      when(f64.eq(x, real(Number.POSITIVE_INFINITY)), [ret(x)]),
      when(f64.lt(x, real(2.2250738585072014e-308)), [set(x, mul(x, real(TWO_54))), set(k, i32.const(-54))]),
      // x = 2^k (1 + f) with √½ < 1 + f < √2
      set(bits, i64.reinterpret_f64(x)),
      set(high, i32.wrap_i64(i64.shr_u(bits, i64.const(32n)))),
      set(k, i32.add(k, i32.sub(i32.shr_u(high, i32.const(20)), i32.const(1023)))),
      set(high, i32.and(high, word(0xfffff))),
      set(up, i32.and(i32.add(high, word(0x95f64)), word(0x100000))),
      set(high, i32.or(high, i32.xor(up, word(0x3ff00000)))),
      set(k, i32.add(k, i32.shr_u(up, i32.const(20)))),
      set(f, sub(f64.reinterpret_i64(i64.or(i64.shl(i64.extend_i32_u(high), i64.const(32n)), low)), real(1))),
      when(f64.eq(f, real(0)), [ret(choose(i32.eqz(k), real(0), add(scaledBy(k, LN2_HIGH), scaledBy(k, LN2_LOW))))]),
      set(s, div(f, add(real(2), f))),
      set(z, mul(s, s)),
      set(w, mul(z, z)),
      set(rest, add(odd, even)),
      set(half, mul(mul(real(0.5), f), f)),
      when(i32.eqz(k), [ret(sub(f, sub(half, tail)))]),
      ret(sub(scaledBy(k, LN2_HIGH), sub(sub(half, add(tail, scaledBy(k, LN2_LOW))), f))),
    ];
  });
}

const EXP = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];

function expIn(program: Program): Real {
  return program.function("exp", { x: "f64" }, ["f64"], ({ x }, self) => {
    const k = self.local("i32", "k");
    const [high, low, r, t, c, y] = self.variables("f64", "high", "low", "r", "t", "c", "y");
    const beyond = either(f64.gt(x, real(0.34657359027997264)), f64.lt(x, real(-0.34657359027997264)));
    const nearest = add(mul(real(1.442695040888963387), x), choose(f64.lt(x, real(0)), real(-0.5), real(0.5)));
    const reduce: Stmt[] = [
      set(k, i32.trunc_sat_f64_s(nearest)), // −1075 to 1024
      set(high, sub(x, scaledBy(k, LN2_HIGH))),
      set(low, scaledBy(k, LN2_LOW)),
    ];
    return [
      when(f64.ne(x, x), [ret(x)]),
      when(f64.gt(x, real(7.09782712893383973096e2)), [ret(real(Number.POSITIVE_INFINITY))]),
      when(f64.lt(x, real(-7.4513321910194110842e2)), [ret(real(0))]),
      set(high, x),
      when(beyond, reduce),
      set(r, sub(high, low)),
      set(t, mul(r, r)),
      set(c, sub(r, mul(t, polynomial(t, EXP)))),
      when(i32.eqz(k), [ret(sub(real(1), sub(div(mul(r, c), sub(c, real(2))), r)))]),
      set(y, sub(real(1), sub(sub(low, div(mul(r, c), sub(real(2), c))), high))),
      when(i32.eq(k, i32.const(1024)), [ret(mul(mul(y, real(2)), real(2 ** 1023)))]),
      when(i32.ge_s(k, i32.const(-1022)), [ret(mul(y, powerOfTwo(k)))]),
      ret(mul(mul(y, powerOfTwo(i32.add(k, i32.const(1000)))), real(2 ** -1000))),
    ];
  });
}

function log1pIn(program: Program, ln: Real): Real {
  return program.function("logOnePlus", { x: "f64" }, ["f64"], ({ x }, self) => {
    const u = self.local("f64", "u");
    return [
      set(u, add(real(1), x)),
      when(either(f64.eq(u, real(1)), f64.eq(u, real(Number.POSITIVE_INFINITY))), [ret(x)]),
      ret(div(mul(call(ln, u), x), sub(u, real(1)))),
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
  /** ln(1 + x), accurate for small x. */
  readonly log1p: OfOne;
  /** e^x − 1, accurate for small x. */
  readonly expm1: OfOne;
  /** base^power for a base ≥ 0. */
  readonly pow: (base: Expr<"f64">, power: Expr<"f64">) => Expr<"f64">;
}

/** The elementary functions for the code of a program; each becomes part of it when it is first used. */
export function elementaryIn(program: Program): Elementary {
  const ln = once(() => lnIn(program));
  const exp = once(() => expIn(program));
  const log1p = once(() => log1pIn(program, ln()));
  const expm1 = once(() => expm1In(program, ln(), exp()));
  const pow = once(() => powIn(program, ln(), exp()));
  return {
    ln: (x) => call(ln(), x),
    exp: (x) => call(exp(), x),
    log1p: (x) => call(log1p(), x),
    expm1: (x) => call(expm1(), x),
    pow: (base, power) => call(pow(), base, power),
  };
}
