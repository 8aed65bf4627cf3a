/** Text cut, wrapped and counted by display columns. */
import { describe, expect, it } from "vitest";
import { widthOf } from "./problem-frame-text.ts";
import { clip, counted, labelled, oneLine, padEnd, padStart, plain, section, wrap } from "./text.ts";

const page = { width: 24, paint: plain };

describe("clip", () => {
  it("cuts only what does not fit, and says so", () => {
    expect(clip("kazakhstan", 10)).toBe("kazakhstan");
    expect(clip("kazakhstan", 9)).toBe("kazakhst…");
    expect(clip("kazakhstan", 1)).toBe("…");
    expect(clip("kazakhstan", 0)).toBe("");
    expect(clip("a b", 2)).toBe("a…");
  });

  it("counts wide characters as two columns", () => {
    expect(clip("日本語", 6)).toBe("日本語");
    expect(clip("日本語", 5)).toBe("日本…");
    expect(widthOf(clip("日本語", 4))).toBe(3);
  });
});

describe("padding", () => {
  it("goes by display width", () => {
    expect(padEnd("日", 4)).toBe("日  ");
    expect(padStart("é", 3)).toBe("  é");
    expect(padEnd("long", 2)).toBe("long");
  });
});

describe("wrap", () => {
  it("breaks between words and cuts a longer word", () => {
    expect(wrap("every draw at its median", 10)).toEqual(["every draw", "at its", "median"]);
    expect(wrap("unaccustomedly so", 6)).toEqual(["unacc…", "so"]);
    expect(wrap("", 6)).toEqual([""]);
  });
});

describe("a user's text", () => {
  it("is one line without control characters", () => {
    expect(oneLine("a\n  b\tc \u001b[31m\u202e")).toBe("a b c \\x1b[31m\\u202e");
  });
});

describe("a labelled text", () => {
  it("is wrapped under itself", () => {
    expect(labelled(page, "path", "every draw at its median", 8)).toEqual([
      "  path      every draw",
      "            at its",
      "            median",
    ]);
  });
});

describe("a section", () => {
  it("is left out when it is empty", () => {
    expect(section(page, "Paid", [])).toEqual([]);
    expect(section(page, "Paid", ["  rent"])).toEqual(["", "Paid", "  rent"]);
  });
});

describe("counted", () => {
  it("groups thousands and minds the plural", () => {
    expect([counted(1, "step"), counted(0, "step"), counted(1_234_567, "step")]).toEqual([
      "1 step",
      "0 steps",
      "1,234,567 steps",
    ]);
    expect(counted(-1096, "day")).toBe("-1,096 days");
  });
});
