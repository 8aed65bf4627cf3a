import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDurations,
  compareDurations,
  DAYS_PER_MONTH,
  days,
  durationText,
  meanDays,
  months,
  multiplyDuration,
  negateDuration,
} from "./duration.ts";
import { encodeExact, exact } from "./exact.ts";

const anyDuration = fc.record({
  months: fc.integer({ min: -3000, max: 3000 }),
  days: fc.integer({ min: -40_000, max: 40_000 }),
});

/** Reads durationText back, by its own rules. */
function readDuration(text: string): { months: number; days: number } {
  const total = { months: 0, days: 0 };
  for (const part of text.split(" + ")) {
    const [, count, unit] = /^(-?\d+) (year|month|day)s?$/.exec(part) ?? [];
    if (unit === "day") total.days += Number(count);
    else total.months += Number(count) * (unit === "year" ? 12 : 1);
  }
  return total;
}

describe("durations", () => {
  it("add and negate part by part, and what is taken away leaves nothing", () => {
    fc.assert(
      fc.property(anyDuration, anyDuration, (a, b) => {
        expect(addDurations(a, b)).toEqual({ months: a.months + b.months, days: a.days + b.days });
        expect(addDurations(a, negateDuration(a))).toEqual({ months: 0, days: 0 });
      }),
    );
  });

  it("have no negative zero", () => {
    expect(Object.is(negateDuration(days(3)).months, 0)).toBe(true);
    expect(Object.is(multiplyDuration(days(3), exact(-2)).months, 0)).toBe(true);
  });

  it("times a whole number are as many sums", () => {
    fc.assert(
      fc.property(anyDuration, fc.integer({ min: 0, max: 20 }), (a, times) => {
        const sum = Array.from({ length: times }, () => a).reduce(addDurations, days(0));
        expect(multiplyDuration(a, exact(times))).toEqual(sum);
        expect(multiplyDuration(a, exact(-times))).toEqual(negateDuration(sum));
      }),
    );
  });

  it.each([
    // A year is 365.2425 days: half of it 182.62125.
    [months(12), exact(1, 2), 183],
    [months(1), exact(1, 2), 15],
    [days(5), exact(1, 2), 2],
    [days(7), exact(1, 2), 4],
    [days(-5), exact(1, 2), -2],
    [months(12), exact(-1, 2), -183],
    [{ months: 12, days: 10 }, exact(3, 2), 563],
  ])("%o times %s is days, rounded half-even", (duration, by, expected) => {
    expect(multiplyDuration(duration, by)).toEqual(days(expected));
  });

  it("have a mean length: a year of 365.2425 days", () => {
    expect(encodeExact(DAYS_PER_MONTH)).toBe("48699/1600");
    expect(encodeExact(meanDays(months(12)))).toBe("146097/400");
    expect(encodeExact(meanDays({ months: 4800, days: -1 }))).toBe("146096");
  });

  it.each([
    [months(3), months(2), 1],
    [months(2), months(2), 0],
    [days(29), days(30), -1],
    [days(0), months(1), -1],
    [months(1), days(0), 1],
    [days(0), days(0), 0],
    [days(30), months(1), undefined],
    [{ months: 1, days: 1 }, months(1), undefined],
  ])("compare only in one unit: %o against %o gives %o", (a, b, expected) => {
    expect(compareDurations(a, b)).toBe(expected);
  });
});

describe("durations as text", () => {
  it.each([
    [months(60), "5 years"],
    [months(3), "3 months"],
    [days(90), "90 days"],
    [days(1), "1 day"],
    [months(18), "1 year + 6 months"],
    [{ months: 13, days: 1 }, "1 year + 1 month + 1 day"],
    [days(0), "0 days"],
    [months(-1), "-1 month"],
    [months(-18), "-1 year + -6 months"],
  ])("%o is %s", (duration, text) => {
    expect(durationText(duration)).toBe(text);
  });

  it("say the whole duration", () => {
    fc.assert(
      fc.property(anyDuration, (a) => {
        expect(readDuration(durationText(a))).toEqual(a);
      }),
    );
  });
});
