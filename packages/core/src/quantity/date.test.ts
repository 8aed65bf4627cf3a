import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDuration,
  dateText,
  daysInMonth,
  daysInYear,
  FIRST_YEAR,
  isLeapYear,
  LAST_YEAR,
  NEVER,
  parseDate,
  toCivil,
  toEpochDay,
  yearOf,
} from "./date.ts";
import { days, months } from "./duration.ts";

const EPOCH = Temporal.PlainDate.from("1970-01-01");
const plain = (day: number): Temporal.PlainDate => EPOCH.add({ days: day });
const epochDayOf = (date: Temporal.PlainDate): number => EPOCH.until(date, { largestUnit: "days" }).days;

/** Any day of the years that a scenario may speak of. */
const anyDay = fc.integer({ min: toEpochDay(FIRST_YEAR, 1, 1), max: toEpochDay(LAST_YEAR, 12, 31) });
const anyDuration = fc.record({
  months: fc.integer({ min: -3000, max: 3000 }),
  days: fc.integer({ min: -40_000, max: 40_000 }),
});

describe("civil dates", () => {
  it("agree with Temporal on every day from 1600 to 2400", () => {
    let date = Temporal.PlainDate.from("1600-01-01");
    let day = epochDayOf(date);
    const wrong: string[] = [];
    while (date.year <= 2400) {
      const civil = toCivil(day);
      const same = civil.year === date.year && civil.month === date.month && civil.day === date.day;
      if (!same || toEpochDay(date.year, date.month, date.day) !== day) wrong.push(date.toString());
      date = date.add({ days: 1 });
      day += 1;
    }
    expect(wrong).toEqual([]);
    expect(day).toBe(toEpochDay(2401, 1, 1));
  });

  it("agree with Temporal on any day of years 1 to 9999", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = plain(day);
        expect(toCivil(day)).toEqual({ year: date.year, month: date.month, day: date.day });
        expect(yearOf(day)).toBe(date.year);
        expect(daysInMonth(date.year, date.month)).toBe(date.daysInMonth);
        expect(daysInYear(date.year)).toBe(date.daysInYear);
        expect(isLeapYear(date.year)).toBe(date.inLeapYear);
      }),
      { numRuns: 2000 },
    );
  });

  it("count from 1970-01-01", () => {
    expect(toEpochDay(1970, 1, 1)).toBe(0);
    expect(toEpochDay(1969, 12, 31)).toBe(-1);
    expect(toEpochDay(2000, 2, 29)).toBe(11_016);
  });

  it("refuse to take NEVER, or a part of a day, apart", () => {
    expect(() => toCivil(NEVER)).toThrow("not a day: Infinity");
    expect(() => toCivil(0.5)).toThrow("not a day: 0.5");
  });
});

describe("addDuration", () => {
  it("adds months, clamped to the month's end, then days, as Temporal does", () => {
    fc.assert(
      fc.property(anyDay, anyDuration, (day, duration) => {
        const expected = plain(day)
          .add({ months: duration.months }, { overflow: "constrain" })
          .add({ days: duration.days });
        expect(addDuration(day, duration)).toBe(epochDayOf(expected));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["2004-02-29", { months: 12, days: 0 }, "2005-02-28"],
    ["2004-02-29", { months: 48, days: 0 }, "2008-02-29"],
    ["2023-01-31", { months: 1, days: 0 }, "2023-02-28"],
    ["2023-01-31", { months: 1, days: 1 }, "2023-03-01"],
    ["2023-03-31", { months: -1, days: 0 }, "2023-02-28"],
    ["2024-12-31", { months: 2, days: 0 }, "2025-02-28"],
    ["2024-01-15", { months: -1, days: -15 }, "2023-11-30"],
    ["1900-02-28", { months: 0, days: 1 }, "1900-03-01"],
  ])("of %s and %o is %s", (from, duration, to) => {
    const start = parseDate(from);
    if ("reason" in start) throw new Error(start.reason);
    expect(dateText(addDuration(start.day, duration))).toBe(to);
  });

  it("leaves NEVER where it is", () => {
    expect(addDuration(NEVER, months(5))).toBe(NEVER);
    expect(addDuration(NEVER, days(-5))).toBe(NEVER);
  });
});

describe("dates as text", () => {
  it("are Temporal's, also where arithmetic has left the four-digit years", () => {
    const far = fc.integer({ min: toEpochDay(-9999, 1, 1), max: toEpochDay(20_000, 12, 31) });
    fc.assert(
      fc.property(far, (day) => {
        expect(dateText(day)).toBe(plain(day).toString());
      }),
      { numRuns: 2000 },
    );
    expect(dateText(toEpochDay(0, 12, 31))).toBe("0000-12-31");
    expect(dateText(toEpochDay(-1, 12, 31))).toBe("-000001-12-31");
    expect(dateText(toEpochDay(10_000, 1, 1))).toBe("+010000-01-01");
  });

  it("are read back as the same day", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseDate(dateText(day))).toEqual({ day });
      }),
    );
  });

  it("say never for NEVER", () => {
    expect(dateText(NEVER)).toBe("never");
  });

  it.each([
    ["2004-1-01", "a date is written YYYY-MM-DD"],
    ["01.02.2004", "a date is written YYYY-MM-DD"],
    ["2004-01-01T00:00", "a date is written YYYY-MM-DD"],
    [" 2004-01-01", "a date is written YYYY-MM-DD"],
    ["never", "a date is written YYYY-MM-DD"],
    ["0000-01-01", "years run from 0001 to 9999"],
    ["2004-13-01", "there is no month 13"],
    ["2004-00-01", "there is no month 00"],
    ["2004-01-00", "2004-01 has 31 days"],
    ["2005-02-29", "2005-02 has 28 days"],
    ["1900-02-29", "1900-02 has 28 days"],
    ["2004-04-31", "2004-04 has 30 days"],
  ])("refuse `%s`: %s", (text, reason) => {
    expect(parseDate(text)).toEqual({ reason });
  });
});
