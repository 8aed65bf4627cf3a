/** The document of `steppe compare --paths --json`: docs/json.md says what each part means. */
import type { PairedResult } from "@steppe/analysis";
import type { Kind } from "@steppe/core";
import type { ComparedPaths } from "../paths/pairs.ts";
import type { Survey } from "../paths/survey.ts";
import type { PathComparison } from "../paths/take-comparison.ts";
import { askedOf, expectationsOf, resultOf, spreadOf, troublesOf } from "./json-paths.ts";
import { jsonText } from "./json-values.ts";

export function renderComparePathsJson(comparison: PathComparison): string {
  const { sides, measures } = comparison;
  const [first] = sides;
  if (!first) throw new Error("a comparison needs a scenario");
  const { head, ended, summary } = first;
  return jsonText({
    schema: "steppe.compare-paths/1",
    engine: head.version,
    seed: head.seed,
    ...(head.sampling !== "random" && { sampling: head.sampling }),
    run_by: head.engine,
    paths: summary.paths,
    paths_asked: head.paths,
    ended,
    scenarios: sides.map(scenarioOf),
    measures: measures.map((measure) => ({
      name: measure.name,
      ...(measure.title !== undefined && { title: measure.title }),
      cells: sides.map((side, index) => cellOf(measure, side, index)),
    })),
  });
}

function scenarioOf({ head, summary }: Survey): object {
  return {
    ...askedOf(head),
    failed: summary.failed,
    expectations: expectationsOf(summary),
    troubles: troublesOf(summary),
  };
}

function cellOf({ columns, pairs }: ComparedPaths, { summary }: Survey, side: number): object | null {
  const column = summary.columns[columns[side] ?? -1];
  if (!column) return null;
  const { asked, result } = column;
  const pair = pairs[side];
  return {
    missing: summary.paths - summary.failed - result.count,
    ...resultOf(asked.kind, result),
    ...(side > 0 && { against_first: pair ? pairOf(asked.kind, pair) : null }),
  };
}

function pairOf(kind: Kind, { count, same, more, less, moreInterval, lessInterval, difference }: PairedResult): object {
  return {
    paths: count,
    same,
    ...(more !== undefined && {
      more,
      less,
      more_share: moreInterval ? { value: more / count, ...moreInterval } : null,
      less_share: lessInterval && less !== undefined ? { value: less / count, ...lessInterval } : null,
      difference: difference ? spreadOf(differenceKind(kind), difference) : null,
    }),
  };
}

/** Dates differ by days, yes and no by shares of one: plain numbers. */
const differenceKind = (kind: Kind): Kind =>
  kind.type === "date" || kind.type === "boolean" ? { type: "number" } : kind;
