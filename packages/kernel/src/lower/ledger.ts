/**
 * Sums over the ledger: read off the running totals, or, with dates, walked back from the last posting; converted at
 * known rates; discounted at a rate that is the same everywhere. Anything else is left to exact arithmetic.
 */
import { type Exact, type Expression, exact, type LedgerQuantity, type Model, minorDigits } from "@steppe/core";
import { call, type Expr, i32, i64, select } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { type LedgerPlan, TOTAL } from "../plan/plan.ts";
import { totalNumber } from "../plan/totals.ts";
import type { Lowering } from "./expressions.ts";
import { ASKED, constant, type Lowered, type Numeric, wholeOf } from "./lowered.ts";

type Sum = Extract<Expression, { node: "sum" }>["sum"];

/** So many totals are added up in line. */
const MOST_TOTALS = 40;
/** So many stretches of one rate are told apart. */
const MOST_STRETCHES = 60;
const FIRST = -0x8000_0000;

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly category: number;
  /** 1 as it is, -1 against. */
  readonly sign: number;
}

interface Dates {
  readonly since: Expr<"i32">;
  readonly until: Expr<"i32">;
}

/** What a sum takes in. */
interface Taken {
  readonly quantity: LedgerQuantity;
  readonly cells: readonly Cell[];
  readonly dates: Dates | undefined;
}

export function lowerSum(at: Lowering, { sum }: Extract<Expression, { node: "sum" }>): Lowered {
  const { ledger } = at.tools.plan;
  const taken = takenIn(at, sum);
  if (!taken) return at.ask();
  const own = ledger.currencies.indexOf(sum.currency);
  if (sum.convert) return converted(at, sum, taken);
  if (!sum.chosen) refuseMixed(at, taken, own);
  return own < 0 ? wholeOf(i64.const(0n)) : inCurrency(at, taken, own);
}

/** Postings discounted to the first day, by a rate that is the same everywhere. */
export function lowerNpv(at: Lowering, { sum, rate }: Extract<Expression, { node: "npv" }>): Lowered {
  const { ledger } = at.tools.plan;
  const taken = takenIn(at, sum);
  if (!taken) return at.ask();
  const own = ledger.currencies.indexOf(sum.currency);
  const others = ledger.currencies.some((_, money) => money !== own && possible(ledger, taken, money).length > 0);
  if (sum.convert && others) return at.ask();
  if (!sum.convert && !sum.chosen) refuseMixed(at, taken, own);
  const yearly = at.number(rate);
  const number = yearly?.is === "constant" ? at.tools.rateNumber(yearly.value) : -1;
  if (number < 0) return at.ask();
  if (own < 0) return wholeOf(i64.const(0n));
  const { since, until } = taken.dates ?? { since: i32.const(FIRST), until: i32.const(NEVER_DAY) };
  const operands = [signs(at, taken, own), due(taken), since, until, i32.const(number)] as const;
  return wholeOf(at.w.keep(call(at.tools.worth, ...operands), "worth"));
}

function takenIn(at: Lowering, sum: Sum): Taken | undefined {
  const { filter, quantity } = sum;
  const { ledger, texts } = at.tools.plan;
  const party = (expression: Expression | undefined): readonly number[] | undefined => {
    if (!expression) return ledger.parties.map((_, index) => index);
    const lowered = at.lower(expression);
    if (lowered.is !== "name" || lowered.code.kind !== "const") return undefined;
    const index = ledger.parties.indexOf(texts.text(lowered.code.value as number));
    return index < 0 ? [] : [index];
  };
  const [payers, payees, one] = [party(filter.from), party(filter.to), party(sum.party)];
  if (!payers || !payees || !one) return undefined;
  const categories = ledger.categories.flatMap((name, index) =>
    filter.category === undefined || filter.category === name ? [index] : [],
  );
  const signOf = (from: number, to: number): number => {
    if (quantity !== "net") return 1;
    return Number(one.includes(to)) - Number(one.includes(from));
  };
  const cells = payers.flatMap((from) =>
    payees.flatMap((to) => {
      const sign = signOf(from, to);
      return sign === 0 ? [] : categories.map((category) => ({ from, to, category, sign }));
    }),
  );
  const dates = datesOf(at, sum);
  return dates === "asked" ? undefined : { quantity, cells, dates };
}

/** First and last day of what is taken in; undefined without dates. */
function datesOf(at: Lowering, { filter }: Sum): Dates | undefined | "asked" {
  if (!filter.on && !filter.since && !filter.until) return undefined;
  const day = (expression: Expression | undefined, otherwise: number): Expr<"i32"> | undefined => {
    if (!expression) return i32.const(otherwise);
    const lowered = at.lower(expression);
    return lowered.is === "day" ? at.w.keep(lowered.code, "day") : undefined;
  };
  const since = day(filter.on ?? filter.since, FIRST);
  const until = filter.on ? since : day(filter.until, NEVER_DAY);
  return since && until ? { since, until } : "asked";
}

const numberOf = (ledger: LedgerPlan, { from, to, category }: Cell, money: number): number =>
  totalNumber(ledger, from, to, category, money);

/** Of the cells of a currency those that anything can be posted to. */
const possible = (ledger: LedgerPlan, { cells }: Taken, money: number): readonly Cell[] =>
  cells.filter((cell) => ledger.possible.has(numberOf(ledger, cell, money)));

/** What is posted in another currency makes the model go wrong: exact arithmetic says so. */
function refuseMixed(at: Lowering, taken: Taken, own: number): void {
  const { ledger } = at.tools.plan;
  for (const [money] of ledger.currencies.entries()) {
    if (money === own) continue;
    for (const cell of possible(ledger, taken, money)) {
      const address = ledger.address + TOTAL.bytes * numberOf(ledger, cell, money);
      at.w.askIf(i64.ne(amount(taken.quantity, address, 1), i64.const(0n)));
    }
  }
}

function inCurrency(at: Lowering, taken: Taken, money: number): Lowered {
  const { dates } = taken;
  if (dates) return wholeOf(at.w.keep(flow(at, taken, money, dates), "flow"));
  return totalOf(at, taken, money) ?? at.ask();
}

/** The running totals of a currency, added up; undefined where they are too many. */
function totalOf(at: Lowering, taken: Taken, money: number): Numeric | undefined {
  const { ledger } = at.tools.plan;
  const cells = possible(ledger, taken, money);
  if (cells.length > MOST_TOTALS) return undefined;
  let total: Numeric = constant(exact(0));
  for (const cell of cells) {
    const address = ledger.address + TOTAL.bytes * numberOf(ledger, cell, money);
    total = at.numbers.add(total, wholeOf(at.w.keep(amount(taken.quantity, address, cell.sign))));
  }
  return total.is === "constant" ? wholeOf(i64.const(0n)) : total;
}

/** A table with a byte for each total: 0 not taken in, 1 as it is, 2 against. */
function signs(at: Lowering, taken: Taken, money: number): Expr<"i32"> {
  const { ledger } = at.tools.plan;
  const bytes = new Uint8Array(ledger.totals);
  for (const cell of taken.cells) bytes[numberOf(ledger, cell, money)] = cell.sign < 0 ? 2 : 1;
  return i32.const(at.tools.table(bytes));
}

const due = ({ quantity }: Taken): Expr<"i32"> => i32.const(quantity === "due" ? 1 : 0);

/** Postings of some days, walked back from the last. */
function flow(at: Lowering, taken: Taken, money: number, { since, until }: Dates): Expr<"i64"> {
  return call(at.tools.flow, signs(at, taken, money), due(taken), since, until);
}

/** Each posting at its date's rate: by stretches of one rate. What is owed is worth what today's rate makes of it. */
function converted(at: Lowering, sum: Sum, taken: Taken): Lowered {
  const { ledger, model } = at.tools.plan;
  let total: Numeric = constant(exact(0));
  for (const [money, currency] of ledger.currencies.entries()) {
    if (possible(ledger, taken, money).length === 0) continue;
    if (currency === sum.currency) {
      const own = inCurrency(at, taken, money);
      if (own.is !== "whole") return own.is === "asked" ? ASKED : at.ask();
      total = at.numbers.add(total, own);
      continue;
    }
    const stretches = stretchesOf(model, currency, sum.currency);
    if (!stretches || sum.quantity === "owed") return at.ask();
    for (const { since, until, ratio } of stretches) {
      const within = wholeOf(at.w.keep(flow(at, taken, money, clipped(at, taken.dates, since, until)), "flow"));
      // Before the first rate nothing may be posted.
      if (!ratio) at.w.askIf(i64.ne(within.code, i64.const(0n)));
      else total = at.numbers.add(total, at.numbers.multiply(within, constant(ratio)));
    }
  }
  return total.is === "constant" ? wholeOf(i64.const(0n)) : total;
}

function clipped(at: Lowering, dates: Dates | undefined, since: number, until: number): Dates {
  const [first, last] = [i32.const(since), i32.const(until)];
  if (!dates) return { since: first, until: last };
  const later = (a: Expr<"i32">, b: Expr<"i32">) => at.w.keep(select(i32.gt_s(a, b), a, b), "since");
  const earlier = (a: Expr<"i32">, b: Expr<"i32">) => at.w.keep(select(i32.lt_s(a, b), a, b), "until");
  return { since: later(dates.since, first), until: earlier(dates.until, last) };
}

interface Stretch {
  readonly since: number;
  readonly until: number;
  /** Minor units of the one for a minor unit of the other; undefined before the first rate. */
  readonly ratio: Exact | undefined;
}

/** Days of one rate; undefined for a rate that goes on by chance, and for one with too many dates. */
function stretchesOf({ rates }: Model, from: string, to: string): readonly Stretch[] | undefined {
  const direct = rates.get(`${from}/${to}`);
  const series = direct ?? rates.get(`${to}/${from}`);
  if (!series || series.onward || series.points.length > MOST_STRETCHES) return undefined;
  const par = exact(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from)));
  const known = series.points.map(({ date, value }, index): Stretch => {
    const next = series.points[index + 1]?.date;
    // Units of `from` for one of `to`: the World divides by it.
    const rate = direct ? value : value.inverse();
    return { since: date, until: next === undefined ? NEVER_DAY : next - 1, ratio: par.div(rate) };
  });
  const first = known[0]?.since;
  return first === undefined ? undefined : [{ since: FIRST, until: first - 1, ratio: undefined }, ...known];
}

function amount(quantity: LedgerQuantity, address: number, sign: number): Expr<"i64"> {
  const load = (offset: number): Expr<"i64"> => i64.load(i32.const(address), offset);
  switch (quantity) {
    case "paid":
      return load(TOTAL.paid);
    case "due":
      return i64.sub(i64.add(load(TOTAL.due), load(TOTAL.paid)), load(TOTAL.settled));
    case "owed":
      return i64.sub(load(TOTAL.due), load(TOTAL.settled));
    case "net":
      return sign < 0 ? i64.sub(i64.const(0n), load(TOTAL.paid)) : load(TOTAL.paid);
  }
}
