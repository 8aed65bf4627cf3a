/** Empirical quantiles, and where a value lies in a sample. Everything is exact. */
import { type Exact, exact } from "@steppe/core";
import type { Placed } from "./sample.ts";

/**
 * The p-quantile of an ascending sample: its smallest member with at least the part p of the sample
 * at or below it, the inverse of the empirical distribution (definition 1 of Hyndman and Fan, Sample
 * Quantiles in Statistical Packages, The American Statistician 50, 1996). It is always a member: of
 * ties and of `never` no mean is taken. Asserts that there is a member and that 0 < p ≤ 1.
 */
export function quantile<T>(ascending: readonly T[], p: Exact): T {
  const rank = p.mul(exact(ascending.length)).ceil();
  const member = ascending[Number(rank.n) - 1];
  if (member === undefined) throw new RangeError("a quantile needs a sample, and a part of it above 0 and up to 1");
  return member;
}

/** The ends of a central interval, both included. */
export interface Interval {
  readonly low: Placed;
  readonly high: Placed;
}

/** The central interval that leaves out (1 − part)/2 of the distribution on each side. */
export function centralInterval(ascending: readonly Placed[], part: Exact): Interval {
  const tail = exact(1).sub(part).div(exact(2));
  return { low: quantile(ascending, tail), high: quantile(ascending, exact(1).sub(tail)) };
}

export function isInside({ low, high }: Interval, at: Exact): boolean {
  return low.at.compare(at) <= 0 && at.compare(high.at) <= 0;
}

/**
 * Where a value lies in a sample: the part of it below, and half of what is equal (the mid-point of
 * the probability integral transform: Dawid, Statistical Theory: The Prequential Approach, 1984;
 * for values that repeat: Czado, Gneiting and Held, Biometrics 65, 2009). 0 is below all, 1 above all.
 */
export function midPosition(sample: readonly Placed[], at: Exact): Exact {
  let halves = 0;
  for (const one of sample) {
    const order = one.at.compare(at);
    if (order < 0) halves += 2;
    else if (order === 0) halves += 1;
  }
  return exact(halves, 2 * sample.length);
}
