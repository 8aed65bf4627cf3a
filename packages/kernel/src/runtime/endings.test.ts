import { addDuration, toEpochDay } from "@steppe/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { call, i32, Program, ret, startJs, startWasm } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { calendarOf, dateTable } from "./calendar.ts";
import { periodsOf } from "./endings.ts";

const n = i32.const;
const [FIRST_YEAR, LAST_YEAR] = [1990, 2050];

/** (first, last) → periods, by a table and without, for a length and an anchor. */
function periods(months: number, anchor: number) {
  const program = new Program();
  program.useMemory({ initial: 8 });
  let top = 1024;
  const place = (bytes: Uint8Array): number => {
    program.place(top, bytes);
    top += bytes.length + (bytes.length % 2);
    return top - bytes.length - (bytes.length % 2);
  };
  const years = dateTable(FIRST_YEAR, LAST_YEAR, place);
  const calendar = calendarOf(program, years);
  const of = periodsOf(program, calendar, years, place);
  const params = { first: "i32", last: "i32" } as const;
  for (const name of ["known", "again"]) {
    program.export(
      program.function(name, params, ["i32"], ({ first, last }) => [ret(of(first, last, n(months), n(anchor)))]),
    );
  }
  program.export(
    program.function("reckoned", params, ["i32"], ({ first, last }) => [
      ret(call(calendar.periods, first, last, n(months), n(anchor))),
    ]),
  );
  const tables = program.functions.filter(({ name }) => name === "periodsKnown").length;
  return { tables, backEnds: [startWasm(program), startJs(program)] };
}

test("a table counts the periods that the calendar reckons, within its years and without", () => {
  const anchors = fc.oneof(
    fc.integer({ min: toEpochDay(1985, 1, 1), max: toEpochDay(2055, 12, 31) }),
    fc.integer({ min: toEpochDay(1500, 1, 1), max: toEpochDay(2900, 1, 1) }),
    fc.constantFrom(toEpochDay(2004, 2, 29), toEpochDay(2003, 12, 31), toEpochDay(2004, 8, 31)),
  );
  const spans = fc.array(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.nat(60), fc.nat(2)), { minLength: 20 });
  fc.assert(
    fc.property(anchors, fc.constantFrom(1, 2, 3, 5, 6, 12, 120), spans, (anchor, months, some) => {
      const { tables, backEnds } = periods(months, anchor);
      expect(tables).toBe(1);
      const end = (k: number): number => addDuration(anchor, { months: k * months, days: 0 });
      for (const [from, count, off] of some) {
        const near = Math.round((toEpochDay(2020, 1, 1) - anchor) / (30.44 * months)) + Math.round(from / (months / 3));
        for (const [first, last] of [
          [end(near) + 1, end(near + count)],
          [end(near) + 1 + off, end(near + count)],
          [end(near) + 1, end(near + count) - off],
        ] as const) {
          for (const { functions } of backEnds) {
            const [known, reckoned] = [functions.known?.(first, last), functions.reckoned?.(first, last)];
            expect(known, `${first} to ${last}`).toBe(reckoned);
          }
        }
        const whole = backEnds.map(({ functions }) => functions.known?.(end(near) + 1, end(near + count)));
        expect(whole).toEqual([count, count]);
      }
    }),
    { numRuns: 40 },
  );
});

test("one table serves all who ask for it, and no table is made of what has none", () => {
  expect(periods(3, toEpochDay(2004, 3, 31)).tables).toBe(1);
  expect(periods(0, toEpochDay(2004, 3, 31)).tables).toBe(0);
  expect(periods(-3, toEpochDay(2004, 3, 31)).tables).toBe(0);
  // Numbers that 16 bits do not hold.
  expect(periods(1, toEpochDay(9999, 3, 31)).tables).toBe(0);
  expect(periods(1, NEVER_DAY).tables).toBe(0);
});
