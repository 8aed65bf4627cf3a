/**
 * A command of the screen, as data: the one definition that the keys, the bottom line, the help and the documentation
 * read.
 */
import type { Key } from "./keys.ts";
import type { Message, ScreenState } from "./state.ts";

export const TASKS = ["walk", "find", "look", "change", "futures", "compare", "screen", "leave"] as const;
/** What somebody wants to do: help is by these. */
export type Task = (typeof TASKS)[number];

export const TASK_TITLES: Readonly<Record<Task, string>> = {
  walk: "Walk through this future",
  find: "Find a place, and stop there",
  look: "Look at what stands there",
  change: "Change something: it makes another future",
  futures: "Go between futures",
  compare: "Beside each other",
  screen: "The screen",
  leave: "Keep, repeat, leave",
};

export interface ScreenCommand {
  /** As a configuration names it. */
  readonly id: string;
  /** As they come; a configuration may give others. */
  readonly keys: readonly Key[];
  readonly task: Task;
  /** One line of help: what it does. */
  readonly help: string;
  /** For the bottom line; none: it is not shown there. */
  readonly hint?: string;
  /** What to type after `:` for the same, where there are words for it. */
  readonly words?: string;
  /** Whether a number before it says how often. */
  readonly counts?: true;
  /** Whether it does something now. */
  readonly works: (state: ScreenState) => boolean;
  /** Why it does nothing, where that is worth saying. */
  readonly idle?: string | ((state: ScreenState) => Message);
  readonly run: (state: ScreenState, count: number) => ScreenState;
}

/** Whether nothing is open over the panes. */
export const isOnPanes = ({ dialog }: ScreenState): boolean => dialog === undefined;
export const isOnCompare = ({ dialog }: ScreenState): boolean => dialog?.is === "compare";
