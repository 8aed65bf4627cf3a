/**
 * A fan: how a quantity spreads over many paths, year by year. Plain data with its numbers as text, from which any view
 * draws: characters here, a table for whoever sees no picture.
 */

/** The quantiles of a fan, in per cent: its outer band, its inner band, and the median in the middle. */
export const FAN_PERCENTS = [5, 25, 50, 75, 95] as const;

export interface FanYear {
  readonly year: number;
  /** In the order of FAN_PERCENTS, in the unit of the chart, rounded as `texts` are. */
  readonly values: readonly number[];
  readonly texts: readonly string[];
}

export interface FanChart {
  /** What is drawn: "rent, paid by the end of each year". */
  readonly title: string;
  /** Of all values: "million USD". */
  readonly unit: string;
  /** Ascending, none left out, at least one. */
  readonly years: readonly FanYear[];
  /** The median of another scenario, for the same years in the same unit. */
  readonly beside?: { readonly name: string; readonly medians: readonly number[]; readonly texts: readonly string[] };
}

/** Where a quantile stands in `values`. */
export const AT = { outerLow: 0, innerLow: 1, median: 2, innerHigh: 3, outerHigh: 4 } as const;

/** The least and the greatest value that is drawn. */
export function boundsOf({ years, beside }: FanChart): { readonly low: number; readonly high: number } {
  const all = [...years.flatMap(({ values }) => values), ...(beside?.medians ?? [])];
  return { low: Math.min(...all), high: Math.max(...all) };
}
