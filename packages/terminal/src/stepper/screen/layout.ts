/**
 * Where panes stand: five beside each other, the timeline with one more, or one alone. There is no size that is too
 * small; what is left out first is the mini-map, then the hints, then the header.
 */
import type { PaneId } from "../panes/pane.ts";
import type { Size } from "./state.ts";

export interface Slot {
  readonly pane: PaneId;
  /** With its frame. */
  readonly columns: number;
  readonly rows: number;
}

export interface Layout {
  readonly framed: boolean;
  /** Columns from left to right, each a stack of panes. */
  readonly stacks: readonly (readonly Slot[])[];
  readonly body: Size;
  readonly header: boolean;
  readonly measures: boolean;
  /** Lines of the mini-map: 2 with the years. */
  readonly map: 0 | 1 | 2;
  /** Lines below the map: 2 where a message has one of its own, 1 where it takes the hints' place. */
  readonly foot: 0 | 1 | 2;
}

const WIDE = { columns: 96, rows: 18 };
const MIDDLE = { columns: 60, rows: 14 };

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

export interface Arranged {
  readonly size: Size;
  readonly focus: PaneId;
  readonly side: PaneId;
  readonly zoom: boolean;
}

export function layoutOf({ size, focus, side, zoom }: Arranged): Layout {
  const { columns, rows } = size;
  const header = rows >= 4;
  const measures = rows >= 24;
  const map = rows >= 30 ? 2 : rows >= 12 ? 1 : 0;
  const foot = rows >= 20 ? 2 : rows >= 3 ? 1 : 0;
  const body = { columns, rows: Math.max(1, rows - (header ? 1 : 0) - (measures ? 1 : 0) - map - foot) };
  const framed = columns >= MIDDLE.columns && rows >= MIDDLE.rows;
  const whole = { header, measures, map, foot, body, framed } as const;
  if (!framed || zoom) return { ...whole, stacks: [[{ pane: focus, ...body }]] };
  if (columns < WIDE.columns || rows < WIDE.rows) return { ...whole, stacks: two(body, side) };
  return { ...whole, stacks: five(body) };
}

function two({ columns, rows }: Size, side: PaneId): Layout["stacks"] {
  // A tall window has more room below than beside.
  if (rows >= 40 && columns < 90) {
    const upper = Math.ceil(rows * 0.55);
    return [
      [
        { pane: "timeline", columns, rows: upper },
        { pane: side, columns, rows: rows - upper },
      ],
    ];
  }
  const right = clamp(Math.floor(columns * 0.42), 26, 40);
  return [[{ pane: "timeline", columns: columns - right, rows }], [{ pane: side, columns: right, rows }]];
}

function five({ columns, rows }: Size): Layout["stacks"] {
  const left = clamp(Math.floor(columns * 0.24), 24, 36);
  const right = clamp(Math.floor(columns * 0.32), 30, 56);
  const middle = columns - left - right;
  const lower = clamp(Math.floor(rows * 0.28), 4, 14);
  const books = clamp(Math.floor(rows * 0.4), 6, 20);
  return [
    [
      { pane: "actors", columns: left, rows: rows - lower },
      { pane: "branches", columns: left, rows: lower },
    ],
    [{ pane: "timeline", columns: middle, rows }],
    [
      { pane: "inspector", columns: right, rows: rows - books },
      { pane: "ledger", columns: right, rows: books },
    ],
  ];
}

export interface Inside {
  readonly pane: PaneId;
  /** Without the frame, or the title that stands in its place, and without the column of the cursor. */
  readonly columns: number;
  readonly rows: number;
}

/** The room within each pane that is shown. */
export function insidesOf({ stacks, framed }: Layout): readonly Inside[] {
  return stacks.flat().map(({ pane, columns, rows }) => ({
    pane,
    columns: Math.max(0, columns - (framed ? 3 : 1)),
    rows: Math.max(0, rows - (framed ? 2 : 1)),
  }));
}
