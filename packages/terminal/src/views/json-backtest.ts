/** The document of `steppe backtest --json`: docs/json.md says what each part means. */
import type { ChanceSeries, Coverage, Interval, RangeSeries, Scores, SeriesScore } from "@steppe/analysis";
import { type Exact, exact, type Kind, type Model, minorDigits, numberText, type Value } from "@steppe/core";
import { shownKindOf } from "@steppe/core/measure/shares.ts";
import type { BacktestResult, Side } from "./backtest.ts";
import { jsonDay, jsonKind, jsonProblem, jsonText, jsonValue } from "./json-values.ts";

export function renderBacktestJson(
  result: BacktestResult,
  { version, input }: { version: string; input: string },
): string {
  const { model, from, until, paths, seed, forecast, fit } = result;
  return jsonText({
    schema: "steppe.backtest/1",
    engine: version,
    scenario: model.name,
    title: model.title,
    input: `sha256:${input}`,
    from: jsonDay(from),
    until: jsonDay(until),
    seed,
    paths,
    forecast: "refused" in forecast ? { refused: forecast.refused.map(jsonProblem) } : jsonSide(forecast, model),
    fit: fit ? jsonSide(fit, model) : null,
  });
}

function jsonSide({ asOf, scores, failed }: Side, model: Model): object {
  return {
    left_out: asOf.leftOut.map(({ id }) => id),
    points_left_out: asOf.pointsLeftOut,
    held_earlier: asOf.earlier.map(({ name, held }) => ({ name, known: jsonDay(held.known) })),
    failed: failed.map(({ path, date, series, problem }) => ({
      path,
      date: jsonDay(date),
      record: series ?? null,
      problem: jsonProblem(problem),
    })),
    records: scores.series.map((one) => jsonSeries(one, model)),
    total: jsonTotal(scores),
  };
}

function jsonTotal({ half, most, brier, chances, even }: Scores): object {
  return {
    coverage_50: jsonCoverage(half),
    coverage_90: jsonCoverage(most),
    chances,
    brier: brier ? numberText(brier) : null,
    brier_even: numberText(even),
  };
}

const jsonCoverage = ({ inside, of, expected }: Coverage): object => ({ inside, of, expected: numberText(expected) });

function jsonSeries(series: SeriesScore, model: Model): object {
  const { observed, last, unscored } = series;
  const kind = shownKindOf(model, observed.of, observed.text);
  const currency = kind.type === "money" || kind.type === "rate" ? kind.currency : null;
  return {
    name: observed.name,
    ...(observed.title !== undefined && { title: observed.title }),
    of: observed.text,
    kind: jsonKind(kind),
    ...(currency !== null && { currency }),
    score_unit: scoreUnit(kind),
    last: last ? { date: jsonDay(last.date), value: bare(kind, last.value) } : null,
    ...(series.scored === "range" ? jsonRange(series, kind) : jsonChance(series)),
    no_value: unscored.map(jsonDay),
  };
}

function jsonRange({ points, half, most, crps, persistence }: RangeSeries, kind: Kind): object {
  const interval = ({ low, high }: Interval) => [bare(kind, low.value), bare(kind, high.value)];
  const score = (one: Exact | undefined) => (one ? numberText(one.div(scoreSize(kind))) : null);
  return {
    dates: points.map((one) => ({
      date: jsonDay(one.date),
      paths: one.paths,
      record: bare(kind, one.record.value),
      median: bare(kind, one.median.value),
      interval_50: interval(one.half),
      interval_90: interval(one.most),
      inside_50: one.insideHalf,
      inside_90: one.insideMost,
      position: numberText(one.position),
      crps: score(one.crps),
      persistence: score(one.persistence),
    })),
    coverage_50: jsonCoverage(half),
    coverage_90: jsonCoverage(most),
    crps: score(crps),
    persistence: score(persistence),
  };
}

function jsonChance({ points, brier, persistence }: ChanceSeries): object {
  const score = (one: Exact | undefined) => (one ? numberText(one) : null);
  return {
    dates: points.map((one) => ({
      date: jsonDay(one.date),
      paths: one.paths,
      record: one.record.value,
      chance: numberText(one.chance),
      brier: score(one.brier),
      persistence: score(one.persistence),
    })),
    brier: score(brier),
    persistence: score(persistence),
  };
}

/** A value as jsonValue writes it, without its kind, which the record has. */
const bare = (kind: Kind, value: Value): unknown => (jsonValue(kind, value) as { readonly value: unknown }).value;

function scoreUnit(kind: Kind): string {
  if (kind.type === "date" || kind.type === "duration") return "days";
  if (kind.type === "boolean") return "chance squared";
  return kind.type === "money" || kind.type === "rate" ? (kind.currency ?? "") : "";
}

/** How much of what values are kept in makes one of the unit of the score. */
function scoreSize(kind: Kind): Exact {
  const currency = kind.type === "money" || kind.type === "rate" ? kind.currency : null;
  return currency === null ? exact(1) : exact(10n ** BigInt(minorDigits(currency)));
}
