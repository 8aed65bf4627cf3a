/**
 * Sums over the ledger: read off the running totals; with dates read off sums that ran along, or walked back from the
 * last posting; converted at known rates; discounted at a rate that is the same everywhere. Anything else is left to
 * exact arithmetic.
 */
import { type Expression, exact, type LedgerQuantity } from "@steppe/core";
import { call, type Expr, f64, i32, i64, select } from "../code/index.ts";
import type { Part, Parts } from "../passes/running.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { type LedgerPlan, TOTAL } from "../plan/plan.ts";
import { FIRST_DAY, stretchesOf } from "../plan/stretches.ts";
import { type Cell, cellsOf, numberOf, possibleCells } from "../plan/taken.ts";
import type { Lowering } from "./expressions.ts";
import { ASKED, constant, type Lowered, type Numeric, wholeOf } from "./lowered.ts";

type Sum = Extract<Expression, { node: "sum" }>["sum"];

/** So many totals are added up in line. */
const MOST_TOTALS = 40;
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

export function lowerSum(at: Lowering, expression: Extract<Expression, { node: "sum" }>): Lowered {
  const { sum } = expression;
  const { ledger } = at.tools.plan;
  const parts = at.tools.parts.get(expression);
  const taken = takenIn(at, sum, parts !== undefined);
  if (!taken) return at.ask();
  const own = ledger.currencies.indexOf(sum.currency);
  if (!sum.convert && !sum.chosen) refuseMixed(at, taken, own);
  if (parts) return ranAlong(at, taken, parts);
  if (sum.convert) return converted(at, sum, taken);
  return own < 0 ? wholeOf(i64.const(0n)) : inCurrency(at, taken, own);
}

/** Postings discounted to the first day, by a rate that is the same everywhere. */
export function lowerNpv(at: Lowering, expression: Extract<Expression, { node: "npv" }>): Lowered {
  const { sum, rate } = expression;
  const { ledger } = at.tools.plan;
  const parts = at.tools.parts.get(expression);
  const taken = takenIn(at, sum, parts !== undefined);
  if (!taken) return at.ask();
  const own = ledger.currencies.indexOf(sum.currency);
  if (parts) {
    if (!sum.convert && !sum.chosen) refuseMixed(at, taken, own);
    return worthThatRan(at, parts);
  }
  const others = ledger.currencies.some((_, money) => money !== own && possible(ledger, taken, money).length > 0);
  if (sum.convert && others) return at.ask();
  if (!sum.convert && !sum.chosen) refuseMixed(at, taken, own);
  const yearly = at.number(rate);
  const number = yearly?.is === "constant" ? at.tools.rateNumber(yearly.value) : -1;
  if (number < 0) return at.ask();
  if (own < 0) return wholeOf(i64.const(0n));
  const { since, until } = taken.dates ?? { since: i32.const(FIRST_DAY), until: i32.const(NEVER_DAY) };
  const operands = [signs(at, taken, own), due(taken), since, until, i32.const(number)] as const;
  return wholeOf(at.w.keep(call(at.tools.worth.walked(), ...operands), "worth"));
}

/** `ranAlong`: its dates were heeded as money was posted. */
function takenIn(at: Lowering, sum: Sum, ranAlong: boolean): Taken | undefined {
  const { ledger, texts } = at.tools.plan;
  const cells = cellsOf(ledger, sum, (expression) => {
    const lowered = at.lower(expression);
    if (lowered.is !== "name" || lowered.code.kind !== "const") return undefined;
    const index = ledger.parties.indexOf(texts.text(lowered.code.value as number));
    return index < 0 ? [] : [index];
  });
  if (!cells) return undefined;
  const dates = ranAlong ? undefined : datesOf(at, sum);
  return dates === "asked" ? undefined : { quantity: sum.quantity, cells, dates };
}

/** A sum of some days, or converted, read off sums that ran along. */
function ranAlong(at: Lowering, taken: Taken, parts: Parts): Lowered {
  let total: Numeric = constant(exact(0));
  for (const part of parts) {
    if (part.sum === undefined) {
      const own = totalOf(at, taken, part.currency);
      if (!own) return at.ask();
      total = at.numbers.add(total, own);
    } else total = inStretches(at, part, total, (stretch) => wholeOf(at.w.keep(running(at, part, stretch), "flow")));
  }
  return total.is === "constant" ? wholeOf(i64.const(0n)) : total;
}

const running = (at: Lowering, { sum }: Part, stretch?: number): Expr<"i64"> =>
  at.tools.running.read(sum as number, stretch);

/** Adds what each stretch of a rate comes to, converted; `of`: what it comes to, 0 where nothing was posted. */
function inStretches(
  at: Lowering,
  { ratios }: Part,
  total: Numeric,
  of: (stretch: number | undefined) => Numeric,
): Numeric {
  if (!ratios) return at.numbers.add(total, of(undefined));
  return ratios.reduce((sum, ratio, stretch) => {
    const within = of(stretch);
    if (ratio) return at.numbers.add(sum, at.numbers.multiply(within, constant(ratio)));
    // Before the first rate nothing may be posted.
    if (within.is === "whole") at.w.askIf(i64.ne(within.code, i64.const(0n)));
    else if (within.is === "real") at.w.askIf(f64.ne(within.code, f64.const(0)));
    return sum;
  }, total);
}

/** What is discounted, in units of 10^-18 that ran along: exact where nothing is converted, else with a bound. */
function worthThatRan(at: Lowering, parts: Parts): Lowered {
  const [only] = parts;
  if (!only) return wholeOf(i64.const(0n));
  const { running: sums, worth } = at.tools;
  const limbs = (part: Part, stretch?: number): readonly [Expr<"i64">, Expr<"i64">] => {
    const [high, low] = sums.limbs(part.sum as number, stretch);
    return [at.w.keep(high, "high"), at.w.keep(low, "low")];
  };
  if (parts.length === 1 && !only.ratios) return wholeOf(at.w.keep(call(worth.rounded(), ...limbs(only)), "worth"));
  const total = parts.reduce<Numeric>(
    (sum, part) => inStretches(at, part, sum, (stretch) => ofLimbs(at, ...limbs(part, stretch))),
    constant(exact(0)),
  );
  const rounded = at.spans.rounded(total);
  return rounded ? wholeOf(at.w.keep(rounded, "worth")) : ASKED;
}

/** (2^64 × high + low) × 10^-18 as a double: of each limb and of the sum a few roundings, each of half the last bit. */
function ofLimbs(at: Lowering, high: Expr<"i64">, low: Expr<"i64">): Numeric {
  const upper = at.w.keep(f64.mul(f64.convert_i64_s(high), f64.const(2 ** 64 * 1e-18)), "upper");
  const lower = at.w.keep(f64.mul(f64.convert_i64_u(low), f64.const(1e-18)), "lower");
  const error = f64.mul(f64.add(f64.abs(upper), lower), f64.const(2 ** -49));
  return { is: "real", code: at.w.keep(f64.add(upper, lower), "worth"), error: at.w.keep(error, "error") };
}

/** First and last day of what is taken in; undefined without dates. */
function datesOf(at: Lowering, { filter }: Sum): Dates | undefined | "asked" {
  if (!filter.on && !filter.since && !filter.until) return undefined;
  const day = (expression: Expression | undefined, otherwise: number): Expr<"i32"> | undefined => {
    if (!expression) return i32.const(otherwise);
    const lowered = at.lower(expression);
    return lowered.is === "day" ? at.w.keep(lowered.code, "day") : undefined;
  };
  const since = day(filter.on ?? filter.since, FIRST_DAY);
  const until = filter.on ? since : day(filter.until, NEVER_DAY);
  return since && until ? { since, until } : "asked";
}

const possible = (ledger: LedgerPlan, { cells }: Taken, money: number): readonly Cell[] =>
  possibleCells(ledger, cells, money);

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
