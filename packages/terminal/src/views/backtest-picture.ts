/** An interval within an interval, and the record, on one line of characters. */
import { type Exact, exact } from "@steppe/core";

export interface Strip {
  readonly most: readonly [low: Exact, high: Exact];
  readonly half: readonly [low: Exact, high: Exact];
  readonly median: Exact;
  readonly record: Exact;
}

export interface Glyphs {
  readonly ends: readonly [string, string];
  readonly most: string;
  readonly half: string;
  readonly median: string;
  readonly record: string;
}

/** The half is always between brackets, so that no glyph is told from another by its line alone. */
export const DRAWN: Glyphs = { ends: ["├", "┤"], most: "─", half: "═", median: "│", record: "●" };
/** Where a terminal knows no more than ASCII. */
export const TYPED: Glyphs = { ends: ["|", "|"], most: "-", half: "=", median: ":", record: "o" };

/** Strips on one scale, each `width` columns wide: from the least to the greatest value of all. */
export function strips(all: readonly Strip[], width: number, glyphs: Glyphs): readonly string[] {
  const ends = all.flatMap(({ most, record }) => [...most, record]);
  const [first] = ends;
  if (!first) return [];
  const low = ends.reduce((a, b) => (b.compare(a) < 0 ? b : a), first);
  const high = ends.reduce((a, b) => (b.compare(a) > 0 ? b : a), first);
  const column = (at: Exact): number => {
    if (high.equals(low)) return Math.floor(width / 2);
    const share = at.sub(low).div(high.sub(low));
    return Number(
      share
        .mul(exact(width - 1))
        .add(exact(1, 2))
        .floor().n,
    );
  };
  return all.map((strip) => drawn(strip, width, column, glyphs));
}

/** Later marks cover earlier ones: the record is always seen. */
function drawn(
  { most, half, median, record }: Strip,
  width: number,
  column: (at: Exact) => number,
  glyphs: Glyphs,
): string {
  const cells = Array.from({ length: width }, () => " ");
  const fill = ([low, high]: readonly [Exact, Exact], glyph: string) =>
    cells.fill(glyph, column(low), column(high) + 1);
  const mark = (at: Exact, glyph: string): void => {
    cells[column(at)] = glyph;
  };
  fill(most, glyphs.most);
  mark(most[0], glyphs.ends[0]);
  mark(most[1], glyphs.ends[1]);
  fill(half, glyphs.half);
  mark(half[0], "[");
  mark(half[1], "]");
  mark(median, glyphs.median);
  mark(record, glyphs.record);
  return cells.join("").trimEnd();
}
