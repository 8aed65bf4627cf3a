import { describe, expect, it } from "vitest";
import { firstFrom, occurrence } from "./calendar.ts";
import { dateText, days, months, toEpochDay } from "./index.ts";

const on = (year: number, month: number, day: number) => toEpochDay(year, month, day);

describe("occurrence", () => {
  it("counts from the anchor, so that a month's end comes back", () => {
    const dates = [0, 1, 2, 3, 13].map((k) => dateText(occurrence(on(2004, 1, 31), months(1), k)));
    expect(dates).toEqual(["2004-01-31", "2004-02-29", "2004-03-31", "2004-04-30", "2005-02-28"]);
  });
});

describe("firstFrom", () => {
  it.each([
    ["before the anchor", on(2000, 1, 1), 0],
    ["on the anchor", on(2004, 1, 31), 0],
    ["a day after it", on(2004, 2, 1), 1],
    ["on a clamped one", on(2004, 2, 29), 1],
    ["centuries later", on(2404, 2, 1), 4801],
  ])("is the first on the day or later: %s", (_what, date, k) => {
    expect(firstFrom(on(2004, 1, 31), months(1), date)).toBe(k);
  });

  it("agrees with counting from 0, for months, days and both", () => {
    for (const every of [months(1), months(3), days(1), days(45), { months: 1, days: 10 }]) {
      for (let date = on(2003, 12, 1); date < on(2006, 1, 1); date += 17) {
        let k = 0;
        while (occurrence(on(2004, 1, 31), every, k) < date) k += 1;
        expect(firstFrom(on(2004, 1, 31), every, date)).toBe(k);
      }
    }
  });

  it("asserts a period that leads forward", () => {
    expect(() => firstFrom(0, days(0), 0)).toThrow("a calendar's period leads forward");
  });
});
