/**
 * What has no exact answer: powers, roots, logarithms, to 34 significant digits by decimal.js.
 *
 * A clone of our own, so that no one's settings reach us and ours reach no one. Results come back
 * as the exact fraction of those 34 digits. Decimal128 has as many.
 */
import { Decimal } from "decimal.js";
import type { Place } from "../problem.ts";
import { type Exact, encodeExact, exact, ONE, ZERO } from "../quantity/index.ts";
import { modelError, wholePower } from "./arithmetic.ts";

const Decimal34 = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  minE: -9e15,
  maxE: 9e15,
  defaults: true,
});

/** Results of 10^1000 and more are an error, of 10^-1000 and less zero. */
const EXPONENT = 1000;
const WHOLE_POWER = 1000;

const toDecimal = (x: Exact): Decimal => new Decimal34((x.s * x.n).toString()).div(new Decimal34(x.d.toString()));

function fromDecimal(x: Decimal, place: Place): Exact {
  if (x.isZero()) return ZERO;
  if (!x.isFinite() || x.e >= EXPONENT) {
    throw modelError(place, "number-too-large", "the result is too large: 10^1000 or more");
  }
  if (x.e <= -EXPONENT) return ZERO;
  const places = x.decimalPlaces();
  return exact(BigInt(x.times(new Decimal34(10).pow(places)).toFixed(0)), 10n ** BigInt(places));
}

/** e^x. */
export function exponential(x: Exact, place: Place): Exact {
  const power = toDecimal(x);
  // e^±2302.6 is 10^±1000: past it nothing is computed.
  if (power.abs().gt(2303)) {
    if (power.isNegative()) return ZERO;
    throw modelError(place, "number-too-large", "the result is too large: 10^1000 or more");
  }
  return fromDecimal(power.exp(), place);
}

export function logarithm(x: Exact, place: Place): Exact {
  if (x.n === 0n || x.s < 0n) {
    throw modelError(place, "no-logarithm", "only a number above zero has a logarithm");
  }
  return fromDecimal(toDecimal(x).ln(), place);
}

export function squareRoot(x: Exact, place: Place): Exact {
  if (x.s < 0n && x.n !== 0n) throw modelError(place, "no-root", "a number below zero has no square root");
  return fromDecimal(toDecimal(x).sqrt(), place);
}

/** `base ^ power`: exact for whole powers up to 1,000 of moderate size, else 34 digits. */
export function power(base: Exact, exponent: Exact, place: Place): Exact {
  if (base.n === 0n) {
    if (exponent.n === 0n) return ONE;
    if (exponent.s < 0n) throw modelError(place, "division-by-zero", "zero has no negative power");
    return ZERO;
  }
  const isWhole = exponent.d === 1n;
  if (isWhole && exponent.n <= WHOLE_POWER) {
    const found = wholePower(base, Number(exponent.s * exponent.n));
    if (found !== undefined) return found;
  }
  if (base.s < 0n && !isWhole) {
    throw modelError(place, "no-root", "a number below zero has no fractional power");
  }
  const negative = base.s < 0n && (exponent.n & 1n) === 1n;
  const size = new Decimal34(base.n.toString()).div(base.d.toString());
  const power = toDecimal(exponent);
  const tens = power.times(size.log(10));
  if (tens.gt(EXPONENT)) throw modelError(place, "number-too-large", "the result is too large: 10^1000 or more");
  if (tens.lt(-EXPONENT)) return ZERO;
  const found = fromDecimal(size.pow(power), place);
  return negative ? found.neg() : found;
}

// A pure function of rate and days, kept because one takes longer than a posting: the paths of a scenario pay on the
// same days over and over. Bounded, because a rate may be drawn.
const MOST_FACTORS = 65_536;
const factors = new Map<string, Exact>();

/** (1 + rate)^-(days / 365), rounded once to 18 decimals: the factor of `npv`. */
export function discountFactor(rate: Exact, days: number, place: Place): Exact {
  const base = rate.add(ONE);
  if (base.n === 0n || base.s < 0n) {
    throw modelError(place, "discount-rate", "a discount rate is above -100 %");
  }
  if (days === 0) return ONE;
  const key = `${encodeExact(base)} ${days}`;
  const known = factors.get(key);
  if (known) return known;
  const power = toDecimal(base).pow(new Decimal34(-days).div(365));
  const factor = fromDecimal(power.toDecimalPlaces(18, Decimal.ROUND_HALF_EVEN), place);
  if (factors.size >= MOST_FACTORS) factors.clear();
  factors.set(key, factor);
  return factor;
}
