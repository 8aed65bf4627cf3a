import { describe, expect, it } from "vitest";
import { exact } from "./exact.ts";
import { groupedMoney, groupThousands, moneyText } from "./money.ts";

describe("money as text", () => {
  it.each([
    [123_450n, "USD", "1234.50", "1,234.50 USD"],
    [-5n, "USD", "-0.05", "-0.05 USD"],
    [0n, "USD", "0.00", "0.00 USD"],
    [1_234_567n, "JPY", "1234567", "1,234,567 JPY"],
    [-1_234_567n, "KWD", "-1234.567", "-1,234.567 KWD"],
    [11_500_000_000n, "USD", "115000000.00", "115,000,000.00 USD"],
    [99_999n, "USD", "999.99", "999.99 USD"],
    [-100_000n, "USD", "-1000.00", "-1,000.00 USD"],
  ])("%s minor units of %s are %s, for people %s", (minor, currency, plain, grouped) => {
    expect(moneyText(minor, currency)).toBe(plain);
    expect(groupedMoney(minor, currency)).toBe(grouped);
  });

  it("is rounded half-even for display when exact", () => {
    expect(groupedMoney(exact(5, 2), "USD")).toBe("0.02 USD");
    expect(groupedMoney(exact(7, 2), "USD")).toBe("0.04 USD");
  });

  it("groups the whole part only", () => {
    expect(groupThousands("1234567.1234567")).toBe("1,234,567.1234567");
    expect(groupThousands("-123")).toBe("-123");
    expect(groupThousands("-1234")).toBe("-1,234");
  });
});
