/** Text in columns: cut, padded and wrapped by what a terminal shows, not by its length. */
import { cellsOf, widthOf } from "./problem-frame-text.ts";

/** What a view may emphasise. Whoever calls gives the colours; without colour the text alone must do. */
export type Style = "strong" | "dim" | "good" | "bad" | "warn";
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** What a view needs to know of the place it is printed to. */
export interface Page {
  /** Columns. */
  readonly width: number;
  readonly paint: Paint;
}

/** Printable ASCII with single spaces between words: one line already, as nearly every name is. */
const IS_ONE_LINE = /^[!-~]+(?: [!-~]+)*$/;

/** A user's text on one line: control characters as escapes, line breaks and tabs as spaces. */
export function oneLine(text: string): string {
  if (IS_ONE_LINE.test(text)) return text;
  return cellsOf(text.replace(/\s+/g, " ").trim())
    .map((cell) => cell.text)
    .join("");
}

/** `text` in at most `width` columns, its end replaced by `…` where it does not fit. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return "";
  let kept = "";
  let used = 0;
  for (const char of text) {
    const columns = widthOf(char);
    if (used + columns > width - 1) break;
    kept += char;
    used += columns;
  }
  return `${kept.trimEnd()}…`;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** `text` broken between words into lines of at most `width` columns; a longer word is cut. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width || line === "") {
      line = longer;
      continue;
    }
    lines.push(clip(line, width));
    line = word;
  }
  return [...lines, clip(line, width)];
}

/** "1 posting", "188 postings", "12,000 steps". */
export function counted(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${noun}${Math.abs(count) === 1 ? "" : "s"}`;
}

/** A heading and its lines; nothing when there are none. */
export function section(page: Page, heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", page.paint("strong", clip(heading, page.width)), ...lines];
}

/** "  name      text", wrapped under the text. */
export function labelled(page: Page, label: string, text: string, labelWidth: number): readonly string[] {
  const indent = 2 + labelWidth + 2;
  return wrap(text, Math.max(10, page.width - indent)).map((line, index) =>
    index === 0 ? `  ${page.paint("dim", padEnd(label, labelWidth))}  ${line}` : `${" ".repeat(indent)}${line}`,
  );
}
