/** Scopes: the names that an expression inside a machine may use, and what its place refuses. */
import type { Facility, Meaning, Scope } from "../expression/tree.ts";
import { ACTOR, type Kind } from "../quantity/index.ts";
import { type Declared, statesNamed } from "./chart.ts";
import type { ActorShape, Surroundings } from "./surroundings.ts";

export interface MachineNames {
  readonly machine: string;
  readonly variables: ReadonlyMap<string, Kind>;
  readonly inputs: ReadonlyMap<string, Kind>;
  /** What inputs of kind actor are bound to. */
  readonly actors: ReadonlyMap<string, string>;
  readonly states: readonly string[];
}

export interface PlaceInMachine {
  /** "bid/floated on reply 0": prefix of the sites of its draws. */
  readonly site: string;
  /** Fields of the event at hand; undefined where there is none. */
  readonly fields?: ReadonlyMap<string, Declared>;
  readonly refuse?: Partial<Readonly<Record<Facility, string>>> | undefined;
  /** Names that its expression may be as a whole, for suggestions: delays. */
  readonly alternatives?: Iterable<string>;
  /** Defaults and first values: they read inputs, not variables, so that the order of declarations means nothing. */
  readonly withoutVariables?: boolean;
}

/** The name under which an opened actor knows who opened it. */
export const OPENER = "opener";

/** What the guard of an `always` may not read: it is asked again when what it reads changes, and these change unseen. */
export const ALWAYS_REFUSES: PlaceInMachine["refuse"] = {
  today: "the guard of an `always` may not read `today`; use `after` with a delay instead",
  ledger:
    "the guard of an `always` may not read the ledger; set a variable where the posting is made and read that instead",
  draw: "the guard of an `always` may not draw; draw where an event is handled, set a variable and read that instead",
  event: "the guard of an `always` has no event; set a variable where the event is handled and read that instead",
};

/** What the value of an input may not read: it follows assumptions and the date, and is read again and again. */
export const INPUT_REFUSES: PlaceInMachine["refuse"] = {
  ledger: "an input follows assumptions and the date only; let the machine read the ledger",
  remote: "an input follows assumptions and the date only; let the machine read the other actor",
  history: "an input follows assumptions and the date only; let the machine ask for dates and counts",
  draw: "an input is read again and again; give the draw a name under `assume` and use the name here",
};

export type StateAnswer = { readonly state: string } | { readonly reason: string; readonly known: readonly string[] };

/** A state by leaf name or path, or why there is none. */
export function findState(owner: string, states: readonly string[], name: string): StateAnswer {
  const found = statesNamed(states, name);
  if (found.length === 1) return { state: found[0] as string };
  if (found.length === 0) return { reason: `\`${owner}\` has no state \`${name}\``, known: states };
  return {
    reason: `\`${name}\` names ${found.length} states of \`${owner}\`; write the path: ${found.map((p) => `\`${p}\``).join(", ")}`,
    known: [],
  };
}

/** A state of an actor or group of the scenario. */
export function findActorState(
  shape: ActorShape | undefined,
  actor: string,
  name: string,
  known: readonly string[],
): StateAnswer {
  if (!shape) return { reason: `there is no actor or group \`${actor}\``, known };
  return findState(actor, shape.states, name);
}

export function machineScope(names: MachineNames, around: Surroundings, at: PlaceInMachine): Scope {
  const lookup = (name: string): Meaning | undefined => {
    const variable = at.withoutVariables ? undefined : names.variables.get(name);
    if (variable) return { is: "variable", kind: variable };
    const bound = names.actors.get(name);
    if (bound !== undefined) return { is: "actor", name: bound };
    const input = names.inputs.get(name);
    if (input) return { is: "input", kind: input };
    if (name === OPENER) return { is: "input", kind: ACTOR };
    return scenarioMeaning(name, around);
  };
  const actorName = (name: string) => names.actors.get(name) ?? name;
  return {
    ...scenarioScope(around, at.site, at.refuse),
    lookup,
    field: (name) => at.fields?.get(name)?.kind,
    fields: () => [...(at.fields?.keys() ?? [])],
    remote: (actor, name) => around.actor(actorName(actor))?.values.get(name),
    remotes: (actor) => [...(around.actor(actorName(actor))?.values.keys() ?? [])],
    state: (actor, name) => findActorState(around.actor(actorName(actor)), actorName(actor), name, around.actorNames()),
    ownState: (name) => findState(names.machine, names.states, name),
    names: () => [...names.variables.keys(), ...names.inputs.keys(), ...(at.alternatives ?? []), ...around.names()],
    refusal: (facility) => {
      if (facility === "event" && !at.fields) return at.refuse?.event ?? "there is no event here";
      return at.refuse?.[facility];
    },
  };
}

function scenarioMeaning(name: string, around: Surroundings): Meaning | undefined {
  const assumption = around.assumption(name);
  if (assumption) return { is: "assumption", kind: assumption };
  if (around.isParty(name)) return { is: "party" };
  if (around.actor(name)) return { is: "actor", name };
  return undefined;
}

/** The names of the scenario itself: for assumptions, measures, the timeline. */
export function scenarioScope(around: Surroundings, site: string, refuse: PlaceInMachine["refuse"] = {}): Scope {
  return {
    lookup: (name) => scenarioMeaning(name, around),
    field: () => undefined,
    fields: () => [],
    remote: (actor, name) => around.actor(actor)?.values.get(name),
    remotes: (actor) => [...(around.actor(actor)?.values.keys() ?? [])],
    state: (actor, name) => findActorState(around.actor(actor), actor, name, around.actorNames()),
    ownState: () => ({ reason: "`in(…)` asks a machine for its own state; here write `is(actor, state)`", known: [] }),
    names: () => around.names(),
    refusal: (facility) =>
      refuse[facility] ??
      (facility === "event"
        ? "there is no event here"
        : facility === "own"
          ? "this is not inside a machine"
          : undefined),
    categories: () => around.categories(),
    hasRate: (from, to) => around.hasRate(from, to),
    indices: () => around.indices(),
    currency: around.currency,
    site,
  };
}
