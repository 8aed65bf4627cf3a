/** Scores of a forecast: of each date, of each record, and in all. */
import { type EpochDay, type Exact, exact, type Kind, type Observed, type Value } from "@steppe/core";
import { brier, crps, EVEN_BRIER } from "./crps.ts";
import type { Forecast, ForecastPoint, SeriesForecast } from "./forecast.ts";
import { centralInterval, type Interval, isInside, midPosition, quantile } from "./quantile.ts";
import { type Placed, placed, sorted } from "./sample.ts";

/** The parts of the distribution that the two central intervals hold. */
export const HALF: Exact = exact(1, 2);
export const MOST: Exact = exact(9, 10);

/** What was observed, and the forecast of it by how many paths. */
interface Compared {
  readonly date: EpochDay;
  readonly record: Placed;
  /** Paths that have a value there. */
  readonly paths: number;
}

/** One date of a record of what has an order. */
export interface RangeScore extends Compared {
  readonly median: Placed;
  readonly half: Interval;
  readonly most: Interval;
  readonly insideHalf: boolean;
  readonly insideMost: boolean;
  /** Where the record lies among the paths, from 0 to 1. */
  readonly position: Exact;
  readonly crps: Exact;
  /** The same score of the last value observed by the day of the forecast, said to last; absent: there is none. */
  readonly persistence?: Exact;
}

/** One date of a record of yes and no. */
export interface ChanceScore extends Compared {
  /** The part of the paths that say yes. */
  readonly chance: Exact;
  readonly brier: Exact;
  readonly persistence?: Exact;
}

export interface Coverage {
  readonly inside: number;
  readonly of: number;
  /** How many the interval would hold if the forecast were right. */
  readonly expected: Exact;
}

interface SeriesHead {
  readonly observed: Observed;
  readonly kind: Kind;
  /** Dates for which no path has a value: they have no score. */
  readonly unscored: readonly EpochDay[];
  /** The last value observed by the day of the forecast. */
  readonly last?: { readonly date: EpochDay; readonly value: Value };
}

export interface RangeSeries extends SeriesHead {
  readonly scored: "range";
  readonly points: readonly RangeScore[];
  readonly half: Coverage;
  readonly most: Coverage;
  /** The mean over the dates; absent: there is no date. */
  readonly crps?: Exact;
  readonly persistence?: Exact;
}

export interface ChanceSeries extends SeriesHead {
  readonly scored: "chance";
  readonly points: readonly ChanceScore[];
  readonly brier?: Exact;
  readonly persistence?: Exact;
}

export type SeriesScore = RangeSeries | ChanceSeries;

export interface Scores {
  readonly series: readonly SeriesScore[];
  /** Over all dates of all records of what has an order. */
  readonly half: Coverage;
  readonly most: Coverage;
  /** The mean over all dates of all records of yes and no, and that of "one half" each time. */
  readonly chances: number;
  readonly brier?: Exact;
  readonly even: Exact;
}

/** Holds a forecast made on the day `from` against the record. */
export function score({ series }: Forecast, from: EpochDay): Scores {
  const scored = series.map((one) => scoreSeries(one, from));
  const ranges = scored.flatMap((one) => (one.scored === "range" ? one.points : []));
  const chances = scored.flatMap((one) => (one.scored === "chance" ? one.points : []));
  return {
    series: scored,
    ...coverages(ranges),
    chances: chances.length,
    ...named("brier", mean(chances.map((one) => one.brier))),
    even: EVEN_BRIER,
  };
}

function scoreSeries({ observed, points }: SeriesForecast, from: EpochDay): SeriesScore {
  const { kind } = observed.of;
  const last = observed.points.findLast(({ date }) => date <= from);
  const unscored = points.filter(({ values }) => values.length === 0).map(({ point }) => point.date);
  const head = { observed, kind, unscored, ...(last && { last }) };
  const forecast = points.filter(({ values }) => values.length > 0);
  if (kind.type === "boolean") {
    const scores = forecast.map((one) => chanceScore(kind, one, last?.value));
    return {
      ...head,
      scored: "chance",
      points: scores,
      ...named("brier", mean(scores.map((one) => one.brier))),
      ...persistence(scores),
    };
  }
  const scores = forecast.map((one) => rangeScore(kind, one, last?.value));
  return {
    ...head,
    scored: "range",
    points: scores,
    ...coverages(scores),
    ...named("crps", mean(scores.map((one) => one.crps))),
    ...persistence(scores),
  };
}

function rangeScore(kind: Kind, { point, values }: ForecastPoint, last: Value | undefined): RangeScore {
  const { date } = point;
  const record = placed(kind, point.value, date);
  const ascending = sorted(values.map((value) => placed(kind, value, date)));
  const [half, most] = [HALF, MOST].map((part) => centralInterval(ascending, part)) as [Interval, Interval];
  return {
    date,
    record,
    paths: values.length,
    median: quantile(ascending, exact(1, 2)),
    half,
    most,
    insideHalf: isInside(half, record.at),
    insideMost: isInside(most, record.at),
    position: midPosition(ascending, record.at),
    crps: crps(ascending, record.at),
    ...(last !== undefined && { persistence: crps([placed(kind, last, date)], record.at) }),
  };
}

function chanceScore(kind: Kind, { point, values }: ForecastPoint, last: Value | undefined): ChanceScore {
  const { date } = point;
  const came = point.value as boolean;
  const chance = exact(values.filter((value) => value === true).length, values.length);
  return {
    date,
    record: placed(kind, came, date),
    paths: values.length,
    chance,
    brier: brier(chance, came),
    ...(last !== undefined && { persistence: brier(exact(last ? 1 : 0), came) }),
  };
}

function coverages(points: readonly RangeScore[]): { readonly half: Coverage; readonly most: Coverage } {
  const coverage = (inside: (one: RangeScore) => boolean, part: Exact): Coverage => ({
    inside: points.filter(inside).length,
    of: points.length,
    expected: part.mul(exact(points.length)),
  });
  return { half: coverage((one) => one.insideHalf, HALF), most: coverage((one) => one.insideMost, MOST) };
}

const persistence = (scores: readonly { readonly persistence?: Exact }[]) =>
  named("persistence", mean(scores.flatMap((one) => (one.persistence === undefined ? [] : [one.persistence]))));

function mean(values: readonly Exact[]): Exact | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, one) => sum.add(one), exact(0)).div(exact(values.length));
}

const named = <K extends string>(key: K, value: Exact | undefined): { readonly [P in K]?: Exact } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: Exact };
