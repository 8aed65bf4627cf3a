/**
 * What a machine's expressions may know of the scenario around it: assumptions, parties, other
 * actors' states and variables. Given to the compilation of charts, so that this room knows
 * machines and not scenario files.
 */
import type { Place } from "../problem.ts";
import type { Kind } from "../quantity/index.ts";
import type { Binding } from "./binding.ts";
import type { Declared } from "./chart.ts";

export interface ActorShape {
  readonly name: string;
  /** A group of opened actors: its states can be asked for, its variables cannot. */
  readonly group: boolean;
  readonly machine: string;
  /** Paths of its states, in document order. */
  readonly states: readonly string[];
  /** Inputs and variables by name. Empty for a group. */
  readonly values: ReadonlyMap<string, Kind>;
  /** Own events: fields by name. */
  readonly events: ReadonlyMap<string, ReadonlyMap<string, Declared>>;
}

export interface Surroundings {
  readonly currency: string;
  assumption(name: string): Kind | undefined;
  isParty(name: string): boolean;
  actor(name: string): ActorShape | undefined;
  /** Assumptions, parties, actors and groups, for suggestions. */
  names(): readonly string[];
  actorNames(): readonly string[];
  categories(): readonly string[];
  hasRate(from: string, to: string): boolean;
  indices(): readonly string[];
  machineNames(): readonly string[];
  isSource(id: string): boolean;
  /** The inputs a machine declares, for an `open`; undefined when there is no such machine. */
  inputsOf(machine: string): ReadonlyMap<string, import("./outline.ts").Declaration> | undefined;
  /** Key of the chart of a machine for a binding, compiled when first asked for. */
  chart(machine: string, binding: Binding, place: Place): string;
}
