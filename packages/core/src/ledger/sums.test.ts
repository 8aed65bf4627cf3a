import { describe, expect, it } from "vitest";
import { EMPTY_JOURNAL, type Order, post } from "./journal.ts";
import { categoriesOf, type JournalQuery, journalFlow, journalSum } from "./sums.ts";

const order = (
  date: number,
  verb: Order["verb"],
  from: string,
  to: string,
  category: string,
  minor: bigint,
  currency = "USD",
): Order => ({
  date,
  step: 0,
  verb,
  from,
  to,
  category,
  currency,
  minor,
});

const ORDERS = [
  order(1, "owe", "a", "b", "rent", 100n),
  order(2, "pay", "a", "b", "rent", 60n),
  order(3, "pay", "b", "a", "fee", 7n),
  order(3, "pay", "a", "b", "rent", 50n),
  order(5, "pay", "a", "c", "rent", 1000n),
  order(5, "pay", "a", "b", "rent", 9n, "RUB"),
];
const JOURNAL = ORDERS.reduce((journal, one) => post(journal, one).journal, EMPTY_JOURNAL);

/** The same sum by another way: over the orders, without totals. `owed` is left to examples. */
function bySight(query: JournalQuery): bigint {
  const taken = ORDERS.filter(
    (one) =>
      one.currency === query.currency &&
      (query.category ?? one.category) === one.category &&
      (query.from ?? one.from) === one.from &&
      (query.to ?? one.to) === one.to &&
      one.date >= (query.since ?? 0) &&
      one.date <= (query.until ?? 99),
  );
  const sum = (list: readonly Order[]) => list.reduce((total, { minor }) => total + minor, 0n);
  if (query.quantity === "due") return taken.reduce((total, one) => total + fallsDue(one), 0n);
  const paid = taken.filter(({ verb }) => verb === "pay");
  if (query.quantity === "paid") return sum(paid);
  return sum(paid.filter(({ to }) => to === query.party)) - sum(paid.filter(({ from }) => from === query.party));
}

/** What falls due with an order: all that is booked, and of a payment what was not booked before. */
function fallsDue(order: Order): bigint {
  if (order.verb === "owe") return order.minor;
  const before = ORDERS.slice(0, ORDERS.indexOf(order)).filter(
    (one) =>
      one.from === order.from &&
      one.to === order.to &&
      one.category === order.category &&
      one.currency === order.currency,
  );
  let owed = 0n;
  for (const { verb, minor } of before) {
    if (verb === "owe") owed += minor;
    else owed -= minor < owed ? minor : owed;
  }
  return order.minor > owed ? order.minor - owed : 0n;
}

describe("journalSum", () => {
  const some = [undefined, "rent", "fee"].flatMap((category) =>
    [undefined, "a"].flatMap((from) =>
      [undefined, "b"].map((to) => ({ ...(category && { category }), ...(from && { from }), ...(to && { to }) })),
    ),
  );
  const dates = [{}, { since: 3 }, { until: 3 }, { since: 2, until: 3 }, { since: 4, until: 4 }];
  const queries: readonly JournalQuery[] = some.flatMap((filter) =>
    dates.flatMap((span) => [
      { quantity: "paid", currency: "USD", ...filter, ...span },
      { quantity: "due", currency: "USD", ...filter, ...span },
      { quantity: "net", currency: "USD", party: "b", ...filter, ...span },
      { quantity: "paid", currency: "RUB", ...filter, ...span },
    ]),
  );

  it("takes in what its filter says, from totals and from postings alike", () => {
    expect(queries).toHaveLength(240);
    for (const query of queries) expect(journalSum(JOURNAL, query), JSON.stringify(query)).toBe(bySight(query));
  });

  it("knows what is owed: due and not settled", () => {
    expect(journalSum(JOURNAL, { quantity: "owed", currency: "USD" })).toBe(0n);
    const owing = post(JOURNAL, order(6, "owe", "a", "b", "rent", 33n)).journal;
    expect(journalSum(owing, { quantity: "owed", currency: "USD" })).toBe(33n);
    expect(journalSum(owing, { quantity: "owed", currency: "USD", to: "c" })).toBe(0n);
    expect(journalSum(owing, { quantity: "owed", currency: "USD", until: 2 })).toBe(40n);
  });

  it("asserts a currency", () => {
    expect(() => journalSum(JOURNAL, { quantity: "paid" })).toThrow("a sum is in one currency");
  });
});

describe("journalFlow", () => {
  it("gives what moves, newest first, signed by the party", () => {
    expect([...journalFlow(JOURNAL, { quantity: "net", party: "a", since: 2, until: 4 })]).toEqual([
      { date: 3, currency: "USD", minor: -50n },
      { date: 3, currency: "USD", minor: 7n },
      { date: 2, currency: "USD", minor: -60n },
    ]);
  });

  it("takes in every currency unless one is asked for", () => {
    expect([...journalFlow(JOURNAL, { quantity: "paid", since: 5 })].map(({ currency }) => currency)).toEqual([
      "RUB",
      "USD",
    ]);
  });
});

describe("categoriesOf", () => {
  it("are in order of first posting", () => {
    expect(categoriesOf(JOURNAL)).toEqual(["rent", "fee"]);
  });
});
