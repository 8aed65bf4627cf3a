/**
 * The trace: what happened, step by step, with causes.
 *
 * A step is one event delivered to one actor. It knows the step that caused it, and each of its
 * effects is plain data; from the trace a run can be repeated, explained and compared.
 */
import type { EpochDay, Kind, Value } from "../quantity/index.ts";

/** Where a step came from. `cause` of a step is the step that sent it, set its timer or started its calendar. */
export type Origin =
  | { readonly from: "start" }
  | { readonly from: "timeline"; readonly entry: string }
  /** A tell, an announcement, an opening or a condition of another actor that changed. */
  | { readonly from: "reaction" }
  | { readonly from: "timer"; readonly id: string }
  | { readonly from: "calendar"; readonly id: string }
  /** The user told an actor something. */
  | { readonly from: "user" };

export interface NamedValue {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Value;
}

export type StepEffect =
  /** A posting, and the address of the `owe` or `pay` that made it. */
  | { readonly did: "posting"; readonly posting: number; readonly effect: string }
  | { readonly did: "set"; readonly name: string; readonly kind: Kind; readonly value: Value }
  /** `listeners`: how many of that name there are; with none the event is lost, and the trace says so. */
  | { readonly did: "told"; readonly actor: string; readonly event: string; readonly listeners: number }
  | { readonly did: "announced"; readonly event: string; readonly listeners: number }
  | { readonly did: "opened"; readonly actor: string }
  | { readonly did: "noted"; readonly text: string; readonly source?: string }
  | { readonly did: "raised"; readonly event: string }
  | { readonly did: "scheduled"; readonly id: string; readonly date: EpochDay }
  | { readonly did: "unscheduled"; readonly id: string }
  | { readonly did: "assumed"; readonly name: string; readonly kind: Kind; readonly value: Value };

export interface DrawRecord {
  readonly site: string;
  readonly n: number;
  readonly u: number;
}

/** One of several microsteps of a step: how far each list of the step had grown at its end, and the leaf states then. */
export interface Microstep {
  readonly transitions: number;
  readonly effects: number;
  readonly draws: number;
  readonly state: string;
}

export interface Step {
  /** From 0. */
  readonly n: number;
  readonly date: EpochDay;
  /** The actor's name; "" for a change of assumptions, which is the scenario's own. */
  readonly actor: string;
  /** "xstate.init" for a start, "steppe.ask" for a condition asked again, else the event. */
  readonly event: string;
  readonly fields: readonly NamedValue[];
  readonly sender: string;
  readonly origin: Origin;
  readonly cause?: number;
  /** Whether any transition was taken. */
  readonly heard: boolean;
  /** Leaf states, in document order, joined by "+"; "" before the start. */
  readonly before: string;
  readonly after: string;
  /** Ids of the transitions taken, in order. */
  readonly transitions: readonly string[];
  readonly effects: readonly StepEffect[];
  readonly draws: readonly DrawRecord[];
  /** Present where the step took more than one microstep (a raised event, an `always`). */
  readonly microsteps?: readonly Microstep[];
}
