import { exact } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DRAWN, type Strip, strips, TYPED } from "./backtest-picture.ts";

const strip = (most: [number, number], half: [number, number], median: number, record: number): Strip => ({
  most: [exact(most[0]), exact(most[1])],
  half: [exact(half[0]), exact(half[1])],
  median: exact(median),
  record: exact(record),
});

describe("a strip", () => {
  const all = [strip([0, 20], [5, 14], 9, 11), strip([4, 12], [6, 10], 8, 20), strip([8, 8], [8, 8], 8, 0)];

  it("shows an interval in an interval, the median and the record, all on one scale", () => {
    expect(strips(all, 21, DRAWN)).toEqual(["├────[═══│═●══]─────┤", "    ├─[═│═]─┤       ●", "●       │"]);
  });

  it("does without anything but ASCII, and says the same", () => {
    expect(strips(all, 21, TYPED)).toEqual(["|----[===:=o==]-----|", "    |-[=:=]-|       o", "o       :"]);
  });

  it("of values that are all the same stands in the middle", () => {
    expect(strips([strip([7, 7], [7, 7], 7, 7)], 5, DRAWN)).toEqual(["  ●"]);
    expect(strips([], 5, DRAWN)).toEqual([]);
  });

  it("is never wider than it may be, and always shows the record", () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number, number, number, number), { minLength: 1 }), (rows) => {
        const drawn = strips(
          rows.map(([record, ...ends]) => {
            const [a = 0, b = 0, c = 0, d = 0, e = 0] = ends.sort((x, y) => x - y);
            return strip([a, e], [b, d], c, record);
          }),
          19,
          DRAWN,
        );
        for (const line of drawn) {
          expect(line.length).toBeLessThanOrEqual(19);
          expect(line.split("●")).toHaveLength(2);
        }
      }),
    );
  });
});
