/** The seam between effects and an actor that runs alone: it does some of them otherwise. */
import type { Expr, Local, Stmt } from "../code/index.ts";
import type { SlotKey } from "../passes/course.ts";
import type { CalendarSlot, TimerSlot } from "../plan/chart-layout.ts";

/** What an actor that runs alone does in place of an actor among others: its agenda, its history, its payments. */
export interface Solitary {
  /** A timer is put down for a date. */
  put(slot: TimerSlot, date: Expr<"i32">): readonly Stmt[];
  drop(slot: TimerSlot): readonly Stmt[];
  /** A timer that nobody hears is not put down: the step of its ringing is counted. */
  unheard(): readonly Stmt[];
  /** A calendar begins, with this occurrence or (NEVER_DAY) none. */
  begin(slot: CalendarSlot, first: Expr<"i32">): readonly Stmt[];
  end(slot: CalendarSlot): readonly Stmt[];
  enter(state: string): readonly Stmt[];
  /** A posting of an amount above zero: to which total, 1 for a payment, and how much. */
  posted(total: number | Expr<"i32">, verb: 0 | 1, minor: Expr<"i64">): readonly Stmt[];
  /** Whether a variable that is set is read by anyone. */
  isRead(variable: string): boolean;
}

/** A timer or a calendar of an actor that runs alone, in variables of its own. */
export interface Appointed {
  readonly key: SlotKey;
  readonly date: Local<"i32">;
  /** By which two on one day are told apart; undefined where the actor never waits for two. */
  readonly order: Local<"i32"> | undefined;
  readonly timer: TimerSlot | undefined;
  readonly calendar: CalendarSlot | undefined;
}
