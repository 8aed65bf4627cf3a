import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, pathsOf, paymentsOf, textOf } from "./walking.ts";

const BID = {
  machine: "partner-bid",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2009-01-01 .. 2060-12-31
currency: USD
parties: [owner, holder, guest]
assume:
  consents: {value: false, judgement: for the test}
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2009-03-31, until: 2050-12-31}
  drones: {machine: ties, with: {buyer: holder, seller: guest, price: 50 USD}}
  bid:
    machine: partner-bid
    with: {host: owner, partner: guest, fee: 365 USD per year${inputs && `, ${inputs}`}}
  people: {machine: know-how, with: {known: 24.7, pads_held: 1}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, actor = "bid", fields = "") =>
  `on: ${on}, actor: ${actor}, event: ${event}${fields && `, with: {${fields}}`}`;
const hear = (on: string, event: string, fields = "") => tell(on, event, "bid", fields);

const FLOATED = tell("2009-04-07", "float");
const AGREED = [
  FLOATED,
  tell("2009-05-01", "negotiate"),
  tell("2009-06-30", "sign"),
  tell("2010-01-01", "agree"),
] as const;
const TO_MEMORANDUM = [
  "2009-01-01 dormant",
  "2009-04-07 talks.floated",
  "2009-05-01 talks.negotiating",
  "2009-06-30 talks.memorandum",
] as const;
const SIDE_BY_SIDE = [...TO_MEMORANDUM, "2010-01-01 working_side_by_side"] as const;
const REFUSES = ["tenant_consents: false"] as const;
const INVESTS = ["invests: true", "investment: 87 USD"] as const;
const WORKS = [...TO_MEMORANDUM, "2010-01-01 investing.works"] as const;
const LEFT_ALONE = ["2009-01-01 dormant", "2009-04-07 talks.floated"] as const;

describeWalks({
  ...BID,
  walks: [
    {
      does: "comes through, with five years side by side and twenty of its own",
      timeline: AGREED,
      path: [...SIDE_BY_SIDE, "2015-01-01 operating", "2035-01-01 lapsed"],
    },
    {
      does: "is sought by a host whose tenant has gone and whose people cannot run the site",
      timeline: [tell("2010-06-01", "end", "lease")],
      with: ["sought: true", "climbs: 100%", "patience: 1 year"],
      path: [
        "2009-01-01 dormant",
        "2010-06-01 talks.negotiating",
        "2011-06-01 talks.memorandum",
        "2012-06-01 working_side_by_side",
        "2017-06-01 operating",
        "2037-06-01 lapsed",
      ],
    },
    {
      does: "is sought so where it had only been named",
      timeline: [FLOATED, tell("2010-06-01", "end", "lease")],
      with: ["sought: true"],
      path: [...LEFT_ALONE, "2010-06-01 talks.negotiating", "2018-06-01 lapsed"],
    },
    {
      does: "is invited into talks out of nothing, which is no consent of the tenant's",
      timeline: [hear("2009-03-01", "invite"), hear("2009-06-30", "sign"), hear("2010-01-01", "agree")],
      with: REFUSES,
      path: [
        "2009-01-01 dormant",
        "2009-03-01 talks.negotiating",
        "2009-06-30 talks.memorandum",
        "2010-01-01 talks.agreed",
        "2018-01-01 lapsed",
      ],
    },
    {
      does: "is invited into talks where it had only been named",
      timeline: [FLOATED, hear("2009-05-01", "invite")],
      path: [...TO_MEMORANDUM.slice(0, 3), "2017-05-01 lapsed"],
    },
    {
      does: "is not sought by a host that runs the site itself",
      timeline: [tell("2010-12-31", "train", "people", "people: 100"), tell("2011-06-01", "end", "lease")],
      with: ["sought: true"],
      path: ["2009-01-01 dormant"],
    },
    {
      does: "is not sought unless it is said to be",
      timeline: [tell("2010-06-01", "end", "lease")],
      path: ["2009-01-01 dormant"],
    },
    { does: "left alone lapses", timeline: [FLOATED], path: [...LEFT_ALONE, "2017-04-07 lapsed"] },
    {
      does: "left alone lapses from talks too",
      timeline: AGREED.slice(0, 2),
      path: [...TO_MEMORANDUM.slice(0, 3), "2017-05-01 lapsed"],
    },
    {
      does: "left alone lapses from a memorandum too",
      timeline: AGREED.slice(0, 3),
      path: [...TO_MEMORANDUM, "2017-06-30 lapsed"],
    },
    {
      does: "is looked into before it is signed",
      timeline: [FLOATED, hear("2009-05-01", "review"), hear("2009-06-30", "sign")],
      path: [...LEFT_ALONE, "2009-05-01 talks.under_review", "2009-06-30 talks.memorandum", "2017-06-30 lapsed"],
    },
    {
      does: "is looked into, talked over and looked into again; then nobody speaks of it",
      timeline: [FLOATED, hear("2009-05-01", "review"), hear("2009-06-01", "negotiate"), hear("2009-07-01", "review")],
      path: [
        ...LEFT_ALONE,
        "2009-05-01 talks.under_review",
        "2009-06-01 talks.negotiating",
        "2009-07-01 talks.under_review",
        "2017-07-01 lapsed",
      ],
    },
    {
      does: "is signed by luck where it is looked into",
      timeline: [FLOATED, hear("2009-05-01", "review"), hear("2018-01-01", "lapse")],
      with: ["climbs: 100%"],
      path: [...LEFT_ALONE, "2009-05-01 talks.under_review", "2017-05-01 talks.memorandum", "2018-01-01 lapsed"],
    },
    {
      does: "left alone climbs where luck has it",
      timeline: [FLOATED],
      with: ["climbs: 100%", "patience: 1 year"],
      path: [
        ...LEFT_ALONE,
        "2010-04-07 talks.negotiating",
        "2011-04-07 talks.memorandum",
        "2012-04-07 working_side_by_side",
        "2017-04-07 operating",
        "2037-04-07 lapsed",
      ],
    },
    {
      does: "waits for a tenant that does not consent, in vain",
      timeline: AGREED,
      with: REFUSES,
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2018-01-01 lapsed"],
    },
    {
      does: "waits for a tenant that consents later; then the candidate goes elsewhere",
      timeline: [...AGREED, tell("2011-01-01", "consent"), tell("2012-01-01", "go_elsewhere")],
      with: REFUSES,
      path: [
        ...TO_MEMORANDUM,
        "2010-01-01 talks.agreed",
        "2011-01-01 working_side_by_side",
        "2012-01-01 gone_elsewhere",
      ],
    },
    {
      does: "hears of it when the tenant changes its mind",
      timeline: [...AGREED, "on: 2011-01-01, assume: {consents: true}", tell("2012-01-01", "lapse")],
      with: ["tenant_consents: consents"],
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2011-01-01 working_side_by_side", "2012-01-01 lapsed"],
    },
    {
      does: "is refused",
      timeline: [...AGREED, tell("2011-01-01", "refuse")],
      with: REFUSES,
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2011-01-01 lapsed"],
    },
    {
      does: "falls with the lease where it is agreed after it, though the tenant would have consented",
      timeline: [tell("2009-12-31", "end", "lease"), ...AGREED],
      path: [...TO_MEMORANDUM, "2010-01-01 lapsed"],
    },
    {
      does: "falls with the lease where it waits for consent",
      timeline: [...AGREED, tell("2011-01-01", "denounce", "lease")],
      with: REFUSES,
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2011-01-01 lapsed"],
    },
    {
      does: "asks nobody where there is no tenant any more and the host has asked for it",
      timeline: [
        tell("2009-12-31", "end", "lease"),
        ...AGREED.slice(0, 2),
        hear("2009-06-01", "invite"),
        ...AGREED.slice(2),
      ],
      with: REFUSES,
      path: [...SIDE_BY_SIDE, "2015-01-01 operating", "2035-01-01 lapsed"],
    },
    {
      does: "no longer waits for consent once the tenant is gone and the host, which cannot run the site, seeks it",
      timeline: [...AGREED, tell("2010-06-01", "end", "lease")],
      with: [...REFUSES, "sought: true"],
      path: [
        ...TO_MEMORANDUM,
        "2010-01-01 talks.agreed",
        "2010-06-01 working_side_by_side",
        "2015-06-01 operating",
        "2035-06-01 lapsed",
      ],
    },
    {
      does: "operates as soon as the tenant has left; then lapses",
      timeline: [...AGREED, tell("2012-01-01", "end", "lease"), tell("2013-01-01", "lapse")],
      path: [...SIDE_BY_SIDE, "2012-01-01 operating", "2013-01-01 lapsed"],
    },
    {
      does: "operates as soon as the lease is denounced; then the candidate goes elsewhere",
      timeline: [...AGREED, tell("2012-01-01", "denounce", "lease"), tell("2013-01-01", "go_elsewhere")],
      path: [...SIDE_BY_SIDE, "2012-01-01 operating", "2013-01-01 gone_elsewhere"],
    },
    {
      does: "operates as soon as the lease has expired",
      timeline: [...AGREED, "on: 2009-06-01, actor: lease, event: extend, with: {until: 2011-12-31}"],
      path: [...SIDE_BY_SIDE, "2012-01-01 operating", "2032-01-01 lapsed"],
    },
    {
      does: "lapses while the teams work side by side",
      timeline: [...AGREED, tell("2012-01-01", "lapse")],
      path: [...SIDE_BY_SIDE, "2012-01-01 lapsed"],
    },
    {
      does: "is consented to where a substitute is under way and ties grow, though the tenant would not",
      timeline: [hear("2009-01-15", "substitute_site"), tell("2009-04-07", "purchase", "drones"), ...AGREED],
      with: REFUSES,
      path: [...SIDE_BY_SIDE, "2015-01-01 operating", "2035-01-01 lapsed"],
    },
    {
      does: "waits for both: the substitute comes last",
      timeline: [
        tell("2009-01-07", "purchase", "drones"),
        ...AGREED,
        hear("2011-01-01", "substitute_site"),
        hear("2012-01-01", "lapse"),
      ],
      with: REFUSES,
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2011-01-01 working_side_by_side", "2012-01-01 lapsed"],
    },
    {
      does: "waits for both: the ties come last",
      timeline: [...AGREED, tell("2011-01-01", "purchase", "drones"), hear("2012-01-01", "lapse")],
      with: [...REFUSES, "substitute: true"],
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2011-01-01 working_side_by_side", "2012-01-01 lapsed"],
    },
    {
      does: "is not let in as a successor, whatever sways",
      timeline: [tell("2009-01-07", "purchase", "drones"), ...AGREED],
      with: ["successor: true", "substitute: true"],
      path: [...TO_MEMORANDUM, "2010-01-01 talks.agreed", "2018-01-01 lapsed"],
    },
    {
      does: "is let in as a successor where the tenant lets go",
      timeline: [...AGREED, hear("2012-01-01", "lapse")],
      with: ["successor: true", "lets_go: 100%"],
      path: [...SIDE_BY_SIDE, "2012-01-01 lapsed"],
    },
    {
      does: "invests before the teams meet",
      timeline: AGREED,
      with: INVESTS,
      path: [...WORKS, "2012-01-01 working_side_by_side", "2017-01-01 operating", "2037-01-01 lapsed"],
    },
    {
      does: "lapses while it invests, as in 2021",
      timeline: [...AGREED, hear("2011-11-15", "lapse")],
      with: INVESTS,
      path: [...WORKS, "2011-11-15 lapsed"],
    },
    {
      does: "goes elsewhere while it invests",
      timeline: [...AGREED, hear("2011-11-15", "go_elsewhere")],
      with: INVESTS,
      path: [...WORKS, "2011-11-15 gone_elsewhere"],
    },
    {
      does: "goes to a site of its own that works before anything was said",
      timeline: [hear("2009-01-15", "build_site", "ready: 2009-02-01")],
      path: ["2009-01-01 dormant", "2009-02-01 gone_elsewhere"],
    },
    {
      does: "goes to a site of its own while it talks, on the day last named",
      timeline: [
        ...AGREED.slice(0, 3),
        hear("2010-01-01", "build_site", "ready: 2012-01-01"),
        hear("2011-01-01", "build_site", "ready: 2014-01-01"),
      ],
      path: [...TO_MEMORANDUM, "2014-01-01 gone_elsewhere"],
    },
    {
      does: "goes to a site of its own while it invests",
      timeline: [...AGREED, hear("2010-06-01", "build_site", "ready: 2011-01-01")],
      with: INVESTS,
      path: [...WORKS, "2011-01-01 gone_elsewhere"],
    },
    {
      does: "goes to a site of its own while the teams work side by side; what works already is gone to at once",
      timeline: [...AGREED, hear("2012-01-01", "build_site", "ready: 2011-01-01")],
      path: [...SIDE_BY_SIDE, "2012-01-01 gone_elsewhere"],
    },
    {
      does: "stays once it operates, though a site of its own gets ready",
      timeline: [...AGREED, hear("2012-01-01", "build_site", "ready: 2016-01-01")],
      path: [...SIDE_BY_SIDE, "2015-01-01 operating", "2035-01-01 lapsed"],
    },
    {
      does: "needs the site less by a rocket of its own from elsewhere, and does not climb",
      timeline: [
        hear("2009-02-01", "need_changes", "to: 80%"),
        hear("2009-02-02", "rocket_cancelled"),
        hear("2009-02-03", "rocket_flies"),
        FLOATED,
      ],
      with: ["climbs: 100%", "own_rocket: 60%"],
      path: [...LEFT_ALONE, "2017-04-07 lapsed"],
    },
    {
      does: "needs it wholly for a rocket that is to fly from it; when that is cancelled, as before; then not at all",
      timeline: [
        FLOATED,
        hear("2009-05-01", "need_changes", "to: 10%"),
        hear("2009-06-01", "rocket_flies", "here: true"),
        hear("2018-01-01", "rocket_cancelled"),
        hear("2019-01-01", "need_changes", "to: 0%"),
      ],
      with: ["climbs: 100%", "need: 40%"],
      path: [...LEFT_ALONE, "2017-04-07 talks.negotiating", "2019-01-01 lapsed"],
    },
    {
      does: "lapses in talks",
      timeline: [FLOATED, tell("2010-01-01", "lapse")],
      path: [...LEFT_ALONE, "2010-01-01 lapsed"],
    },
    {
      does: "is given up for another site in talks",
      timeline: [FLOATED, tell("2010-01-01", "go_elsewhere")],
      path: [...LEFT_ALONE, "2010-01-01 gone_elsewhere"],
    },
  ],
});

describe("a partner", () => {
  const fees = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(BID, { timeline, with: inputs }))).filter((line) => line.endsWith("fees"));

  it("pays its fee at the close of each year in which it operates", () => {
    const paid = fees(AGREED);
    expect(paid).toHaveLength(20);
    expect([paid[0], paid.at(-1)]).toEqual(["2015-12-31 365.00 fees", "2034-12-31 365.00 fees"]);
  });

  it("pays for the days in which it operates in a broken year", () => {
    // From 1 July to 31 December 2012 are 184 of 366 days; from 1 January to 31 May 2013, 151 of 365.
    const timeline = [...AGREED, tell("2012-07-01", "end", "lease"), tell("2013-06-01", "lapse")];
    expect(fees(timeline)).toEqual(["2012-12-31 183.50 fees", "2013-06-01 151.00 fees"]);
  });

  it("invests what it says, once, and nothing when it does not", () => {
    const invested = (inputs: readonly string[]) =>
      paymentsOf(endOf(textOf(BID, { timeline: AGREED, with: inputs }))).filter((line) => line.endsWith("investment"));
    expect(invested(INVESTS)).toEqual(["2010-01-01 87.00 investment"]);
    expect(invested([])).toEqual([]);
  });

  it("is let in as a successor as often as the tenant lets go", () => {
    const text = textOf(BID, { timeline: AGREED, with: ["successor: true", "lets_go: 30%"] });
    const letIn = pathsOf(text, "bids", 200).filter((world) =>
      pathOf(world, "partner-bid").includes("2010-01-01 working_side_by_side"),
    ).length;
    // 60 of 200 expected, with a standard deviation of 6.5.
    expect(letIn).toBeGreaterThan(34);
    expect(letIn).toBeLessThan(86);
  });

  it("does not feel ties between others, or of others with the tenant", () => {
    const text = textOf(BID, {
      timeline: [tell("2009-01-07", "purchase", "drones"), ...AGREED],
      with: [...REFUSES, "substitute: true"],
    });
    const other = text.replace("buyer: holder, seller: guest", "buyer: owner, seller: guest");
    expect(pathOf(endOf(text), "partner-bid")).toContain("2010-01-01 working_side_by_side");
    expect(pathOf(endOf(other), "partner-bid")).toContain("2010-01-01 talks.agreed");
    const seller = text.replace("buyer: holder, seller: guest", "buyer: guest, seller: holder");
    expect(pathOf(endOf(seller), "partner-bid")).toContain("2010-01-01 working_side_by_side");
  });

  it("climbs by luck as often as it is said to", () => {
    const text = textOf(BID, { timeline: [FLOATED], with: ["climbs: 30%"] });
    const climbed = pathsOf(text, "bids", 200).filter((world) =>
      pathOf(world, "partner-bid").includes("2017-04-07 talks.negotiating"),
    ).length;
    // 60 of 200 expected, with a standard deviation of 6.5.
    expect(climbed).toBeGreaterThan(34);
    expect(climbed).toBeLessThan(86);
  });
});
