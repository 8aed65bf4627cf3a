/** Where somebody stands, as panes ask for it. */
import type { Step, World } from "@steppe/core";
import { type Branch, branchOf, FIRST_BRANCH, type History, isStop, type Walk, worldAt } from "@steppe/walk";

/** The number of the step that was last taken, or that is being taken; -1 before the first. */
export const nowStep = ({ at }: Walk): number => (at.microstep === undefined ? at.step - 1 : at.step);

/** The number of the last step of a future, with `+` where it goes on; steps are numbered from 0 everywhere. */
export const lastNumber = ({ known, isWhole }: History, least = 0): string =>
  `${Math.max(least, known - 1)}${isWhole ? "" : "+"}`;

/** Where somebody stands among the steps of their branch: "97/315", "97/255+"; "start" before the first step. */
export function stepNumber(walk: Walk): string {
  const step = nowStep(walk);
  return step < 0 ? "start" : `${step}/${lastNumber(branchOf(walk).history, step)}`;
}

/** After which step of its parent a branch was forked. */
export const forkedAfter = (steps: number): string => (steps === 0 ? "the start" : `step ${steps - 1}`);

/** Whether the model went wrong in the step that would come next. */
export function isWrongHere(walk: Walk): boolean {
  const { history } = branchOf(walk);
  return history.newest.problem !== undefined && walk.at.step === history.known;
}

const befores = new WeakMap<History, { readonly step: number; readonly world: World }>();

/** The World one step before the one somebody stands in; undefined at the beginning. Within a step: that World itself. */
export function worldBefore(walk: Walk): World | undefined {
  const { step, microstep } = walk.at;
  if (microstep !== undefined) return worldAt(walk);
  if (step === 0) return undefined;
  const { history } = branchOf(walk);
  let known = befores.get(history);
  if (known?.step !== step) {
    known = { step, world: history.world(step - 1) };
    befores.set(history, known);
  }
  return known.world;
}

/** An entry without an id is named by its place, which another that is taken out moves. */
const NUMBERED = /^timeline\/\d+$|^assume\./;

const owned = new WeakMap<Branch, ReadonlySet<string>>();

/** Entries of a branch's timeline that the user told, or moved. */
function ownEntries(walk: Walk, branch: Branch): ReadonlySet<string> {
  let found = owned.get(branch);
  if (!found) {
    const base = new Set(branchOf(walk, FIRST_BRANCH).model.timeline.map(({ id }) => id));
    found = new Set([
      ...branch.model.timeline.map(({ id }) => id).filter((id) => !base.has(id) && !NUMBERED.test(id)),
      ...branch.changes.flatMap((change) => (change.does === "move" ? [change.entry] : [])),
    ]);
    owned.set(branch, found);
  }
  return found;
}

/** Whether a step is what the user told, moved or forced. */
export function isTold(walk: Walk, branch: Branch, { origin, draws, actor }: Step): boolean {
  if (origin.from === "user") return true;
  if (branch.changes.length === 0) return false;
  if (origin.from === "timeline" && ownEntries(walk, branch).has(origin.entry)) return true;
  if (draws.length === 0) return false;
  return branch.changes.some(
    (change) =>
      change.does === "force" &&
      change.actor === actor &&
      draws.some(({ site, n }) => site === change.site && n === change.n),
  );
}

/** Whether a stop halts at a step, of those that look at the step alone: an expression would have to be asked anew. */
export function isStopped(walk: Walk, step: Step, newest: World): boolean {
  if (walk.stops.length === 0) return false;
  const before = { ...newest, trace: newest.trace.slice(0, 0) } as unknown as World;
  const after = { ...newest, trace: { length: 1, last: step } } as unknown as World;
  return walk.stops.some((stop) => stop.kind !== "when" && isStop(stop, before, after));
}

/** The numbers of steps taken at which this branch was forked, or was forked from. */
export function forksAt(walk: Walk, branch: Branch): ReadonlySet<number> {
  const steps = [...walk.branches.values()].flatMap(({ parent }) =>
    parent?.branch === branch.name ? [parent.step] : [],
  );
  return new Set([...steps, ...(branch.parent ? [branch.parent.step] : [])]);
}

/** The names of the marks in a branch, by the number of steps taken. */
export function marksAt({ marks }: Walk, branch: Branch): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const [name, at] of marks) {
    if (at.branch !== branch.name) continue;
    const own = found.get(at.step);
    if (own) own.push(name);
    else found.set(at.step, [name]);
  }
  return found;
}

const broken = new WeakMap<World["violations"], ReadonlySet<number>>();

/** The numbers of the steps after which an expectation did not hold. */
export function failuresIn({ violations }: World): ReadonlySet<number> {
  let found = broken.get(violations);
  if (!found) {
    found = new Set(violations.map(({ step }) => step));
    broken.set(violations, found);
  }
  return found;
}
