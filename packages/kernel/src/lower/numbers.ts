/**
 * Arithmetic of lowered numbers.
 *
 * Whole values stay whole as long as they can: sums over a common scale, products with constants, products of two when
 * both are small. Whatever would leave i64 goes to exact arithmetic. Doubles carry a bound on their error (running
 * error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2002, 3.3); the rounding error of a sum is
 * had exactly (Knuth's two-sum), so that sums of whole doubles are known to be exact.
 */
import { type Exact, exact, ONE, toDouble, ZERO } from "@steppe/core";
import { both, type Callee, call, choose, type Expr, either, f64, i32, i64, not, select } from "../code/index.ts";
import { commonScale, type Numeric, type Real, timesIn, type Whole, wholeOf, ZERO_F } from "./lowered.ts";
import type { Writing } from "./writing.ts";

/** Factors beyond this are left to doubles. */
const LARGEST_FACTOR = 1n << 16n;
/** Parts finer than this are left to doubles: whole multiples of them would not fit for long. */
const FINEST = 1n << 20n;
/** Whole doubles below this are exact. */
const EXACT_DOUBLE = 2 ** 53;
const HALF_ULP = 2 ** -53;
/** Powers are found by multiplication between this and its inverse. */
const SMALLEST_POWER = 2 ** -1000;
/** A bound that is computed in doubles is itself a little off. */
const SAFETY = 1 + 2 ** -40;

const isExactDouble = (x: Exact): boolean => {
  const double = toDouble(x);
  return Number.isFinite(double) && exactOf(double).equals(x);
};

function exactOf(double: number): Exact {
  let scaled = double;
  let shift = 0n;
  while (!Number.isInteger(scaled) && shift < 1100n) {
    scaled *= 2;
    shift += 1n;
  }
  return exact(BigInt(scaled), 1n << shift);
}

export class Numbers {
  readonly #w: Writing;

  constructor(writing: Writing) {
    this.#w = writing;
  }

  /** The same value with this scale; undefined when it is no whole multiple of it, or too large. */
  atScale(x: Numeric, scale: Exact): Expr<"i64"> | undefined {
    if (x.is === "constant") {
      const times = timesIn(x.value, scale);
      return times === undefined || BigInt.asIntN(63, times) !== times ? undefined : i64.const(times);
    }
    if (x.is === "real") return undefined;
    const times = timesIn(x.scale, scale);
    if (times === undefined || times > LARGEST_FACTOR) return undefined;
    return this.#times(x.code, times);
  }

  /** A product with a constant, i64; leaves for exact arithmetic where it would overflow. */
  #times(code: Expr<"i64">, times: bigint): Expr<"i64"> {
    if (times === 1n) return code;
    const kept = this.#w.keep(code);
    const limit = ((1n << 62n) / times) as bigint;
    this.#w.askIf(either(i64.gt_s(kept, i64.const(limit)), i64.lt_s(kept, i64.const(-limit))));
    return i64.mul(kept, i64.const(times));
  }

  /** A common scale for two values, and both at it. */
  #together(a: Numeric, b: Numeric): readonly [Expr<"i64">, Expr<"i64">, Exact] | undefined {
    if (a.is === "real" || b.is === "real") return undefined;
    const scaleOf = (x: Numeric): Exact => (x.is === "constant" ? x.value.abs() : (x as Whole).scale);
    const nothing = (x: Numeric): boolean => x.is === "constant" && x.value.n === 0n;
    const scale = nothing(a) ? scaleOf(b) : nothing(b) ? scaleOf(a) : commonScale(scaleOf(a), scaleOf(b));
    if (scale.n === 0n || scale.d > FINEST) return undefined;
    const [left, right] = [this.atScale(a, scale), this.atScale(b, scale)];
    return left && right && [left, right, scale];
  }

  negate(a: Numeric): Numeric {
    if (a.is === "constant") return { is: "constant", value: a.value.neg() };
    if (a.is === "real") {
      const { assumption: _not, ...rest } = a;
      return { ...rest, code: f64.neg(a.code) };
    }
    const kept = this.#w.keep(a.code);
    this.#w.askIf(i64.eq(kept, i64.const(-(1n << 63n))));
    return wholeOf(i64.sub(i64.const(0n), kept), a.scale);
  }

  add(a: Numeric, b: Numeric, sign: 1 | -1 = 1): Numeric {
    if (a.is === "constant" && b.is === "constant") {
      return { is: "constant", value: sign === 1 ? a.value.add(b.value) : a.value.sub(b.value) };
    }
    if (b.is === "constant" && b.value.n === 0n && a.is !== "real") return a;
    if (sign === 1 && a.is === "constant" && a.value.n === 0n && b.is !== "real") return b;
    const together = this.#together(a, b);
    if (together) return this.#addWhole(together, sign);
    return this.#addReal(this.real(a), this.real(b), sign);
  }

  #addWhole([left, right, scale]: readonly [Expr<"i64">, Expr<"i64">, Exact], sign: 1 | -1): Numeric {
    const w = this.#w;
    const [a, b] = [w.keep(left), w.keep(right)];
    const sum = w.keep(sign === 1 ? i64.add(a, b) : i64.sub(a, b), "sum");
    // Hacker's Delight, 2-13: the sign of the sum differs from that of both (for a difference: of a, and b's from a's).
    const overflow = sign === 1 ? i64.and(i64.xor(a, sum), i64.xor(b, sum)) : i64.and(i64.xor(a, b), i64.xor(a, sum));
    w.askIf(i64.lt_s(overflow, i64.const(0n)));
    return wholeOf(sum, scale);
  }

  #addReal(a: Real, b: Real, sign: 1 | -1): Real {
    const w = this.#w;
    const x = w.keep(a.code);
    const y = w.keep(sign === 1 ? b.code : f64.neg(b.code));
    const sum = w.keep(f64.add(x, y), "sum");
    const back = w.keep(f64.sub(sum, x));
    const lost = f64.add(f64.sub(x, f64.sub(sum, back)), f64.sub(y, back));
    return { is: "real", code: sum, error: w.keep(this.#errors(f64.abs(lost), a.error, b.error), "error") };
  }

  #errors(own: Expr<"f64">, ...others: readonly (Expr<"f64"> | undefined)[]): Expr<"f64"> {
    const given = others.filter((one) => one !== undefined);
    if (given.length === 0) return own;
    return f64.mul(
      given.reduce((sum, one) => f64.add(sum, one), own),
      f64.const(SAFETY),
    );
  }

  multiply(a: Numeric, b: Numeric): Numeric {
    if (a.is === "constant" && b.is === "constant") return { is: "constant", value: a.value.mul(b.value) };
    if (a.is === "constant") return this.#scaled(b, a.value);
    if (b.is === "constant") return this.#scaled(a, b.value);
    if (a.is === "whole" && b.is === "whole") {
      const w = this.#w;
      const [x, y] = [w.keep(a.code), w.keep(b.code)];
      const small = (one: Expr<"i64">) => i64.eq(i64.extend32_s(one), one);
      w.askIf(not(both(small(x), small(y))));
      return wholeOf(w.keep(i64.mul(x, y), "product"), a.scale.mul(b.scale));
    }
    return this.#multiplyReal(this.real(a), this.real(b));
  }

  #scaled(x: Numeric, by: Exact): Numeric {
    if (by.n === 0n) return { is: "constant", value: ZERO };
    if (x.is === "constant") return { is: "constant", value: x.value.mul(by) };
    if (x.is === "whole") {
      const positive = by.s < 0n ? (this.negate(x) as Whole) : x;
      return wholeOf(positive.code, x.scale.mul(by.abs()));
    }
    if (by.equals(ONE)) return x;
    return this.#multiplyReal(x, this.real({ is: "constant", value: by }));
  }

  #multiplyReal(a: Real, b: Real): Real {
    const w = this.#w;
    const [x, y] = [w.keep(a.code), w.keep(b.code)];
    const product = w.keep(f64.mul(x, y), "product");
    const size = w.keep(f64.abs(product));
    const whole = both(both(this.#isWhole(x), this.#isWhole(y)), f64.lt(size, f64.const(EXACT_DOUBLE)));
    const rounding = select(this.#isExact(whole, a, b), ZERO_F, this.#roundingOf(size));
    const spread = [
      ...(b.error ? [f64.mul(f64.abs(x), b.error)] : []),
      ...(a.error ? [f64.mul(f64.abs(y), a.error)] : []),
      ...(a.error && b.error ? [f64.mul(a.error, b.error)] : []),
    ];
    return { is: "real", code: product, error: w.keep(this.#errors(rounding, ...spread), "error") };
  }

  #isWhole(x: Expr<"f64">): Expr<"i32"> {
    return f64.eq(f64.nearest(x), x);
  }

  /** Whether nothing is lost: a bound that is not zero may itself be lost below the smallest double. */
  #isExact(found: Expr<"i32">, ...operands: readonly Real[]): Expr<"i32"> {
    return operands.reduce((so, { error }) => (error ? both(so, f64.eq(error, ZERO_F)) : so), found);
  }

  /** Half a unit in the last place, and no less than what product and bounds lose below the smallest normal double. */
  #roundingOf(size: Expr<"f64">): Expr<"f64"> {
    return f64.add(f64.mul(size, f64.const(HALF_ULP)), f64.const(2 ** -1072));
  }

  divide(a: Numeric, b: Numeric): Numeric | undefined {
    const w = this.#w;
    if (b.is === "constant") {
      if (b.value.n === 0n) {
        w.ask();
        return undefined;
      }
      return this.#scaled(a, b.value.inverse());
    }
    const [top, bottom] = [this.real(a), this.real(b)];
    const [x, y] = [w.keep(top.code), w.keep(bottom.code)];
    const divisor = w.keep(f64.abs(y));
    const off = bottom.error ?? ZERO_F;
    w.askIf(not(f64.gt(divisor, f64.mul(off, f64.const(2)))));
    const quotient = w.keep(f64.div(x, y), "quotient");
    const size = w.keep(f64.abs(quotient));
    // A whole quotient of whole numbers that multiplies back is exact.
    const even = both(
      both(
        both(this.#isWhole(x), this.#isWhole(y)),
        both(this.#isWhole(quotient), f64.lt(f64.abs(x), f64.const(EXACT_DOUBLE))),
      ),
      f64.eq(f64.mul(quotient, y), x),
    );
    const rounding = select(this.#isExact(even, top, bottom), ZERO_F, this.#roundingOf(size));
    const spread = [
      ...(top.error ? [f64.div(f64.mul(top.error, f64.const(2)), divisor)] : []),
      ...(bottom.error ? [f64.div(f64.mul(f64.mul(size, bottom.error), f64.const(2)), divisor)] : []),
    ];
    return { is: "real", code: quotient, error: w.keep(this.#errors(rounding, ...spread), "error") };
  }

  /** As a double with a bound. */
  real(x: Numeric): Real {
    if (x.is === "real") return x;
    const w = this.#w;
    if (x.is === "constant") {
      const code = toDouble(x.value);
      if (isExactDouble(x.value)) return { is: "real", code: f64.const(code) };
      return { is: "real", code: f64.const(code), error: f64.const(Math.abs(code) * HALF_ULP + 2 ** -1074) };
    }
    const double = w.keep(f64.convert_i64_s(x.code));
    if (x.scale.equals(ONE)) {
      const size = f64.abs(double);
      const error = select(f64.lt(size, f64.const(EXACT_DOUBLE)), ZERO_F, this.#roundingOf(size));
      return { is: "real", code: double, error: w.keep(error, "error") };
    }
    const code = w.keep(f64.mul(double, f64.const(toDouble(x.scale))), "real");
    const error = f64.add(f64.mul(f64.abs(code), f64.const(4 * HALF_ULP)), f64.const(2 ** -1073));
    return { is: "real", code, error: w.keep(error, "error") };
  }

  /** -1, 0 or 1 as `holds` asks of it; leaves for exact arithmetic when too close to call. */
  compare(a: Numeric, b: Numeric, operator: "=" | "!=" | "<" | "<=" | ">" | ">="): Expr<"i32"> {
    if (a.is === "real" && b.is === "real" && a.assumption !== undefined && a.assumption === b.assumption) {
      return i32.const(["=", "<=", ">="].includes(operator) ? 1 : 0);
    }
    const together = this.#together(a, b);
    if (together) {
      const [x, y] = together;
      return I64_COMPARE[operator](x, y);
    }
    const w = this.#w;
    const [left, right] = [this.#plain(a), this.#plain(b)];
    if (left && right) {
      const [x, y] = [w.keep(left.code), w.keep(right.code)];
      // A number of few digits and an exact double that share their double are the same only when they are whole.
      if (left.short !== right.short) w.askIf(both(f64.eq(x, y), f64.ne(f64.nearest(x), x)));
      return F64_COMPARE[operator](x, y);
    }
    const [p, q] = [this.real(a), this.real(b)];
    const [x, y] = [w.keep(p.code), w.keep(q.code)];
    const apart = w.keep(f64.abs(f64.sub(x, y)));
    const off = w.keep(this.#errors(ZERO_F, p.error, q.error), "off");
    // The difference itself is right to half a unit in its last place.
    const clear = f64.gt(f64.mul(apart, f64.const(1 - 2 ** -50)), off);
    const certain = either(clear, f64.eq(off, ZERO_F));
    const [shortA, shortB] = [shortness(p), shortness(q)];
    w.askIf(not(shortA && shortB ? either(certain, both(shortA, shortB)) : certain));
    return F64_COMPARE[operator](x, y);
  }

  /** A whole power, by multiplication; asked where it is none, or a large one. */
  power(base: Numeric, exponent: Numeric, powerOf: Callee<readonly ["f64"]>): Numeric | undefined {
    const w = this.#w;
    const k = this.#wholeExponent(exponent);
    if (!k) return undefined;
    const { code, error } = this.real(base);
    const x = w.keep(code);
    const size = w.keep(f64.abs(x));
    const off = w.keep(error ? f64.div(error, size) : ZERO_F, "off");
    const times = w.keep(f64.convert_i32_s(k), "times");
    const spread = w.keep(f64.mul(f64.abs(times), off), "spread");
    // Where the base is known to a hundredth of its part in the power, the bound grows as the power does.
    w.askIf(either(not(f64.gt(size, ZERO_F)), not(f64.lt(spread, f64.const(0.01)))));
    const power = w.keep(call(powerOf, x, k), "power");
    // What leaves the normal doubles on the way, as a quotient by an infinite power does, has no such bound.
    const within = f64.abs(power);
    w.askIf(not(both(f64.gt(within, f64.const(SMALLEST_POWER)), f64.lt(within, f64.const(1 / SMALLEST_POWER)))));
    const rounding = f64.mul(f64.add(f64.abs(times), f64.const(2)), f64.const(2 ** -52));
    const parts = f64.add(f64.mul(spread, f64.const(1.02)), rounding);
    const bound = f64.add(f64.mul(f64.abs(power), parts), f64.const(2 ** -1070));
    return { is: "real", code: power, error: w.keep(select(i32.eqz(k), ZERO_F, bound), "error") };
  }

  /** A whole number from -200 to 200; undefined where it was asked. */
  #wholeExponent(exponent: Numeric): Expr<"i32"> | undefined {
    const w = this.#w;
    const limit = 200;
    const whole = this.atScale(exponent, ONE);
    if (whole) {
      const kept = w.keep(whole, "exponent");
      w.askIf(either(i64.gt_s(kept, i64.const(BigInt(limit))), i64.lt_s(kept, i64.const(BigInt(-limit)))));
      return w.keep(i32.wrap_i64(kept), "exponent");
    }
    const { code, error } = this.real(exponent);
    const x = w.keep(code);
    w.askIf(either(f64.ne(f64.nearest(x), x), f64.gt(f64.abs(x), f64.const(limit))));
    if (error) w.askIf(f64.ne(error, ZERO_F));
    return w.keep(i32.trunc_sat_f64_s(x), "exponent");
  }

  /** A double that compares as the value does: that of a number of at most 15 digits (`short`), or an exact one. */
  #plain(x: Numeric): { readonly code: Expr<"f64">; readonly short: boolean } | undefined {
    if (x.is === "real") return x.kept || !x.error ? { code: x.code, short: x.kept === true } : undefined;
    if (x.is === "whole") return undefined;
    const code = f64.const(toDouble(x.value));
    if (isShort(x.value)) return { code, short: true };
    return isExactDouble(x.value) ? { code, short: false } : undefined;
  }

  /** The greater or lesser of two. */
  extreme(a: Numeric, b: Numeric, which: "min" | "max"): Numeric {
    if (a.is === "constant" && b.is === "constant") {
      const order = a.value.compare(b.value);
      return (which === "min") === order <= 0 ? a : b;
    }
    const together = this.#together(a, b);
    const w = this.#w;
    if (together) {
      const [x, y] = [w.keep(together[0]), w.keep(together[1])];
      const first = which === "min" ? i64.le_s(x, y) : i64.ge_s(x, y);
      return wholeOf(w.keep(select(first, x, y)), together[2]);
    }
    const [p, q] = [this.real(a), this.real(b)];
    const [x, y] = [w.keep(p.code), w.keep(q.code)];
    const code = w.keep(which === "min" ? f64.min(x, y) : f64.max(x, y));
    if (!p.error && !q.error) return { is: "real", code };
    return { is: "real", code, error: w.keep(f64.max(p.error ?? ZERO_F, q.error ?? ZERO_F), "error") };
  }

  absolute(x: Numeric): Numeric {
    if (x.is === "constant") return { is: "constant", value: x.value.abs() };
    if (x.is === "real") {
      const { assumption: _not, ...rest } = x;
      return { ...rest, code: f64.abs(x.code) };
    }
    const kept = this.#w.keep(x.code);
    const negative = this.negate({ ...x, code: kept }) as Whole;
    return wholeOf(this.#w.keep(choose(i64.lt_s(kept, i64.const(0n)), negative.code, kept)), x.scale);
  }
}

/** Whether a real is a number of at most 15 digits: not 0 where it is. */
const shortness = ({ kept, short }: Real): Expr<"i32"> | undefined => (kept ? i32.const(1) : short);

/** At most 15 significant digits: the double nearest to it is nearest to no other such number. */
function isShort(x: Exact): boolean {
  const double = toDouble(x);
  if (!Number.isFinite(double) || (double !== 0 && (Math.abs(double) > 1e290 || Math.abs(double) < 1e-290)))
    return false;
  const [mantissa = "0", power = "0"] = double.toExponential(14).split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  const exponent = Number(power) - 14;
  const back = exponent >= 0 ? exact(digits * 10n ** BigInt(exponent)) : exact(digits, 10n ** BigInt(-exponent));
  return back.equals(x);
}

type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

export const I64_COMPARE: Readonly<Record<Comparison, (a: Expr<"i64">, b: Expr<"i64">) => Expr<"i32">>> = {
  "=": (a, b) => i64.eq(a, b),
  "!=": (a, b) => i64.ne(a, b),
  "<": (a, b) => i64.lt_s(a, b),
  "<=": (a, b) => i64.le_s(a, b),
  ">": (a, b) => i64.gt_s(a, b),
  ">=": (a, b) => i64.ge_s(a, b),
};

const F64_COMPARE: Readonly<Record<Comparison, (a: Expr<"f64">, b: Expr<"f64">) => Expr<"i32">>> = {
  "=": (a, b) => f64.eq(a, b),
  "!=": (a, b) => f64.ne(a, b),
  "<": (a, b) => f64.lt(a, b),
  "<=": (a, b) => f64.le(a, b),
  ">": (a, b) => f64.gt(a, b),
  ">=": (a, b) => f64.ge(a, b),
};
