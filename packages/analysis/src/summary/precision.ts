/**
 * Running until the result is precise enough.
 *
 * The rule is that of Chow & Robbins 1965, "On the Asymptotic Theory of Fixed-Width Sequential Confidence Intervals for
 * the Mean": stop as soon as the interval of 95 %, from the variance seen so far, is narrow enough. It is asked only
 * when a count of a fixed schedule is reached, never before LEAST_PATHS paths: so where it stops depends on the paths
 * alone. Looking at a result to decide when to stop makes the interval cover a little less than it says; that goes
 * away as the width asked for shrinks. Glynn & Whitt 1992, "The Asymptotic Validity of Sequential Stopping Rules for
 * Stochastic Simulations", show that stopping too early is the danger: hence the least count and the few questions, and
 * that a mean of skewed values waits for as many as its interval wants (`valuesForMean`).
 */
import { type Exact, exact, fromDouble, toDouble } from "@steppe/core";
import type { ColumnResult } from "./accumulate.ts";
import { valuesForMean } from "./intervals.ts";

/** The rule is not asked before so many paths. */
export const LEAST_PATHS = 200;

/** The counts at which it is asked, without end: 200, 300, 400, 600, 800, 1200, … */
export function* checkpoints(): Iterable<number> {
  for (let base = LEAST_PATHS; ; base *= 2) {
    yield base;
    yield (base * 3) / 2;
  }
}

/** Half the width that the interval of a column's mean (or share) may have. */
export type Target =
  /** In the unit of the column: minor units, numbers, days; of yes and no, a share. */
  | { readonly absolute: Exact }
  /** A share of the mean's size. */
  | { readonly relative: Exact };

/** Half the width of the interval of a column's mean, or of the share of yes; undefined where there is none yet. */
export function halfWidthOf(result: ColumnResult): number | undefined {
  if (result.type === "boolean") return result.interval && (result.interval.high - result.interval.low) / 2;
  if (result.type === "text") return undefined;
  return result.spread?.halfWidth;
}

/** Half the width that is asked for, in the unit of the column; undefined where there is no mean to take a share of. */
export function widthWanted(result: ColumnResult, target: Target): Exact | undefined {
  if ("absolute" in target) return target.absolute;
  return meanOf(result)?.mul(target.relative).abs();
}

/**
 * Whether the interval of a column is as narrow as it is to be, and can be leaned on. Of a mean of zero nothing is a share:
 * what has not happened on any path yet is no reason to stop.
 */
export function isPrecise(result: ColumnResult, target: Target): boolean {
  const half = halfWidthOf(result);
  const most = widthWanted(result, target);
  if (half === undefined || most === undefined || most.n === 0n) return false;
  return fromDouble(half).compare(most) <= 0 && pathsForMean(result) === undefined;
}

/** How many paths it takes until the interval of the mean can be leaned on; undefined where there are as many. */
export function pathsForMean(result: ColumnResult): number | undefined {
  if (result.type === "boolean" || result.type === "text" || !result.spread) return undefined;
  const values = valuesForMean(result.spread);
  // Of a date, values are of the paths on which it comes.
  return values === undefined ? undefined : Math.ceil((values * result.count) / result.spread.count);
}

/**
 * About how many paths it would take until the interval is as narrow as it is to be and can be leaned on, judged by
 * `paths` of them: half a width shrinks as the root of their number. Undefined where nothing can be said: of no interval,
 * or where it is to be a share of a mean of zero.
 */
export function pathsWanted(result: ColumnResult, target: Target, paths: number): number | undefined {
  const half = halfWidthOf(result);
  const most = widthWanted(result, target);
  if (half === undefined || most === undefined || most.n === 0n) return undefined;
  return Math.max(Math.ceil(paths * (half / toDouble(most)) ** 2), pathsForMean(result) ?? 0);
}

function meanOf(result: ColumnResult): Exact | undefined {
  if (result.type === "boolean") return result.count === 0 ? undefined : exact(result.yes, result.count);
  return result.type === "text" ? undefined : result.spread?.mean;
}
