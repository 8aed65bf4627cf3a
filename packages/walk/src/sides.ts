/** Two branches beside each other: where they part, and what differs so far. */
import { type Comparison, compareOutcomes, type EpochDay, firstDifference, outcomeOf } from "@steppe/core";
import type { Branch } from "./branch.ts";
import { branchOf, type Walk } from "./walk.ts";

export interface Sides {
  readonly branches: readonly [Branch, Branch];
  /** The day up to which they are compared, it included. */
  readonly on: EpochDay;
  /** Measures as they stand at the end of that day. */
  readonly comparison: Comparison;
  /** The number of the first step that differs, in both; undefined where they never part. */
  readonly parts?: number;
}

/** Two branches compared up to the end of a day. Runs both to their ends, to say where they part. */
export function sidesOf(walk: Walk, first: string, second: string, on: EpochDay): Sides {
  const branches = [branchOf(walk, first), branchOf(walk, second)] as const;
  const outcomes = branches.map(({ history }) => outcomeOf(history.world(history.stepsUpTo(on)), on));
  const parts = partingOf(...branches);
  return { branches, on, comparison: compareOutcomes(outcomes), ...(parts !== undefined && { parts }) };
}

const partings = new WeakMap<Branch["history"], WeakMap<Branch["history"], number | null>>();

function partingOf({ history: a }: Branch, { history: b }: Branch): number | undefined {
  let known = partings.get(a);
  if (!known) {
    known = new WeakMap();
    partings.set(a, known);
  }
  let parts = known.get(b);
  if (parts === undefined) {
    a.whole();
    b.whole();
    parts = firstDifference(a.newest, b.newest) ?? null;
    known.set(b, parts);
  }
  return parts ?? undefined;
}
