/** The seam between effects and an actor that runs alone: it does some of them otherwise. */
import type { Expr, Stmt } from "../code/index.ts";
import type { CalendarSlot, TimerSlot } from "../plan/chart-layout.ts";

/** What an actor that runs alone does in place of an actor among others: its agenda, its history, its payments. */
export interface Solitary {
  /** A timer is put down for a date. */
  put(slot: TimerSlot, date: Expr<"i32">): readonly Stmt[];
  drop(slot: TimerSlot): readonly Stmt[];
  /** A calendar begins, with this occurrence or (NEVER_DAY) none. */
  begin(slot: CalendarSlot, first: Expr<"i32">): readonly Stmt[];
  end(slot: CalendarSlot): readonly Stmt[];
  enter(state: string): readonly Stmt[];
  /** A posting of an amount above zero: to which total, 1 for a payment, and how much. */
  post(total: Expr<"i32">, verb: 0 | 1, minor: Expr<"i64">): readonly Stmt[];
  /** Whether a variable that is set is read by anyone. */
  isRead(variable: string): boolean;
}
