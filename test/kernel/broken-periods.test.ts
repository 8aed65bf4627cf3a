/**
 * `prorata` over parts of periods: kernel against World, and how often exact arithmetic is asked. Parts have no
 * denominator in common, so code finds them as doubles with a bound: cents are asked where that leaves two possible.
 */
import { describe, expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
import { Count, disagreement } from "./agreeing.ts";

interface Broken {
  readonly rate: string;
  readonly every?: string;
  readonly anchor?: string;
  readonly amount?: string;
}

/** Paid for the days since the last payment, whenever a timer rings: a day, or some years. */
const scenario = ({ rate, every = "1 year", anchor = "2015-12-31", amount = "for_days" }: Broken): string => `steppe: 1
title: t
period: 2015-03-07 .. 2026-12-31
currency: USD
parties: [owner, builder]
assume: {drawn: {value: "uniform(1, 2)", judgement: test}}
machines:
  site:
    variables: {paid_to: {kind: date, initial: "today - 1 day"}, share: {kind: share, initial: 100%}}
    initial: working
    states:
      working:
        after:
          "exponential(200 days, as: wait)":
            target: working
            reenter: true
            actions:
              - pay: {from: owner, to: builder, amount: "${amount.replaceAll("for_days", `prorata(${rate}, from: paid_to + 1 day, to: today - 1 day, every: ${every}, anchor: ${anchor})`)}", for: upkeep}
              - set: {paid_to: "max(paid_to, today - 1 day)"${rate.includes("share") ? ', share: "uniform(0%, 100%, as: part)"' : ""}}
actors: {site: {machine: site}, other: {machine: site}}
measures: {all: paid()}
`;

/** How often for each posting, all engines that tell it taken together. */
function asked(broken: Broken): number {
  const count = new Count();
  for (const first of [0, 40, 80]) {
    expect(disagreement(modelOf(scenario(broken)), count, { way: "many", first })).toBeUndefined();
    expect(disagreement(modelOf(scenario(broken)), count, { way: "js", first })).toBeUndefined();
  }
  expect(count.postings).toBeGreaterThan(1000);
  return count.asked / count.postings;
}

describe("a part of a period", () => {
  it("is asked where it comes to half a cent, and seldom else", () => {
    // A day of 365 is half a cent: so is any odd number of days of a common year.
    const ties = asked({ rate: "1.825 USD per year" });
    expect(ties).toBeGreaterThan(0.3);
    for (const every of ["1 month", "3 months", "5 months", "1 year", "7 years"]) {
      // Half a month of 28 days may come to half a cent as well.
      expect(asked({ rate: "1234567.89 USD per year", every, anchor: "2016-08-31" })).toBeLessThan(ties / 10);
    }
  });

  it("is the same of rates that are drawn, set or far too large, and in any expression", () => {
    for (const broken of [
      { rate: "drawn * 5 million USD per year" },
      { rate: "share * 1000 USD per year", every: "1 month", anchor: "2016-02-29" },
      { rate: "90000000000 million USD per year", every: "1 month" },
      { rate: "100 USD per year", amount: "max(1 USD, for_days) + min(for_days, 50 USD)" },
      { rate: "100 USD per year", amount: "if(for_days > 20 USD, uniform(1, 2, as: more) * for_days, 5 USD)" },
      {
        rate: "100 USD per year",
        amount: "round(for_days * 3) / 7 + 1 USD * uniform(0, 1, as: a) * uniform(0, 1, as: b)",
      },
    ]) {
      asked(broken);
    }
  });
});
