import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES } from "./currency.ts";
import { NEVER, toEpochDay } from "./date.ts";
import { type Exact, exact } from "./exact.ts";
import {
  ACTOR,
  BOOLEAN,
  DATE,
  DURATION,
  type Kind,
  money,
  moneyRate,
  NUMBER,
  NUMBER_RATE,
  PARTY,
  SHARE,
  TEXT,
} from "./kind.ts";
import { decodeValue, encodeValue, type Value, valueSource, valueText } from "./value.ts";

const currency = fc.constantFrom(...CURRENCIES);
const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
  .map(([n, d]) => exact(n, d));
const dates = fc.oneof(fc.integer({ min: toEpochDay(1, 1, 1), max: toEpochDay(9999, 12, 31) }), fc.constant(NEVER));
const durations = fc.record({ months: fc.integer(), days: fc.integer() });

/** A kind with a value of it. */
const kindAndValue: fc.Arbitrary<readonly [Kind, Value]> = fc.oneof(
  fc.tuple(currency.map(money), numbers),
  fc.tuple(currency.map(moneyRate), numbers),
  fc.tuple(fc.constantFrom(NUMBER, SHARE, NUMBER_RATE), numbers),
  fc.tuple(fc.constant(DURATION), durations),
  fc.tuple(fc.constant(DATE), dates),
  fc.tuple(fc.constantFrom(PARTY, TEXT, ACTOR), fc.string()),
  fc.tuple(fc.constant(BOOLEAN), fc.boolean()),
);

const isExact = (value: Value): value is Exact => typeof value === "object" && "d" in value;

describe("saved values", () => {
  it("survive JSON and come back as they were", () => {
    fc.assert(
      fc.property(kindAndValue, ([kind, value]) => {
        const encoded = JSON.parse(JSON.stringify(encodeValue(kind, value)));
        const back = decodeValue(kind, encoded);
        if (isExact(value)) expect((back as Exact).equals(value)).toBe(true);
        else expect(back).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it("have one plain form each", () => {
    expect(encodeValue(money("USD"), exact(5, 2))).toBe("5/2");
    expect(encodeValue(DURATION, { months: 18, days: 1 })).toEqual([18, 1]);
    expect(encodeValue(DATE, toEpochDay(2004, 1, 1))).toBe("2004-01-01");
    expect(encodeValue(DATE, NEVER)).toBe("never");
    expect(encodeValue(BOOLEAN, false)).toBe(false);
    expect(encodeValue(PARTY, "russia")).toBe("russia");
  });

  it("that are no values are refused", () => {
    expect(() => decodeValue(DATE, "2005-02-29")).toThrow("2005-02 has 28 days");
    expect(() => decodeValue(NUMBER, "1.5")).toThrow("not an exact number: 1.5");
  });
});

const RENT = exact(11_500_000_000n);

describe("values for people and as source", () => {
  it.each<[Kind, Value, string, string]>([
    [money("USD"), exact(123_450n), "1,234.50 USD", "1234.5 USD"],
    [money("JPY"), exact(1_234n), "1,234 JPY", "1234 JPY"],
    [moneyRate("USD"), RENT, "115,000,000.00 USD per year", "115000000 USD per year"],
    [NUMBER_RATE, exact(5, 2), "2.5 per year", "2.5 per year"],
    [NUMBER, exact(1, 3), "0.333333333333333", "0.333333333333333"],
    [SHARE, exact(3, 10), "30 %", "30%"],
    [DURATION, { months: 60, days: 0 }, "5 years", "5 years"],
    [DATE, toEpochDay(2013, 7, 2), "2013-07-02", "2013-07-02"],
    [DATE, NEVER, "never", "never"],
    [BOOLEAN, true, "yes", "true"],
    [BOOLEAN, false, "no", "false"],
    [PARTY, "kazakhstan", "kazakhstan", "kazakhstan"],
    [TEXT, 'a "b"', 'a "b"', '"a \\"b\\""'],
  ])("of %o: %s", (kind, value, text, source) => {
    expect(valueText(kind, value)).toBe(text);
    expect(valueSource(kind, value)).toBe(source);
  });

  it("keep every digit in the source, however many there are", () => {
    expect(valueSource(money("USD"), exact(1_234_567_890_123_456_789n))).toBe("12345678901234567.89 USD");
    expect(valueSource(NUMBER, exact(1n, 1n << 53n))).toBe("0.00000000000000011102230246251565404236316680908203125");
    expect(valueSource(SHARE, exact(1, 8))).toBe("12.5%");
  });
});
