/** For tests: Worlds from texts, and what happened in them on one line a step. */
import { centralUniforms, type Uniforms } from "../chance/index.ts";
import { dateText, exact, numberText, valueText } from "../quantity/index.ts";
import { modelOf } from "../scenario/load-testing.ts";
import { createWorld, run } from "./create.ts";
import { actorNamed, actorValue } from "./reading.ts";
import { step } from "./step.ts";
import type { Step } from "./trace.ts";
import type { World } from "./world.ts";

export function worldOf(text: string, chance: Uniforms = centralUniforms): World {
  return createWorld(modelOf(text), chance);
}

export function ran(text: string, chance: Uniforms = centralUniforms): World {
  return run(worldOf(text, chance));
}

/** The World after n steps. */
export function stepped(world: World, n: number): World {
  let at = world;
  for (let i = 0; i < n; i++) at = step(at);
  return at;
}

/** "2010-01-05 a: due on -> off", "… (not heard)". */
export function stepLine({ date, actor, event, before, after, heard }: Step): string {
  const change = before === after ? before : `${before} -> ${after}`;
  return `${dateText(date)} ${actor}: ${event}${change === "" ? "" : ` ${change.trim()}`}${heard ? "" : " (not heard)"}`;
}

/** Steps but for starts. */
export function linesOf(world: World): readonly string[] {
  return [...world.trace].filter(({ event }) => event !== "xstate.init").map(stepLine);
}

/** "2010-01-31 5.00 a b rent" */
export function postingsOf(world: World): readonly string[] {
  return [...world.journal.postings].map(
    (one) =>
      `${dateText(one.date)} ${one.verb} ${numberText(exact(one.minor, 100n))} ${one.from} ${one.to} ${one.category}`,
  );
}

/** A variable or input of an actor, as a person reads it. */
export function shown(world: World, name: string, of: string): string {
  const actor = actorNamed(world, name);
  if (!actor) throw new Error(`no actor ${name}`);
  const declared = actor.chart.variables.get(of) ?? actor.chart.inputs.get(of);
  if (!declared) throw new Error(`no value ${of}`);
  return valueText(declared.kind, actorValue(world, actor, of));
}
