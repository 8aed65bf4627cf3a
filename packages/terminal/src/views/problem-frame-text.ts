/** Text as a terminal shows it: how wide each character is, and what must not reach the screen raw. */

const TAB_STOP = 4;

export interface Cell {
  /** What is printed. */
  readonly text: string;
  /** Display columns it takes. */
  readonly width: number;
  /** Its offset in the line, in UTF-16 units. */
  readonly unit: number;
}

// Beside control characters: marks that turn the direction of text, and lone surrogates. Both can make a
// line look like another one.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** `text` with control characters as escapes: `\x1b`, `\u202e`. */
export function escapeControls(text: string): string {
  return text.replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** JSON whose strings hold none of these characters either: the same data, with more of its own escapes. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, (char) => {
    return char === "\n" ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The characters of a line with the columns they take; tabs become spaces up to the next stop. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let unit = 0;
  let column = 0;
  for (const char of line) {
    const text = char === "\t" ? " ".repeat(TAB_STOP - (column % TAB_STOP)) : escapeControls(char);
    const width = text === char ? charWidth(char) : text.length;
    cells.push({ text, width, unit });
    unit += char.length;
    column += width;
  }
  return cells;
}

/** Display columns of a text without control characters. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + charWidth(char), 0);
}

// East Asian Wide and Fullwidth of Unicode 17 (EastAsianWidth.txt), neighbouring blocks joined.
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18df2],
  [0x1aff0, 0x1b2fb],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** 0 for marks that join the character before them, 2 for wide ones, else 1. */
function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^\p{Mark}$/u.test(char)) return 0;
  return WIDE.some(([low, high]) => code >= low && code <= high) ? 2 : 1;
}
