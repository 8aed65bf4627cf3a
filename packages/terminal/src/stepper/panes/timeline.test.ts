import { toEpochDay } from "@steppe/core";
import { branchOf } from "@steppe/walk";
import { describe, expect, it } from "vitest";
import type { ListContent, View } from "./pane.ts";
import { going, groundOf, paneTexts, viewOf, walked, writtenGround } from "./panes-testing.ts";
import { timelinePane } from "./timeline.ts";

const baikonur = walked(groundOf("baikonur.yaml"));
const crash = going(baikonur, { do: "to-date", date: toEpochDay(2013, 7, 2) });

const around = (view: View, columns: number, before: number, after: number): string => {
  const pane = timelinePane(view);
  const now = pane.now ?? 0;
  return paneTexts(pane, columns, now - before, now + after + 1).join("\n");
};

describe("the timeline of Baikonur", () => {
  it("shows steps with what they did, years as rows of their own, now, and the future that is known", () => {
    expect(timelinePane(viewOf(crash)).title).toBe("Timeline: step 75/127+");
    expect(around(viewOf(crash), 118, 6, 3)).toMatchInlineSnapshot(`
      "   70 2012-12-31  city                 due                                              pays 1,160,000,000.00 RUB $
      ── 2013 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
         71 2013-01-01  launches             new_year
         72 2013-03-31  lease                due                                              pays    28,750,000.00 USD $
         73 2013-06-30  lease                due                                              pays    28,750,000.00 USD $
         74 2013-07-02  launches             crash: claimed 89,000,000 USD, inside yes, nam…
      ▸  75 2013-07-02  launches/claim/2013  start → unsettled.lodged
      ·  76 2013-08-01  launches/claim/2013  after to_commission → commission
      ·  77 2013-09-30  launches/claim/2013  after study → counter_evaluation
      ·  78 2013-09-30  lease                due                                              pays    28,750,000.00 USD $"
    `);
  });

  it("says less in a narrow pane, and is ASCII where it has to be", () => {
    expect(around(viewOf(crash), 54, 3, 3)).toMatchInlineSnapshot(`
      "   72 2013-03-31 lease      due 28,750,000 USD    $
         73 2013-06-30 lease      due 28,750,000 USD    $
         74 2013-07-02 launches   crash: claimed 89,00…
      ▸  75 2013-07-02 claim/2013 → unsettled.lodged (…
      ·  76 2013-08-01 claim/2013 → commission (after…
      ·  77 2013-09-30 claim/2013 → counter_evaluation…
      ·  78 2013-09-30 lease      due 28,750,000 USD    $"
    `);
    expect(around(viewOf(crash, { unicode: false }), 33, 3, 3)).toMatchInlineSnapshot(`
      "  03-31 lease: due 28,750,00.. $
        06-30 lease: due 28,750,00.. $
        07-02 launches: crash: cla..
      > 07-02 claim/2013: -> unset..
      . 08-01 claim/2013: -> commi..
      . 09-30 claim/2013: -> count..
      . 09-30 lease: due 28,750,00.. $"
    `);
  });

  it("puts changes of state in a column of their own where there is room", () => {
    expect(around(viewOf(crash), 150, 1, 1)).toMatchInlineSnapshot(`
      "   74 2013-07-02  launches             crash: claimed 89,000,000 USD, inside yes…
      ▸  75 2013-07-02  launches/claim/2013  start                                       → unsettled.lodged
      ·  76 2013-08-01  launches/claim/2013  after to_commission                         unsettled.lodged → commission"
    `);
  });

  it("begins with the beginning, and ends with what is put down for later", () => {
    const pane = timelinePane(viewOf(walked(groundOf("baikonur.yaml"))));
    expect(pane.title).toBe("Timeline: the start");
    expect(pane.now).toBe(0);
    expect(paneTexts(pane, 80, 0, 6).join("\n")).toMatchInlineSnapshot(`
      "▸ 2004-01-01  the beginning
      ── put down for later ──────────────────────────────────────────────────────────
      ◇     2004-01-01  lease             start
      ◇     2004-01-01  city              start
      ◇     2004-01-01  vostochny         start
      ◇     2004-01-01  launches          start"
    `);
  });

  it("ends with the end where it is known", () => {
    const whole = going(walked(groundOf("baikonur.yaml")), { do: "last" });
    const pane = timelinePane(viewOf(whole));
    expect(pane.title).toBe("Timeline: step 315/315");
    expect(paneTexts(pane, 60, pane.count - 2).join("\n")).toMatchInlineSnapshot(`
      "▸ 315 2050-12-31 city         due 1,160,000,000 RUB     $
      ── 2050-12-31  the end ─────────────────────────────────────"
    `);
  });

  it("marks what the user told, where it was forked, marks and stops", () => {
    const forked = going(
      crash,
      { do: "stop", at: "launches.crash" },
      { do: "inject", actor: "launches", event: "crash", with: { claimed: "50 million USD" }, as: "late" },
      { do: "mark", mark: "second" },
    );
    expect(around(viewOf(forked), 80, 1, 0)).toMatchInlineSnapshot(`
      "   75 2013-07-02  claim/2013        → unsettled.lodged (start)              ⑂
      ▸  76 2013-07-02  launches          crash: claimed 50,000,000 USD           +■●"
    `);
  });

  it("leads to each of its rows", () => {
    const pane = timelinePane(viewOf(crash));
    const row = pane.row(pane.now ?? 0);
    expect(row).toMatchObject({ key: "step:75", step: 76, subject: { of: "step", step: 75 } });
    expect(pane.row((pane.now ?? 0) - 5).key).toBe("year:2013");
    expect(pane.row((pane.now ?? 0) - 5).step).toBe(71);
  });
});

describe("a filter", () => {
  const keys = (pane: ListContent): readonly string[] =>
    Array.from({ length: pane.count }, (_, index) => pane.row(index).key);
  const whole = going(walked(groundOf("baikonur.yaml")), { do: "last" });
  const count = (filter: string): number =>
    keys(timelinePane(viewOf(whole, { filter }))).filter((key) => key.startsWith("step:")).length;

  it("lets through what holds every word, and years that have such a step", () => {
    const pane = timelinePane(viewOf(whole, { filter: "launches crash" }));
    expect(pane.title).toBe("Timeline: step 315/315, filter: launches crash");
    expect(paneTexts(pane, 60).join("\n")).toMatchInlineSnapshot(`
      "  2004-01-01  the beginning
      ── 2007 ────────────────────────────────────────────────────
         27 2007-09-06 launches     crash: claimed 60,000,00…
      ── 2013 ────────────────────────────────────────────────────
         74 2013-07-02 launches     crash: claimed 89,000,00…
      ── 2018 ────────────────────────────────────────────────────
        113 2018-10-11 launches     crash: claimed 0 USD, na…
      ── 2050-12-31  the end ─────────────────────────────────────"
    `);
  });

  it("asks for an actor, a kind, or either of two words", () => {
    const { trace, journal } = branchOf(whole).history.newest;
    expect(count("actor:lease")).toBe([...trace].filter(({ actor }) => actor === "lease").length);
    expect(count("is:posting")).toBe(new Set([...journal.postings].map(({ step }) => step)).size);
    expect(count("actor:claim")).toBe([...trace].filter(({ actor }) => actor.startsWith("launches/claim/")).length);
    expect(count("actor:lease|nothing")).toBe(0);
    expect(count("crash|floated")).toBeGreaterThan(count("launches crash"));
    expect(count("no such words")).toBe(0);
  });

  it("keeps now on the last row before it that is let through", () => {
    const view = viewOf(going(whole, { do: "to-date", date: toEpochDay(2010, 1, 1) }), {
      filter: "actor:launches crash",
    });
    const pane = timelinePane(view);
    expect(pane.row(pane.now ?? -1).key).toBe("step:27");
    expect(timelinePane({ ...view, filter: "no such words" }).now).toBe(0);
  });

  it("is kept as a history grows", () => {
    const walk = walked(groundOf("baikonur.yaml"), { do: "to-step", step: 20 });
    const few = timelinePane(viewOf(walk, { filter: "is:posting" })).count;
    const more = timelinePane(viewOf(going(walk, { do: "to-step", step: 300 }), { filter: "is:posting" })).count;
    expect(more).toBeGreaterThan(few + 100);
  });
});

const WRONG = `
steppe: 1
title: A lamp that breaks
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [a, b]
machines:
  lamp:
    events: {on: {}}
    variables: {left: {kind: number, initial: 1}, light: {kind: number, initial: 0}}
    initial: dark
    states:
      dark:
        on:
          on:
            actions: [{set: {left: left - 1}}, {set: {light: 1 / left}}]
actors: {lamp: {machine: lamp}}
timeline: [{on: 2010-05-01, actor: lamp, event: on, judgement: test}]
`;

describe("an expectation that does not hold", () => {
  const LATE = WRONG.replace("1 / left", "left").concat("expect: [{never: lamp.left < 0 - 1}]\n");

  it("is marked at the last step of the day on which it failed", () => {
    const twice = LATE.replace(
      "timeline: [",
      "timeline: [{on: 2010-06-01, actor: lamp, event: on, judgement: test}, ",
    ).replace("initial: 1", "initial: 0");
    const view = viewOf(walked(writtenGround(twice), { do: "last" }));
    const texts = paneTexts(timelinePane(view), 60);
    expect(texts.filter((text) => text.includes("✗")).map((text) => text.replace(/ +/g, " "))).toEqual([
      "▸ 2 2010-06-01 lamp on ✗",
    ]);
    expect(paneTexts(timelinePane({ ...view, unicode: false }), 60).filter((text) => /X$/.test(text))).toHaveLength(1);
  });
});

describe("a model that goes wrong", () => {
  it("says so in a row of its own, which leads to what the inspector has to say", () => {
    const pane = timelinePane(viewOf(walked(writtenGround(WRONG), { do: "last" })));
    const row = pane.row(pane.count - 1);
    expect(paneTexts(pane, 60, pane.count - 1)).toEqual(["✗ the model went wrong: the divisor is zero"]);
    expect(row).toMatchObject({ key: "problem", subject: { of: "step", step: 1 } });
  });
});
