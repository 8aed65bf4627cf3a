import { describe, expect, it } from "vitest";
import {
  DATE,
  type Exact,
  exact,
  type Kind,
  money,
  moneyRate,
  NUMBER,
  NUMBER_RATE,
  SHARE,
  TEXT,
  type Value,
} from "../quantity/index.ts";
import { known, sameValue, settle } from "./settle.ts";

const place = { file: "t.yaml", line: 1, column: 1, length: 1 };
const settled = (kind: Kind, value: Value) => (settle(kind, value, place) as Exact).toFraction();

describe("settle", () => {
  it.each([
    ["money half-even", money("USD"), exact(5n, 2n), "2"],
    ["money half-even, up", money("USD"), exact(7n, 2n), "4"],
    ["money below zero", money("USD"), exact(-5n, 2n), "-2"],
    ["a rate of money", moneyRate("USD"), exact(10n, 3n), "3"],
    ["a number, 15 digits", NUMBER, exact(1n, 3n), "333333333333333/1000000000000000"],
    ["a number per year, 15 digits", NUMBER_RATE, exact(2n, 3n), "666666666666667/1000000000000000"],
    ["a share, 15 digits", SHARE, exact(1n, 3n), "333333333333333/1000000000000000"],
    ["a whole share", SHARE, exact(1n), "1"],
  ])("makes %s", (_what, kind, value, wanted) => {
    expect(settled(kind, value)).toBe(wanted);
  });

  it("leaves whole money and what is no number as they are", () => {
    const whole = exact(5n);
    expect(settle(money("USD"), whole, place)).toBe(whole);
    expect(settle(DATE, 5, place)).toBe(5);
    expect(settle(TEXT, "x", place)).toBe("x");
  });

  it.each([
    [exact(13n, 10n), "130 %"],
    [exact(-1n, 1000n), "-0.1 %"],
  ])("refuses a share that is none, with its place", (value, text) => {
    let problem: unknown;
    try {
      settle(SHARE, value, place);
    } catch (error) {
      problem = (error as { problem: unknown }).problem;
    }
    expect(problem).toEqual({
      code: "share-out-of-range",
      severity: "error",
      message: `a share is from 0 % to 100 %, and this is ${text}`,
      place,
      label: "not a share",
    });
  });
});

describe("sameValue", () => {
  it("compares by value what is not one object", () => {
    expect(sameValue(NUMBER, exact(1n, 2n), exact(2n, 4n))).toBe(true);
    expect(sameValue(NUMBER, exact(1n), exact(2n))).toBe(false);
    expect(sameValue({ type: "duration" }, { months: 1, days: 0 }, { months: 1, days: 0 })).toBe(true);
    expect(sameValue({ type: "duration" }, { months: 1, days: 0 }, { months: 0, days: 30 })).toBe(false);
    expect(sameValue(TEXT, "a", "b")).toBe(false);
    expect(sameValue(NUMBER, undefined, exact(1n))).toBe(false);
    expect(sameValue(NUMBER, undefined, undefined)).toBe(true);
  });
});

describe("known", () => {
  it("asserts what load has promised", () => {
    expect(known(0, "n")).toBe(0);
    expect(() => known(undefined, "variable n", NUMBER)).toThrow("no value for variable n (number)");
  });
});
