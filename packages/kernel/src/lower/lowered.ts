/**
 * What an expression has become: code for its value, and how far that code is to be trusted.
 *
 * A number is known exactly as a whole number times a fixed fraction (`whole`), or as a double with a bound on how far
 * off it may be (`real`); a constant is its exact fraction. Only where such a value is made discrete does it matter:
 * what is then too close to call is asked of exact arithmetic.
 */
import { type Exact, exact } from "@steppe/core";
import { type Expr, f64, i32, i64 } from "../code/index.ts";

export type Lowered =
  | { readonly is: "constant"; readonly value: Exact }
  /** Exactly `code` times `scale`; the scale is above zero. */
  | { readonly is: "whole"; readonly code: Expr<"i64">; readonly scale: Exact }
  /**
   * Not further from the value than `error`; without one, the value. `kept`: a number of at most 15 digits; `short`: not 0
   * where it turns out to be one.
   */
  | {
      readonly is: "real";
      readonly code: Expr<"f64">;
      readonly error?: Expr<"f64">;
      readonly kept?: true;
      readonly short?: Expr<"i32">;
      /** The assumption that it is the value of: the same as itself, however near. */
      readonly assumption?: string;
    }
  | { readonly is: "day"; readonly code: Expr<"i32"> }
  | { readonly is: "truth"; readonly code: Expr<"i32"> }
  | { readonly is: "name"; readonly code: Expr<"i32"> }
  | { readonly is: "span"; readonly months: Expr<"i32">; readonly days: Expr<"i32"> }
  /** Code went on to exact arithmetic: nothing after it is reached. */
  | { readonly is: "asked" };

export type Whole = Extract<Lowered, { is: "whole" }>;
export type Real = Extract<Lowered, { is: "real" }>;
export type Span = Extract<Lowered, { is: "span" }>;
export type Numeric = Extract<Lowered, { is: "constant" | "whole" | "real" }>;

export const ASKED: Lowered = { is: "asked" };

export const isNumeric = (one: Lowered): one is Numeric =>
  one.is === "constant" || one.is === "whole" || one.is === "real";

export const constantOf = (expr: Expr): number | bigint | undefined => (expr.kind === "const" ? expr.value : undefined);

export const day = (number: number): Lowered => ({ is: "day", code: i32.const(number) });
export const truth = (holds: boolean): Lowered => ({ is: "truth", code: i32.const(holds ? 1 : 0) });
export const span = (months: number, days: number): Span => ({
  is: "span",
  months: i32.const(months),
  days: i32.const(days),
});
export const constant = (value: Exact): Numeric => ({ is: "constant", value });
export const wholeOf = (code: Expr<"i64">, scale: Exact = exact(1)): Whole => ({ is: "whole", code, scale });

export const ZERO_64: Expr<"i64"> = i64.const(0n);
export const ZERO_F: Expr<"f64"> = f64.const(0);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The greatest fraction of which both are whole multiples. Asserts that both are above zero. */
export function commonScale(a: Exact, b: Exact): Exact {
  return exact(gcd(a.n * b.d, b.n * a.d), a.d * b.d);
}

/** How many times `scale` goes into `value`, when that is whole. */
export function timesIn(value: Exact, scale: Exact): bigint | undefined {
  const ratio = value.div(scale);
  return ratio.d === 1n ? ratio.s * ratio.n : undefined;
}
