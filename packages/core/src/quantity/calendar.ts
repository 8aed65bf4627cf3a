/** Calendars: occurrences counted from an anchor (31 Jan, 28 Feb, 31 Mar), never from the last one. */
import { addDuration, type EpochDay } from "./date.ts";
import type { Duration } from "./duration.ts";

/** The date of occurrence k (from 0) of a calendar. */
export function occurrence(from: EpochDay, every: Duration, k: number): EpochDay {
  return addDuration(from, { months: every.months * k, days: every.days * k });
}

/** The longest a period can be, in days: what a first guess at k divides by. */
const longestDays = (every: Duration): number => every.months * 31 + every.days;

/** The first k ≥ 0 whose occurrence is on `date` or later. Asserts that `every` leads forward. */
export function firstFrom(from: EpochDay, every: Duration, date: EpochDay): number {
  const longest = longestDays(every);
  if (longest <= 0) throw new RangeError("a calendar's period leads forward");
  let k = Math.max(0, Math.floor((date - from) / longest));
  while (occurrence(from, every, k) < date) k += 1;
  return k;
}

/** The last occurrence before `date`; where that is the first or earlier, the one that would come before the first. */
export function lastBefore(from: EpochDay, every: Duration, date: EpochDay): EpochDay {
  return occurrence(from, every, firstFrom(from, every, date) - 1);
}
