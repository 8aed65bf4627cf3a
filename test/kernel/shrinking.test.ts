import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prunedTree, shrunkRow } from "./shrinking.ts";

describe("a row", () => {
  it("keeps the choices that matter, where they stand", () => {
    // It fails with 7 somewhere and a choice above 3 after it.
    const fails = (row: readonly number[]) =>
      row.indexOf(7) >= 0 && row.slice(row.indexOf(7) + 1).some((one) => one > 3);
    expect(shrunkRow([1, 2, 7, 0, 3, 9, 9, 2, 7, 8, 1], fails)).toHaveLength(2);
    const atPlace = (row: readonly number[]) => row[5] === 4;
    expect(shrunkRow([3, 3, 3, 3, 3, 4, 4, 4], atPlace)).toEqual([0, 0, 0, 0, 0, 4]);
  });

  it("fails after as before", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 40 }), fc.nat({ max: 60 }), (row, least) => {
        const fails = (one: readonly number[]) => one.reduce((sum, choice) => sum + choice, 0) >= least;
        if (!fails(row)) return;
        expect(fails(shrunkRow(row, fails))).toBe(true);
      }),
    );
  });
});

describe("a tree", () => {
  it("loses what does not matter, at every depth", () => {
    const tree = { a: ["1", { b: "2", c: ["3", "4"] }, "5"], d: { e: "6" }, f: "7" };
    const fails = (node: unknown) => JSON.stringify(node).includes('"4"');
    expect(prunedTree(tree, fails)).toEqual({ a: [{ c: ["4"] }] });
  });

  it("stays as it is where all of it matters", () => {
    const tree = { a: ["1", "2"], b: "3" };
    expect(prunedTree(tree, (node) => JSON.stringify(node) === JSON.stringify(tree))).toEqual(tree);
  });
});
