/** The lines of a view of the command line, in a pane: its emphasis as spans, its width the pane's. */
import type { Page, Style } from "../../views/text.ts";
import { ascii, lineOf, textOf, widthOf, wrapped } from "./fit.ts";
import type { Line, Span } from "./pane.ts";

const LETTERS: Readonly<Record<Style, string>> = { strong: "s", dim: "d", good: "g", bad: "b", warn: "w" };
const STYLES = new Map(Object.entries(LETTERS).map(([style, letter]) => [letter, style as Style]));

// No text of a view holds a control character: these mark where emphasis begins and ends.
const [BEGIN, END] = ["\u0001", "\u0002"];
const MARKED = new RegExp(`${BEGIN}(.)([^${END}]*)${END}|([^${BEGIN}]+)`, "gs");

/** What a view prints on a page of so many columns. A line that is wider all the same is broken between words. */
export function viewLines(columns: number, unicode: boolean, view: (page: Page) => readonly string[]): readonly Line[] {
  const page: Page = { width: columns, paint: (style, text) => `${BEGIN}${LETTERS[style]}${text}${END}` };
  return view(page).flatMap((text) => {
    const spans = spansOf(text).map((span) => (unicode ? span : { ...span, text: ascii(span.text) }));
    const plain = textOf(spans);
    if (widthOf(plain) <= columns) return [lineOf(spans, columns, unicode)];
    const indent = plain.length - plain.trimStart().length;
    const [first] = spans;
    const style = spans.length === 1 ? first?.style : undefined;
    return wrapped(plain.trim().replace(/ {2,}/g, " "), columns, { indent, hang: 2, style }, unicode);
  });
}

function spansOf(text: string): readonly Span[] {
  return [...text.matchAll(MARKED)].map(([, letter, painted, plain]): Span => {
    const style = letter === undefined ? undefined : STYLES.get(letter);
    return { text: painted ?? plain ?? "", ...(style && { style }) };
  });
}
