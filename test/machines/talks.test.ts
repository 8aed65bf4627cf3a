import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, textOf } from "./walking.ts";

const TALKS = {
  machine: "talks",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2012-12-01 .. 2049-12-31
currency: USD
parties: [owner, holder, third]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2012-12-31, until: 2045-12-31}
  talks: {machine: talks, with: {host: owner${inputs && `, ${inputs}`}}}
  agency: {machine: voice, with: {side: owner}}
  own_agency: {machine: voice, with: {side: holder}}
  notes: {machine: notes, with: {sender: holder, receiver: owner, stops: 100%}}
  alliance: {machine: ties, with: {buyer: owner, seller: holder, price: 0 USD, forums: 4}}
  others: {machine: ties, with: {buyer: owner, seller: third, price: 1 USD}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, actor = "talks") => `on: ${on}, actor: ${actor}, event: ${event}`;
const end = (on: string) => tell(on, "end", "lease");
const denounce = (on: string) => tell(on, "denounce", "lease");
const expire = (on: string) => `on: 2012-12-02, actor: lease, event: extend, with: {until: ${on}}`;

const SPEECH = tell("2012-12-10", "threaten", "agency");
const START = "2012-12-01 dormant";
const CALLED = [START, "2012-12-10 called_for"] as const;
const REVIVED = [...CALLED, "2013-01-30 revived"] as const;
const NEGOTIATING = [...REVIVED, "2013-03-28 working.negotiating"] as const;
const OVERDUE = [...NEGOTIATING, "2013-10-31 working.overdue"] as const;
const ROADMAP = [...OVERDUE, "2013-12-24 working.roadmap"] as const;
const CONCEPT = [...ROADMAP, "2016-12-26 working.concept"] as const;
const DEADLOCK = [...OVERDUE, "2013-12-24 deadlock"] as const;
const FAILS = ["settles: 0%"] as const;
const APPROVED = [SPEECH, tell("2013-05-01", "present_draft"), tell("2013-06-01", "approve")] as const;
const AGREED = [...NEGOTIATING, "2013-05-01 working.draft", "2013-06-01 agreement"] as const;

const overIn = (state: string, before: readonly string[], path: readonly string[], on: string, inputs = FAILS) =>
  [
    { does: `is over when the lease is ended: ${state}`, timeline: [...before, end(on)] },
    { does: `is over when the lease is denounced: ${state}`, timeline: [...before, denounce(on)] },
    { does: `is over when the lease has expired: ${state}`, timeline: [...before, expire(dayBefore(on))] },
  ].map((walk) => ({ ...walk, with: inputs, path: [...path, `${on} over`] }));

/** All days asked of it are the second of a month. */
const dayBefore = (date: string): string => date.replace(/-02$/, "-01");

describeWalks({
  ...TALKS,
  walks: [
    {
      does: "goes the way of 2012 to 2016 after a public threat: roadmap and concept, no agreement",
      timeline: [SPEECH],
      path: [...CONCEPT, "2046-01-01 over"],
    },
    {
      does: "is revived by the presidents, and opened by a session",
      timeline: [tell("2012-12-05", "instruct"), tell("2012-12-20", "session"), tell("2012-12-24", "settle")],
      path: [
        START,
        "2012-12-05 revived",
        "2012-12-20 working.negotiating",
        "2012-12-24 working.roadmap",
        "2015-12-27 working.concept",
        "2046-01-01 over",
      ],
    },
    {
      does: "is revived by the presidents after a threat; the missed date is mended",
      timeline: [SPEECH, tell("2012-12-19", "instruct"), tell("2013-10-01", "settle"), end("2013-11-02")],
      path: [
        ...CALLED,
        "2012-12-19 revived",
        "2013-02-14 working.negotiating",
        "2013-09-19 working.overdue",
        "2013-10-01 working.roadmap",
        "2013-11-02 over",
      ],
    },
    {
      does: "presents its draft in time; it is rejected, presented again, approved; then new talks",
      timeline: [
        SPEECH,
        tell("2013-11-02", "reject"),
        tell("2013-12-01", "present_draft"),
        tell("2014-01-01", "approve"),
        tell("2015-01-01", "instruct"),
        end("2015-02-02"),
      ],
      with: ["drafts_in_time: 100%"],
      path: [
        ...NEGOTIATING,
        "2013-10-31 working.draft",
        "2013-11-02 working.negotiating",
        "2013-12-01 working.draft",
        "2014-01-01 agreement",
        "2015-01-01 revived",
        "2015-02-02 over",
      ],
    },
    {
      does: "presents a draft late, and nobody approves it",
      timeline: [SPEECH, tell("2013-11-01", "present_draft"), end("2014-12-02")],
      path: [...OVERDUE, "2013-11-01 working.draft", "2014-11-01 deadlock", "2014-12-02 over"],
    },
    {
      does: "presents a draft after a roadmap, and it is approved in the end",
      timeline: [SPEECH, tell("2014-11-01", "present_draft"), end("2015-12-02")],
      with: ["approves: 100%"],
      path: [...ROADMAP, "2014-11-01 working.draft", "2015-11-01 agreement", "2015-12-02 over"],
    },
    {
      does: "signs a concept sooner, and presents a draft after it",
      timeline: [SPEECH, tell("2014-11-01", "sign_concept"), tell("2015-01-01", "present_draft"), end("2015-02-02")],
      path: [...ROADMAP, "2014-11-01 working.concept", "2015-01-01 working.draft", "2015-02-02 over"],
    },
    {
      does: "negotiates anew after a concept",
      timeline: [SPEECH, tell("2017-01-01", "instruct"), end("2017-02-02")],
      path: [...CONCEPT, "2017-01-01 working.negotiating", "2017-02-02 over"],
    },
    {
      does: "ends in deadlock, is shut after five years, and revived by another threat",
      timeline: [SPEECH, tell("2020-01-01", "threaten", "agency"), end("2020-02-02")],
      with: FAILS,
      path: [...DEADLOCK, "2018-12-24 dormant", "2020-01-01 called_for", "2020-02-02 over"],
    },
    {
      does: "is revived out of a deadlock",
      timeline: [SPEECH, tell("2014-01-01", "instruct"), end("2014-02-02")],
      with: FAILS,
      path: [...DEADLOCK, "2014-01-01 revived", "2014-02-02 over"],
    },
    {
      does: "sees the lease cancelled out of a deadlock",
      timeline: [SPEECH],
      with: [...FAILS, "abrogates: 100%"],
      path: [...DEADLOCK, "2018-12-24 over"],
    },
    {
      does: "sees the lease cancelled out of a deadlock, as is told",
      timeline: [SPEECH, tell("2014-01-01", "abrogate")],
      with: FAILS,
      path: [...DEADLOCK, "2014-01-01 over"],
    },
    {
      does: "sees the lease cancelled while it meets",
      timeline: [SPEECH, tell("2013-05-01", "abrogate")],
      path: [...NEGOTIATING, "2013-05-01 over"],
    },
    {
      does: "is broken off",
      timeline: [SPEECH, tell("2013-05-01", "break_off"), end("2013-06-02")],
      path: [...NEGOTIATING, "2013-05-01 deadlock", "2013-06-02 over"],
    },
    {
      does: "is broken off when all joint projects stop",
      timeline: [SPEECH, tell("2013-03-01", "threaten_stop", "notes"), end("2013-06-02")],
      path: [...NEGOTIATING, "2013-05-09 deadlock", "2013-06-02 over"],
    },
    {
      does: "comes to an agreement that ends the lease",
      timeline: APPROVED,
      with: ["ends_lease: true"],
      path: [...AGREED.slice(0, -1), "2013-06-01 over"],
    },
    {
      does: "ends in deadlock where relations are bad, however ready the two are to compromise",
      timeline: [SPEECH, tell("2013-01-01", "purchase", "others"), end("2014-02-02")],
      with: ["relations_needed: 1"],
      path: [...DEADLOCK, "2014-02-02 over"],
    },
    {
      does: "ends in a roadmap where relations are just good enough",
      timeline: [SPEECH, tell("2013-01-01", "purchase", "alliance"), end("2014-02-02")],
      with: ["relations_needed: 1.5"],
      path: [...ROADMAP, "2014-02-02 over"],
    },
    ...overIn("dormant", [], [START], "2013-02-02"),
    ...overIn("called for", [SPEECH], CALLED, "2013-01-02"),
    ...overIn("revived", [SPEECH], REVIVED, "2013-02-02"),
    ...overIn("working", [SPEECH], NEGOTIATING, "2013-05-02"),
    ...overIn("deadlock", [SPEECH], DEADLOCK, "2014-05-02"),
    ...overIn("agreement", APPROVED, AGREED, "2014-05-02"),
  ],
});

describe("talks", () => {
  const world = (timeline: readonly string[], inputs: readonly string[] = []) =>
    endOf(textOf(TALKS, { timeline, with: inputs }));
  const lease = (timeline: readonly string[], inputs: readonly string[] = []) =>
    pathOf(world(timeline, inputs), "lease").at(-1);

  it("hold nine sessions from March 2013 to 2023, and miss one date", () => {
    const context = world([SPEECH, end("2023-12-31")]).actors.find(({ name }) => name === "talks")?.snapshot?.context;
    expect([context?.sessions, context?.missed].map(String)).toEqual(["9", "1"]);
  });

  it("end the lease by an agreement that says so, and denounce it by a cancellation", () => {
    expect(lease(APPROVED, ["ends_lease: true"])).toBe("2013-06-01 ended");
    expect(lease(APPROVED)).toBe("2046-01-01 expired");
    expect(lease([SPEECH, tell("2013-05-01", "abrogate")])).toBe("2013-05-01 denounced");
    expect(lease([SPEECH], [...FAILS, "abrogates: 100%"])).toBe("2018-12-24 denounced");
  });

  it("are not called for by a voice of the tenant's", () => {
    const path = pathOf(world([tell("2012-12-10", "threaten", "own_agency"), end("2013-06-01")]), "talks");
    expect(path).toEqual([START, "2013-06-01 over"]);
  });
});
