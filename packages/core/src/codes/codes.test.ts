/** The table is whole: every code in the sources stands in it, and nothing else does. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CODES } from "./index.ts";

const SOURCE = join(import.meta.dirname, "..");

/** Texts of the sources that look like codes and are none. */
const OTHERS: ReadonlySet<string> = new Set([
  "block-map",
  "block-seq",
  "directive-line",
  "double-quoted-scalar",
  "single-quoted-scalar",
  "flow-collection",
  "fastest-levenshtein",
  "start-calendar",
  "end-calendar",
  "launch-programme",
  "partner-bid",
  "astana-times",
  "crash-2007",
]);
/** Codes of one word: they cannot be told from other texts. */
const SINGLE = ["alias", "tag", "livelock"];
/** Made of `file-` and what is wrong with it. */
const MADE = ["file-missing", "file-outside", "file-unreadable", "file-directory"];

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return one.name === "codes" ? [] : sources(path);
    const isSource = one.name.endsWith(".ts") && !/\.test\.ts$|testing|fixture|\.d\.ts$/.test(one.name);
    return isSource ? [readFileSync(path, "utf8")] : [];
  });
}

const texts = sources(SOURCE).map((text) => text.replace(/from "[^"]*"/g, "").replace(/\/\*[\s\S]*?\*\//g, ""));
const used = new Set(
  texts.flatMap((text) => [...text.matchAll(/"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"/g)].map((match) => match[1] as string)),
);

describe("codes", () => {
  it("in the sources stand in the table", () => {
    const unknown = [...used].filter((code) => !OTHERS.has(code) && !CODES.has(code));
    expect(unknown).toEqual([]);
  });

  it("of the table are given somewhere", () => {
    const words = texts.join("\n");
    const dead = [...CODES.keys()].filter(
      (code) => !used.has(code) && !MADE.includes(code) && !(SINGLE.includes(code) && words.includes(`"${code}"`)),
    );
    expect(dead).toEqual([]);
  });

  it("say what they mean in the wording of messages", () => {
    for (const [code, { title, text, wrong, right }] of CODES) {
      expect(code, code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title, code).toMatch(/^[a-z`][^\n]*[^.]$/);
      expect(text, code).toMatch(/[.`]$/);
      expect(wrong === undefined, code).toBe(right === undefined);
    }
  });
});
