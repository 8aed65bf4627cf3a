/**
 * Replaying a trace: each recorded event delivered again, in its order and on its date, to a fresh
 * World that keeps no agenda of its own. What comes out must be the same trace, to the byte.
 */
import type { Uniforms } from "../chance/index.ts";
import type { Model, TimelineEntry } from "../scenario/model.ts";
import { createWorld } from "./create.ts";
import { actorNamed } from "./reading.ts";
import { deliver, enter, whatIsSaid } from "./step.ts";
import type { Step } from "./trace.ts";
import type { Actor, World } from "./world.ts";

/** The World after all recorded steps. Stops early where the model goes wrong. */
export function replay(model: Model, chance: Uniforms, steps: Iterable<Step>): World {
  const begun = createWorld(model, chance);
  const dates = new Map([...begun.timeline, ...begun.inserted].map(({ entry, date }) => [entry.id, date]));
  let world: World = { ...begun, reactions: [], timeline: [], inserted: [] };
  for (const step of steps) {
    if (world.problem) return world;
    // The timeline knows its own dates; a step of an entry that is none is left out.
    const date = step.origin.from === "timeline" ? dates.get(step.origin.entry) : step.date;
    if (date === undefined) continue;
    world = again({ ...world, today: date, told: [], reactions: [] }, step);
  }
  return world;
}

function again(world: World, step: Step): World {
  const actor = actorNamed(world, step.actor);
  if (!actor) return fromTimeline(world, step);
  const { event, fields, sender, origin, cause } = step;
  const entry = entryOf(world, step);
  const said = entry?.does === "send" ? whatIsSaid(world, entry) : { fields };
  const delivery = { actor: actor.index, event, ...said, sender, origin, ...(cause !== undefined && { cause }) };
  return deliver({ ...world, actors: world.actors.set(actor.index, consumed(actor, step)) }, delivery);
}

/** The actor as the agenda leaves it when the step is due: its timer taken off, its calendar's day marked. */
function consumed(actor: Actor, { origin, date }: Step): Actor {
  if (origin.from === "timer") {
    const { [origin.id]: _rung, ...timers } = actor.timers;
    return { ...actor, timers };
  }
  if (origin.from === "calendar") {
    return { ...actor, lastOccurrence: { ...actor.lastOccurrence, [origin.id]: date } };
  }
  return actor;
}

/** What the timeline says, evaluated again: assumptions that change, events that find nobody. A step of neither is left out. */
function fromTimeline(world: World, step: Step): World {
  const entry = entryOf(world, step);
  return entry ? enter(world, { entry }) : world;
}

function entryOf({ model }: World, { origin }: Step): TimelineEntry | undefined {
  return origin.from === "timeline" ? model.timeline.find((one) => one.id === origin.entry) : undefined;
}
