/**
 * How many periods the days from one to another are, where length and anchor are known when the code is made: by a table
 * of the days on which periods end, in place of reckoning with dates.
 */
import { addDuration, type EpochDay, toCivil, toEpochDay } from "@steppe/core";
import { type Callee, call, type Expr, either, i32, type Program, ret, set, when } from "../code/index.ts";
import type { Calendar, DateTable } from "./calendar.ts";

/** More lengths and anchors than these are reckoned. */
const MOST_TABLES = 8;
/** In the table, of a day that ends no period. */
const NONE = -0x8000;

/** As `periods` of the calendar has it. */
export type PeriodsOf = (
  first: Expr<"i32">,
  last: Expr<"i32">,
  months: Expr<"i32">,
  anchor: Expr<"i32">,
) => Expr<"i32">;

const n = (value: number): Expr<"i32"> => i32.const(value);

/** `place` puts bytes where code reads them. */
export function periodsOf(
  program: Program,
  { periods }: Calendar,
  years: DateTable,
  place: (bytes: Uint8Array) => number,
): PeriodsOf {
  const known = new Map<string, Callee<readonly ["i32"]> | undefined>();
  const tabled = (months: number, anchor: EpochDay): Callee<readonly ["i32"]> | undefined => {
    const key = `${months}/${anchor}`;
    if (!known.has(key) && known.size < MOST_TABLES) {
      const table = endings(years, months, anchor);
      known.set(key, table && tabledIn(program, periods, { months, anchor, first: firstDay(years), table, place }));
    }
    return known.get(key);
  };
  return (first, last, months, anchor) => {
    const found =
      months.kind === "const" && anchor.kind === "const"
        ? tabled(months.value as number, anchor.value as number)
        : undefined;
    return found ? call(found, first, last) : call(periods, first, last, months, anchor);
  };
}

const firstDay = ({ firstYear }: DateTable): EpochDay => toEpochDay(firstYear, 1, 1);

/** For each day of the years the number of the period that it ends; undefined where there are none, or numbers are large. */
function endings(years: DateTable, months: number, anchor: EpochDay): Int16Array | undefined {
  if (months <= 0) return undefined;
  const first = firstDay(years);
  const table = new Int16Array(toEpochDay(years.lastYear, 12, 31) - first + 1).fill(NONE);
  const { year, month } = toCivil(anchor);
  const from = 12 * year + month - 1;
  const last = Math.floor((12 * years.lastYear + 11 - from) / months);
  for (let k = Math.ceil((12 * years.firstYear - from) / months); k <= last; k += 1) {
    if (Math.abs(k) >= -NONE) return undefined;
    table[addDuration(anchor, { months: k * months, days: 0 }) - first] = k;
  }
  return table;
}

interface Tabled {
  readonly months: number;
  readonly anchor: EpochDay;
  readonly first: EpochDay;
  readonly table: Int16Array;
  readonly place: (bytes: Uint8Array) => number;
}

function tabledIn(
  program: Program,
  periods: Calendar["periods"],
  { months, anchor, first, table, place }: Tabled,
): Callee<readonly ["i32"]> {
  const bytes = new Uint8Array(2 * table.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of table.entries()) view.setInt16(2 * index, value, true);
  const address = place(bytes);
  return program.function("periodsKnown", { from: "i32", to: "i32" }, ["i32"], ({ from, to }, self) => {
    const [before, last, start, end] = self.variables("i32", "before", "last", "start", "end");
    const outside = (index: Expr<"i32">): Expr<"i32"> => i32.ge_u(index, n(table.length));
    const at = (index: Expr<"i32">): Expr<"i32"> => i32.load16_s(i32.shl(index, n(1)), address);
    return [
      set(before, i32.sub(from, n(first + 1))),
      set(last, i32.sub(to, n(first))),
      when(either(outside(before), outside(last)), [ret(call(periods, from, to, n(months), n(anchor)))]),
      set(start, at(before)),
      set(end, at(last)),
      when(either(i32.eq(start, n(NONE)), i32.eq(end, n(NONE))), [ret(n(-1))]),
      ret(i32.sub(end, start)),
    ];
  });
}
