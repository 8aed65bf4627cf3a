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

/** Fixed point of the powers of a day's factor: so many bits behind the point. */
const BITS = 192n;
const BLOCK_BITS = 7;
const BLOCK = 2 ** BLOCK_BITS;
/** Days up to which powers are taken from blocks: some 89 years. */
const MOST_DAYS = BLOCK * 256;
const E18 = 10n ** 18n;
const WidePrecision = Decimal34.clone({ precision: 80 });

/**
 * Discount factors of one rate in units of 10^-18, one after another: the same as `discountFactor` gives, by powers of
 * one day's factor.
 *
 * A power is a product of two others, each of them right to 2^-170, where `discountFactor` is right to some 10^-32. The
 * two can round apart only where the 18 decimals are followed by what is within 2^-40 of a half: there, and for rates
 * below 0 or above 100 %, it is asked itself.
 */
export class DiscountFactors {
  readonly #rate: Exact;
  readonly #place: Place;
  /** Powers 0 to BLOCK - 1 of a day's factor, and those of BLOCK days. */
  #fine: readonly bigint[] | undefined;
  #coarse: readonly bigint[] = [];

  constructor(rate: Exact, place: Place) {
    this.#rate = rate;
    this.#place = place;
  }

  /** The factor of a whole number of days in units of 10^-18. */
  units(days: number): bigint {
    const found = this.#isPlain(days) ? this.#near(days) : undefined;
    if (found !== undefined) return found;
    const factor = discountFactor(this.#rate, days, this.#place);
    return (factor.s * factor.n * E18) / factor.d;
  }

  #isPlain(days: number): boolean {
    return days >= 0 && days < MOST_DAYS && this.#rate.s >= 0n && this.#rate.n <= this.#rate.d;
  }

  /** Undefined where it is too close to call. */
  #near(days: number): bigint | undefined {
    if (!this.#fine) this.#begin();
    const [fine, coarse] = [this.#fine as readonly bigint[], this.#coarse];
    const product = ((fine[days % BLOCK] as bigint) * (coarse[days >> BLOCK_BITS] as bigint)) >> BITS;
    const scaled = product * E18;
    const units = scaled >> BITS;
    const rest = scaled - (units << BITS);
    const half = 1n << (BITS - 1n);
    const off = rest > half ? rest - half : half - rest;
    if (off < 1n << (BITS - 40n)) return undefined;
    return rest > half ? units + 1n : units;
  }

  #begin(): void {
    // The rate as `discountFactor` takes it: of 34 digits.
    const base = new WidePrecision(toDecimal(this.#rate.add(ONE)));
    const daily = base.pow(new WidePrecision(-1).div(365)).times(new WidePrecision(2).pow(BITS.toString()));
    this.#fine = powersOf(BigInt(daily.toFixed(0)), BLOCK + 1);
    this.#coarse = powersOf(this.#fine[BLOCK] as bigint, MOST_DAYS / BLOCK);
  }
}

function powersOf(factor: bigint, count: number): readonly bigint[] {
  const powers = [1n << BITS];
  for (let i = 1; i < count; i += 1) powers.push(((powers[i - 1] as bigint) * factor) >> BITS);
  return powers;
}
