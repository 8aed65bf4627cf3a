import { describe, expect, it } from "vitest";
import {
  closeKind,
  currencyOf,
  DECLARABLE_KINDS,
  type DeclaredKind,
  declaredKindText,
  isOpen,
  parseDeclaredKind,
} from "./kinds.ts";

describe("parseDeclaredKind", () => {
  it.each([
    ["money", { type: "money", currency: undefined }],
    ["money per year", { type: "rate", currency: undefined }],
    ["money in RUB", { type: "money", currency: "RUB" }],
    [" money  in RUB per  year ", { type: "rate", currency: "RUB" }],
    ["number per year", { type: "rate", currency: null }],
    ["share", { type: "share" }],
    ["actor", { type: "actor" }],
  ])("reads %s", (text, kind) => {
    expect(parseDeclaredKind(text)).toEqual(kind);
  });

  it.each(["", "cash", "Money", "money in rub", "money per month", "share per year", "constructor"])(
    "knows no %j",
    (text) => {
      expect(parseDeclaredKind(text)).toBe(undefined);
    },
  );

  it("reads every kind that is suggested, and says each as it is written", () => {
    for (const text of DECLARABLE_KINDS) expect(declaredKindText(parseDeclaredKind(text) as DeclaredKind)).toBe(text);
    expect(declaredKindText(parseDeclaredKind("money in RUB per year") as DeclaredKind)).toBe("money in RUB per year");
  });
});

describe("an open kind", () => {
  it("is money or a rate of money without a currency, and is closed by one", () => {
    const [open, rate, closed, plain] = ["money", "money per year", "money in RUB", "number per year"].map(
      (text) => parseDeclaredKind(text) as DeclaredKind,
    );
    expect([open, rate, closed, plain].map((kind) => isOpen(kind as DeclaredKind))).toEqual([true, true, false, false]);
    expect([open, rate, closed, plain].map((kind) => closeKind(kind as DeclaredKind, "KZT"))).toEqual([
      { type: "money", currency: "KZT" },
      { type: "rate", currency: "KZT" },
      { type: "money", currency: "RUB" },
      { type: "rate", currency: null },
    ]);
    expect([open, closed, plain].map((kind) => currencyOf(kind as DeclaredKind))).toEqual([
      undefined,
      "RUB",
      undefined,
    ]);
  });
});
