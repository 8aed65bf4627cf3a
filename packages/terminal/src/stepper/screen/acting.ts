/**
 * Acts on the screen. A short one is done at once; one that needs more of a history than is known, or a look at many
 * of its steps, is done in slices: the screen goes on answering meanwhile, and keys pressed are kept for after it.
 */
import { dateText, type Expression, type Problem } from "@steppe/core";
import {
  type Act,
  branchOf,
  type Halt,
  type History,
  holds,
  isMaking,
  isRemark,
  isStop,
  type Performed,
  perform,
  type Walk,
  worldAt,
} from "@steppe/walk";
import { placeText } from "../../views/places.ts";
import { oneLine } from "../../views/text.ts";
import { isWrongHere } from "../panes/standing.ts";
import type { FormDialog } from "./dialog.ts";
import { refusedForm } from "./form.ts";
import { type Message, type ScreenState, say, withEffect, without } from "./state.ts";
import { followNow } from "./window.ts";

/** Steps walked in one slice, and steps looked at again in one. */
const WALKED = 256;
const LOOKED_AT = 64;

/** So many steps more than are known are walked at once. */
const AT_ONCE = 300;

/** Does an act: at once, or from the next slice on. `form`: what it was filled in with, open again where it is refused. */
export function doAct(state: ScreenState, act: Act, form?: FormDialog): ScreenState {
  const quiet = { ...state, playing: false };
  if (isMaking(act)) {
    // A change loads the scenario anew: the screen says so before it does.
    return say({ ...quiet, seeking: { act, queue: [], ...(form && { form }) } }, "making another future …", "dim");
  }
  if (isRemark(act) || isReady(state.walk, act)) {
    return isLookedFor(state.walk, act) ? look(quiet, act) : finish(quiet, act);
  }
  return say({ ...quiet, seeking: { act, queue: [] } }, "walking on …", "dim");
}

const look = (state: ScreenState, act: Act): ScreenState =>
  say({ ...state, seeking: { act, at: firstLookedAt(state.walk, act), queue: [] } }, "looking …", "dim");

/** Moves that ask something of every step on their way. */
function isLookedFor(walk: Walk, act: Act): boolean {
  return act.do === "to-when" || (act.do === "run" && walk.stops.length > 0);
}

const isBack = (act: Act): boolean => (act.do === "to-when" || act.do === "run") && act.back;

function firstLookedAt({ at }: Walk, act: Act): number {
  if (!isBack(act)) return at.step + 1;
  return at.microstep === undefined ? at.step - 1 : at.step;
}

/** Whether a move can be done with what is known of its history. */
export function isReady(walk: Walk, act: Act): boolean {
  const { history } = branchOf(walk);
  const known = (of: History, steps: number): boolean => of.isWhole || steps <= of.known + AT_ONCE;
  switch (act.do) {
    case "step":
    case "microstep":
      return known(history, walk.at.step + act.count);
    case "to-step":
      return known(history, act.step);
    case "to-date":
      return history.isWhole || history.newest.today > act.date;
    case "actor":
    case "last":
      return history.isWhole;
    case "find":
      return act.back || history.isWhole;
    case "run":
    case "to-when":
      return act.back || history.isWhole;
    case "year":
      return act.count < 0 || history.isWhole;
    case "switch": {
      const other = walk.branches.get(act.branch);
      return other === undefined || known(other.history, walk.at.step);
    }
    default:
      return true;
  }
}

/** The next slice of an act on its way. */
export function seekOn(state: ScreenState): ScreenState {
  const { seeking, walk } = state;
  if (!seeking) return state;
  const { act, at, form } = seeking;
  if (isMaking(act)) {
    return finish(without(state, "seeking"), act, act, undefined, form);
  }
  const { history } = branchOf(walk);
  if (at === undefined) {
    if (!isReady(walk, act)) {
      reachFor(walk, act);
      const { known, newest } = history;
      return say(state, `walking on: step ${known - 1}, ${dateText(newest.today)} …  Esc stops`, "dim");
    }
    const found = without(state, "seeking", "message");
    return isLookedFor(walk, act)
      ? { ...look(found, act), seeking: { ...seeking, at: firstLookedAt(walk, act) } }
      : finish(found, act);
  }
  return lookOn(state, act, at);
}

function reachFor(walk: Walk, act: Act): void {
  const other = act.do === "switch" ? walk.branches.get(act.branch) : undefined;
  const { history } = other ?? branchOf(walk);
  history.reach(history.known + WALKED);
}

function lookOn(state: ScreenState, act: Act, from: number): ScreenState {
  const { walk } = state;
  const { history } = branchOf(walk);
  const test = testOf(walk, act);
  const done = without(state, "seeking", "message");
  if ("problems" in test) return refuse(done, test.problems);
  const step = isBack(act) ? -1 : 1;
  let at = from;
  for (let left = LOOKED_AT; left > 0; left--, at += step) {
    if (at < 1 || at > history.known) {
      if (act.do === "to-when") return refuse(done, [notFound(act.when, act.back)]);
      return isBack(act)
        ? finish(done, { do: "first" }, act, { at: "beginning" })
        : finish(done, { do: "last" }, act, { at: "end" });
    }
    const halt = test.is(at);
    if (halt) return finish(done, { do: "to-step", step: at }, act, halt.halt);
  }
  const seen = `looking: step ${at - 1} …  Esc stops`;
  return say({ ...state, seeking: { ...(state.seeking as NonNullable<ScreenState["seeking"]>), at } }, seen, "dim");
}

const notFound = (text: string, back: boolean): Problem => ({
  code: "not-found",
  severity: "error",
  message: `\`${text}\` does not hold after any step ${back ? "before" : "from"} here`,
});

type Test =
  | { readonly is: (step: number) => { readonly halt?: Halt } | undefined }
  | { readonly problems: readonly Problem[] };

function testOf(walk: Walk, act: Act): Test {
  const { history, model } = branchOf(walk);
  if (act.do === "to-when") {
    const test = walk.ground.ask(model, act.when, "boolean");
    if (!test.ok) return { problems: test.problems };
    return { is: (step) => (holds(history.world(step), test.value as Expression) ? {} : undefined) };
  }
  return {
    is: (step) => {
      const [before, after] = [history.world(step - 1), history.world(step)];
      const stop = walk.stops.find((one) => isStop(one, before, after));
      return stop && { halt: { at: "stop", stop } };
    },
  };
}

/** Carries an act out. `told`: what the user did, where another act does the same. */
function finish(state: ScreenState, act: Act, told: Act = act, why?: Halt, form?: FormDialog): ScreenState {
  const done = perform(state.walk, act);
  if (!done.ok) {
    const refused = refuse(state, done.problems);
    return form ? { ...refused, dialog: refusedForm(form, done.problems, problemText(done.problems)) } : refused;
  }
  const logged = withEffect({ ...state, walk: done.walk }, { do: "took", act: told, walk: done.walk });
  const moved = done.walk === state.walk ? logged : arrive(state, logged);
  const text = toldOf(state.walk, { ...done, ...(why && { halt: why }) }, told);
  return text === undefined ? without(moved, "message") : say(moved, text.text, text.style);
}

/** After a move the timeline follows again, and what was looked at in passing is let go. */
function arrive(before: ScreenState, state: ScreenState): ScreenState {
  const { subject } = state;
  const isPassing = subject?.of === "step" || subject?.of === "posting" || subject?.of === "branch";
  const gone = isPassing || (subject?.of === "actor" && !isActor(state.walk, subject.actor));
  const kept = gone ? without(state, "subject") : state;
  return before.walk.at === state.walk.at ? kept : followNow(kept);
}

function isActor(walk: Walk, name: string): boolean {
  const world = worldAt(walk);
  return world.model.actorIndex.has(name) || world.opened.has(name) || world.groups.has(name);
}

const refuse = (state: ScreenState, problems: readonly Problem[]): ScreenState =>
  say(state, problemText(problems), "bad");

/** The first problem in one line, and how to mend it. What was typed in a line of its own needs no place. */
export function problemText([first, ...others]: readonly Problem[]): string {
  if (!first) return "that cannot be done";
  const { message, help = [], notes = [], place } = first;
  const where = place && !place.file.startsWith("(") ? ` (${place.file}:${place.line})` : "";
  const more = others.length > 0 ? `; and ${others.length} more` : "";
  const mend = help[0] ?? notes[0];
  return `${message}${where}${more}${mend === undefined ? "" : ` — ${mend}`}`;
}

/** What is worth saying of an act that was done. */
function toldOf(before: Walk, { halt, walk, branch }: Performed & { ok: true }, act: Act): Message | undefined {
  if (halt?.at === "stop") return { text: `stopped: ${halt.stop.text}`, style: "warn" };
  if (halt?.at === "beginning") return { text: "this is the beginning", style: "dim" };
  if (halt?.at === "end" || (walk !== before && isWrongHere(walk))) return endMessage(walk);
  if (branch) return { text: `this is now ${branch.name}, forked from ${branch.parent?.branch}`, style: "good" };
  switch (act.do) {
    case "undo":
      return { text: "undone; redo gives it again", style: "good" };
    case "redo":
      return { text: "done again", style: "good" };
    case "mark":
      return { text: `marked as ${act.mark}`, style: "good" };
    case "stop":
      return before === walk
        ? { text: `there is a stop at ${act.at} already`, style: "dim" }
        : { text: `a stop at ${act.at}`, style: "good" };
    case "unstop":
      return { text: "the stop is gone", style: "good" };
    case "rename":
      return { text: `${act.branch} is now ${act.as}`, style: "good" };
    case "drop":
      return { text: `${act.branch} is gone; undo brings it back`, style: "good" };
    case "switch":
      return { text: `this is ${act.branch}`, style: "dim" };
    default:
      return undefined;
  }
}

/** What is said at the end of what there is: that it is the end, or what the model ran into, and where that is told. */
export function endMessage(walk: Walk): Message {
  const { problem } = branchOf(walk).history.newest;
  if (!problem) return { text: "this is the end", style: "dim" };
  const { message, place } = problem;
  const where = place ? ` (${placeText(place)})` : "";
  return {
    text: `the model went wrong: ${oneLine(message)}${where}; the inspector (3) says how to mend it`,
    style: "bad",
  };
}

/** Whether something is left to walk while nothing is asked. */
export function isIdling({ seeking, walk }: ScreenState): boolean {
  return seeking === undefined && unknownIn(walk) !== undefined;
}

/** A future that runs on for so long is walked only as far as it is asked for. */
const FORESEEN = 200_000;

/** The branch that is walked further when nothing else is to be done: the present one first. */
function unknownIn(walk: Walk): History | undefined {
  const others = [...walk.branches.values()].map(({ history }) => history);
  return [branchOf(walk).history, ...others].find((one) => !one.isWhole && one.known < FORESEEN);
}

/** A slice of walking ahead. The walk stays the same value; what is known of its futures grows. */
export function walkAhead(walk: Walk): void {
  const history = unknownIn(walk);
  history?.reach(history.known + WALKED);
}
