/** Where a real becomes discrete: rounded half-even where that is certain, asked where it is too close to call. */
import { exact, roundHalfEven } from "@steppe/core";
import { both, call, type Expr, either, f64, i64 } from "../code/index.ts";
import type { Numeric } from "./lowered.ts";
import type { Numbers } from "./numbers.ts";
import type { Toolbox } from "./toolbox.ts";
import type { Writing } from "./writing.ts";

/** Doubles from here on have no halves. */
const NO_HALVES = 2 ** 51;
/** Divisors beyond this are left to doubles. */
const LARGEST_DIVISOR = 1n << 60n;

/** The nearest whole number, ties to even; undefined when it is asked in any case. */
export function rounded64(w: Writing, tools: Toolbox, numbers: Numbers, value: Numeric): Expr<"i64"> | undefined {
  if (value.is === "constant") {
    const whole = roundHalfEven(value.value);
    if (BigInt.asIntN(64, whole) === whole) return i64.const(whole);
    w.ask();
    return undefined;
  }
  if (value.is === "whole" && value.scale.d < LARGEST_DIVISOR) {
    const top = numbers.atScale(value, exact(1n, value.scale.d));
    if (top) return value.scale.d === 1n ? top : call(tools.roundDivide, top, i64.const(value.scale.d));
  }
  const real = numbers.real(value);
  const x = w.keep(real.code);
  const nearest = w.keep(f64.nearest(x), "nearest");
  w.askIf(either(f64.gt(f64.abs(x), f64.const(NO_HALVES)), f64.ne(x, x)));
  if (real.error) w.askIf(nearHalf(w, x, nearest, real.error));
  return i64.trunc_sat_f64_s(nearest);
}

/** Whether the value of a double may round to another whole number than the one nearest to the double. */
export function nearHalf(w: Writing, x: Expr<"f64">, nearest: Expr<"f64">, bound: Expr<"f64">): Expr<"i32"> {
  const error = w.keep(bound, "error");
  // How far it is from the next half. A value that is known exactly may lie on one: `nearest` is half-even.
  const off = f64.sub(f64.const(0.5), f64.abs(f64.sub(x, nearest)));
  return both(f64.le(off, error), f64.ne(error, f64.const(0)));
}
