/** Values as people read them: with unit, thousands grouped, and differences with their sign. */
import {
  type ComparedCell,
  dateText,
  type EpochDay,
  type Exact,
  exact,
  groupedMoney,
  groupThousands,
  type Kind,
  NEVER,
  numberText,
  roundToSignificant,
  type Value,
  valueText,
} from "@steppe/core";
import { counted, oneLine } from "./text.ts";

/** One line for a value of a kind. Numbers are grouped by thousands, years and the like are not. */
export function shown(kind: Kind, value: Value): string {
  if (kind.type === "number") {
    const text = numberText(value as Exact);
    return /^-?\d{5,}/.test(text) ? groupThousands(text) : text;
  }
  return oneLine(valueText(kind, value));
}

/** As `shown`, but a number that was drawn has four significant digits: more would only look exact. */
export function shownRoughly(kind: Kind, value: Value): string {
  const isNumber = kind.type === "number" || kind.type === "share";
  return shown(kind, isNumber ? roundToSignificant(value as Exact, 4) : value);
}

/** What one value is more or less than another, with its sign; "" where there is no difference to speak of. */
export function differenceText({ kind, difference }: ComparedCell): string {
  if (difference === undefined) return "";
  if (typeof difference === "number")
    return difference === 0 ? "" : signedText(counted(difference, "day"), difference < 0);
  if (difference.n === 0n) return "";
  return signedText(amountText(kind, difference), difference.s < 0n);
}

const signedText = (text: string, negative: boolean): string => (negative ? text : `+${text}`);

function amountText(kind: Kind, amount: Exact): string {
  switch (kind.type) {
    case "money":
      return groupedMoney(amount, kind.currency);
    case "share":
      return `${numberText(amount.mul(exact(100)))} points`;
    default:
      return shown(kind, amount);
  }
}

/** Whether two values of a kind differ where no difference can be taken: dates and never, texts, yes and no. */
export function sameShown(kind: Kind, a: Value, b: Value): boolean {
  return valueText(kind, a) === valueText(kind, b);
}

export const dayText = (day: EpochDay): string => (day === NEVER ? "never" : dateText(day));

export const periodText = (start: EpochDay, end: EpochDay): string => `${dateText(start)} .. ${dateText(end)}`;
