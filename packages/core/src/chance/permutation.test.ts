import fc from "fast-check";
import { assert, describe, expect, test } from "vitest";
import { streamKey } from "./generator.ts";
import { permuted } from "./permutation.ts";

const images = (seed: string, count: number) => {
  const key = streamKey(seed, "lhs:assume", "rent/1");
  return Array.from({ length: count }, (_, index) => permuted(key, index, count));
};

/** How many standard deviations a chi-square value of so many cells lies out (Wilson and Hilferty 1931). */
function chiSquareZ(counts: ReadonlyMap<string, number>, cells: number, total: number): number {
  let sum = ((cells - counts.size) * total) / cells;
  for (const count of counts.values()) sum += (count - total / cells) ** 2 / (total / cells);
  const freedom = cells - 1;
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

describe("a keyed permutation", () => {
  test("takes each number to another, whatever N and the key", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 700 }), (seed, count) => {
        assert.deepEqual(
          images(seed, count).sort((a, b) => a - b),
          Array.from({ length: count }, (_, index) => index),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("is the same for one key, another for another", () => {
    expect(images("a", 10)).toEqual(images("a", 10));
    expect(images("a", 10)).not.toEqual(images("b", 10));
  });

  test("is final: a recorded run depends on it", () => {
    expect(images("steppe", 10)).toMatchInlineSnapshot(`
      [
        7,
        0,
        4,
        9,
        3,
        2,
        6,
        8,
        5,
        1,
      ]
    `);
    expect(permuted(streamKey("steppe", "lhs:assume", "rent/1"), 2 ** 32 - 1, 2 ** 32)).toMatchInlineSnapshot(
      `2739362302`,
    );
  });

  // Every ordered pair of images is as likely as every other: nothing of the Feistel network shows through.
  test.each([2, 3, 4, 5, 6, 7, 8, 12])("of %i has no favourite pairs", { timeout: 60_000 }, (count) => {
    const seeds = 12_000;
    for (const [a, b] of [
      [0, 1],
      [0, count - 1],
    ] as const) {
      const counts = new Map<string, number>();
      for (let seed = 0; seed < seeds; seed += 1) {
        const key = streamKey(`${seed}`, "lhs:assume", "rent/1");
        const pair = `${permuted(key, a, count)} ${permuted(key, b, count)}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      expect(chiSquareZ(counts, count * (count - 1), seeds)).toBeLessThan(4);
    }
  });

  test("refuses what is not among the numbers", () => {
    const key = streamKey("a", "b", "c");
    expect(() => permuted(key, 5, 5)).toThrow("index must be a whole number from 0 to 4: 5");
    expect(() => permuted(key, 0, 0)).toThrow("no count of things: 0");
  });
});
