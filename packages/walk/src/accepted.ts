/** Which events actors would take now: what a user may inject. */
import { type Actor, activeStates, type Chart, isDone, type Kind, type World } from "@steppe/core";

export interface AcceptedField {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it must be given. */
  readonly required: boolean;
  readonly doc?: string;
}

export interface Accepted {
  readonly actor: string;
  readonly event: string;
  readonly fields: readonly AcceptedField[];
  /** Whether every transition for it has a guard: then it may be turned down. */
  readonly guarded: boolean;
  /** Where it may lead; none where it stays. */
  readonly targets: readonly string[];
  /** Whether a calendar of the actor sends it by itself. */
  readonly recurs: boolean;
}

/** Own events that a state an actor is in, or a state around it, has a transition for; by actor in their order, by name. */
export function acceptedIn(world: World): readonly Accepted[] {
  return world.actors.toArray().flatMap((actor) => acceptedBy(actor));
}

/** None for an actor that has not started, or has come to its end. */
export function acceptedBy(actor: Actor): readonly Accepted[] {
  if (!actor.snapshot || isDone(actor)) return [];
  const { chart } = actor;
  const calendars = calendarEvents(chart);
  const found = new Map<string, { guarded: boolean; targets: string[] }>();
  for (const path of [...activeStates(actor)]) {
    for (const { event, transitions } of chart.states.get(path)?.on ?? []) {
      if (!chart.events.has(event)) continue;
      const one = found.get(event) ?? { guarded: true, targets: [] };
      one.guarded &&= transitions.every(({ guard }) => guard !== undefined);
      one.targets.push(...transitions.flatMap(({ targets }) => targets));
      found.set(event, one);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([event, { guarded, targets }]) => ({
      actor: actor.name,
      event,
      fields: [...(chart.events.get(event)?.values() ?? [])].map(({ name, kind, initial, doc }) => ({
        name,
        kind,
        required: initial === undefined,
        ...(doc !== undefined && { doc }),
      })),
      guarded,
      targets: [...new Set(targets)],
      recurs: calendars.has(event),
    }));
}

const events = new WeakMap<Chart, ReadonlySet<string>>();

function calendarEvents(chart: Chart): ReadonlySet<string> {
  let found = events.get(chart);
  if (!found) {
    found = new Set([...chart.states.values()].flatMap(({ calendars }) => calendars.map(({ event }) => event)));
    events.set(chart, found);
  }
  return found;
}
