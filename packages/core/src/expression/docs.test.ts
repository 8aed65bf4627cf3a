import { describe, expect, it } from "vitest";
import { ModelError } from "../problem.ts";
import { valueText } from "../quantity/index.ts";
import { checkText } from "./check.ts";
import { compile } from "./evaluate.ts";
import { fixtureEnvironment, fixtureScope } from "./fixture.ts";
import { functionTable } from "./functions-table.ts";
import { sourceOf } from "./source.ts";

const FILE = "../../../../docs/expressions.md";
const BEGIN = "<!-- functions:begin -->";
const END = "<!-- functions:end -->";
const page: string = (await import(/* @vite-ignore */ `${FILE}?raw`)).default;

/** What a line of the page promises: a value as people read it, or `error:` and its message. */
function outcome(text: string): string {
  const result = checkText(sourceOf(text), fixtureScope());
  if (!result.ok) return `error: ${result.problems.map((p) => p.message).join("; ")}`;
  try {
    return valueText(result.value.kind, compile(result.value)(fixtureEnvironment()));
  } catch (error) {
    if (error instanceof ModelError) return `error: ${error.message}`;
    throw error;
  }
}

const examples = [...page.matchAll(/```expression\n([\s\S]*?)```/g)]
  .flatMap((block) => (block[1] as string).split("\n"))
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const [text = "", result] = line.split(/\s+# => /);
    return { text: text.trim(), result };
  });

describe("docs/expressions.md", () => {
  it("holds the current table of functions (vitest -u rewrites it)", async () => {
    const [before, rest = ""] = page.split(BEGIN);
    const [, after] = rest.split(END);
    await expect(`${before}${BEGIN}\n\n${functionTable()}\n\n${END}${after}`).toMatchFileSnapshot(FILE);
  });

  it("has examples", () => expect(examples.length).toBeGreaterThan(90));

  it.each(examples)("$text", ({ text, result }) => {
    expect(outcome(text)).toBe(result);
  });
});
