/**
 * Civil dates in code: days since 1970-01-01 to years, months and days and back (Howard Hinnant, "chrono-compatible
 * low-level date algorithms"), for the years 1 and later; durations added with month ends clamped.
 */

import { toCivil, toEpochDay } from "@steppe/core";
import {
  both,
  type Callee,
  call,
  choose,
  type Expr,
  either,
  f64,
  i32,
  type Local,
  loopWhile,
  not,
  type Program,
  ret,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";

/** What comes of a month before the year 1: earlier than every date that is let through. */
export const TOO_EARLY = -0x8000_0000;

/** The number of a period's end, of a day that ends none. */
const NO_ENDING = -0x8000_0000;

/** Dates further away are left to exact arithmetic: no date on the way from one of these is out of range. */
const [NEAR_FIRST, NEAR_LAST] = [toEpochDay(1500, 1, 1), toEpochDay(8500, 1, 1)];
const LONGEST_PERIOD = 1200;

/** How far off `partPeriods` may be, as a share of it, and besides: two quotients of at most 1, and two sums. */
export const PART_PERIODS_ERROR = { relative: 2 ** -51, absolute: 2 ** -52 } as const;

type Returns = Callee<readonly ["i32"]>;

export interface Calendar {
  /** (day) → year × 512 + month × 32 + day of the month. Of a day in the year 1 or later. */
  readonly civil: Returns;
  /** (day) → year. */
  readonly year: Returns;
  /** (year, month, day of the month) → day. Of a date that exists. */
  readonly epoch: Returns;
  /** (year, month) → days. */
  readonly daysInMonth: Returns;
  /** (day, months, days) → day; NEVER_DAY stays. */
  readonly shift: Returns;
  /** (anchor, months, days, k) → the day of occurrence k. */
  readonly occurrence: Returns;
  /**
   * (first, last, months, anchor) → how many periods of so many months the days from the first to the last are, both in
   * force; -1 where they are no whole number of them. Periods end on the occurrences of the anchor.
   */
  readonly periods: Returns;
  /**
   * (first, last, months, anchor) → the same with parts of periods, to PART_PERIODS_ERROR. Of days none of which is never,
   * and the first of which is not after the last. Not a number where it is left to exact arithmetic.
   */
  readonly partPeriods: Callee<readonly ["f64"]>;
  /** (anchor, months, days, day) → the first k ≥ 0 whose occurrence is on the day or later. */
  readonly firstFrom: Returns;
}

const n = (value: number): Expr<"i32"> => i32.const(value);
const plus = (a: Expr<"i32">, b: number): Expr<"i32"> => i32.add(a, n(b));
const over = (a: Expr<"i32">, b: number): Expr<"i32"> => i32.div_s(a, n(b));
const times = (a: Expr<"i32">, b: number): Expr<"i32"> => i32.mul(a, n(b));

/** Years whose dates lie in memory, both included: for them nothing is reckoned. */
export interface DateTable {
  readonly firstYear: number;
  readonly lastYear: number;
  /** Addresses of i32: the civil date of each day from the first, the first day of each month, one month more. */
  readonly civil: number;
  readonly months: number;
}

/** The bytes of a table, and where `place` puts them. */
export function dateTable(firstYear: number, lastYear: number, place: (bytes: Uint8Array) => number): DateTable {
  const first = toEpochDay(firstYear, 1, 1);
  const days = toEpochDay(lastYear, 12, 31) - first + 1;
  const civil = Int32Array.from({ length: days }, (_, index) => {
    const { year, month, day } = toCivil(first + index);
    return year * 512 + month * 32 + day;
  });
  const months = Int32Array.from({ length: 12 * (lastYear - firstYear + 1) + 1 }, (_, index) =>
    toEpochDay(firstYear + Math.floor(index / 12), (index % 12) + 1, 1),
  );
  return { firstYear, lastYear, civil: place(littleEndian(civil)), months: place(littleEndian(months)) };
}

function littleEndian(values: Int32Array): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setInt32(4 * index, value, true);
  return bytes;
}

export function calendarOf(program: Program, table?: DateTable): Calendar {
  const civil = civilIn(program, table);
  const year = program.function("year", { day: "i32" }, ["i32"], ({ day }) => [ret(over(call(civil, day), 512))]);
  const { epoch, daysInMonth } = datesIn(program);
  const shift = shiftIn(program, civil, epoch, daysInMonth, table);
  const occurrence = program.function(
    "occurrence",
    { anchor: "i32", months: "i32", days: "i32", k: "i32" },
    ["i32"],
    ({ anchor, months, days, k }) => [ret(call(shift, anchor, i32.mul(months, k), i32.mul(days, k)))],
  );
  const firstFrom = program.function(
    "firstFrom",
    { anchor: "i32", months: "i32", days: "i32", day: "i32" },
    ["i32"],
    ({ anchor, months, days, day }, self) => {
      const k = self.local("i32", "k");
      // By months: in that of the day, or the one after it. By days: a little early.
      return [
        when(
          days,
          [set(k, i32.div_s(i32.sub(day, anchor), i32.add(times(months, 31), days)))],
          [set(k, i32.div_s(i32.sub(monthOf(call(civil, day)), monthOf(call(civil, anchor))), months))],
        ),
        when(i32.lt_s(k, n(0)), [set(k, n(0))]),
        loopWhile(i32.lt_s(call(occurrence, anchor, months, days, k), day), () => [set(k, plus(k, 1))]),
        ret(k),
      ];
    },
  );
  const periods = periodsIn(program, civil);
  const partPeriods = partPeriodsIn(program, civil, occurrence);
  return { civil, year, epoch, daysInMonth, shift, occurrence, firstFrom, periods, partPeriods };
}

/** The months from the year 0 on to that of a civil date. */
const monthOf = (date: Expr<"i32">): Expr<"i32"> =>
  i32.add(times(over(date, 512), 12), i32.and(i32.shr_u(date, n(5)), n(15)));
const dayOfMonth = (date: Expr<"i32">): Expr<"i32"> => i32.and(date, n(31));

function periodsIn(program: Program, civil: Returns): Returns {
  // A period ends on the day of the month that the anchor has, or on the last of a month that has no such day.
  const ending = program.function(
    "ending",
    { day: "i32", months: "i32", anchor: "i32" },
    ["i32"],
    ({ day, months, anchor }, self) => {
      const [apart, k, a, b] = self.variables("i32", "apart", "k", "a", "b");
      const endsMonth = i32.eq(dayOfMonth(call(civil, plus(day, 1))), n(1));
      return [
        set(a, call(civil, anchor)),
        set(b, call(civil, day)),
        set(apart, i32.sub(monthOf(b), monthOf(a))),
        set(k, i32.div_s(apart, months)),
        when(i32.ne(i32.mul(k, months), apart), [ret(n(NO_ENDING))]),
        when(i32.eq(dayOfMonth(b), dayOfMonth(a)), [ret(k)]),
        when(i32.gt_s(dayOfMonth(b), dayOfMonth(a)), [ret(n(NO_ENDING))]),
        ret(choose(endsMonth, k, n(NO_ENDING))),
      ];
    },
  );
  return program.function(
    "periods",
    { first: "i32", last: "i32", months: "i32", anchor: "i32" },
    ["i32"],
    ({ first, last, months, anchor }, self) => {
      const [before, to] = self.variables("i32", "before", "to");
      return [
        set(before, call(ending, plus(first, -1), months, anchor)),
        set(to, call(ending, last, months, anchor)),
        when(either(i32.eq(before, n(NO_ENDING)), i32.eq(to, n(NO_ENDING))), [ret(n(-1))]),
        ret(i32.sub(to, before)),
      ];
    },
  );
}

function partPeriodsIn(program: Program, civil: Returns, occurrence: Returns): Callee<readonly ["f64"]> {
  const end = (anchor: Expr<"i32">, months: Expr<"i32">, k: Expr<"i32">) => call(occurrence, anchor, months, n(0), k);
  // The k with end(k - 1) < day <= end(k): a guess from the months between, moved to its place.
  const periodOf = program.function(
    "periodOf",
    { day: "i32", months: "i32", anchor: "i32" },
    ["i32"],
    ({ day, months, anchor }, self) => {
      const k = self.local("i32", "k");
      return [
        set(k, i32.div_s(i32.sub(monthOf(call(civil, day)), monthOf(call(civil, anchor))), months)),
        loopWhile(i32.lt_s(end(anchor, months, k), day), () => [set(k, plus(k, 1))]),
        loopWhile(i32.ge_s(end(anchor, months, plus(k, -1)), day), () => [set(k, plus(k, -1))]),
        ret(k),
      ];
    },
  );
  const isFar = (day: Expr<"i32">) => either(i32.lt_s(day, n(NEAR_FIRST)), i32.gt_s(day, n(NEAR_LAST)));
  const quotient = (a: Expr<"i32">, b: Expr<"i32">) => f64.div(f64.convert_i32_s(a), f64.convert_i32_s(b));
  return program.function(
    "partPeriods",
    { first: "i32", last: "i32", months: "i32", anchor: "i32" },
    ["f64"],
    ({ first, last, months, anchor }, self) => {
      const [from, to, before, ends] = self.variables("i32", "from", "to", "before", "ends");
      const length = i32.sub(ends, before);
      const around = (k: Expr<"i32">) => [
        set(before, end(anchor, months, plus(k, -1))),
        set(ends, end(anchor, months, k)),
      ];
      const share = self.local("f64", "share");
      return [
        when(either(either(isFar(first), isFar(last)), either(isFar(anchor), i32.gt_u(months, n(LONGEST_PERIOD)))), [
          ret(f64.const(Number.NaN)),
        ]),
        set(from, call(periodOf, first, months, anchor)),
        ...around(from),
        when(i32.le_s(last, ends), [ret(quotient(plus(i32.sub(last, first), 1), length))]),
        set(share, quotient(plus(i32.sub(ends, first), 1), length)),
        set(to, call(periodOf, last, months, anchor)),
        ...around(to),
        set(share, f64.add(share, f64.convert_i32_s(plus(i32.sub(to, from), -1)))),
        ret(f64.add(share, quotient(i32.sub(last, before), length))),
      ];
    },
  );
}

function civilIn(program: Program, table: DateTable | undefined): Returns {
  return program.function("civil", { day: "i32" }, ["i32"], ({ day }, self) => {
    const [z, era, dayOfEra, yearOfEra] = ["z", "era", "dayOfEra", "yearOfEra"].map((name) => self.local("i32", name));
    const [dayOfYear, mp, month] = ["dayOfYear", "mp", "month"].map((name) => self.local("i32", name));
    if (!z || !era || !dayOfEra || !yearOfEra || !dayOfYear || !mp || !month) throw new Error("a variable is missing");
    const known: readonly Stmt[] = table ? knownDate(day, table) : [];
    const leaps = i32.add(over(dayOfEra, 1460), over(dayOfEra, 146096));
    return [
      ...known,
      set(z, plus(day, 719468)),
      set(era, over(z, 146097)),
      set(dayOfEra, i32.sub(z, times(era, 146097))),
      set(yearOfEra, over(i32.sub(i32.add(dayOfEra, over(dayOfEra, 36524)), leaps), 365)),
      set(
        dayOfYear,
        i32.sub(dayOfEra, i32.sub(i32.add(times(yearOfEra, 365), over(yearOfEra, 4)), over(yearOfEra, 100))),
      ),
      set(mp, over(plus(times(dayOfYear, 5), 2), 153)),
      set(month, select(i32.lt_s(mp, n(10)), plus(mp, 3), plus(mp, -9))),
      ret(
        i32.add(
          i32.add(times(i32.add(i32.add(yearOfEra, times(era, 400)), i32.le_s(month, n(2))), 512), times(month, 32)),
          plus(i32.sub(dayOfYear, over(plus(times(mp, 153), 2), 5)), 1),
        ),
      ),
    ];
  });
}

function knownDate(day: Expr<"i32">, { firstYear, lastYear, civil }: DateTable): readonly Stmt[] {
  const first = toEpochDay(firstYear, 1, 1);
  const days = toEpochDay(lastYear, 12, 31) - first + 1;
  const index = plus(day, -first);
  return [when(i32.lt_u(index, n(days)), [ret(i32.load(i32.shl(index, n(2)), civil))])];
}

function datesIn(program: Program): { readonly epoch: Returns; readonly daysInMonth: Returns } {
  const daysInMonth = program.function("daysInMonth", { year: "i32", month: "i32" }, ["i32"], ({ year, month }) => {
    const isLeap = both(
      i32.eqz(i32.rem_s(year, n(4))),
      either(not(i32.eqz(i32.rem_s(year, n(100)))), i32.eqz(i32.rem_s(year, n(400)))),
    );
    // 31 for the months 1, 3, 5, 7, 8, 10, 12: bit (month + month / 8).
    const odd = i32.and(i32.add(month, i32.shr_u(month, n(3))), n(1));
    return [when(i32.eq(month, n(2)), [ret(i32.add(n(28), isLeap))]), ret(i32.add(n(30), odd))];
  });
  const epoch = program.function(
    "epochDay",
    { year: "i32", month: "i32", day: "i32" },
    ["i32"],
    ({ year, month, day }, self) => {
      const [y, era, yearOfEra, dayOfYear] = [
        self.local("i32", "y"),
        self.local("i32", "era"),
        self.local("i32", "yearOfEra"),
        self.local("i32", "dayOfYear"),
      ];
      const fromMarch = i32.add(month, select(i32.gt_s(month, n(2)), n(-3), n(9)));
      return [
        set(y, i32.sub(year, i32.le_s(month, n(2)))),
        set(era, over(y, 400)),
        set(yearOfEra, i32.sub(y, times(era, 400))),
        set(dayOfYear, plus(i32.add(over(plus(times(fromMarch, 153), 2), 5), day), -1)),
        ret(
          plus(
            i32.add(
              times(era, 146097),
              i32.add(i32.sub(i32.add(times(yearOfEra, 365), over(yearOfEra, 4)), over(yearOfEra, 100)), dayOfYear),
            ),
            -719468,
          ),
        ),
      ];
    },
  );
  return { epoch, daysInMonth };
}

function shiftIn(
  program: Program,
  civil: Returns,
  epoch: Returns,
  daysInMonth: Returns,
  table: DateTable | undefined,
): Returns {
  return program.function(
    "shift",
    { day: "i32", months: "i32", days: "i32" },
    ["i32"],
    ({ day, months, days }, self) => {
      const [date, index, month, least] = [
        self.local("i32", "date"),
        self.local("i32", "index"),
        self.local("i32", "month"),
        self.local("i32", "least"),
      ];
      const ofMonth = dayOfMonth(date);
      const year = over(index, 12);
      return [
        when(i32.eq(day, n(NEVER_DAY)), [ret(n(NEVER_DAY))]),
        when(i32.eqz(months), [ret(i32.add(day, days))]),
        set(date, call(civil, day)),
        set(index, i32.add(plus(monthOf(date), -1), months)),
        ...(table ? knownMonth(index, ofMonth, days, table, least) : []),
        when(i32.lt_s(index, n(12)), [ret(n(TOO_EARLY))]),
        set(month, plus(i32.rem_s(index, n(12)), 1)),
        set(least, call(daysInMonth, year, month)),
        when(i32.lt_s(ofMonth, least), [set(least, ofMonth)]),
        ret(i32.add(call(epoch, year, month, least), days)),
      ];
    },
  );
}

/** The day of a month that lies in the table, clamped to its end. */
function knownMonth(
  index: Expr<"i32">,
  day: Expr<"i32">,
  days: Expr<"i32">,
  { firstYear, lastYear, months }: DateTable,
  last: Local<"i32">,
): readonly Stmt[] {
  const month = plus(index, -12 * firstYear);
  const start = i32.load(i32.shl(month, n(2)), months);
  const next = i32.load(i32.shl(month, n(2)), months + 4);
  return [
    when(i32.lt_u(month, n(12 * (lastYear - firstYear + 1))), [
      set(last, plus(next, -1)),
      ret(i32.add(select(i32.lt_s(plus(i32.add(start, day), -1), last), plus(i32.add(start, day), -1), last), days)),
    ]),
  ];
}
