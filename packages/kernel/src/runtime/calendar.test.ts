import { addDuration, occurrence, periodsInForce, toCivil, toEpochDay } from "@steppe/core";
import { fromDouble } from "@steppe/core/quantity/index.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Program, startJs, startWasm } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { calendarOf, dateTable, PART_PERIODS_ERROR, TOO_EARLY } from "./calendar.ts";

const plain = new Program();
for (const one of Object.values(calendarOf(plain))) plain.export(one);
// The same with the dates of some years in memory.
const tabled = new Program();
tabled.useMemory({ initial: 4 });
let top = 1024;
const table = dateTable(1990, 2050, (bytes) => {
  tabled.place(top, bytes);
  top += bytes.length;
  return top - bytes.length;
});
for (const one of Object.values(calendarOf(tabled, table))) tabled.export(one);
const backEnds = {
  wasm: startWasm(plain),
  js: startJs(plain),
  "wasm, tabled": startWasm(tabled),
  "js, tabled": startJs(tabled),
};

const FIRST = toEpochDay(1, 1, 1);
const LAST = toEpochDay(9999, 12, 31);
const days = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc.integer({ min: toEpochDay(1985, 1, 1), max: toEpochDay(2055, 12, 31) }),
);

for (const [name, { functions }] of Object.entries(backEnds)) {
  const call = (what: string, ...values: number[]) => functions[what]?.(...values) as number;

  test(`a day is the date that core says (${name})`, () => {
    fc.assert(
      fc.property(days, (day) => {
        const civil = toCivil(day);
        expect(call("civil", day)).toBe(civil.year * 512 + civil.month * 32 + civil.day);
        expect(call("year", day)).toBe(civil.year);
      }),
    );
  });

  test(`months and days are added as core adds them (${name})`, () => {
    const months = fc.integer({ min: -120_000, max: 120_000 });
    fc.assert(
      fc.property(days, months, fc.integer({ min: -100_000, max: 100_000 }), (day, count, more) => {
        const found = addDuration(day, { months: count, days: more });
        const shifted = call("shift", day, count, more);
        if (shifted === TOO_EARLY) expect(addDuration(day, { months: count, days: 0 })).toBeLessThan(FIRST);
        else expect(shifted).toBe(found);
      }),
    );
    expect(call("shift", NEVER_DAY, 5, 5)).toBe(NEVER_DAY);
    expect(call("shift", toEpochDay(2004, 2, 29), 12, 0)).toBe(toEpochDay(2005, 2, 28));
  });

  test(`days are so many periods as core says, where these are whole (${name})`, () => {
    const recent = fc.integer({ min: toEpochDay(1950, 1, 1), max: toEpochDay(2080, 1, 1) });
    const months = fc.constantFrom(1, 3, 6, 12, 5);
    fc.assert(
      fc.property(
        recent,
        months,
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(2),
        (anchor, length, k, count, off) => {
          const end = (index: number) => addDuration(anchor, { months: index * length, days: 0 });
          const [first, last] = [end(k) + 1, end(k + count) - off];
          const exactly = periodsInForce(first, last, length, anchor);
          expect(call("periods", first, last, length, anchor)).toBe(exactly.d === 1n ? Number(exactly.n) : -1);
        },
      ),
    );
  });

  test(`days are so many periods with their parts as core says, nearly (${name})`, () => {
    const recent = fc.integer({ min: toEpochDay(1950, 1, 1), max: toEpochDay(2080, 1, 1) });
    fc.assert(
      fc.property(recent, fc.integer({ min: 1, max: 30 }), recent, fc.nat(4000), (anchor, length, first, days) => {
        const exactly = periodsInForce(first, first + days, length, anchor);
        const off = exactly.sub(fromDouble(call("partPeriods", first, first + days, length, anchor))).abs();
        const { relative, absolute } = PART_PERIODS_ERROR;
        const bound = exactly.mul(fromDouble(relative)).add(fromDouble(absolute));
        expect(off.compare(bound)).toBeLessThanOrEqual(0);
      }),
    );
    const far = toEpochDay(9990, 1, 1);
    expect(call("partPeriods", far, far + 500, 12, far)).toBeNaN();
    expect(call("partPeriods", 0, 500, 12 * 200, 0)).toBeNaN();
  });

  test(`occurrences are counted from their anchor (${name})`, () => {
    const every = fc
      .record({ months: fc.integer({ min: 0, max: 30 }), days: fc.integer({ min: 0, max: 400 }) })
      .filter((one) => one.months + one.days > 0);
    const recent = fc.integer({ min: toEpochDay(1900, 1, 1), max: toEpochDay(2100, 1, 1) });
    fc.assert(
      fc.property(recent, every, recent, (anchor, period, day) => {
        const k = call("firstFrom", anchor, period.months, period.days, day);
        expect(call("occurrence", anchor, period.months, period.days, k)).toBe(occurrence(anchor, period, k));
        expect(occurrence(anchor, period, k)).toBeGreaterThanOrEqual(day);
        if (k > 0) expect(occurrence(anchor, period, k - 1)).toBeLessThan(day);
      }),
    );
  });
}
