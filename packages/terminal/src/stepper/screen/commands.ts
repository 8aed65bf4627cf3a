/** All commands of the screen, and the keys they have. */
import type { Bindings } from "./bindings.ts";
import { isOnPanes, type ScreenCommand, TASK_TITLES, TASKS } from "./command.ts";
import { CHANGE_COMMANDS, COMPARE_COMMANDS } from "./commands-change.ts";
import { LOOK_COMMANDS, PROGRAM_COMMANDS } from "./commands-look.ts";
import { WALK_COMMANDS } from "./commands-walk.ts";
import { type Choice, pickFrom } from "./dialog.ts";
import { type Key, keyLabel } from "./keys.ts";
import { columnsOf, lineWidth, span } from "./lines.ts";
import type { ScreenState } from "./state.ts";

const HELP: ScreenCommand = {
  id: "help",
  keys: ["?"],
  task: "leave",
  help: "what there is to do here: type to search, Enter does it",
  hint: "help",
  words: "help [WORD]",
  works: (state) => isOnPanes(state),
  run: openHelp,
};

/** In the order in which the bottom line shows what works. */
export const COMMANDS: readonly ScreenCommand[] = [
  ...WALK_COMMANDS,
  ...CHANGE_COMMANDS,
  ...COMPARE_COMMANDS,
  ...LOOK_COMMANDS,
  HELP,
  ...PROGRAM_COMMANDS,
];

/** A command by the name that a configuration gives it. Asserts that there is one. */
export function commandById(id: string): ScreenCommand {
  const found = COMMANDS.find((one) => one.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
}

/** The keys of a command: those of the user's configuration, else its own that the user gave to no other. */
export function keysOfCommand({ id, keys }: ScreenCommand, bindings: Bindings): readonly Key[] {
  const own = bindings.get(id);
  if (own) return own;
  const taken = new Set([...bindings.values()].flat());
  return keys.filter((key) => !taken.has(key));
}

const tables = new WeakMap<Bindings, ReadonlyMap<Key, readonly ScreenCommand[]>>();

/** The commands that a key may mean, one of which works at a time. */
export function commandsAt(key: Key, bindings: Bindings): readonly ScreenCommand[] {
  let table = tables.get(bindings);
  if (!table) {
    const made = new Map<Key, ScreenCommand[]>();
    for (const command of COMMANDS)
      for (const one of keysOfCommand(command, bindings)) made.set(one, [...(made.get(one) ?? []), command]);
    table = made;
    tables.set(bindings, made);
  }
  return table.get(key) ?? [];
}

/** How a command's keys are shown: "→ l". */
export function keysText(command: ScreenCommand, { bindings, unicode }: ScreenState["setting"]): string {
  return keysOfCommand(command, bindings)
    .map((key) => keyLabel(key, unicode))
    .join(" ");
}

/** What works here, by what one wants to do; Enter does it. */
function openHelp(state: ScreenState): ScreenState {
  const choices = (now: ScreenState): readonly Choice[] => {
    const onPanes = { ...now };
    delete (onPanes as { dialog?: unknown }).dialog;
    const shown = TASKS.flatMap((task) =>
      COMMANDS.filter((one) => one.task === task && one.works(onPanes) && one.id !== "help"),
    );
    const width = Math.max(...shown.map((one) => columnsOf(keysText(one, now.setting)))) + 2;
    return shown.map((one, index) => {
      const title = shown[index - 1]?.task === one.task ? "" : TASK_TITLES[one.task];
      return helpChoice(one, keysText(one, now.setting), width, title);
    });
  };
  return pickFrom(state, "Help", choices, {
    hint: "type to search   Enter do it   Esc close",
    empty: "nothing works here",
  });
}

/** One command; the first of its kind says at the end of its line what they are for. */
function helpChoice(command: ScreenCommand, keys: string, width: number, title: string): Choice {
  const { id, task, help, words = "", run } = command;
  return {
    key: id,
    text: `${keys} ${help} ${words} ${TASK_TITLES[task]} ${id}`,
    line: (columns) => {
      const said = [span(keys + " ".repeat(width - columnsOf(keys)), "strong"), span(help)];
      const gap = columns - lineWidth(said) - columnsOf(title);
      return title === "" || gap < 2 ? said : [...said, span(" ".repeat(gap) + title, "dim")];
    },
    done: (state) => run(state, 1),
  };
}

/** Hints in the order in which they are wanted, where there is no room for all; any other comes after them. */
const WANTED: readonly string[] = [
  ...["help", "quit", "compare-close", "unzoom", "step", "back", "enter", "next-pane", "words", "save"],
  ...["inject", "undo", "compare", "find", "run", "fork", "measures", "year", "stop", "play"],
];

/** What is said of a command at the foot: smaller ranks are kept longer. */
export interface Hint {
  readonly key: string;
  readonly hint: string;
  readonly rank: number;
}

/** What works now and is worth a place at the foot, with its first key. */
export function hintsOf(state: ScreenState): readonly Hint[] {
  const { bindings, unicode } = state.setting;
  return COMMANDS.flatMap((command) => {
    const [key] = keysOfCommand(command, bindings);
    if (command.hint === undefined || key === undefined || !command.works(state)) return [];
    // What plays can be paused.
    const at = command.id === "play" && state.playing ? 0 : WANTED.indexOf(command.id);
    return [{ key: keyLabel(key, unicode), hint: hintOf(command, state), rank: at === -1 ? WANTED.length : at }];
  });
}

/** What a key leads to from here, where it goes to and fro. */
function hintOf({ id, hint = "" }: ScreenCommand, { playing, dialog }: ScreenState): string {
  if (id === "play" && playing) return "pause";
  if (dialog?.is !== "compare") return hint;
  if (id === "only-differing" && dialog.differing) return "everything";
  return id === "whole-period" && dialog.whole ? "up to here" : hint;
}
