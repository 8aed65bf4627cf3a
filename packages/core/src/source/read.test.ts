import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Problem } from "../problem.ts";
import { MAX_DEPTH, readScenario } from "./read.ts";
import { treeOf, utf8 } from "./read-testing.ts";
import { entriesOf, get, leafText, type Tree, toPlain } from "./tree.ts";

const brief = ({ code, place, message }: Problem) =>
  `${place?.line}:${place?.column}+${place?.length} ${code}: ${message}`;
const problemsOf = (text: string) => readScenario("a.yaml", utf8(text)).problems.map(brief);

describe("what a file may not hold", () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ["tabs that indent", "a:\n\tb: 1\n", ["2:1+1 tab-indentation: tabs may not indent"]],
    ["a key twice", "a: 1\nb: 2\na: 3\n", ["3:1+1 duplicate-key: the key `a` stands twice in one mapping"]],
    [
      "anchors, aliases and merge keys",
      "a: &x {k: 1}\nb: *x\nc: {<<: *x}\n",
      [
        "1:4+2 alias: anchors are not part of the format",
        "2:4+2 alias: aliases are not part of the format",
        "3:5+2 merge-key: merge keys are not part of the format",
      ],
    ],
    [
      "tags",
      "a: !!js/function 1\nb: !x {a: 1}\n",
      ["1:4+13 tag: tags are not part of the format", "2:4+2 tag: tags are not part of the format"],
    ],
    [
      "several documents",
      "a: 1\n---\nb: 2\n",
      ["2:1+3 several-documents: a file holds one scenario, this one holds several"],
    ],
    ["directives", "%YAML 1.1\n---\na: 1\n", ["1:1+9 yaml-directive: directives are not part of the format"]],
    [
      "keys that are no text",
      "? [a, b]\n: c\n{a: b}: d\n: e\n",
      [
        "1:3+6 bad-key: a key must be text, found a list",
        "3:1+6 bad-key: a key must be text, found a mapping",
        "4:1+1 bad-key: a key must be text, found nothing",
      ],
    ],
    [
      "names of every JavaScript object",
      "__proto__: 1\nx: {constructor: 2, prototype: 3}\n",
      [
        "1:1+9 unknown-key: `__proto__` may not be used as a key",
        "2:5+11 unknown-key: `constructor` may not be used as a key",
        "2:21+9 unknown-key: `prototype` may not be used as a key",
      ],
    ],
    ["an open quote", 'a: "abc\nb: 1\n', ["1:4+1 open-quote: this quote is never closed"]],
    [
      "an expression with a colon",
      "m:\n  a: paid(for: rent)   \n",
      ["2:6+15 unquoted-colon: a second `: ` in one value"],
    ],
    ["the same in braces", "m: {a: paid(for: rent)}\n", ["1:8+16 unquoted-colon: a second `: ` in one value"]],
    [
      "an expression with commas in braces",
      "m: {value: triangular(0%, 4%, 30%), source: x}\n",
      ["1:12+13 unquoted-comma: the comma after this ends the value"],
    ],
    [
      "a number with commas in braces",
      "m: {value: 12,000,000 USD per year, source: x}\n",
      ["1:12+2 unquoted-comma: the comma after this ends the value"],
    ],
    [
      "numbers with commas, one after another",
      "m: {a: 12,500 USD, b: 2 * 1,000, c: 3}\n",
      [
        "1:8+2 unquoted-comma: the comma after this ends the value",
        "1:23+5 unquoted-comma: the comma after this ends the value",
      ],
    ],
    [
      "a line indented like none before it",
      "a:\n    b: 1\n  c: 2\n",
      ["3:1+1 bad-indentation: this line stands at a column of no line before it"],
    ],
    [
      "a key further in than the value before it",
      "a: 1\n  c: 2\n",
      ["1:4+1 yaml-syntax: this text runs on into the next line, where a key begins"],
    ],
    [
      "a list on the line of its key",
      "a: - 1\n",
      ["1:4+1 yaml-syntax: a list or mapping of several lines begins on the line after its key"],
    ],
    ["a bad escape", 'a: "\\q"\n', ["1:5+1 bad-escape: double quotes do not know this escape"]],
    ["nothing", "# only a comment\n", ["1:1+1 empty-file: `a.yaml` holds nothing but comments"]],
    ["NUL", "a: b\nc: \0", ["2:4+1 control-character: found a NUL character"]],
    ["a byte order mark inside", "a: \ufeffb", ["1:4+1 control-character: found a byte order mark inside the text"]],
    ["a carriage return alone", "a: 1\rb: 2", ["1:5+1 control-character: found the control character U+000D"]],
  ];
  it.each(table)("%s", (_name, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("says both places of a duplicate key", () => {
    const [problem] = readScenario("a.yaml", utf8("a: 1\nb: 2\na: 3\n")).problems;
    expect(problem?.related).toEqual([
      { place: { file: "a.yaml", line: 1, column: 1, length: 1 }, label: "the first" },
    ]);
  });

  it("tells every mistake at once, in the order of the file", () => {
    const found = problemsOf("a: &x 1\na: !t 2\nc: {d: 1, d: 2}\ne: @\n").map((line) => line.split(" ")[1]);
    expect(found).toEqual(["alias:", "duplicate-key:", "tag:", "duplicate-key:", "yaml-syntax:"]);
  });

  it("refuses what is not UTF-8, with the byte", () => {
    const bytes = Uint8Array.from([...utf8("a: é\nb: "), 0xe9, 0x0a]);
    const [problem] = readScenario("a.yaml", bytes).problems;
    expect(problem).toMatchObject({
      code: "not-utf8",
      label: "byte 0xe9 at offset 9",
      help: ["save the file as UTF-8"],
    });
    expect(problem?.place).toEqual({ file: "a.yaml", line: 2, column: 4, length: 1 });
    const utf16 = readScenario("a.yaml", Uint8Array.from([0xff, 0xfe, 0x61, 0x00])).problems[0];
    expect(utf16?.label).toBe("looks like UTF-16");
  });

  it.each([
    ["an overlong form", [0xc0, 0x80]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a point past the last", [0xf4, 0x90, 0x80, 0x80]],
    ["a sequence cut short", [0xe2, 0x82]],
  ])("refuses %s", (_name, bytes) => {
    expect(readScenario("a.yaml", Uint8Array.from(bytes)).problems[0]?.code).toBe("not-utf8");
  });
});

describe("files made to hurt", () => {
  const table: readonly (readonly [string, string, string])[] = [
    ["10,000 brackets", `a: ${"[".repeat(10_000)}`, "too-deep"],
    ["10,000 closed braces", `a: ${"{a: ".repeat(10_000)}1${"}".repeat(10_000)}`, "too-deep"],
    ["10,000 dashes", `${"- ".repeat(10_000)}1`, "too-deep"],
    ["10,000 explicit keys", `${"? ".repeat(10_000)}1`, "too-deep"],
    ["1,000 levels of blocks", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:\n`).join(""), "too-deep"],
    ["a million closing brackets", `a: ${"]".repeat(1_000_000)}`, "too-many-tokens"],
    ["two million empty lines", "\n".repeat(2_000_000), "too-many-tokens"],
    ["a million documents", "---\n".repeat(1_000_000), "too-many-tokens"],
    ["more than 4 MB", "x".repeat(4 * 1024 * 1024 + 1), "file-too-large"],
    [
      "an alias bomb",
      `a0: &a0 x\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`).join("")}`,
      "alias",
    ],
  ];
  it.each(table)("%s", (_name, text, code) => {
    const result = readScenario("a.yaml", utf8(text));
    expect(result.ok).toBe(false);
    expect(result.problems.map((problem) => problem.code)).toContain(code);
    expect(result.problems.length).toBeLessThanOrEqual(101);
  });

  it(`allows ${MAX_DEPTH} levels and no more`, () => {
    const nested = (levels: number) => `a: ${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}`;
    expect(problemsOf(nested(MAX_DEPTH))).toEqual([]);
    expect(problemsOf(nested(MAX_DEPTH + 1))).toEqual(["1:103+1 too-deep: mappings and lists nest too deeply"]);
  });
});

describe("what a file says", () => {
  it("keeps every scalar as text and knows null", () => {
    const tree = treeOf('a: 1\nb: 2004-01-01\nc: yes\nd: ~\ne:\nf: "null"\ng: [null, x]\n');
    expect(JSON.parse(JSON.stringify(toPlain(tree)))).toEqual({
      a: "1",
      b: "2004-01-01",
      c: "yes",
      d: null,
      e: null,
      f: "null",
      g: [null, "x"],
    });
  });

  it("takes a byte order mark at the start and CR LF, with the right places", () => {
    const tree = treeOf("\ufeffa: 1\r\nbb: xyz\r\n");
    expect(tree.place).toEqual({ file: "a.yaml", line: 1, column: 1, length: 4 });
    expect(get(tree, "bb")?.keyPlace).toEqual({ file: "a.yaml", line: 2, column: 1, length: 2 });
    expect(get(tree, "bb")?.place).toEqual({ file: "a.yaml", line: 2, column: 5, length: 3 });
  });

  it("places mappings and lists at their first line", () => {
    const tree = treeOf("a:\n  b: 1\n  c: 2\nd: {e: 1,\n  f: 2}\n");
    expect(get(tree, "a")?.place).toEqual({ file: "a.yaml", line: 2, column: 3, length: 4 });
    expect(get(tree, "d")?.place).toEqual({ file: "a.yaml", line: 4, column: 4, length: 6 });
  });
});

/** Every leaf and key of a tree. */
function* walk(tree: Tree): Generator<Tree> {
  yield tree;
  for (const value of entriesOf(tree).values()) yield* walk(value);
  if (tree.node === "list") for (const item of tree.items) yield* walk(item);
}

describe("for any file", () => {
  it("never throws on random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(readScenario("a", bytes).problems)),
    );
  });

  it("never throws on text made of YAML's own signs", () => {
    const sign = fc.constantFrom(
      ..."a:-?[]{},&*!|>'\"%@#~ \n\t".split(""),
      ": ",
      "- ",
      "\n  ",
      "<<",
      "---\n",
      "...\n",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const result = readScenario("a", utf8(signs.join("")));
        expect(result.ok || result.problems.length > 0).toBe(true);
        for (const { place } of result.problems) expect(place?.line).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("points at each key, and at each character of each value", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((key) => !["constructor", "null"].includes(key));
    const value = fc.stringMatching(/^[a-zé漢😀][a-z0-9 ()+*/é漢😀]{0,20}$/u).map((text) => text.trim());
    fc.assert(
      fc.property(fc.dictionary(word, value, { minKeys: 1, noNullPrototype: true }), fc.nat(3), (entries, style) => {
        const quote = ["", "'", '"', ""][style] ?? "";
        const written = Object.entries(entries).map(([key, text]) => `${key}:  ${quote}${text}${quote}`);
        const file = style === 3 ? `x:\r\n  ${written.join("\r\n  ")}\r\n` : `${written.join("\n")}\n`;
        const lines = file.split(/\r?\n/);
        for (const tree of walk(treeOf(file))) {
          if (tree.node !== "leaf" || tree.keyPlace === undefined) continue;
          const { line, column, length } = tree.keyPlace;
          const key = lines[line - 1]?.slice(column - 1, column - 1 + length) ?? "";
          expect(entries[key]).toBe(tree.text);
          for (let at = 0; at < tree.text.length; at += 1) {
            const place = tree.source.place({ start: at, end: at + 1 });
            expect(lines[place.line - 1]?.[place.column - 1]).toBe(leafText(tree)?.[at]);
          }
        }
      }),
    );
  });
});
