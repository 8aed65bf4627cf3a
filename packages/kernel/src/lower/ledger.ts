/** Sums over the ledger without dates: read off the running totals. Those with dates are left to exact arithmetic. */
import type { Expression, LedgerQuantity } from "@steppe/core";
import { call, type Expr, i32, i64 } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { TOTAL, totalNumber } from "../plan/plan.ts";
import type { Lowering } from "./expressions.ts";
import { ASKED, type Lowered, wholeOf } from "./lowered.ts";

type SumNode = Extract<Expression, { node: "sum" }>;

/** So many totals are added up in line. */
const MOST_TOTALS = 40;

export function lowerSum(at: Lowering, { sum }: SumNode): Lowered {
  const { filter, quantity, currency, convert, chosen } = sum;
  const { ledger } = at.tools.plan;
  if (convert) return at.ask();
  const party = (expression: Expression | undefined): readonly number[] | undefined => {
    if (!expression) return ledger.parties.map((_, index) => index);
    const lowered = at.lower(expression);
    if (lowered.is !== "name" || lowered.code.kind !== "const") return undefined;
    const index = ledger.parties.indexOf(at.tools.plan.texts.text(lowered.code.value as number));
    return index < 0 ? [] : [index];
  };
  const [from, to, one] = [party(filter.from), party(filter.to), party(sum.party)];
  if (!from || !to || !one) return at.ask();
  const categories = ledger.categories.flatMap((name, index) =>
    filter.category === undefined || filter.category === name ? [index] : [],
  );
  const cells = from.flatMap((f) =>
    to.flatMap((t) =>
      quantity === "net" && !one.includes(f) && !one.includes(t)
        ? []
        : categories.map((category) => ({ f, t, category })),
    ),
  );
  const dates = datesOf(at, sum);
  if (dates === undefined) return at.ask();
  const number = (cell: (typeof cells)[number], money: number): number =>
    totalNumber(ledger, cell.f, cell.t, cell.category, money);
  const ofCurrency = (money: number) => cells.filter((cell) => ledger.possible.has(number(cell, money)));
  if (ledger.currencies.some((_, money) => ofCurrency(money).length > MOST_TOTALS)) return at.ask();
  const address = (cell: (typeof cells)[number], money: number): number =>
    ledger.address + TOTAL.bytes * number(cell, money);
  const own = ledger.currencies.indexOf(currency);
  if (!chosen) {
    // What is posted in another currency makes the model go wrong: exact arithmetic says so.
    for (const [index] of ledger.currencies.entries()) {
      if (index === own) continue;
      for (const cell of ofCurrency(index)) {
        at.w.askIf(i64.ne(amount(quantity, address(cell, index), 1), i64.const(0n)));
      }
    }
  }
  if (own < 0) return wholeOf(i64.const(0n));
  if (dates !== "all")
    return flow(
      at,
      sum,
      cells.map((cell) => ({ ...cell, sign: signOf(quantity, cell, one) })),
      own,
      dates,
    );
  let total: Lowered = wholeOf(i64.const(0n));
  for (const cell of ofCurrency(own)) {
    const sign = signOf(quantity, cell, one);
    if (sign === 0) continue;
    const next = wholeOf(at.w.keep(amount(quantity, address(cell, own), sign)));
    if (total.is !== "whole") return ASKED;
    total = total.code.kind === "const" ? next : at.numbers.add(total, next);
  }
  return total;
}

const signOf = (quantity: LedgerQuantity, { f, t }: { f: number; t: number }, party: readonly number[]): number =>
  quantity === "net" && party.includes(f) ? (party.includes(t) ? 0 : -1) : 1;

/** First and last day of what is taken in; undefined when they were asked. */
function datesOf(
  at: Lowering,
  { filter }: SumNode["sum"],
): "all" | { readonly since: Expr<"i32">; readonly until: Expr<"i32"> } | undefined {
  if (!filter.on && !filter.since && !filter.until) return "all";
  const day = (expression: Expression | undefined, otherwise: number): Expr<"i32"> | undefined => {
    if (!expression) return i32.const(otherwise);
    const lowered = at.lower(expression);
    return lowered.is === "day" ? at.w.keep(lowered.code, "day") : undefined;
  };
  const since = day(filter.on ?? filter.since, -0x8000_0000);
  const until = filter.on ? since : day(filter.until, NEVER_DAY);
  return since && until && { since, until };
}

/** Postings of some days, walked back from the last. */
function flow(
  at: Lowering,
  { quantity }: SumNode["sum"],
  cells: readonly { readonly f: number; readonly t: number; readonly category: number; readonly sign: number }[],
  currency: number,
  { since, until }: { readonly since: Expr<"i32">; readonly until: Expr<"i32"> },
): Lowered {
  const { ledger } = at.tools.plan;
  // What of each total counts: nothing, as it is, or against.
  const signs = new Uint8Array(ledger.totals);
  for (const { f, t, category, sign } of cells)
    signs[totalNumber(ledger, f, t, category, currency)] = sign === -1 ? 2 : sign;
  const table = i32.const(at.tools.table(signs));
  const how = i32.const(quantity === "due" ? 1 : 0);
  return wholeOf(at.w.keep(call(at.tools.flow, table, how, since, until), "flow"));
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
