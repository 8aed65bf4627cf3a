/**
 * A number rounded to 15 significant digits, as one that is set into a machine is kept.
 *
 * The double is scaled to a whole part of 15 digits; the rounding error of that product is had exactly (Dekker 1971), so
 * that a double which is known exactly is rounded right, ties to even. One that is known within a bound is rounded where
 * no other digit is possible; else the answer is not a number, and exact arithmetic is asked.
 */
import {
  both,
  type Callee,
  type Expr,
  either,
  f64,
  i32,
  i64,
  loopWhile,
  not,
  type Program,
  ret,
  select,
  set,
  when,
} from "../code/index.ts";

const DIGITS = 15;
/** Powers of ten up to here are doubles without rounding. */
const LARGEST_POWER = 22;
const LOWEST = 10 ** (DIGITS - 1);
const HIGHEST = 10 ** DIGITS;
/** Numbers beyond these are left to exact arithmetic: their powers of ten are no doubles. */
const SMALLEST_NUMBER = 1e-7;
const LARGEST_NUMBER = 1e22;

const n = (value: number): Expr<"i32"> => i32.const(value);
const x = (value: number): Expr<"f64"> => f64.const(value);

/** Bytes of the table that `shortIn` reads: the powers of ten. */
export function powersOfTen(): Uint8Array {
  const bytes = new Uint8Array(8 * (LARGEST_POWER + 1));
  const view = new DataView(bytes.buffer);
  for (let power = 0; power <= LARGEST_POWER; power += 1) view.setFloat64(8 * power, Number(`1e${power}`), true);
  return bytes;
}

/** (number, bound on its error) → the double nearest to its first 15 digits, or not a number. */
export function shortIn(program: Program, powers: number): Callee<readonly ["f64"]> {
  const split = (of: Expr<"f64">): Expr<"f64"> => f64.mul(of, x(134_217_729)); // 2^27 + 1
  return program.function("short", { value: "f64", error: "f64" }, ["f64"], ({ value, error }, self) => {
    const [size, power, high, low, rounded, off, bound] = self.variables(
      "f64",
      ...(["size", "power", "high", "low", "rounded", "off", "bound"] as const),
    );
    const [big, a, b, c, d] = self.variables("f64", "big", "a", "b", "c", "d");
    const [exponent] = self.variables("i32", "exponent");
    const load = (of: Expr<"i32">): Expr<"f64"> => f64.load(i32.shl(of, n(3)), powers);
    // The two halves of a double, whose products are exact.
    const halves = (of: Expr<"f64">, upper: typeof a, lower: typeof b) => [
      set(big, split(of)),
      set(upper, f64.sub(big, f64.sub(big, of))),
      set(lower, f64.sub(of, upper)),
    ];
    /** high · low parts of p · q, where `high` holds the rounded product. */
    const lost = (product: Expr<"f64">): Expr<"f64"> =>
      f64.add(f64.add(f64.add(f64.sub(f64.mul(a, c), product), f64.mul(a, d)), f64.mul(b, c)), f64.mul(b, d));
    const scaledUp = [
      set(power, load(exponent)),
      set(high, f64.mul(size, power)),
      ...halves(size, a, b),
      ...halves(power, c, d),
      set(low, lost(high)),
      set(bound, f64.mul(error, power)),
    ];
    const scaledDown = [
      set(power, load(i32.sub(n(0), exponent))),
      set(high, f64.div(size, power)),
      ...halves(high, a, b),
      ...halves(power, c, d),
      set(big, f64.mul(high, power)),
      set(low, f64.div(f64.sub(f64.sub(size, big), lost(big)), power)),
      set(bound, f64.add(f64.div(error, power), x(2 ** -60))),
    ];
    const scale = [when(i32.ge_s(exponent, n(0)), scaledUp, scaledDown)];
    const log2 = i32.sub(i32.wrap_i64(i64.shr_u(i64.reinterpret_f64(size), i64.const(52n))), n(1023));
    return [
      when(f64.eq(value, x(0)), [when(f64.eq(error, x(0)), [ret(x(0))]), ret(x(Number.NaN))]),
      set(size, f64.abs(value)),
      when(either(f64.lt(size, x(SMALLEST_NUMBER)), not(f64.lt(size, x(LARGEST_NUMBER)))), [ret(x(Number.NaN))]),
      // 1233 / 4096 is a little more than log10 2: one too high at most, and then put right.
      set(exponent, i32.sub(n(DIGITS - 1), i32.shr_s(i32.mul(log2, n(1233)), n(12)))),
      ...scale,
      when(f64.lt(high, x(LOWEST)), [set(exponent, i32.add(exponent, n(1))), ...scale]),
      when(f64.ge(high, x(HIGHEST)), [set(exponent, i32.sub(exponent, n(1))), ...scale]),
      when(either(f64.lt(high, x(LOWEST)), f64.ge(high, x(HIGHEST))), [ret(x(Number.NaN))]),
      // Across a power of ten the digits have another place.
      when(
        both(
          f64.ne(bound, x(0)),
          either(
            f64.lt(f64.sub(high, f64.add(bound, x(1))), x(LOWEST)),
            f64.ge(f64.add(high, f64.add(bound, x(1))), x(HIGHEST)),
          ),
        ),
        [ret(x(Number.NaN))],
      ),
      set(rounded, f64.nearest(high)),
      set(off, f64.add(f64.sub(high, rounded), low)),
      when(f64.eq(error, x(0)), [
        when(both(f64.eq(f64.abs(off), x(0.5)), i32.ge_s(exponent, n(0))), [
          // A tie goes to the even one.
          when(f64.ne(f64.mul(f64.nearest(f64.mul(rounded, x(0.5))), x(2)), rounded), [
            set(rounded, f64.add(rounded, f64.copysign(x(1), off))),
          ]),
          set(off, x(0)),
        ]),
      ]),
      // Too near a half to tell; what is known exactly and scaled up is never so.
      when(both(f64.le(f64.abs(f64.sub(f64.abs(off), x(0.5))), f64.mul(bound, x(1 + 2 ** -30))), f64.ne(bound, x(0))), [
        ret(x(Number.NaN)),
      ]),
      when(f64.gt(off, x(0.5)), [set(rounded, f64.add(rounded, x(1)))]),
      when(f64.lt(off, x(-0.5)), [set(rounded, f64.sub(rounded, x(1)))]),
      set(rounded, select(i32.ge_s(exponent, n(0)), f64.div(rounded, power), f64.mul(rounded, power))),
      ret(f64.copysign(rounded, value)),
    ];
  });
}

/** (x, k) → x to the power k by repeated squaring, the inverse for k below 0: at most |k| + 1 roundings. */
export function powerIn(program: Program): Callee<readonly ["f64"]> {
  return program.function("powerOf", { base: "f64", k: "i32" }, ["f64"], ({ base, k }, self) => {
    const [power, square] = self.variables("f64", "power", "square");
    const [rest] = self.variables("i32", "rest");
    return [
      set(power, x(1)),
      set(square, base),
      set(rest, select(i32.lt_s(k, n(0)), i32.sub(n(0), k), k)),
      loopWhile(rest, () => [
        when(i32.and(rest, n(1)), [set(power, f64.mul(power, square))]),
        set(square, f64.mul(square, square)),
        set(rest, i32.shr_u(rest, n(1))),
      ]),
      ret(select(i32.lt_s(k, n(0)), f64.div(x(1), power), power)),
    ];
  });
}
