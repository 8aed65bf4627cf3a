import { toEpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { actorsPane } from "./actors.ts";
import { going, groundOf, paneTexts, viewOf, walked, writtenGround } from "./panes-testing.ts";

const at = (year: number, month: number, day: number) =>
  walked(groundOf("baikonur.yaml"), { do: "to-date", date: toEpochDay(year, month, day) });

describe("the actors of Baikonur", () => {
  it("have a state, a mark for who took the last step, what is due next; claims stand under their group", () => {
    expect(paneTexts(actorsPane(viewOf(at(2013, 7, 2))), 54).join("\n")).toMatchInlineSnapshot(`
      "  lease      in_force.term               2013-09-30
        city       running.subsidised          2013-12-31
        vostochny  building                    2016-04-28
        launches   flying                      2014-01-01
         claim: 1 open, 1 done
           2007    paid
      ▸    2013    unsettled.lodged          * 2013-08-01
        israel_bid talks.negotiating           2017-04-07
        turkey_bid dormant"
    `);
  });

  it("leave dates out of a narrow pane, and states from the front", () => {
    expect(paneTexts(actorsPane(viewOf(at(2013, 11, 11), { unicode: false })), 25).join("\n")).toMatchInlineSnapshot(`
      "  lease      ..term
        city       subsidised
        vostochny  building
        launches   flying
         claim: 1 open, 1 done
           2007    paid
      >    2013    contested  *
        israel_bid negotiat..
        turkey_bid dormant"
    `);
  });

  it("have not started before the first step", () => {
    const texts = paneTexts(actorsPane(viewOf(walked(groundOf("baikonur.yaml")))), 40);
    expect(texts).toHaveLength(6);
    expect(texts[0]).toBe("  lease      not started");
  });
});

describe("the mark of the last step", () => {
  const COUNTER = `
steppe: 1
title: A counter
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [a]
machines:
  counter:
    events: {add: {by: {kind: number}}, reset: {}, both: {}}
    variables: {count: {kind: number, initial: 0}, other: {kind: number, initial: 0}}
    initial: there
    states:
      there:
        on:
          add: {actions: [{set: {count: count + event.by}}]}
          both: {actions: [{set: {count: count + 1, other: other + 1}}]}
actors: {counter: {machine: counter}}
timeline:
  - {on: 2010-02-01, actor: counter, event: add, with: {by: 5}, judgement: test}
  - {on: 2010-03-01, actor: counter, event: add, with: {by: -2}, judgement: test}
  - {on: 2010-04-01, actor: counter, event: add, with: {by: 0}, judgement: test}
  - {on: 2010-05-01, actor: counter, event: both, judgement: test}
`;

  it("says which way a figure went, and no more than that something changed of several", () => {
    const walk = walked(writtenGround(COUNTER));
    const marks = [1, 2, 3, 4, 5].map((step) => {
      const view = viewOf(going(walk, { do: "to-step", step }));
      return paneTexts(actorsPane(view), 30)[0];
    });
    expect(marks).toMatchInlineSnapshot(`
      [
        "▸ counter there              *",
        "▸ counter there              ▲",
        "▸ counter there              ▼",
        "▸ counter there              *",
        "▸ counter there              *",
      ]
    `);
  });
});

const REGIONS = `
steppe: 1
title: Two lamps
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [a]
machines:
  lamps:
    type: parallel
    states:
      red: {initial: "off", states: {"off": {after: {1 month: "on"}}, "on": {}}}
      green: {initial: "off", states: {"off": {}}}
actors: {lamps: {machine: lamps}}
`;

it("regions of a machine have a row each", () => {
  const walk = walked(writtenGround(REGIONS), { do: "step", count: 1 });
  expect(paneTexts(actorsPane(viewOf(walk)), 40).join("\n")).toMatchInlineSnapshot(`
    "▸ lamps 2 regions        * 2010-02-01
       ├ green.off
       └ red.off"
  `);
});

describe("a group of many", () => {
  const MANY = `
steppe: 1
title: Many
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [a]
machines:
  child: {initial: "on", states: {"on": {after: {40 days: done}}, done: {type: final}}}
  mother:
    events: {bear: {}}
    initial: there
    states:
      there:
        invoke: {src: calendar, input: {every: 10 days, from: 2010-01-10, event: bear}}
        on: {bear: {actions: [{open: {machine: child, as: kid}}]}}
actors: {mother: {machine: mother}}
`;

  it("counts those that are done, and lists those that go on", () => {
    const walk = walked(writtenGround(MANY), { do: "to-date", date: toEpochDay(2010, 6, 1) });
    expect(paneTexts(actorsPane(viewOf(walk)), 40).join("\n")).toMatchInlineSnapshot(`
      "  mother there             2010-06-09
         kid: 4 open, 11 done
           12  on                2010-06-09
           13  on                2010-06-19
           14  on                2010-06-29
      ▸    15  on              * 2010-07-09"
    `);
  });
});
