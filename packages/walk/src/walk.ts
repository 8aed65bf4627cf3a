/**
 * A walk: where somebody stands in one of several futures, and what they have done to get there.
 *
 * A value: every act gives another Walk, and the old one stays good. Histories are shared between them.
 */
import type { EpochDay, Expression, Kind, Model, Problem, Result, Step, World } from "@steppe/core";
import { type Base, type Branch, FIRST_BRANCH, firstBranch } from "./branch.ts";
import type { Change } from "./change.ts";
import { changeOf } from "./overlay.ts";
import type { Stop } from "./stops.ts";

export interface Position {
  readonly branch: string;
  /** How many steps have been taken. */
  readonly step: number;
  /** How many microsteps of the next step have been taken as well: at least 1, and not all. Absent: none. */
  readonly microstep?: number;
  /**
   * A date from that of the last step and before that of the next, where one was gone to. Absent: the last step's, and
   * after the last of all the end of the period.
   */
  readonly date?: EpochDay;
}

export interface Ground extends Base {
  /** An expression of a kind about the scenario, which stands in no file. */
  readonly ask: (model: Model, text: string, kind?: Kind["type"]) => Result<Expression>;
}

export interface Walk {
  readonly ground: Ground;
  /** In the order they were made; the first is the scenario as it was begun. */
  readonly branches: ReadonlyMap<string, Branch>;
  readonly at: Position;
  /** Where the last move began. */
  readonly from?: Position;
  readonly marks: ReadonlyMap<string, Position>;
  readonly stops: readonly Stop[];
  /** The Walk before the last act that `undo` takes back. */
  readonly undoes?: Walk;
  /** The Walk that `redo` gives again. */
  readonly redoes?: Walk;
}

export type Refused = {
  readonly ok: false;
  readonly problems: readonly Problem[];
  /** Texts of the files that the problems name places in. */
  readonly files: ReadonlyMap<string, string>;
};

export type Begun = { readonly ok: true; readonly walk: Walk } | Refused;

/** A walk before the first step of a scenario; or the problems of the scenario. */
export function beginWalk(ground: Ground): Begun {
  const made = firstBranch(ground);
  if (!made.ok) return made;
  const walk: Walk = {
    ground,
    branches: new Map([[FIRST_BRANCH, made.branch]]),
    at: { branch: FIRST_BRANCH, step: 0 },
    marks: new Map(),
    stops: [],
  };
  return { ok: true, walk };
}

/** The branch somebody stands in, or one by its name. Asserts that there is one. */
export function branchOf(walk: Walk, name: string = walk.at.branch): Branch {
  const branch = walk.branches.get(name);
  if (!branch) throw new Error(`no branch ${name}`);
  return branch;
}

/**
 * The World somebody stands in. Within a step, the World before it. On a date on which nothing happens, the World that the
 * last step left, with that date as today.
 */
export function worldAt(walk: Walk, at: Position = walk.at): World {
  const world = branchOf(walk, at.branch).history.world(at.step);
  return at.date === undefined ? world : onDate(world, at.date);
}

const dated = new WeakMap<World, World>();

/** The same World on a later date, before anything happens on it. The last one asked for is kept: Worlds are compared. */
function onDate(world: World, date: EpochDay): World {
  let found = dated.get(world);
  if (found?.today !== date) {
    found = { ...world, today: date, stepsToday: stepsOn(world, date), ended: false };
    dated.set(world, found);
  }
  return found;
}

/** How many of the last steps were taken on a date. */
export function stepsOn({ trace }: World, day: EpochDay): number {
  let steps = 0;
  for (const { date } of trace.backwards()) {
    if (date !== day) break;
    steps += 1;
  }
  return steps;
}

/** At the end of a date of the period: after its last step, or on the date itself where nothing happens on it. */
export function endOfDate({ name, history, model }: Branch, date: EpochDay): Position {
  const step = history.stepsUpTo(date);
  const { trace, today, ended, problem } = history.world(step);
  // The World at the end stands on the last day already; one that went wrong, on the date that it does not get beyond.
  const isThere = problem ? date >= today : ended && date === today;
  const last = trace.last?.date ?? model.period.start;
  const isOther = last < date || (ended && date < today);
  return { branch: name, step, ...(isOther && !isThere && { date }) };
}

/** The step that was last taken, or the one that is being taken, microstep by microstep; undefined before the first. */
export function stepAt(walk: Walk, at: Position = walk.at): Step | undefined {
  const { history } = branchOf(walk, at.branch);
  if (at.microstep === undefined) return at.step === 0 ? undefined : history.world(at.step).trace.last;
  history.reach(at.step + 1);
  return history.newest.trace.at(at.step);
}

/** The change that an entry of a branch's timeline stands for: what was told, or moved; undefined for one of the scenario. */
export function toldBy(walk: Walk, branch: Branch, entry: string): Change | undefined {
  return changeOf(branchOf(walk, FIRST_BRANCH).model, branch.changes, entry);
}

/** A branch and those it was forked from, the first of all first. */
export function lineOf(walk: Walk, name: string): readonly Branch[] {
  const branch = branchOf(walk, name);
  return branch.parent ? [...lineOf(walk, branch.parent.branch), branch] : [branch];
}

export function refused(code: string, message: string, more: Partial<Problem> = {}): Refused {
  return { ok: false, problems: [{ code, severity: "error", message, ...more }], files: new Map() };
}
