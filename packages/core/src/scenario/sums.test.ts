import { describe, expect, it } from "vitest";
import { problemsOf } from "./load-testing.ts";

const text = (measure: string, rates = ""): string => `
steppe: 1
period: 2010-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
${rates}
machines:
  payer:
    inputs: {sum: money, what: text}
    initial: idle
    states:
      idle: {after: {1 day: {target: done, actions: {pay: {from: a, to: b, amount: sum, for: what}}}}}
      done: {type: final}
actors:
  one: {machine: payer, with: {sum: 5 USD, what: "'rent'"}}
  two: {machine: payer, with: {sum: 5 RUB, what: "'city'"}}
measures: {m: "${measure}"}
`;
const RATES = "rates: {RUB/USD: {series: {2010-01-01: 30}, source: 'judgement: x'}}";
const brief = (measure: string, rates?: string): readonly string[] =>
  problemsOf(text(measure, rates)).map((one) => one.replace(/^\S+ /, ""));

describe("sums over the ledger", () => {
  it("that convert need a rate for every currency in which it is posted", () => {
    expect(brief("paid(in: USD)")).toEqual([
      "no-rate no rate between RUB and USD is known, and some of this is posted in RUB",
    ]);
    expect(brief("npv(paid(in: USD), 5%)")).toEqual([
      "no-rate no rate between RUB and USD is known, and some of this is posted in RUB",
    ]);
    expect(brief("net(b, in: USD)")).toEqual([]);
    expect(brief("paid(in: USD)", RATES)).toEqual([]);
    expect(brief("paid(rent, in: USD)")).toEqual([]);
  });

  it("that would leave a currency out unsaid are refused", () => {
    expect(brief("paid()")).toEqual(["mixed-currencies this sum is in USD, and some of it is posted in RUB"]);
    expect(brief("paid(city)")).toEqual(["mixed-currencies this sum is in USD, and some of it is posted in RUB"]);
    expect(brief("paid(rent)")).toEqual([]);
    expect(brief("paid(currency: USD)")).toEqual([]);
    expect(brief("paid(city, currency: RUB)")).toEqual([]);
  });
});
