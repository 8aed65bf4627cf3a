/**
 * What panes look up in a history, added to as it grows and never made anew.
 *
 * A history only ever gets longer, so an index of its first thousand steps stays right; a frame pays for the steps that
 * are new since the last one.
 */
import { type Step, type World, yearOf } from "@steppe/core";
import { type History, stepText } from "@steppe/walk";

/** An index over the steps of histories: `add` is called once for each step, in order. */
export function grown<T>(make: () => T, add: (index: T, step: Step, newest: World) => void): (history: History) => T {
  const known = new WeakMap<History, { readonly index: T; upTo: number }>();
  return (history) => {
    let own = known.get(history);
    if (!own) {
      own = { index: make(), upTo: 0 };
      known.set(history, own);
    }
    const { newest } = history;
    for (; own.upTo < newest.trace.length; own.upTo++) add(own.index, newest.trace.at(own.upTo) as Step, newest);
    return own.index;
  };
}

/** The numbers of the steps of each actor, in order. */
export const stepsByActor = grown(
  () => new Map<string, number[]>(),
  (index, { n, actor }) => {
    const own = index.get(actor);
    if (own) own.push(n);
    else index.set(actor, [n]);
  },
);

/** What each step says, as text to search in. */
export const stepTexts = grown<string[]>(
  () => [],
  (index, step, newest) => {
    index.push(stepText(step, newest));
  },
);

/** How many items of an ascending list are less than a number. */
export function countBelow(list: readonly number[], bound: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of a timeline: the number of a step, or a year as a negative number before its first step. */
export interface YearRows {
  readonly rows: number[];
  year: number;
}

export const newYearRows = (): YearRows => ({ rows: [], year: Number.NEGATIVE_INFINITY });

export function addYearRow(index: YearRows, { n, date }: Step): void {
  const year = yearOf(date);
  if (year !== index.year) {
    index.rows.push(-year);
    index.year = year;
  }
  index.rows.push(n);
}

/** Every step, with a row for each year in which one is. */
export const allRows = grown(newYearRows, addYearRow);
