/** Lines of styled text, cut and filled by what a terminal shows. */
import stringWidth from "fast-string-width";
import type { Line, Span, SpanStyle } from "../panes/pane.ts";

const ASCII = /^[\x20-\x7e]*$/;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
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

/** A line of exactly so many columns: cut with `…` where it is longer, filled with spaces where it is shorter. */
export function fitLine(line: Line, columns: number, more = "…"): Line {
  const fitted: Span[] = [];
  let left = columns;
  const clean = line.map((span) => ({ ...span, text: span.text.replace(CONTROLS, " ") }));
  const isCut = lineWidth(clean) > columns;
  const room = isCut ? Math.max(0, columns - columnsOf(more)) : columns;
  left = room;
  for (const span of clean) {
    if (left <= 0) break;
    const text = cutText(span.text, left);
    left -= columnsOf(text);
    if (text !== "") fitted.push({ ...span, text });
    if (text !== span.text) break;
  }
  let end = columns - (room - left);
  if (isCut && columns >= columnsOf(more)) {
    fitted.push({ text: more, style: "dim" });
    end -= columnsOf(more);
  }
  if (end > 0) fitted.push({ text: " ".repeat(end) });
  return fitted;
}

export const span = (text: string, style?: SpanStyle): Span => (style === undefined ? { text } : { text, style });

/** One line, its left part cut first where both do not fit. */
export function betweenLines(left: Line, right: Line, columns: number): Line {
  const width = lineWidth(right);
  if (width + 2 > columns) return fitLine(left, columns);
  return [...fitLine(left, columns - width), ...right];
}

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
