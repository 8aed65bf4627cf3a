/** Lines over the cells of a chart: in braille, where a character holds two dots across and four down, or in ASCII. */
import type { Glyphs } from "./glyphs.ts";

export interface Line {
  /** The row of the line at a column, neither of them whole: 0 is the middle of the first. */
  readonly at: (column: number) => number;
  /** Every third dot only: to be told from a drawn one. */
  readonly dotted: boolean;
}

export interface LineCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** The cells that lines run through, each once. Where a drawn and a dotted line meet in ASCII, the drawn one is seen. */
export function lineCells(lines: readonly Line[], grid: Grid, glyphs: Glyphs): readonly LineCell[] {
  return glyphs.braille ? brailleCells(lines, grid) : asciiCells(lines, grid, glyphs);
}

const BRAILLE = 0x2800;

/** The bit of a dot of a braille character, by its row and column (Unicode 17, "Braille Patterns"). */
const DOTS: readonly (readonly [number, number])[] = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

function brailleCells(lines: readonly Line[], { rows, columns }: Grid): readonly LineCell[] {
  const bits = new Map<number, number>();
  // The middle of a row lies between its second dot and its third.
  const dotAt = (line: Line, dot: number): number => line.at((dot - 0.5) / 2) * 4 + 1.5;
  for (const line of lines) {
    for (const { across, down } of points(line, columns * 2, rows * 4, (dot) => dotAt(line, dot))) {
      const cell = Math.floor(down / 4) * columns + Math.floor(across / 2);
      const bit = (DOTS[down % 4] as readonly [number, number])[across % 2] as number;
      bits.set(cell, (bits.get(cell) ?? 0) | bit);
    }
  }
  return [...bits].map(([cell, dots]) => ({
    row: Math.floor(cell / columns),
    column: cell % columns,
    text: String.fromCodePoint(BRAILLE + dots),
  }));
}

function asciiCells(lines: readonly Line[], { rows, columns }: Grid, glyphs: Glyphs): readonly LineCell[] {
  const cells = new Map<number, string>();
  for (const line of lines) {
    const text = line.dotted ? glyphs.beside : glyphs.median;
    for (const { across, down } of points(line, columns, rows, line.at)) {
      const cell = down * columns + across;
      if (!line.dotted || !cells.has(cell)) cells.set(cell, text);
    }
  }
  return [...cells].map(([cell, text]) => ({ row: Math.floor(cell / columns), column: cell % columns, text }));
}

/** The points of a line, one a place across; a drawn line is joined where it jumps. */
function* points(
  { dotted }: Line,
  width: number,
  height: number,
  at: (across: number) => number,
): Iterable<{ readonly across: number; readonly down: number }> {
  let before: number | undefined;
  for (let across = 0; across < width; across += 1) {
    const down = Math.min(height - 1, Math.max(0, Math.round(at(across))));
    if (dotted) {
      if (across % 3 === 0) yield { across, down };
      continue;
    }
    const from = before === undefined || before === down ? down : before < down ? before + 1 : before - 1;
    const [low, high] = from < down ? [from, down] : [down, from];
    for (let one = low; one <= high; one += 1) yield { across, down: one };
    before = down;
  }
}
