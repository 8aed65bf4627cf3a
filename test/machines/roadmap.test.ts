import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, textOf } from "./walking.ts";

const ROADMAP = {
  machine: "roadmap",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2012-12-01 .. 2049-12-31
currency: USD
parties: [owner, holder]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2012-12-31, until: 2045-12-31}
  roadmap: {machine: roadmap, with: {${inputs}}}
  talks: {machine: talks, with: {host: owner}}
  notes: {machine: notes, with: {sender: holder, receiver: owner, settles_after: 1 day, stops: 100%}}
  know_how: {machine: know-how, with: {known: 10}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, actor = "roadmap", fields = "") =>
  `on: ${on}, actor: ${actor}, event: ${event}${fields && `, with: {${fields}}`}`;
const end = (on: string) => tell(on, "end", "lease");
const done = (on: string, fields = "") => tell(on, "item_done", "roadmap", fields);

const PREPARED = tell("2013-01-30", "prepare");
const START = "2012-12-01 none";
const IN_PREPARATION = [START, "2013-01-30 in_preparation"] as const;
const SIGNED = [...IN_PREPARATION, "2013-12-24 signed"] as const;
const IN_FORCE = [...SIGNED, "2014-01-01 in_force.on_time"] as const;
const LATE = [...IN_FORCE, "2014-03-05 in_force.late"] as const;
const RENEWED = [...LATE, "2017-01-01 renewed.late"] as const;

const overIn = (state: string, before: readonly string[], path: readonly string[], day: string, next: string) =>
  [
    { does: `is over when the lease is ended: ${state}`, timeline: [...before, end(next)] },
    { does: `is over when the lease is denounced: ${state}`, timeline: [...before, tell(next, "denounce", "lease")] },
    {
      does: `is over when the lease has expired: ${state}`,
      timeline: [...before, `on: 2012-12-02, actor: lease, event: extend, with: {until: ${day}}`],
    },
  ].map((walk) => ({ ...walk, path: [...path, `${next} over`] }));

describeWalks({
  ...ROADMAP,
  walks: [
    {
      does: "goes the way of 2013 to 2025: an item is four years late, another roadmap follows, then none",
      timeline: [PREPARED, end("2030-01-01")],
      path: [...RENEWED, "2018-03-05 renewed.all_done", "2026-01-01 lapsed", "2030-01-01 over"],
    },
    {
      does: "is late without a pad, too",
      timeline: [PREPARED, end("2018-06-01")],
      with: ["hands_over_pad: false"],
      path: [...RENEWED, "2018-03-05 renewed.all_done", "2018-06-01 over"],
    },
    {
      does: "is late by less than its years",
      timeline: [PREPARED, end("2016-01-01")],
      with: ["lateness: 1 year"],
      path: [...LATE, "2015-03-05 in_force.all_done", "2016-01-01 over"],
    },
    {
      does: "is late by less than its years without a pad",
      timeline: [PREPARED, end("2016-01-01")],
      with: ["lateness: 1 year", "hands_over_pad: false"],
      path: [...LATE, "2015-03-05 in_force.all_done", "2016-01-01 over"],
    },
    {
      does: "is done item by item in time; no other follows; and a new one is prepared",
      timeline: [
        PREPARED,
        done("2014-02-01"),
        done("2014-02-02", "pad: true"),
        tell("2018-01-01", "prepare"),
        tell("2018-02-01", "drop"),
        end("2018-03-01"),
      ],
      with: ["items: 2", "renews: false"],
      path: [
        ...IN_FORCE,
        "2014-02-02 in_force.all_done",
        "2017-01-01 lapsed",
        "2018-01-01 in_preparation",
        "2018-02-01 none",
        "2018-03-01 over",
      ],
    },
    {
      does: "is done item by item after its date",
      timeline: [PREPARED, done("2014-04-01"), done("2014-05-01", "pad: true"), end("2015-01-01")],
      with: ["items: 2"],
      path: [...LATE, "2014-05-01 in_force.all_done", "2015-01-01 over"],
    },
    {
      does: "is done item by item in the years of the next",
      timeline: [PREPARED, done("2017-04-01"), done("2017-05-01", "pad: true"), end("2018-01-01")],
      with: ["items: 2"],
      path: [...RENEWED, "2017-05-01 renewed.all_done", "2018-01-01 over"],
    },
    {
      does: "is late at once when all joint projects stop",
      timeline: [PREPARED, tell("2014-01-14", "threaten_stop", "notes"), end("2014-06-01")],
      path: [...IN_FORCE, "2014-01-15 in_force.late", "2014-06-01 over"],
    },
    {
      does: "is signed sooner where it is told to",
      timeline: [PREPARED, tell("2013-02-01", "sign"), end("2013-03-01")],
      path: [...IN_PREPARATION, "2013-02-01 signed", "2013-03-01 over"],
    },
    {
      does: "is signed where the commission's talks come to one, prepared",
      timeline: [
        PREPARED,
        tell("2013-02-01", "instruct", "talks"),
        tell("2013-02-02", "session", "talks"),
        tell("2013-02-03", "settle", "talks"),
        end("2013-03-01"),
      ],
      path: [...IN_PREPARATION, "2013-02-03 signed", "2013-03-01 over"],
    },
    {
      does: "is signed where they come to one unprepared, and again when it has lapsed",
      timeline: [
        tell("2013-01-30", "instruct", "talks"),
        tell("2017-06-01", "instruct", "talks"),
        tell("2017-06-02", "settle", "talks"),
        end("2017-07-01"),
      ],
      with: ["renews: false", "lateness: 1 year"],
      path: [
        START,
        "2013-12-24 signed",
        "2014-01-01 in_force.on_time",
        "2014-03-05 in_force.late",
        "2015-03-05 in_force.all_done",
        "2017-01-01 lapsed",
        "2017-06-02 signed",
        "2017-07-01 over",
      ],
    },
    ...overIn("none", [], [START], "2013-01-31", "2013-02-01"),
    ...overIn("in preparation", [PREPARED], IN_PREPARATION, "2013-01-31", "2013-02-01"),
    ...overIn("signed", [PREPARED], SIGNED, "2013-12-27", "2013-12-28"),
    ...overIn("in force", [PREPARED], LATE, "2014-05-31", "2014-06-01"),
    ...overIn("renewed", [PREPARED], RENEWED, "2017-05-31", "2017-06-01"),
    ...overIn(
      "lapsed",
      [PREPARED],
      [...RENEWED, "2018-03-05 renewed.all_done", "2026-01-01 lapsed"],
      "2026-05-31",
      "2026-06-01",
    ),
  ],
});

describe("a pad handed over", () => {
  const learned = (timeline: readonly string[], inputs: readonly string[] = []) =>
    pathOf(endOf(textOf(ROADMAP, { timeline, with: inputs })), "know-how").find((line) => line.endsWith("runs_pad"));

  it("is told to those who are to run it", () => {
    expect(learned([PREPARED])).toBe("2018-03-05 beside_tenant.runs_pad");
    expect(learned([PREPARED, done("2014-02-01", "pad: true")])).toBe("2014-02-01 beside_tenant.runs_pad");
    expect(learned([PREPARED], ["hands_over_pad: false"])).toBeUndefined();
  });

  it("is handed over once", () => {
    const { trace } = endOf(
      textOf(ROADMAP, { timeline: [PREPARED, done("2014-04-01", "pad: true")], with: ["items: 2"] }),
    );
    expect([...trace].filter(({ event, actor }) => event === "part_returned" && actor === "know_how")).toHaveLength(1);
  });
});
