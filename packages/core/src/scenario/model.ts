/**
 * The Model: a scenario with every kind checked, every overlay applied, every value knowing where
 * it came from. Plain data; nothing after load sees YAML.
 */
import type { CorrelatedSites } from "../chance/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import type { Duration, EpochDay, Exact, Kind, Value } from "../quantity/index.ts";
import type { Tree } from "../source/tree.ts";
import type { Assignment, Chart } from "../statechart/chart.ts";
import type { MachineOutline } from "../statechart/outline.ts";

/** On what footing a figure stands: a source of the file, or a judgement with its reason. */
export interface Footing {
  readonly source?: string;
  readonly judgement?: string;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly outlet?: string;
  readonly author?: string;
  readonly year?: string;
  readonly date?: string;
  readonly url?: string;
  readonly note?: string;
}

export interface Assumption extends Footing {
  readonly name: string;
  readonly kind: Kind;
  /** Of a dated series: its value before anything on the timeline changes it. */
  readonly value: Expression;
  /** Whether it draws: then it is one value per path. */
  readonly uncertain: boolean;
  /** The day since which its value is known; absent: not told. */
  readonly known?: EpochDay;
  /** What was held before, in order of date. A run of the scenario takes no notice; a backtest does. */
  readonly earlier: readonly EarlierValue[];
  readonly doc?: string;
  readonly place: Place;
  /** As written, with what it replaced: for explain and diff. */
  readonly written: Tree;
}

/** What was held of an assumption before its present value was known. */
export interface EarlierValue extends Footing {
  readonly known: EpochDay;
  /** Of a dated series: its value when the period begins. */
  readonly value: Expression;
  readonly doc?: string;
  readonly place: Place;
  readonly written: Tree;
}

export interface ActorModel extends Footing {
  readonly name: string;
  readonly machine: string;
  readonly chart: string;
  /** Read anew each time: an assumption that changes is seen at once. */
  readonly inputs: ReadonlyMap<string, Expression>;
  readonly doc?: string;
  readonly place: Place;
}

export type TimelineEntry = Footing & {
  /** The written id, or "timeline/3" (from 1) for an entry without one. */
  readonly id: string;
  readonly on: Expression;
  /** After this many steps of its date; absent: with the timeline of its date. */
  readonly after?: number;
  /** The day since which it was known that it would happen; absent: its own date. */
  readonly known?: EpochDay;
  readonly doc?: string;
  readonly place: Place;
} & (
    | { readonly does: "send"; readonly actor: string; readonly event: string; readonly with: readonly Assignment[] }
    | {
        readonly does: "assume";
        readonly changes: readonly { readonly assumption: string; readonly value: Expression }[];
      }
  );

export interface Measure {
  readonly name: string;
  readonly expression: Expression;
  readonly title?: string;
  readonly doc?: string;
  readonly place: Place;
  /** As written. */
  readonly text: string;
}

export interface Expectation {
  readonly id: string;
  /** `always` and `never` are asked at the end of each date on which a step was taken, `at_end` once. */
  readonly when: "always" | "never" | "at_end";
  readonly test: Expression;
  readonly doc?: string;
  readonly place: Place;
  readonly text: string;
}

/** A record of what was observed, which forecasts are held against. */
export interface Observed extends Footing {
  readonly name: string;
  readonly title?: string;
  readonly doc?: string;
  /** Asked at the end of each date. */
  readonly of: Expression;
  /** `of` as written. */
  readonly text: string;
  readonly known?: EpochDay;
  /** In order of date. */
  readonly points: readonly ObservedPoint[];
  readonly place: Place;
}

export interface ObservedPoint {
  readonly date: EpochDay;
  readonly value: Value;
  readonly place: Place;
}

/** How a scenario is held against the record. */
export interface Backtest {
  /** The assumption of kind date that says from when on things are drawn: a backtest sets it to the day of the forecast. */
  readonly origin?: string;
  /** The last date compared. */
  readonly until?: EpochDay;
}

/**
 * How a dated series goes on by chance after its last value: a value for each step, counted from the date of the last,
 * which holds until the next step. Parameters are for a year.
 */
export type Process = Footing & {
  readonly every: Duration;
  /** The length of a step. */
  readonly years: number;
  /** The standard deviation of the logarithm over a year, were there no reversion. */
  readonly volatility: number;
  readonly place: Place;
} & (
    | { readonly process: "geometric-brownian"; readonly drift: number }
    | {
        readonly process: "mean-reverting";
        /** The median to which it returns. */
        readonly level: number;
        readonly reversion: number;
      }
  );

/** A dated series: each value holds from its date until the next. In order of date. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly date: EpochDay; readonly value: Exact }[];
  readonly onward?: Process;
  readonly source?: string;
  /** The day since which the whole of it is known; absent: each value since its date. */
  readonly known?: EpochDay;
  readonly place: Place;
}

/** A fixed draw: the n-th at a site of an actor takes this u. */
export interface ForcedDraw {
  readonly actor: string;
  readonly site: string;
  readonly n: number;
  readonly u: number;
  readonly place: Place;
}

/** Two assumptions whose draws hang together. */
export interface Correlation extends Footing {
  readonly between: readonly [string, string];
  /** Spearman's rank correlation, between −1 and 1. */
  readonly rank: number;
  readonly doc?: string;
  readonly place: Place;
}

/** Who hears an event type: actors of the file by index, and groups. */
export interface Listeners {
  readonly actors: readonly number[];
  readonly groups: readonly string[];
}

export interface Model {
  readonly title: string;
  readonly doc?: string;
  /** The scenario as the user named it: "baikonur.yaml@stays". */
  readonly name: string;
  readonly period: { readonly start: EpochDay; readonly end: EpochDay };
  readonly currency: string;
  readonly parties: ReadonlyMap<string, { readonly title?: string }>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  readonly correlations: readonly Correlation[];
  /** What the correlations come to: groups of draws of the assumptions. */
  readonly correlated: readonly CorrelatedSites[];
  readonly rates: ReadonlyMap<string, Series>;
  readonly indices: ReadonlyMap<string, Series>;
  readonly outlines: ReadonlyMap<string, MachineOutline>;
  readonly charts: ReadonlyMap<string, Chart>;
  /** In the order of the file: the order in which they start. */
  readonly actors: readonly ActorModel[];
  readonly actorIndex: ReadonlyMap<string, number>;
  /** Groups that `open` fills: the machine of each. */
  readonly groups: ReadonlyMap<string, string>;
  readonly timeline: readonly TimelineEntry[];
  readonly forced: readonly ForcedDraw[];
  readonly measures: readonly Measure[];
  readonly expectations: readonly Expectation[];
  readonly observed: readonly Observed[];
  readonly backtest: Backtest;
  readonly categories: readonly string[];
  /** Event type → who hears it. */
  readonly listeners: ReadonlyMap<string, Listeners>;
  /** Canonical text of all that can change a result: equal texts mean equal runs. */
  readonly canonical: string;
  /** The merged file. */
  readonly tree: Tree;
}
