/** Cells: what is kept is read back, whatever its kind. */
import {
  type Duration,
  type Exact,
  exact,
  type Kind,
  NEVER,
  roundToSignificant,
  toDouble,
  type Value,
} from "@steppe/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CellOverflow,
  cellCoder,
  cellOf,
  cellOfDay,
  cellOfMinor,
  cellOfNumber,
  dayOf,
  NEVER_DAY,
  numberOf,
} from "./cells.ts";
import { Texts } from "./texts.ts";

const texts = new Texts();
for (const text of ["pa", "pb", "one"]) texts.number(text);
const OPENED = ["x/claim/1", "x/claim/2007"];
const coder = cellCoder(texts, {
  indexOf: (name) => (OPENED.includes(name) ? OPENED.indexOf(name) + 5 : undefined),
  nameOf: (index) => OPENED[index - 5] as string,
});
const view = new DataView(new ArrayBuffer(16));

function back(kind: Kind, value: Value): Value {
  coder.write(view, 8, kind, value);
  return coder.read(view, 8, kind);
}

/** A number of at most 15 significant digits. */
const short = fc
  .tuple(
    fc.oneof(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), fc.bigInt(-999n, 999n)),
    fc.integer({ min: -280, max: 270 }),
  )
  .map(([digits, power]) => (power >= 0 ? exact(digits * 10n ** BigInt(power)) : exact(digits, 10n ** BigInt(-power))));
const money: Kind = { type: "money", currency: "USD" };

test("a number of 15 digits has a double of its own, and is read back from it", () => {
  fc.assert(
    fc.property(short, (value) => {
      for (const type of ["number", "share"] as const) {
        expect((back({ type }, value) as Exact).equals(value)).toBe(true);
      }
      expect((back({ type: "rate", currency: null }, value) as Exact).equals(value)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("the neighbours of a number of 15 digits are other numbers", () => {
  for (const [digits, power] of [
    [999_999_999_999_999n, -3n],
    [123_456_789_012_345n, 0n],
    [100_000_000_000_001n, -14n],
  ] as const) {
    const at = (one: bigint) => (power < 0n ? exact(one, 10n ** -power) : exact(one));
    const doubles = [digits - 1n, digits, digits + 1n].map((one) => cellOfNumber(roundToSignificant(at(one), 15)));
    expect(new Set(doubles).size).toBe(3);
    expect(doubles.map((one) => numberOf(one).toFraction())).toEqual(
      [digits - 1n, digits, digits + 1n].map((one) => roundToSignificant(at(one), 15).toFraction()),
    );
  }
});

test("money is whole minor units of 64 bits, and nothing else", () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (minor) => {
      expect((back(money, exact(minor)) as Exact).equals(exact(minor))).toBe(true);
      expect((back({ type: "rate", currency: "USD" }, exact(minor)) as Exact).equals(exact(minor))).toBe(true);
    }),
  );
  expect(() => cellOfMinor(2n ** 63n)).toThrow(CellOverflow);
  expect(() => back(money, exact(-(2n ** 63n) - 1n))).toThrow("-9223372036854775809 minor units");
});

test("durations, dates, truths and names come back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -120_000, max: 120_000 }), fc.integer({ min: -4e6, max: 4e6 }), (months, days) => {
      expect(back({ type: "duration" }, { months, days })).toEqual({ months, days } satisfies Duration);
      expect(back({ type: "date" }, days)).toBe(days);
    }),
  );
  expect(back({ type: "date" }, NEVER)).toBe(NEVER);
  expect([cellOfDay(NEVER), dayOf(NEVER_DAY)]).toEqual([NEVER_DAY, NEVER]);
  expect([true, false].map((one) => back({ type: "boolean" }, one))).toEqual([true, false]);
  for (const type of ["party", "text", "actor"] as const) {
    for (const name of ["", "pa", "one", ...OPENED]) expect(back({ type }, name)).toBe(name);
  }
});

test("what no cell can hold is refused: it is for the World", () => {
  expect(() => cellOfNumber(exact(10n ** 291n))).toThrow(CellOverflow);
  expect(() => cellOfNumber(exact(1n, 10n ** 291n))).toThrow(CellOverflow);
  expect(cellOfNumber(exact(0))).toBe(0);
  expect(() => cellOfDay(NEVER_DAY)).toThrow("day 2147483647");
  expect(() => back({ type: "text" }, "unheard of")).toThrow('a name nobody knew: "unheard of"');
});

test("a cell's type goes with its kind", () => {
  const kinds: readonly Kind[] = [
    money,
    { type: "rate", currency: "USD" },
    { type: "rate", currency: null },
    { type: "share" },
  ];
  expect(kinds.map(cellOf)).toEqual(["i64", "i64", "f64", "f64"]);
  expect(toDouble(numberOf(0.1))).toBe(0.1);
});
