/** Whether intervals of means can be leaned on: not where values are skewed and paths are few. */
import { type ColumnResult, pathsForMean, type SpreadResult, valuesForMean } from "@steppe/analysis";
import { groupThousands } from "@steppe/core";

interface Named {
  readonly label: string;
  readonly result: ColumnResult;
}

/**
 * Which means of many want how many more paths, by what has been seen of them; nothing where all have enough. What is the
 * same as one before it (a measure, and what it is paid under) is not told again.
 */
export function leaningText(rows: readonly Named[]): string | undefined {
  const told = new Map<string, string>();
  for (const { label, result } of rows) {
    const wanted = pathsForMean(result);
    const spread = "spread" in result ? result.spread : undefined;
    if (wanted === undefined || !spread) continue;
    const same = `${spread.mean.toFraction()} ${spread.skewness}`;
    if (!told.has(same)) told.set(same, `${label} ${atLeast(wanted)}`);
  }
  if (told.size === 0) return undefined;
  return `Skewed: the ± of a mean wants more paths, by what these have seen of it at least: ${[...told.values()].join("; ")}.`;
}

/** Of means beside each other. */
export function leaningTexts(spreads: readonly SpreadResult[]): readonly string[] {
  const wanted = Math.max(0, ...spreads.map((spread) => valuesForMean(spread) ?? 0));
  return wanted === 0 ? [] : [`skewed: the ± of these means wants at least ${atLeast(wanted)} paths`];
}

const atLeast = (wanted: number): string => groupThousands(String(roundedUp(wanted)));

/** To two digits: more would only look exact. */
export function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 2);
  return Math.ceil(count / unit) * unit;
}
