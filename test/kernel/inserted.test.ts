/** Timeline entries that come after a number of steps of their date, as a fork of one run has them: kernel against World. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";
import { Count, disagreement } from "./agreeing.ts";

const HEAD = `steppe: 1
title: t
period: 2020-01-01 .. 2020-12-31
currency: USD
parties: [pa, pb]
assume: {fee: {value: 10 USD, judgement: test}}
machines:
  demand:
    inputs: {n: number}
    events: {settle: {share: share}, ask: {}}
    initial: open
    states:
      open:
        on:
          settle: {target: settled, actions: [{pay: {from: pa, to: pb, amount: fee * n * event.share, for: claim}}]}
          ask: {actions: [{pay: {from: pb, to: pa, amount: fee, for: asked}}]}
      settled: {on: {ask: {actions: [{pay: {from: pb, to: pa, amount: fee * 3, for: asked}}]}}}
  site:
    events: {crash: {n: number}, poke: {}, crashed: {}}
    variables: {seen: {kind: number, initial: 0}}
    initial: up
    states:
      up:
        on:
          crash:
            actions:
              - {set: {seen: seen + event.n}}
              - {open: {machine: demand, as: claim, with: {n: seen}}}
              - {announce: {event: crashed}}
          poke: {actions: [{pay: {from: pa, to: pb, amount: fee * (1 + seen), for: poked}}, {announce: {event: crashed}}]}
        invoke: {src: calendar, input: {every: 1 month, from: 2020-01-31, event: poke}}
  ear:
    inputs: {site: actor}
    events: {crashed: {}}
    initial: a
    states:
      a:
        on: {crashed: {target: b, actions: [{pay: {from: pa, to: pb, amount: 1 USD + fee * site.seen, for: heard}}]}}
      b:
        after: {"1 day": a}
        on: {crashed: {actions: [{pay: {from: pa, to: pb, amount: 2 USD, for: heard}}]}}
actors:
  site: {machine: site}
  ear: {machine: ear, with: {site: site}}
  ear2: {machine: ear, with: {site: site}}
timeline:
`;

const told = (entries: readonly string[], count: Count): string | undefined =>
  disagreement(modelOf(`${HEAD}${entries.map((entry) => `  - {${entry}}\n`).join("")}`), count);

const crash = (on: string, n: number): string => `on: ${on}, actor: site, event: crash, with: {n: ${n}}`;

const CASES: Readonly<Record<string, readonly string[]>> = {
  "between the reactions of a step": [crash("2020-03-05", 1), "on: 2020-03-05, after: 1, actor: site, event: poke"],
  "after more steps than the date has": [crash("2020-03-05", 1), "on: 2020-03-05, after: 40, actor: site, event: poke"],
  "on a date of their own": [crash("2020-03-05", 1), "on: 2020-03-09, after: 7, actor: site, event: poke"],
  "before anybody has started": ["on: 2020-01-01, after: 0, actor: site, event: crash, with: {n: 2}"],
  "while the first start": ["on: 2020-01-01, after: 1, actor: site, event: crash, with: {n: 2}"],
  "told to a group while others wait": [
    ...[1, 2, 3].map((n) => crash("2020-03-05", n)),
    crash("2020-03-07", 4),
    "on: 2020-03-07, after: 1, actor: claim, event: ask",
    "on: 2020-03-07, after: 2, actor: claim, event: settle, with: {share: 25%}",
  ],
  "told to a group of none": ["on: 2020-03-07, after: 0, actor: claim, event: ask", crash("2020-03-08", 1)],
  "an assumption changed between steps": [
    crash("2020-03-31", 1),
    "on: 2020-03-31, after: 2, assume: {fee: 0.35 USD}",
    "on: 2020-03-31, after: 2, actor: site, event: poke",
    "on: 2020-03-31, after: 3, assume: {fee: 7 USD}",
  ],
  "with a value that is drawn": [
    crash("2020-03-31", 1),
    'id: drawn, on: 2020-03-31, after: 1, actor: site, event: crash, with: {n: "uniform(1, 9, as: much)"}',
  ],
  "on a date that an assumption decides, in the order of steps": [
    'on: "2020-03-01 + 6 days", after: 3, actor: site, event: poke',
    "on: 2020-03-07, after: 1, actor: site, event: crash, with: {n: 2}",
    crash("2020-03-07", 4),
  ],
};

describe("entries after a step of their date", () => {
  it.each(Object.entries(CASES))("%s", (_name, entries) => {
    const count = new Count();
    expect(told(entries, count)).toBeUndefined();
    expect(count.postings).toBeGreaterThan(0);
  });

  it("in any number and order", () => {
    const dates = ["2020-01-01", "2020-01-31", "2020-03-05", "2020-03-06", "2020-12-31"];
    const what = fc.constantFrom(
      "actor: site, event: poke",
      "actor: site, event: crash, with: {n: 2}",
      "actor: claim, event: ask",
      "actor: claim, event: settle, with: {share: 5%}",
      "actor: ear, event: crashed",
      "assume: {fee: 1.25 USD}",
    );
    const entry = fc
      .tuple(fc.constantFrom(...dates), fc.option(fc.nat(9), { nil: undefined }), what)
      .map(([on, after, one]) => `on: ${on}, ${after === undefined ? "" : `after: ${after}, `}${one}`);
    const count = new Count();
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (entries) => {
        expect(told(entries, count)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
    expect(count.postings).toBeGreaterThan(100);
  }, 120_000);
});
