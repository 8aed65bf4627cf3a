/** The table is whole: every code in the sources stands in it, and nothing else does. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../index.ts";
import { MACHINES } from "../machines/index.ts";
import { EXPRESSION_CODES } from "./expressions.ts";
import { FILE_CODES } from "./files.ts";
import { CODES } from "./index.ts";
import { MACHINE_CODES } from "./machines.ts";
import { SCENARIO_CODES } from "./scenarios.ts";

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
  "know-how",
  "astana-times",
  "crash-2007",
  "geometric-brownian",
  "mean-reverting",
  "division-overflow",
  "conversion-overflow",
  "memory-bounds",
  "to-step",
  "to-date",
  "to-when",
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

/** Problems are made in core, in what runs many paths, in walks, and in what keeps and shows a walk by lines. */
const FOLDERS = [SOURCE, "../../kernel/src", "../../walk/src", "../../terminal/src/stepper/lines"];
const FILES = ["stepper/save.ts", "stepper/session.ts", "stepper/screen/read-bindings.ts", "commands/step.ts"];

const texts = [
  ...FOLDERS.flatMap((folder) => sources(resolve(SOURCE, folder))),
  ...FILES.map((file) => readFileSync(join(SOURCE, "../../terminal/src", file), "utf8")),
].map((text) => text.replace(/from "[^"]*"/g, "").replace(/\/\*[\s\S]*?\*\//g, ""));
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

/** What the examples of scenarios and machines change: each is laid over it. */
const BASE = `steppe: 1
title: x
period: 2004-01-01 .. 2050-12-31
currency: USD
sources: {astana-times: {title: x}, central-bank: {title: x}}
parties: [kazakhstan, russia]
assume:
  factor: {value: 2, judgement: x}
  rent: {value: 1, judgement: x}
machines:
  quay:
    events: {due: {}, end: {}, begin: {}}
    initial: running
    states:
      running: {on: {due: paid, end: ended, begin: late}}
      paid: {}
      late: {}
      ended: {}
actors: {quay: {machine: quay}}
timeline: [{id: crash, on: 2010-01-01, actor: quay, event: begin}]
`;

/** The mapping in which an example stands: what opens it, by the first word of the example. */
function overlayOf(example: string): string {
  const indented = (by: string) =>
    example
      .split("\n")
      .map((line) => `${by}${line}\n`)
      .join("");
  if (example.startsWith("- ")) return `timeline:\n${indented("  ").replaceAll("actor: lease", "actor: quay")}`;
  const key = /^[a-z_-]+/.exec(example)?.[0] ?? "";
  if (["on", "after", "always", "entry"].includes(key))
    return `machines:\n  quay:\n    states:\n      running:\n${indented("        ")}`;
  if (key === "inputs") return `machines:\n  quay:\n${indented("    ")}`;
  if (key === "actions")
    return `machines:\n  quay:\n    states:\n      running:\n        on:\n          due:\n${indented("            ")}`;
  if (["rent", "dear_rent", "a"].includes(key)) return `assume:\n${indented("  ")}`;
  return example;
}

/** Those that cannot be laid over it, and why. */
const NOT_LAID_OVER: ReadonlyMap<string, string> = new Map([
  ["path-outside", "an overlay extends nothing"],
  ["unknown-variant", "a command line"],
  ["bad-set", "a command line"],
  ["uncited-series", "asked by `check` only"],
  ["dead-transition", "asked by `check` only"],
  ["category-not-fixed", "speaks of a machine and of its use"],
  ["bad-count", "one key of a timeline entry"],
  ["draw-without-id", "speaks of assumptions of its own"],
  ["mixed-currencies", "speaks of categories of its own"],
  ["missing-initial", "a whole machine"],
  ["undeclared-event", "speaks of two parts of a machine"],
  ["unknown-action", "in a file the shape is refused before"],
]);

const laidOver = (table: Parameters<typeof examples>[0]) =>
  examples(table).filter(([code]) => !NOT_LAID_OVER.has(code));

function codesOfOverlay(example: string): readonly string[] {
  const files = new Map([
    ["a.yaml", BASE],
    ["over.yaml", `${overlayOf(example)}\n`],
  ]);
  const read = (path: string) => ({ bytes: new TextEncoder().encode(files.get(path) ?? "") });
  return loadScenario({ scenario: "a.yaml", over: ["over.yaml"] }, read, MACHINES).problems.map(({ code }) => code);
}

describe("examples of codes that are laid over a scenario", () => {
  it.each([...laidOver(SCENARIO_CODES), ...laidOver(MACHINE_CODES)])("%s", (code, wrong, right) => {
    expect(codesOfOverlay(wrong)).toContain(code);
    expect(codesOfOverlay(right)).not.toContain(code);
  });
});
