/** What the code of an error means. */
import type { CodeEntry } from "@steppe/core/codes/index.ts";
import { type Page, wrap } from "./text.ts";

export function codeLines(code: string, { title, text, wrong, right }: CodeEntry, page: Page): readonly string[] {
  const example = (word: string, lines: string): readonly string[] => [
    "",
    page.paint("dim", word),
    ...lines.split("\n").map((line) => `    ${line}`),
  ];
  return [
    `${page.paint("strong", code)}: ${title}`,
    "",
    ...wrap(text, page.width),
    ...(wrong === undefined || wrong === "" ? [] : example("Runs into it:", wrong)),
    ...(right === undefined ? [] : example("Mended:", right)),
  ];
}
