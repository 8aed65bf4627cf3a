/** Moves: where to stand next. Going back costs what going forward does. */
import { type EpochDay, type Expression, toCivil, toEpochDay, type World } from "@steppe/core";
import type { Move } from "./act.ts";
import type { Branch } from "./branch.ts";
import { stepText } from "./search.ts";
import { holds, isStop, type Stop } from "./stops.ts";
import { branchOf, endOfDate, type Position, type Refused, refused, type Walk, worldAt } from "./walk.ts";

/** Why a move ended where it did, where that is not simply where it was to lead. */
export type Halt = { readonly at: "beginning" } | { readonly at: "end" } | { readonly at: "stop"; readonly stop: Stop };

export type Moved = { readonly ok: true; readonly to: Position; readonly halt?: Halt } | Refused;

/** Where a move leads. Refuses marks and branches that are not there, and what is not found. */
export function moved(walk: Walk, move: Move): Moved {
  switch (move.do) {
    case "step":
      return byStep(walk, move.count);
    case "microstep":
      return byMicrostep(walk, move.count);
    case "actor":
      return byActor(walk, move.actor, move.count);
    case "year":
      return byYear(walk, move.count);
    case "to-step":
      return toStep(walk, move.step);
    case "to-date":
      return toDate(walk, move.date);
    case "to-when":
      return toWhen(walk, move.when, move.back);
    case "run":
      return toStop(walk, move.back);
    case "first":
      return there(walk, 0);
    case "last":
      return toLast(walk);
    case "find":
      return toText(walk, move.text, move.back);
    case "go":
      return toMark(walk, move.mark);
    case "return":
      return walk.from ? { ok: true, to: walk.from } : refused("no-way-back", "there is nowhere to return to");
    case "switch":
      return toBranch(walk, move.branch);
  }
}

const there = ({ at }: Walk, step: number, halt?: Halt): Moved => ({
  ok: true,
  to: { branch: at.branch, step },
  ...(halt && { halt }),
});

const BEGINNING: Halt = { at: "beginning" };
const END: Halt = { at: "end" };

/** After the last step; that the model goes wrong there is no end that was meant. */
function toLast(walk: Walk): Moved {
  const { history } = branchOf(walk);
  const step = history.whole();
  return there(walk, step, history.newest.problem && END);
}

function byStep(walk: Walk, count: number): Moved {
  const { at } = walk;
  // Within a step, one back leads to before it.
  const begun = at.microstep === undefined || count > 0 ? at.step : at.step + 1;
  const wanted = begun + count;
  if (wanted < 0) return there(walk, 0, BEGINNING);
  const { history } = branchOf(walk);
  history.reach(wanted);
  return wanted > history.known ? there(walk, history.known, END) : there(walk, wanted);
}

function byMicrostep(walk: Walk, count: number): Moved {
  const { history } = branchOf(walk);
  let { step, microstep = 0 } = walk.at;
  for (let left = Math.abs(count); left > 0; left--) {
    if (count > 0) {
      history.reach(step + 1);
      if (step === history.known) return there(walk, step, END);
      microstep += 1;
      if (microstep >= microstepsOf(history.newest, step)) [step, microstep] = [step + 1, 0];
    } else {
      if (step === 0 && microstep === 0) return there(walk, 0, BEGINNING);
      if (microstep === 0) [step, microstep] = [step - 1, microstepsOf(history.newest, step - 1)];
      microstep -= 1;
    }
  }
  return { ok: true, to: { branch: walk.at.branch, step, ...(microstep > 0 && { microstep }) } };
}

const microstepsOf = ({ trace }: World, step: number): number => trace.at(step)?.microsteps?.length ?? 1;

/** Steps from the next on, or from the one before the present one back, each as a number of steps taken. */
function* stepsFrom({ history }: Branch, { step, microstep }: Position, back: boolean): Iterable<number> {
  if (back) {
    for (let at = step - (microstep === undefined ? 1 : 0); at > 0; at--) yield at;
    return;
  }
  for (let at = step + 1; ; at++) {
    history.reach(at);
    if (history.known < at) return;
    yield at;
  }
}

function byActor(walk: Walk, actor: string, count: number): Moved {
  const branch = branchOf(walk);
  const { newest } = branch.history;
  const { actorIndex, groups } = newest.model;
  const isGroup = groups.has(actor);
  branch.history.whole();
  if (!isGroup && !actorIndex.has(actor) && !branch.history.newest.opened.has(actor)) {
    return refused("no-such-actor", `there is no actor \`${actor}\` in this future`);
  }
  let left = Math.abs(count);
  for (const at of stepsFrom(branch, walk.at, count < 0)) {
    const taken = branch.history.newest.trace.at(at - 1);
    const is = taken?.actor === actor || (isGroup && taken?.actor.includes(`/${actor}/`) === true);
    if (is && --left === 0) return there(walk, at);
  }
  const where = count < 0 ? "before here" : "after here";
  return refused("not-found", `\`${actor}\` takes no${left < Math.abs(count) ? " such" : ""} step ${where}`);
}

function byYear(walk: Walk, count: number): Moved {
  const { history } = branchOf(walk);
  const { model, trace } = worldAt(walk);
  const { year } = toCivil(walk.at.date ?? trace.last?.date ?? model.period.start);
  const endOf = (one: number): EpochDay => toEpochDay(one, 12, 31);
  if (count < 0) {
    const wanted = endOf(year + count);
    return wanted < model.period.start ? there(walk, 0, BEGINNING) : there(walk, history.stepsUpTo(wanted));
  }
  // At the end of a year already, the end of the next is meant; and one in which nothing happens is passed over.
  let step = walk.at.step;
  for (let [left, one] = [count, year]; left > 0; one++) {
    if (endOf(one) >= model.period.end) return there(walk, history.whole(), END);
    const last = history.stepsUpTo(endOf(one));
    if (last > step) left -= 1;
    step = last;
  }
  return there(walk, step);
}

/** The end of a date outside the period is its beginning or its end; of one that a model gone wrong never reaches, its end. */
function toDate(walk: Walk, date: EpochDay): Moved {
  const branch = branchOf(walk);
  const { history, model } = branch;
  if (date < model.period.start) return there(walk, 0, BEGINNING);
  if (date > model.period.end) return there(walk, history.stepsUpTo(date), END);
  const to = endOfDate(branch, date);
  const { problem, today } = history.world(to.step);
  return { ok: true, to, ...(problem && today < date && { halt: END }) };
}

function toStep(walk: Walk, step: number): Moved {
  const { history } = branchOf(walk);
  history.reach(step);
  if (step >= 0 && step <= history.known) return there(walk, step);
  return refused("no-such-step", `there is no step ${step - 1}: the last of this future is ${history.known - 1}`);
}

function toWhen(walk: Walk, text: string, back: boolean): Moved {
  const branch = branchOf(walk);
  const test = walk.ground.ask(branch.model, text, "boolean");
  if (!test.ok) return { ...test, files: new Map() };
  return search(walk, back, (world) => holds(world, test.value as Expression), `\`${text}\` does not hold`);
}

function toText(walk: Walk, text: string, back: boolean): Moved {
  const wanted = text.toLowerCase();
  const { history } = branchOf(walk);
  for (const at of stepsFrom(branchOf(walk), walk.at, back)) {
    const taken = history.newest.trace.at(at - 1);
    if (taken && stepText(taken, history.newest).includes(wanted)) return there(walk, at);
  }
  return refused("not-found", `no step ${back ? "before" : "after"} here says \`${text}\``);
}

function search(walk: Walk, back: boolean, is: (world: World) => boolean, what: string): Moved {
  const branch = branchOf(walk);
  for (const at of stepsFrom(branch, walk.at, back)) if (is(branch.history.world(at))) return there(walk, at);
  return refused("not-found", `${what} after any step ${back ? "before" : "from"} here`);
}

function toStop(walk: Walk, back: boolean): Moved {
  const branch = branchOf(walk);
  const { history } = branch;
  if (walk.stops.length > 0) {
    for (const at of stepsFrom(branch, walk.at, back)) {
      const [before, after] = [history.world(at - 1), history.world(at)];
      const stop = walk.stops.find((one) => isStop(one, before, after));
      if (stop) return there(walk, at, { at: "stop", stop });
    }
  }
  return back ? there(walk, 0, BEGINNING) : there(walk, history.whole(), END);
}

function toMark(walk: Walk, name: string): Moved {
  const to = walk.marks.get(name);
  if (!to) {
    const notes = walk.marks.size === 0 ? ["no marks are set"] : [`marks: ${[...walk.marks.keys()].join(", ")}`];
    return refused("no-such-mark", `there is no mark \`${name}\``, { notes });
  }
  if (walk.branches.has(to.branch)) return { ok: true, to };
  return refused("no-such-branch", `the mark \`${name}\` is in the branch \`${to.branch}\`, which was dropped`);
}

/** In the other branch: the same step where both are still the same, else the end of the same date. */
function toBranch(walk: Walk, name: string): Moved {
  const branch = walk.branches.get(name);
  if (!branch) {
    return refused("no-such-branch", `there is no branch \`${name}\``, {
      notes: [`branches: ${[...walk.branches.keys()].map((one) => `\`${one}\``).join(", ")}`],
    });
  }
  const { date } = walk.at;
  const to = date === undefined ? { branch: name, step: sameStepIn(walk, branch) } : endOfDate(branch, date);
  return { ok: true, to };
}

function sameStepIn(walk: Walk, other: Branch): number {
  const { step } = walk.at;
  const here = branchOf(walk);
  if (here === other) return step;
  other.history.reach(step);
  const at = here.history.newest.trace;
  const there = other.history.newest.trace;
  for (let i = 0; i < step; i++) {
    const [one, two] = [at.at(i), there.at(i)];
    const same = one && two && one.date === two.date && one.actor === two.actor && one.event === two.event;
    if (!same || one.after !== two.after) return other.history.stepsUpTo(worldAt(walk).today);
  }
  return step;
}
