import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTOR,
  BOOLEAN,
  DATE,
  DURATION,
  fits,
  type Kind,
  kindText,
  money,
  moneyRate,
  NUMBER,
  NUMBER_RATE,
  PARTY,
  SHARE,
  sameKind,
  TEXT,
} from "./kind.ts";

const KINDS: readonly Kind[] = [
  money("USD"),
  money("RUB"),
  moneyRate("USD"),
  moneyRate("RUB"),
  NUMBER_RATE,
  NUMBER,
  SHARE,
  DURATION,
  DATE,
  PARTY,
  BOOLEAN,
  TEXT,
  ACTOR,
];
const anyKind = fc.constantFrom(...KINDS);

describe("kinds", () => {
  it("are the same only as themselves, also when made again", () => {
    for (const [i, a] of KINDS.entries()) {
      for (const [j, b] of KINDS.entries())
        expect(sameKind(a, { ...b }), `${kindText(a)}, ${kindText(b)}`).toBe(i === j);
    }
  });

  it("fit where they are the same, and numbers and shares for each other", () => {
    fc.assert(
      fc.property(anyKind, anyKind, (a, b) => {
        const plain = [NUMBER, SHARE].includes(a) && [NUMBER, SHARE].includes(b);
        expect(fits(a, b)).toBe(plain || a === b);
      }),
    );
  });

  it("of two currencies never fit, nor money and its rate, nor a number and its rate", () => {
    expect(fits(money("USD"), money("RUB"))).toBe(false);
    expect(fits(moneyRate("USD"), moneyRate("RUB"))).toBe(false);
    expect(fits(money("USD"), moneyRate("USD"))).toBe(false);
    expect(fits(moneyRate("USD"), NUMBER_RATE)).toBe(false);
    expect(fits(NUMBER, NUMBER_RATE)).toBe(false);
    expect(fits(NUMBER, money("USD"))).toBe(false);
  });

  it("have names a person would say, each its own", () => {
    expect(kindText(money("USD"))).toBe("money (USD)");
    expect(kindText(moneyRate("KZT"))).toBe("money per year (KZT)");
    expect(kindText(NUMBER_RATE)).toBe("number per year");
    expect(kindText(SHARE)).toBe("share");
    expect(new Set(KINDS.map(kindText)).size).toBe(KINDS.length);
  });
});
