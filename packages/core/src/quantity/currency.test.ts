import { describe, expect, it } from "vitest";
import { CURRENCIES, isCurrency, minorDigits } from "./currency.ts";

/** Where the host's data follow everyday use (no coins below the whole unit), ISO 4217 keeps the decimals. */
const UNUSED_COINS = "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER".split(" ");

/** In the host's list and not in ours: withdrawn, or without a minor unit. */
const NOT_MONEY = new Set(["CUC", "HRK", "XDR", "XSU"]);

describe("currencies", () => {
  it("have the decimals the host's own table gives them, where it follows the standard", () => {
    const hostDigits = (code: string): number | undefined =>
      new Intl.NumberFormat("en", { style: "currency", currency: code }).resolvedOptions().maximumFractionDigits;
    const differing = CURRENCIES.filter((code) => hostDigits(code) !== minorDigits(code));
    expect(differing.filter((code) => !UNUSED_COINS.includes(code))).toEqual([]);
  });

  it("are all that are in use", () => {
    const names = new Intl.DisplayNames("en", { type: "currency" });
    const missing = Intl.supportedValuesOf("currency").filter(
      // A name with years is of money that is no more.
      (code) => !isCurrency(code) && !NOT_MONEY.has(code) && !/\d{4}/.test(names.of(code) ?? ""),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ["USD", 2],
    ["RUB", 2],
    ["KZT", 2],
    ["ILS", 2],
    ["TRY", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["IQD", 3],
    ["XCG", 2],
  ])("%s has %i decimals", (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it("are listed once each, in order", () => {
    expect(CURRENCIES).toEqual([...new Set(CURRENCIES)].sort());
    for (const code of CURRENCIES) expect(code).toMatch(/^[A-Z]{3}$/);
  });

  it("are written in capitals", () => {
    expect(isCurrency("usd")).toBe(false);
    expect(isCurrency("QQQ")).toBe(false);
    expect(isCurrency("")).toBe(false);
    expect(() => minorDigits("usd")).toThrow("unknown currency: usd");
  });
});
