/** Figures under `with` and in the file's own machines: which are taken as known, and which are known too late. */
import { describe, expect, it } from "vitest";
import { MACHINES } from "../machines/index.ts";
import { parseDate } from "../quantity/index.ts";
import { modelAsOf } from "./as-of.ts";
import { modelOf, problemLine } from "./load-testing.ts";

const day = (text: string): number => (parseDate(text) as { day: number }).day;
const UNTIL = day("2020-12-31");

/** `given` and `known`: lines of the actor, `; ` between them. */
const scenario = (given: string, known = "") => `steppe: 1
period: 2000-01-01 .. 2020-12-31
currency: USD
parties: [town]
machines:
  quay:
    inputs:
      owner: {kind: party, default: town}
      name: {kind: text, default: "''"}
      calls: {kind: number per year, default: 0 per year, known: 2001-01-01}
      delay: {kind: duration, default: 0 days, known: 2001-01-01}
      closes: {kind: date, default: never, known: 2001-01-01}
      consents: {kind: boolean, default: true, known: 2001-01-01}
    initial: on
    states: {on: {}}
assume:
  rate: {value: 4 per year, known: 2001-01-01, judgement: x}
  wait: {value: 90 days, known: 2001-01-01, judgement: x}
  year: {value: 2003, known: 2001-01-01, judgement: x}
actors:
  pier:
    machine: quay
${known}    with:
${given
  .split("; ")
  .map((line) => `      ${line}\n`)
  .join("")}`;

const asOf = (text: string, date = "2005-01-01", hindsight = false) =>
  modelAsOf(modelOf(text), { date: day(date), hindsight, until: UNTIL }, MACHINES);

function undated(text: string, hindsight = false, over: readonly string[] = []) {
  const result = modelAsOf(modelOf(text, over), { date: day("2005-01-01"), hindsight, until: UNTIL }, MACHINES);
  if (!result.ok) throw new Error(result.problems.map(problemLine).join("\n"));
  return result.value.undated.map(
    ({ actor, input, text: written, isDefault }) => `${actor}.${input}: ${written}${isDefault ? " (default)" : ""}`,
  );
}

describe("a figure under `with`", () => {
  it.each([
    "calls: 20 per year",
    "delay: 0 days",
    "closes: never",
    "closes: 2012-05-06",
    "consents: false",
    "calls: rate * 1.2",
    "calls: if(today < 2004-01-01, 0 per year, rate)",
  ])("is told as taken, though nothing says since when: %s", (given) => {
    expect(undated(scenario(given))).toEqual([`pier.${given}`]);
    expect(undated(scenario(given), true)).toEqual([]);
  });

  it.each([
    "owner: town",
    "name: \"'Quay'\"",
    "calls: rate",
    "calls: rate * round(1 + year, 2)",
    "calls: if(year > 0, rate, 0 per year)",
  ])("is neither a name, nor the form of a formula: %s", (given) => {
    expect(undated(scenario(given))).toEqual([]);
  });

  it("is none where the actor says since when it is known", () => {
    expect(undated(scenario("calls: 20 per year", "    known: 2004-12-31\n"))).toEqual([]);
  });

  it("is refused where it was known later", () => {
    const text = scenario("calls: 20 per year; delay: 3 days; owner: town", "    known: 2012-01-01\n");
    const { problems } = asOf(text);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([
      {
        code: "known-later",
        severity: "error",
        place: { file: "t.yaml", line: 21, column: 3, length: 4 },
        message: "what `pier` gives `calls`, `delay` was not known on 2005-01-01",
        label: "known since 2012-01-01",
        help: ["name an assumption there, with what was held before under `earlier`, or judge with `--hindsight`"],
      },
    ]);
    expect(asOf(text, "2005-01-01", true).ok).toBe(true);
    expect(asOf(scenario("owner: town", "    known: 2012-01-01\n")).ok).toBe(true);
  });

  it("of an overlay has not been known as long as what it replaces", () => {
    const text = scenario("calls: 20 per year; delay: 3 days", "    known: 2004-12-31\n");
    const over = (actor: string) => undated(text, false, [`actors: {pier: {${actor}}}\n`]);
    expect(over("with: {calls: 25 per year}")).toEqual(["pier.calls: 25 per year"]);
    expect(over("known: 2004-12-31, with: {calls: 25 per year, delay: 3 days}")).toEqual([]);
  });
});

describe("a default of the file's own machine", () => {
  it("is told, too, where an actor leaves it and it does not say since when", () => {
    const text = scenario("calls: rate").replace("default: 0 days, known: 2001-01-01", "default: 90 days");
    expect(undated(text)).toEqual(["pier.delay: 90 days (default)"]);
    expect(undated(text.replace("calls: rate", "calls: rate\n      delay: wait"))).toEqual([]);
  });
});
