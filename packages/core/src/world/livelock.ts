/** Models that go round in circles on one date: within a step, and from step to step. */
import type { Problem } from "../problem.ts";
import { dateText } from "../quantity/index.ts";
import { eventName } from "./event-name.ts";
import type { Actor, World } from "./world.ts";

/** Past this many steps on one date, and a hundred more for each actor, the model is going in circles. */
const STEPS_A_DAY = 10_000;
const STEPS_AN_ACTOR = 100;

export function isLivelocked({ stepsToday, actors }: World): boolean {
  return stepsToday > STEPS_A_DAY + STEPS_AN_ACTOR * actors.size;
}

/** The steps of a date that keep each other going. */
export function livelock(world: World): Problem {
  return {
    code: "livelock",
    severity: "error",
    message: `more than ${world.stepsToday - 1} steps on ${dateText(world.today)}: the actors keep each other going`,
    notes: [`the cycle: ${cycleOf(world).join(", ")}`],
    help: ["let one of them wait: a delay of a day ends the circle"],
  };
}

/** From the latest step back along its causes until one of the same actor and event: the first comes first. */
function cycleOf(world: World): readonly string[] {
  const cycle = new Map<string, string>();
  let at = world.trace.last;
  while (at) {
    const opened = world.opened.get(at.actor);
    const group = opened === undefined ? undefined : world.actors.get(opened)?.opened?.group;
    const name = group ?? at.actor;
    const key = JSON.stringify([name, at.event]);
    if (cycle.has(key)) break;
    cycle.set(key, `\`${name}: ${eventName(at.event)}\``);
    at = at.cause === undefined ? undefined : world.trace.at(at.cause);
  }
  return [...cycle.values()].reverse();
}

/** The transitions of one actor that keep each other going, the latest of those taken being the last. */
export function livelockWithin(actor: Actor, transitions: readonly string[]): Problem {
  const cycle = [...new Set(transitions.slice(-20))];
  return {
    code: "livelock",
    severity: "error",
    message: `\`${actor.name}\` goes round in circles without waiting for anything`,
    place: actor.chart.root.place,
    notes: [`the cycle: ${cycle.map((id) => `\`${id.replace(/ 0$/, "")}\``).join(", ")}`],
    help: ["give one of these transitions a guard that ends it, or a delay"],
  };
}
