/** Whether the interval of a mean can be leaned on: not where a few paths have most of the sum. */
import { type SpreadResult, valuesForMean } from "@steppe/analysis";
import { groupThousands } from "@steppe/core";

/** "… wants 6,300 paths or more"; nothing where all of these have as many. */
export function leaningTexts(spreads: readonly SpreadResult[]): readonly string[] {
  const wanted = Math.max(0, ...spreads.map((spread) => valuesForMean(spread) ?? 0));
  if (wanted === 0) return [];
  const paths = groupThousands(String(roundedUp(wanted)));
  return [`a few paths have most of it: the ± of its mean wants ${paths} paths or more to be leaned on`];
}

/** To two digits: more would only look exact. */
export function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 2);
  return Math.ceil(count / unit) * unit;
}
