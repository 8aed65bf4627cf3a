/** The pass `unasked`: what actors that run alone keep, and nobody reads, is not kept: variables, days of states. */
import { type Expression, reads } from "@steppe/core";
import type { Assignment } from "@steppe/core/statechart/chart.ts";
import type { Asked } from "../asked.ts";
import { effectExpressions } from "../plan/chart-layout.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import type { Course } from "./course.ts";
import { readAtTheEnd } from "./postings.ts";
import { isSafe } from "./safe.ts";
import { readInTheRun } from "./said.ts";
import { Sizes } from "./sizes.ts";

export interface Unasked {
  /** Variables that are set and never read. */
  readonly variables: ReadonlySet<string>;
  /** The states whose days and counts are read. */
  readonly states: ReadonlySet<string>;
}

export function unaskedOf(plan: Plan, asked: Asked, actor: PlannedActor, course: Course): Unasked {
  const outside = [...readInTheRun(plan), ...readAtTheEnd(plan, asked)].map(({ expression }) => reads(expression));
  const states = new Set([
    ...outside.flatMap((one) => one.states.filter((state) => state.actor === actor.name).map(({ state }) => state)),
    ...asked.columns.flatMap(({ subject }) => {
      const isOwn = subject.about === "milestone" && subject.state.startsWith(`${actor.name}.`);
      return isOwn ? [subject.state.slice(actor.name.length + 1)] : [];
    }),
  ]);
  const live = new Set(
    outside.flatMap(({ remotes }) => remotes.flatMap((one) => (one.actor === actor.name ? [one.name] : []))),
  );
  const given = plan.model.actors[actor.index]?.inputs;
  const input = (name: string) => given?.get(name) ?? actor.layout.chart.inputs.get(name)?.initial;
  return { states, variables: dead(actor, course, live, input) };
}

/** Variables on which nothing depends that is done or read; `live`: those that others read. */
function dead(
  { layout }: PlannedActor,
  { outcomes, guards }: Course,
  live: Set<string>,
  input: (name: string) => Expression | undefined,
): ReadonlySet<string> {
  const sets: Assignment[] = [];
  const see = (expression: Expression): void => {
    for (const name of reads(expression).variables) live.add(name);
  };
  for (const guard of guards) see(guard);
  for (const { initial } of layout.chart.variables.values()) if (initial) see(initial);
  for (const fields of layout.chart.events.values())
    for (const { initial } of fields.values()) if (initial) see(initial);
  for (const item of outcomes.flatMap(({ items }) => items)) {
    if (item.is === "schedule")
      for (const one of [item.delay, ...(item.raise ? effectExpressions(item.raise) : [])]) see(one);
    if (item.is !== "effect") continue;
    if (item.effect.do === "set") sets.push(...item.effect.assignments);
    else for (const one of effectExpressions(item.effect)) see(one);
  }
  const sizes = new Sizes(layout.chart.variables, sets, input);
  for (const { name, kind, value } of sets)
    if (kind.type === "share" || !isSafe(value, { input, sizes })) live.add(name);
  for (let size = -1; size !== live.size; ) {
    size = live.size;
    for (const { name, value } of sets) if (live.has(name)) see(value);
  }
  return new Set(sets.flatMap(({ name }) => (live.has(name) ? [] : [name])));
}
