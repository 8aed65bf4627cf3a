import { outcomeOf, valueText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { LEASE, tell } from "./leasing.ts";
import { describeWalks, endOf, pathOf, paymentsOf, textOf } from "./walking.ts";

const TERM = "2004-01-01 in_force.term";
const EXPIRED = "2005-07-01 expired";

describeWalks({
  ...LEASE,
  machine: "lease",
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
    {
      does: "is asked to be reopened, which is denied, and again, which is forgotten after a month",
      timeline: [tell("2004-02-01", "demand"), tell("2004-02-11", "withdraw"), tell("2004-12-10", "demand")],
      path: [
        TERM,
        "2004-02-01 in_force.reopening_demanded",
        "2004-02-11 in_force.term",
        "2004-12-10 in_force.reopening_demanded",
        "2005-01-10 in_force.term",
        EXPIRED,
      ],
    },
    {
      does: "is renegotiated upon a demand, and stays as it is; then again, and is extended",
      timeline: [
        tell("2004-02-01", "demand"),
        tell("2004-02-11", "negotiate"),
        tell("2004-03-01", "settle"),
        tell("2004-04-01", "negotiate"),
        tell("2004-05-01", "extend", "until: 2005-12-31"),
      ],
      path: [
        TERM,
        "2004-02-01 in_force.reopening_demanded",
        "2004-02-11 in_force.renegotiating",
        "2004-03-01 in_force.term",
        "2004-04-01 in_force.renegotiating",
        "2004-05-01 in_force.term",
        "2006-01-01 expired",
      ],
    },
    {
      does: "is renegotiated for as long as the talks of 2013 lasted, and stays as it is",
      timeline: [tell("2004-01-30", "negotiate")],
      path: [TERM, "2004-01-30 in_force.renegotiating", "2004-12-23 in_force.term", EXPIRED],
    },
    {
      does: "is renegotiated to a higher rent",
      with: ["rent_raised: 100%", "resists: true"],
      timeline: [tell("2004-01-30", "negotiate"), tell("2004-06-30", "programme_moved")],
      path: [TERM, "2004-01-30 in_force.renegotiating", "2004-12-23 in_force.term", EXPIRED],
    },
    {
      does: "is renegotiated to a higher rent twice",
      with: ["talks_last: 90 days", "rent_raised: 100%", "raised_again: 100%"],
      timeline: [tell("2004-01-05", "negotiate"), tell("2004-06-30", "negotiate")],
      path: [
        TERM,
        "2004-01-05 in_force.renegotiating",
        "2004-04-04 in_force.term",
        "2004-06-30 in_force.renegotiating",
        "2004-09-28 in_force.term",
        EXPIRED,
      ],
    },
    {
      does: "gives land up at once, whatever is talked about",
      timeline: [
        tell("2004-02-01", "give_up", "hectares: 100"),
        tell("2004-03-01", "demand"),
        tell("2004-03-02", "give_up", "pads: 1"),
        tell("2004-03-03", "negotiate"),
        tell("2004-03-04", "give_up", "pads: 2"),
      ],
      path: [
        TERM,
        "2004-02-01 in_force.shrinking",
        "2004-02-01 in_force.term",
        "2004-03-01 in_force.reopening_demanded",
        "2004-03-02 in_force.shrinking",
        "2004-03-02 in_force.reopening_demanded",
        "2004-03-03 in_force.renegotiating",
        "2004-03-04 in_force.shrinking",
        "2004-03-04 in_force.renegotiating",
        "2005-01-26 in_force.term",
        EXPIRED,
      ],
    },
    {
      does: "shrinks for as long as a handover takes, hears of talks meanwhile, and goes on from there",
      with: ["handover: 100 days"],
      timeline: [
        tell("2004-02-01", "give_up", "pads: 1"),
        tell("2004-02-10", "demand"),
        tell("2004-03-01", "give_up", "pads: 1"),
        tell("2004-09-01", "give_up", "pads: 1"),
        tell("2004-09-02", "negotiate"),
        tell("2004-09-03", "withdraw"),
        tell("2004-09-04", "negotiate"),
        tell("2004-09-05", "settle"),
        tell("2004-09-06", "set_rent", "to: 800 USD per year"),
        tell("2004-09-07", "extend", "until: 2004-12-31"),
      ],
      path: [
        TERM,
        "2004-02-01 in_force.shrinking",
        "2004-06-09 in_force.reopening_demanded",
        "2004-07-10 in_force.term",
        "2004-09-01 in_force.shrinking",
        "2004-12-10 in_force.term",
        "2005-01-01 expired",
      ],
    },
    {
      does: "gives up at once what needs no handover, and the rest when it was to",
      with: ["handover: 100 days"],
      timeline: [
        tell("2004-02-01", "give_up", "hectares: 5"),
        tell("2004-03-01", "give_up", "pads: 1, handover: 0 days"),
      ],
      path: [TERM, "2004-02-01 in_force.shrinking", "2004-05-11 in_force.term", EXPIRED],
    },
    {
      does: "signs a term and a rent that come into force when they are ratified",
      with: ["ratification: 1 year"],
      timeline: [
        tell("2004-02-01", "extend", "until: 2005-12-31"),
        tell("2004-03-01", "set_rent", "to: 800 USD per year"),
      ],
      path: [TERM, "2006-01-01 expired"],
    },
    {
      does: "expires where the ratification comes too late",
      with: ["ratification: 2 years"],
      timeline: [tell("2004-02-01", "extend", "until: 2007-12-31")],
      path: [TERM, EXPIRED],
    },
    {
      does: "signs while it shrinks, and is ratified before the time",
      with: ["ratification: 1 year", "handover: 60 days"],
      timeline: [
        tell("2004-02-01", "give_up", "hectares: 5"),
        tell("2004-02-02", "extend", "until: 2004-12-31"),
        tell("2004-02-03", "set_rent", "to: 800 USD per year"),
        tell("2004-05-01", "ratify"),
      ],
      path: [TERM, "2004-02-01 in_force.shrinking", "2004-04-01 in_force.term", "2005-01-01 expired"],
    },
    {
      does: "falls into arrears and comes out of them",
      timeline: [
        tell("2004-02-01", "withhold"),
        tell("2004-08-01", "resume"),
        tell("2004-10-01", "pay_arrears", "amount: 50 USD"),
        tell("2005-01-01", "settle_arrears"),
      ],
      path: [TERM, EXPIRED],
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

  it("only what falls in the instalment period in which the run begins, where the lease is older than the run", () => {
    const text = textOf(LEASE, {}).replace("period: 2004-01-01", "period: 2005-02-10");
    expect(paymentsOf(endOf(text))).toEqual(["2005-03-31 100.00 rent", "2005-06-30 100.00 rent"]);
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

describe("arrears", () => {
  const world = (timeline: readonly string[], inputs: readonly string[] = []) =>
    endOf(textOf(LEASE, { timeline, with: inputs }));
  const payments = (timeline: readonly string[], inputs: readonly string[] = []) => paymentsOf(world(timeline, inputs));

  it("are owed from the due dates on and paid when that is told; rent then falls due and is paid as before", () => {
    const timeline = [
      tell("2004-02-01", "withhold"),
      tell("2004-08-01", "resume"),
      tell("2004-10-01", "pay_arrears", "amount: 50 USD"),
      tell("2005-01-01", "settle_arrears"),
    ];
    expect(payments(timeline)).toEqual([
      "2004-03-31 100.00 rent owed",
      "2004-06-30 100.00 rent owed",
      "2004-09-30 100.00 rent owed",
      "2004-09-30 100.00 rent",
      "2004-10-01 50.00 rent",
      "2004-12-31 100.00 rent owed",
      "2004-12-31 100.00 rent",
      "2005-01-01 150.00 rent",
      "2005-03-31 100.00 rent",
      "2005-06-30 100.00 rent",
    ]);
  });

  it("are never paid beyond what is owed", () => {
    const timeline = [tell("2004-05-01", "pay_arrears", "amount: 5000 USD"), tell("2004-06-01", "resume")];
    expect(payments(timeline, ["in_arrears: true"]).slice(0, 3)).toEqual([
      "2004-03-31 100.00 rent owed",
      "2004-05-01 100.00 rent",
      "2004-06-30 100.00 rent",
    ]);
  });

  it("from the start come to four years' rent in 1998, as Kazakhstan said", () => {
    const text = textOf(LEASE, { with: ["in_arrears: true"] })
      .replace("2004-01-01 .. 2006", "1994-01-01 .. 1997")
      .replace("400 USD", "115 million USD")
      .replace("2004-03-31", "1994-03-31")
      .replace("timeline:", "measures: {owed: owed(rent), arrears: lease.arrears, paid: paid(rent)}\ntimeline:");
    const { measures } = outcomeOf(endOf(text));
    expect(measures.map(({ kind, result }) => "value" in result && valueText(kind, result.value))).toEqual([
      "460,000,000.00 USD",
      "460,000,000.00 USD",
      "0.00 USD",
    ]);
  });

  it("stay owed when the lease is over, the broken period with them", () => {
    const at = world([tell("2004-05-15", "end")], ["in_arrears: true"]);
    expect(paymentsOf(at)).toEqual(["2004-03-31 100.00 rent owed", "2004-05-15 48.35 rent owed"]);
  });

  it("do not swallow the broken period's rent where it is paid again", () => {
    const timeline = [tell("2004-04-01", "resume"), tell("2004-05-15", "end")];
    expect(payments(timeline, ["in_arrears: true"])).toEqual([
      "2004-03-31 100.00 rent owed",
      "2004-05-15 48.35 rent owed",
      "2004-05-15 48.35 rent",
    ]);
  });
});
