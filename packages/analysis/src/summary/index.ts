/** Summaries of many paths: mergeable, bounded in memory, the same for any grouping of the paths. */
export * from "./accumulate.ts";
export { RELATIVE_ERROR } from "./buckets.ts";
export { DAY_PARTS, type Digest, type DigestArrays, digestOf, keyAt, MONTH_PARTS } from "./digest.ts";
export * from "./intervals.ts";
export * from "./precision.ts";
export { type At, BINS, QUANTILES, type Quantile, quantileOf, type SpreadResult } from "./spread.ts";
export * from "./summary.ts";
export type { TroubleCount } from "./troubles.ts";
