/** What may be open over the panes, and what closing it with Enter does. */
import type { Kind } from "@steppe/core";
import type { Making } from "@steppe/walk";
import type { Line } from "../panes/pane.ts";
import type { ScreenState } from "./state.ts";

/** One line of text that is being typed; shown at the foot. */
export interface LineDialog {
  readonly is: "line";
  /** What stands before it. */
  readonly prompt: string;
  readonly text: string;
  /** Where in `text` the next character goes. */
  readonly at: number;
  /** Which of the earlier lines is shown: 0 none, 1 the newest. */
  readonly back: number;
  readonly recalls: boolean;
  readonly done: (state: ScreenState, text: string) => ScreenState;
}

export interface Choice {
  readonly key: string;
  readonly line: (columns: number) => Line;
  /** What a search looks in. */
  readonly text: string;
  readonly done: (state: ScreenState) => ScreenState;
}

/** A list to choose from; typing narrows it. */
export interface PickDialog {
  readonly is: "pick";
  readonly title: string;
  /** What to say when there is nothing to choose. */
  readonly empty: string;
  /** Made anew for each state: what can be chosen may change. */
  readonly choices: (state: ScreenState) => readonly Choice[];
  readonly query: string;
  readonly index: number;
  readonly top: number;
  /** What deleting the row under the cursor does. */
  readonly remove?: (state: ScreenState, choice: Choice, index: number) => ScreenState;
  readonly hint: string;
  /** What the text that was typed can itself be chosen as. */
  readonly other?: (text: string) => Choice;
}

/** A text that has no room in one line: to be read, or taken with the mouse. */
export interface TextDialog {
  readonly is: "text";
  readonly title: string;
  readonly text: string;
  readonly top: number;
}

export interface FormField {
  readonly name: string;
  readonly kind?: Kind;
  readonly required: boolean;
  readonly doc?: string;
  /** What it is where nothing is typed. */
  readonly otherwise?: string;
  readonly text: string;
  readonly problem?: string;
  /** Whether it names the branch that the act makes. */
  readonly isBranch?: true;
}

/** Fields to fill in for an act. */
export interface FormDialog {
  readonly is: "form";
  readonly title: string;
  /** What is said above the fields. */
  readonly about: readonly string[];
  readonly fields: readonly FormField[];
  readonly index: number;
  readonly at: number;
  readonly act: (values: Readonly<Record<string, string>>) => Making;
}

/** Two branches beside each other. */
export interface CompareDialog {
  readonly is: "compare";
  readonly branches: readonly [string, string];
  readonly index: number;
  readonly top: number;
  /** Only measures that differ. */
  readonly differing: boolean;
  /** To the end of the period, and not only to where the walk stands. */
  readonly whole: boolean;
}

/** A question that `y` says yes to: the screen adds how to answer. */
export interface AskDialog {
  readonly is: "ask";
  readonly question: string;
  readonly done: (state: ScreenState) => ScreenState;
}

/** The next key is a name. */
export interface KeyDialog {
  readonly is: "key";
  readonly question: string;
  readonly done: (state: ScreenState, key: string) => ScreenState;
}

export type Dialog = LineDialog | PickDialog | TextDialog | FormDialog | CompareDialog | AskDialog | KeyDialog;

export const askLine = (
  state: ScreenState,
  prompt: string,
  done: LineDialog["done"],
  text = "",
  recalls = false,
): ScreenState => ({
  ...state,
  dialog: { is: "line", prompt, text, at: text.length, back: 0, recalls, done },
});

export const pickFrom = (
  state: ScreenState,
  title: string,
  choices: PickDialog["choices"],
  more: Partial<Pick<PickDialog, "empty" | "remove" | "hint" | "other">> = {},
): ScreenState => ({
  ...state,
  dialog: {
    is: "pick",
    title,
    choices,
    query: "",
    index: 0,
    top: 0,
    empty: more.empty ?? "there is nothing to choose from",
    hint: more.hint ?? "type to search   Enter choose   Esc close",
    ...(more.remove && { remove: more.remove }),
    ...(more.other && { other: more.other }),
  },
});
