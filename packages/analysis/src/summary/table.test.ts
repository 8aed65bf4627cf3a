/** Tables of many values: what was put in stands in them, in order, however it came. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedOf, NOTHING } from "./counted.ts";
import { wovenOf } from "./counted-testing.ts";
import { Table } from "./table.ts";

const listed = (table: Table): readonly (readonly [number, number, number])[] => {
  const all: [number, number, number][] = [];
  table.each((...one) => all.push(one));
  return all;
};

const amounts = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -200n, max: 200n }),
  fc.integer({ min: 0, max: 63 }).map((bit) => BigInt.asIntN(64, 1n << BigInt(bit))),
);

describe("a table", () => {
  it("holds what was put in, in whatever parts", () => {
    fc.assert(
      fc.property(fc.array(fc.array(amounts, { maxLength: 30 }), { maxLength: 6 }), (parts) => {
        const counted = parts.map((part) => countedOf(BigInt64Array.from(part)));
        const table = new Table();
        for (const one of counted) table.put(one);
        const { ordinals, counts } = wovenOf(counted);
        expect(table.length).toBe(counts.length);
        expect(listed(table)).toEqual([...counts].map((count, i) => [ordinals[2 * i], ordinals[2 * i + 1], count]));
        expect([...table.counted().ordinals]).toEqual([...ordinals]);
        expect([...table.counted().counts]).toEqual([...counts]);
      }),
    );
  });

  it("of more values than a block holds, put in at its ends and between, is in order", () => {
    const table = new Table();
    const parts = [5000, 3, 9000, 1, 20_000].map((length, round) =>
      countedOf(BigInt64Array.from({ length }, (_, i) => BigInt(i) * 97n ** BigInt(round + 1) - 400_000n)),
    );
    for (const part of parts) table.put(part);
    table.put(NOTHING);
    const { ordinals, counts } = wovenOf(parts);
    expect(listed(table)).toEqual([...counts].map((count, i) => [ordinals[2 * i], ordinals[2 * i + 1], count]));
    let rank = 0;
    for (const [index, count] of counts.entries()) {
      rank += count;
      if (index % 997 === 0) expect(table.at(rank)).toEqual([ordinals[2 * index], ordinals[2 * index + 1]]);
    }
    expect(() => table.at(rank + 1)).toThrow(`rank ${rank + 1} of ${rank}`);
  });

  it("counts past what a byte, or three, hold", () => {
    const table = new Table();
    for (let doubling = 0; doubling < 25; doubling += 1) {
      const counts = Uint32Array.of(2 ** doubling, 1);
      table.put({ ordinals: Int32Array.of(-(2 ** 31), -(2 ** 31), 2 ** 31 - 1, 2 ** 31 - 1), counts });
    }
    expect(listed(table)).toEqual([
      [-(2 ** 31), -(2 ** 31), 2 ** 25 - 1],
      [2 ** 31 - 1, 2 ** 31 - 1, 25],
    ]);
  });
});
