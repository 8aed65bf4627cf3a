/**
 * What a lease comes to, reckoned another way than the engine does: by walking the days.
 *
 * Each day of a period is worth the instalment over the days of that period; a payment is the sum
 * of its days, rounded half-even. Dates are Temporal's, money is whole numbers of minor units.
 */
import type { Payment } from "./running.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0;

/** n / d for n ≥ 0 and d > 0, ties to even. */
export function halfEven(n: bigint, d: bigint): bigint {
  const floor = n / d;
  const twice = 2n * (n % d);
  return twice > d || (twice === d && floor % 2n === 1n) ? floor + 1n : floor;
}

export interface Paying {
  /** Minor units a year. */
  readonly yearly: bigint;
  /** 3 for quarters, 12 for years: periods of the civil calendar. */
  readonly months: 3 | 12;
  readonly first: string;
  /** The first day that is not paid for, on which what is left is paid; absent: the last day of the run is in force. */
  readonly over?: string;
  readonly end: string;
}

/** Every payment with its day. */
export function paymentsExpected({ yearly, months, first, over, end }: Paying): readonly Payment[] {
  const found: Payment[] = [];
  const instalment = yearly * BigInt(months);
  for (let start = date(first); !before(date(end), start); start = start.add({ months })) {
    const next = start.add({ months });
    const daysInPeriod = BigInt(start.until(next).days);
    let daysInForce = 0n;
    for (let day = start; before(day, next); day = day.add({ days: 1 })) {
      if (over === undefined || before(day, date(over))) daysInForce += 1n;
    }
    const minor = halfEven(instalment * daysInForce, 12n * daysInPeriod);
    const on = over !== undefined && before(date(over), next) ? date(over) : next.subtract({ days: 1 });
    if (minor > 0n) found.push({ date: on.toString(), minor });
    if (daysInForce < daysInPeriod) break;
  }
  return found;
}
