/**
 * What is found out by running a scenario many times: summaries, and forecasts held against the record.
 *
 * Pure.
 */
export { brier, crps, EVEN_BRIER } from "./crps.ts";
export {
  type FailedPath,
  type Forecast,
  type ForecastRequest,
  forecast,
  pointsBetween,
  pointsOfBegunYear,
} from "./forecast.ts";
export * from "./paired.ts";
export { centralInterval, type Interval, isInside, midPosition, quantile } from "./quantile.ts";
export { type Placed, placed, sorted } from "./sample.ts";
export {
  type ChanceScore,
  type ChanceSeries,
  type Coverage,
  HALF,
  MOST,
  type RangeScore,
  type RangeSeries,
  type Scores,
  type SeriesScore,
  score,
} from "./score.ts";
export * from "./summary/index.ts";
