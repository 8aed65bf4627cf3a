import { describe, expect, it } from "vitest";
import { describeWalks, endOf, paymentsOf, textOf } from "./walking.ts";

const CLAIM = {
  machine: "claim",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2007-09-06 .. 2010-12-31
currency: USD
parties: [owner, holder]
actors:
  claim: {machine: claim, with: {claimant: owner, respondent: holder, claimed: 60 USD${inputs && `, ${inputs}`}}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: claim, event: ${event}${fields && `, with: {${fields}}`}`;

const LODGED = "2007-09-06 unsettled.lodged";
const COMMISSION = "2007-10-06 unsettled.commission";
const EVALUATED = "2007-12-05 unsettled.counter_evaluation";

describeWalks({
  ...CLAIM,
  walks: [
    {
      does: "takes its course and is settled 132 days on, as that of 2007 was",
      path: [LODGED, COMMISSION, EVALUATED, "2008-01-16 agreed", "2008-03-16 paid"],
    },
    {
      does: "is contested and lapses 945 days on where the wreck fell inside the leased land",
      with: ["inside: true"],
      path: [LODGED, COMMISSION, EVALUATED, "2008-01-16 unsettled.contested", "2010-04-08 lapsed"],
    },
    {
      does: "is contested where nothing is ever agreed on",
      with: ["settled_share: 0%"],
      path: [LODGED, COMMISSION, EVALUATED, "2008-01-16 unsettled.contested", "2010-04-08 lapsed"],
    },
    { does: "is given up by a claimant that waives", with: ["waives: true"], path: [LODGED, "2007-10-06 waived"] },
    {
      does: "is rejected at once, and again after the evaluation",
      timeline: [tell("2007-09-10", "reject"), tell("2007-09-20", "reject"), tell("2008-01-01", "lapse")],
      path: [LODGED, "2007-09-10 unsettled.counter_evaluation", "2007-09-20 unsettled.contested", "2008-01-01 lapsed"],
    },
    {
      does: "is rejected while the commission is at work, and waived",
      timeline: [tell("2007-10-20", "reject"), tell("2007-10-31", "waive")],
      path: [LODGED, COMMISSION, "2007-10-20 unsettled.counter_evaluation", "2007-10-31 waived"],
    },
    {
      does: "is revised, agreed on and paid early",
      timeline: [
        tell("2007-09-20", "revise", "to: 74 USD"),
        tell("2007-09-30", "agree", "amount: 3 USD"),
        tell("2007-10-01", "pay"),
      ],
      path: [LODGED, "2007-09-30 agreed", "2007-10-01 paid"],
    },
  ],
});

describe("a claim", () => {
  const payments = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(CLAIM, { timeline, with: inputs })));

  it("is owed from the day it is agreed, and paid later", () => {
    expect(payments([])).toEqual(["2008-01-16 2.40 compensation owed", "2008-03-16 2.40 compensation"]);
  });

  it("is settled for a part of the sum as it stands, not as it was first", () => {
    const timeline = [tell("2007-10-08", "revise", "to: 74.4 USD")];
    expect(payments(timeline)[0]).toBe("2008-01-16 2.98 compensation owed");
  });

  it("comes to nothing inside the leased land", () => {
    expect(payments([], ["inside: true"])).toEqual([]);
  });

  it("may be agreed on inside the leased land all the same", () => {
    const timeline = [tell("2009-01-01", "agree", "amount: 60 USD")];
    expect(payments(timeline, ["inside: true"])).toEqual([
      "2009-01-01 60.00 compensation owed",
      "2009-03-02 60.00 compensation",
    ]);
  });

  it("waived costs nothing", () => {
    expect(payments([tell("2007-09-26", "waive")])).toEqual([]);
  });
});
