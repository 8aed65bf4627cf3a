/** The table is whole: every code in the sources stands in it, and nothing else does. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../index.ts";
import { MACHINES } from "../machines/index.ts";
import { EXPRESSION_CODES } from "./expressions.ts";
import { FILE_CODES } from "./files.ts";
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
  "rocket-family",
  "city-support",
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

/** Names that the examples use. */
const FRAME = `steppe: 1
title: x
period: 2004-01-01 .. 2050-12-31
currency: USD
parties: [kazakhstan, russia]
assume:
  rent: {value: 115 million USD per year, judgement: x}
  n: {value: 3, judgement: x}
  m: {value: 4, judgement: x}
  flag: {value: 1 = 1, judgement: x}
  other: {value: 1 = 2, judgement: x}
  example: {value: EXAMPLE, judgement: x}
rates: {RUB/USD: {2004-01-01: 30}}
actors:
  lease: {machine: lease, with: {landlord: kazakhstan, tenant: russia, rent: rent, from: 2004-03-31, until: 2050-12-31}}
measures: {example: MEASURE}
`;

function codesOf(text: string): readonly string[] {
  const loaded = loadScenario({ scenario: "a.yaml" }, () => ({ bytes: new TextEncoder().encode(text) }), MACHINES);
  return loaded.problems.map(({ code }) => code);
}

/** Of an expression as an assumption, or where that may not read so much, as a measure. */
function codesOfExpression(text: string): readonly string[] {
  const quoted = JSON.stringify(text);
  const [assumed, measured] = [
    FRAME.replace("EXAMPLE", () => quoted).replace("MEASURE", "1"),
    FRAME.replace("EXAMPLE", "1").replace("MEASURE", () => quoted),
  ];
  const codes = codesOf(
    assumed.replace("measures: {example: 1}", "measures: {one: 1}").replace("  example:", "  examined:"),
  );
  return codes.includes("not-allowed-here") ? codesOf(measured.replace("  example:", "  examined:")) : codes;
}

const examples = (table: Readonly<Record<string, { wrong?: string; right?: string }>>) =>
  Object.entries(table).flatMap(([code, { wrong, right }]) =>
    wrong && right !== undefined ? [[code, wrong, right] as const] : [],
  );

describe("examples of codes", () => {
  it.each(examples(FILE_CODES))("of files: %s", (code, wrong, right) => {
    expect(codesOf(wrong)).toContain(code);
    expect(codesOf(right)).not.toContain(code);
  });

  it.each(examples(EXPRESSION_CODES))("of expressions: %s", (code, wrong, right) => {
    expect(codesOfExpression(wrong)).toContain(code);
    expect(codesOfExpression(right)).toEqual([]);
  });
});
