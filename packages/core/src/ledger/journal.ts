/**
 * The journal: every cent that moves or is owed in a world, as balanced postings.
 *
 * A posting names who gives, who gets, how much and what for, on a date, with the step that caused
 * it. `owe` books a debt; `pay` moves cash, and settles what is owed between the two under that
 * category as far as it goes. `legs` spells a posting out as entries to accounts, which sum to
 * zero. Amounts are whole minor units: nothing is rounded here.
 */
import { Map as PersistentMap } from "immutable";
import { Log } from "../log.ts";
import type { EpochDay } from "../quantity/index.ts";

export type PostingVerb = "owe" | "pay";

export interface Posting {
  /** From 0, in order of time. */
  readonly n: number;
  readonly date: EpochDay;
  /** The step that made it. */
  readonly step: number;
  readonly verb: PostingVerb;
  readonly from: string;
  readonly to: string;
  readonly category: string;
  readonly currency: string;
  /** Whole minor units, greater than zero. */
  readonly minor: bigint;
  /** Of a payment: how much of it settled what was owed. Zero for `owe`. */
  readonly settled: bigint;
  readonly note?: string;
}

/** Postings are shown to people from 1; the journal counts from 0. */
export const shownNumber = ({ n }: Pick<Posting, "n">): number => n + 1;

/** Running totals between two parties under one category in one currency, in minor units. */
export interface Total {
  readonly from: string;
  readonly to: string;
  readonly category: string;
  readonly currency: string;
  /** All that was booked as owed, all that was paid, and how much of the paid had been owed. */
  readonly due: bigint;
  readonly paid: bigint;
  readonly settled: bigint;
}

export interface Journal {
  readonly postings: Log<Posting>;
  readonly totals: PersistentMap<string, Total>;
}

export const EMPTY_JOURNAL: Journal = { postings: Log.of(), totals: PersistentMap() };

export type Order = Omit<Posting, "n" | "settled">;

const totalKey = (order: Pick<Order, "from" | "to" | "category" | "currency">): string =>
  `${order.from}\n${order.to}\n${order.category}\n${order.currency}`;

/** The journal with one more posting. Asserts a positive amount and that time does not run back. */
export function post(journal: Journal, order: Order): { readonly journal: Journal; readonly posting: Posting } {
  if (order.minor <= 0n) throw new RangeError(`a posting moves more than nothing, not ${order.minor}`);
  const last = journal.postings.last;
  if (last && last.date > order.date) throw new RangeError(`posting of day ${order.date} after day ${last.date}`);
  const key = totalKey(order);
  const total = journal.totals.get(key) ?? emptyTotal(order);
  const outstanding = total.due - total.settled;
  const isAllOwed = order.minor <= outstanding;
  const settles = isAllOwed ? order.minor : outstanding;
  const settled = order.verb === "pay" ? settles : 0n;
  const posting: Posting = { ...order, n: journal.postings.length, settled };
  const next: Total = {
    ...total,
    due: total.due + (order.verb === "owe" ? order.minor : 0n),
    paid: total.paid + (order.verb === "pay" ? order.minor : 0n),
    settled: total.settled + settled,
  };
  return {
    posting,
    journal: { postings: journal.postings.append(posting), totals: journal.totals.set(key, next) },
  };
}

function emptyTotal({ from, to, category, currency }: Order): Total {
  return { from, to, category, currency, due: 0n, paid: 0n, settled: 0n };
}

export interface Leg {
  readonly account: string;
  readonly currency: string;
  /** Debit positive, credit negative. */
  readonly minor: bigint;
}

/** A posting as entries to both parties' accounts. Each party's legs sum to zero, and so do all. */
export function legs(posting: Posting): readonly Leg[] {
  const { from, to, category, currency, minor, settled } = posting;
  const leg = (account: string, amount: bigint): Leg => ({ account, currency, minor: amount });
  const expense = `expenses:${from}:${category}`;
  const payable = `liabilities:${from}:payable:${to}:${category}`;
  const receivable = `assets:${to}:receivable:${from}:${category}`;
  const revenue = `revenues:${to}:${category}`;
  if (posting.verb === "owe") {
    return [leg(expense, minor), leg(payable, -minor), leg(receivable, minor), leg(revenue, -minor)];
  }
  const direct = minor - settled;
  return [
    leg(payable, settled),
    leg(expense, direct),
    leg(`assets:${from}:cash`, -minor),
    leg(`assets:${to}:cash`, minor),
    leg(receivable, -settled),
    leg(revenue, -direct),
  ].filter(({ minor: amount }) => amount !== 0n);
}

/** Every account that was touched, with its balance per currency, in order of account and currency. */
export function balances(journal: Journal): readonly Leg[] {
  const sums = new Map<string, Leg>();
  for (const posting of journal.postings) {
    for (const leg of legs(posting)) {
      const key = `${leg.account}\n${leg.currency}`;
      sums.set(key, { ...leg, minor: (sums.get(key)?.minor ?? 0n) + leg.minor });
    }
  }
  const byKey = (a: [string, Leg], b: [string, Leg]) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
  return [...sums].sort(byKey).map(([, leg]) => leg);
}
