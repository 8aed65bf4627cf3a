/** Proper scores of one forecast against what came: the smaller, the better. Everything is exact. */
import { type Exact, exact } from "@steppe/core";
import type { Placed } from "./sample.ts";

/**
 * The continuous ranked probability score of the empirical distribution of an ascending sample, in
 * the unit of its values: E|X − y| − ½ E|X − X′| with X and X′ drawn from the sample independently
 * (Gneiting and Raftery, Strictly Proper Scoring Rules, JASA 102, 2007, equations 20 and 21). It is
 * the score of the very distribution whose quantiles are shown, the plain form: the fair form would
 * divide the second mean by m(m − 1) in place of m². Of a single value it is the absolute error.
 * Asserts that there is a member.
 */
export function crps(ascending: readonly Placed[], y: Exact): Exact {
  const m = ascending.length;
  if (m === 0) throw new RangeError("a score needs a sample");
  let distance = exact(0);
  // Σ over all pairs of |x − x′| is 2 Σ (2i − m + 1) xᵢ, with the members in order and i from 0.
  let spread = exact(0);
  for (const [i, { at }] of ascending.entries()) {
    distance = distance.add(at.sub(y).abs());
    spread = spread.add(at.mul(exact(2 * i - m + 1)));
  }
  return distance.div(exact(m)).sub(spread.div(exact(m * m)));
}

/**
 * The Brier score of a chance for what then was so or not: the square of their difference (Brier,
 * Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review 78, 1950; the
 * half of his sum over both outcomes, as is usual now).
 */
export function brier(chance: Exact, came: boolean): Exact {
  const miss = chance.sub(exact(came ? 1 : 0));
  return miss.mul(miss);
}

/** The Brier score of whoever says "one half" of everything. */
export const EVEN_BRIER: Exact = exact(1, 4);
