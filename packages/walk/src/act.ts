/**
 * What a user does with a walk, as plain data: what a log holds, and what repeats a walk exactly.
 *
 * Dates are epoch days here and ISO dates in a log (`encodeAct`).
 */
import type { EpochDay } from "@steppe/core";

export type Act = Move | Making | Remark;

/** Where to stand. Counts are whole and not 0; a negative one goes back. */
export type Move =
  | { readonly do: "step"; readonly count: number }
  | { readonly do: "microstep"; readonly count: number }
  /** To the next step of an actor, or of any actor of a group. */
  | { readonly do: "actor"; readonly actor: string; readonly count: number }
  /** To the first step of the next year; back: to the last step before this year, or before the one before it. */
  | { readonly do: "year"; readonly count: number }
  /** After so many steps. */
  | { readonly do: "to-step"; readonly step: number }
  /** After the last step of a date. */
  | { readonly do: "to-date"; readonly date: EpochDay }
  /** To the next step after which an expression holds. */
  | { readonly do: "to-when"; readonly when: string; readonly back: boolean }
  /** To the next stop, or to the end (back: to the beginning). */
  | { readonly do: "run"; readonly back: boolean }
  | { readonly do: "first" }
  | { readonly do: "last" }
  /** To the next step whose text (date, actor, event, states, fields, notes, postings) holds this one, case aside. */
  | { readonly do: "find"; readonly text: string; readonly back: boolean }
  | { readonly do: "go"; readonly mark: string }
  /** Back to where the last move began. */
  | { readonly do: "return" }
  | { readonly do: "switch"; readonly branch: string };

/** What makes or changes branches. `as` names the branch that comes of it. */
export type Making =
  | {
      readonly do: "inject";
      readonly actor: string;
      readonly event: string;
      /** Expressions by field, as a scenario file writes them. */
      readonly with: Readonly<Record<string, string>>;
      readonly as?: string;
    }
  | { readonly do: "assume"; readonly assumption: string; readonly value: string; readonly as?: string }
  | { readonly do: "move"; readonly entry: string; readonly on: EpochDay; readonly as?: string }
  | { readonly do: "remove"; readonly entry: string; readonly as?: string }
  | {
      readonly do: "force";
      readonly actor: string;
      readonly site: string;
      readonly n: number;
      readonly value: string;
      readonly as?: string;
    }
  /** A branch like this one, for the next change to go into. */
  | { readonly do: "fork"; readonly as: string }
  | { readonly do: "rename"; readonly branch: string; readonly as: string }
  /** Takes a branch and those made of it away. */
  | { readonly do: "drop"; readonly branch: string };

export type Remark =
  | { readonly do: "mark"; readonly mark: string }
  /** A stop: see stops.ts for what it may say. */
  | { readonly do: "stop"; readonly at: string }
  /** Takes a stop away, by its number from 1. */
  | { readonly do: "unstop"; readonly number: number }
  | { readonly do: "undo" }
  | { readonly do: "redo" };
