/** Making a value discrete, at the moment it is set, assumed or given to an actor. */
import { ModelError, type Place } from "../problem.ts";
import {
  type Duration,
  type Exact,
  exact,
  isWhole,
  type Kind,
  kindText,
  roundHalfEven,
  roundToSignificant,
  type Value,
  valueText,
} from "../quantity/index.ts";

/** Significant digits that a number set into a machine keeps: a spreadsheet's. */
export const NUMBER_DIGITS = 15;

/**
 * The value as it is kept: money and rates in whole minor units (half-even), numbers and shares
 * with 15 significant digits. Throws a ModelError for a share outside 0..1.
 */
export function settle(kind: Kind, value: Value, place: Place): Value {
  switch (kind.type) {
    case "money":
      return wholeMinor(value as Exact);
    case "rate":
      return kind.currency === null ? roundToSignificant(value as Exact, NUMBER_DIGITS) : wholeMinor(value as Exact);
    case "number":
      return roundToSignificant(value as Exact, NUMBER_DIGITS);
    case "share":
      return roundToSignificant(inRange(kind, value, place) as Exact, NUMBER_DIGITS);
    default:
      return value;
  }
}

/**
 * The value as it is read, exact: an assumption or an input is a name for an expression, and naming one changes no cent.
 * Throws a ModelError for a share outside 0..1.
 */
export function inRange(kind: Kind, value: Value, place: Place): Value {
  if (kind.type !== "share") return value;
  const share = value as Exact;
  if (share.s >= 0n && share.n <= share.d) return value;
  throw new ModelError({
    code: "share-out-of-range",
    severity: "error",
    message: `a share is from 0 % to 100 %, and this is ${valueText({ type: "share" }, share)}`,
    place,
    label: "not a share",
  });
}

const wholeMinor = (value: Exact): Exact => (isWhole(value) ? value : exact(roundHalfEven(value)));

/** Whether two values of a kind are the same. */
export function sameValue(kind: Kind, a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  switch (kind.type) {
    case "money":
    case "rate":
    case "number":
    case "share":
      return (a as Exact).equals(b as Exact);
    case "duration":
      return (a as Duration).months === (b as Duration).months && (a as Duration).days === (b as Duration).days;
    default:
      return false;
  }
}

/** Asserts what load has promised: that a name has a value. */
export function known<T>(value: T | undefined, what: string, kind?: Kind): T {
  if (value === undefined) throw new Error(`no value for ${what}${kind ? ` (${kindText(kind)})` : ""}`);
  return value;
}
