/** The scores of all records in two tables, of ranges and of chances, and what they come to together. */
import type { Coverage, Scores, SeriesScore } from "@steppe/analysis";
import { decimalText, type Exact, type Model } from "@steppe/core";
import type { NamedSide } from "./backtest.ts";
import { brierText, unitFor } from "./backtest-series.ts";
import { scoreText } from "./backtest-values.ts";
import { widthOf } from "./problem-frame-text.ts";
import { type Cell, type Column, tableLines } from "./table.ts";
import { clip, labelled, oneLine, type Page, section } from "./text.ts";

const RANGE_HEAD = ["dates", "in 50 %", "in 90 %", "CRPS", "as last", "in"];
const CHANCE_HEAD = ["dates", "Brier", "as last"];

/** A section for ranges and one for chances: a row for each record and side, with the mean score and that of "as last". */
export function scoreLines(sides: readonly NamedSide[], model: Model, page: Page): readonly string[] {
  const all = sides.flatMap(({ side }) => side.scores.series);
  const names = [...new Set(all.map(({ observed }) => observed.name))];
  return (["range", "chance"] as const).flatMap((scored) => {
    const records = names.flatMap((name) => {
      const same = all.filter((one) => one.observed.name === name && one.scored === scored);
      const rows = sides.flatMap(({ short, side }) =>
        side.scores.series.filter((one) => same.includes(one)).map((one) => [short, ...scoreCells(one, same, model)]),
      );
      return rows.length === 0 ? [] : [{ name: oneLine(name), rows }];
    });
    return section(
      page,
      `Scores of ${scored}s`,
      recordTable(scored === "range" ? RANGE_HEAD : CHANCE_HEAD, records, page),
    );
  });
}

interface Scored {
  readonly name: string;
  /** The side and its scores. */
  readonly rows: readonly (readonly string[])[];
}

/** Names stand in the first column; where the page is too narrow for that, each above its rows. */
function recordTable(scores: readonly string[], records: readonly Scored[], page: Page): readonly string[] {
  if (records.length === 0) return [];
  const alone = records.every(({ rows }) => rows.length === 1 && rows[0]?.[0] !== "fit");
  const sideOf = (short = "") => (alone ? "" : short);
  const head = ["record", "", ...scores];
  const body = records.flatMap(({ name, rows }) =>
    rows.map(([short, ...cells], index) => [index === 0 ? name : "", sideOf(short), ...cells]),
  );
  const lines = (rows: readonly (readonly string[])[], width: number) =>
    tableLines(
      rows.map((row, r) => row.map((text): Cell => (r === 0 ? { text, style: "dim" } : text))),
      head.map((text, c): Column => (c < 2 || text === "in" ? {} : { align: "right" })),
      { ...page, width },
    );
  const natural = head
    .map((_, c) => Math.max(...[head, ...body].map((row) => widthOf(row[c] ?? ""))))
    .reduce((sum, width) => sum + (width === 0 ? 0 : width + 2), 0);
  if (natural <= page.width) return lines([head, ...body], page.width);
  const narrow = [head, ...body].map((row, index) => [index === 0 ? "" : " ", ...row.slice(1)]);
  const [first = "", ...rest] = lines(narrow, page.width);
  return [
    first,
    ...records.flatMap(({ name, rows }) => [clip(`  ${name}`, page.width), ...rest.splice(0, rows.length)]),
  ];
}

function scoreCells(series: SeriesScore, same: readonly SeriesScore[], model: Model): readonly string[] {
  const count = String(series.points.length);
  if (series.scored === "chance") {
    return [count, ...[series.brier, series.persistence].map((one) => (one ? brierText(one) : ""))];
  }
  const { unit } = unitFor(same, series, model);
  const text = (score: Exact | undefined) => (score ? scoreText(score, unit) : "");
  const { half, most, crps, persistence } = series;
  return [count, String(half.inside), String(most.inside), text(crps), text(persistence), unit.score];
}

/** Coverage with what would be expected of it, and the mean Brier score with those of "one half" and "as last". */
export function totalLines(sides: readonly NamedSide[], page: Page): readonly string[] {
  return sides.flatMap(({ short, side }) => {
    const { half, most, brier, chances, even } = side.scores;
    const parts = [
      ...(most.of === 0 ? [] : [coverageText("50 %", half), coverageText("90 %", most)]),
      ...(brier ? [`Brier ${brierText(brier)} over ${chances}, ${brierText(even)} for one half each time`] : []),
      ...lastingTexts(side.scores, short),
    ];
    return parts.flatMap((text, index) => labelled(page, index === 0 ? short : "", text, 10));
  });
}

const coverageText = (name: string, { inside, of, expected }: Coverage): string =>
  `${name} intervals hold ${inside} of ${of} values, ${decimalText(expected, 1)} expected`;

/** That whoever says "nothing changes" does better is not left to be found out. */
function lastingTexts({ lasting, chances }: Scores, short: string): readonly string[] {
  if (!lasting) return [];
  const { brier, persistence } = lasting;
  const order = persistence.compare(brier);
  const verdict = order < 0 ? "better" : order > 0 ? "worse" : "as well";
  const over =
    lasting.chances === chances ? "" : ` over ${lasting.chances}, where the ${short} has ${brierText(brier)}`;
  return [`${brierText(persistence)} as last${over}: "nothing changes" does ${verdict}`];
}
