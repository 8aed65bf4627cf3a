import type { Problem } from "@steppe/core/problem.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FrameOptions, renderProblems } from "./problem-frame.ts";

const OPTIONS: FrameOptions = { width: 80, unicode: true, color: false };

function problem(line: number, column: number, length: number, more: Partial<Problem> = {}): Problem {
  const place = { file: "a.yaml", line, column, length };
  return { code: "some-code", severity: "error", message: "something is wrong", place, ...more };
}

function render(problems: readonly Problem[], text: string, options: Partial<FrameOptions> = {}): string {
  return renderProblems(problems, new Map([["a.yaml", text]]), { ...OPTIONS, ...options });
}

/** The line of the excerpt and the line of the caret under it. */
function excerpt(text: string, column: number, length: number, options: Partial<FrameOptions> = {}): readonly string[] {
  return render([problem(1, column, length)], text, options)
    .split("\n")
    .slice(3, 5);
}

describe("a frame", () => {
  it("has message, place, the line before, caret, label, help and notes", () => {
    const lines = [...Array.from({ length: 7 }, () => "# …"), "        on:", "          notice: endng", "more: x"];
    const wrong = problem(9, 19, 5, {
      code: "unknown-state",
      message: "transition target `endng` is not a state of `lease`",
      label: "no such state",
      help: ["did you mean `ended`?"],
      notes: ["states of `lease`: active, ended"],
    });
    expect(render([wrong], lines.join("\n"))).toBe(
      [
        "error[unknown-state]: transition target `endng` is not a state of `lease`",
        " --> a.yaml:9:19",
        "  |",
        "8 |         on:",
        "9 |           notice: endng",
        "  |                   ^^^^^ no such state",
        "  |",
        "  = help: did you mean `ended`?",
        "  = note: states of `lease`: active, ended",
        "",
        "1 error in a.yaml",
      ].join("\n"),
    );
  });

  it("breaks its heading between words, and never cuts it", () => {
    const name = `a_name_${"long_".repeat(20)}`;
    const wrong = problem(1, 1, 1, {
      message: `there is no \`${name}\` among the actors of this scenario, nor among those it opens`,
    });
    const lines = render([wrong], "a: 1", { width: 60 }).split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "error[some-code]: there is no",
      `\`${name}\``,
      "among the actors of this scenario, nor among those it opens",
      " --> a.yaml:1:1",
      "  |",
    ]);
    const painted = render([wrong], "a: 1", { width: 60, color: true, style: (style, text) => `<${style}:${text}>` });
    expect(painted.split("\n")[0]).toBe("<error:error[some-code]><strong:: there is no>");
    expect(painted.split("\n")[2]).toBe("<strong:among the actors of this scenario, nor among those it opens>");
  });

  it("names a machine that comes with steppe, and no place in a file that is not there", () => {
    const place = { file: "machine lease", line: 1, column: 1, length: 1 };
    const wrong: Problem = { code: "some-code", severity: "error", message: "wrong", place, label: "here" };
    expect(render([wrong], "a: 1").split("\n")).toEqual(
      [
        "error[some-code]: wrong",
        " --> in the machine `lease`",
        "  = here",
        "  |",
        "",
        "1 error in the machine `lease`",
      ].filter((line) => line !== "  |"),
    );
    expect(renderProblems([wrong], new Map(), OPTIONS, "short")).toBe(
      "in the machine `lease`: error[some-code]: wrong",
    );
  });

  it("shows related places with their labels, the gutter as wide as the largest line number", () => {
    const text = ["a: 1", ...Array.from({ length: 9 }, () => ""), "a: 2"].join("\r\n");
    const place = { file: "a.yaml", line: 1, column: 1, length: 1 };
    const twice = problem(11, 1, 1, { label: "the second", related: [{ place, label: "the first" }] });
    expect(render([twice], text).split("\n").slice(1, 9)).toEqual([
      "  --> a.yaml:11:1",
      "   |",
      "11 | a: 2",
      "   | ^ the second",
      "  ::: a.yaml:1:1",
      "   |",
      " 1 | a: 1",
      "   | - the first",
    ]);
  });

  it("does without an excerpt where the text is not known, and without a place where there is none", () => {
    const elsewhere = problem(1, 1, 1, { place: { file: "b.yaml", line: 3, column: 2, length: 1 }, label: "here" });
    const { place: _, ...nowhere } = problem(1, 1, 1, { severity: "warning", help: ["mend it"] });
    expect(render([elsewhere, nowhere], "a: 1")).toBe(
      [
        "warning[some-code]: something is wrong",
        "  = help: mend it",
        "",
        "error[some-code]: something is wrong",
        " --> b.yaml:3:2",
        "  = here",
        "",
        "1 error, 1 warning in b.yaml",
      ].join("\n"),
    );
  });

  it("asks for colours only when told to", () => {
    const style = (name: string, text: string) => `<${name}>${text}</>`;
    const colored = render([problem(1, 1, 1, { help: ["x"] })], "a: 1", { color: true, style });
    expect(colored.split("\n")[0]).toBe("<error>error[some-code]</><strong>: something is wrong</>");
    expect(colored.split("\n")[4]).toBe("<gutter>  |</> <error>^</>");
    expect(render([problem(1, 1, 1)], "a: 1", { color: false, style })).not.toContain("<");
  });
});

describe("the caret", () => {
  const table: readonly (readonly [string, string, number, number, readonly string[]])[] = [
    ["under a word", "a: word", 4, 4, ["1 | a: word", "  |    ^^^^"]],
    ["past the end of the line", "a:", 3, 1, ["1 | a:", "  |   ^"]],
    ["far past the end", "a:", 40, 9, ["1 | a:", "  |   ^"]],
    ["after a tab", "a:\tb", 4, 1, ["1 | a:  b", "  |     ^"]],
    ["after wide characters", "漢字: x", 5, 1, ["1 | 漢字: x", "  |       ^"]],
    ["under wide characters", "a: 漢字", 4, 2, ["1 | a: 漢字", "  |    ^^^^"]],
    ["after an emoji (two units)", "😀: x", 5, 1, ["1 | 😀: x", "  |     ^"]],
    ["after a combining mark", "e\u0301: x", 5, 1, ["1 | e\u0301: x", "  |    ^"]],
    ["after an escape sequence, which is shown", "\x1b[31m: x", 8, 1, ["1 | \\x1b[31m: x", "  |           ^"]],
    ["after a mark that turns the text round", "\u202ea: x", 5, 1, ["1 | \\u202ea: x", "  |          ^"]],
  ];
  it.each(table)("%s", (_name, text, column, length, expected) => {
    expect(excerpt(text, column, length)).toEqual(expected);
  });

  it("stays in sight when the line is long", () => {
    const text = `${"x".repeat(100)}!${"y".repeat(100)}`;
    expect(excerpt(text, 101, 1, { width: 30 })).toEqual(["1 | …xxxxxxxxxxx!yyyyyyyyyyyy…", "  |             ^"]);
    expect(excerpt(text, 101, 1, { width: 30, unicode: false })).toEqual([
      "1 | ...xxxxxxxxx!yyyyyyyyyy...",
      "  |             ^",
    ]);
    expect(excerpt(text, 1, 3, { width: 30 })).toEqual([`1 | ${"x".repeat(25)}…`, "  | ^^^"]);
    expect(excerpt(text, 202, 1, { width: 30 })).toEqual([`1 | …${"y".repeat(24)}`, `  | ${" ".repeat(25)}^`]);
  });

  it("stands under the character it means, in any line and any width", () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.integer({ min: 20, max: 100 }), (before, after, width) => {
        const [line = "", caret = ""] = excerpt(`${"-".repeat(before)}!${"-".repeat(after)}`, before + 1, 1, { width });
        expect(line[caret.indexOf("^")]).toBe("!");
        expect(line.length).toBeLessThanOrEqual(Math.max(width, 26));
      }),
    );
  });
});

describe("many problems", () => {
  it("come by file and position, however they were found", () => {
    const other = problem(1, 1, 1, { place: { file: "b.yaml", line: 1, column: 1, length: 1 } });
    const shown = render([problem(3, 1, 1), other, problem(1, 9, 1), problem(1, 2, 1)], "a\nb\nc");
    expect(shown.match(/--> .*/g)).toEqual(["--> a.yaml:1:2", "--> a.yaml:1:9", "--> a.yaml:3:1", "--> b.yaml:1:1"]);
    expect(shown.split("\n").at(-1)).toBe("4 errors in a.yaml, b.yaml");
  });

  it("are cut at twenty, or where told, and counted all the same", () => {
    const many = Array.from({ length: 23 }, (_, index) => problem(index + 1, 1, 1));
    expect(render(many, "").match(/^error/gm)).toHaveLength(20);
    expect(render(many, "").split("\n").slice(-2)).toEqual([
      "and 3 more problems; `--max-errors 23` shows all",
      "23 errors in a.yaml",
    ]);
    expect(render(many, "", { maxErrors: 22 })).toContain("and 1 more problem;");
  });

  it("are nothing when there are none", () => {
    expect(render([], "")).toBe("");
  });
});

describe("formats for machines", () => {
  const files = new Map([["a.yaml", "a: 1"]]);
  it("short: one line each", () => {
    const nasty = problem(1, 4, 1, { message: "found \x1b[31m" });
    expect(renderProblems([nasty], files, OPTIONS, "short")).toBe("a.yaml:1:4: error[some-code]: found \\x1b[31m");
  });

  it("json: all of them, sorted, nothing left out", () => {
    const many = Array.from({ length: 30 }, (_, index) => problem(30 - index, 1, 1));
    const parsed = JSON.parse(renderProblems(many, files, OPTIONS, "json"));
    expect(parsed).toEqual(many.reverse());
  });
});

it("never lets a control character of a user's text through", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("a", "\x1b", "\x07", "\u009b", "\u202e", "\u0000", "\t", "\ud800"),
    maxLength: 20,
  });
  fc.assert(
    fc.property(nasty, nasty, nasty, fc.nat(25), (line, message, file, column) => {
      const place = { file, line: 1, column: column + 1, length: 3 };
      const wrong: Problem = {
        code: "c",
        severity: "error",
        message,
        place,
        label: message,
        help: [message],
        notes: [line],
      };
      for (const format of ["full", "short", "json"] as const) {
        const shown = renderProblems([wrong], new Map([[file, line]]), OPTIONS, format);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\p{Surrogate}/u);
      }
    }),
  );
});
