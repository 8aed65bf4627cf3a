import { describe, expect, it } from "vitest";
import { balances, EMPTY_JOURNAL, type Journal, legs, type Order, post } from "./journal.ts";

const order = (verb: Order["verb"], minor: bigint, more: Partial<Order> = {}): Order => ({
  date: 10,
  step: 0,
  verb,
  from: "russia",
  to: "kazakhstan",
  category: "rent",
  currency: "USD",
  minor,
  ...more,
});

function posted(...orders: readonly Order[]): Journal {
  return orders.reduce((journal, one) => post(journal, one).journal, EMPTY_JOURNAL);
}

const settledIn = (journal: Journal): readonly bigint[] => [...journal.postings].map(({ settled }) => settled);
const legTexts = (journal: Journal): readonly string[] =>
  balances(journal).map(({ account, currency, minor }) => `${account} ${minor} ${currency}`);

describe("post", () => {
  it("numbers postings from 0 and leaves the journal before as it was", () => {
    const one = posted(order("pay", 5n));
    const { journal, posting } = post(one, order("pay", 7n));
    expect(posting.n).toBe(1);
    expect(one.postings.length).toBe(1);
    expect([...one.totals.values()][0]?.paid).toBe(5n);
    expect([...journal.totals.values()][0]?.paid).toBe(12n);
  });

  it("settles what is owed as far as it goes, and pays the rest directly", () => {
    expect(settledIn(posted(order("owe", 10n), order("pay", 4n), order("pay", 9n), order("pay", 1n)))).toEqual([
      0n,
      4n,
      6n,
      0n,
    ]);
  });

  it("settles only what is owed between the two, under the category, in the currency, that way round", () => {
    const others = [
      { category: "city" },
      { currency: "RUB" },
      { to: "israel" },
      { from: "kazakhstan", to: "russia" },
    ].map((more) => order("pay", 3n, more));
    expect(settledIn(posted(order("owe", 10n), ...others))).toEqual([0n, 0n, 0n, 0n, 0n]);
  });

  it("does not settle with what was paid before it was owed", () => {
    const journal = posted(order("pay", 10n), order("owe", 10n));
    expect([...journal.totals.values()][0]).toMatchObject({ due: 10n, paid: 10n, settled: 0n });
  });

  it("asserts an amount above zero, and that time does not run back", () => {
    expect(() => posted(order("pay", 0n))).toThrow("a posting moves more than nothing, not 0");
    expect(() => posted(order("pay", -1n))).toThrow(RangeError);
    expect(() => posted(order("pay", 1n), order("pay", 1n, { date: 9 }))).toThrow("posting of day 9 after day 10");
  });
});

describe("legs", () => {
  const of = (...orders: readonly Order[]) =>
    legs([...posted(...orders).postings].at(-1) as never).map(({ account, minor }) => `${account} ${minor}`);

  it("of a debt book an expense and a revenue against payable and receivable", () => {
    expect(of(order("owe", 8n))).toEqual([
      "expenses:russia:rent 8",
      "liabilities:russia:payable:kazakhstan:rent -8",
      "assets:kazakhstan:receivable:russia:rent 8",
      "revenues:kazakhstan:rent -8",
    ]);
  });

  it("of a payment that settles in part move cash, and both", () => {
    expect(of(order("owe", 5n), order("pay", 8n))).toEqual([
      "liabilities:russia:payable:kazakhstan:rent 5",
      "expenses:russia:rent 3",
      "assets:russia:cash -8",
      "assets:kazakhstan:cash 8",
      "assets:kazakhstan:receivable:russia:rent -5",
      "revenues:kazakhstan:rent -3",
    ]);
  });

  it("sum to zero for each party, whatever is settled", () => {
    for (const paid of [1n, 5n, 9n]) {
      const all = legs([...posted(order("owe", 5n), order("pay", paid)).postings].at(-1) as never);
      for (const party of ["russia", "kazakhstan"]) {
        const own = all.filter(({ account }) => account.split(":")[1] === party);
        expect(own.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
      }
    }
  });
});

describe("balances", () => {
  it("list every account that was touched by account and currency, those at zero too", () => {
    const journal = posted(order("owe", 5n), order("pay", 5n), order("pay", 2n, { currency: "RUB" }));
    expect(legTexts(journal)).toEqual([
      "assets:kazakhstan:cash 2 RUB",
      "assets:kazakhstan:cash 5 USD",
      "assets:kazakhstan:receivable:russia:rent 0 USD",
      "assets:russia:cash -2 RUB",
      "assets:russia:cash -5 USD",
      "expenses:russia:rent 2 RUB",
      "expenses:russia:rent 5 USD",
      "liabilities:russia:payable:kazakhstan:rent 0 USD",
      "revenues:kazakhstan:rent -2 RUB",
      "revenues:kazakhstan:rent -5 USD",
    ]);
  });
});
