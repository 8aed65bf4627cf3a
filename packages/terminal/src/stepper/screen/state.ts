/**
 * The state of the stepper's screen: a value, of which the whole screen is a function.
 *
 * Only `Stage` holds one over time; everything else here turns one into another.
 */
import type { Act, Branch, Position, Walk } from "@steppe/walk";
import type { Content, Line, PaneId, SpanStyle, Subject, View } from "../panes/pane.ts";
import type { Bindings } from "./bindings.ts";
import type { Dialog, FormDialog } from "./dialog.ts";
import type { Key } from "./keys.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where a pane's window stands. A list's cursor is on the row of `key`, else on that of `index`. */
export interface Cursor {
  readonly index: number;
  readonly key?: string;
  /** The first row, or line, in the window. */
  readonly top: number;
}

export interface Message {
  readonly text: string;
  readonly style?: SpanStyle;
}

/** What is done outside: by whoever holds the state. */
export type Effect =
  /** An act was done, and led to a walk. */
  | { readonly do: "took"; readonly act: Act; readonly walk: Walk }
  | { readonly do: "copy"; readonly text: string; readonly what: string }
  | { readonly do: "save"; readonly file: string; readonly branch: string; readonly force: boolean }
  /** Copies the shell command that comes to where the walk stands. */
  | { readonly do: "copy-command" }
  | { readonly do: "reload" }
  | { readonly do: "suspend" }
  | { readonly do: "quit"; readonly code: 0 | 130 };

/** What the screen needs of the world around it, all of it pure. */
export interface Setting {
  /** What stands in a pane. */
  readonly content: (pane: PaneId, view: View) => Content;
  readonly header: (view: View, columns: number, playing: boolean) => Line;
  /** What the measures are so far. */
  readonly measures: (view: View, columns: number) => Line;
  /** The whole period: the map, and the years under it. */
  readonly map: (view: View, columns: number) => readonly Line[];
  /** A line of words: `:` takes it. Answers with the state after it. */
  readonly words: (state: ScreenState, line: string) => ScreenState;
  readonly bindings: Bindings;
  /** Glyphs beyond ASCII. */
  readonly unicode: boolean;
  /** Whether there is reverse video, for the cursor of a line that is typed; else it is a sign. */
  readonly colour: boolean;
  /** Whether what is done is written to a log anyway. */
  readonly logged: boolean;
}

/** A long move on its way: so many steps of a history are looked at in each slice. */
export interface Seeking {
  readonly act: Act;
  /** The step that is looked at next; undefined: the history has to be walked first. */
  readonly at?: number;
  /** When the keys that were pressed meanwhile are taken up again. */
  readonly queue: readonly Key[];
  /** The form that asked for it: open again where it is refused. */
  readonly form?: FormDialog;
}

export interface ScreenState {
  readonly setting: Setting;
  readonly walk: Walk;
  readonly size: Size;
  readonly focus: PaneId;
  /** The pane beside the timeline where there is room for two. */
  readonly side: PaneId;
  readonly zoom: boolean;
  readonly cursors: Readonly<Partial<Record<PaneId, Cursor>>>;
  readonly subject?: Subject;
  readonly filter: string;
  readonly dialog?: Dialog;
  readonly message?: Message;
  /** Digits typed for a count, and the pane that was focused before them. */
  readonly count?: { readonly digits: string; readonly focus: PaneId };
  readonly playing: boolean;
  /** An index into SPEEDS. */
  readonly speed: number;
  readonly seeking?: Seeking;
  /** What was searched for last. */
  readonly search: string;
  /** The changes of each branch that a file or a log has, as `changesKey` says them. */
  readonly saved: ReadonlySet<string>;
  /** Command lines, the newest last. */
  readonly lines: readonly string[];
  readonly effects: readonly Effect[];
}

/** What a saved file holds of a branch: the same for the same changes, under whatever name. */
export const changesKey = ({ changes }: Pick<Branch, "changes">): string => JSON.stringify(changes);

/** Steps a second. */
export const SPEEDS = [1, 2, 4, 8, 16, 30] as const;

export const say = (state: ScreenState, text: string, style?: SpanStyle): ScreenState => ({
  ...state,
  message: style === undefined ? { text } : { text, style },
});

export const withEffect = (state: ScreenState, effect: Effect): ScreenState => ({
  ...state,
  effects: [...state.effects, effect],
});

/** A state without some of what it may have. */
export function without<K extends "dialog" | "message" | "count" | "seeking" | "subject">(
  state: ScreenState,
  ...keys: readonly K[]
): ScreenState {
  const next = { ...state };
  for (const key of keys) delete (next as Partial<Record<K, unknown>>)[key];
  return next;
}

const views = new WeakMap<ScreenState, View>();

export function viewOf(state: ScreenState): View {
  let view = views.get(state);
  if (!view) {
    const { walk, subject, filter, setting } = state;
    view = { walk, filter, unicode: setting.unicode, ...(subject && { subject }) };
    views.set(state, view);
  }
  return view;
}

const contents = new WeakMap<ScreenState, Partial<Record<PaneId, Content>>>();

/** What stands in a pane, asked for once. */
export function contentOf(state: ScreenState, pane: PaneId): Content {
  let known = contents.get(state);
  if (!known) {
    known = {};
    contents.set(state, known);
  }
  const found = known[pane] ?? state.setting.content(pane, viewOf(state));
  known[pane] = found;
  return found;
}

export const samePosition = (one: Position, two: Position): boolean =>
  one.branch === two.branch && one.step === two.step && one.microstep === two.microstep;
