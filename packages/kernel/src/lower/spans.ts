/** Dates and durations in code. A day is checked where the World checks it; what is out of range is asked. */
import { exact, toEpochDay } from "@steppe/core";
import { both, call, type Expr, either, f64, i32, i64, not, select } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { chosen } from "./chosen.ts";
import { ASKED, constantOf, type Lowered, type Numeric, type Real, type Span, wholeOf } from "./lowered.ts";
import type { Numbers } from "./numbers.ts";
import { nearHalf, rounded64 } from "./rounded.ts";
import type { Toolbox } from "./toolbox.ts";
import type { Writing } from "./writing.ts";

const FIRST_DAY = toEpochDay(1, 1, 1);
const LAST_DAY = toEpochDay(9999, 12, 31);
/** As the World bounds durations: 10,000 years (expression/literal.ts). */
const MONTHS_LIMIT = 120_000;
const DAYS_LIMIT = 4_000_000;
/** A month is 3652425 / 120000 mean days. */
const MEAN = { top: 3_652_425n, bottom: 120_000n } as const;

const n = (value: number): Expr<"i32"> => i32.const(value);
const isZero = (expr: Expr<"i32">): boolean => constantOf(expr) === 0;

export class Spans {
  readonly #w: Writing;
  readonly #tools: Toolbox;
  readonly #numbers: Numbers;

  constructor(writing: Writing, tools: Toolbox, numbers: Numbers) {
    this.#w = writing;
    this.#tools = tools;
    this.#numbers = numbers;
  }

  #keep(span: Span): Span {
    return { is: "span", months: this.#w.keep(span.months, "months"), days: this.#w.keep(span.days, "days") };
  }

  /** A span within bounds, asked otherwise. */
  #limited(span: Span): Span {
    const kept = this.#keep(span);
    for (const [part, limit] of [
      [kept.months, MONTHS_LIMIT],
      [kept.days, DAYS_LIMIT],
    ] as const) {
      if (part.kind === "const" && Math.abs(part.value as number) <= limit) continue;
      this.#w.askIf(either(i32.gt_s(part, n(limit)), i32.lt_s(part, n(-limit))));
    }
    return kept;
  }

  negate({ months, days }: Span): Span {
    return this.#limited({ is: "span", months: i32.sub(n(0), months), days: i32.sub(n(0), days) });
  }

  add(a: Span, b: Span, sign: 1 | -1): Span {
    const part = (x: Expr<"i32">, y: Expr<"i32">): Expr<"i32"> =>
      isZero(y) ? x : sign === 1 ? i32.add(x, y) : i32.sub(x, y);
    return this.#limited({ is: "span", months: part(a.months, b.months), days: part(a.days, b.days) });
  }

  /** A date and a duration. */
  shift(day: Expr<"i32">, span: Span, back: boolean): Lowered {
    const by = this.#keep(span);
    const part = (x: Expr<"i32">): Expr<"i32"> => (back && !isZero(x) ? i32.sub(n(0), x) : x);
    const from = this.#w.keep(day, "day");
    const shifted = isZero(by.months)
      ? select(i32.eq(from, n(NEVER_DAY)), from, i32.add(from, part(by.days)))
      : call(this.#tools.calendar.shift, from, part(by.months), part(by.days));
    const found = this.#w.keep(shifted, "day");
    const outside = either(i32.lt_s(found, n(FIRST_DAY)), i32.gt_s(found, n(LAST_DAY)));
    this.#w.askIf(both(outside, i32.ne(found, n(NEVER_DAY))));
    return { is: "day", code: found };
  }

  between(later: Expr<"i32">, earlier: Expr<"i32">): Lowered {
    const [a, b] = [this.#w.keep(later, "day"), this.#w.keep(earlier, "day")];
    this.#w.askIf(either(i32.eq(a, n(NEVER_DAY)), i32.eq(b, n(NEVER_DAY))));
    return { is: "span", months: n(0), days: i32.sub(a, b) };
  }

  /** The mean days of a span, exactly. */
  meanDays(span: Span): Numeric {
    const [months, days] = [constantOf(span.months), constantOf(span.days)];
    if (typeof months === "number" && typeof days === "number") {
      const total = BigInt(months) * MEAN.top + BigInt(days) * MEAN.bottom;
      return { is: "constant", value: exact(total, MEAN.bottom) };
    }
    const wide = (x: Expr<"i32">): Expr<"i64"> => i64.extend_i32_s(x);
    if (isZero(span.months)) return wholeOf(wide(span.days));
    const ofMonths = i64.mul(wide(span.months), i64.const(MEAN.top));
    const total = isZero(span.days) ? ofMonths : i64.add(ofMonths, i64.mul(wide(span.days), i64.const(MEAN.bottom)));
    return wholeOf(this.#w.keep(total, "meanDays"), exact(1n, MEAN.bottom));
  }

  years(span: Span): Numeric {
    const mean = this.meanDays(span);
    return this.#numbers.multiply(mean, { is: "constant", value: exact(10_000n, 3_652_425n) });
  }

  /** A whole multiple keeps months and days; any other is days. */
  multiply(span: Span, by: Numeric): Lowered {
    const kept = this.#keep(span);
    if (by.is === "constant") {
      if (by.value.d !== 1n) return this.#fraction(kept, by);
      const times = by.value.s * by.value.n;
      if (times > 1_000_000n || times < -1_000_000n) return this.#ask();
      return this.#times(kept, i64.const(times));
    }
    if (by.is === "whole" && by.scale.d === 1n) {
      const whole = this.#numbers.atScale(by, exact(1));
      return whole ? this.#times(kept, whole) : this.#ask();
    }
    const real = this.#numbers.real(by);
    const x = this.#w.keep(real.code);
    const isWhole = this.#w.keep(f64.eq(f64.nearest(x), x), "isWhole");
    if (real.error) this.#w.askIf(this.#near(x, real.error, isWhole));
    this.#w.askIf(f64.ge(f64.abs(x), f64.const(1e6)));
    const even = isWhole;
    const whole = this.#w.aside(() => this.#times(kept, i64.trunc_sat_f64_s(x)));
    const other = this.#w.aside(() => this.#fraction(kept, real));
    return this.#either(even, whole, other);
  }

  /** Whether a double may stand for a whole number, or for none, unlike itself. */
  #near(x: Expr<"f64">, error: Expr<"f64">, isWhole: Expr<"i32">): Expr<"i32"> {
    const off = f64.abs(f64.sub(x, f64.nearest(x)));
    return both(f64.ne(error, f64.const(0)), either(isWhole, f64.le(off, error)));
  }

  #either(
    condition: Expr<"i32">,
    then: Parameters<typeof chosen>[2],
    otherwise: Parameters<typeof chosen>[3],
  ): Lowered {
    return chosen(this.#w, condition, then, otherwise) ?? ASKED;
  }

  #times({ months, days }: Span, by: Expr<"i64">): Span {
    const factor = this.#w.keep(by, "times");
    const part = (x: Expr<"i32">): Expr<"i32"> => {
      if (isZero(x)) return x;
      const product = this.#w.keep(i64.mul(i64.extend_i32_s(x), factor), "product");
      this.#w.askIf(i64.ne(i64.extend32_s(product), product));
      return i32.wrap_i64(product);
    };
    return this.#limited({ is: "span", months: part(months), days: part(days) });
  }

  /** A fraction of a span, in days rounded half-even. */
  #fraction(span: Span, by: Numeric): Lowered {
    return this.days(this.#numbers.multiply(this.meanDays(span), by));
  }

  /** The nearest whole number, ties to even; undefined when it was asked. */
  rounded(value: Numeric): Expr<"i64"> | undefined {
    return rounded64(this.#w, this.#tools, this.#numbers, value);
  }

  /** So many days, rounded half-even. */
  days(count: Numeric): Lowered {
    if (count.is === "real") return { is: "span", months: n(0), days: this.#realDays(count) };
    const rounded = this.rounded(count);
    if (!rounded) return ASKED;
    const kept = this.#w.keep(rounded, "days");
    this.#w.askIf(
      either(i64.gt_s(kept, i64.const(BigInt(DAYS_LIMIT))), i64.lt_s(kept, i64.const(-BigInt(DAYS_LIMIT)))),
    );
    return { is: "span", months: n(0), days: this.#w.keep(i32.wrap_i64(kept), "days") };
  }

  /** Days of a double: within the bounds of durations no 64 bits are needed. */
  #realDays(count: Real): Expr<"i32"> {
    const x = this.#w.keep(count.code);
    // Not a number is within no bounds.
    this.#w.askIf(not(f64.lt(f64.abs(x), f64.const(DAYS_LIMIT))));
    const nearest = this.#w.keep(f64.nearest(x), "nearest");
    if (count.error) this.#w.askIf(nearHalf(this.#w, x, nearest, count.error));
    return this.#w.keep(i32.trunc_sat_f64_s(nearest), "days");
  }

  /** A quotient keeps months and days where both divide evenly; otherwise it is a fraction, in days. */
  divide(span: Span, by: Numeric): Lowered {
    const kept = this.#keep(span);
    if (by.is === "constant" && by.value.n !== 0n) {
      const isWhole = by.value.d === 1n && by.value.n <= 1_000_000n;
      if (!isWhole) return this.multiply(kept, { is: "constant", value: by.value.inverse() });
      return this.#divideWhole(kept, n(Number(by.value.s * by.value.n)), by);
    }
    const real = this.#numbers.real(by);
    const x = this.#w.keep(real.code);
    const isWhole = this.#w.keep(f64.eq(f64.nearest(x), x), "isWhole");
    this.#w.askIf(f64.le(f64.abs(x), real.error ?? f64.const(0)));
    if (real.error) this.#w.askIf(this.#near(x, real.error, isWhole));
    this.#w.askIf(f64.ge(f64.abs(x), f64.const(1e6)));
    const even = isWhole;
    const whole = this.#w.aside(() => this.#divideWhole(kept, this.#w.keep(i32.trunc_sat_f64_s(x), "by"), real));
    const other = this.#w.aside(() => this.#quotient(kept, real));
    return this.#either(even, whole, other);
  }

  #divideWhole(span: Span, by: Expr<"i32">, value: Numeric): Lowered {
    const divides = (x: Expr<"i32">): Expr<"i32"> => i32.eqz(i32.rem_s(x, by));
    const even = this.#w.keep(both(divides(span.months), divides(span.days)), "even");
    const whole = this.#w.aside(
      (): Lowered => ({
        is: "span",
        months: this.#w.keep(i32.div_s(span.months, by)),
        days: this.#w.keep(i32.div_s(span.days, by)),
      }),
    );
    const other = this.#w.aside(() => this.#quotient(span, value));
    return this.#either(even, whole, other);
  }

  #quotient(span: Span, by: Numeric): Lowered {
    const inverse = this.#numbers.divide({ is: "constant", value: exact(1) }, by);
    if (!inverse) return ASKED;
    // The World multiplies by the inverse, which may be whole where the divisor is a fraction.
    return by.is === "constant" ? this.#fraction(span, inverse) : this.#inverseTimes(span, inverse);
  }

  #inverseTimes(span: Span, inverse: Numeric): Lowered {
    const real = this.#numbers.real(inverse);
    const x = this.#w.keep(real.code);
    // 1 / x is whole only where x is the inverse of a whole number: too close to call near one.
    const off = f64.abs(f64.sub(x, f64.nearest(x)));
    this.#w.askIf(both(f64.ge(f64.abs(x), f64.const(0.5)), f64.le(off, real.error ?? f64.const(0))));
    return this.#fraction(span, real);
  }

  /** A yearly rate over months: exact twelfths. */
  rateTimes(rate: Numeric, span: Span): Lowered {
    const days = this.#w.keep(span.days, "days");
    if (!isZero(days)) this.#w.askIf(i32.ne(days, n(0)));
    const months = constantOf(span.months);
    const length: Numeric =
      typeof months === "number"
        ? { is: "constant", value: exact(months, 12) }
        : wholeOf(i64.extend_i32_s(span.months), exact(1n, 12n));
    return this.#numbers.multiply(rate, length);
  }

  /** -1, 0, 1 of two spans that compare; asked where they do not. */
  compare(a: Span, b: Span, holds: (order: Expr<"i32">) => Expr<"i32">): Expr<"i32"> {
    const [x, y] = [this.#keep(a), this.#keep(b)];
    const zero = (p: Expr<"i32">, q: Expr<"i32">) => i32.eqz(i32.or(p, q));
    const same = both(i32.eq(x.months, y.months), i32.eq(x.days, y.days));
    const comparable = either(either(zero(x.days, y.days), zero(x.months, y.months)), same);
    this.#w.askIf(not(comparable));
    const order = (p: Expr<"i32">, q: Expr<"i32">) => i32.sub(i32.gt_s(p, q), i32.lt_s(p, q));
    const found = this.#w.keep(select(zero(x.days, y.days), order(x.months, y.months), order(x.days, y.days)), "order");
    return holds(found);
  }

  #ask(): Lowered {
    this.#w.ask();
    return ASKED;
  }
}
