import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, paymentsOf, textOf } from "./walking.ts";

const LEASE = {
  machine: "lease",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2004-01-01 .. 2006-12-31
currency: USD
parties: [owner, holder]
assume:
  rent: {value: 400 USD per year, judgement: for the test}
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: rent, from: 2004-03-31, until: 2005-06-30${inputs && `, ${inputs}`}}
timeline:
${timeline || "  []"}
`,
};

describeWalks({
  ...LEASE,
  walks: [
    { does: "expires on the day after its last", path: ["2004-01-01 in_force.term", "2005-07-01 expired"] },
    {
      does: "is extended",
      timeline: ["on: 2005-06-30, actor: lease, event: extend, with: {until: 2006-01-31}"],
      path: ["2004-01-01 in_force.term", "2006-02-01 expired"],
    },
    {
      does: "cannot be extended to a day that is past",
      timeline: ["on: 2005-06-30, actor: lease, event: extend, with: {until: 2005-06-29}"],
      path: ["2004-01-01 in_force.term", "2005-07-01 expired"],
    },
    {
      does: "is ended by agreement",
      timeline: ["on: 2004-05-15, actor: lease, event: end"],
      path: ["2004-01-01 in_force.term", "2004-05-15 ended"],
    },
    {
      does: "is denounced",
      timeline: ["on: 2004-05-15, actor: lease, event: denounce"],
      path: ["2004-01-01 in_force.term", "2004-05-15 denounced"],
    },
  ],
});

describe("a lease without end", () => {
  const perpetual = {
    scenario: (inputs: string, timeline: string) => LEASE.scenario(inputs, timeline).replace("2005-06-30", "never"),
  };

  it("never expires", () => {
    const world = endOf(textOf(perpetual, {}));
    expect(pathOf(world, "lease")).toEqual(["2004-01-01 in_force.term"]);
    expect(paymentsOf(world)).toHaveLength(12);
  });

  it("can be given one", () => {
    const timeline = ["on: 2004-02-01, actor: lease, event: extend, with: {until: 2004-12-31}"];
    const world = endOf(textOf(perpetual, { timeline }));
    expect(pathOf(world, "lease")).toEqual(["2004-01-01 in_force.term", "2005-01-01 expired"]);
  });
});

describe("a lease pays", () => {
  const payments = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(LEASE, { timeline, with: inputs })));

  it("each quarter at its close, the last day of the lease included", () => {
    expect(payments([])).toEqual(
      ["2004-03-31", "2004-06-30", "2004-09-30", "2004-12-31", "2005-03-31", "2005-06-30"].map(
        (d) => `${d} 100.00 rent`,
      ),
    );
  });

  it("for a broken period on the day after its last day", () => {
    // 1 to 15 April are 15 of the 91 days of the quarter: 16.4835…
    const timeline = ["on: 2004-02-01, actor: lease, event: extend, with: {until: 2004-04-15}"];
    expect(payments(timeline)).toEqual(["2004-03-31 100.00 rent", "2004-04-16 16.48 rent"]);
  });

  it("for the days before the day on which it ends, and not for that day", () => {
    // 1 to 14 May and April: 44 of 91 days, 48.3516…
    const timeline = ["on: 2004-05-15, actor: lease, event: end"];
    expect(payments(timeline)).toEqual(["2004-03-31 100.00 rent", "2004-05-15 48.35 rent"]);
  });

  it("once where the day on which it ends is a due date", () => {
    // 90 of 91 days: 98.9010…
    const timeline = ["on: 2004-06-30, actor: lease, event: denounce"];
    expect(payments(timeline)).toEqual(["2004-03-31 100.00 rent", "2004-06-30 98.90 rent"]);
  });

  it("nothing more where it ends on the day after a due date", () => {
    expect(payments(["on: 2004-04-01, actor: lease, event: end"])).toEqual(["2004-03-31 100.00 rent"]);
  });

  it("on the due dates it had when it is extended", () => {
    const timeline = ["on: 2005-05-05, actor: lease, event: extend, with: {until: 2005-12-31}"];
    expect(payments(timeline).slice(-3)).toEqual([
      "2005-06-30 100.00 rent",
      "2005-09-30 100.00 rent",
      "2005-12-31 100.00 rent",
    ]);
  });

  it("a rent that has changed from the next due date on, for the whole of its period", () => {
    const timeline = ["on: 2005-06-30, assume: {rent: 800 USD per year}"];
    expect(payments(timeline).slice(-2)).toEqual(["2005-03-31 100.00 rent", "2005-06-30 200.00 rent"]);
  });

  it("a rent that follows an index, by its value on each due date", () => {
    const indexed = {
      scenario: (inputs: string, timeline: string) =>
        LEASE.scenario(inputs, timeline)
          .replace("parties:", "indices: {prices: {2004: 80, 2004-06-30: 100, 2005: 120}}\nparties:")
          .replace("rent: rent", 'rent: "rent * index(prices) / index(prices, 2004-01-01)"'),
    };
    expect(paymentsOf(endOf(textOf(indexed, {})))).toEqual([
      "2004-03-31 100.00 rent",
      "2004-06-30 125.00 rent",
      "2004-09-30 125.00 rent",
      "2004-12-31 125.00 rent",
      "2005-03-31 150.00 rent",
      "2005-06-30 150.00 rent",
    ]);
  });

  it("a long first period where it starts before that of the first due date, a short one where after", () => {
    // 17 to 31 December 2003 are 15 of 92 days (16.3043…); 1 to 31 March are 31 of 91 (34.0659…).
    expect(payments([], ["starts: 2003-12-17"])[0]).toBe("2004-03-31 116.30 rent");
    expect(payments([], ["starts: 2004-03-01"])[0]).toBe("2004-03-31 34.07 rent");
  });

  it("nothing for due dates before it starts", () => {
    expect(payments([], ["starts: 2004-07-01"])[0]).toBe("2004-09-30 100.00 rent");
  });

  it("under the category it is given", () => {
    expect(payments([], ["category: \"'site'\""])[0]).toBe("2004-03-31 100.00 site");
  });

  it("on month ends counted from the first due date", () => {
    const given = ["every: 1 month", "starts: 2004-01-01"];
    const timeline = ["on: 2004-01-15, actor: lease, event: extend, with: {until: 2004-05-30}"];
    expect(payments(timeline, given).map((line) => line.slice(0, 10))).toEqual([
      "2004-03-31",
      "2004-04-30",
      "2004-05-31",
    ]);
  });
});
