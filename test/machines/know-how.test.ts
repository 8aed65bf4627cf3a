import { describe, expect, it } from "vitest";
import { describeWalks, endOf, textOf } from "./walking.ts";

const KNOW_HOW = {
  machine: "know-how",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2004-01-01 .. 2060-12-31
currency: USD
parties: [owner, holder, guest]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2004-03-31, until: 2050-12-31}
  know_how: {machine: know-how, with: {${inputs}}}
  bid: {machine: partner-bid, with: {host: owner, partner: guest, fee: 4 USD per year}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, fields = "", actor = "know_how") =>
  `on: ${on}, actor: ${actor}, event: ${event}${fields && `, with: {${fields}}`}`;
const over = (on: string, how: string) => tell(on, how, "", "lease");

const START = "2004-01-01 beside_tenant.dependent";
const PAD = tell("2018-12-31", "pad_returned");
const MASTERS = ["known: 24", "pads_held: 1"] as const;

describeWalks({
  ...KNOW_HOW,
  walks: [
    {
      does: "is partly trained by 2028, and only a lessor when the lease expires",
      path: [START, "2028-12-31 beside_tenant.partly_trained", "2051-01-01 lessor"],
    },
    {
      does: "runs a pad once it has one and enough is learned",
      timeline: [PAD, tell("2009-05-19", "train", "people: 100")],
      path: [
        START,
        "2023-12-31 beside_tenant.partly_trained",
        "2028-12-31 beside_tenant.runs_pad",
        "2051-01-01 lessor",
      ],
    },
    {
      does: "runs a pad that the lease gives back, and none that is for a museum",
      with: ["known: 10"],
      timeline: [
        tell("2017-01-01", "give_up", "pads: 1, museum: true", "lease"),
        tell("2018-01-01", "give_up", "pads: 1", "lease"),
      ],
      path: ["2004-01-01 beside_tenant.partly_trained", "2018-01-01 beside_tenant.runs_pad", "2051-01-01 lessor"],
    },
    {
      does: "runs no pad that is a museum",
      timeline: [
        tell("2009-05-19", "train", "people: 600"),
        tell("2018-12-31", "pad_returned", "museum: true"),
        over("2025-01-01", "end"),
      ],
      path: [START, "2009-05-19 beside_tenant.partly_trained", "2025-01-01 lessor"],
    },
    {
      does: "gets its pad last",
      timeline: [tell("2009-05-19", "train", "people: 600"), PAD],
      path: [
        START,
        "2009-05-19 beside_tenant.partly_trained",
        "2018-12-31 beside_tenant.runs_pad",
        "2051-01-01 lessor",
      ],
    },
    {
      does: "loses step by step what it has learned",
      with: MASTERS,
      timeline: [
        ...["2009-06-01", "2009-07-01"].map((on) => tell(on, "lose", "people: 100")),
        tell("2009-08-01", "lose", "people: 1800"),
        tell("2009-09-01", "lose", "people: 9000"),
        over("2010-06-01", "end"),
      ],
      path: [
        "2004-01-01 beside_tenant.runs_pad",
        "2008-12-31 beside_tenant.runs_site",
        "2009-06-01 beside_tenant.runs_pad",
        "2009-08-01 beside_tenant.partly_trained",
        "2009-09-01 beside_tenant.dependent",
        "2010-06-01 lessor",
      ],
    },
    {
      does: "operates the site that it can run when the lease is ended",
      with: MASTERS,
      timeline: [over("2010-06-01", "end")],
      path: ["2004-01-01 beside_tenant.runs_pad", "2008-12-31 beside_tenant.runs_site", "2010-06-01 operator"],
    },
    {
      does: "operates it when the lease is denounced",
      with: MASTERS,
      timeline: [over("2010-06-01", "denounce")],
      path: ["2004-01-01 beside_tenant.runs_pad", "2008-12-31 beside_tenant.runs_site", "2010-06-01 operator"],
    },
    {
      does: "operates it when the lease has expired",
      with: MASTERS,
      path: ["2004-01-01 beside_tenant.runs_pad", "2008-12-31 beside_tenant.runs_site", "2051-01-01 operator"],
    },
    {
      does: "learns as a lessor from trainings and partners, loses some, and operates in the end",
      timeline: [
        over("2010-06-01", "denounce"),
        tell("2011-06-01", "train", "people: 2300"),
        tell("2011-07-01", "lose", "people: 100"),
        tell("2011-08-01", "pad_returned"),
        ...["float", "negotiate", "sign", "agree"].map((event) => tell("2012-01-01", event, "", "bid")),
      ],
      path: [START, "2010-06-01 lessor", "2013-12-31 operator"],
    },
    {
      does: "learns no more from a partner whose teams have left",
      timeline: [
        over("2010-06-01", "denounce"),
        ...["float", "negotiate", "sign", "agree"].map((event) => tell("2012-01-01", event, "", "bid")),
        tell("2014-06-01", "lapse", "", "bid"),
        tell("2040-06-01", "train", "people: 2100"),
      ],
      path: [START, "2010-06-01 lessor"],
    },
    {
      does: "learns from a partner beside the tenant, too",
      timeline: [
        ...["float", "negotiate", "sign", "agree"].map((event) => tell("2009-06-01", event, "", "bid")),
        tell("2025-01-01", "lapse", "", "bid"),
      ],
      path: [START, "2012-12-31 beside_tenant.partly_trained", "2051-01-01 lessor"],
    },
  ],
});

describe("know-how", () => {
  const announced = (timeline: readonly string[], inputs: readonly string[] = []) =>
    [...endOf(textOf(KNOW_HOW, { timeline, with: inputs })).trace].filter(({ actor }) => actor === "know_how").length;

  it("counts every year until the tenant leaves, and none as an operator", () => {
    // 1 start; 5 years to 2008; 1 year 2009; the end of the lease.
    expect(announced([over("2010-06-01", "end")], MASTERS)).toBe(8);
  });
});
