/** A scenario as it was known on a day: what is taken, what is left out, what is refused and in which words. */
import { describe, expect, it } from "vitest";
import { constantValue } from "../expression/index.ts";
import { MACHINES } from "../machines/index.ts";
import { dateText, parseDate, toDouble, valueText } from "../quantity/index.ts";
import { modelAsOf } from "./as-of.ts";
import { loadText, modelOf, problemLine } from "./load-testing.ts";

const HEAD = "steppe: 1\nperiod: 2000-01-01 .. 2020-12-31\ncurrency: USD\nparties: [a, b]\n";

const day = (text: string): number => (parseDate(text) as { day: number }).day;

const asOf = (text: string, date: string, { hindsight = false, until = "2020-12-31" } = {}) =>
  modelAsOf(modelOf(text), { date: day(date), hindsight, until: day(until) }, new Map());

function soundAsOf(text: string, date: string, options = {}) {
  const result = asOf(text, date, options);
  if (!result.ok) throw new Error(result.problems.map(problemLine).join("\n"));
  return result.value;
}

const problemsAsOf = (text: string, date: string, options = {}) =>
  asOf(text, date, options).problems.filter(({ severity }) => severity === "error");

const assumed = (text: string, date: string, name: string, options = {}) => {
  const assumption = soundAsOf(text, date, options).model.assumptions.get(name);
  const constant = assumption && constantValue(assumption.value);
  return constant && "value" in constant ? valueText(assumption.kind, constant.value) : undefined;
};

/** Every assumption is read by the machine's input. */
const HELD = `${HEAD}machines:
  quay: {inputs: {size: number, bonus: {kind: number, default: 0}}, initial: on, states: {on: {}}}
actors: {quay: {machine: quay, with: {size: ships}}}
assume:
  ships:
    value: 9
    known: 2015-06-01
    judgement: x
    earlier: [{known: 2005-01-01, value: 6, judgement: as planned}, {known: 2010-01-01, value: 7, judgement: x}]
`;

describe("an assumption", () => {
  it.each([
    ["2005-01-01", "6"],
    ["2009-12-31", "6"],
    ["2010-01-01", "7"],
    ["2015-05-31", "7"],
    ["2015-06-01", "9"],
  ])("has on %s the last value known by then: %s", (date, value) => {
    expect(assumed(HELD, date, "ships")).toBe(value);
  });

  it("has with hindsight the value known at present", () => {
    expect(assumed(HELD, "2005-01-01", "ships", { hindsight: true })).toBe("9");
    expect(assumed(HELD, "2001-01-01", "ships", { hindsight: true })).toBe("9");
  });

  it("that takes an earlier value is named, with its footing", () => {
    const { earlier } = soundAsOf(HELD, "2006-01-01");
    expect(earlier.map(({ name, held }) => [name, dateText(held.known), held.judgement])).toEqual([
      ["ships", "2005-01-01", "as planned"],
    ]);
    expect(soundAsOf(HELD, "2016-01-01").earlier).toEqual([]);
    expect(soundAsOf(HELD, "2006-01-01", { hindsight: true }).earlier).toEqual([]);
  });

  it("of which nothing was known is refused", () => {
    expect(problemsAsOf(HELD, "2004-12-31")).toEqual([
      {
        code: "known-later",
        severity: "error",
        place: { file: "t.yaml", line: 9, column: 3, length: 5 },
        message: "`ships` was not known on 2004-12-31: nothing is said to be known of it before 2005-01-01",
        label: "known since 2005-01-01",
        help: ["add under `earlier` what was held by 2004-12-31, or judge with `--hindsight`"],
      },
    ]);
  });

  it("that does not say since when it is known is refused", () => {
    expect(problemsAsOf(HELD.replace(/ {4}known: .*\n/, "").replace(/ {4}earlier: .*\n/, ""), "2016-01-01")).toEqual([
      {
        code: "known-when",
        severity: "error",
        place: { file: "t.yaml", line: 9, column: 3, length: 5 },
        message: "`ships` does not say since when it is known",
        label: "needs `known`",
        help: ["add `known: YYYY-MM-DD`, and under `earlier` what was held before that"],
      },
    ]);
  });

  it("is asked only where a run depends on it: by way of others, of the timeline, of a record", () => {
    const more = (text: string) =>
      problemsAsOf(`${HELD}  later: 3\n  apart: later + 1\n${text}`, "2016-01-01").map(
        ({ message }) => message.split(" ")[0],
      );
    expect(more("")).toEqual([]);
    expect(more("measures: {one: apart}\nexpect: [{never: apart > 9}]\n")).toEqual([]);
    expect(more("observed: {one: {of: apart, series: {2017-01-01: 4}, judgement: x}}\n")).toEqual([
      "`later`",
      "`apart`",
    ]);
    expect(more("timeline: [{on: 2015-01-01, assume: {apart: 5}, judgement: x}]\n")).toEqual([]);
    expect(more("timeline: [{on: 2015-01-01, assume: {ships: later}, judgement: x}]\n")).toEqual(["`later`"]);
    expect(more("timeline: [{on: 2017-01-01, assume: {ships: later}, judgement: x}]\n")).toEqual([]);
    expect(
      more('timeline: [{on: "2000-01-01 + later * 1 year", known: 2001-01-01, assume: {ships: 3}, judgement: x}]\n'),
    ).toEqual(["`later`"]);
  });

  it("says all at once", () => {
    const text = `${HELD}  wide: {value: 3, judgement: x}\n  deep: {value: 3, known: 2018-01-01, judgement: x}\nobserved: {one: {of: wide + deep, series: {2019-01-01: 4}, judgement: x}}\n`;
    expect(problemsAsOf(text, "2004-01-01").map(({ code }) => code)).toEqual([
      "known-later",
      "known-when",
      "known-later",
    ]);
  });

  it("held as a series has its later values from the same day on", () => {
    const text = HELD.replace("value: 6", "series: {2000-01-01: 6, 2012-01-01: 8}");
    const { model } = soundAsOf(text, "2006-01-01");
    expect(model.timeline.map(({ id }) => id)).toEqual(["assume/ships/2012-01-01"]);
    expect(soundAsOf(text, "2016-01-01").model.timeline).toEqual([]);
  });

  it("keeps its kind when an earlier value is written another way", () => {
    const text = HELD.replace("value: 9", "value: 9 / 3");
    expect(soundAsOf(text, "2006-01-01").model.assumptions.get("ships")?.kind).toEqual({ type: "number" });
  });
});

describe("the origin", () => {
  const text = `${HELD}  begun: {value: 2001-01-01, judgement: x}\nbacktest: {origin: begun}\nobserved: {one: {of: begun, series: {2019-01-01: 2010-01-01}, judgement: x}}\n`;

  it("is set to the day, whatever is known of it", () => {
    for (const hindsight of [false, true])
      expect(assumed(text, "2016-02-03", "begun", { hindsight })).toBe("2016-02-03");
  });
});

describe("the timeline", () => {
  const entries = (text: string) => `${HELD}timeline: [${text}]\n`;
  const change = "assume: {ships: 3}, judgement: x";
  const kept = (text: string, hindsight = false) => {
    const { model, leftOut } = soundAsOf(entries(text), "2016-01-01", { hindsight });
    return [model.timeline.map(({ id }) => id), leftOut.map(({ id }) => id)];
  };

  it.each([false, true])("after the day is left out, with hindsight or without (%s)", (hindsight) => {
    const text = `{id: before, on: 2015-12-31, ${change}}, {id: that-day, on: 2016-01-01, ${change}}, {id: after, on: 2016-01-02, ${change}}`;
    expect(kept(text, hindsight)).toEqual([["before", "that-day"], ["after"]]);
    expect(kept(`{id: sum, on: 2016-01-01 + 1 day, ${change}}`, hindsight)).toEqual([[], ["sum"]]);
  });

  it.each([false, true])("stays where it was known by then, and goes where it was not (%s)", (hindsight) => {
    const text = `{id: planned, on: 2018-01-01, known: 2016-01-01, ${change}}, {id: hidden, on: 2012-01-01, known: 2017-01-01, ${change}}`;
    expect(kept(text, hindsight)).toEqual([["planned"], ["hidden"]]);
  });

  it("whose date an assumption decides is known as that is", () => {
    expect(kept(`{id: when, on: "2010-01-01 + ships * 1 year", ${change}}`)).toEqual([["when"], []]);
  });
});

describe("rates and indices", () => {
  const text = `${HELD}indices:
  prices: {2000: 100, 2015: 120, 2018: 130}
  agreed: {known: 2003-01-01, series: {2000: 100, 2015: 120, 2018: 130}}
`;
  const points = (hindsight: boolean) => {
    const { model, pointsLeftOut } = soundAsOf(text, "2016-01-01", { hindsight });
    return [...[...model.indices.values()].map((one) => one.points.map(({ value }) => toDouble(value))), pointsLeftOut];
  };

  it("have no later values than were known, but with hindsight", () => {
    expect(points(false)).toEqual([[100, 120], [100, 120, 130], 1]);
    expect(points(true)).toEqual([[100, 120, 130], [100, 120, 130], 0]);
  });
});

describe("the run", () => {
  it("ends on the last date, and asks no measures and expectations", () => {
    const { model } = soundAsOf(`${HELD}measures: {one: ships}\nexpect: [{never: ships > 9}]\n`, "2016-01-01", {
      until: "2018-06-30",
    });
    expect([dateText(model.period.start), dateText(model.period.end)]).toEqual(["2000-01-01", "2018-06-30"]);
    expect([model.measures, model.expectations]).toEqual([[], []]);
  });
});

describe("a default", () => {
  const machines = (actor: string) => `${HEAD}machines:
  quay:
    inputs: {size: {kind: number, default: 7, known: 2014-03-01}, plain: {kind: number, default: 3}}
    initial: on
    states: {on: {entry: {open: {machine: claim, with: {part: size}}}}}
  claim:
    inputs: {part: number, share: {kind: number, default: 2, known: 2012-05-01}}
    initial: on
    states: {on: {}}
actors: {quay: {machine: quay${actor}}}
`;

  it("known later is refused where an actor leaves it, of the actor and of those that it opens", () => {
    expect(problemsAsOf(machines(""), "2012-01-01")).toEqual([
      {
        code: "default-known-later",
        severity: "error",
        place: { file: "t.yaml", line: 14, column: 10, length: 4 },
        message: "`quay` leaves `size` of `quay` at its default, which was not known on 2012-01-01",
        label: "known since 2014-03-01",
        help: ["give `size: …` under `with`, as it was held then, or judge with `--hindsight`"],
      },
      {
        code: "default-known-later",
        severity: "error",
        place: { file: "t.yaml", line: 14, column: 10, length: 4 },
        message:
          "`quay` opens actors of `claim` and leaves their `share` at its default, which was not known on 2012-01-01",
        label: "known since 2012-05-01",
        help: ["no input of `quay` leads there: forecast from a later day, or judge with `--hindsight`"],
      },
    ]);
  });

  it("is taken where it was known, where the actor gives a value, and with hindsight", () => {
    const codes = (...args: Parameters<typeof problemsAsOf>) => problemsAsOf(...args).map(({ code }) => code);
    expect(codes(machines(""), "2014-03-01")).toEqual([]);
    expect(codes(machines(", with: {size: 3}"), "2012-05-01")).toEqual([]);
    expect(codes(machines(""), "2010-01-01", { hindsight: true })).toEqual([]);
  });

  it("must be known since a date", () => {
    const loaded = loadText(machines("").replace("known: 2014-03-01", "known: 2014-03-32"));
    expect(loaded.problems.map(problemLine)).toEqual(["7:54 bad-date `2014-03-32` is not a date: 2014-03 has 31 days"]);
  });

  it("of a machine that comes with steppe says since when it is known, as a date", () => {
    const known = [...MACHINES].flatMap(([machine, { inputs }]) =>
      Object.entries(inputs).flatMap(([name, input]) =>
        input.known === undefined ? [] : [[`${machine}.${name}`, input] as const],
      ),
    );
    expect(known.length).toBeGreaterThan(40);
    expect(
      known.filter(([, { known: date = "", default: value }]) => !("day" in parseDate(date)) || value === undefined),
    ).toEqual([]);
  });

  it("of a machine that comes with steppe which names a year of the record says since when it is known", () => {
    // What is nothing (no delay, no chance, no) leans on nothing; the others named here lean on a year but not on what came of it.
    const nothing = /^(0( days)?|0%|false|never|''|0 \* .*|\d{4}-\d{2}-\d{2}|100%)$/;
    const silent = [...MACHINES].flatMap(([machine, { inputs }]) =>
      Object.entries(inputs)
        .filter(([, one]) => one.default !== undefined && one.known === undefined && !nothing.test(one.default))
        .filter(([, { doc }]) => /\b(19|20)\d\d\b|\(C\d+/.test(doc))
        .map(([name]) => `${machine}.${name}`),
    );
    expect(silent).toEqual([]);
  });
});
