/**
 * Civil dates of the proleptic Gregorian calendar, as whole days since 1970-01-01.
 *
 * No time of day, no zone, no clock. The conversions are Howard Hinnant's
 * (chrono-compatible low-level date algorithms); the tests hold them to Temporal.PlainDate.
 */
import type { Duration } from "./duration.ts";

/** Whole days since 1970-01-01, or NEVER. */
export type EpochDay = number;

/** The date of what does not happen: later than every date, and a stop to all date arithmetic. */
export const NEVER: EpochDay = Number.POSITIVE_INFINITY;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The years a scenario may speak of (both included): four digits in every file. */
export const FIRST_YEAR = 1;
export const LAST_YEAR = 9999;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] as number);
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** Days since 1970-01-01 of a civil date. Asserts nothing: the caller has a real date. */
export function toEpochDay(year: number, month: number, day: number): EpochDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The civil date of an epoch day. Asserts that it is not NEVER. */
export function toCivil(day: EpochDay): CivilDate {
  if (!Number.isInteger(day)) throw new RangeError(`not a day: ${day}`);
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

export function yearOf(day: EpochDay): number {
  return toCivil(day).year;
}

/** `date` plus months (clamped to the month's end) and then days. NEVER stays NEVER. */
export function addDuration(date: EpochDay, duration: Duration): EpochDay {
  if (date === NEVER) return NEVER;
  if (duration.months === 0) return date + duration.days;
  const { year, month, day } = toCivil(date);
  const monthIndex = year * 12 + (month - 1) + duration.months;
  const y = Math.floor(monthIndex / 12);
  const m = monthIndex - y * 12 + 1;
  return toEpochDay(y, m, Math.min(day, daysInMonth(y, m))) + duration.days;
}

/** ISO 8601, or "never". A year of other than four digits, which only arithmetic can reach, has a sign and six. */
export function dateText(day: EpochDay): string {
  if (day === NEVER) return "never";
  const { year, month, day: d } = toCivil(day);
  const four = year >= 0 && year <= LAST_YEAR;
  const yearText = four ? pad(year, 4) : `${year < 0 ? "-" : "+"}${pad(Math.abs(year), 6)}`;
  return `${yearText}-${pad(month, 2)}-${pad(d, 2)}`;
}

function pad(whole: number, width: number): string {
  return String(whole).padStart(width, "0");
}

/** Why a text is not a date, or the date. Takes `YYYY-MM-DD` only. */
export function parseDate(text: string): { day: EpochDay } | { reason: string } {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return { reason: "a date is written YYYY-MM-DD" };
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < FIRST_YEAR) return { reason: "years run from 0001 to 9999" };
  if (month < 1 || month > 12) return { reason: `there is no month ${parts[2]}` };
  if (day < 1 || day > daysInMonth(year, month)) {
    return { reason: `${parts[1]}-${parts[2]} has ${daysInMonth(year, month)} days` };
  }
  return { day: toEpochDay(year, month, day) };
}
