/** The days of one rate between two currencies. */
import { type Exact, exact, type Model, minorDigits } from "@steppe/core";
import { NEVER_DAY } from "./cells.ts";

/** So many stretches of one rate are told apart. */
const MOST_STRETCHES = 60;

/** Before every day. */
export const FIRST_DAY = -0x8000_0000;

export interface Stretch {
  readonly since: number;
  readonly until: number;
  /** Minor units of the one for a minor unit of the other; undefined before the first rate. */
  readonly ratio: Exact | undefined;
}

/** Days of one rate, all days together; undefined for a rate that goes on by chance, and for one with too many dates. */
export function stretchesOf({ rates }: Model, from: string, to: string): readonly Stretch[] | undefined {
  const direct = rates.get(`${from}/${to}`);
  const series = direct ?? rates.get(`${to}/${from}`);
  if (!series || series.onward || series.points.length > MOST_STRETCHES) return undefined;
  const par = exact(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from)));
  const known = series.points.map(({ date, value }, index): Stretch => {
    const next = series.points[index + 1]?.date;
    // Units of `from` for one of `to`: the World divides by it.
    const rate = direct ? value : value.inverse();
    return { since: date, until: next === undefined ? NEVER_DAY : next - 1, ratio: par.div(rate) };
  });
  const first = known[0]?.since;
  return first === undefined ? undefined : [{ since: FIRST_DAY, until: first - 1, ratio: undefined }, ...known];
}
