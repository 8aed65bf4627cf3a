/**
 * The catalogue of what steppe answers to bad input: every folder is run, and its answer compared to the letter.
 * `STEPPE_UPDATE_ERRORS=1` writes the answers and README.md anew; read the difference before you commit it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CODES } from "../../packages/core/src/codes/index.ts";
import { caseNames, codesIn, FOLDER, mapSome, outputOf, type Run, runCase, writeOutput } from "./catalogue.ts";
import { readmeOf } from "./readme.ts";

const UPDATE = process.env.STEPPE_UPDATE_ERRORS === "1";
const AT_ONCE = 4;

/**
 * What a mistake may cost, whatever the file: milliseconds of processor time, and MB. The goal is a second; the bound
 * is that of a slow machine, and catches what grows with the square of its input.
 */
const CPU_MAX = 3000;
const MEMORY_MAX = 300;

/** Folders that are about no code: what the command line gets wrong, and expectations that fail. */
const WITHOUT_CODE = /^(usage|expectation)-/;

const names = caseNames();
const runs = new Map<string, Run>();

beforeAll(async () => {
  const results = await mapSome(names, AT_ONCE, runCase);
  for (const [index, name] of names.entries()) {
    const run = results[index] as Run;
    runs.set(name, run);
    if (UPDATE) writeOutput(name, run.output);
  }
  if (UPDATE) writeFileSync(join(FOLDER, "README.md"), readmeOf(names));
}, 300_000);

describe("bad input", () => {
  it.each(names)("%s is answered as it says", (name) => {
    expect(runs.get(name)?.output).toBe(outputOf(name));
  });

  it("leaves nothing behind", () => {
    expect([...runs].flatMap(([name, { changed }]) => changed.map((file) => `${name}: ${file}`))).toEqual([]);
  });

  it(`costs less than ${CPU_MAX} ms and ${MEMORY_MAX} MB`, () => {
    const dear = [...runs].filter(([, { cpu, memory }]) => cpu > CPU_MAX || memory > MEMORY_MAX);
    expect(dear.map(([name, { cpu, memory }]) => `${name}: ${cpu} ms, ${memory} MB`)).toEqual([]);
  });

  it("shows no stack, no fault of ours, and nothing that a terminal would obey", () => {
    const wrong = [...runs].filter(([, { output }]) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
      return /^ +at .*:\d+:\d+\)?$|exit 70$|node:internal|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/m.test(output);
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it("ends with an exit code that says what was wrong", () => {
    // A command line that is wrong is 2, a check or an expectation that failed is 1; warnings alone are no failure.
    const codes = new Set([...runs.values()].map(({ output }) => /exit (\d+)\n$/.exec(output)?.[1]));
    expect([...codes].sort()).toEqual(["0", "1", "2", "3"]);
    const usage = [...runs].filter(([name, { output }]) => name.startsWith("usage-") && !output.endsWith("exit 2\n"));
    expect(usage.map(([name]) => name)).toEqual([]);
    const silent = [...runs].filter(([, { output }]) => /^error\[/m.test(output) && output.endsWith("exit 0\n"));
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("names each folder after a code that it shows", () => {
    const wrong = names.filter((name) => {
      if (WITHOUT_CODE.test(name)) return false;
      const shown = codesIn(outputOf(name));
      // A measure that has no value says why in words.
      const codes = shown.length > 0 ? shown : [...CODES.keys()];
      return !codes.some((code) => name === code || name.startsWith(`${code}-`));
    });
    expect(wrong).toEqual([]);
  });

  it("has every code that there is, but for those that no file can show", () => {
    const shown = new Set(names.flatMap((name) => codesIn(outputOf(name))));
    const missing = [...CODES.keys()].filter((code) => !shown.has(code));
    expect(missing).toEqual([...NOT_SHOWN.keys()].sort());
  });

  it("is told by README.md", () => {
    expect(readFileSync(join(FOLDER, "README.md"), "utf8")).toBe(readmeOf(names));
  });
});

/** Codes that no folder shows, and why. */
const NOT_SHOWN: ReadonlyMap<string, string> = new Map([
  ["key-taken", "keys are read where there is a terminal; read-bindings.test.ts shows it"],
  ["no-such-key", "as `key-taken`"],
  ["too-many-actors", "a hundred thousand actors take a while to open"],
  ["too-many-steps", "a million steps take half a minute"],
  [
    "unknown-action",
    "in a file the shape is checked before, as `unknown-key` and `bad-value`; a machine in TypeScript can show it",
  ],
  ["wildcard-event", "in a file the name is checked before, as `bad-name`; a machine in TypeScript can show it"],
]);
