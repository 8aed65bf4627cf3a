/** Whether the interval of a mean can be leaned on: not where values are skewed and paths are few. */
import { type SpreadResult, valuesForMean } from "@steppe/analysis";
import { groupThousands } from "@steppe/core";

/** "… wants 6,300 paths or more"; nothing where all of these have as many. */
export function leaningTexts(spreads: readonly SpreadResult[]): readonly string[] {
  const wanted = Math.max(0, ...spreads.map((spread) => valuesForMean(spread) ?? 0));
  if (wanted === 0) return [];
  const paths = groupThousands(String(roundedUp(wanted)));
  return [`skewed: the ± of the mean wants ${paths} paths or more`];
}

/** To two digits: more would only look exact. */
export function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 2);
  return Math.ceil(count / unit) * unit;
}
