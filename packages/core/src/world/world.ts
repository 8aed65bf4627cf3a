/**
 * A World: one future at one moment, as a value.
 *
 * `step` gives a new World and the old one stays good: back is the old one, a fork is two Worlds
 * with one past. Everything a World holds is shared with the Worlds before it but for what the
 * last step changed.
 */
import type { List, Map as PersistentMap } from "immutable";
import type { AnyMachineSnapshot } from "xstate";
import type { Uniforms } from "../chance/index.ts";
import type { Journal } from "../ledger/index.ts";
import type { Log } from "../log.ts";
import type { Problem } from "../problem.ts";
import type { EpochDay, Value } from "../quantity/index.ts";
import type { Model, TimelineEntry } from "../scenario/model.ts";
import type { Chart } from "../statechart/chart.ts";
import type { MaybeAgenda } from "./agenda.ts";
import type { Assumptions } from "./assumptions.ts";
import type { DrawRecord, NamedValue, Origin, Step } from "./trace.ts";

export interface PendingTimer {
  /** Matches the appointment that is still meant: a cancelled or replaced one has another number. */
  readonly order: number;
  readonly event: string;
  readonly fields: readonly NamedValue[];
  readonly date: EpochDay;
  /** The step that put it down. */
  readonly cause: number;
}

export interface RunningCalendar {
  readonly order: number;
  readonly every: Value;
  readonly from: EpochDay;
  readonly until: EpochDay;
  readonly event: string;
  /** The occurrence that is put down: from + k · every. */
  readonly k: number;
  readonly cause: number;
}

export interface Actor {
  readonly index: number;
  readonly name: string;
  readonly chart: Chart;
  /** The group it was opened into, who opened it and with which inputs; absent for actors of the file. */
  readonly opened?: {
    readonly group: string;
    readonly opener: string;
    readonly inputs: ReadonlyMap<string, Value>;
  };
  /** Absent until it has started. */
  readonly snapshot?: AnyMachineSnapshot;
  /** How often each site has drawn. */
  readonly draws: Readonly<Record<string, number>>;
  readonly timers: Readonly<Record<string, PendingTimer>>;
  readonly calendars: Readonly<Record<string, RunningCalendar>>;
  /** The last day each calendar's event was delivered: a calendar begun again does not repeat it. */
  readonly lastOccurrence: Readonly<Record<string, EpochDay>>;
  /** How many actors it has opened into each group. */
  readonly opens: Readonly<Record<string, number>>;
}

/** An event to be delivered today. */
export interface Delivery {
  readonly actor: number;
  readonly event: string;
  readonly fields: readonly NamedValue[];
  readonly sender: string;
  readonly origin: Origin;
  readonly cause?: number;
  /** Draws that the timeline made for its fields. */
  readonly draws?: readonly DrawRecord[];
}

export interface Milestone {
  readonly first: EpochDay;
  readonly count: number;
}

export interface Violation {
  readonly expectation: string;
  readonly date: EpochDay;
  /** The last step of that date. */
  readonly step: number;
}

/** A timeline entry with its date, which an assumption may decide. */
export interface Dated {
  readonly date: EpochDay;
  readonly entry: TimelineEntry;
}

export interface World {
  readonly model: Model;
  readonly uniforms: Uniforms;
  readonly today: EpochDay;
  /** Steps taken on `today`. */
  readonly stepsToday: number;
  readonly actors: List<Actor>;
  /** Opened actors by name. */
  readonly opened: PersistentMap<string, number>;
  readonly groups: PersistentMap<string, List<number>>;
  /** Told by the user: delivered next, first in first out. */
  readonly told: readonly Delivery[];
  /** Reactions of the steps just done, first in first out. */
  readonly reactions: readonly Delivery[];
  /** The timeline of this path, by date and then as in the file; `timelineNext` is not yet delivered. */
  readonly timeline: readonly Dated[];
  readonly timelineNext: number;
  /** Entries with `after`, not yet delivered: by date, then by `after`, then as in the file. */
  readonly inserted: readonly Dated[];
  readonly agenda: MaybeAgenda;
  /** The next order number for timers and calendars. */
  readonly order: number;
  readonly journal: Journal;
  readonly trace: Log<Step>;
  /** "lease.ended" → when first, how often. Kept for every state of every actor and group. */
  readonly milestones: PersistentMap<string, Milestone>;
  readonly assumptions: Assumptions;
  readonly violations: readonly Violation[];
  /** Nothing is left within the period, and the last date was closed. */
  readonly ended: boolean;
  /** The model went wrong in the step that would have come next. */
  readonly problem?: Problem;
}
