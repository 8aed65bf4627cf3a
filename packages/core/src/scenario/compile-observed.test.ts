/** The record: what it may be of, its values, and how a backtest of it is asked for. */
import { describe, expect, it } from "vitest";
import { dateText, NEVER, valueText } from "../quantity/index.ts";
import { treeOf } from "../source/read-testing.ts";
import { canonicalText } from "./canonical.ts";
import { differencesBetween } from "./difference.ts";
import { explainKey } from "./explain.ts";
import { HEAD, loadText, modelOf, problemsOf } from "./load-testing.ts";

const QUAY = `machines:
  quay: {variables: {ships: {kind: number, initial: 0}}, events: {close: {}}, initial: open,
         states: {open: {on: {close: shut}}, shut: {}}}
actors: {quay: {machine: quay}}
assume: {begun: 2010-03-01}
`;
const scenario = (more: string) => `${HEAD}${QUAY}${more}`;
const record = (of: string, series: string) =>
  scenario(`observed: {seen: {of: "${of}", series: {${series}}, judgement: x}}\n`);

describe("a record", () => {
  it("is of what a run can be asked, with values in order of date", () => {
    const { observed } = modelOf(
      scenario(`observed:
  ships: {title: Ships, of: quay.ships, known: 2010-12-01, series: {2010-06-30: 4, 2010-01-31: 1}, judgement: the log}
  paid: {of: paid(), series: {2010-06-30: 1.5 million USD}, judgement: x}
  shut: {of: date(quay.shut), series: {2010-06-30: never, 2010-09-30: 2010-08-01}, judgement: x}
  is_shut: {of: date(quay.shut) <= today, series: {2010-09-30: true}, judgement: x}
  open_for: {of: today - begun, series: {2010-09-30: 213 days}, judgement: x}
`),
    );
    const shown = observed.map(({ name, of, points }) => [
      name,
      ...points.map(({ date, value }) => `${dateText(date)} ${value === NEVER ? "never" : valueText(of.kind, value)}`),
    ]);
    expect(shown).toEqual([
      ["ships", "2010-01-31 1", "2010-06-30 4"],
      ["paid", "2010-06-30 1,500,000.00 USD"],
      ["shut", "2010-06-30 never", "2010-09-30 2010-08-01"],
      ["is_shut", "2010-09-30 yes"],
      ["open_for", "2010-09-30 213 days"],
    ]);
    expect(observed[0]).toMatchObject({ title: "Ships", text: "quay.ships", judgement: "the log" });
    expect(dateText(observed[0]?.known ?? 0)).toBe("2010-12-01");
  });

  it.each([
    ["a kind without an order", record("quay", "2010-06-30: quay"), ["observed-kind"]],
    ["a value of another kind", record("quay.ships", "2010-06-30: 5 USD"), ["kind-mismatch"]],
    ["a value in another currency", record("paid()", "2010-06-30: 5 EUR"), ["kind-mismatch"]],
    ["a value that is calculated", record("quay.ships", "2010-06-30: quay.ships + 1"), ["observed-not-fixed"]],
    ["a value that is assumed", record("begun", "2010-06-30: begun"), ["observed-not-fixed"]],
    ["a day that there is not", record("quay.ships", "2010-06-31: 5"), ["bad-date"]],
    ["a draw", record("uniform(0, 1)", "2010-06-30: 5"), ["not-allowed-here"]],
    ["an unknown name", record("ships", "2010-06-30: 5"), ["unknown-name"]],
    ["no series", scenario("observed: {seen: {of: quay.ships, judgement: x}}\n"), ["missing-key"]],
    ["no question", scenario("observed: {seen: {series: {2010-06-30: 5}, judgement: x}}\n"), ["missing-key"]],
    ["a last date outside the period", scenario("backtest: {until: 2011-01-01}\n"), ["backtest-until"]],
    ["a last date that is none", scenario("backtest: {until: soon}\n"), ["bad-date"]],
    ["an origin that is not there", scenario("backtest: {origin: begum}\n"), ["unknown-assumption"]],
    [
      "an origin that is no date",
      scenario("backtest: {origin: ships}\n").replace("begun: 2010-03-01", "ships: 3"),
      ["kind-mismatch"],
    ],
  ])("is refused: %s", (_what, text, codes) => {
    expect(problemsOf(text).map((line) => line.split(" ")[1])).toEqual(codes);
  });

  it("merges by key; null removes it, or one of its dates", () => {
    const text = record("quay.ships", "2010-01-31: 1, 2010-06-30: 4");
    const points = (over: string) => modelOf(text, [over]).observed[0]?.points.map(({ date }) => dateText(date));
    expect(points("observed: {seen: {series: {2010-09-30: 6}}}")).toEqual(["2010-01-31", "2010-06-30", "2010-09-30"]);
    expect(points("observed: {seen: {series: {2010-01-31: null}}}")).toEqual(["2010-06-30"]);
    expect(modelOf(text, ["observed: {seen: null}"]).observed).toEqual([]);
  });

  it("belongs to what a scenario means, and to the differences between two", () => {
    const [text, other] = ["2010-06-30: 4", "2010-06-30: 5"].map((series) => record("quay.ships", series)) as [
      string,
      string,
    ];
    expect(canonicalText(treeOf(text))).toContain(
      '"observed":{"seen":{"of":"quay.ships","series":{"2010-06-30":"4"}}}',
    );
    const until = `${other}backtest: {until: 2010-11-30}\n`;
    expect(differencesBetween(modelOf(text), modelOf(until)).map(({ section, subject }) => [section, subject])).toEqual(
      [
        ["records", "seen"],
        ["records", "backtest.until"],
      ],
    );
  });

  it("is explained: of what, since when, on what footing", () => {
    const explained = explainKey(modelOf(record("quay.ships - 0 * 1", "2010-06-30: 4")), "seen");
    expect(explained).toMatchObject({
      ok: true,
      value: { path: "observed.seen", what: "record", kind: { type: "number" }, footing: { judgement: "x" } },
    });
  });

  it("counts as a reader of what it asks", () => {
    const { model } = loadText(record("begun", "2010-06-30: 2010-03-01")) as { model: ReturnType<typeof modelOf> };
    const explained = explainKey(model, "begun");
    expect(explained.ok && explained.value.readers.map(({ by }) => by)).toEqual(["observed.seen"]);
  });
});

describe("a backtest", () => {
  it("names the assumption that says from when on things are drawn, and its last date", () => {
    const { backtest } = modelOf(scenario("backtest: {origin: begun, until: 2010-11-30}\n"));
    expect(backtest).toEqual({ origin: "begun", until: expect.any(Number) });
    expect(dateText(backtest.until ?? 0)).toBe("2010-11-30");
    expect(modelOf(scenario("")).backtest).toEqual({});
  });
});
