/** Lines of styled text, cut and filled by what a terminal shows. */
import stringWidth from "fast-string-width";
import type { Line, Span, SpanStyle } from "../panes/pane.ts";

const ASCII = /^[\x20-\x7e]*$/;

/** Widths of texts that are not ASCII: the same few hundred come again in every frame. */
const widths = new Map<string, number>();
const WIDTHS_KEPT = 4000;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = widths.get(text);
  if (width === undefined) {
    width = stringWidth(text);
    if (widths.size >= WIDTHS_KEPT) widths.clear();
    widths.set(text, width);
  }
  return width;
}

export function lineWidth(line: Line): number {
  let width = 0;
  for (const { text } of line) width += columnsOf(text);
  return width;
}

/** The text of a line, its styles left out. */
export const plainOf = (line: Line): string => line.map(({ text }) => text).join("");

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a person takes for one character, one by one. */
export function* charactersOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** As much of a text as fits into so many columns. */
export function cutText(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (ASCII.test(text)) return text.slice(0, columns);
  let kept = "";
  let used = 0;
  for (const character of charactersOf(text)) {
    const width = columnsOf(character);
    if (used + width > columns) break;
    kept += character;
    used += width;
  }
  return kept;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no text of a user's may move the cursor
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const HAS_CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

const withoutControls = (one: Span): Span =>
  HAS_CONTROLS.test(one.text) ? { ...one, text: one.text.replace(CONTROLS, " ") } : one;

/** A line of exactly so many columns: cut with `…` where it is longer, filled with spaces where it is shorter. */
export function fitLine(line: Line, columns: number): Line {
  const clean = line.map(withoutControls);
  const width = lineWidth(clean);
  if (width === columns) return clean;
  if (width < columns) return [...clean, { text: " ".repeat(columns - width) }];
  return columns <= 0 ? [] : cutLine(clean, columns);
}

function cutLine(line: Line, columns: number): Line {
  const cut: Span[] = [];
  let left = columns - 1;
  for (const one of line) {
    const text = cutText(one.text, left);
    left -= columnsOf(text);
    if (text !== "") cut.push({ ...one, text });
    if (text !== one.text) break;
  }
  return [...cut, { text: "…", style: "dim" }, ...(left > 0 ? [{ text: " ".repeat(left) }] : [])];
}

export const span = (text: string, style?: SpanStyle): Span => (style === undefined ? { text } : { text, style });

/** A text broken between words into pieces of at most so many columns; a longer word is broken within. */
export function wrapText(text: string, columns: number): readonly string[] {
  if (columns <= 0) return [];
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (let word of paragraph.split(" ")) {
      if (line !== "" && columnsOf(line) + 1 + columnsOf(word) <= columns) {
        line += ` ${word}`;
        continue;
      }
      if (line !== "") lines.push(line);
      while (columnsOf(word) > columns) {
        const head = cutText(word, columns);
        if (head === "") break;
        lines.push(head);
        word = word.slice(head.length);
      }
      line = word;
    }
    lines.push(line);
  }
  return lines;
}
