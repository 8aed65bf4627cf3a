/** The luck behind a chain of causes: assumptions drawn for the path that decided when or how much. */

import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { ModelError } from "../problem.ts";
import type { Value } from "../quantity/index.ts";
import { assumptionsRead, behind } from "../scenario/behind.ts";
import type { Assumption, Model } from "../scenario/model.ts";
import { type Use, usesIn } from "../scenario/uses.ts";
import type { Chart } from "../statechart/chart.ts";
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
  const { inChart, inEntry, read } = usesBy(model);
  for (const { expression } of (entry && inEntry.get(entry.id)) ?? []) {
    for (const name of ofTimeline(world, expression)) found.add(name);
  }
  const actor = actorNamed(world, step.actor);
  if (!actor) return found;
  const owner = model.actors.find(({ name }) => name === step.actor);
  for (const { at = "", expression } of inChart.get(actor.chart) ?? []) {
    if (!tookPart(step, at)) continue;
    const key = owner?.name ?? "";
    let names = read.get(expression)?.get(key);
    if (!names) {
      names = assumptionsRead(model, owner, actor.chart, expression);
      read.set(expression, new Map(read.get(expression)).set(key, names));
    }
    for (const name of names) found.add(name);
  }
  return found;
}

interface Uses {
  readonly inChart: ReadonlyMap<Chart, readonly Use[]>;
  /** By the id of the entry of the timeline. */
  readonly inEntry: ReadonlyMap<string, readonly Use[]>;
  /** The assumptions that an expression reads, by the actor that runs its machine. */
  readonly read: WeakMap<Expression, ReadonlyMap<string, ReadonlySet<string>>>;
}

const uses = new WeakMap<Model, Uses>();

/** The expressions of a model by where they stand, looked through once: a stepper asks at every step. */
function usesBy(model: Model): Uses {
  let known = uses.get(model);
  if (!known) {
    const inChart = new Map<Chart, Use[]>();
    const inEntry = new Map<string, Use[]>();
    for (const use of usesIn(model)) {
      if (use.chart) put(inChart, use.chart, use);
      else if (use.by.startsWith("timeline.")) put(inEntry, use.by.slice("timeline.".length), use);
    }
    known = { inChart, inEntry, read: new WeakMap() };
    uses.set(model, known);
  }
  return known;
}

function put<Key>(lists: Map<Key, Use[]>, key: Key, use: Use): void {
  const own = lists.get(key);
  if (own) own.push(use);
  else lists.set(key, [use]);
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
