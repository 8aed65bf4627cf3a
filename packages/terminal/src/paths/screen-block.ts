/**
 * A block of lines at the bottom of what has been printed, redrawn in place and gone at the end.
 *
 * Each frame is one write: back to the block's first line, over every line, and away with what is left. The cursor rests
 * on an empty line below. A terminal that has become narrower has broken the lines of the last frame anew, so the way
 * back is counted in rows as they are now (of terminals that cut lines instead, such as xterm, that cannot be known).
 * What a smaller window has pushed out at its top is out of reach, and stays in the scrollback. That is the price of
 * leaving the screen to what was printed before; a second screen would hide it.
 */
import { widthOf } from "../views/problem-frame-text.ts";

const ESC = "\x1b[";
/** Synchronized output (mode 2026): a terminal that knows it shows frames whole, others pass over it. */
const BEGIN = `${ESC}?2026h`;
const END = `${ESC}?2026l`;
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
const ERASE_LINE = `${ESC}K`;
const ERASE_BELOW = `${ESC}J`;

/**
 * The size of a terminal now; of one that says it has none, the usual. Node learns of another size only when it comes
 * to look at signals: so late that a frame would go to a window that is no longer there. It is asked to look.
 */
export function sizeOf(stream: NodeJS.WriteStream): { readonly columns: number; readonly rows: number } {
  try {
    (stream as { _refreshSize?: () => void })._refreshSize?.();
  } catch {
    // A terminal that has gone has no size any more; whoever writes to it will hear of it.
  }
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}

export class ScreenBlock {
  readonly #stream: NodeJS.WriteStream;
  /** Of the frame that is on the screen; undefined when none is. */
  #widths: readonly number[] | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Shows lines in place of those before. Each must leave the last column of the terminal free. */
  draw(lines: readonly string[]): void {
    const shown = lines.map((line) => line.trimEnd());
    const frame = shown.map((line) => `${line}${ERASE_LINE}\r\n`).join("");
    const start = this.#widths === undefined ? HIDE_CURSOR : this.#back();
    this.#widths = shown.map(widthOf);
    this.#stream.write(BEGIN + start + frame + ERASE_BELOW + END);
  }

  /**
   * Takes the block away and gives the cursor back; nothing where there is no block. Row by row: tmux keeps in its
   * scrollback what is erased from the first row of the screen on, all at once.
   */
  erase(): void {
    if (this.#widths === undefined) return;
    const back = this.#back();
    const rows = `${ERASE_LINE}\r\n`.repeat(this.#rows());
    this.#widths = undefined;
    // Below the block the terminal may have shown a key that was pressed: "^C".
    this.#stream.write([BEGIN, "\r", ERASE_LINE, back, rows, back, SHOW_CURSOR, END].join(""));
  }

  /** How many rows the frame takes now, of those that can be seen. */
  #rows(): number {
    const { columns, rows } = sizeOf(this.#stream);
    const all = (this.#widths ?? []).reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return Math.max(0, Math.min(all, rows - 1));
  }

  #back(): string {
    const rows = this.#rows();
    return rows === 0 ? "\r" : `\r${ESC}${rows}A`;
  }
}
