/** What is said of pairs of paths, while they run and where there are none. */
import { Summary } from "@steppe/analysis";
import type { Kind } from "@steppe/core";
import { type AskedColumn, type Column, columnType } from "@steppe/kernel";
import { describe, expect, it } from "vitest";
import { Pairs } from "../paths/pairs.ts";
import type { Survey, SurveyHead } from "../paths/survey.ts";
import { pairText, renderPathComparison } from "./compare-paths.ts";
import { plain } from "./text.ts";

const PLACE = { file: "a.yaml", line: 1, column: 1, length: 1 } as const;

const asked = (kind: Kind): AskedColumn => ({
  subject: { about: "measure", name: "it", title: "Sum", place: PLACE },
  kind,
});

/** What is said of a measure, of which two scenarios have these columns. */
function said(kind: Kind, first: Column, second: Column, count: number): string | undefined {
  const pairs = new Pairs([[asked(kind)], [asked(kind)]]);
  const of = (column: Column) => ({ first: 0, count, columns: [column], troubles: [] });
  pairs.add([of(first), of(second)]);
  const paired = pairs.result(0, 1);
  return paired && pairText(asked(kind), paired, "@late");
}

const money = (...values: readonly bigint[]): Column => ({ type: "whole", values: BigInt64Array.from(values) });
const dates = (...values: readonly number[]): Column => ({ type: "date", values: Int32Array.from(values) });
const yes = (...values: readonly number[]): Column => ({ type: "boolean", values: Uint8Array.from(values) });

describe("the difference, while paths run", () => {
  it("has its sign, the interval and the share of paths with more, in the unit of the measure", () => {
    const euros: Kind = { type: "money", currency: "EUR" };
    expect(said(euros, money(100n, 300n), money(300n, 300n), 2)).toBe("Sum, @late: +1.00 ± 12.71 EUR, more on 50.0 %");
    expect(said(euros, money(300n, 300n), money(100n, 100n), 2)).toBe("Sum, @late: -2.00 ± 0.00 EUR, more on 0 %");
    expect(said({ type: "date" }, dates(10, 20), dates(12, 26), 2)).toBe("Sum, @late: +4 ± 25 days, more on 100 %");
    expect(said({ type: "boolean" }, yes(0, 0, 1), yes(1, 0, 1), 3)).toMatch(
      /^Sum, @late: \+33\.3333 ± 143 points, more on 33\.3 %$/,
    );
  });

  it("is not told of texts", () => {
    const word = (code: number): Column => ({ type: "text", codes: Uint32Array.of(code), texts: ["a", "b"] });
    expect(said({ type: "text" }, word(0), word(1), 1)).toBe(undefined);
  });
});

describe("a comparison of no path at all", () => {
  it("says of no measure that it is the same", () => {
    const kind: Kind = { type: "money", currency: "EUR" };
    expect(columnType(kind)).toBe("whole");
    const columns = [asked(kind)];
    const head = { title: "A", seed: "s", paths: 9, layers: [], start: 0, end: 9, version: "1", engine: "kernel" };
    const side: Survey = {
      head: { ...head, columns } as unknown as SurveyHead,
      ended: "interrupted",
      summary: new Summary(columns).result(),
      charts: [],
    };
    const measures = new Pairs([columns, columns]).results();
    const text = renderPathComparison(
      { sides: [side, side], names: ["@a", "@b"], measures },
      { differing: false },
      { width: 80, paint: plain },
    );
    expect(text).not.toContain("The same in all");
    expect(text).toContain("\n\nNothing was run: it was interrupted before the first path.\n\n±, ranges in brackets");
    expect(text).not.toContain("EUR");
  });
});
