/**
 * Running sums in code: each posting is added to those that take it in, as it is made (passes/running.ts).
 *
 * A sum of today or of this year keeps the last day that it is of, and begins anew with a later one. Days of different
 * rates have a cell each, found by a table with a byte for each day of the period.
 */
import {
  both,
  type Callee,
  call,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  memoryCopy,
  run,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import type { RunningSum } from "../passes/running.ts";
import { GLOBAL, type Plan } from "../plan/plan.ts";
import type { Calendar } from "./calendar.ts";
import { FAILURE, type Fail } from "./fail.ts";
import type { Worth } from "./worth.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);
const today = (): Expr<"i32"> => i32.load(n(GLOBAL.today));

/** Of a sum of today or this year: the last day it is of (i32), before its cell. */
const CURRENT_BYTES = 8;
/** Earlier than every day: the sum is of no day yet. */
const NO_DAY = -0x8000_0000;

/** A posting that is made: minor units above zero, and how much of them settles what was owed. */
export interface Posted {
  readonly minor: Expr<"i64">;
  readonly settled: Expr<"i64"> | undefined;
}

export interface Running {
  /** Where a path begins: nothing has been posted. */
  readonly begin: readonly Stmt[];
  /** What is the same on every path has been run: each path begins with it. */
  readonly settle: readonly Stmt[];
  /** Whether anything posted to a total goes into a running sum. */
  takesIn(total: number): boolean;
  /** Adds a posting to a known total, or to any. */
  added(total: number | Expr<"i32">, verb: 0 | 1, posted: Posted, self: FunctionCode): readonly Stmt[];
  /** What a sum of minor units comes to now. */
  read(sum: number, stretch?: number): Expr<"i64">;
  /** What one that is discounted comes to, in units of 10^-18: the upper limb, the lower. */
  limbs(sum: number, stretch?: number): readonly [Expr<"i64">, Expr<"i64">];
  /** Where it lies. */
  place(sum: number): RunningPlace;
}

/** A running sum in memory, for who reads it there. */
export interface RunningPlace {
  /** Of minor units, or of the upper and the lower limb; of each stretch, one behind the other. */
  readonly cell: number;
  readonly width: number;
  /** Of a sum of today or this year: where the last day lies that it is of. */
  readonly last: number | undefined;
}

interface Surroundings {
  readonly plan: Plan;
  readonly sums: readonly RunningSum[];
  readonly calendar: Pick<Calendar, "year" | "epoch">;
  readonly worth: Worth;
  readonly rateNumber: (sum: RunningSum) => number;
  readonly fail: Fail;
  readonly table: (bytes: Uint8Array) => number;
}

export function runningIn(around: Surroundings): Running {
  const { plan, sums, table } = around;
  const bytes = sums.reduce((all, one) => all + bytesOf(one), 0);
  const empty = new Uint8Array(bytes);
  const starts = new Map<RunningSum, number>();
  for (const [index, sum] of sums.entries()) {
    const start = sums.slice(0, index).reduce((all, one) => all + bytesOf(one), 0);
    starts.set(sum, start);
    if (sum.days.is === "current") new DataView(empty.buffer).setInt32(start, NO_DAY, true);
  }
  const [address, template] = [table(empty), table(empty)];
  const placed = sums.map((sum): Placed => {
    const { days } = sum;
    return {
      sum,
      address: address + (starts.get(sum) as number),
      signs: table(signsOf(plan, sum)),
      days: days.is === "stretches" ? table(stretchesByDay(plan, days)) : 0,
    };
  });
  const copy = (to: number, from: number): readonly Stmt[] =>
    bytes === 0 ? [] : [memoryCopy(n(to), n(from), n(bytes))];
  return {
    begin: copy(address, template),
    settle: copy(template, address),
    takesIn: (total) => sums.some(({ signs }) => signs.has(total)),
    added: (total, verb, posted, self) =>
      placed.flatMap((one) =>
        typeof total === "number"
          ? known(around, one, total, verb, posted, self)
          : any(around, one, total, verb, posted, self),
      ),
    read: (number, stretch) => now(placed[number] as Placed, 0, stretch),
    limbs: (number, stretch) => [now(placed[number] as Placed, 0, stretch), now(placed[number] as Placed, 8, stretch)],
    place(number) {
      const one = placed[number] as Placed;
      const last = one.sum.days.is === "current" ? one.address : undefined;
      return { cell: cellOf(one, 0), width: widthOf(one.sum), last };
    },
  };
}

/** A running sum in memory. */
interface Placed {
  readonly sum: RunningSum;
  readonly address: number;
  /** A table with a byte for each total: 0 not taken in, 1 as it is, 2 against. */
  readonly signs: number;
  /** Of stretches: a table with a byte for each day of the period, the number of its stretch from 1, or 0. */
  readonly days: number;
}

const widthOf = ({ rate }: RunningSum): number => (rate ? 16 : 8);

function bytesOf(sum: RunningSum): number {
  const { days } = sum;
  const before = days.is === "current" ? CURRENT_BYTES : 0;
  return before + widthOf(sum) * (days.is === "stretches" ? days.starts.length : 1);
}

const cellOf = ({ sum, address }: Placed, stretch: number): number =>
  address + (sum.days.is === "current" ? CURRENT_BYTES : 0) + widthOf(sum) * stretch;

/** What a cell, or a limb of it, comes to today. */
function now(placed: Placed, offset: number, stretch = 0): Expr<"i64"> {
  const value = i64.load(n(cellOf(placed, stretch)), offset);
  if (placed.sum.days.is !== "current") return value;
  return select(i32.le_s(today(), i32.load(n(placed.address))), value, i64.const(0n));
}

function signsOf({ ledger }: Plan, { signs }: RunningSum): Uint8Array {
  const bytes = new Uint8Array(ledger.totals);
  for (const [total, sign] of signs) bytes[total] = sign < 0 ? 2 : 1;
  return bytes;
}

function stretchesByDay(
  { model: { period } }: Plan,
  { starts, until }: Extract<RunningSum["days"], { is: "stretches" }>,
): Uint8Array {
  const bytes = new Uint8Array(period.end - period.start + 1);
  for (const [index, since] of starts.entries()) {
    const last = Math.min((starts[index + 1] ?? Number.POSITIVE_INFINITY) - 1, until);
    if (since < period.start || last < since) throw new RangeError("a stretch lies outside the period");
    bytes.fill(index + 1, since - period.start, last - period.start + 1);
  }
  return bytes;
}

function known(
  around: Surroundings,
  placed: Placed,
  total: number,
  verb: 0 | 1,
  posted: Posted,
  self: FunctionCode,
): readonly Stmt[] {
  const sign = placed.sum.signs.get(total);
  const amount = sign && amountOf(placed.sum, verb, posted);
  if (!amount) return [];
  return addedTo(around, placed, sign < 0 ? i64.sub(i64.const(0n), amount) : amount, self);
}

function any(
  around: Surroundings,
  placed: Placed,
  total: Expr<"i32">,
  verb: 0 | 1,
  posted: Posted,
  self: FunctionCode,
): readonly Stmt[] {
  const amount = amountOf(placed.sum, verb, posted);
  if (!amount) return [];
  const [sign] = self.variables("i32", "sign");
  const signed = select(i32.eq(sign, n(2)), i64.sub(i64.const(0n), amount), amount);
  return [set(sign, i32.load8_u(total, placed.signs)), when(sign, addedTo(around, placed, signed, self))];
}

/** What of a posting goes into a sum; undefined: nothing. */
function amountOf({ quantity }: RunningSum, verb: 0 | 1, { minor, settled }: Posted): Expr<"i64"> | undefined {
  if (quantity !== "due") return verb === 1 ? minor : undefined;
  // What is paid without having been booked falls due as it is paid.
  return verb === 1 && settled ? i64.sub(minor, settled) : minor;
}

function addedTo(around: Surroundings, placed: Placed, amount: Expr<"i64">, self: FunctionCode): readonly Stmt[] {
  const { plan, calendar } = around;
  const { days } = placed.sum;
  const cell = n(cellOf(placed, 0));
  const add = (to: Expr<"i32">): readonly Stmt[] => addedAt(around, placed, to, amount, self);
  const { start, end } = plan.model.period;
  switch (days.is) {
    case "fixed": {
      const since = days.since <= start ? [] : [i32.ge_s(today(), n(days.since))];
      const until = days.until >= end ? [] : [i32.le_s(today(), n(days.until))];
      const [first, second] = [...since, ...until];
      if (!first) return add(cell);
      return [when(second ? both(first, second) : first, add(cell))];
    }
    case "current": {
      const last = days.unit === "day" ? today() : call(calendar.epoch, call(calendar.year, today()), n(12), n(31));
      const limbs = placed.sum.rate ? [i64.store(cell, i64.const(0n), 8)] : [];
      return [
        when(i32.gt_s(today(), i32.load(n(placed.address))), [
          i32.store(n(placed.address), last),
          i64.store(cell, i64.const(0n)),
          ...limbs,
        ]),
        ...add(cell),
      ];
    }
    case "stretches": {
      const [stretch] = self.variables("i32", "stretch");
      const width = widthOf(placed.sum);
      const at = i32.add(i32.mul(stretch, n(width)), n(cellOf(placed, 0) - width));
      return [set(stretch, i32.load8_u(i32.add(i32.sub(today(), n(start)), n(placed.days)))), when(stretch, add(at))];
    }
  }
}

function addedAt(
  { worth, rateNumber, fail }: Surroundings,
  { sum }: Placed,
  at: Expr<"i32">,
  amount: Expr<"i64">,
  self: FunctionCode,
): readonly Stmt[] {
  if (sum.rate) return [run(worth.add() as Callee<readonly []>, at, n(rateNumber(sum)), amount)];
  const [cell] = self.variables("i32", "cell");
  const [before, after, added] = self.variables("i64", "before", "after", "added");
  const wraps = i64.lt_s(i64.and(i64.xor(before, after), i64.xor(added, after)), i64.const(0n));
  return [
    set(cell, at),
    set(added, amount),
    set(before, i64.load(cell)),
    set(after, i64.add(before, added)),
    when(wraps, [fail(FAILURE.tooLarge)]),
    i64.store(cell, after),
  ];
}
