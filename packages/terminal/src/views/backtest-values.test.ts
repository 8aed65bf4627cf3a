import {
  BOOLEAN,
  DATE,
  DURATION,
  exact,
  type Kind,
  months,
  NEVER,
  NUMBER,
  SHARE,
  toEpochDay,
  type Value,
} from "@steppe/core";
import { describe, expect, it } from "vitest";
import { percentText, scoreText, unitOf, unitText } from "./backtest-values.ts";

const USD: Kind = { type: "money", currency: "USD" };
const YEARLY: Kind = { type: "rate", currency: "JPY" };

describe("a value of a record", () => {
  const cases: readonly (readonly [Kind, number, Value, string, string])[] = [
    [USD, 5, exact(123456), "USD", "1,234.56"],
    [USD, 1_000_000_000, exact(123456789), "million USD", "1.23"],
    [YEARLY, 20_000_000, exact(115_500_000), "million JPY per year", "115.50"],
    [{ type: "rate", currency: null }, 5, exact(1, 3), "per year", "0.33"],
    [NUMBER, 5, exact(123456, 10), "", "12,350"],
    [NUMBER, 5, exact(123456), "", "123,456"],
    [SHARE, 1, exact(1, 8), "", "12.5 %"],
    [DATE, 5, toEpochDay(2012, 2, 29), "", "2012-02-29"],
    [DATE, 5, NEVER, "", "not yet"],
    [DURATION, 5, months(14), "", "1 year + 2 months"],
    [BOOLEAN, 1, true, "", "yes"],
  ];

  it.each(cases)("%j up to %i: %s", (kind, greatest, value, name, text) => {
    const unit = unitOf(kind, exact(greatest));
    expect([unit.name, unitText(kind, value, unit).replace(/\s/g, " ")]).toEqual([name, text]);
  });
});

describe("a score", () => {
  it.each([
    [USD, 1_000_000_000, exact(512_345_678), "5.123 million USD"],
    [USD, 5, exact(1001, 3), "3.337 USD"],
    [SHARE, 1, exact(1, 40), "2.5 points"],
    [DATE, 5, exact(4508, 100), "45.08 days"],
    [DURATION, 5, exact(1234567), "1,235,000 days"],
    [NUMBER, 5, exact(0), "0 "],
  ] as const)("%j up to %i: %s", (kind, greatest, score, text) => {
    const unit = unitOf(kind, exact(greatest));
    expect(`${scoreText(score, unit)} ${unit.score}`).toBe(text);
  });
});

describe("a part", () => {
  it.each([
    [exact(0), "0 %"],
    [exact(1, 400), "1 %"],
    [exact(1, 2), "50 %"],
    [exact(399, 400), "99 %"],
    [exact(1), "100 %"],
  ])("%s", (part, text) => {
    expect(percentText(part)).toBe(text);
  });
});
