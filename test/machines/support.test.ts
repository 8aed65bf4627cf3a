import { describe, expect, it } from "vitest";
import { describeWalks, endOf, paymentsOf, textOf } from "./walking.ts";

const SUPPORT = {
  machine: "support",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2004-01-01 .. 2006-12-31
currency: USD
parties: [owner, holder, town]
actors:
  site:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2004-03-31, until: 2005-06-30}
  upkeep:
    machine: support
    with: {payer: holder, receiver: town, yearly: 365 RUB per year, from: 2004-12-31, lease: site${inputs && `, ${inputs}`}}
timeline:
${timeline || "  []"}
`,
};

describeWalks({
  ...SUPPORT,
  walks: [
    { does: "stops when the lease expires", path: ["2004-01-01 running", "2005-07-01 stopped"] },
    {
      does: "stops when the lease is ended",
      timeline: ["on: 2004-05-15, actor: site, event: end"],
      path: ["2004-01-01 running", "2004-05-15 stopped"],
    },
    {
      does: "stops when the lease is denounced",
      timeline: ["on: 2004-05-15, actor: site, event: denounce"],
      path: ["2004-01-01 running", "2004-05-15 stopped"],
    },
    {
      does: "stops when its payer does",
      timeline: ["on: 2004-05-15, actor: upkeep, event: stop"],
      path: ["2004-01-01 running", "2004-05-15 stopped"],
    },
  ],
});

describe("a support pays", () => {
  const payments = (timeline: readonly string[]) =>
    paymentsOf(endOf(textOf(SUPPORT, { timeline }))).filter((line) => line.endsWith("support"));

  it("by the year, then by the days of the year in which the lease is over", () => {
    // 1 January to 30 June 2005 are 181 of 365 days.
    expect(payments([])).toEqual(["2004-12-31 365.00 support", "2005-07-01 181.00 support"]);
  });

  it("by the days of a leap year", () => {
    // 1 January to 14 May 2004 are 135 of 366 days: 134.6311…
    expect(payments(["on: 2004-05-15, actor: site, event: end"])).toEqual(["2004-05-15 134.63 support"]);
  });
});
