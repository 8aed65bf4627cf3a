/** What happens to the screen, as a function: a state and what came in, and the state after it. */
import { isStop, perform, worldAt } from "@steppe/walk";
import { PANES } from "../panes/pane.ts";
import { endMessage, isIdling, seekOn, walkAhead } from "./acting.ts";
import { isOnPanes } from "./command.ts";
import { commandsAt } from "./commands.ts";
import { dialogKey, dialogPaste } from "./dialog-keys.ts";
import { type Key, keysOfText } from "./keys.ts";
import { columnsOf } from "./lines.ts";
import { focusOn } from "./looking.ts";
import {
  changesKey,
  type Effect,
  type Message,
  type ScreenState,
  type Size,
  say,
  withEffect,
  without,
} from "./state.ts";
import { followNow, withWindows } from "./window.ts";

export type Happening =
  | { readonly on: "key"; readonly key: Key }
  | { readonly on: "paste"; readonly text: string }
  | { readonly on: "resize"; readonly size: Size }
  /** Nothing else is to be done: a slice of what is on its way, or of walking ahead. */
  | { readonly on: "idle" }
  /** It is time for the next step of a walk that plays. */
  | { readonly on: "tick" }
  /** Something done outside has come out so. */
  | {
      readonly on: "told";
      readonly message: Message /** The branch that is saved now. */;
      readonly saved?: string;
      readonly whole?: true;
    }
  /** The files were read again: the same acts over them. */
  | { readonly on: "reloaded"; readonly walk: ScreenState["walk"]; readonly message: Message };

export interface Reduced {
  readonly state: ScreenState;
  readonly effects: readonly Effect[];
}

/** The state after something happened, with every window in its place, and what is to be done outside. */
export function reduce(state: ScreenState, happening: Happening): Reduced {
  const came = happened(state, happening);
  // Between slices nothing is drawn but a message: the windows are put in place when the last one is done.
  const next = happening.on === "idle" && hasWork(came) ? came : withWindows(came);
  const { effects } = next;
  return { state: effects.length === 0 ? next : { ...next, effects: [] }, effects };
}

function happened(state: ScreenState, happening: Happening): ScreenState {
  switch (happening.on) {
    case "key":
      return key(state, happening.key);
    case "paste":
      return paste(state, happening.text);
    case "resize":
      return { ...state, size: happening.size };
    case "idle":
      return idle(state);
    case "tick":
      return state.playing ? tick(state) : state;
    case "told":
      return told(happening.saved === undefined ? state : withSaved(state, happening.saved), happening);
    case "reloaded":
      return say(
        followNow({ ...without(state, "subject", "seeking", "dialog"), walk: happening.walk }),
        happening.message.text,
        happening.message.style,
      );
  }
}

function withSaved(state: ScreenState, name: string): ScreenState {
  const branch = state.walk.branches.get(name);
  return branch ? { ...state, saved: new Set(state.saved).add(changesKey(branch)) } : state;
}

function told(state: ScreenState, { message, whole }: Happening & { on: "told" }): ScreenState {
  const { text, style } = message;
  const said = say(state, text, style);
  if (!whole || state.dialog || columnsOf(text) <= state.size.columns) return said;
  return { ...said, dialog: { is: "text", title: "In full", text, top: 0 } };
}

/** More keys than any hand leaves waiting. */
const QUEUE_MOST = 10_000;

function key(state: ScreenState, pressed: Key): ScreenState {
  const { seeking } = state;
  if (!seeking) return press(state, pressed);
  if (pressed === "escape") return say(without(state, "seeking"), "stopped on the way", "dim");
  if (pressed === "ctrl+c") return withEffect(state, { do: "quit", code: 130 });
  if (pressed === "ctrl+z") return withEffect(state, { do: "suspend" });
  const queue = seeking.queue.length < QUEUE_MOST ? [...seeking.queue, pressed] : seeking.queue;
  return { ...state, seeking: { ...seeking, queue } };
}

/** A key that is not kept for later. */
function press(state: ScreenState, pressed: Key): ScreenState {
  const fresh = without(state, "message");
  if (pressed === "ctrl+c" || pressed === "ctrl+z") return command(fresh, pressed);
  const inDialog = dialogKey(fresh, pressed);
  if (inDialog) return inDialog;
  return /^[0-9]$/.test(pressed) && isOnPanes(fresh) ? count(fresh, pressed) : command(fresh, pressed);
}

const COUNT_DIGITS = 6;

/** A digit: the pane of that number; with more of them, how often something is done. `05` is five. */
function count(state: ScreenState, digit: string): ScreenState {
  const before = state.count ?? { digits: "", focus: state.focus };
  const digits = (before.digits + digit).slice(-COUNT_DIGITS);
  const pane = digits.length === 1 ? PANES[Number(digit) - 1] : undefined;
  const focused = pane ? focusOn(state, pane) : focusOn(state, before.focus);
  return { ...focused, count: { digits, focus: before.focus } };
}

/** The number that was typed before a command; 1 where that was a pane, or nothing. */
function countOf({ count }: ScreenState): number {
  if (!count || (count.digits.length === 1 && PANES[Number(count.digits) - 1])) return 1;
  return Math.max(1, Number(count.digits));
}

function command(state: ScreenState, pressed: Key): ScreenState {
  const commands = commandsAt(pressed, state.setting.bindings);
  const working = commands.find(({ works }) => works(state));
  const { count: _count, ...rest } = state;
  if (!working) {
    const idle = commands.find(({ idle }) => idle !== undefined)?.idle;
    if (idle === undefined || state.dialog) return rest;
    return typeof idle === "string" ? say(rest, idle, "dim") : { ...rest, message: idle(rest) };
  }
  return working.run(rest, working.counts ? countOf(state) : 1);
}

function paste(state: ScreenState, text: string): ScreenState {
  const own = text.slice(0, QUEUE_MOST);
  if (state.seeking) return keysOfText(own).reduce((next, one) => key(next, one), state);
  return dialogPaste(without(state, "message"), own) ?? keysOfText(own).reduce((next, one) => key(next, one), state);
}

function idle(state: ScreenState): ScreenState {
  if (!state.seeking) {
    if (isIdling(state)) walkAhead(state.walk);
    return { ...state };
  }
  const { queue } = state.seeking;
  let next = seekOn(state);
  if (next.seeking) return next;
  // Keys after something that is refused were meant for a place that there is not.
  if (next.walk === state.walk && next.message?.style === "bad") return next;
  for (const one of queue) next = key(next, one);
  return next;
}

/** The next step of a walk that plays; it pauses at a stop and at the end. */
function tick(state: ScreenState): ScreenState {
  const { walk } = state;
  const done = perform(walk, { do: "step", count: 1 });
  if (!done.ok) return { ...state, playing: false };
  if (done.walk === walk || done.halt?.at === "end")
    return { ...state, walk: done.walk, playing: false, message: endMessage(done.walk) };
  const act = { do: "step", count: 1 } as const;
  const moved = followNow(
    withEffect({ ...without(state, "message"), walk: done.walk }, { do: "took", act, walk: done.walk }),
  );
  const [before, after] = [worldAt(walk), worldAt(done.walk)];
  const stop = walk.stops.find((one) => isStop(one, before, after));
  return stop ? say({ ...moved, playing: false }, `stopped: ${stop.text}`, "warn") : moved;
}

/** Whether there is something to do in slices. */
export const hasWork = (state: ScreenState): boolean => state.seeking !== undefined || isIdling(state);

/** The state when nothing is left to do in slices: for tests, and for a screen that is drawn once. */
export function settle(state: ScreenState): Reduced {
  let now = state;
  const effects: Effect[] = [];
  while (hasWork(now)) {
    const reduced = reduce(now, { on: "idle" });
    now = reduced.state;
    effects.push(...reduced.effects);
  }
  return { state: now, effects };
}
