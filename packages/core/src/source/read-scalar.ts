/**
 * Where each character of a scalar's text stands in its file.
 *
 * YAML joins lines, strips indentation and reads escapes, but it never changes, drops or reorders
 * a character that is not white space. So the n-th visible character of the text is the n-th
 * visible one of what was written, whatever the style; white space is placed after the character
 * before it.
 */
import type { Source, Span } from "../expression/tree.ts";
import type { Lines } from "./read-text.ts";

export type ScalarStyle = "plain" | "single" | "double" | "block";

/**
 * A scalar's text with its places. `start` and `end` are offsets of what was written: with its
 * quotes, or with the header of a block (`|`, `>`).
 */
export function scalarSource(lines: Lines, text: string, style: ScalarStyle, start: number, end: number): Source {
  let offsets: readonly number[] | undefined;
  return {
    text,
    place(span: Span) {
      // Computed when first asked: most scalars are never pointed at.
      offsets ??= align(lines.text, text, style, start, end);
      if (offsets.length === 0) return lines.place(start, end);
      const last = offsets.length - 1;
      const from = offsets[Math.min(span.start, last)] ?? start;
      const to = span.end > span.start ? (offsets[Math.min(span.end, last + 1) - 1] ?? from) + 1 : from + 1;
      return lines.place(from, Math.max(to, from + 1));
    },
  };
}

interface Written {
  readonly char: string;
  readonly offset: number;
}

const isWhite = (char: string) => char === " " || char === "\t" || char === "\n" || char === "\r";

/** For each unit of `text`, and one past its end, an offset in the file; empty when it cannot be told. */
function align(file: string, text: string, style: ScalarStyle, start: number, end: number): readonly number[] {
  const written = writtenCharacters(file, style, start, end);
  const offsets: number[] = [];
  let next = 0;
  let after = written[0]?.offset ?? start;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (isWhite(char)) {
      offsets.push(after);
      after += 1;
      continue;
    }
    const found = written[next];
    if (found?.char !== char) return [];
    offsets.push(found.offset);
    after = written[next + 1]?.offset === found.offset ? found.offset : found.offset + 1;
    next += 1;
  }
  offsets.push(Math.min(after, end));
  return offsets;
}

/** The visible characters as written, escapes read. */
function writtenCharacters(file: string, style: ScalarStyle, start: number, end: number): readonly Written[] {
  const written: Written[] = [];
  let at = start;
  let stop = end;
  if (style === "block") {
    const header = file.indexOf("\n", start);
    at = header === -1 ? end : header + 1;
  } else if (style !== "plain") {
    at += 1;
    stop -= 1;
  }
  while (at < stop) {
    const char = file[at] ?? "";
    if (style === "single" && char === "'") {
      written.push({ char, offset: at });
      at += 2;
    } else if (style === "double" && char === "\\") {
      const read = readEscape(file, at);
      for (const unit of read.text) if (!isWhite(unit)) written.push({ char: unit, offset: at });
      at += read.length;
    } else {
      if (!isWhite(char)) written.push({ char, offset: at });
      at += 1;
    }
  }
  return written;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["e", "\u001b"],
  ["f", "\f"],
  ["v", "\v"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
]);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** The units an escape of a double-quoted scalar stands for (none for white space), and its written length. */
function readEscape(file: string, at: number): { readonly text: readonly string[]; readonly length: number } {
  const letter = file[at + 1] ?? "";
  const digits = HEX_DIGITS.get(letter);
  if (digits !== undefined) {
    const point = Number.parseInt(file.slice(at + 2, at + 2 + digits), 16);
    const text = point <= 0x10ffff ? String.fromCodePoint(point) : "";
    return { text: text.split(""), length: 2 + digits };
  }
  return { text: (ESCAPES.get(letter) ?? "").split(""), length: 2 };
}
