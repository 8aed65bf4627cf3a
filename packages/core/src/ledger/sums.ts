/**
 * Sums over the journal: what `paid(…)`, `owed(…)`, `due(…)` and `net(…)` take in.
 *
 * Without dates a sum is read off the running totals; with dates the journal is walked back from
 * its end until before the first date asked for.
 */
import type { EpochDay } from "../quantity/index.ts";
import type { Posting, Total } from "./journal.ts";

/** What sums are taken over: a journal, or whatever else keeps postings and running totals. */
export interface Books {
  readonly postings: { backwards(): Iterable<Posting> };
  readonly totals: { values(): Iterable<Total> };
}

/** What a sum takes in; absent means no limit. `since` and `until` are both included. */
export interface JournalQuery {
  readonly quantity: "paid" | "owed" | "due" | "net";
  readonly category?: string;
  readonly from?: string;
  readonly to?: string;
  /** For `net`: what this party received minus what it paid. */
  readonly party?: string;
  readonly since?: EpochDay;
  readonly until?: EpochDay;
  readonly currency?: string;
}

export interface Flow {
  readonly date: EpochDay;
  readonly currency: string;
  /** Signed minor units. */
  readonly minor: bigint;
}

type Between = Pick<Total, "from" | "to" | "category" | "currency">;

function takesIn(query: JournalQuery, entry: Between): boolean {
  return (
    (query.category === undefined || query.category === entry.category) &&
    (query.currency === undefined || query.currency === entry.currency) &&
    (query.from === undefined || query.from === entry.from) &&
    (query.to === undefined || query.to === entry.to) &&
    (query.party === undefined || query.party === entry.from || query.party === entry.to)
  );
}

function ofTotal(query: JournalQuery, total: Total): bigint {
  switch (query.quantity) {
    case "paid":
      return total.paid;
    case "due":
      return total.due + total.paid - total.settled;
    case "owed":
      return total.due - total.settled;
    case "net":
      return (total.to === query.party ? total.paid : 0n) - (total.from === query.party ? total.paid : 0n);
  }
}

function ofPosting(query: JournalQuery, posting: Posting): bigint {
  switch (query.quantity) {
    case "paid":
      return posting.verb === "pay" ? posting.minor : 0n;
    case "due":
      // What is paid without having been booked fell due as it was paid.
      return posting.verb === "owe" ? posting.minor : posting.minor - posting.settled;
    case "owed":
      return posting.verb === "owe" ? posting.minor : -posting.settled;
    case "net": {
      if (posting.verb === "owe") return 0n;
      return (posting.to === query.party ? posting.minor : 0n) - (posting.from === query.party ? posting.minor : 0n);
    }
  }
}

/** The sum in minor units. Asserts that the query names a currency: nothing adds two currencies. */
export function journalSum(journal: Books, query: JournalQuery): bigint {
  if (query.currency === undefined) throw new TypeError("a sum is in one currency");
  let sum = 0n;
  if (query.since === undefined && query.until === undefined) {
    for (const total of journal.totals.values()) if (takesIn(query, total)) sum += ofTotal(query, total);
    return sum;
  }
  for (const flow of journalFlow(journal, query)) sum += flow.minor;
  return sum;
}

/** What the running totals of a query come to in each currency, dates left aside; zero sums are left out. */
export function journalCurrencies(journal: Books, query: JournalQuery): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const total of journal.totals.values()) {
    if (!takesIn(query, total)) continue;
    const sum = (sums.get(total.currency) ?? 0n) + ofTotal(query, total);
    if (sum === 0n) sums.delete(total.currency);
    else sums.set(total.currency, sum);
  }
  return sums;
}

/** What a query takes of one posting: signed minor units of its currency, 0 where it is not taken in. */
export function takenOf(query: JournalQuery, posting: Posting): bigint {
  if (query.since !== undefined && posting.date < query.since) return 0n;
  if (query.until !== undefined && posting.date > query.until) return 0n;
  return takesIn(query, posting) ? ofPosting(query, posting) : 0n;
}

/** Each posting that is taken in and moves something, newest first. */
export function* journalFlow(journal: Books, query: JournalQuery): Iterable<Flow> {
  for (const posting of journal.postings.backwards()) {
    if (query.since !== undefined && posting.date < query.since) return;
    const minor = takenOf(query, posting);
    if (minor !== 0n) yield { date: posting.date, currency: posting.currency, minor };
  }
}

/** Categories in order of first posting. */
export function categoriesOf(journal: { readonly postings: Iterable<Posting> }): readonly string[] {
  return [...new Set([...journal.postings].map(({ category }) => category))];
}
