import { describe, expect, it } from "vitest";
import { cell, code, markdownTable, prose } from "./markdown.ts";

describe("text in Markdown", () => {
  it("is read as text in a cell", () => {
    expect(cell("a|b *c* <d>\n[e](f) `g` h_i")).toBe("a\\|b \\*c\\* \\<d\\> \\[e\\](f) \\`g\\` h\\_i");
  });

  it("is code between backticks, whole, with bars that end no cell", () => {
    expect(code("if(a_b < 1, x, y)")).toBe("`if(a_b < 1, x, y)`");
    expect(code("a|b")).toBe("`a\\|b`");
  });

  it("is not code where code could not hold it", () => {
    expect(code("a`b")).toBe("a\\`b");
    expect(code("a\\b")).toBe("a\\\\b");
    expect(code("")).toBe("");
  });

  it("keeps code spans in prose and takes all else from it", () => {
    expect(prose("from `a_b` to *c*, `d|e`")).toBe("from `a_b` to \\*c\\*, `d\\|e`");
    expect(prose("a ` alone")).toBe("a \\` alone");
    expect(prose("``")).toBe("\\`\\`");
  });

  it("stands in columns, labels to the left and numbers to the right", () => {
    expect(markdownTable(["Year", "Paid"], [["2004", "1"]], 1)).toBe(
      "| Year | Paid |\n| :--- | ---: |\n| 2004 | 1 |\n",
    );
    expect(markdownTable(["a", "b"], [])).toBe("| a | b |\n| :--- | :--- |\n");
  });
});
