/** Values counted, and tables of them put together. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absorb, type Counted, countedOf, NOTHING } from "./counted.ts";
import { wovenOf } from "./counted-testing.ts";
import { type Key, type Keys, keyOf } from "./ordinals.ts";

/** Values with their counts, which may be bytes or words. */
const plain = ({ ordinals, counts }: Counted, isWhole = false): readonly (readonly [Key, number])[] =>
  [...counts].map((count, i) => [keyOf(ordinals[2 * i] as number, ordinals[2 * i + 1] as number, isWhole), count]);

/** Counted by a map. */
function byHand(values: Keys): readonly (readonly [Key, number])[] {
  const counts = new Map<Key, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

const wholes = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const doubles = fc.double({ noNaN: true });

describe("values counted", () => {
  it("stand in order, each once, with how often it came", () => {
    const values = Float64Array.of(3, -1, 3, 0, -0, Number.MIN_VALUE);
    expect(plain(countedOf(values))).toEqual([
      [-1, 1],
      [0, 2],
      [Number.MIN_VALUE, 1],
      [3, 2],
    ]);
    expect([...values]).toEqual([3, -1, 3, 0, -0, Number.MIN_VALUE]);
    const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];
    expect(plain(countedOf(BigInt64Array.of(greatest, 0n, least, 0n)), true)).toEqual([
      [least, 1],
      [0n, 2],
      [greatest, 1],
    ]);
    expect(countedOf(new Float64Array(0))).toEqual(NOTHING);
  });

  it("are as a map counts them, be they few or many", () => {
    for (const length of [3, 40, 3000]) {
      for (const different of [1, 2, 9, 511, 512, 513, 3000]) {
        const whole = BigInt64Array.from({ length }, (_, i) => BigInt((i * 7919) % different) * 2n ** 40n - 2n ** 41n);
        expect(plain(countedOf(whole), true)).toEqual(byHand(whole));
        const real = Float64Array.from({ length }, (_, i) => ((i * 7919) % different) / 7 - 1);
        expect(plain(countedOf(real))).toEqual(byHand(real));
      }
    }
    fc.assert(
      fc.property(fc.array(fc.oneof(wholes, fc.constantFrom(0n, -1n, 5n)), { maxLength: 60 }), (values) => {
        expect(plain(countedOf(BigInt64Array.from(values)), true)).toEqual(byHand(BigInt64Array.from(values)));
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(doubles, fc.constantFrom(0, -1, 5)), { maxLength: 60 }), (values) => {
        const zeroed = Float64Array.from(values, (value) => value + 0);
        expect(plain(countedOf(Float64Array.from(values)))).toEqual(byHand(zeroed));
      }),
    );
  });

  it("in parts, put together, are those of the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -5, max: 5 }))), (parts) => {
        const tables = parts.map((part) => countedOf(Float64Array.from(part)));
        const whole = plain(countedOf(Float64Array.from(parts.flat())));
        expect(plain(wovenOf(tables))).toEqual(whole);
        expect(plain(wovenOf(tables.toReversed()))).toEqual(whole);
      }),
    );
  });

  it("are added to a table that has them all, and to no other", () => {
    const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(values, values, (own, more) => {
        const into = countedOf(Float64Array.from(own));
        const before = plain(into);
        const isDone = absorb(into, countedOf(Float64Array.from(more)));
        expect(isDone).toBe(more.every((value) => own.includes(value)));
        expect(plain(into)).toEqual(isDone ? byHand(Float64Array.from([...own, ...more])) : before);
      }),
    );
  });
});
