/** Commands that change something, and go between the futures that come of it. */
import { branchOf, FIRST_BRANCH } from "@steppe/walk";
import { doAct } from "./acting.ts";
import { isOnCompare, isOnPanes, type ScreenCommand } from "./command.ts";
import { comparedRows, moveCompared, nextBeside, nextDifference, openCompare, sidesIn } from "./compare.ts";
import { askLine, type CompareDialog } from "./dialog.ts";
import { pickAssumption, pickDraw, pickEntry, pickInjection } from "./pickers.ts";
import { type ScreenState, say, without } from "./state.ts";
import { pageOf, rowUnder } from "./window.ts";

/** The branch under the cursor of the branches pane; else the one that is stood in. */
export function branchUnder(state: ScreenState): string {
  const under = state.focus === "branches" ? rowUnder(state)?.branch : undefined;
  return under ?? state.walk.at.branch;
}

const isFork = (state: ScreenState): boolean => isOnPanes(state) && branchUnder(state) !== FIRST_BRANCH;

function fork(state: ScreenState): ScreenState {
  return askLine(state, "fork as ", (next, text) =>
    text.trim() === "" ? say(next, "a fork needs a name", "dim") : doAct(next, { do: "fork", as: text.trim() }),
  );
}

function rename(state: ScreenState): ScreenState {
  const branch = branchUnder(state);
  return askLine(
    state,
    `${branch} is to be called `,
    (next, text) => (text.trim() === branch ? next : doAct(next, { do: "rename", branch, as: text.trim() })),
    branch,
  );
}

function compare(state: ScreenState): ScreenState {
  const { walk } = state;
  const here = branchUnder(state);
  const other = here === walk.at.branch ? branchOf(walk, here).parent?.branch : walk.at.branch;
  const last = [...walk.branches.keys()].filter((name) => name !== here).at(-1);
  const beside = other ?? last;
  if (beside === undefined) return say(state, "there is one future only: a change or a fork makes another", "dim");
  // The one that came first stands first.
  const order = [...walk.branches.keys()];
  const [first, second] = [here, beside].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return openCompare(state, first as string, second as string);
}

export const CHANGE_COMMANDS: readonly ScreenCommand[] = [
  {
    id: "inject",
    keys: ["e"],
    task: "change",
    help: "inject an event that some actor would take now",
    hint: "inject",
    words: "inject ACTOR.EVENT [FIELD=VALUE…] [as NAME]",
    works: isOnPanes,
    run: pickInjection,
  },
  {
    id: "assume",
    keys: ["a"],
    task: "change",
    help: "change an assumption from here on",
    words: "assume NAME=EXPR [as NAME]",
    works: isOnPanes,
    run: pickAssumption,
  },
  {
    id: "entries",
    keys: ["t"],
    task: "change",
    help: "move or remove a dated entry of the timeline",
    words: "move ENTRY to DATE [as NAME]",
    works: isOnPanes,
    run: pickEntry,
  },
  {
    id: "force",
    keys: ["F"],
    task: "change",
    help: "force a draw of this step, or one that is known ahead",
    words: "force ACTOR SITE [INDEX] = VALUE [as NAME]",
    works: isOnPanes,
    run: pickDraw,
  },
  {
    id: "undo",
    keys: ["u"],
    task: "change",
    help: "undo what you did: a change, a fork, a mark, a stop",
    hint: "undo",
    words: "undo",
    works: (state) => isOnPanes(state) && state.walk.undoes !== undefined,
    idle: "there is nothing to undo",
    run: (state) => doAct(state, { do: "undo" }),
  },
  {
    id: "redo",
    keys: ["ctrl+r"],
    task: "change",
    help: "do again what was undone",
    words: "redo",
    works: (state) => isOnPanes(state) && state.walk.redoes !== undefined,
    idle: "there is nothing to do again",
    run: (state) => doAct(state, { do: "redo" }),
  },
  {
    id: "fork",
    keys: ["f"],
    task: "futures",
    help: "fork here, with a name: the next change goes into it",
    hint: "fork",
    words: "fork NAME",
    works: isOnPanes,
    run: fork,
  },
  {
    id: "compare",
    keys: ["=", "d"],
    task: "futures",
    help: "this future beside the one it was forked from; in the branches, the chosen one beside this",
    hint: "compare",
    words: "compare",
    works: (state) => isOnPanes(state) && state.walk.branches.size > 1,
    idle: "there is one future only: a change or a fork makes another",
    run: compare,
  },
  {
    id: "rename",
    keys: ["R"],
    task: "futures",
    help: "give a fork another name",
    words: "rename BRANCH NAME",
    works: isFork,
    idle: "base is the scenario itself: it keeps its name",
    run: rename,
  },
  {
    id: "drop",
    keys: ["x"],
    task: "futures",
    help: "drop a fork, and those made of it; undo brings it back",
    words: "drop BRANCH",
    works: isFork,
    idle: "base is the scenario itself: it cannot be dropped",
    run: (state) => doAct(state, { do: "drop", branch: branchUnder(state) }),
  },
];

const open = (state: ScreenState): CompareDialog => state.dialog as CompareDialog;

export const COMPARE_COMMANDS: readonly ScreenCommand[] = [
  {
    id: "difference",
    keys: ["n"],
    task: "compare",
    help: "to the next measure that differs",
    hint: "next difference",
    works: isOnCompare,
    run: (state) => nextDifference(state, open(state), 1),
  },
  {
    id: "difference-back",
    keys: ["N"],
    task: "compare",
    help: "to the measure before that differs",
    works: isOnCompare,
    run: (state) => nextDifference(state, open(state), -1),
  },
  {
    id: "only-differing",
    keys: ["d"],
    task: "compare",
    help: "only what differs, or everything",
    hint: "only what differs",
    works: isOnCompare,
    run: (state) => ({ ...state, dialog: { ...open(state), differing: !open(state).differing, index: 0, top: 0 } }),
  },
  {
    id: "whole-period",
    keys: ["e"],
    task: "compare",
    help: "up to here, or to the end of the period",
    hint: "to the end",
    works: isOnCompare,
    run: (state) => ({ ...state, dialog: { ...open(state), whole: !open(state).whole } }),
  },
  {
    id: "part",
    keys: ["p"],
    task: "compare",
    help: "after the step with which they part",
    hint: "where they part",
    works: isOnCompare,
    run: goToParting,
  },
  {
    id: "beside",
    keys: ["tab"],
    task: "compare",
    help: "another branch beside the first",
    hint: "another branch",
    works: (state) => isOnCompare(state) && state.walk.branches.size > 2,
    run: (state) => nextBeside(state, open(state)),
  },
  {
    id: "measure",
    keys: ["enter"],
    task: "compare",
    help: "how the measure comes about, in the inspector",
    hint: "why",
    works: isOnCompare,
    run: lookAtMeasure,
  },
  ...(
    [
      ["compare-down", ["down", "j"], "down", 1],
      ["compare-up", ["up", "k"], "up", -1],
    ] as const
  ).map(
    ([id, keys, way, by]): ScreenCommand => ({
      id,
      keys,
      task: "compare",
      help: `${way} in the comparison`,
      counts: true,
      works: isOnCompare,
      run: (state, count) => moveCompared(state, open(state), open(state).index + by * count),
    }),
  ),
  ...(
    [
      ["compare-page-down", ["pagedown"], "down", 1],
      ["compare-page-up", ["pageup"], "up", -1],
    ] as const
  ).map(
    ([id, keys, way, by]): ScreenCommand => ({
      id,
      keys,
      task: "compare",
      help: `a page ${way} in the comparison`,
      works: isOnCompare,
      run: (state) => moveCompared(state, open(state), open(state).index + by * pageOf(state)),
    }),
  ),
  {
    id: "compare-close",
    keys: ["escape", "q"],
    task: "compare",
    help: "back to the panes",
    hint: "close",
    works: isOnCompare,
    run: (state) => without(state, "dialog"),
  },
];

function goToParting(state: ScreenState): ScreenState {
  const sides = sidesIn(state, open(state));
  if (!sides) return state;
  if (sides.parts === undefined) return say(state, "they never part", "dim");
  const { known } = branchOf(state.walk).history;
  return doAct(without(state, "dialog"), { do: "to-step", step: Math.min(known, sides.parts + 1) });
}

function lookAtMeasure(state: ScreenState): ScreenState {
  const sides = sidesIn(state, open(state));
  const row = sides && comparedRows(sides, open(state))[open(state).index];
  if (!row) return state;
  return {
    ...without(state, "dialog"),
    subject: { of: "measure", measure: row.measure },
    focus: "inspector",
    side: "inspector",
    cursors: { ...state.cursors, inspector: { index: 0, top: 0 } },
  };
}
