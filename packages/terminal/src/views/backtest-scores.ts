/** The scores of all records in a table, and what they come to together. */
import type { Coverage, SeriesScore } from "@steppe/analysis";
import { type Exact, type Model, numberText } from "@steppe/core";
import type { NamedSide } from "./backtest.ts";
import { brierText, unitFor } from "./backtest-series.ts";
import { scoreText } from "./backtest-values.ts";
import { type Cell, tableLines } from "./table.ts";
import { labelled, oneLine, type Page } from "./text.ts";

const HEAD = ["record", "", "dates", "in 50 %", "in 90 %", "CRPS", "as last", "in", "Brier", "as last"];

/** A row for each record and side: coverage, the mean score, and that of the last value observed before. */
export function scoreLines(sides: readonly NamedSide[], model: Model, page: Page): readonly string[] {
  const names = [...new Set(sides.flatMap(({ side }) => side.scores.series.map(({ observed }) => observed.name)))];
  const rows = names.flatMap((name) =>
    sides.flatMap(({ short, side }, index) => {
      const series = side.scores.series.find(({ observed }) => observed.name === name);
      if (!series) return [];
      return [
        [
          index === 0 ? oneLine(name) : "",
          sides.some((one) => one.short === "fit") ? short : "",
          ...scoreCells(series, model),
        ],
      ];
    }),
  );
  if (rows.length === 0) return [];
  const columns = HEAD.map((_, c) => rows.some((row) => (row[c] ?? "") !== ""));
  const keep = <T>(row: readonly T[]) => row.filter((_, c) => columns[c] === true);
  const head = HEAD.map((text): Cell => ({ text, style: "dim" }));
  const shape = HEAD.map((_, c) =>
    c === 0 ? { shrinkTo: 12 } : c === 1 || c === 7 ? {} : { align: "right" as const },
  );
  return tableLines([keep(head), ...rows.map((row) => keep(row))], keep(shape), page);
}

function scoreCells(series: SeriesScore, model: Model): readonly string[] {
  const count = String(series.points.length);
  if (series.scored === "chance") {
    const [brier, last] = [series.brier, series.persistence].map((one) => (one ? brierText(one) : ""));
    return [count, "", "", "", "", "", brier ?? "", last ?? ""];
  }
  const { unit } = unitFor(series, model);
  const text = (score: Exact | undefined) => (score ? scoreText(score, unit) : "");
  const { half, most, crps, persistence } = series;
  return [count, String(half.inside), String(most.inside), text(crps), text(persistence), unit.score, "", ""];
}

/** Coverage with what would be expected of it, and the mean Brier score with that of "one half". */
export function totalLines(sides: readonly NamedSide[], page: Page): readonly string[] {
  return sides.flatMap(({ short, side }) => {
    const { half, most, brier, chances, even } = side.scores;
    const parts = [
      ...(most.of === 0 ? [] : [coverageText("50 %", half), coverageText("90 %", most)]),
      ...(brier ? [`Brier ${brierText(brier)} over ${chances}, ${brierText(even)} for one half each time`] : []),
    ];
    return parts.flatMap((text, index) => labelled(page, index === 0 ? short : "", text, 10));
  });
}

const coverageText = (name: string, { inside, of, expected }: Coverage): string =>
  `${name} intervals hold ${inside} of ${of} values, ${numberText(expected)} expected`;
