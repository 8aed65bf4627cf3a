/** What was known when: the present value, what was held before, and how layers treat both. */
import { describe, expect, it } from "vitest";
import { dateText } from "../quantity/index.ts";
import { treeOf } from "../source/read-testing.ts";
import { canonicalText, sameMeaning } from "./canonical.ts";
import { differencesBetween } from "./difference.ts";
import { explainKey } from "./explain.ts";
import { HEAD, modelOf, problemsOf } from "./load-testing.ts";

const RENT = `${HEAD}assume:
  rent:
    value: 3 USD
    known: 2009-06-01
    judgement: as paid
    doc: The rent.
    earlier:
      - {known: 2008-01-01, value: 2 USD, judgement: as planned, doc: From the plan.}
      - {known: 2005-01-01, value: 1 USD, judgement: as hoped}
actors: {}
`;

const rentOf = (text: string, over: readonly string[] = []) => {
  const { known, earlier } = modelOf(text, over).assumptions.get("rent") ?? { earlier: [] };
  return [...earlier.map((one) => dateText(one.known)), known === undefined ? "not told" : dateText(known)];
};

describe("an assumption", () => {
  it("knows since when its value is known, and what was held before, in order of date", () => {
    expect(rentOf(RENT)).toEqual(["2005-01-01", "2008-01-01", "2009-06-01"]);
    expect(modelOf(RENT).assumptions.get("rent")?.earlier[1]).toMatchObject({
      judgement: "as planned",
      doc: "From the plan.",
      value: { node: "literal", kind: { type: "money", currency: "USD" } },
    });
  });

  it.each([
    ["the value of an earlier one", "value: 2 USD, judgement", "value: 2 days, judgement", ["12:36 kind-mismatch"]],
    ["its source", "judgement: as planned", "source: plan", ["12:51 unknown-source"]],
    ["its day", "known: 2008-01-01", "known: 2008-13-01", ["12:17 bad-date"]],
    ["the order of the days", "known: 2008-01-01", "known: 2009-06-01", ["12:17 earlier-order"]],
    ["that there are two of a day", "known: 2008-01-01", "known: 2005-01-01", ["13:17 earlier-order"]],
    ["that the present one has no day", "    known: 2009-06-01\n", "", ["10:5 earlier-without-known"]],
    ["a value that is missing", "value: 2 USD, ", "", ["12:9 missing-key"]],
    ["a name in it", "value: 2 USD, judgement", "value: fee, judgement", ["12:36 unknown-name"]],
  ])("is checked in a plain load, too: %s", (_what, from, to, codes) => {
    const changed = RENT.replace(from, to);
    expect(changed).not.toBe(RENT);
    expect(problemsOf(changed).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(codes);
  });

  it("may have held a series, checked date by date", () => {
    const item = (series: string) =>
      RENT.replace("value: 2 USD, judgement: as planned", `series: {${series}}, judgement: as planned`);
    expect(rentOf(item("2009-01-01: 1 USD, 2012-01-01: 2 USD"))).toHaveLength(3);
    expect(problemsOf(item("2009-01-01: 1 USD, 2012-01-01: 2"))).toEqual([
      "12:69 kind-mismatch expected money (USD), found number",
    ]);
    expect(problemsOf(item("2012-01-01: 2 USD"))).toEqual([
      "12:9 before-first-date `rent` has no value when the period begins, on 2010-01-01",
    ]);
  });

  it("may have been held to follow what now follows it: only one of the two is meant at a time", () => {
    const text = `${HEAD}assume:
  p: {value: q, known: 2009-01-01, judgement: x, earlier: [{known: 2008-01-01, value: 1, judgement: x}]}
  q: {value: 2, known: 2009-01-01, judgement: x, earlier: [{known: 2008-01-01, value: p, judgement: x}]}
actors: {}
`;
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("a layer that brings a new value", () => {
  it("does not say that it was known when the old one was", () => {
    expect(rentOf(RENT, ["assume: {rent: 5 USD}"])).toEqual(["not told"]);
    expect(rentOf(RENT, ["assume: {rent: {value: 5 USD, judgement: what if}}"])).toEqual(["not told"]);
  });

  it("may say since when it is known, and what was held before stays", () => {
    const over = "assume: {rent: {value: 5 USD, known: 2009-12-01, judgement: what if}}";
    expect(rentOf(RENT, [over])).toEqual(["2005-01-01", "2008-01-01", "2009-12-01"]);
  });

  it("or that brings none changes only what it says", () => {
    expect(rentOf(RENT, ["assume: {rent: {known: 2009-07-01}}"])).toEqual(["2005-01-01", "2008-01-01", "2009-07-01"]);
    const over = "assume: {rent: {earlier: [{known: 2001-01-01, value: 1 USD, judgement: x}]}}";
    expect(rentOf(RENT, [over])).toEqual(["2001-01-01", "2009-06-01"]);
    expect(rentOf(RENT, ["assume: {rent: {known: null, earlier: null}}"])).toEqual(["not told"]);
  });
});

describe("since when something is known", () => {
  it("belongs to what a scenario means; why it was held does not", () => {
    expect(sameMeaning(treeOf(RENT), treeOf(RENT.replace("2009-06-01", "2009-06-02")))).toBe(false);
    expect(sameMeaning(treeOf(RENT), treeOf(RENT.replace("as planned", "planned").replace("From the", "Of a")))).toBe(
      true,
    );
    expect(canonicalText(treeOf(RENT))).toContain('"earlier":[{"known":"2008-01-01","value":"2 USD"}');
  });

  it("is told apart from the value by a difference of files", () => {
    const other = RENT.replace("2009-06-01", "2009-06-02").replace("value: 1 USD", "value: 0 USD");
    expect(differencesBetween(modelOf(RENT), modelOf(other)).map(({ subject, before }) => [subject, before])).toEqual([
      ["rent.known", "2009-06-01"],
      ["rent.earlier", expect.stringContaining("{known: 2005-01-01, value: 1 USD, judgement: as hoped}")],
    ]);
    expect(differencesBetween(modelOf(RENT), modelOf(RENT))).toEqual([]);
  });

  it("is part of what is said of a key", () => {
    const explained = explainKey(modelOf(RENT), "rent");
    if (!explained.ok) throw new Error("not found");
    const { known = 0, earlier } = explained.value;
    expect([dateText(known), ...earlier.map((one) => one.judgement)]).toEqual(["2009-06-01", "as hoped", "as planned"]);
  });

  it("may be said of an entry of the timeline, and must be a date", () => {
    const entry = (known: string) =>
      `${RENT}timeline: [{id: up, on: 2010-05-01, known: ${known}, assume: {rent: 4 USD}, judgement: announced}]\n`;
    expect(dateText(modelOf(entry("2009-12-24")).timeline[0]?.known ?? 0)).toBe("2009-12-24");
    expect(problemsOf(entry("christmas"))).toEqual([
      "15:44 bad-date `christmas` is not a date: a date is written YYYY-MM-DD",
    ]);
  });
});
