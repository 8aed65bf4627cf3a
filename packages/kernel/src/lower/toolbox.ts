/** What code for expressions is written with: the plan, functions of the runtime, the way to exact arithmetic. */
import type { Exact, Expression, Kind } from "@steppe/core";
import type { Lines, Quantiles } from "../chance/index.ts";
import type { Callee, Expr, FunctionCode } from "../code/index.ts";
import type { Parts } from "../passes/running.ts";
import type { EventShape } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";
import type { Calendar } from "../runtime/calendar.ts";
import type { PeriodsOf } from "../runtime/endings.ts";
import type { Running } from "../runtime/running.ts";
import type { Worth } from "../runtime/worth.ts";
import type { Assumed } from "./assumed.ts";
import type { Instance } from "./place.ts";

/** A place in the code that may ask for exact arithmetic: what it asks, and where the expression stands. */
export interface Site {
  readonly expression: Expression;
  /** What the value is kept as; undefined: as the expression has it. */
  readonly kept: Kind | undefined;
  readonly states: readonly string[];
  /** States that the microstep at hand has entered: an actor that starts is in them already. */
  readonly entering: readonly string[];
  readonly shape: EventShape | undefined;
  /** Whether the step it is in keeps nothing of its beginning but the block of its actor. */
  readonly single: boolean;
  /** Whether an actor stands there; else a measure, an expectation, the timeline. */
  readonly own: boolean;
}

/** (site, actor's index, address of the payload, sender) */
export interface Asks {
  readonly whole: Callee<readonly ["i64"]>;
  readonly number: Callee<readonly ["f64"]>;
  readonly word: Callee<readonly ["i32"]>;
  /** Months in the high word, days in the low one. */
  readonly span: Callee<readonly ["i64"]>;
}

export interface Toolbox {
  readonly plan: Plan;
  readonly calendar: Calendar;
  readonly periods: PeriodsOf;
  readonly asks: Asks;
  /** (a, c) → a / c, rounded half-even; c > 0. */
  readonly roundDivide: Callee<readonly ["i64"]>;
  /** (address of the draw's slot, actor's index, number of the site) → u, and one more has been drawn there. */
  readonly draw: Callee<readonly ["f64"]>;
  /** The same, written down without a call. */
  drawHere(w: Lines, slot: Expr<"i32">, index: Expr<"i32">, site: Expr<"i32">): Expr<"f64">;
  /** (x, k) → x^k, |k| ≤ 200, by multiplication. */
  readonly powerOf: Callee<readonly ["f64"]>;
  readonly worth: Worth;
  /** The number of a yearly rate of discount; -1 when there are too many. */
  rateNumber(rate: Exact): number;
  /** (number, bound on its error) → its first 15 digits, or not a number. */
  readonly short: Callee<readonly ["f64"]>;
  /** Sums that are read off running sums, and those. */
  readonly parts: ReadonlyMap<Expression, Parts>;
  readonly running: Running;
  /** (table of signs by total, 1 for what fell due, first day, last day) → minor units of the postings between. */
  readonly flow: Callee<readonly ["i64"]>;
  /** The same bits as core's. */
  readonly quantiles: Quantiles;
  /** (number of the assumption): finds its value on this path and keeps it. */
  readonly findAssumed: FunctionCode<readonly [], { readonly number: "i32" }>;
  /** The same by the World's arithmetic. */
  readonly askAssumed: Callee<readonly []>;
  /** u of what assumptions draw at a site: once on a path, by whatever design it is spread. */
  drawOnce(w: Lines, site: string): Expr<"f64">;
  /** A number for the name of a site of draws. */
  siteNumber(site: string): number;
  /** Whether some draw of an actor at a site is forced: then its u is asked. */
  isForced(instance: Instance, site: string): boolean;
  readonly sites: Site[];
  /** A byte for each text: whether it can name an opened actor (or is empty, for a number). */
  readonly nameTable: number;
  /** Bytes that stay the same: their address. */
  table(bytes: Uint8Array): number;
  readonly assumed: Assumed;
}
