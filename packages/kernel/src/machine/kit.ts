/** What all generated code of a model shares: the plan, the runtime, functions that are defined last. */
import type { Expression } from "@steppe/core";
import type { Callee, Expr, FunctionCode, Program, Stmt } from "../code/index.ts";
import { i32 } from "../code/index.ts";
import type { Toolbox } from "../lower/toolbox.ts";
import type { ChartLayout } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";
import type { Agenda } from "../runtime/agenda.ts";
import type { Fail } from "../runtime/fail.ts";
import type { Marks } from "../runtime/marks.ts";
import type { Sums } from "../runtime/sums.ts";
import type { DayLimits } from "./path.ts";

export const n = (value: number): Expr<"i32"> => i32.const(value);

/** Events that are no events of a chart. */
export const EVENT = {
  /** The first of an actor's life. */
  start: -1,
  /** To be asked again whether an `always` holds. */
  ask: -2,
  /** Told with fields to someone who does not know the event: nothing happens, not even a question. */
  none: -3,
  /** Told with a value of another kind than the receiver wants: an error, unless it hears nothing any more. */
  misfit: -4,
} as const;

/** What deliver functions take, in this order. */
export const DELIVER = {
  base: "i32",
  index: "i32",
  event: "i32",
  sender: "i32",
  payload: "i32",
  mask: "i32",
} as const;

export type Deliver = FunctionCode<readonly ["i32"], typeof DELIVER>;

export interface Kit {
  readonly program: Program;
  readonly plan: Plan;
  readonly tools: Toolbox;
  readonly agenda: Agenda;
  readonly fail: Fail;
  readonly limits: DayLimits;
  /** Of actors of the file, by index: timers that are not put down, since nobody hears them. */
  readonly unheard: ReadonlyMap<number, ReadonlySet<string>>;
  /** Of actors of the file, by index: guards that have one answer. */
  readonly answers: ReadonlyMap<number, ReadonlyMap<Expression, boolean>>;
  /** A posting of an amount above zero to a total: 0 owe, 1 pay. */
  posted(total: number | Expr<"i32">, verb: 0 | 1, minor: Expr<"i64">): readonly Stmt[];
  /** Days on which those that run alone take a step, where what is expected of a day reads the day. */
  readonly marks: Marks | undefined;
  /** Where postings go into sums; undefined where each is kept. */
  readonly sums: Sums | undefined;
  /** (receiver, event, sender, mask) → address of the payload to fill. */
  readonly react: Callee<readonly ["i32"]>;
  /** Writes the states that the step has entered into the history. */
  readonly history: Callee<readonly []>;
  /** (actor): asks it again, unless it is about to be. */
  readonly askAgain: Callee<readonly []>;
  /** (index) → address of the block. */
  readonly blockOf: Callee<readonly ["i32"]>;
  /** (index, block) → number of the layout. */
  readonly layoutNumber: Callee<readonly ["i32"]>;
  /** (index, block) → 1 when the actor is done. */
  readonly isDone: Callee<readonly ["i32"]>;
  /** Tables of i32 by the number of a text: the index of the actor of that name, the number of the group; or -1. */
  readonly actorTable: number;
  readonly groupTable: number;
  /** (pool, opener's block, name of the opener, group, given text or -1) → index of a new actor. */
  readonly open: Callee<readonly ["i32"]>;
  /** (actor) → the number of its name, the bytes of its longest payload. */
  readonly nameOf: Callee<readonly ["i32"]>;
  readonly payloadBytes: Callee<readonly ["i32"]>;
  /** (actor, slot) → the event of a calendar. */
  readonly calendarEvent: Callee<readonly ["i32"]>;
  /** Says that a path begins; dates its timeline where code does not. */
  readonly begin: Callee<readonly []>;
  /** Puts the timeline of the path in its order, where assumptions decide it. */
  readonly findDates: Callee<readonly []> | undefined;
  /** All layouts in a fixed order; their place is their number. */
  readonly layouts: readonly ChartLayout[];
}

/** An address in an actor's block: constant for an actor of the file. */
export function at(base: Expr<"i32">, offset: number): Expr<"i32"> {
  return base.kind === "const" ? n((base.value as number) + offset) : i32.add(base, n(offset));
}
