/**
 * Distributions: how a u in (0, 1) becomes a value.
 *
 * Each is drawn by its quantile function and from one u: so a larger u gives no smaller value (but
 * for the rounding of neighbours), two scenarios with the same u have the same luck whatever their
 * parameters, and ½ is the median.
 * Results are doubles, the same bits on every machine (elementary.ts), finite for all parameters
 * that `parameterProblem` lets through, and right to a relative 1e-12 (docs/uncertainty.md has the
 * figures).
 */
import type { Distribution } from "../expression/tree.ts";
import { at, between, familyOf, LARGEST, type Parameters, type Tails } from "./families.ts";

export type { Tails } from "./families.ts";

/** A truncation must leave this much of the probability. */
const LEAST_LEFT = 1e-12;

/**
 * The names of a distribution's parameters in their order; `discrete` takes one weight for each of
 * its outcomes and is not in this list of fixed length: its only name stands for all of them.
 */
export function parameterNames(distribution: Distribution): readonly string[] {
  const family = familyOf(distribution);
  if (family) return family.names;
  if (distribution === "bernoulli") return ["p"];
  return distribution === "empirical" ? ["count"] : ["weight"];
}

/** Why a draw with these parameters is refused ("`sd` must be greater than 0, not -1"); undefined when it is not. */
export function parameterProblem(distribution: Distribution, parameters: readonly number[]): string | undefined {
  const names = parameterNames(distribution);
  if (distribution !== "discrete" && parameters.length !== names.length) {
    return `\`${distribution}\` takes ${names.map((name) => `\`${name}\``).join(", ")}, not ${parameters.length} numbers`;
  }
  for (const [i, value] of parameters.entries()) {
    const name = names[i] ?? names[0];
    if (!Number.isFinite(value)) return `\`${name}\` must be a finite number`;
    if (Math.abs(value) > LARGEST) return `\`${name}\` must not be beyond ${LARGEST}, not ${value}`;
  }
  const family = familyOf(distribution);
  if (family) return family.problem(parameters);
  if (distribution === "bernoulli") return between("p", at(parameters, 0), 0, 1);
  return distribution === "empirical" ? countProblem(at(parameters, 0)) : weightsProblem(parameters);
}

function countProblem(count: number): string | undefined {
  if (Number.isInteger(count) && count >= 1 && count <= 2 ** 31) return undefined;
  return `\`empirical\` needs at least one value, not ${count}`;
}

function weightsProblem(weights: Parameters): string | undefined {
  const negative = weights.find((weight) => weight < 0);
  if (negative !== undefined) return `a weight must not be less than 0: ${negative}`;
  return weights.some((weight) => weight > 0) ? undefined : "at least one weight must be greater than 0";
}

function assertInside(u: number): void {
  if (!(u > 0 && u < 1)) throw new RangeError(`u must lie between 0 and 1, both excluded: ${u}`);
}

function finite(value: number, distribution: Distribution, parameters: Parameters): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`no value of ${distribution}(${parameters.join(", ")}): ask parameterProblem first`);
}

/**
 * The value of `distribution` at u: the least x with P(X ≤ x) ≥ u.
 *
 * Bernoulli gives 1 when p > 1 − u, else 0: happening is the upper end. `discrete` gives the index
 * of the outcome (its parameters are the weights), `empirical` the index among `count` values in
 * ascending order. Asserts 0 < u < 1; parameters must have passed `parameterProblem`.
 */
export function quantile(distribution: Distribution, parameters: readonly number[], u: number): number {
  assertInside(u);
  const family = familyOf(distribution);
  if (family) return finite(family.inverse(parameters, u, 1 - u), distribution, parameters);
  if (distribution === "bernoulli") return at(parameters, 0) > 1 - u ? 1 : 0;
  if (distribution === "empirical") {
    const count = at(parameters, 0);
    return Math.max(0, Math.min(count, Math.ceil(u * count)) - 1);
  }
  return chosen(parameters, u);
}

/** The first index at which the sum of the weights reaches u of their total; one of weight 0 is never chosen. */
function chosen(weights: Parameters, u: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let sum = 0;
  let last = 0;
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    sum += weight;
    last = i;
    if (sum >= u * total) return i;
  }
  return last;
}

/** The index of the largest weight, the first on a tie: what a choice takes on the central path. */
export function likeliest(weights: readonly number[]): number {
  let best = 0;
  for (const [i, weight] of weights.entries()) if (weight > at(weights, best)) best = i;
  return best;
}

/**
 * P(X ≤ x) and P(X > x), for the distributions that can be truncated (not `bernoulli`, `discrete`,
 * `empirical`); parameters must have passed `parameterProblem`.
 */
export function tails(distribution: Distribution, parameters: readonly number[], x: number): Tails {
  const family = familyOf(distribution);
  if (!family) throw new TypeError(`${distribution} has no tails`);
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  if (x === Number.NEGATIVE_INFINITY) return { below: 0, above: 1 };
  return family.tails(parameters, x);
}

/** What lies below `low` (excluded) and at or below `high`: a count includes both its ends. */
function ends(distribution: Distribution, parameters: Parameters, low: number, high: number): readonly [Tails, Tails] {
  const first = distribution === "poisson" ? Math.ceil(low) - 1 : low;
  return [tails(distribution, parameters, first), tails(distribution, parameters, high)];
}

/**
 * Why a truncation to [low, high] is refused; undefined when it is not. Either end may be infinite.
 * A truncation that leaves less than 1e-12 of the probability is a mistake more often than a wish,
 * and its draws would have no digits: it is refused.
 */
export function truncationProblem(
  distribution: Distribution,
  parameters: readonly number[],
  low: number,
  high: number,
): string | undefined {
  if (!familyOf(distribution)) return `\`${distribution}\` cannot be truncated`;
  if (Number.isNaN(low) || Number.isNaN(high)) return "a truncation needs numbers";
  if (!(low < high)) return `the upper end of a truncation (${high}) must be greater than the lower (${low})`;
  const [from, to] = ends(distribution, parameters, low, high);
  const left = from.below <= from.above ? to.below - from.below : from.above - to.above;
  return left >= LEAST_LEFT
    ? undefined
    : `less than ${LEAST_LEFT} of \`${distribution}(${parameters.join(", ")})\` lies from ${low} to ${high}`;
}

/**
 * The value at u of `distribution` given that it lies in [low, high]. Asserts 0 < u < 1; parameters
 * and ends must have passed `parameterProblem` and `truncationProblem`.
 */
export function truncatedQuantile(
  distribution: Distribution,
  parameters: readonly number[],
  low: number,
  high: number,
  u: number,
): number {
  assertInside(u);
  const family = familyOf(distribution);
  if (!family) throw new TypeError(`${distribution} cannot be truncated`);
  const [from, to] = ends(distribution, parameters, low, high);
  // A mixture of like signs, on either side: no digits are lost in whichever tail it lies.
  const below = (1 - u) * from.below + u * to.below;
  const above = (1 - u) * from.above + u * to.above;
  const value = family.inverse(parameters, below, above);
  return finite(Math.min(high, Math.max(low, value)), distribution, parameters);
}
