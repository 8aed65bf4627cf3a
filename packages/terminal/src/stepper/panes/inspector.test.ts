import { toEpochDay } from "@steppe/core";
import { LEASE } from "@steppe/walk/walk-testing.ts";
import { describe, expect, it } from "vitest";
import { inspectorPane } from "./inspector.ts";
import type { Subject, View } from "./pane.ts";
import { going, groundOf, paneTexts, viewOf, walked, writtenGround } from "./panes-testing.ts";

const baikonur = walked(groundOf("baikonur.yaml"));
const crash = going(baikonur, { do: "to-date", date: toEpochDay(2013, 7, 2) });

const shown = (view: View, subject: Subject, columns = 72): string =>
  paneTexts(inspectorPane({ ...view, subject }), columns).join("\n");

/** The part of a text under a heading. */
const under = (text: string, heading: string): string =>
  text.split("\n\n").find((part) => part.startsWith(heading)) ?? `no ${heading}`;

describe("before the first step", () => {
  it("the scenario is shown", () => {
    const text = paneTexts(inspectorPane(viewOf(baikonur)), 72).join("\n");
    expect(inspectorPane(viewOf(baikonur)).title).toBe("Inspector: the beginning");
    expect(text).toContain("Baikonur under the 2004 agreement\n2004-01-01 .. 2050-12-31");
    expect(text).toContain("Nothing has happened yet");
  });
});

describe("a step", () => {
  it("shows its fields with kinds, what it did, and the chain of causes with file, line and source", () => {
    expect(inspectorPane(viewOf(crash)).title).toBe("Inspector: step 75");
    expect(shown(viewOf(crash), { of: "step", step: 74 })).toMatchInlineSnapshot(`
      "Step 74/127+
      2013-07-02  launches: crash

      With
        claimed  89,000,000.00 USD   money (USD)
        inside   yes   boolean
        name     2013   text

      Did
        crash [event.family = '']
        opens launches/claim/2013

      Because
        2013-07-02  launches: crash (claimed 89,000,000 USD, inside yes, name
                    2013)
                    step 74, from timeline crash-2013
                    scenarios/baikonur.yaml:226:5
                    source trend-2013: Kazakhstan and Russia: Complicated
                    partnership at Baikonur to be continued, Elena Kosolapova,
                    Trend News Agency, 2013-12-27,
                    http://en.trend.az/regions/casia/kazakhstan/2225719.html"
    `);
  });

  it("is shown while it lies ahead, and said to be unknown where it is", () => {
    expect(shown(viewOf(crash), { of: "step", step: 79 })).toContain("counter_evaluation → contested");
    expect(shown(viewOf(crash), { of: "step", step: 500 })).toBe("Step 500 is not known yet: walk on to see it.");
  });

  it("is shown microstep by microstep, with how far it was taken", () => {
    const walk = walked(writtenGround(LEASE), { do: "to-date", date: toEpochDay(2011, 5, 31) });
    const before = walk.at.step;
    const within = going(walk, { do: "microstep", count: 1 });
    expect(within.at).toMatchObject({ step: before, microstep: 1 });
    const text = paneTexts(inspectorPane(viewOf(within)), 72).join("\n");
    expect(text).toMatchInlineSnapshot(`
      "Step 7/25
      2011-06-01  site: crash
        open → mending

      With
        claimed  7.00 USD   money (USD)

      ▸ Microstep 1 of 2: closed
        crash → closed
          a.yaml:17:11
        sets crashes to 1
        raises mend
        tenant pays landlord 7.00 USD for claim (posting 6)

      · Microstep 2 of 2: mending, not taken yet
        mend → mending
          a.yaml:24:14
        waits until 2011-07-01 (after 30 days)

      Because
        2011-06-01  site: crash (claimed 7 USD), open → mending
                    step 7, from timeline crash-2011
                    a.yaml:31:5
                    judgement: test"
    `);
    const done = paneTexts(inspectorPane(viewOf(going(within, { do: "microstep", count: 1 }))), 72).join("\n");
    expect(done).not.toContain("not taken yet");
  });

  it("shows draws with their distribution and what came of them", () => {
    const walk = walked(groundOf("forecast.yaml", 1), { do: "last" });
    const trace = walk.branches.get("base")?.history.newest.trace;
    const drawing = [...(trace ?? [])].find(({ draws }) => draws.length > 0);
    const text = shown(viewOf(walk), { of: "step", step: drawing?.n ?? -1 }, 100);
    expect(text).toMatch(/draws stop_recorded: lognormal\(.*\) = 28 days \(u = 0\.06749922083215643,\s+number 1\)/);
  });
});

it("a delay that was drawn for the path is told with its draw", () => {
  const walk = walked(groundOf("baikonur.yaml@uncertain", 7), { do: "last" });
  const trace = walk.branches.get("base")?.history.newest.trace;
  const slipped = [...(trace ?? [])].find(({ actor, after }) => actor === "vostochny" && after === "operational");
  const text = shown(viewOf(walk), { of: "step", step: slipped?.n ?? -1 }, 100);
  expect(under(text, "Drawn for this path")).toMatch(
    /vostochny_slide = 0\.79.*\n +u = 0\.58\d+ at vostochny_slide\/1; assume\.vostochny_slide,\s+scenarios\/baikonur\.yaml:/,
  );
});

describe("an actor", () => {
  const text = shown(viewOf(crash), { of: "actor", actor: "launches/claim/2013" });

  it("shows where it is, what comes next, what it holds, what it would take", () => {
    expect(text.slice(0, text.indexOf("\n\nInputs"))).toMatchInlineSnapshot(`
      "launches/claim/2013
      runs claim: Claim
      opened by launches into claim

      State
          unsettled
          ▸ lodged
        since 2013-07-02, step 75, from step 74

      Next
        2013-08-01  after to_commission (timer)
        2016-02-02  lapse (timeline settlement-2013)

      Variables, and when they were last set
        asked       89,000,000.00 USD
        agreed_sum  0.00 USD

      Because
        2013-07-02  launches/claim/2013: start, → unsettled.lodged
                    step 75, from step 74
        2013-07-02  launches: crash (claimed 89,000,000 USD, inside yes, name
                    2013)
                    step 74, from timeline crash-2013
                    scenarios/baikonur.yaml:226:5
                    source trend-2013: Kazakhstan and Russia: Complicated
                    partnership at Baikonur to be continued, Elena Kosolapova,
                    Trend News Agency, 2013-12-27,
                    http://en.trend.az/regions/casia/kazakhstan/2225719.html

      Takes now
        agree: amount money (USD)
          → agreed
        lapse
          → lapsed
        reject
          → counter_evaluation
        revise: to money (USD)
        waive
          → waived"
    `);
  });

  it("shows why it is where it is, back to the timeline", () => {
    expect(under(text, "Because")).toContain("step 75, from step 74\n");
    expect(under(text, "Because")).toContain("step 74, from timeline crash-2013\n");
    expect(under(text, "Because")).toContain("source trend-2013: Kazakhstan and Russia: Complicated");
  });

  it("shows its machine as a statechart in characters, the states it is in marked", () => {
    expect(under(text, "Machine claim")).toMatchInlineSnapshot(`
      "Machine claim
      ▸ unsettled (first)
          revise
          agree → agreed
          waive → waived
          lapse → lapsed
        ▸ lodged (first)
            reject → counter_evaluation
            after to_commission [waives] → waived
            after to_commission → commission
          commission
            reject → counter_evaluation
            after study → counter_evaluation
          counter_evaluation
            reject → contested
            after evaluation [inside or settled_share = 0%] → contested
            after evaluation → agreed
          contested
            after patience → lapsed
        agreed
          pay → paid
          after payment_time → paid
        paid (final)
        lapsed (final)
        waived (final)"
    `);
    const ascii = shown(viewOf(crash, { unicode: false }), { of: "actor", actor: "launches/claim/2013" });
    expect(under(ascii, "Machine claim")).toContain("> unsettled (first)");
    expect(under(ascii, "Machine claim")).toContain("after to_commission [waives] -> waived");
  });

  it("shows its inputs with where each comes from, by file, line and source", () => {
    const lease = shown(viewOf(crash), { of: "actor", actor: "lease" });
    expect(under(lease, "Inputs").split("\n").slice(0, 8).join("\n")).toMatchInlineSnapshot(`
      "Inputs
        landlord       kazakhstan   scenarios/baikonur.yaml:178:22
        tenant         russia   scenarios/baikonur.yaml:178:42
        rent           115,000,000.00 USD per year
          assume.rent, scenarios/baikonur.yaml:125:3, source trend-2013:
          Kazakhstan and Russia: Complicated partnership at Baikonur to be
          continued, Elena Kosolapova, Trend News Agency, 2013-12-27,
          http://en.trend.az/regions/casia/kazakhstan/2225719.html"
    `);
    expect(under(lease, "From")).toMatch(
      /^From\n {2}actors\.lease, scenarios\/baikonur\.yaml:\d+:3\n {2}machine lease\n/,
    );
    expect(under(lease, "Variables")).toMatch(/charged_to +2013-06-30 {3}2013-06-30, step 73/);
  });

  it("that was not opened yet is said not to be there", () => {
    expect(shown(viewOf(baikonur), { of: "actor", actor: "launches/claim/2013" })).toBe(
      "launches/claim/2013 has not been opened at this point of this branch.",
    );
    expect(shown(viewOf(baikonur), { of: "actor", actor: "lease" })).toContain("State\n  not started");
  });

  it("that is done is said to be so", () => {
    const late = going(crash, { do: "to-date", date: toEpochDay(2016, 2, 2) });
    const done = shown(viewOf(late), { of: "actor", actor: "launches/claim/2013" });
    expect(under(done, "State")).toContain("it is done: nothing happens to it any more");
    expect(done).not.toContain("Takes now");
  });
});

describe("a posting and a measure", () => {
  it("show the arithmetic of an amount and why it was made", () => {
    const text = shown(viewOf(crash), { of: "posting", posting: 40 });
    expect(under(text, "Posting")).toBe(
      "Posting 41 of 82\n  2011-12-31  russia pays kazakhstan 28,750,000.00 USD for rent",
    );
    expect(under(text, "Amount")).toContain("prorata(if(rent_agreed, agreed_rent, rent) * rent_kept,");
    expect(under(text, "Because")).toContain("2004-01-01  lease: start, → in_force.term");
    expect(shown(viewOf(crash), { of: "posting", posting: 900 })).toContain("Posting 901 is not known yet");
  });

  it("show the value of today and its parts", () => {
    const text = shown(viewOf(crash), { of: "measure", measure: "compensation_paid" });
    expect(text).toMatch(/^compensation_paid: Compensation paid\n {2}2,430,000\.00 USD, as of 2013-07-02\n/);
    expect(text).toContain("paid(for: compensation) = 2,430,000.00 USD");
    expect(shown(viewOf(crash), { of: "measure", measure: "gone" })).toBe("There is no measure gone in this branch.");
  });
});

describe("a model that goes wrong", () => {
  it("is told where, with the line of the file", () => {
    const wrong = LEASE.replace("{set: {crashes: crashes + 1}}", "{set: {crashes: 1 / crashes}}");
    const walk = walked(writtenGround(wrong), { do: "last" });
    expect(shown(viewOf(walk), { of: "step", step: walk.at.step })).toMatchInlineSnapshot(`
      "The model went wrong here
      error[division-by-zero]: the divisor is zero
        a.yaml:20:33
        20 | - {set: {crashes: 1 / crashes}}

      Help
        where it can be zero, say what is meant: \`if(n = 0, …, x / n)\`

      Notes
        on 2011-06-01, \`site\` at \`crash\`, step 7"
    `);
  });
});

it("control characters in a user's text do not reach the screen", () => {
  const evil = LEASE.replace("title: A small lease", 'title: "A \\e[31mred\\u0007 lease"');
  const texts = paneTexts(inspectorPane(viewOf(walked(writtenGround(evil)))), 60);
  expect(texts[0]).toBe("A \\x1b[31mred\\x07 lease");
});
