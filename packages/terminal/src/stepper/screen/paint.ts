/** Styled lines as text with the terminal's own colours, or without any where none are wanted. */
import { styleText } from "node:util";
import type { Line, SpanStyle } from "../panes/pane.ts";

export type Painter = (line: Line) => string;

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<SpanStyle, Format>> = {
  strong: "bold",
  dim: "dim",
  good: "green",
  bad: ["bold", "red"],
  warn: "yellow",
  accent: ["bold", "cyan"],
  inverse: "inverse",
};

/** Whether a stream takes colours, and reverse video with them. */
export const hasColour = (stream: NodeJS.WriteStream): boolean => styleText("inverse", "|", { stream }) !== "|";

/** A painter for a stream, which says by itself whether it takes colours. */
export function painterFor(stream: NodeJS.WriteStream): Painter {
  const marks = new Map<SpanStyle, readonly [string, string]>();
  for (const [style, format] of Object.entries(FORMATS) as [SpanStyle, Format][]) {
    const [open = "", close = ""] = styleText(format, "|", { stream }).split("|");
    marks.set(style, [open, close]);
  }
  return (line) => {
    let painted = "";
    for (const { text, style } of line) {
      const [open, close] = style === undefined ? ["", ""] : (marks.get(style) as readonly [string, string]);
      painted += open + text + close;
    }
    return painted;
  };
}
