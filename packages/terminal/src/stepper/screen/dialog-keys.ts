/** Keys while a dialog is open. */
import type { AskDialog, Choice, FormDialog, KeyDialog, LineDialog, PickDialog, TextDialog } from "./dialog.ts";
import { formKey } from "./form.ts";
import { characterOf, type Key } from "./keys.ts";
import { layoutOf } from "./layout.ts";
import { charactersOf, wrapText } from "./lines.ts";
import { type ScreenState, without } from "./state.ts";
import { topFor } from "./window.ts";

/** A text being typed, and where in it. */
export interface Typed {
  readonly text: string;
  readonly at: number;
}

/** What a key does to a text; undefined where it does nothing to one. */
export function typed({ text, at }: Typed, key: Key): Typed | undefined {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const last = [...charactersOf(before)].at(-1) ?? "";
  const next = [...charactersOf(after)][0] ?? "";
  switch (key) {
    case "left":
    case "ctrl+b":
      return { text, at: at - last.length };
    case "right":
    case "ctrl+f":
      return { text, at: at + next.length };
    case "home":
    case "ctrl+a":
      return { text, at: 0 };
    case "end":
    case "ctrl+e":
      return { text, at: text.length };
    case "backspace":
      return { text: before.slice(0, before.length - last.length) + after, at: at - last.length };
    case "delete":
    case "ctrl+d":
      return { text: before + after.slice(next.length), at };
    case "ctrl+u":
      return { text: after, at: 0 };
    case "ctrl+k":
      return { text: before, at };
    case "ctrl+w": {
      const kept = before.replace(/\S+\s*$/, "");
      return { text: kept + after, at: kept.length };
    }
    default: {
      const character = characterOf(key);
      if (character === undefined) return undefined;
      return { text: before + character + after, at: at + character.length };
    }
  }
}

/** A key in an open dialog; undefined where the dialog has commands of its own for its keys. */
export function dialogKey(state: ScreenState, key: Key): ScreenState | undefined {
  const { dialog } = state;
  switch (dialog?.is) {
    case "line":
      return lineKey(state, dialog, key);
    case "pick":
      return pickKey(state, dialog, key);
    case "form":
      return key === "escape" ? without(state, "dialog") : formKey(state, dialog as FormDialog, key);
    case "text":
      return textKey(state, dialog, key);
    case "ask":
      return askKey(state, dialog, key);
    case "key":
      return wantedKey(state, dialog, key);
    default:
      return undefined;
  }
}

function lineKey(state: ScreenState, dialog: LineDialog, key: Key): ScreenState {
  switch (key) {
    case "escape":
      return without(state, "dialog");
    case "enter":
      return accept(state, dialog);
    case "up":
    case "ctrl+p":
      return recall(state, dialog, dialog.back + 1);
    case "down":
    case "ctrl+n":
      return recall(state, dialog, dialog.back - 1);
    default: {
      // Deleting what is not there closes the line, as in other programs with such a line.
      if (key === "backspace" && dialog.text === "") return without(state, "dialog");
      const next = typed(dialog, key);
      return next ? { ...state, dialog: { ...dialog, ...next } } : state;
    }
  }
}

const LINES_KEPT = 100;

function accept(state: ScreenState, { text, recalls, done }: LineDialog): ScreenState {
  const closed = without(state, "dialog");
  if (!recalls || text.trim() === "" || text === state.lines.at(-1)) return done(closed, text);
  return done({ ...closed, lines: [...state.lines, text].slice(-LINES_KEPT) }, text);
}

function recall(state: ScreenState, dialog: LineDialog, back: number): ScreenState {
  if (!dialog.recalls || back < 0 || back > state.lines.length) return state;
  const text = back === 0 ? "" : (state.lines.at(-back) as string);
  return { ...state, dialog: { ...dialog, text, at: text.length, back } };
}

/** Choices that hold every word of what was typed; then that itself, where it can be chosen. */
export function chosenFrom(state: ScreenState, { choices, query, other }: PickDialog): readonly Choice[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const own = query.trim();
  const found = choices(state).filter(({ text }) => {
    const own = text.toLowerCase();
    return words.every((word) => own.includes(word));
  });
  return other && own !== "" && found.every(({ key }) => key !== own) ? [...found, other(own)] : found;
}

/** Rows of a list that is open: below its title and what was typed. */
export const pickRows = (state: ScreenState): number =>
  Math.max(1, layoutOf(state).body.rows - (layoutOf(state).framed ? 4 : 2));

function pickKey(state: ScreenState, dialog: PickDialog, key: Key): ScreenState {
  const found = chosenFrom(state, dialog);
  const rows = pickRows(state);
  const to = (index: number): ScreenState => {
    const own = Math.max(0, Math.min(found.length - 1, index));
    return { ...state, dialog: { ...dialog, index: own, top: topFor(dialog.top, own, rows, found.length) } };
  };
  switch (key) {
    case "escape":
      return without(state, "dialog");
    case "enter": {
      const choice = found[dialog.index];
      return choice ? choice.done(without(state, "dialog")) : state;
    }
    case "up":
    case "ctrl+p":
    case "shift+tab":
      return to(dialog.index - 1);
    case "down":
    case "ctrl+n":
    case "tab":
      return to(dialog.index + 1);
    case "pageup":
      return to(dialog.index - rows);
    case "pagedown":
      return to(dialog.index + rows);
    case "home":
      return to(0);
    case "end":
      return to(found.length - 1);
    case "delete":
    case "ctrl+x": {
      const choice = found[dialog.index];
      return dialog.remove && choice ? dialog.remove(state, choice, dialog.index) : state;
    }
    default: {
      const next = typed({ text: dialog.query, at: dialog.query.length }, key);
      if (!next || next.text === dialog.query) return state;
      return { ...state, dialog: { ...dialog, query: next.text, index: 0, top: 0 } };
    }
  }
}

function textKey(state: ScreenState, dialog: TextDialog, key: Key): ScreenState {
  const by = key === "down" || key === "j" ? 1 : key === "up" || key === "k" ? -1 : 0;
  if (by === 0) return without(state, "dialog");
  const { columns } = layoutOf(state).body;
  const most = Math.max(0, wrapText(dialog.text, Math.max(1, columns - 4)).length - 1);
  return { ...state, dialog: { ...dialog, top: Math.max(0, Math.min(most, dialog.top + by)) } };
}

function askKey(state: ScreenState, { done }: AskDialog, key: Key): ScreenState {
  const closed = without(state, "dialog");
  return key === "y" || key === "Y" || key === "enter" ? done(closed) : closed;
}

function wantedKey(state: ScreenState, { done }: KeyDialog, key: Key): ScreenState {
  const closed = without(state, "dialog");
  const character = characterOf(key);
  return character === undefined || character === " " ? closed : done(closed, character);
}

/** A text that was pasted: into what is being typed; undefined where nothing is. */
export function dialogPaste(state: ScreenState, text: string): ScreenState | undefined {
  const { dialog } = state;
  const line = text.replace(/\s*[\r\n]+\s*/g, " ").trimEnd();
  switch (dialog?.is) {
    case "line": {
      const { at } = dialog;
      const whole = dialog.text.slice(0, at) + line + dialog.text.slice(at);
      return { ...state, dialog: { ...dialog, text: whole, at: at + line.length } };
    }
    case "pick":
      return { ...state, dialog: { ...dialog, query: dialog.query + line, index: 0, top: 0 } };
    case "form": {
      const fields = dialog.fields.map((field, index) =>
        index === dialog.index
          ? { ...field, text: field.text.slice(0, dialog.at) + line + field.text.slice(dialog.at) }
          : field,
      );
      return { ...state, dialog: { ...dialog, fields, at: dialog.at + line.length } };
    }
    case "text":
    case "ask":
    case "key":
      return state;
    default:
      return undefined;
  }
}
