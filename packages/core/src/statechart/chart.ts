/**
 * A chart: a machine made ready for one use of it, as plain data.
 *
 * Names are resolved, kinds known, expressions are trees. From a chart come the XState machine
 * that the World steps, the unfolded table, diagrams and, later, compiled code. Nothing here is
 * a function.
 */
import type { Expression } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import type { EpochDay, Kind } from "../quantity/index.ts";

export interface Declared {
  readonly name: string;
  readonly kind: Kind;
  /** Default of an input or field, first value of a variable. Absent: must be given. */
  readonly initial?: Expression;
  readonly doc?: string;
  /** Of an input: the day since which its default is known; absent: it leans on nothing that happened. */
  readonly known?: EpochDay;
  readonly place: Place;
}

export interface Chart {
  /** Unique among the charts of a model: the machine's name, and what its use binds. */
  readonly key: string;
  readonly machine: string;
  readonly inputs: ReadonlyMap<string, Declared>;
  readonly variables: ReadonlyMap<string, Declared>;
  /** Own events: fields by name. */
  readonly events: ReadonlyMap<string, ReadonlyMap<string, Declared>>;
  readonly root: StateNode;
  /** Every state by its path; the root's is "". In document order. */
  readonly states: ReadonlyMap<string, StateNode>;
  /** Event types named in any `on`: own events and announcements (`lease.ended`). */
  readonly heard: ReadonlySet<string>;
  /** What the guards of `always` read of others: a change asks them again. */
  readonly watched: Watched;
}

export interface Watched {
  /** Actors and groups whose states are read. */
  readonly states: ReadonlySet<string>;
  /** "actor.variable" */
  readonly variables: ReadonlySet<string>;
  readonly assumptions: ReadonlySet<string>;
  /** Own inputs: they follow the assumptions they are bound to. */
  readonly inputs: ReadonlySet<string>;
}

export type StateType = "atomic" | "compound" | "parallel" | "final" | "history";

export interface StateNode {
  readonly path: string;
  readonly key: string;
  readonly type: StateType;
  readonly history?: "shallow" | "deep";
  /** Of a compound state: the path of its initial child. Of a history state: its default target. */
  readonly initial?: string;
  readonly children: readonly StateNode[];
  readonly entry: readonly Effect[];
  readonly exit: readonly Effect[];
  readonly on: readonly {
    readonly event: string;
    readonly transitions: readonly Transition[];
    readonly place: Place;
  }[];
  readonly always: readonly Transition[];
  readonly after: readonly Delayed[];
  readonly calendars: readonly CalendarUse[];
  readonly doc?: string;
  readonly place: Place;
}

export interface Delayed {
  /** Unique in the chart: "state path after written text". */
  readonly key: string;
  readonly written: string;
  readonly delay: Expression;
  readonly transitions: readonly Transition[];
  readonly place: Place;
}

export interface Transition {
  /** Unique in the chart: "state on event 0", "state always 1". The address of its draws. */
  readonly id: string;
  readonly source: string;
  /** Paths; empty when the transition stays where it is. */
  readonly targets: readonly string[];
  readonly reenter: boolean;
  readonly guard?: Expression;
  /** The guard as written. */
  readonly guardText?: string;
  readonly effects: readonly Effect[];
  readonly doc?: string;
  readonly place: Place;
}

/** A named expression: a field of an event, an input of an opened actor, a variable to set. */
export interface Assignment {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Expression;
}

export interface CalendarUse {
  /** Unique in the chart: "state calendar event", with a number from the second of an event on. */
  readonly id: string;
  readonly every: Expression;
  /** The anchor: the first occurrence; later ones are counted from it. */
  readonly from: Expression;
  readonly until?: Expression;
  readonly event: string;
  readonly place: Place;
}

export type Effect = { readonly place: Place } & (
  | {
      readonly do: "owe" | "pay";
      /** Its address in its machine, unique in the chart: postings name what made them. */
      readonly id: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly amount: Expression;
      readonly category: string;
      readonly note?: string;
    }
  | { readonly do: "set"; readonly assignments: readonly Assignment[] }
  | { readonly do: "tell"; readonly to: Expression; readonly event: string; readonly with: readonly Assignment[] }
  | { readonly do: "announce"; readonly event: string; readonly with: readonly Assignment[] }
  /** First effect of every state's entry: the announcement of `<actor>.<state>`. */
  | { readonly do: "enter"; readonly state: string }
  | {
      readonly do: "open";
      /** Key of the opened actor's chart. */
      readonly chart: string;
      readonly group: string;
      /** A text that names it within the group, instead of its number. */
      readonly name?: Expression;
      readonly with: readonly Assignment[];
    }
  | { readonly do: "note"; readonly text: string; readonly source?: string }
  | {
      readonly do: "raise";
      readonly event: string;
      readonly with: readonly Assignment[];
      readonly delay?: Expression;
      readonly id?: string;
    }
  | { readonly do: "cancel"; readonly id: string }
  | { readonly do: "start-calendar"; readonly calendar: CalendarUse }
  | { readonly do: "end-calendar"; readonly id: string }
);

/** An announcement's event type: `lease.ended`. */
export function announcementType(actor: string, statePath: string): string {
  return `${actor}.${statePath}`;
}

/** States that a leaf name or a path may mean, in document order. */
export function statesNamed(paths: Iterable<string>, name: string): readonly string[] {
  const all = [...paths];
  if (all.includes(name)) return [name];
  return all.filter((path) => path !== "" && (path === name || path.endsWith(`.${name}`)));
}
