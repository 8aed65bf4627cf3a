/** Where an expression stands: whose it is, in which states, at which event. Known while code is written. */
import type { Expr } from "../code/index.ts";
import type { ChartLayout, EventShape } from "../plan/chart-layout.ts";

/** An actor whose code is written: one of the file, or any of those opened with a chart. */
export interface Instance {
  /** The place of an actor of the file among them; undefined for opened ones. */
  readonly fileIndex: number | undefined;
  readonly layout: ChartLayout;
  /** Where it lies, and its index. */
  readonly base: Expr<"i32">;
  readonly index: Expr<"i32">;
}

export interface EventAtHand {
  readonly shape: EventShape;
  readonly address: Expr<"i32">;
}

export interface Standing {
  /** Undefined for measures, expectations and the timeline. */
  readonly instance?: Instance;
  /** The states before the microstep at hand; none at the start. */
  readonly states: readonly string[];
  /** Those that the microstep has entered: an actor that starts is in them already. */
  readonly entering?: readonly string[];
  readonly event?: EventAtHand;
  /** Whether the step at hand is one microstep: its beginning is still in the block of its actor. */
  readonly single?: boolean;
  /** Whether it is the value of an assumption: what it draws is drawn once on a path. */
  readonly once?: true;
  /** Who sent the event. */
  readonly sender?: Expr<"i32">;
}
