/** The part of a pane that is shown: where its cursor is, and which row stands first. */
import type { Content, Line, PaneId, Row } from "../panes/pane.ts";
import { type Inside, insidesOf, layoutOf } from "./layout.ts";
import { type Cursor, contentOf, type ScreenState } from "./state.ts";

/** Rows that stay in sight before and after the cursor. */
const MARGIN = 2;

/** Lists up to so long are looked through for a row that has moved. */
const SEARCHED = 2000;

/** The row that the cursor is on: that of its key where it is still there, else where it was; `now` without one. */
export function cursorRow(content: Content, cursor: Cursor | undefined): number {
  if (content.kind === "text") return 0;
  const { count } = content;
  if (count === 0) return 0;
  const last = count - 1;
  if (!cursor || cursor.key === "") return Math.min(last, Math.max(0, content.now ?? 0));
  const at = Math.min(last, Math.max(0, cursor.index));
  const { key } = cursor;
  if (key === undefined || content.row(at).key === key) return at;
  for (let i = 0; i < count && i < SEARCHED; i++) if (content.row(i).key === key) return i;
  return at;
}

/** The first row shown, so that the cursor keeps its margin and the window is full where it can be. */
export function topFor(top: number, row: number, rows: number, count: number, wanted = MARGIN): number {
  const margin = Math.max(0, Math.min(wanted, Math.floor((rows - 1) / 2)));
  const lowest = Math.max(0, count - rows);
  const down = Math.max(top, row - rows + 1 + margin);
  return Math.max(0, Math.min(lowest, Math.min(down, row - margin)));
}

/** The row under the cursor of a pane; undefined in a text, or in an empty list. */
export function rowUnder(state: ScreenState, pane: PaneId = state.focus): Row | undefined {
  const content = contentOf(state, pane);
  if (content.kind === "text" || content.count === 0) return undefined;
  return content.row(cursorRow(content, state.cursors[pane]));
}

const lines = new WeakMap<Content, { readonly columns: number; readonly lines: readonly Line[] }>();

/** The lines of a text at a width, wrapped once. */
export function linesOf(content: Content & { kind: "text" }, columns: number): readonly Line[] {
  const known = lines.get(content);
  if (known?.columns === columns) return known.lines;
  const found = content.lines(columns);
  lines.set(content, { columns, lines: found });
  return found;
}

const heightOf = (content: Content, columns: number): number =>
  content.kind === "text" ? linesOf(content, columns).length : content.count;

/** The state with every shown window where it has to be. */
export function withWindows(state: ScreenState): ScreenState {
  let { cursors } = state;
  for (const inside of insidesOf(layoutOf(state))) {
    const { pane } = inside;
    const cursor = cursors[pane];
    const next = windowed(contentOf(state, pane), cursor, inside);
    if (next && (next.top !== cursor?.top || next.index !== cursor.index || next.key !== cursor.key))
      cursors = { ...cursors, [pane]: next };
  }
  return cursors === state.cursors ? state : { ...state, cursors };
}

/** Panes whose window goes with what is now; in the others what stands first stays in sight. */
const FOLLOWING: ReadonlySet<PaneId> = new Set(["timeline", "branches"]);

function windowed(content: Content, cursor: Cursor | undefined, { pane, columns, rows }: Inside): Cursor | undefined {
  const top = cursor?.top ?? 0;
  if (content.kind === "text") {
    const most = Math.max(0, heightOf(content, columns) - rows);
    const own = Math.min(most, Math.max(0, top));
    return { index: own, top: own };
  }
  const index = cursorRow(content, cursor);
  if (!FOLLOWING.has(pane) && cursor?.key === undefined) return { index: 0, top: 0 };
  // A cursor that follows what is now has the empty key, and a good part of what is to come in sight. Where its window
  // stands does not depend on where it came from: a walk that is played shows the same.
  if (!cursor || cursor.key === "") {
    return { index, top: topFor(0, index, rows, content.count, Math.floor(rows / 4)), key: "" };
  }
  const own = topFor(top, index, rows, content.count);
  return { index, top: own, ...(content.count > 0 && { key: content.row(index).key }) };
}

/** The cursor of a pane moved by rows, or the text by lines; `by` may be beyond either end. */
export function moveCursor(state: ScreenState, pane: PaneId, by: number): ScreenState {
  const content = contentOf(state, pane);
  const cursor = state.cursors[pane];
  if (content.kind === "text") {
    const top = Math.max(0, (cursor?.top ?? 0) + by);
    return { ...state, cursors: { ...state.cursors, [pane]: { index: top, top } } };
  }
  if (content.count === 0) return state;
  const index = Math.max(0, Math.min(content.count - 1, cursorRow(content, cursor) + by));
  const { key } = content.row(index);
  return { ...state, cursors: { ...state.cursors, [pane]: { index, key, top: cursor?.top ?? 0 } } };
}

/** How many rows a pane shows; 1 where it is not shown. */
export function pageOf(state: ScreenState, pane: PaneId = state.focus): number {
  return insidesOf(layoutOf(state)).find((one) => one.pane === pane)?.rows ?? 1;
}

/** The cursor of the timeline back on what is now. */
export function followNow(state: ScreenState): ScreenState {
  const { timeline } = state.cursors;
  const own: Cursor = { index: 0, key: "", top: timeline?.top ?? 0 };
  return { ...state, cursors: { ...state.cursors, timeline: own } };
}
