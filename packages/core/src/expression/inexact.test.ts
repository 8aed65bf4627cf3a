/** Discount factors by the powers of a day's factor, against those that decimal.js works out one by one. */
import { describe, expect, it } from "vitest";
import type { Place } from "../problem.ts";
import { exact } from "../quantity/index.ts";
import { DiscountFactors, discountFactor } from "./inexact.ts";

const PLACE: Place = { file: "t.yaml", line: 1, column: 1, length: 1 };

describe("discount factors, one after another", () => {
  it("are those of the same days asked one by one, to the last of 18 decimals", () => {
    for (const rate of [
      exact(5n, 100n),
      exact(1n, 3n),
      exact(1n, 1_000_000n),
      exact(1n),
      exact(0n),
      exact(349n, 10_000n),
    ]) {
      const factors = new DiscountFactors(rate, PLACE);
      for (let days = 0; days < 33_000; days += days < 200 ? 1 : 397) {
        expect(exact(factors.units(days), 10n ** 18n)).toEqual(discountFactor(rate, days, PLACE));
      }
    }
  });

  it("are asked one by one below 0 %, above 100 % and for times past memory", () => {
    for (const rate of [exact(-1n, 10n), exact(3n, 2n)]) {
      const factors = new DiscountFactors(rate, PLACE);
      for (const days of [0, 1, 364, 20_000]) {
        expect(exact(factors.units(days), 10n ** 18n)).toEqual(discountFactor(rate, days, PLACE));
      }
    }
    const factors = new DiscountFactors(exact(5n, 100n), PLACE);
    for (const days of [32_767, 32_768, 100_000, -400]) {
      expect(exact(factors.units(days), 10n ** 18n)).toEqual(discountFactor(exact(5n, 100n), days, PLACE));
    }
  });

  it("refuse a rate that leaves nothing", () => {
    expect(() => new DiscountFactors(exact(-1n), PLACE).units(1)).toThrow("a discount rate is above -100 %");
  });
});
