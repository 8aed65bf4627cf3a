/** What somebody looks at on the screen, as plain data: what a log keeps of it, and what opens a screen as it was left. */
import { PANES, type PaneId, type Subject, TOTALS } from "../panes/pane.ts";
import type { Cursor, ScreenState } from "./state.ts";

export type Looked = Pick<ScreenState, "focus" | "side" | "zoom" | "filter" | "search" | "subject" | "cursors">;

export function lookedAt({ focus, side, zoom, filter, search, subject, cursors }: ScreenState): Looked {
  return { focus, side, zoom, filter, search, cursors, ...(subject && { subject }) };
}

/** Whether the same is looked at. Cursors go along with every step: they are told when the screen is left. */
export function sameLook(one: Looked, two: Looked): boolean {
  const { cursors: _one, ...a } = one;
  const { cursors: _two, ...b } = two;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** So many steps are walked before a screen opens as it was left: rows that lay ahead then are there again. */
const FORESEEN = 20_000;

/** The screen looking at what a log says. A log can be written by anyone: what is not of this form is passed over. */
export function withLooked(state: ScreenState, told: unknown): ScreenState {
  if (!isMapping(told)) return state;
  state.walk.branches.get(state.walk.at.branch)?.history.reach(FORESEEN);
  const { focus, side, zoom, filter, search, subject, cursors } = told;
  return {
    ...state,
    ...(isPane(focus) && { focus }),
    ...(isPane(side) && { side }),
    ...(typeof zoom === "boolean" && { zoom }),
    ...(typeof filter === "string" && { filter }),
    ...(typeof search === "string" && { search }),
    ...(isSubject(subject, state) && { subject }),
    ...(isMapping(cursors) && { cursors: cursorsOf(cursors) }),
  };
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPane = (value: unknown): value is PaneId => PANES.some((pane) => pane === value);

const isText = (value: unknown): value is string => typeof value === "string";

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function cursorsOf(told: Readonly<Record<string, unknown>>): Partial<Record<PaneId, Cursor>> {
  const found: Partial<Record<PaneId, Cursor>> = {};
  for (const pane of PANES) {
    const cursor = told[pane];
    if (!isMapping(cursor) || !isCount(cursor.index) || !isCount(cursor.top)) continue;
    const { index, top, key } = cursor;
    found[pane] = { index, top, ...(typeof key === "string" && { key }) };
  }
  return found;
}

/** A subject that there is: of this branch, and not beyond what is known of it. */
function isSubject(value: unknown, { walk }: ScreenState): value is Subject {
  if (!isMapping(value)) return false;
  const branch = walk.branches.get(walk.at.branch);
  const { newest } = branch?.history ?? {};
  if (!branch || !newest) return false;
  switch (value.of) {
    case "actor":
      return (
        typeof value.actor === "string" && (branch.model.actorIndex.has(value.actor) || newest.opened.has(value.actor))
      );
    case "step":
      return isCount(value.step) && value.step < newest.trace.length;
    case "posting":
      return isCount(value.posting) && value.posting < newest.journal.postings.length;
    case "measure":
      return branch.model.measures.some(({ name }) => name === value.measure);
    case "total":
      return TOTALS.some((one) => one === value.total) && isText(value.name) && isText(value.currency);
    case "why":
      return isText(value.target);
    case "branch":
      return typeof value.branch === "string" && walk.branches.has(value.branch);
    default:
      return false;
  }
}
