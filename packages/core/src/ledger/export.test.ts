import { describe, expect, it } from "vitest";
import { toEpochDay } from "../quantity/index.ts";
import { beancountText } from "./beancount.ts";
import { csvText } from "./csv.ts";
import { accountNames, type JournalExport, oneLine } from "./export.ts";
import { hledgerText } from "./hledger.ts";
import { EMPTY_JOURNAL, type Order, post } from "./journal.ts";

const claim = { from: "russia", to: "kazakhstan", category: "compensation", currency: "USD" } as const;

/** A claim owed, then paid with more than was owed. */
const ORDERS: readonly Order[] = [
  { ...claim, date: toEpochDay(2008, 1, 16), step: 4, verb: "owe", minor: 243000000n, note: 'say "a"; | b' },
  { ...claim, date: toEpochDay(2008, 3, 16), step: 5, verb: "pay", minor: 250000050n },
];

function exportOf(orders: readonly Order[], more: Partial<JournalExport> = {}): JournalExport {
  let journal = EMPTY_JOURNAL;
  for (const order of orders) journal = post(journal, order).journal;
  const postings = [...journal.postings].map((posting) => ({
    posting,
    cause: "claim: agree",
    source: "Kazakhstan, \n2008",
  }));
  return { title: 'The "lease"', head: ["a.yaml, central path"], start: toEpochDay(2004, 1, 1), postings, ...more };
}

describe("hledger", () => {
  it("declares accounts, commodities and payees, and spells every posting out", () => {
    expect(hledgerText(exportOf(ORDERS))).toBe(`; The "lease"
; a.yaml, central path

commodity 1000.00 USD

account assets:kazakhstan:cash  ; type: C
account assets:kazakhstan:receivable:russia:compensation  ; type: A
account assets:russia:cash  ; type: C
account expenses:russia:compensation  ; type: X
account liabilities:russia:payable:kazakhstan:compensation  ; type: L
account revenues:kazakhstan:compensation  ; type: R

payee compensation

2008-01-16 (1) compensation | claim: agree, say "a", , b
    ; verb: owe, step: 4, source: Kazakhstan 2008
    expenses:russia:compensation                         2430000.00 USD
    liabilities:russia:payable:kazakhstan:compensation  -2430000.00 USD
    assets:kazakhstan:receivable:russia:compensation     2430000.00 USD
    revenues:kazakhstan:compensation                    -2430000.00 USD

2008-03-16 (2) compensation | claim: agree
    ; verb: pay, step: 5, source: Kazakhstan 2008
    liabilities:russia:payable:kazakhstan:compensation   2430000.00 USD
    expenses:russia:compensation                           70000.50 USD
    assets:russia:cash                                  -2500000.50 USD
    assets:kazakhstan:cash                               2500000.50 USD
    assets:kazakhstan:receivable:russia:compensation    -2430000.00 USD
    revenues:kazakhstan:compensation                      -70000.50 USD
`);
  });

  it("declares currencies by their own decimals", () => {
    const order = { from: "a", to: "b", category: "c", date: 0, step: 0, verb: "pay", minor: 5n } as const;
    const text = hledgerText(
      exportOf([
        { ...order, currency: "JPY" },
        { ...order, currency: "KWD" },
      ]),
    );
    expect(text).toContain("commodity 1000. JPY\ncommodity 1000.000 KWD\n");
    expect(text).toMatch(/ {2}5 JPY\n/);
    expect(text).toMatch(/ {2}0\.005 KWD\n/);
  });

  it("of an empty journal is a comment", () => {
    expect(hledgerText(exportOf([]))).toMatch(/^; The "lease"\n; a\.yaml, central path\n+$/);
  });
});

describe("beancount", () => {
  it("opens accounts on the first day and ends with a balance of each on the day after the last posting", () => {
    expect(beancountText(exportOf(ORDERS.slice(0, 1)))).toBe(`; a.yaml, central path

option "title" "The \\"lease\\""
option "operating_currency" "USD"

2004-01-01 commodity USD

2004-01-01 open Assets:Kazakhstan:Receivable:Russia:Compensation
2004-01-01 open Expenses:Russia:Compensation
2004-01-01 open Liabilities:Russia:Payable:Kazakhstan:Compensation
2004-01-01 open Income:Kazakhstan:Compensation

2008-01-16 * "compensation" "claim: agree"
  posting: 1
  step: 4
  verb: "owe"
  note: "say \\"a\\"; | b"
  source: "Kazakhstan, 2008"
  Expenses:Russia:Compensation                         2430000.00 USD
  Liabilities:Russia:Payable:Kazakhstan:Compensation  -2430000.00 USD
  Assets:Kazakhstan:Receivable:Russia:Compensation     2430000.00 USD
  Income:Kazakhstan:Compensation                      -2430000.00 USD

2008-01-17 balance Assets:Kazakhstan:Receivable:Russia:Compensation  2430000.00 USD
2008-01-17 balance Expenses:Russia:Compensation  2430000.00 USD
2008-01-17 balance Income:Kazakhstan:Compensation  -2430000.00 USD
2008-01-17 balance Liabilities:Russia:Payable:Kazakhstan:Compensation  -2430000.00 USD
`);
  });

  it("keeps apart accounts that its rules of naming make one", () => {
    const order = { from: "a", to: "b", currency: "USD", date: 0, step: 0, verb: "pay", minor: 5n } as const;
    const text = beancountText(
      exportOf([
        { ...order, category: "x_y" },
        { ...order, category: "x y" },
      ]),
    );
    expect(text).toContain("open Expenses:A:X-y\n");
    expect(text).toContain("open Expenses:A:X-y-2\n");
  });
});

describe("CSV", () => {
  it("has one row a posting, quoted where it must be", () => {
    expect(csvText(exportOf(ORDERS)).split("\r\n")).toEqual([
      "posting,date,verb,from,to,category,amount,currency,settled,step,cause,note,source",
      '1,2008-01-16,owe,russia,kazakhstan,compensation,2430000.00,USD,0.00,4,claim: agree,"say ""a""; | b","Kazakhstan, \n2008"',
      '2,2008-03-16,pay,russia,kazakhstan,compensation,2500000.50,USD,2430000.00,5,claim: agree,,"Kazakhstan, \n2008"',
      "",
    ]);
  });
});

describe("names for other tools", () => {
  it("stay apart, whatever they are shaped to", () => {
    const names = accountNames(["a:x", "a:y", "a:x", "a:x-2"], (account) => (account === "a:y" ? "a:x" : account));
    expect([...names]).toEqual([
      ["a:x", "a:x"],
      ["a:y", "a:x-2"],
      ["a:x-2", "a:x-2-2"],
    ]);
  });

  it("are on one line", () => {
    expect(oneLine(" a\r\n\u001b[31mb\u2028c ")).toBe("a [31mb c");
  });
});
