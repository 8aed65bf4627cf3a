/** Values of a record as its tables show them: the unit in the heading, no more digits than can be read. */
import {
  dateText,
  decimalText,
  type EpochDay,
  type Exact,
  exact,
  groupThousands,
  isWhole,
  type Kind,
  minorDigits,
  NEVER,
  numberText,
  roundToSignificant,
  type Value,
} from "@steppe/core";
import { shown, shownRoughly } from "./values.ts";

export interface Unit {
  /** "million USD", "days"; "" where the values say it. */
  readonly name: string;
  /** What scores are in: "days" for dates. */
  readonly score: string;
  /** How many of the unit in which values are kept make one. */
  readonly size: Exact;
}

const MILLION = exact(1_000_000);
/** From ten millions on, millions are told. */
const MILLIONS_FROM = exact(10_000_000);

/** The unit for a record of a kind whose greatest value is `greatest`, as it is kept. */
export function unitOf(kind: Kind, greatest: Exact): Unit {
  switch (kind.type) {
    case "money":
    case "rate": {
      const year = kind.type === "rate" ? " per year" : "";
      if (kind.currency === null) return { name: "per year", score: "per year", size: exact(1) };
      const whole = exact(10n ** BigInt(minorDigits(kind.currency)));
      const inMillions = greatest.compare(whole.mul(MILLIONS_FROM)) >= 0;
      const name = `${inMillions ? "million " : ""}${kind.currency}${year}`;
      return { name, score: name, size: inMillions ? whole.mul(MILLION) : whole };
    }
    case "share":
      return { name: "", score: "points", size: exact(1, 100) };
    case "date":
    case "duration":
      return { name: "", score: "days", size: exact(1) };
    default:
      return { name: "", score: "", size: exact(1) };
  }
}

/** A value, without its unit where that has a name. Money has two decimals, what was counted all its digits; a date beyond the one compared is "not yet". */
export function unitText(kind: Kind, value: Value, { size }: Unit): string {
  switch (kind.type) {
    case "money":
    case "rate":
      return groupThousands(decimalText((value as Exact).div(size), 2));
    case "date":
      return (value as EpochDay) === NEVER ? "not yet" : dateText(value as EpochDay);
    case "number":
      return isWhole(value as Exact) ? shown(kind, value) : shownRoughly(kind, value);
    case "share":
      return shownRoughly(kind, value);
    default:
      return shown(kind, value);
  }
}

/** A score in the unit, to four significant digits. */
export function scoreText(score: Exact, { size }: Unit): string {
  return groupThousands(numberText(roundToSignificant(score.div(size), 4)));
}

/** A part of the whole in per cent, to the nearest one; what is not all and not nothing is not said to be. */
export function percentText(part: Exact): string {
  const whole = decimalText(part.mul(exact(100)), 0);
  if (whole === "100" && part.compare(exact(1)) < 0) return "99 %";
  return whole === "0" && part.compare(exact(0)) > 0 ? "1 %" : `${whole} %`;
}
