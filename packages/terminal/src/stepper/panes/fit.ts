/**
 * Lines of an exact width: cut and padded by the columns that a terminal gives them.
 *
 * Widths are those of `fast-string-width`, by which Ink lays out: grapheme by grapheme, so that a mark stays with its
 * letter and a wide character is never halved.
 */
import widthOfText from "fast-string-width";
import type { Line, Span, SpanStyle } from "./pane.ts";

const PLAIN = /^[ -~]*$/;
/** What our own texts hold beyond ASCII, where the terminal has no more than that. */
const ASCII: Readonly<Record<string, string>> = {
  "→": "->",
  "…": "..",
  "×": "x",
  "−": "-",
  "–": "-",
  "—": "-",
  "·": "-",
  "│": "|",
  "─": "-",
};

/** The columns a text takes. */
export const widthOf = (text: string): number => (PLAIN.test(text) ? text.length : widthOfText(text));

let segmenter: Intl.Segmenter | undefined;

function* graphemesOf(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** A text in at most so many columns; what does not fit ends in `…`. */
export function cut(text: string, width: number, unicode = true): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return "";
  const mark = unicode ? "…" : width > 3 ? ".." : ".";
  const room = width - mark.length;
  const kept = headOf(text, room).trimEnd();
  return `${kept}${mark}`;
}

/** As much of the beginning of a text as so many columns hold. */
function headOf(text: string, room: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, room));
  let kept = "";
  for (const grapheme of graphemesOf(text)) {
    if (widthOf(kept + grapheme) > room) break;
    kept += grapheme;
  }
  return kept;
}

/** A path in at most so many columns: states that do not fit are left out from the front, for the last says most. */
export function cutPath(path: string, width: number, unicode = true): string {
  if (widthOf(path) <= width) return path;
  const mark = unicode ? "…" : "..";
  let rest = path;
  for (let dot = rest.indexOf("."); dot !== -1; dot = rest.indexOf(".")) {
    rest = rest.slice(dot + 1);
    if (widthOf(mark + rest) <= width) return mark + rest;
  }
  return cut(rest, width, unicode);
}

/** A text in exactly so many columns. */
export function cell(text: string, width: number, align: "left" | "right" = "left", unicode = true): string {
  if (width <= 0) return "";
  const short = cut(unicode ? text : ascii(text), width, unicode);
  const blank = " ".repeat(Math.max(0, width - widthOf(short)));
  return align === "left" ? short + blank : blank + short;
}

/** Our own glyphs as ASCII. */
export const ascii = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(/[→…×−–—·│─]/g, (glyph) => ASCII[glyph] as string);

/** Spans as one line of at most so many columns: no blanks at its end, spans of one style joined. */
export function lineOf(spans: Iterable<Span | string>, columns: number, unicode = true): Line {
  const line: { text: string; style?: SpanStyle }[] = [];
  let room = columns;
  for (const part of spans) {
    const span: Span = typeof part === "string" ? { text: part } : part;
    const own = unicode ? span.text : ascii(span.text);
    if (own === "") continue;
    const width = widthOf(own);
    const text = width <= room ? own : cut(own, room, unicode);
    if (text !== "") put(line, text, span.style);
    room -= width;
    if (room <= 0) break;
  }
  const last = line.at(-1);
  // Graphemes may join where spans meet, and widths with them.
  while (last && widthOf(textOf(line)) > columns && last.text !== "") last.text = [...last.text].slice(0, -1).join("");
  return withoutEnd(line);
}

function put(line: { text: string; style?: SpanStyle }[], text: string, style: SpanStyle | undefined): void {
  const last = line.at(-1);
  if (last && last.style === style) last.text += text;
  else line.push({ text, ...(style && { style }) });
}

function withoutEnd(line: { text: string; style?: SpanStyle }[]): Line {
  for (let last = line.at(-1); last; last = line.at(-1)) {
    if (last.style !== "inverse") last.text = last.text.trimEnd();
    if (last.text !== "") break;
    line.pop();
  }
  return line;
}

export const textOf = (line: Line): string => line.map(({ text }) => text).join("");

/** What is written on several lines: broken between words, all lines but the first `hang` columns further in. */
export function wrapped(
  text: string,
  columns: number,
  { indent = 0, hang = 2, style }: { indent?: number; hang?: number; style?: SpanStyle | undefined } = {},
  unicode = true,
): readonly Line[] {
  const own = unicode ? text : ascii(text);
  // In a narrow pane words need the room more than indents do.
  const first = Math.min(indent, Math.max(0, Math.floor(columns / 3)));
  const more = Math.min(indent + hang, Math.max(0, Math.floor(columns / 3)));
  const lines: Line[] = [];
  let line = "";
  const flush = (): void => {
    const by = " ".repeat(lines.length === 0 ? first : more);
    lines.push(lineOf([by, { text: line, ...(style && { style }) }], columns, unicode));
    line = "";
  };
  const room = (): number => columns - (lines.length === 0 ? first : more);
  for (const word of own.split(" ")) {
    pieces(word, Math.max(1, columns - more)).forEach((piece, index) => {
      const longer = line === "" ? piece : `${line} ${piece}`;
      if (line !== "" && (index > 0 || widthOf(longer) > room())) {
        flush();
        line = piece;
      } else line = longer;
    });
  }
  if (line !== "" || lines.length === 0) flush();
  return lines;
}

/** A word in parts that fit: an address longer than the pane is broken, not lost. */
function pieces(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let rest = word;
  while (widthOf(rest) > width) {
    const head = headOf(rest, width);
    if (head === "") break;
    found.push(head);
    rest = rest.slice(head.length);
  }
  return rest === "" ? found : [...found, rest];
}
