/** Forecasting the record: every path of a seed run once, and asked at the end of each date on the way. */
import {
  answerOn,
  createWorld,
  type EpochDay,
  type Model,
  type Observed,
  type ObservedPoint,
  type Problem,
  pathUniforms,
  run,
  type Value,
  type World,
} from "@steppe/core";

export interface ForecastRequest {
  /** The day of the forecast: only later dates of the record are forecast. */
  readonly from: EpochDay;
  /** The last date forecast. */
  readonly until: EpochDay;
  /** Paths 0 to `paths` − 1 of the seed. */
  readonly paths: number;
  readonly seed: string;
  /** Told of each path that is done, from 1. */
  readonly onPath?: (done: number) => void;
}

/** One date of a record and what the paths come to there, in their order; a path that failed has no value. */
export interface ForecastPoint {
  readonly point: ObservedPoint;
  readonly values: readonly Value[];
}

export interface SeriesForecast {
  readonly observed: Observed;
  readonly points: readonly ForecastPoint[];
}

/** A path that went wrong: it has values up to then, and none later. */
export interface FailedPath {
  readonly path: number;
  readonly date: EpochDay;
  /** The record that could not be asked; absent: the run itself went wrong. */
  readonly series?: string;
  readonly problem: Problem;
}

export interface Forecast {
  readonly series: readonly SeriesForecast[];
  readonly failed: readonly FailedPath[];
}

/** The points of a record that lie after the day of the forecast, up to the last date. */
export function pointsBetween(observed: Observed, from: EpochDay, until: EpochDay): readonly ObservedPoint[] {
  return observed.points.filter(({ date }) => date > from && date <= until);
}

/** Runs the paths of a seed as `run --path` does, and asks each record at the end of each of its dates. */
export function forecast(model: Model, request: ForecastRequest): Forecast {
  const { from, until, paths, seed, onPath } = request;
  const series = model.observed.map((observed) => ({
    observed,
    points: pointsBetween(observed, from, until).map((point) => ({ point, values: [] as Value[] })),
  }));
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ point }) => point.date)))];
  dates.sort((a, b) => a - b);
  const failed: FailedPath[] = [];
  for (let path = 0; path < paths; path++) {
    failed.push(...runPath(createWorld(model, pathUniforms(seed, path)), path, dates, series));
    onPath?.(path + 1);
  }
  return { series: series.filter(({ points }) => points.length > 0), failed };
}

interface Asked {
  readonly observed: Observed;
  readonly points: readonly { readonly point: ObservedPoint; readonly values: Value[] }[];
}

/** Takes one path from date to date, puts what it comes to into `series`, and answers with what went wrong. */
function runPath(
  start: World,
  path: number,
  dates: readonly EpochDay[],
  series: readonly Asked[],
): readonly FailedPath[] {
  const failed: FailedPath[] = [];
  let world = start;
  for (const date of dates) {
    world = run(world, { until: date });
    if (world.problem) return [...failed, { path, date: world.today, problem: world.problem }];
    for (const { observed, points } of series) {
      const values = points.find(({ point }) => point.date === date)?.values;
      if (!values) continue;
      const answer = answerOn(world, observed.of, date);
      if ("value" in answer) values.push(answer.value);
      else failed.push({ path, date, series: observed.name, problem: answer.problem });
    }
  }
  return failed;
}
