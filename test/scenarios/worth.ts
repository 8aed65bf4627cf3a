/**
 * What payments come to in dollars, and what they were worth on the first day, reckoned another way than the engine
 * does: fractions of BigInt all the way, and powers as exp(ln) by series in fixed point. No decimal.js, no fraction.js.
 */
import { halfEven } from "./expected.ts";
import type { Payment } from "./running.ts";

/** Fixed point: whole numbers of 10^-45. Forty digits would do; the last are lost to cut-offs. */
const UNIT = 10n ** 45n;

/** ln(n / d) for n ≥ d > 0: 2 artanh((n - d) / (n + d)), term by term. */
function logarithm(n: bigint, d: bigint): bigint {
  const [top, bottom] = [(n - d) * (n - d), (n + d) * (n + d)];
  let power = ((n - d) * UNIT) / (n + d);
  let sum = 0n;
  for (let k = 1n; power > 0n; k += 2n) {
    sum += power / k;
    power = (power * top) / bottom;
  }
  return 2n * sum;
}

/** e^x for x ≥ 0 in fixed point: the series at x / 2^8, squared eight times. */
function exponential(x: bigint): bigint {
  const small = x / 256n;
  let term = UNIT;
  let sum = 0n;
  for (let k = 1n; term > 0n; k += 1n) {
    sum += term;
    term = (term * small) / (k * UNIT);
  }
  for (let i = 0; i < 8; i += 1) sum = (sum * sum) / UNIT;
  return sum;
}

/** Decimals to which a factor is rounded, once. */
const FACTOR = 10n ** 18n;

/** (1 + n/d)^-(days / 365) as a whole number of 10^-18, half-even. Asserts that fixed point can tell. */
export function factor(n: bigint, d: bigint, days: bigint): bigint {
  if (days === 0n) return FACTOR;
  const power = exponential((logarithm(n + d, d) * days) / 365n);
  const found = halfEven(FACTOR * UNIT, power);
  // Cut-offs add up to far less than 10^-40: were a tie nearer than that, this reckoning could not be trusted.
  const slack = UNIT / 10n ** 40n;
  for (const near of [power - slack, power + slack]) {
    if (halfEven(FACTOR * UNIT, near) !== found) throw new Error(`too close to a tie at ${days} days`);
  }
  return found;
}

const daysFrom = (start: string, date: string): bigint =>
  BigInt(Temporal.PlainDate.from(start).until(Temporal.PlainDate.from(date), { largestUnit: "days" }).days);

/** A yearly discount rate of n/d. */
export interface Discount {
  readonly n: bigint;
  readonly d: bigint;
  readonly start: string;
}

/** The worth of payments on the first day: each times its factor, the sum rounded once. */
export function worthOf(payments: readonly Payment[], { n, d, start }: Discount): bigint {
  const worth = payments.reduce((sum, { date, minor }) => sum + minor * factor(n, d, daysFrom(start, date)), 0n);
  return halfEven(worth, FACTOR);
}

/** From its date on, so many hundredths of a rouble for one dollar. */
export type RateSeries = readonly (readonly [date: string, hundredths: bigint])[];

/** Cents and kopecks as cents, each payment at the rate of its date, the sum of fractions rounded once. */
export function inDollars(dollars: readonly Payment[], roubles: readonly Payment[], rates: RateSeries): bigint {
  // Over one denominator, the product of all rates.
  const whole = rates.reduce((product, [, rate]) => product * rate, 1n);
  let sum = dollars.reduce((total, { minor }) => total + minor * whole, 0n);
  for (const { date, minor } of roubles) {
    const [, rate] = rates.findLast(([since]) => since <= date) ?? [];
    if (rate === undefined) throw new Error(`no rate on ${date}`);
    sum += minor * 100n * (whole / rate);
  }
  return halfEven(sum, whole);
}
