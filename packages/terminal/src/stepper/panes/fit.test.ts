import fc from "fast-check";
import widthOfText from "fast-string-width";
import { describe, expect, it } from "vitest";
import { ascii, cell, cut, cutPath, lineOf, textOf, widthOf, wrapped } from "./fit.ts";

describe("cutting", () => {
  it("leaves what fits, and ends what does not in a sign", () => {
    expect(cut("counter_evaluation", 18)).toBe("counter_evaluation");
    expect(cut("counter_evaluation", 8)).toBe("counter…");
    expect(cut("counter_evaluation", 8, false)).toBe("counte..");
    expect(cut("rent", 0)).toBe("");
  });

  it("never halves a wide character, nor parts a mark from its letter", () => {
    expect(cut("哈薩克斯坦", 6)).toBe("哈薩…");
    expect(cut("e\u0301e\u0301e\u0301", 2)).toBe("e\u0301…");
    expect(widthOf("哈薩克斯坦")).toBe(10);
    expect(widthOf("e\u0301")).toBe(1);
  });

  it("leaves states out of a path from the front", () => {
    expect(cutPath("unsettled.counter_evaluation", 28)).toBe("unsettled.counter_evaluation");
    expect(cutPath("a.bb.unsettled.counter", 18)).toBe("…unsettled.counter");
    expect(cutPath("unsettled.counter_evaluation", 10)).toBe("counter_e…");
  });

  it("pads to a width", () => {
    expect(cell("哈", 4)).toBe("哈  ");
    expect(cell("12", 4, "right")).toBe("  12");
    expect(cell("a → b", 7, "left", false)).toBe("a -> b ");
  });

  it("says our own signs in ASCII", () => {
    expect(ascii("a → b · c…")).toBe("a -> b - c..");
    expect(ascii("Hürriyet")).toBe("Hürriyet");
  });
});

describe("lines", () => {
  it("join spans of one style and end without blanks", () => {
    expect(lineOf(["a", "b", { text: " c ", style: "dim" }, "  "], 20)).toEqual([
      { text: "ab" },
      { text: " c", style: "dim" },
    ]);
    expect(lineOf(["abc", { text: "defg", style: "bad" }], 5)).toEqual([{ text: "abc" }, { text: "d…", style: "bad" }]);
  });

  it("are broken between words, and within a word that is longer than a line", () => {
    const texts = wrapped("see http://example.org/a/long/path today", 14, { indent: 2, hang: 2 }).map(textOf);
    expect(texts).toEqual(["  see", "    http://exa", "    mple.org/a", "    /long/path", "    today"]);
  });

  it("are never wider than asked, whatever they hold", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (parts, columns) => {
        expect(widthOfText(textOf(lineOf(parts, columns)))).toBeLessThanOrEqual(columns);
        expect(widthOfText(cut(parts.join(""), columns))).toBeLessThanOrEqual(columns);
        for (const line of wrapped(parts.join(" "), columns, { indent: 4, hang: 2 })) {
          expect(widthOfText(textOf(line))).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});
