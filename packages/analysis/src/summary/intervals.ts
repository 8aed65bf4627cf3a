/**
 * Intervals of 95 %: what the paths that were run leave open about all the paths of the model.
 *
 * - of a mean: Student's t up to STUDENT_MOST values, the normal beyond, where the two differ by less than 0.03 %;
 * - of a share: Wilson 1927, "Probable inference, the law of succession, and statistical inference";
 * - of a quantile: from order statistics by the binomial distribution (Thompson 1936; David & Nagaraja 2003,
 *   *Order Statistics*, 7.1), which holds for any distribution and covers at least 95 %.
 */
import { betaInverse, betaTails, type Exact, exact, exp, ln, normalInverse, toDouble } from "@steppe/core";
import type { Moments } from "./moments.ts";
import type { SpreadResult } from "./spread.ts";

export const LEVEL = 0.95;
const TAIL = (1 - LEVEL) / 2;

/** Up to so many values a mean has Student's interval. */
export const STUDENT_MOST = 10_000;

const NORMAL = normalInverse(1 - TAIL, TAIL);
const students = new Map<number, number>();

/** How many standard errors the mean of `count` values may be off: T of the t distribution with count - 1 degrees. */
export function meanFactor(count: number): number {
  if (count < 2) throw new RangeError("one value says nothing about the spread of others");
  if (count > STUDENT_MOST) return NORMAL;
  const known = students.get(count);
  if (known !== undefined) return known;
  const degrees = count - 1;
  // T² = degrees · (1 - x) / x, where x has the beta distribution of degrees / 2 and ½; betaInverse gives its log-odds.
  const factor = Math.sqrt(degrees * exp(-betaInverse(degrees / 2, 0.5, 2 * TAIL, LEVEL)));
  students.set(count, factor);
  return factor;
}

/** Half the width of the interval of the mean, in the unit of the values; undefined of fewer than two. */
export function meanHalfWidth(moments: Moments): number | undefined {
  const variance = moments.variance();
  if (variance === undefined) return undefined;
  return meanFactor(moments.count) * squareRoot(variance.div(exact(moments.count)));
}

/**
 * How many values it takes until the interval of the mean can be leaned on, by the rule of Cochran 1977, *Sampling
 * Techniques*, §2.15: more than 25 times the square of the skewness. Undefined where there are as many. A sample of so few
 * that it has missed the great values has missed their skewness too: then this says nothing.
 */
export function valuesForMean({ count, skewness = 0 }: Pick<SpreadResult, "count" | "skewness">): number | undefined {
  const wanted = COCHRAN * skewness * skewness;
  return count > wanted ? undefined : Math.floor(wanted) + 1;
}

const COCHRAN = 25;

/** The root of a fraction as a double, rounded once for the fraction and once for the root. */
export function squareRoot(x: Exact): number {
  const near = toDouble(x);
  if (near > LEAST_SQUARE && near < Number.POSITIVE_INFINITY) return Math.sqrt(near);
  // What no double holds may well have a root that one does.
  const half = near > 1 ? 600 : -600;
  const four = exact(1n << 1200n);
  return Math.sqrt(toDouble(near > 1 ? x.div(four) : x.mul(four))) * 2 ** half;
}

/** A smaller double has fewer digits. */
const LEAST_SQUARE = 2 ** -1022;

export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's interval of a share that was `hits` of `count`. */
export function shareInterval(hits: number, count: number): ShareInterval {
  if (!(hits >= 0 && hits <= count && count > 0)) throw new RangeError(`${hits} of ${count}`);
  const square = NORMAL * NORMAL;
  const share = hits / count;
  const middle = (share + square / (2 * count)) / (1 + square / count);
  const half =
    (NORMAL * Math.sqrt((share * (1 - share)) / count + square / (4 * count * count))) / (1 + square / count);
  // With none or all, one end is 0 or 1; only rounding keeps the formula from saying so.
  return { low: hits === 0 ? 0 : middle - half, high: hits === count ? 1 : middle + half };
}

/**
 * The rank, from 1, of the value that is the quantile of `percent`: the inverse of the empirical distribution function
 * (definition 1 of Hyndman & Fan 1996, "Sample Quantiles in Statistical Packages"). It is always a value of some path.
 */
export function quantileRank(percent: number, count: number): number {
  return Math.max(1, Math.ceil((percent * count) / 100));
}

export interface RankInterval {
  /** Undefined where so few values leave that side open. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const rankIntervals = new Map<string, RankInterval>();
const MOST_KEPT = 4096;

/** The ranks between whose values the quantile lies, with 2.5 % at most on either side. */
export function rankInterval(percent: number, count: number): RankInterval {
  const key = `${percent} ${count}`;
  const known = rankIntervals.get(key);
  if (known) return known;
  const interval = { low: lowRank(percent / 100, count), high: highRank(percent / 100, count) };
  if (rankIntervals.size >= MOST_KEPT) rankIntervals.clear();
  rankIntervals.set(key, interval);
  return interval;
}

const LN_TAIL = ln(TAIL);

/** Of `count` values, ln of the chance that fewer than `rank` lie below the quantile of `p`. */
function lnFewer(rank: number, p: number, count: number): number {
  return betaTails(rank, count - rank + 1, ln(p / (1 - p))).above;
}

/** The same for at least `rank`. */
function lnAtLeast(rank: number, p: number, count: number): number {
  return betaTails(rank, count - rank + 1, ln(p / (1 - p))).below;
}

function guess(p: number, count: number, sign: number): number {
  const rank = Math.round(count * p + sign * NORMAL * Math.sqrt(count * p * (1 - p)));
  return Math.max(1, Math.min(count, rank));
}

/** The greatest rank that the quantile lies below with a chance of at most 2.5 %. */
function lowRank(p: number, count: number): number | undefined {
  let rank = guess(p, count, -1);
  while (rank < count && lnFewer(rank + 1, p, count) <= LN_TAIL) rank += 1;
  while (rank >= 1 && lnFewer(rank, p, count) > LN_TAIL) rank -= 1;
  return rank === 0 ? undefined : rank;
}

/** The least rank that the quantile lies above with a chance of at most 2.5 %. */
function highRank(p: number, count: number): number | undefined {
  let rank = guess(p, count, 1);
  while (rank > 1 && lnAtLeast(rank - 1, p, count) <= LN_TAIL) rank -= 1;
  while (rank <= count && lnAtLeast(rank, p, count) > LN_TAIL) rank += 1;
  return rank > count ? undefined : rank;
}
