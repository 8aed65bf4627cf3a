/** Money as text. Amounts are whole or exact minor units; text has the currency's decimals. */
import { minorDigits } from "./currency.ts";
import { type Exact, roundHalfEven, scaledText } from "./exact.ts";

/** Plain decimal text of minor units, no grouping, no currency: the form of JSON and CSV. */
export function moneyText(minor: bigint, currency: string): string {
  return scaledText(minor, minorDigits(currency));
}

/** "1,234.50 USD": grouped by thousands, for people. An exact amount is rounded for display. */
export function groupedMoney(minor: Exact | bigint, currency: string): string {
  return `${groupThousands(moneyText(typeof minor === "bigint" ? minor : roundHalfEven(minor), currency))} ${currency}`;
}

/** Commas between thousands of the whole part of plain decimal text. */
export function groupThousands(text: string): string {
  const [whole = "", decimals] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
