import { dateText, outcomeOf, valueText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, paymentsOf, textOf } from "./walking.ts";

const CITY = {
  machine: "city-support",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2004-01-01 .. 2006-12-31
currency: USD
parties: [owner, holder, town]
assume:
  yearly: {series: {2004-01-01: 365 RUB per year, 2006-01-01: 730 RUB per year}, judgement: for the test}
rates: {RUB/USD: {2004-01-01: 25, 2005-01-01: 36.5}}
actors:
  site:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2004-03-31, until: 2006-06-30}
  city:
    machine: city-support
    with: {payer: holder, landlord: owner, receiver: town, yearly: yearly, from: 2004-12-31, lease: site${inputs && `, ${inputs}`}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: city, event: ${event}${fields && `, with: {${fields}}`}`;

const SUBSIDISED = "2004-01-01 running.subsidised";

describeWalks({
  ...CITY,
  walks: [
    { does: "passes to the landlord when the lease expires", path: [SUBSIDISED, "2006-07-01 handed_over"] },
    {
      does: "passes to the landlord when the lease is ended",
      timeline: ["on: 2004-05-15, actor: site, event: end"],
      path: [SUBSIDISED, "2004-05-15 handed_over"],
    },
    {
      does: "passes to the landlord when the lease is denounced",
      timeline: ["on: 2004-05-15, actor: site, event: denounce"],
      path: [SUBSIDISED, "2004-05-15 handed_over"],
    },
    {
      does: "stops when its payer does",
      timeline: [tell("2004-05-15", "stop")],
      path: [SUBSIDISED, "2004-05-15 stopped"],
    },
    {
      does: "passes to the landlord, who gives it up",
      timeline: [tell("2005-01-01", "hand_over"), tell("2005-02-01", "stop")],
      path: [SUBSIDISED, "2005-01-01 handed_over", "2005-02-01 stopped"],
    },
    {
      does: "passes to the landlord",
      timeline: [tell("2005-01-01", "hand_over")],
      path: [SUBSIDISED, "2005-01-01 handed_over"],
    },
    {
      does: "is cut, cut again, shared, shared otherwise and restored",
      timeline: [
        tell("2005-01-01", "cut", "to: 50%"),
        tell("2005-02-01", "cut"),
        tell("2005-03-01", "share"),
        tell("2005-04-01", "share", "landlord: 30%"),
        tell("2005-05-01", "restore"),
      ],
      path: [
        SUBSIDISED,
        "2005-01-01 running.cut",
        "2005-03-01 running.shared",
        "2005-05-01 running.subsidised",
        "2006-07-01 handed_over",
      ],
    },
    {
      does: "is shared and then cut, and restored",
      timeline: [tell("2005-01-01", "share"), tell("2005-02-01", "cut"), tell("2005-03-01", "restore")],
      path: [
        SUBSIDISED,
        "2005-01-01 running.shared",
        "2005-02-01 running.cut",
        "2005-03-01 running.subsidised",
        "2006-07-01 handed_over",
      ],
    },
  ],
});

describe("the support of a city", () => {
  const worldOf = (timeline: readonly string[]) => endOf(textOf(CITY, { timeline }));
  const payments = (timeline: readonly string[]) =>
    [...worldOf(timeline).journal.postings]
      .filter(({ category }) => category === "support")
      .map(({ from, minor, currency }) => `${from} ${minor} ${currency}`);

  it("is paid in roubles at the rate a year that its date has, then by the days of the broken year", () => {
    // 1 January to 30 June 2006 are 181 of 365 days, at 730 roubles a year.
    expect(paymentsOf(worldOf([])).filter((line) => line.endsWith("support"))).toEqual([
      "2004-12-31 365.00 support",
      "2005-12-31 365.00 support",
      "2006-07-01 362.00 support",
    ]);
    expect(payments([])[0]).toBe("holder 36500 RUB");
  });

  it("is worth in dollars what the rate of its day makes of it", () => {
    const text = textOf(CITY, {}).replace("timeline:", 'measures: {dollars: "paid(for: support, in: USD)"}\ntimeline:');
    const [measure] = outcomeOf(endOf(text)).measures;
    // 365 / 25 + 365 / 36.5 + 362 / 36.5 would be 34.52: the rate of 2004-12-31 is 25.
    expect(measure && "value" in measure.result && valueText(measure.kind, measure.result.value)).toBe("34.52 USD");
  });

  it("pays for the days before a cut in full, and for those after it in part", () => {
    // 1 January to 30 June 2005 are 181 days of a rouble each; 1 July to 31 December 184 at 40 copecks.
    expect(payments([tell("2005-07-01", "cut", "to: 40%")]).slice(1, 3)).toEqual([
      "holder 18100 RUB",
      "holder 7360 RUB",
    ]);
  });

  it("cut to nothing pays nothing", () => {
    expect(payments([tell("2005-01-01", "cut")])).toEqual(["holder 36500 RUB"]);
  });

  it("is shared between the two, by days, and all of it the payer's again once restored", () => {
    const timeline = [tell("2005-01-01", "share", "landlord: 30%"), tell("2005-01-11", "restore")];
    expect(payments(timeline)).toEqual([
      "holder 36500 RUB",
      "holder 700 RUB",
      "owner 300 RUB",
      "holder 35500 RUB",
      "holder 36200 RUB",
    ]);
  });

  it("is the landlord's from the day on which the lease is over, whole or in part", () => {
    // The lease expires on 1 July 2006; 181 days are the tenant's and 184 the landlord's, at two roubles a day.
    const after = (keptUp: string) =>
      [...endOf(textOf(CITY, { with: [`kept_up: ${keptUp}`] })).journal.postings]
        .filter(({ category }) => category === "support")
        .slice(2)
        .map(({ date, from, minor }) => `${dateText(date)} ${from} ${minor}`);
    expect(after("100%")).toEqual(["2006-07-01 holder 36200", "2006-12-31 owner 36800"]);
    expect(after("50%")).toEqual(["2006-07-01 holder 36200", "2006-12-31 owner 18400"]);
    expect(after("0%")).toEqual(["2006-07-01 holder 36200"]);
  });

  it("is the landlord's up to the day before it gives the city up", () => {
    const timeline = [tell("2005-01-11", "hand_over"), tell("2005-01-21", "stop")];
    const world = endOf(textOf(CITY, { timeline, with: ["kept_up: 100%"] }));
    expect(paymentsOf(world).filter((line) => line.endsWith("support"))).toEqual([
      "2004-12-31 365.00 support",
      "2005-01-11 10.00 support",
      "2005-01-21 10.00 support",
    ]);
  });

  it("of a city handed over is paid up to the day before", () => {
    expect(payments([tell("2005-01-11", "hand_over")])).toEqual(["holder 36500 RUB", "holder 1000 RUB"]);
  });
});
