/**
 * Exact numbers: fractions of whole numbers, and the one place that rounds.
 *
 * Sums, products and quotients of money, shares and numbers stay exact until a value is posted,
 * set, made into days or printed. `roundHalfEven` is the only rounding in the project; every
 * caller that makes a value discrete goes through it.
 */
import Fraction from "fraction.js";

/** A fraction of whole numbers in lowest terms: sign `s`, numerator `n` ≥ 0, denominator `d` ≥ 1. */
export type Exact = Fraction;

export const ZERO: Exact = new Fraction(0);
export const ONE: Exact = new Fraction(1);

/** `numerator / denominator`, both whole. Asserts that the denominator is not zero. */
export function exact(numerator: bigint | number, denominator: bigint | number = 1n): Exact {
  return new Fraction(numerator, denominator);
}

/** The exact value of a finite double (a dyadic fraction), with no decimal rounding in between. */
export function fromDouble(x: number): Exact {
  if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
  let scaled = x;
  let shift = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1n;
  }
  return new Fraction(BigInt(scaled), 1n << shift);
}

/** Whole numbers up to here are doubles without rounding. */
const DOUBLE_WHOLE_MAX = 1n << 53n;

/**
 * The nearest double, ties to even (below 2^-1022 it may be the next to the nearest): for drawing and for
 * quantiles, never for money. Infinite past the greatest double.
 */
export function toDouble(x: Exact): number {
  if (x.n <= DOUBLE_WHOLE_MAX && x.d <= DOUBLE_WHOLE_MAX) return Number(x.s * x.n) / Number(x.d);
  // A whole quotient of more than 64 bits, its last bit set when anything was cut off: `Number` then rounds it as
  // it would round x itself. Numerator and denominator apart may be past the greatest double.
  const shift = 72 - 4 * (x.n.toString(16).length - x.d.toString(16).length);
  const n = shift >= 0 ? x.n << BigInt(shift) : x.n;
  const d = shift >= 0 ? x.d : x.d << BigInt(-shift);
  const quotient = n / d;
  const sticky = quotient * d === n ? quotient : quotient | 1n;
  const half = Math.trunc(shift / 2);
  return Number(x.s * sticky) * powerOfTwo(-half) * powerOfTwo(half - shift);
}

/** 2^e as a double, for |e| ≤ 1022: multiplied up, since the last digits of `Math.pow` are left open. */
function powerOfTwo(e: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(e); i += 1) power *= 2;
  return e < 0 ? 1 / power : power;
}

/** Whether `x` is a whole number. */
export function isWhole(x: Exact): boolean {
  return x.d === 1n;
}

export function signed(x: Exact): bigint {
  return x.s * x.n;
}

/** The nearest whole number; a tie goes to the even one (IEEE 754 roundTiesToEven). */
export function roundHalfEven(x: Exact): bigint {
  if (x.d === 1n) return x.s * x.n;
  const quotient = x.n / x.d;
  const twice = 2n * (x.n - quotient * x.d);
  const up = twice > x.d || (twice === x.d && (quotient & 1n) === 1n);
  return x.s * (up ? quotient + 1n : quotient);
}

/** `x` rounded half-even to `places` decimals (negative: tens, hundreds, …). */
export function roundToPlaces(x: Exact, places: number): Exact {
  const scale = 10n ** BigInt(Math.abs(places));
  return places >= 0
    ? new Fraction(roundHalfEven(x.mul(new Fraction(scale))), scale)
    : new Fraction(roundHalfEven(x.div(new Fraction(scale))) * scale);
}

/** The order of magnitude: the greatest e with 10^e ≤ |x|. Asserts that x is not zero. */
function decimalExponent(x: Exact): number {
  let e = x.n.toString().length - x.d.toString().length;
  const reached = e >= 0 ? x.n >= x.d * 10n ** BigInt(e) : x.n * 10n ** BigInt(-e) >= x.d;
  if (!reached) e -= 1;
  return e;
}

/** `x` rounded half-even to `digits` significant digits; a number set into a machine keeps 15. */
export function roundToSignificant(x: Exact, digits: number): Exact {
  if (x.n === 0n) return x;
  if (x.d === 1n && x.n < 10n ** BigInt(digits)) return x;
  return roundToPlaces(x, digits - 1 - decimalExponent(x));
}

/** Fixed decimals, half-even, no grouping: `decimalText(exact(7, 3), 2)` is "2.33". */
export function decimalText(x: Exact, places: number): string {
  const whole = roundHalfEven(x.mul(new Fraction(10n ** BigInt(places))));
  return scaledText(whole, places);
}

/** A whole number of 10^-places units as plain decimal text: `scaledText(-5n, 2)` is "-0.05". */
export function scaledText(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Plain decimal text, every digit of it, with no zeros at its end; undefined when x has no finite one (1/3). */
export function fullDecimalText(x: Exact): string | undefined {
  let rest = x.d;
  let twos = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  let fives = 0;
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  return rest === 1n ? decimalText(x, Math.max(twos, fives)) : undefined;
}

/** Plain decimal text for people: 15 significant digits at most, no zeros at its end. */
export function numberText(x: Exact): string {
  return fullDecimalText(roundToSignificant(x, 15)) as string;
}

/** "n/d" (or "n"): the form in which an exact number is saved. */
export function encodeExact(x: Exact): string {
  return x.d === 1n ? String(x.s * x.n) : `${x.s * x.n}/${x.d}`;
}

/** The inverse of `encodeExact`. Asserts the form. */
export function decodeExact(text: string): Exact {
  const parts = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (!parts) throw new TypeError(`not an exact number: ${text}`);
  return new Fraction(BigInt(parts[1] as string), BigInt(parts[2] ?? "1"));
}
