/** Commands that look: focus, cursor, what is inspected, copying; and those of the program itself. */
import { PANES, type PaneId } from "../panes/pane.ts";
import { doAct } from "./acting.ts";
import { isOnPanes, type ScreenCommand } from "./command.ts";
import { branchUnder } from "./commands-change.ts";
import { copyText } from "./copy.ts";
import { askLine } from "./dialog.ts";
import { plainOf } from "./lines.ts";
import { focusOn } from "./looking.ts";
import { openMeasures } from "./measures-list.ts";
import { changesKey, type ScreenState, say, withEffect, without } from "./state.ts";
import { moveCursor, pageOf, rowUnder } from "./window.ts";

function focusBy(state: ScreenState, by: number): ScreenState {
  const at = PANES.indexOf(state.focus) + by + PANES.length;
  return focusOn(state, PANES[at % PANES.length] as PaneId);
}

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two);

/** Looks at what is under the cursor; where it is looked at already, goes there. */
function enter(state: ScreenState): ScreenState {
  const row = rowUnder(state);
  if (!row) return state;
  const { subject, branch, step } = row;
  if (branch !== undefined) {
    return branch === state.walk.at.branch
      ? say(state, `this is ${branch}`, "dim")
      : doAct(state, { do: "switch", branch });
  }
  if (subject && !isSame(subject, state.subject)) {
    const looked = { ...state, subject, cursors: { ...state.cursors, inspector: { index: 0, top: 0 } } };
    const isInSight = state.size.columns >= 96 && !state.zoom;
    return isInSight ? looked : focusOn(looked, "inspector");
  }
  return step === undefined ? state : doAct(state, { do: "to-step", step });
}

/** Closes what was opened last: the inspector's subject, the filter, the zoom. */
function closeLast(state: ScreenState): ScreenState {
  if (state.playing) return { ...state, playing: false };
  if (state.subject) return without(state, "subject");
  if (state.filter !== "") return { ...state, filter: "" };
  return state.zoom ? { ...state, zoom: false } : state;
}

const isAnythingOpen = ({ subject, filter, zoom, playing }: ScreenState): boolean =>
  subject !== undefined || filter !== "" || zoom || playing;

function filter(state: ScreenState): ScreenState {
  return askLine(
    state,
    "show only steps that say ",
    (next, text) => ({ ...focusOn(next, "timeline"), filter: text.trim() }),
    state.filter,
  );
}

function save(state: ScreenState): ScreenState {
  const branch = branchUnder(state);
  return askLine(
    state,
    `save ${branch} as `,
    (next, text) =>
      text.trim() === "" ? next : withEffect(next, { do: "save", file: text.trim(), branch, force: false }),
    `${branch}.yaml`,
  );
}

/** The forks that leaving would lose: those with a change that no file and no log keeps. */
export function unsavedIn({ setting, walk, saved }: ScreenState): readonly string[] {
  if (setting.logged) return [];
  return [...walk.branches.values()]
    .filter((branch) => branch.changes.length > 0 && !saved.has(changesKey(branch)))
    .map(({ name }) => name);
}

function quit(state: ScreenState): ScreenState {
  if (state.zoom) return { ...state, zoom: false };
  const lost = unsavedIn(state);
  if (lost.length === 0) return withEffect(state, { do: "quit", code: 0 });
  const names = lost.length <= 3 ? lost.join(", ") : `${lost.length} forks`;
  return {
    ...state,
    dialog: {
      is: "ask",
      question: `not saved: ${names}; s saves one. Leave nevertheless?`,
      done: (next) => withEffect(next, { do: "quit", code: 0 }),
    },
  };
}

/** The digits are read as counts, too: that is done where keys come in. */
const FOCUS: ScreenCommand = {
  id: "pane",
  keys: [],
  task: "look",
  help: "1 to 5 go to a pane; a number of two digits before a key says how often, 05 five times",
  works: isOnPanes,
  run: (state) => state,
};

const CURSOR: readonly ScreenCommand[] = (
  [
    ["down", ["down", "j"], "down in the pane", 1, false],
    ["up", ["up", "k"], "up in the pane", -1, false],
    ["page-down", ["pagedown", "ctrl+d"], "a page down", 1, true],
    ["page-up", ["pageup", "ctrl+u"], "a page up", -1, true],
  ] as const
).map(
  ([id, keys, help, by, page]): ScreenCommand => ({
    id,
    keys,
    task: "look",
    help,
    counts: true,
    works: isOnPanes,
    run: (state, count) => moveCursor(state, state.focus, by * count * (page ? Math.max(1, pageOf(state) - 1) : 1)),
  }),
);

export const LOOK_COMMANDS: readonly ScreenCommand[] = [
  {
    id: "enter",
    keys: ["enter"],
    task: "look",
    help: "look at what is under the cursor: why it is so; once more goes there",
    hint: "why",
    words: "why",
    works: (state) => isOnPanes(state) && rowUnder(state) !== undefined,
    run: enter,
  },
  {
    id: "close",
    keys: ["escape"],
    task: "look",
    help: "close what was opened last; never leaves",
    works: (state) => isOnPanes(state) && isAnythingOpen(state),
    run: closeLast,
  },
  {
    id: "next-pane",
    keys: ["tab"],
    task: "look",
    help: "to the next pane",
    hint: "pane",
    works: isOnPanes,
    run: (state) => focusBy(state, 1),
  },
  {
    id: "pane-before",
    keys: ["shift+tab"],
    task: "look",
    help: "to the pane before",
    works: isOnPanes,
    run: (state) => focusBy(state, -1),
  },
  {
    id: "measures",
    keys: ["M"],
    task: "look",
    help: "all measures as they stand; Enter says how one comes about",
    hint: "measures",
    words: "measures",
    works: isOnPanes,
    run: openMeasures,
  },
  FOCUS,
  ...CURSOR,
  {
    id: "zoom",
    keys: ["+"],
    task: "screen",
    help: "the pane fills the screen",
    works: (state) => isOnPanes(state) && !state.zoom,
    run: (state) => ({ ...state, zoom: true }),
  },
  {
    id: "unzoom",
    keys: ["_", "-"],
    task: "screen",
    help: "all panes again",
    hint: "unzoom",
    works: (state) => isOnPanes(state) && state.zoom,
    run: (state) => ({ ...state, zoom: false }),
  },
  {
    id: "filter",
    keys: ["\\"],
    task: "look",
    help: "show only steps of the timeline that say some words",
    works: isOnPanes,
    run: filter,
  },
  {
    id: "copy",
    keys: ["y"],
    task: "leave",
    help: "copy the value that is looked at",
    works: isOnPanes,
    run: (state) => {
      const { text, what } = copyText(state, plainOf);
      return text === ""
        ? say(state, "there is nothing to copy", "dim")
        : withEffect(state, { do: "copy", text, what });
    },
  },
  {
    id: "copy-command",
    keys: ["Y"],
    task: "leave",
    help: "copy the shell command that comes to this point",
    words: "shell",
    works: isOnPanes,
    run: (state) => withEffect(state, { do: "copy-command" }),
  },
  {
    id: "save",
    keys: ["s"],
    task: "leave",
    help: "save a fork as a file that runs, compares and tests like any other",
    hint: "save",
    words: "save FILE [BRANCH]",
    works: (state) => isOnPanes(state) && state.walk.branches.size > 1,
    idle: "there is no fork to save yet",
    run: save,
  },
];

export const PROGRAM_COMMANDS: readonly ScreenCommand[] = [
  {
    id: "words",
    keys: [":"],
    task: "leave",
    help: "a command by words, as without a screen; a number or a date goes there",
    hint: "command",
    works: isOnPanes,
    run: (state) => askLine(state, ":", (next, text) => next.setting.words(next, text), "", true),
  },
  {
    id: "reload",
    keys: ["r"],
    task: "leave",
    help: "read the files again, and do again what you did",
    works: isOnPanes,
    run: (state) => withEffect(state, { do: "reload" }),
  },
  {
    id: "quit",
    keys: ["q"],
    task: "leave",
    help: "close, then leave; asks when forks would be lost",
    hint: "quit",
    words: "quit",
    works: isOnPanes,
    run: quit,
  },
  {
    id: "interrupt",
    keys: ["ctrl+c"],
    task: "leave",
    help: "leave at once",
    works: () => true,
    run: (state) => withEffect(state, { do: "quit", code: 130 }),
  },
  {
    id: "suspend",
    keys: ["ctrl+z"],
    task: "leave",
    help: "back to the shell; fg comes back",
    works: () => true,
    run: (state) => withEffect({ ...state, playing: false }, { do: "suspend" }),
  },
];
