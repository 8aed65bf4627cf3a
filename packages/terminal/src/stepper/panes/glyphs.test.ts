import widthOfText from "fast-string-width";
import { describe, expect, it } from "vitest";
import { glyphsOf, levelOf } from "./glyphs.ts";

describe("the signs", () => {
  it("are one column wide each, and ASCII where they have to be", () => {
    for (const unicode of [true, false]) {
      const { arrow, sum, branch, lastBranch, pipe, levels, edge, ...single } = glyphsOf({ unicode });
      const signs = [...Object.values(single), ...levels, ...edge] as readonly string[];
      for (const sign of signs) expect(widthOfText(sign), sign).toBe(1);
      for (const stem of [branch, lastBranch, pipe]) expect(widthOfText(stem), stem).toBe(2);
      if (!unicode) expect([...signs, arrow, sum, branch, lastBranch, pipe].join("")).toMatch(/^[ -~]*$/);
    }
  });

  it("of a map are no bars of it", () => {
    for (const unicode of [true, false]) {
      const { levels, bar, failure, told, fork, stop, mark } = glyphsOf({ unicode });
      for (const sign of [bar, failure, told, fork, stop, mark]) expect(levels).not.toContain(sign);
    }
  });

  it("grow with a count: nothing is blank, little is something, the most is full", () => {
    const glyphs = glyphsOf({ unicode: true });
    expect([0, 1, 50, 100, 200].map((count) => levelOf(count, 100, glyphs)).join("")).toBe(" ▁▄██");
    expect(levelOf(0, 0, glyphs)).toBe(" ");
  });
});
