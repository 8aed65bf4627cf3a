/** The unit in which statistics of a column are shown, chosen once for all of them, and said once. */

import { DAY_PARTS, MONTH_PARTS } from "@steppe/analysis";
import {
  dateText,
  decimalText,
  type Exact,
  exact,
  fromDouble,
  groupThousands,
  type Kind,
  minorDigits,
  numberText,
  roundHalfEven,
  roundToSignificant,
} from "@steppe/core";

export interface Scale {
  /** "million USD", "%", "years"; "" where a value needs no unit. */
  readonly unit: string;
  /** A value of the column, without the unit. */
  value(x: Exact): string;
  /** How far values are apart, with its unit where values have none (dates). */
  size(x: Exact): string;
}

/** Numbers have this many significant digits, their deviations fewer: more would only look exact. */
const DIGITS = 6;
const SIZE_DIGITS = 3;

export const keyExact = (key: bigint | number): Exact => (typeof key === "bigint" ? exact(key) : fromDouble(key));

/** The scale for values whose size goes up to `greatest`, in the unit of the column. */
export function scaleOf(kind: Kind, greatest: Exact): Scale {
  switch (kind.type) {
    case "money":
      return moneyScale(kind.currency, greatest, "");
    case "rate":
      return kind.currency === null ? numberScale("per year") : moneyScale(kind.currency, greatest, " per year");
    case "share":
      return numberScale("%", exact(100));
    case "date":
      return { unit: "", value: (x) => dateText(Number(roundHalfEven(x))), size: (x) => days(x) };
    case "duration":
      return durationScale(greatest);
    default:
      return numberScale("");
  }
}

/** A scale of fewer digits, for a page that has no room for cents beside amounts; of other kinds the same. */
export function coarseScaleOf(kind: Kind, greatest: Exact): Scale {
  if (kind.type !== "money") return scaleOf(kind, greatest);
  const million = exact(10n ** BigInt(minorDigits(kind.currency)))
    .mul(THOUSAND)
    .mul(THOUSAND);
  if (greatest.compare(million.div(exact(10))) < 0 || greatest.compare(million.mul(exact(10))) >= 0)
    return scaleOf(kind, greatest);
  const value = (x: Exact): string => groupThousands(decimalText(x.div(million), 3));
  return { unit: `million ${kind.currency}`, value, size: value };
}

const THOUSAND = exact(1000);

function moneyScale(currency: string, greatest: Exact, per: string): Scale {
  const major = exact(10n ** BigInt(minorDigits(currency)));
  const million = THOUSAND.mul(THOUSAND);
  const billion = million.mul(THOUSAND);
  const size = greatest.div(major);
  const [word, by] =
    size.compare(billion.mul(exact(100))) >= 0
      ? (["billion ", billion] as const)
      : size.compare(million.mul(exact(10))) >= 0
        ? (["million ", million] as const)
        : (["", exact(1)] as const);
  const places = word === "" ? minorDigits(currency) : 2;
  const value = (x: Exact): string => groupThousands(decimalText(x.div(major).div(by), places));
  return { unit: `${word}${currency}${per}`, value, size: value };
}

function numberScale(unit: string, by = exact(1)): Scale {
  const rounded = (x: Exact, digits: number): string => {
    const text = numberText(roundToSignificant(x.mul(by), digits));
    return /^-?\d{5,}/.test(text) ? groupThousands(text) : text;
  };
  return { unit, value: (x) => rounded(x, DIGITS), size: (x) => rounded(x, SIZE_DIGITS) };
}

function durationScale(greatest: Exact): Scale {
  const year = exact(12 * MONTH_PARTS);
  const inYears = greatest.compare(year.mul(exact(2))) >= 0;
  const by = inYears ? year : exact(DAY_PARTS);
  const value = (x: Exact): string => groupThousands(decimalText(x.div(by), inYears ? 2 : 1));
  return { unit: inYears ? "years" : "days", value, size: value };
}

function days(x: Exact): string {
  const text = groupThousands(decimalText(x, 0));
  return text === "1" ? "1 day" : `${text} days`;
}

/** A share of paths in per cent: "71.3 %"; what is some but very few is not called none. */
export function percentText(share: number): string {
  return `${percentNumber(share)} %`;
}

function percentNumber(share: number): string {
  if (share === 0 || share === 1) return String(share * 100);
  const tenths = Math.round(share * 1000);
  if (tenths === 0) return "<0.1";
  if (tenths === 1000) return ">99.9";
  return (tenths / 10).toFixed(1);
}

/** "68.4..74.0", "0.0..<0.1": no end is called none or all that is not. */
export function percentBounds({ low, high }: { readonly low: number; readonly high: number }): string {
  const end = (share: number): string => (share === 0 || share === 1 ? (share * 100).toFixed(1) : percentNumber(share));
  return `${end(low)}..${end(high)}`;
}

/** "68.4..74.0 %". */
export const percentRange = (interval: { readonly low: number; readonly high: number }): string =>
  `${percentBounds(interval)} %`;

/** "path 3", "paths 3, 17, 44", "paths 3, 17, 44, 81, 90 and 7 more". */
export function pathsText(examples: readonly number[], count: number): string {
  const more = count - examples.length;
  const listed = `path${count === 1 ? "" : "s"} ${examples.join(", ")}`;
  return more > 0 ? `${listed} and ${groupThousands(String(more))} more` : listed;
}
