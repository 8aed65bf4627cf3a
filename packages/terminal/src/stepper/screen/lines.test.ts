import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, cutText, fitLine, lineWidth, plainOf, span, wrapText } from "./lines.ts";

const text = fc.string({ unit: fc.constantFrom(..."abc …─▸é中👍🏽‍\u0301\u001b\t"), maxLength: 12 });

describe("a line", () => {
  it("is cut with a sign, and filled", () => {
    expect(plainOf(fitLine([span("abc"), span("def")], 5))).toBe("abcd…");
    expect(plainOf(fitLine([span("abc")], 5))).toBe("abc  ");
    expect(plainOf(fitLine([span("中中中")], 5))).toBe("中中…");
    expect(plainOf(fitLine([span("中中中")], 4))).toBe("中… ");
  });

  it("obeys nothing that a terminal would", () => {
    expect(plainOf(fitLine([span("a\u001b[2Jb\n")], 8))).toBe("a [2Jb  ");
  });

  it("has the width it is to have, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.nat(20), (texts, columns) => {
        expect(
          lineWidth(
            fitLine(
              texts.map((one) => span(one)),
              columns,
            ),
          ),
        ).toBe(columns);
      }),
    );
  });
});

it("a text is cut between what a person takes for characters", () => {
  fc.assert(
    fc.property(text, fc.nat(10), (whole, columns) => {
      const kept = cutText(whole, columns);
      expect(whole.startsWith(kept)).toBe(true);
      expect(columnsOf(kept)).toBeLessThanOrEqual(columns);
    }),
  );
});

it("a text is wrapped between words, and within a word that is too long", () => {
  expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapText("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
});
