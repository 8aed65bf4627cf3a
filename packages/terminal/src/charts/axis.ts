/** Axes with round labels: the values of an amount on some rows, and years along some columns. */
import { groupThousands } from "@steppe/core";

/** Rows of a chart, from the top; a labelled one stands for exactly the value its label says. */
export interface ValueAxis {
  readonly rows: number;
  readonly top: number;
  readonly bottom: number;
  readonly labels: readonly { readonly row: number; readonly text: string }[];
}

interface Candidate {
  readonly step: Step;
  /** The labels, as multiples of the step. */
  readonly first: number;
  readonly last: number;
  /** Rows from one label to the next. */
  readonly apart: number;
}

interface Step {
  readonly digits: 1 | 2 | 25 | 5;
  readonly power: number;
}

/** Labels are this many rows apart if nothing else decides. */
const GOOD_DISTANCE = 4;

/**
 * An axis of at most `most` rows that holds `low` to `high`. Labels are multiples of 1, 2, 2.5 or 5 times a power of ten
 * and a whole number of rows apart, so none is rounded; of all such axes the one that wastes least room.
 */
export function valueAxis(low: number, high: number, most: number): ValueAxis {
  if (!(low <= high) || most < 3) throw new RangeError(`no axis from ${low} to ${high} on ${most} rows`);
  const end = high > low ? high : low + 1;
  let best: Candidate | undefined;
  let bestUse = 0;
  for (const one of candidates(low, end, most)) {
    const use = useOf(one, end - low, most);
    const isNearer =
      best && use === bestUse && Math.abs(one.apart - GOOD_DISTANCE) < Math.abs(best.apart - GOOD_DISTANCE);
    if (use > bestUse || isNearer) [best, bestUse] = [one, use];
  }
  if (!best) throw new Error("a step that is wide enough needs no more than three labels");
  const { step, first, last, apart } = best;
  const count = last - first;
  return {
    rows: count * apart + 1,
    top: timesStep(step, last),
    bottom: timesStep(step, first),
    labels: Array.from({ length: count + 1 }, (_, index) => ({
      row: index * apart,
      text: labelText(step, last - index),
    })),
  };
}

function* candidates(low: number, high: number, most: number): Iterable<Candidate> {
  const size = Math.floor(Math.log10(Math.max(high - low, Math.abs(low), Math.abs(high))));
  for (let power = size - 3; power <= size + 1; power += 1) {
    for (const digits of [1, 2, 25, 5] as const) {
      const step = { digits, power: digits === 25 ? power - 1 : power };
      const unit = timesStep(step, 1);
      const first = Math.floor(low / unit);
      const last = Math.max(first + 1, Math.ceil(high / unit));
      const apart = Math.floor((most - 1) / (last - first));
      // Labels on neighbouring rows are a wall of figures, and two in all say little of what lies between.
      const isReadable = most > 6 ? apart >= 2 && last - first >= 2 : apart >= 1;
      if (isReadable) yield { step, first, last, apart };
    }
  }
}

/** The share of all rows that values stand on, in thousandths: axes that differ by less are equally good. */
function useOf({ step, first, last, apart }: Candidate, range: number, most: number): number {
  const count = last - first;
  return Math.round(((1000 * range) / timesStep(step, count)) * ((count * apart + 1) / most));
}

/** Divided, where the power is below zero: 3 · 10⁻¹ is no double, 3 / 10 the nearest to it. */
function timesStep({ digits, power }: Step, times: number): number {
  return power < 0 ? (digits * times) / 10 ** -power : digits * times * 10 ** power;
}

function labelText(step: Step, times: number): string {
  return groupThousands(timesStep(step, times).toFixed(Math.max(0, -step.power)));
}

/** The row of a value, not rounded: 0 is the middle of the top row. */
export function rowOf({ rows, top, bottom }: ValueAxis, value: number): number {
  return ((top - value) / (top - bottom)) * (rows - 1);
}

/** The value that stands on the middle of a row. */
export function valueAt({ rows, top, bottom }: ValueAxis, row: number): number {
  return top - ((top - bottom) * row) / (rows - 1);
}

export interface YearLabel {
  readonly column: number;
  readonly year: number;
}

const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** "2015" and two blanks. */
const YEAR_ROOM = 6;

/** Round years from `first` to `last` over `width` columns, no nearer to each other than they can be read. */
export function yearLabels(first: number, last: number, width: number): readonly YearLabel[] {
  const columns = (years: number): number => (last === first ? 0 : (years * (width - 1)) / (last - first));
  const step = YEAR_STEPS.find((one) => last === first || columns(one) >= YEAR_ROOM) ?? last - first;
  const labels: YearLabel[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    labels.push({ column: Math.round(columns(year - first)), year });
  }
  return labels;
}
