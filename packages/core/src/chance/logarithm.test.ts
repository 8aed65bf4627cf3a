/** The logarithm against one of forty digits (decimal.js), and its table against what it is said to be. */
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ln } from "./logarithm.ts";
import { LN_TABLE } from "./logarithm-table.ts";

const Exactly = Decimal.clone({ precision: 60 });
/** A double as it is: decimal.js itself reads its shortest text. */
function exactly(x: number): Decimal {
  let [scaled, power] = [x, 0];
  for (; !Number.isInteger(scaled); power -= 1) scaled *= 2;
  return new Exactly(BigInt(scaled).toString()).times(twoTo(power));
}
const twoTo = (power: number): Decimal => new Exactly(2).pow(power);

/** One unit in the last place of a double of this size. */
function unitOf(x: Decimal): Decimal {
  const exponent = Math.floor(Math.log2(x.abs().toNumber()));
  const power = x.abs().gte(twoTo(exponent)) ? exponent : exponent - 1;
  return twoTo(Math.max(power, -1022) - 52);
}

describe("the table", () => {
  const rows = Array.from({ length: 128 }, (_, i) => LN_TABLE.slice(3 * i, 3 * i + 3) as [number, number, number]);

  test("has a row for each interval, its c within", () => {
    expect(LN_TABLE).toHaveLength(3 * 128);
    const least = (i: number): number => (i < 80 ? 0.6875 + i * 2 ** -8 : 1 + (i - 80) * 2 ** -7);
    for (const [i, [, , c]] of rows.entries()) {
      const [from, to] = [least(i), least(i + 1)];
      const [low, high] = i === 79 || i === 80 ? [from, to] : [from + (to - from) / 4, to - (to - from) / 4];
      expect(c >= low && c <= high, `${c} from ${low} to ${high}`).toBe(true);
    }
    expect([rows[79], rows[80]]).toEqual([
      [1, 0, 1],
      [1, 0, 1],
    ]);
  });

  test("has logarithms that are multiples of 2^-43 within 2^-65, and reciprocals within 2^-58", () => {
    for (const [reciprocal, logarithm, c] of rows) {
      expect(Number.isInteger(logarithm * 2 ** 43)).toBe(true);
      expect(exactly(c).ln().minus(exactly(logarithm)).abs().lte(twoTo(-65)), `ln ${c}`).toBe(true);
      expect(exactly(c).times(exactly(reciprocal)).minus(1).abs().lte(twoTo(-58)), `1/${c}`).toBe(true);
    }
  });
});

test("less than one unit in the last place from the logarithm", () => {
  const values = fc.oneof(
    fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0.5, max: 2, noNaN: true }),
    fc.double({ min: 1 - 2 ** -8, max: 1 + 2 ** -7, noNaN: true }),
    fc.bigInt(0n, 2n ** 52n - 1n).map((k) => 1 - Number(2n * k + 1n) * 2 ** -53),
    fc.integer({ min: -1074, max: 1023 }).map((k) => 2 ** k),
  );
  fc.assert(
    fc.property(values, (x) => {
      fc.pre(x !== 1);
      const expected = exactly(x).ln();
      expect(exactly(ln(x)).minus(expected).abs().lt(unitOf(expected)), `ln(${x})`).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
