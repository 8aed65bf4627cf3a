/**
 * Values: what an expression yields. A value does not carry its kind; the kind is known at load.
 *
 * - money: an exact number of *minor units* (cents); a rate: exact minor units per year
 *   (or exact number per year)
 * - number, share: exact
 * - duration: months and days
 * - date: epoch day, or NEVER
 * - party, actor, text: string; boolean
 */

import { minorDigits } from "./currency.ts";
import { dateText, type EpochDay, NEVER, parseDate } from "./date.ts";
import { type Duration, durationText } from "./duration.ts";
import { decodeExact, type Exact, encodeExact, exact, fullDecimalText, numberText } from "./exact.ts";
import type { Kind } from "./kind.ts";
import { groupedMoney } from "./money.ts";

export type Value = Exact | Duration | EpochDay | string | boolean;

/** A value as plain JSON, by its kind; `decodeValue` is the inverse. */
export type EncodedValue = string | boolean | readonly [months: number, days: number];

export function encodeValue(kind: Kind, value: Value): EncodedValue {
  switch (kind.type) {
    case "money":
    case "rate":
    case "number":
    case "share":
      return encodeExact(value as Exact);
    case "duration":
      return [(value as Duration).months, (value as Duration).days];
    case "date":
      return dateText(value as EpochDay);
    case "boolean":
      return value as boolean;
    case "party":
    case "text":
    case "actor":
      return value as string;
  }
}

export function decodeValue(kind: Kind, encoded: EncodedValue): Value {
  switch (kind.type) {
    case "money":
    case "rate":
    case "number":
    case "share":
      return decodeExact(encoded as string);
    case "duration": {
      const [months, days] = encoded as readonly [number, number];
      return { months, days };
    }
    case "date": {
      if (encoded === "never") return NEVER;
      const parsed = parseDate(encoded as string);
      if ("reason" in parsed) throw new TypeError(parsed.reason);
      return parsed.day;
    }
    default:
      return encoded as string | boolean;
  }
}

/** A value for a person, with its unit: "115,000,000.00 USD per year", "5 years", "30 %". */
export function valueText(kind: Kind, value: Value): string {
  switch (kind.type) {
    case "money":
      return groupedMoney(value as Exact, kind.currency);
    case "rate":
      return kind.currency === null
        ? `${numberText(value as Exact)} per year`
        : `${groupedMoney(value as Exact, kind.currency)} per year`;
    case "number":
      return numberText(value as Exact);
    case "share":
      return `${numberText((value as Exact).mul(exact(100)))} %`;
    case "duration":
      return durationText(value as Duration);
    case "date":
      return dateText(value as EpochDay);
    case "boolean":
      return value ? "yes" : "no";
    default:
      return value as string;
  }
}

/**
 * A value as an expression that evaluates to it: what saved overlays and `explain` write. Every digit is kept, save
 * of a number that has no finite decimal text: that one is written with 15 significant digits.
 */
export function valueSource(kind: Kind, value: Value): string {
  switch (kind.type) {
    case "money":
      return `${majorSource(value as Exact, kind.currency)} ${kind.currency}`;
    case "rate":
      return kind.currency === null
        ? `${numberSource(value as Exact)} per year`
        : `${majorSource(value as Exact, kind.currency)} ${kind.currency} per year`;
    case "number":
      return numberSource(value as Exact);
    case "share":
      return `${numberSource((value as Exact).mul(exact(100)))}%`;
    case "boolean":
      return value ? "true" : "false";
    case "text":
      return JSON.stringify(value);
    default:
      return valueText(kind, value);
  }
}

function numberSource(x: Exact): string {
  return fullDecimalText(x) ?? numberText(x);
}

function majorSource(minor: Exact, currency: string): string {
  return numberSource(minor.div(exact(10n ** BigInt(minorDigits(currency)))));
}
