/**
 * What a pane is: what stands in it, as lines of styled text, and nothing of where it stands on the screen.
 *
 * A pane is a pure function of a view. The screen draws the part of it that its window shows; line mode and tests read
 * the same lines.
 */
import type { EpochDay } from "@steppe/core";
import type { Walk } from "@steppe/walk";

/** Colours are the terminal's own sixteen. Nothing is told by a style alone: a glyph or a word says it too. */
export type SpanStyle = "strong" | "dim" | "good" | "bad" | "warn" | "accent" | "inverse";

export interface Span {
  readonly text: string;
  readonly style?: SpanStyle;
}

/** One row of the screen. */
export type Line = readonly Span[];

export const PANES = ["actors", "timeline", "inspector", "branches", "ledger"] as const;
export type PaneId = (typeof PANES)[number];

export const TOTALS = ["paid", "owed", "net"] as const;
export type TotalOf = (typeof TOTALS)[number];

/** What the inspector looks at. */
export type Subject =
  | { readonly of: "actor"; readonly actor: string }
  /** A step by its number from 0; one that lies ahead, too. */
  | { readonly of: "step"; readonly step: number }
  /** A posting by its number from 0. */
  | { readonly of: "posting"; readonly posting: number }
  | { readonly of: "measure"; readonly measure: string }
  /** A sum of the ledger, and the postings it is the sum of: paid or owed of a category, received less paid of a party. */
  | { readonly of: "total"; readonly total: TotalOf; readonly name: string; readonly currency: string }
  /** What `why` asks about, by the words of it. */
  | { readonly of: "why"; readonly target: string }
  | { readonly of: "branch"; readonly branch: string };

export interface View {
  readonly walk: Walk;
  /** What the inspector shows; absent: the step that was last taken. */
  readonly subject?: Subject;
  /** The timeline shows steps whose text holds this; "" for all. Words are all to be found; filter.ts says more. */
  readonly filter: string;
  /** Glyphs beyond ASCII. */
  readonly unicode: boolean;
  /** The measure that the list of branches shows; absent: the first of the scenario. */
  readonly measure?: string;
}

/** Something that can be chosen in a list, and what choosing it means. */
export interface Row {
  /** The same for the same thing in another view: the cursor stays on it. */
  readonly key: string;
  readonly line: (columns: number) => Line;
  /** What Enter looks at. */
  readonly subject?: Subject;
  /** Where Enter leads. */
  readonly step?: number;
  readonly branch?: string;
}

/** A pane of rows, each one line high: only those in the window are drawn. */
export interface ListContent {
  readonly kind: "list";
  readonly title: string;
  readonly count: number;
  readonly row: (index: number) => Row;
  /** The row that stands for now; absent where none does. */
  readonly now?: number;
}

/** A pane of text that is wrapped to its width. */
export interface TextContent {
  readonly kind: "text";
  readonly title: string;
  readonly lines: (columns: number) => readonly Line[];
}

export type Content = ListContent | TextContent;

/** A day on the mini-map, and what is to be seen there. */
export interface MapMark {
  readonly date: EpochDay;
  readonly glyph: string;
}
