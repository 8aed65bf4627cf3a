/**
 * Rows in columns that fit the terminal: numbers align on their point and are the last to be cut.
 *
 * When a table is too wide, the columns that may shrink do, the widest first; what still does not
 * fit is cut at the edge with `…`, so that no line is ever broken by the terminal.
 */
import { widthOf } from "./problem-frame-text.ts";
import { clip, type Page, padEnd, padStart, type Style } from "./text.ts";

export interface Column {
  /** `number`: money on its decimal point, units after it; what is no money stands at the right. */
  readonly align?: "left" | "right" | "number";
  /** The fewest columns it may be cut to; absent: it is not cut while others can be. */
  readonly shrinkTo?: number;
  readonly style?: Style;
}

export type Cell = string | { readonly text: string; readonly style?: Style };

const INDENT = 2;
const GAP = 2;

export const textOf = (cell: Cell | undefined): string => (typeof cell === "object" ? cell.text : (cell ?? ""));

/** The lines of a table. Every cell is one line of text without control characters. */
export function tableLines(
  rows: readonly (readonly Cell[])[],
  columns: readonly Column[],
  page: Page,
): readonly string[] {
  const texts = columns.map((column, index) => {
    const column_ = rows.map((row) => textOf(row[index]));
    return column.align === "number" ? alignNumbers(column_) : column_;
  });
  const natural = texts.map((column) => Math.max(0, ...column.map(widthOf)));
  const shown = columns.map((_, index) => (natural[index] ?? 0) > 0);
  const widths = shrink(natural, columns, page.width - INDENT - GAP * (shown.filter(Boolean).length - 1));
  return rows.map((row, r) => {
    const cells = columns.flatMap((column, c) => {
      if (!shown[c]) return [];
      const width = widths[c] ?? 0;
      const cut = clip(texts[c]?.[r] ?? "", width);
      const text = column.align === undefined || column.align === "left" ? padEnd(cut, width) : padStart(cut, width);
      const cell = row[c];
      return [{ text, style: (typeof cell === "object" ? cell.style : undefined) ?? column.style }];
    });
    return lineOf(cells, page);
  });
}

/** How wide the first column may be if nothing beside it is cut; at least `least`, at most what it holds. */
export function firstColumnRoom(
  rows: readonly (readonly Cell[])[],
  columns: readonly Column[],
  page: Page,
  least: number,
): number {
  const [first = 0, ...beside] = widthsOf(rows, columns);
  return Math.min(first, Math.max(least, page.width - takenBy(beside)));
}

/** How wide one more column at the right may be if nothing of these rows is cut; below 0 where they do not fit. */
export function roomBeside(rows: readonly (readonly Cell[])[], columns: readonly Column[], page: Page): number {
  return page.width - takenBy(widthsOf(rows, columns));
}

/** Whether nothing of these rows is cut. */
export const tableFits = (rows: readonly (readonly Cell[])[], columns: readonly Column[], page: Page): boolean =>
  roomBeside(rows, columns, page) >= -GAP;

const widthsOf = (rows: readonly (readonly Cell[])[], columns: readonly Column[]): readonly number[] =>
  columns.map((column, index) => {
    const texts = rows.map((row) => textOf(row[index]));
    return Math.max(0, ...(column.align === "number" ? alignNumbers(texts) : texts).map(widthOf));
  });

/** What columns take with the gaps beside them; one in which nothing stands takes nothing. */
const takenBy = (widths: readonly number[]): number =>
  widths.filter((width) => width > 0).reduce((sum, width) => sum + GAP + width, INDENT);

function lineOf(cells: readonly { readonly text: string; readonly style: Style | undefined }[], page: Page): string {
  const last = cells.findLastIndex(({ text }) => text.trim() !== "");
  let line = " ".repeat(INDENT);
  let room = page.width - INDENT;
  for (const [index, { text, style }] of cells.slice(0, last + 1).entries()) {
    const padded = index === last ? text.trimEnd() : text;
    const gap = index === 0 ? "" : " ".repeat(GAP);
    room -= gap.length;
    if (room <= 0) break;
    const cut = clip(padded, room);
    line += gap + (style && cut.trim() !== "" ? paintInk(page, style, cut) : cut);
    room -= widthOf(cut);
  }
  return line;
}

/** Only what is printed is painted, not the blanks around it. */
function paintInk(page: Page, style: Style, text: string): string {
  const ink = text.trim();
  const start = text.indexOf(ink);
  return text.slice(0, start) + page.paint(style, ink) + text.slice(start + ink.length);
}

function shrink(natural: readonly number[], columns: readonly Column[], room: number): readonly number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    let widest = -1;
    for (const [index, { shrinkTo }] of columns.entries()) {
      const width = widths[index] ?? 0;
      if (shrinkTo !== undefined && width > shrinkTo && width > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

const NUMBER = /^([+-]?\d[\d,]*)(\.\d+)?( [A-Z]{3})?$/;

/**
 * Amounts of money on their point, currencies after it; so are bare numbers where nothing else stands. All else ends at
 * the right edge, where the eye looks for it: "2018-12-31", "30 %", "never".
 */
export function alignNumbers(texts: readonly string[]): readonly string[] {
  const parts = texts.map((text) => {
    const [, whole = "", decimals = "", unit = ""] = NUMBER.exec(text) ?? [];
    return { text, whole, decimals, unit };
  });
  const isBare = parts.every(({ text, whole, unit }) => text === "" || (whole !== "" && unit === ""));
  const isAligned = ({ whole, unit }: (typeof parts)[number]) => whole !== "" && (isBare || unit !== "");
  const most = Math.max(0, ...parts.filter(isAligned).map(({ decimals }) => decimals.length));
  const set = parts.map((part) => (isAligned(part) ? part.whole + part.decimals.padEnd(most) + part.unit : part.text));
  const width = Math.max(0, ...set.map(widthOf));
  return set.map((text) => (text === "" ? "" : padStart(text, width)));
}
