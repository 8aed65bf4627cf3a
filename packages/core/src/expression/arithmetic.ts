/**
 * Exact arithmetic for evaluation: fractions, with a fast path for whole numbers and a bound on
 * size, so that no expression can grow without end.
 */

import { ModelError, type Place } from "../problem.ts";
import { type Exact, exact, ONE } from "../quantity/index.ts";
import { errorAt } from "./source.ts";

/** No numerator or denominator has more bits: about 3,000 digits. */
const BITS = 10_000;
const HUGE = 1n << BigInt(BITS);

export const modelError = (place: Place, code: string, message: string, help: readonly string[] = []): ModelError =>
  new ModelError(errorAt(place, code, message, { help }));

export const IF_ZERO = "where it can be zero, say what is meant: `if(n = 0, …, x / n)`";

const prototype: object = Object.getPrototypeOf(ONE);

/** A whole number as a fraction, without the greatest common divisor of the general way. */
export function whole(n: bigint): Exact {
  const made = Object.create(prototype) as { s: bigint; n: bigint; d: bigint };
  made.s = n < 0n ? -1n : 1n;
  made.n = n < 0n ? -n : n;
  made.d = 1n;
  return made as unknown as Exact;
}

export function bounded(x: Exact, place: Place): Exact {
  if (x.n < HUGE && x.d < HUGE) return x;
  throw modelError(place, "number-too-large", "a number has grown beyond 3,000 digits", ["round it: `round(x, 12)`"]);
}

export function add(a: Exact, b: Exact, place: Place): Exact {
  return bounded(a.d === 1n && b.d === 1n ? whole(a.s * a.n + b.s * b.n) : a.add(b), place);
}

export function subtract(a: Exact, b: Exact, place: Place): Exact {
  return bounded(a.d === 1n && b.d === 1n ? whole(a.s * a.n - b.s * b.n) : a.sub(b), place);
}

export function multiply(a: Exact, b: Exact, place: Place): Exact {
  return bounded(a.d === 1n && b.d === 1n ? whole(a.s * a.n * b.s * b.n) : a.mul(b), place);
}

export function divide(a: Exact, b: Exact, place: Place, divisor = "the divisor"): Exact {
  if (b.n === 0n) throw modelError(place, "division-by-zero", `${divisor} is zero`, [IF_ZERO]);
  return bounded(a.div(b), place);
}

export function compareExact(a: Exact, b: Exact): number {
  const difference = a.d === b.d ? a.s * a.n - b.s * b.n : a.s * a.n * b.d - b.s * b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const bits = (n: bigint): number => n.toString(16).length * 4;

/** `base ^ power` exactly, or undefined when that would be too large; the power is whole, |power| ≤ 1,000. */
export function wholePower(base: Exact, power: number): Exact | undefined {
  const size = Math.abs(power);
  if (Math.max(bits(base.n), bits(base.d)) * size > BITS) return undefined;
  const top = (base.s * base.n) ** BigInt(size);
  const bottom = base.d ** BigInt(size);
  return power >= 0 ? exact(top, bottom) : exact(bottom, top);
}

/** The greatest whole number not above x. */
export function floorExact(x: Exact): Exact {
  const quotient = x.n / x.d;
  if (x.s >= 0n) return whole(quotient);
  return whole(quotient * x.d === x.n ? -quotient : -quotient - 1n);
}

export const negate = (x: Exact): Exact => (x.d === 1n ? whole(-(x.s * x.n)) : x.neg());
