/**
 * A sample of outcomes: values of one kind with the number by which they are ordered.
 *
 * Everything that scores a forecast sees these numbers only, so that dates, durations and money go
 * the same exact way as numbers do.
 */
import { type Duration, type EpochDay, type Exact, exact, type Kind, meanDays, NEVER, type Value } from "@steppe/core";

/** A value and its place on the line: money in minor units, a duration in mean days, a date in days since 1970. */
export interface Placed {
  readonly value: Value;
  readonly at: Exact;
}

/**
 * Places a value that was asked at the end of `date`. A date after that day and `never` are both
 * "not yet", the day after `date`: by then nobody can tell them apart, neither in a forecast nor in
 * the record (the threshold weighting of Gneiting and Ranjan 2011, with all weight up to `date`).
 * Asserts that the kind has an order, or is yes or no (1 and 0).
 */
export function placed(kind: Kind, value: Value, date: EpochDay): Placed {
  switch (kind.type) {
    case "number":
    case "share":
    case "money":
    case "rate":
      return { value, at: value as Exact };
    case "duration":
      return { value, at: meanDays(value as Duration) };
    case "boolean":
      return { value, at: exact(value ? 1 : 0) };
    case "date": {
      const day = value as EpochDay;
      return day > date ? { value: NEVER, at: exact(date + 1) } : { value, at: exact(day) };
    }
    default:
      throw new RangeError(`a ${kind.type} has no place on a line`);
  }
}

/** In ascending order; the sample itself is left as it is. */
export function sorted(sample: readonly Placed[]): readonly Placed[] {
  return [...sample].sort((a, b) => a.at.compare(b.at));
}
