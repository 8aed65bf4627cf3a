/** Acts carried out: a Walk and an act in, another Walk out. */
import type { Act, Making, Move, Remark } from "./act.ts";
import type { Branch } from "./branch.ts";
import { making } from "./making.ts";
import { type Halt, moved } from "./moves.ts";
import { stopOf } from "./stops.ts";
import { branchOf, type Refused, refused, type Walk } from "./walk.ts";

export type Performed =
  | {
      readonly ok: true;
      readonly walk: Walk;
      /** Why a move ended where it did. */
      readonly halt?: Halt;
      /** The branch that an act made. */
      readonly branch?: Branch;
    }
  | Refused;

const MAKING: ReadonlySet<string> = new Set<Making["do"]>([
  "inject",
  "assume",
  "move",
  "remove",
  "force",
  "fork",
  "rename",
  "drop",
]);
const REMARKS: ReadonlySet<string> = new Set<Remark["do"]>(["mark", "stop", "unstop", "undo", "redo"]);

export const isMaking = (act: Act): act is Making => MAKING.has(act.do);
export const isRemark = (act: Act): act is Remark => REMARKS.has(act.do);

/** Carries an act out. An act that is refused changes nothing. */
export function perform(walk: Walk, act: Act): Performed {
  if (isRemark(act)) return remark(walk, act);
  if (isMaking(act)) {
    const made = making(walk, act);
    if (!made.ok) return made;
    return { ok: true, walk: undoable(walk, made.walk), ...(made.branch && { branch: made.branch }) };
  }
  return go(walk, act);
}

/** `next` with the way back to `walk`; what was undone before is gone. */
function undoable(walk: Walk, next: Walk): Walk {
  const { redoes: _redoes, ...rest } = next;
  return { ...rest, undoes: walk };
}

function go(walk: Walk, move: Move): Performed {
  const result = moved(walk, move);
  if (!result.ok) return result;
  const { to, halt } = result;
  const { at } = walk;
  const stays = to.branch === at.branch && to.step === at.step && to.microstep === at.microstep && to.date === at.date;
  const next = stays ? walk : { ...walk, at: to, from: at };
  return { ok: true, walk: next, ...(halt && { halt }) };
}

function remark(walk: Walk, act: Remark): Performed {
  switch (act.do) {
    case "mark":
      return { ok: true, walk: undoable(walk, { ...walk, marks: new Map(walk.marks).set(act.mark, walk.at) }) };
    case "stop": {
      const stop = stopOf(act.at.trim(), branchOf(walk).model, walk.ground.ask);
      if (!stop.ok) return { ...stop, files: new Map() };
      if (walk.stops.some(({ text }) => text === stop.value.text)) return { ok: true, walk };
      return { ok: true, walk: undoable(walk, { ...walk, stops: [...walk.stops, stop.value] }) };
    }
    case "unstop": {
      if (!walk.stops[act.number - 1]) return refused("no-such-stop", `there is no stop ${act.number}`);
      const stops = walk.stops.filter((_, index) => index !== act.number - 1);
      return { ok: true, walk: undoable(walk, { ...walk, stops }) };
    }
    case "undo": {
      const { undoes } = walk;
      if (!undoes) return refused("nothing-to-undo", "there is nothing to undo");
      return { ok: true, walk: { ...undoes, redoes: walk } };
    }
    case "redo": {
      const { redoes } = walk;
      if (!redoes) return refused("nothing-to-redo", "there is nothing to redo");
      return { ok: true, walk: redoes };
    }
  }
}
