/**
 * Everything shown is executed. Console blocks run and print what the page says; YAML blocks of the
 * pages on scenario files and on backtesting are one scenario each. STEPPE_UPDATE_DOCS=1 rewrites the outputs of console blocks.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorld, outcomeOf, pathUniforms, run } from "@steppe/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt } from "../command.ts";
import { modelOf } from "../properties/load.ts";
import { type Block, blocksOf, exchangesOf, pathOf } from "./blocks.ts";

const PAGES = [
  "README.md",
  ...readdirSync(pathOf("docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const UPDATE = process.env.STEPPE_UPDATE_DOCS === "1";

let folder = "";

/** A reader's folder: the scenarios and examples are there, and what they write goes nowhere else. */
beforeAll(() => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), "steppe-docs-"));
  for (const name of ["scenarios", "examples"]) cpSync(pathOf(name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, "harbour.yaml"), harbour());
  writeFileSync(join(folder, "pier.yaml"), scenarioIn("docs/backtesting.md"));
  writeFileSync(
    join(folder, "steppe"),
    `#!/bin/sh\nexec "${process.execPath}" "${pathOf("dist/current/main.cjs")}" "$@"\n`,
    { mode: 0o755 },
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const harbour = (): string => scenarioIn("docs/scenario-format.md");

/** The YAML blocks of a page, put together. */
function scenarioIn(page: string): string {
  return blocksOf(page)
    .filter(({ language }) => language === "yaml")
    .map(({ text }) => text)
    .join("\n");
}

function printed(command: string): string {
  const ran = spawnSync("sh", ["-c", `${command} 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8", COLUMNS: "100", NO_COLOR: "1" },
  });
  return ran.stdout;
}

function rewritten(block: Block): string {
  return exchangesOf(block)
    .map(({ command }) => `$ ${command}\n${printed(command)}`)
    .join("");
}

describe("the pages", () => {
  const blocks = PAGES.flatMap(blocksOf);

  it("show something that is executed", () => {
    expect(blocks.filter(({ language }) => language === "console").length).toBeGreaterThan(0);
  });

  for (const block of blocks.filter(({ language }) => language === "console")) {
    it(`${block.page}:${block.line} prints what it shows`, { timeout: 60_000 }, () => {
      const now = rewritten(block);
      if (UPDATE && now !== block.text) {
        writeFileSync(
          pathOf(block.page),
          readFileSync(pathOf(block.page), "utf8").replace(block.text, () => now),
        );
        return;
      }
      expect(now).toBe(block.text);
    });
  }

  it("know every language of their blocks", () => {
    // What is told as JavaScript is code that was made: kernel-example.test.ts holds it.
    const known = ["console", "yaml", "json", "text", "expression", "mermaid", "js"];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  });
});

describe.each(["docs/scenario-format.md", "docs/backtesting.md"])("%s", (page) => {
  it("is one scenario that loads without a problem and runs", () => {
    const model = modelOf(scenarioIn(page));
    const world = run(createWorld(model, pathUniforms("steppe", 1)));
    expect(world.problem).toBe(undefined);
    const outcome = outcomeOf(world);
    expect(outcome.measures.filter(({ result }) => "problem" in result)).toEqual([]);
    expect(outcome.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });
});
