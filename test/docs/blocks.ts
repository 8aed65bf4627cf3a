/** Fenced blocks of the project's pages: what they show is executed. */
import { readFileSync } from "node:fs";

export interface Block {
  readonly page: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  /** After the three ticks: "console", "yaml". */
  readonly language: string;
  readonly text: string;
}

const ROOT = new URL("../../", import.meta.url).pathname;

export const pathOf = (page: string): string => `${ROOT}${page}`;

export function blocksOf(page: string): readonly Block[] {
  const lines = readFileSync(pathOf(page), "utf8").split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(\w+)$/.exec(lines[i] as string)?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf("```", i + 1);
    blocks.push({ page, line: i + 1, language, text: `${lines.slice(i + 1, end).join("\n")}\n` });
    i = end;
  }
  return blocks;
}

export interface Exchange {
  readonly command: string;
  readonly output: string;
}

/** A console block: lines after `$ ` are commands, what follows each is what it prints. */
export function exchangesOf({ text }: Block): readonly Exchange[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...output] = part.split("\n");
      return { command, output: output.join("\n") };
    });
}
