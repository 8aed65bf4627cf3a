import { describe, expect, it } from "vitest";
import { treeOf } from "./read-testing.ts";
import { get } from "./tree.ts";

/** Where the first `word` of the value of `a` stands: line, column, length. */
function placeOf(text: string, word: string): readonly number[] {
  const leaf = get(treeOf(text), "a");
  if (leaf?.node !== "leaf") throw new Error("no leaf");
  const start = leaf.text.indexOf(word);
  if (start === -1) throw new Error(`no ${word} in ${JSON.stringify(leaf.text)}`);
  const { line, column, length } = leaf.source.place({ start, end: start + word.length });
  return [line, column, length];
}

describe("the place of a stretch of text", () => {
  const table: readonly (readonly [string, string, string, readonly number[]])[] = [
    ["plain", "a: rent + tax", "tax", [1, 11, 3]],
    ["single quotes", "a: 'rent + tax'", "tax", [1, 12, 3]],
    ["single quotes with a doubled quote", "a: 'it''s tax'", "tax", [1, 11, 3]],
    ["double quotes", 'a: "rent + tax"', "tax", [1, 12, 3]],
    ["double quotes with escapes", 'a: "\\t\\x41\\u0042 tax\\n"', "tax", [1, 18, 3]],
    ["double quotes with an escaped pair", 'a: "\\U0001F600 tax"', "tax", [1, 16, 3]],
    ["a literal block", "a: |\n  rent +\n    tax\n", "tax", [3, 5, 3]],
    ["a literal block with an empty line", "a: |-\n\n  rent +\n\n  tax\n", "tax", [5, 3, 3]],
    ["a literal block with CR LF", "a: |\r\n  rent +\r\n  tax\r\n", "tax", [3, 3, 3]],
    ["a folded block", "a: > # why\n  rent +\n  tax\n\n  more\n", "more", [5, 3, 4]],
    ["plain over two lines", "a: rent +\n   tax\n", "tax", [2, 4, 3]],
    ["quotes over two lines", 'a: "rent +\n   tax"\n', "tax", [2, 4, 3]],
  ];
  it.each(table)("%s", (_name, text, word, expected) => {
    expect(placeOf(text, word)).toEqual(expected);
  });

  it("ends at the end of the line when the stretch goes on", () => {
    expect(placeOf("a: |\n  rent +\n  tax\n", "rent +\ntax")).toEqual([2, 3, 6]);
  });

  it("points after the last character for what is missing there", () => {
    const leaf = get(treeOf("a: rent +"), "a");
    if (leaf?.node !== "leaf") throw new Error("no leaf");
    expect(leaf.source.place({ start: 6, end: 6 })).toEqual({ file: "a.yaml", line: 1, column: 10, length: 1 });
  });
});
