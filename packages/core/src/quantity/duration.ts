/**
 * Durations: months and days, kept apart, since a month has no fixed number of days.
 *
 * Sums and whole multiples keep both. A fraction of a duration is days (a year is 365.2425 days,
 * a month a twelfth of that), rounded half-even.
 */
import { type Exact, exact, isWhole, roundHalfEven, signed } from "./exact.ts";

export interface Duration {
  readonly months: number;
  readonly days: number;
}

/** Mean days of a Gregorian month: 365.2425 / 12. */
export const DAYS_PER_MONTH: Exact = exact(3652425n, 120000n);

export function months(count: number): Duration {
  return { months: count, days: 0 };
}

export function days(count: number): Duration {
  return { months: 0, days: count };
}

export function addDurations(a: Duration, b: Duration): Duration {
  return { months: a.months + b.months, days: a.days + b.days };
}

export function negateDuration(a: Duration): Duration {
  return { months: 0 - a.months, days: 0 - a.days };
}

/** The length in mean days, exact. */
export function meanDays(a: Duration): Exact {
  return DAYS_PER_MONTH.mul(exact(a.months)).add(exact(a.days));
}

/** `a` times `by`: a whole multiple keeps months and days; any other is days, rounded half-even. */
export function multiplyDuration(a: Duration, by: Exact): Duration {
  if (isWhole(by)) {
    const times = Number(signed(by));
    return { months: a.months * times + 0, days: a.days * times + 0 };
  }
  return days(Number(roundHalfEven(meanDays(a).mul(by))));
}

/** Which is longer, when both are in months or both in days (zero goes with either); else undefined. */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.days === 0 && b.days === 0) return Math.sign(a.months - b.months);
  if (a.months === 0 && b.months === 0) return Math.sign(a.days - b.days);
  return undefined;
}

const plural = (count: number, unit: string): string => `${count} ${unit}${Math.abs(count) === 1 ? "" : "s"}`;

/** "5 years", "3 months", "90 days", "1 year + 6 months": the form that expressions read. */
export function durationText(a: Duration): string {
  const years = Math.trunc(a.months / 12);
  const rest = a.months - years * 12;
  const parts = [
    ...(years !== 0 ? [plural(years, "year")] : []),
    ...(rest !== 0 ? [plural(rest, "month")] : []),
    ...(a.days !== 0 ? [plural(a.days, "day")] : []),
  ];
  return parts.length === 0 ? "0 days" : parts.join(" + ");
}
