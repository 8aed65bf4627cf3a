/**
 * Forecasts held against the record: for each record a line for each date, then the scores of each,
 * then all together. What was known on the day and what hindsight fits stand under each other, each
 * under its name.
 */
import type { FailedPath, Scores } from "@steppe/analysis";
import { type AsOf, dateText, type EpochDay, type Model, type Problem } from "@steppe/core";
import type { Glyphs } from "./backtest-picture.ts";
import { scoreLines, totalLines } from "./backtest-scores.ts";
import { seriesLines } from "./backtest-series.ts";
import { placeText } from "./places.ts";
import { widthOf } from "./problem-frame-text.ts";
import { clip, counted, labelled, oneLine, type Page, section } from "./text.ts";

/** One way of running the scenario, scored. */
export interface Side {
  readonly asOf: AsOf;
  readonly scores: Scores;
  readonly failed: readonly FailedPath[];
}

export interface BacktestResult {
  /** The scenario as it is now. */
  readonly model: Model;
  readonly from: EpochDay;
  readonly until: EpochDay;
  readonly paths: number;
  readonly seed: string;
  /** What was known on the day; or why there is no such forecast. */
  readonly forecast: Side | { readonly refused: readonly Problem[] };
  /** With hindsight, where that was asked for. */
  readonly fit?: Side;
}

export interface BacktestOptions {
  readonly version: string;
  readonly input: string;
  readonly layers: readonly string[];
  readonly glyphs: Glyphs;
}

/** A side with the name under which it is shown. */
export interface NamedSide {
  readonly name: string;
  readonly short: string;
  readonly side: Side;
}

export const forecastName = (from: EpochDay): string => `forecast: what was known on ${dateText(from)}`;
export const FIT_NAME = "fit: with hindsight";

const LABELS = 10;

export function renderBacktest(result: BacktestResult, options: BacktestOptions, page: Page): string {
  const { model, forecast, fit } = result;
  const sides: readonly NamedSide[] = [
    ...("refused" in forecast ? [] : [{ name: forecastName(result.from), short: "forecast", side: forecast }]),
    ...(fit ? [{ name: FIT_NAME, short: "fit", side: fit }] : []),
  ];
  const refused = "refused" in forecast ? forecast.refused : [];
  const names = [...new Set(sides.flatMap(({ side }) => side.scores.series.map(({ observed }) => observed.name)))];
  return [
    page.paint("strong", clip(oneLine(model.title), page.width)),
    "",
    ...headLines(result, options, page),
    ...(refused.length > 0 ? ["", ...refusedLines(result.from, refused, page)] : []),
    ...names.flatMap((name) => recordLines(name, sides, model, options.glyphs, page)),
    ...section(page, "Scores", scoreLines(sides, model, page)),
    ...section(page, "All together", totalLines(sides, page)),
    ...section(
      page,
      "Failed paths",
      sides.flatMap((side) => failedLines(side, page)),
    ),
    "",
    page.paint("dim", clip(`steppe ${options.version} · input ${options.input.slice(0, 12)}`, page.width)),
  ].join("\n");
}

function headLines(result: BacktestResult, { layers }: BacktestOptions, page: Page): readonly string[] {
  const { model, from, until, paths, seed, forecast, fit } = result;
  const side = "refused" in forecast ? fit : forecast;
  const { leftOut = [], earlier = [], pointsLeftOut = 0 } = side?.asOf ?? {};
  const held = earlier.map(({ name, held: { known } }) => `${oneLine(name)} (${dateText(known)})`).join(", ");
  const fixed = model.forced.length === 0 ? "" : `${counted(model.forced.length, "draw")} fixed by \`force\``;
  const rows: readonly (readonly [string, string])[] = [
    ["scenario", oneLine(model.name)],
    ...layers.map((text) => ["with", oneLine(text)] as const),
    ["from", `${dateText(from)}: later dates of the record are foretold, up to ${dateText(until)}`],
    ["paths", `0 to ${paths - 1} of seed ${oneLine(JSON.stringify(seed))}`],
    ["left out", leftOutText(leftOut.length, pointsLeftOut)],
    ["held then", "refused" in forecast ? "" : held],
    ["draws", fixed],
  ];
  return rows.flatMap(([label, text]) => (text === "" ? [] : labelled(page, label, text, LABELS)));
}

function leftOutText(entries: number, points: number): string {
  const timeline = entries === 1 ? "1 entry" : entries === 0 ? "nothing" : `${entries} entries`;
  return `${timeline} of the timeline${points === 0 ? "" : `, and ${counted(points, "value")} of rates and indices`}`;
}

/** That there is no forecast must not be missed: a fit beside it is none. */
function refusedLines(from: EpochDay, refused: readonly Problem[], page: Page): readonly string[] {
  const head = `${forecastName(from)}: REFUSED for ${counted(refused.length, "reason")}`;
  const places = refused.map(({ place }) => (place ? placeText(place) : ""));
  const width = Math.min(30, Math.max(...places.map(widthOf)));
  return [
    page.paint("bad", clip(head, page.width)),
    ...refused.flatMap(({ message }, index) =>
      labelled(page, clip(places[index] ?? "", width), oneLine(message), width),
    ),
    page.paint("bad", clip("What stands below is a fit, not a forecast.", page.width)),
  ];
}

function recordLines(
  name: string,
  sides: readonly NamedSide[],
  model: Model,
  glyphs: Glyphs,
  page: Page,
): readonly string[] {
  const found = sides.flatMap((one) => {
    const series = one.side.scores.series.find(({ observed }) => observed.name === name);
    return series ? [{ ...one, series }] : [];
  });
  const [first] = found;
  if (!first) return [];
  const { title, text, points } = first.series.observed;
  const head = title === undefined ? oneLine(name) : `${oneLine(title)} (${oneLine(name)})`;
  const compared = found.map(({ series }) => series.points.length + series.unscored.length);
  const apart = points.length - Math.max(...compared);
  const others = apart === 0 ? "" : `; ${counted(apart, "date")} of the record not compared`;
  return [
    ...section(page, head, [page.paint("dim", clip(`  of ${oneLine(text)}${others}`, page.width))]),
    ...found.flatMap(({ name: sideName, series }) => [
      `  ${clip(sideName, page.width - 2)}`,
      ...seriesLines(series, model, glyphs, page),
    ]),
  ];
}

function failedLines({ short, side }: NamedSide, page: Page): readonly string[] {
  const { failed } = side;
  const reasons = new Map<string, { readonly one: FailedPath; readonly paths: number[] }>();
  for (const one of failed) {
    const key = JSON.stringify([one.series, one.problem.code, one.problem.message]);
    const known = reasons.get(key) ?? { one, paths: [] };
    known.paths.push(one.path);
    reasons.set(key, known);
  }
  return [...reasons.values()].flatMap(({ one, paths }) => {
    const distinct = [...new Set(paths)];
    const shown = distinct.slice(0, 8).join(", ") + (distinct.length > 8 ? ", …" : "");
    const asked = one.series === undefined ? "" : ` (asked for ${oneLine(one.series)})`;
    const text = `${counted(distinct.length, "path")} (${shown}), first on ${dateText(one.date)}: ${oneLine(one.problem.message)}${asked}`;
    return labelled(page, short, text, LABELS);
  });
}
