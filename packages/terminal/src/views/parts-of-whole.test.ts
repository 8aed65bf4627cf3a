/** Shares of a whole add up as they are printed. */
import { describe, expect, it } from "vitest";
import { shareTexts } from "./parts-of-whole.ts";

describe("shares of a whole", () => {
  it("have one decimal where that adds up", () => {
    expect(shareTexts([86, 14])).toEqual(["86.0 %", "14.0 %"]);
    expect(shareTexts([1, 999])).toEqual(["0.1 %", "99.9 %"]);
    expect(shareTexts([7])).toEqual(["100 %"]);
    expect(shareTexts([7, 0])).toEqual(["100 %", "0 %"]);
  });

  it("have two where one would make 99.9 or 100.1", () => {
    // 14.25 and 85.75 would both be rounded up.
    expect(shareTexts([57, 343])).toEqual(["14.25 %", "85.75 %"]);
    expect(shareTexts([1, 2, 4, 1])).toEqual(["12.5 %", "25.0 %", "50.0 %", "12.5 %"]);
    expect(shareTexts([3, 3, 1994])).toEqual(["0.15 %", "0.15 %", "99.70 %"]);
  });

  it("give what is over at the second to the largest remainders, of equal ones to the first", () => {
    expect(shareTexts([1, 1, 1])).toEqual(["33.34 %", "33.33 %", "33.33 %"]);
    // 16.666 … and 66.666 …: two are over.
    expect(shareTexts([1, 1, 4])).toEqual(["16.67 %", "16.67 %", "66.66 %"]);
  });

  it("call very few not none, and nearly all not all", () => {
    expect(shareTexts([1, 99_999])).toEqual(["<0.1 %", ">99.9 %"]);
    expect(shareTexts([1, 33_333, 33_333, 33_333])).toEqual(["<0.01 %", "33.34 %", "33.33 %", "33.33 %"]);
  });

  it("add up to 100 for any counts, each within a hundredth of its share", () => {
    let state = 1;
    const next = (most: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % most;
    };
    for (let round = 0; round < 2000; round += 1) {
      const counts = Array.from({ length: 1 + next(9) }, () => 1 + next(10 ** (1 + next(6))));
      const whole = counts.reduce((total, one) => total + one, 0);
      const texts = shareTexts(counts);
      const numbers = texts.map((text) => Number(text.replace(/[<> %]/g, "")));
      for (const [index, number] of numbers.entries()) {
        expect(Math.abs(number - (100 * (counts[index] as number)) / whole)).toBeLessThan(0.1);
      }
      if (texts.some((text) => /[<>]/.test(text))) continue;
      expect(numbers.reduce((total, one) => total + one, 0)).toBeCloseTo(100, 6);
    }
  });

  it("need something to share", () => {
    expect(() => shareTexts([0, 0])).toThrow("nothing to share");
    expect(() => shareTexts([])).toThrow("nothing to share");
  });
});
