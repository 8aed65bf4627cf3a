/** The luck behind a chain of causes: assumptions drawn for the path that decided when or how much. */

import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { ModelError } from "../problem.ts";
import type { Value } from "../quantity/index.ts";
import { assumptionsRead, behind } from "../scenario/behind.ts";
import type { Assumption } from "../scenario/model.ts";
import { usesIn } from "../scenario/uses.ts";
import { actorNamed } from "../world/reading.ts";
import type { Step } from "../world/trace.ts";
import type { World } from "../world/world.ts";
import type { Cause } from "./causes.ts";
import { drawsBehind } from "./drawn.ts";

export interface DrawnCause {
  readonly assumption: Assumption;
  readonly value: Value;
  readonly draws: readonly { readonly site: string; readonly u: number }[];
}

/** Drawn assumptions that the steps of a chain read, and the amount of its posting; each once, in order of name. */
export function luckBehind(world: World, causes: readonly Cause[]): readonly DrawnCause[] {
  const names = new Set(causes.flatMap((cause) => [...assumptionsOf(world, cause)]));
  return [...names].sort().flatMap((name) => {
    const assumption = world.model.assumptions.get(name);
    if (!assumption?.uncertain) return [];
    try {
      return [{ assumption, value: world.assumptions.value(name), draws: drawsBehind(world, name) }];
    } catch (error) {
      if (error instanceof ModelError) return [];
      throw error;
    }
  });
}

function assumptionsOf(world: World, { step, entry }: Cause): ReadonlySet<string> {
  const { model } = world;
  const found = new Set<string>();
  const actor = actorNamed(world, step.actor);
  const owner = model.actors.find(({ name }) => name === step.actor);
  for (const { by, at = "", chart, expression } of usesIn(model)) {
    if (entry && by === `timeline.${entry.id}`) for (const name of ofTimeline(world, expression)) found.add(name);
    if (!actor || chart !== actor.chart || !tookPart(step, at)) continue;
    for (const name of assumptionsRead(model, owner, actor.chart, expression)) found.add(name);
  }
  return found;
}

const ofTimeline = ({ model }: World, expression: Expression): ReadonlySet<string> =>
  behind(model, [...reads(expression).assumptions]);

/** Whether a part of a machine ("on due 0", "held entry", "held after 5 years") was at work in a step. */
function tookPart(step: Step, at: string): boolean {
  if (step.transitions.includes(at)) return true;
  if (step.origin.from === "timer" && step.origin.id.startsWith(`xstate.after.${at}.`)) return true;
  const entered = / entry$/.test(at) && isWithin(step.after, at.slice(0, -" entry".length));
  const left = / exit$/.test(at) && isWithin(step.before, at.slice(0, -" exit".length));
  const waits = / after /.test(at) && isWithin(step.after, at.slice(0, at.indexOf(" after ")));
  return (entered || left || waits) && step.before !== step.after;
}

const isWithin = (leaves: string, path: string): boolean =>
  leaves.split("+").some((leaf) => leaf === path || leaf.startsWith(`${path}.`));
