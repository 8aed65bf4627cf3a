/**
 * `prorata`: a yearly rate for part of its periods, exactly.
 *
 * Period k ends on anchor + k × every, counted from the anchor and clamped to month ends, and
 * begins on the day after the end of period k − 1. For each period touched: rate × every × days in
 * force ÷ days of the period. So ranges that adjoin add up exactly.
 */
import {
  addDuration,
  type Duration,
  durationText,
  type EpochDay,
  type Exact,
  exact,
  NEVER,
  ONE,
  toCivil,
  ZERO,
} from "../quantity/index.ts";
import { modelError, multiply } from "./arithmetic.ts";
import type { Run } from "./evaluate.ts";
import type { Expression } from "./tree.ts";

export function compileProrata(
  node: Extract<Expression, { node: "prorata" }>,
  part: (expression: Expression) => Run,
): Run {
  const { place } = node;
  const [rate, from, to] = [part(node.rate), part(node.from), part(node.to)];
  const [every, anchor] = [part(node.every), part(node.anchor)];
  return (env) => {
    const yearly = rate(env) as Exact;
    const [first, last] = [from(env) as number, to(env) as number];
    const length = every(env) as Duration;
    const start = anchor(env) as number;
    if (length.days !== 0 || length.months <= 0) {
      throw modelError(
        place,
        "prorata-period",
        `the period of \`prorata\` is a number of months, not ${durationText(length)}`,
      );
    }
    if (first === NEVER && last === NEVER) return ZERO;
    if (last === NEVER || start === NEVER) {
      throw modelError(place, "never", "`prorata` needs dates that come: `never` is none");
    }
    if (last < first) return ZERO;
    const periods = periodsInForce(first, last, length.months, start);
    return multiply(multiply(yearly, exact(length.months, 12), place), periods, place);
  };
}

/** How many periods, with their fractions, the days `first` … `last` (both in force) are. */
export function periodsInForce(first: EpochDay, last: EpochDay, months: number, anchor: EpochDay): Exact {
  const end = (k: number): EpochDay => addDuration(anchor, { months: k * months, days: 0 });
  const [from, to] = [periodOf(first, months, anchor, end), periodOf(last, months, anchor, end)];
  const share = (k: number, a: EpochDay, b: EpochDay): Exact => exact(b - a + 1, end(k) - end(k - 1));
  if (from === to) return share(from, first, last);
  return share(from, first, end(from))
    .add(exact(to - from - 1))
    .add(last === end(to) ? ONE : share(to, end(to - 1) + 1, last));
}

/** The k with end(k − 1) < day ≤ end(k): a guess from the months between, moved to its place. */
function periodOf(day: EpochDay, months: number, anchor: EpochDay, end: (k: number) => EpochDay): number {
  const [a, b] = [toCivil(anchor), toCivil(day)];
  let k = Math.floor(((b.year - a.year) * 12 + b.month - a.month) / months);
  while (end(k) < day) k += 1;
  while (end(k - 1) >= day) k -= 1;
  return k;
}
