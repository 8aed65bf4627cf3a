/** Values counted, and tables of them put together. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Counted, countedOf, weave, weaveAll } from "./counted.ts";

/** Counts may be bytes or words. */
const plain = ({ keys, counts }: Counted) => ({ keys: [...keys], counts: [...counts] });

describe("values counted", () => {
  it("stand in order, each once, with how often it came", () => {
    const values = Float64Array.of(3, -1, 3, 0, -0, Number.MIN_VALUE);
    expect(countedOf(values)).toEqual({
      keys: Float64Array.of(-1, 0, Number.MIN_VALUE, 3),
      counts: Uint32Array.of(1, 2, 1, 2),
    });
    expect([...values]).toEqual([3, -1, 3, 0, -0, Number.MIN_VALUE]);
    const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];
    expect(countedOf(BigInt64Array.of(greatest, 0n, least, 0n))).toEqual({
      keys: BigInt64Array.of(least, 0n, greatest),
      counts: Uint32Array.of(1, 2, 1),
    });
  });

  it("in parts, put together, are those of the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -5, max: 5 }))), (parts) => {
        const tables = parts.map((part) => countedOf(Float64Array.from(part)));
        const whole = countedOf(Float64Array.from(parts.flat()));
        expect(plain(weaveAll(tables, false))).toEqual(plain(whole));
        const inTurn = tables.reduceRight((later, table) => weave(table, later), weaveAll([], false));
        expect(plain(inTurn)).toEqual(plain(whole));
      }),
    );
  });

  it("keep counts that no byte holds", () => {
    const many = { keys: Float64Array.of(1, 2), counts: Uint32Array.of(200, 1) };
    expect(plain(weave(many, many))).toEqual({ keys: [1, 2], counts: [400, 2] });
  });
});
