/** The lines of a view of the command line, in a pane: its emphasis as spans, its width the pane's. */
import type { Page, Style } from "../../views/text.ts";
import { ascii, lineOf, textOf, widthOf, wrapped } from "./fit.ts";
import type { Line, Span } from "./pane.ts";

const LETTERS: Readonly<Record<Style, string>> = { strong: "s", dim: "d", good: "g", bad: "b", warn: "w" };
const STYLES = new Map(Object.entries(LETTERS).map(([style, letter]) => [letter, style as Style]));

// No text of a view holds a control character: these mark where emphasis begins and ends.
const [BEGIN, END] = ["\u0001", "\u0002"];
const MARKED = new RegExp(`${BEGIN}(.)([^${END}]*)${END}|([^${BEGIN}]+)`, "gs");

/** No text is this wide: a view that prints on such a page breaks no line, and cuts nothing off. */
const WIDE = 10_000;
/** Below so many columns tables are not laid out: their rows are broken like any text. */
const NARROW = 48;

/**
 * What a view prints, in so many columns. Text is broken here, not by the view: an address longer than a line is broken
 * too, and not cut. A `table` is laid out by the view, to the width there is.
 */
export function viewLines(
  columns: number,
  unicode: boolean,
  view: (page: Page) => readonly string[],
  how: "text" | "table" = "text",
): readonly Line[] {
  const width = how === "table" && columns >= NARROW ? columns : WIDE;
  const page: Page = { width, paint: (style, text) => `${BEGIN}${LETTERS[style]}${text}${END}` };
  return view(page).flatMap((text) => {
    const spans = spansOf(text).map((span) => (unicode ? span : { ...span, text: ascii(span.text) }));
    const plain = textOf(spans);
    const own = plain.length - plain.trimStart().length;
    // What is told of a line above stands under its text: in a narrow pane that would leave no room for it.
    const indent = columns < NARROW && own > DETAIL ? DETAIL : own;
    if (widthOf(plain) <= columns && indent === own) return [lineOf(spans, columns, unicode)];
    const hang = columns >= NARROW && DATED.test(plain) ? "2004-01-01  ".length : own > DETAIL ? 0 : 2;
    const [first] = spans;
    const style = spans.length === 1 ? first?.style : undefined;
    return wrapped(plain.trim().replace(/(?<!^\d{4}-\d\d-\d\d) {2,}/g, " "), columns, { indent, hang, style }, unicode);
  });
}

/** Lines further in than this say more of the line above them. */
const DETAIL = 4;
/** A line of a chain of causes: its date first. */
const DATED = /^ *\d{4}-\d\d-\d\d {2}/;

function spansOf(text: string): readonly Span[] {
  return [...text.matchAll(MARKED)].map(([, letter, painted, plain]): Span => {
    const style = letter === undefined ? undefined : STYLES.get(letter);
    return { text: painted ?? plain ?? "", ...(style && { style }) };
  });
}
