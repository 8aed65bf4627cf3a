/** Writing a pane of text: headings, facts, paragraphs, wrapped to its width. */
import type { Page } from "../../views/text.ts";
import { ascii, lineOf, widthOf, wrapped } from "./fit.ts";
import type { Line, Span, SpanStyle } from "./pane.ts";
import { viewLines } from "./view-lines.ts";

export class Writer {
  readonly columns: number;
  readonly unicode: boolean;
  readonly #lines: Line[] = [];

  constructor(columns: number, unicode: boolean) {
    this.columns = columns;
    this.unicode = unicode;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** A heading, with a blank line before it where something stands there. */
  head(text: string): this {
    if (this.#lines.length > 0) this.#lines.push([]);
    return this.text(text, { style: "strong", hang: 2 });
  }

  /** One paragraph. */
  text(text: string, how: { indent?: number; hang?: number; style?: SpanStyle } = {}): this {
    this.#lines.push(...wrapped(text, this.columns, how, this.unicode));
    return this;
  }

  /** One line, cut where it does not fit. */
  line(...spans: readonly (Span | string)[]): this {
    this.#lines.push(lineOf(spans, this.columns, this.unicode));
    return this;
  }

  /** A name and what it is, and what is told of it: beside it where there is room, else on lines of its own. */
  fact(name: string, value: string, about: string, nameWidth: number): this {
    const head = `  ${name}${" ".repeat(Math.max(0, nameWidth - widthOf(name)))}  ${value}`;
    const width = widthOf(head);
    const isBeside = about !== "" && width + 3 + widthOf(this.shown(about)) <= this.columns;
    if (width <= this.columns) this.line(head, { text: isBeside ? `   ${about}` : "", style: "dim" });
    else this.text(name, { indent: 2, hang: 2 }).text(value, { indent: 4, hang: 0 });
    if (about !== "" && !isBeside) this.text(about, { indent: 4, hang: 0, style: "dim" });
    return this;
  }

  /** A heading with paragraphs; nothing where there are none. */
  section(heading: string, texts: readonly string[]): this {
    if (texts.length === 0) return this;
    this.head(heading);
    for (const text of texts) this.text(text, { indent: 2, hang: 4 });
    return this;
  }

  view(view: (page: Page) => readonly string[], how: "text" | "table" = "text"): this {
    this.#lines.push(...viewLines(this.columns, this.unicode, view, how));
    return this;
  }

  /** A text as it is shown here. */
  shown(text: string): string {
    return this.unicode ? text : ascii(text);
  }
}
