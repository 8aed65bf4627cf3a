/**
 * The pass `guards`: of actors that run together with others, a guard over values that no step of theirs ever sets has one
 * answer, and what follows the other is not there. (Of those that run alone it is part of their course.)
 */
import type { Expression } from "@steppe/core";
import { outcomesOf } from "@steppe/core/statechart/unfold.ts";
import { decisionsOf } from "../plan/chart-layout.ts";
import type { PlannedActor } from "../plan/plan.ts";
import type { Facts } from "./alone.ts";
import { constantsOf, isTrue } from "./constants.ts";

/** The guards of an actor that have one answer. */
export function answersOf({ plan, fixed }: Facts, actor: PlannedActor): ReadonlyMap<Expression, boolean> {
  const { table } = actor.layout;
  const decisions = [...decisionsOf(table)];
  const set = new Set<string>();
  for (const { items } of decisions.flatMap((one) => [...outcomesOf(one)])) {
    for (const item of items) {
      if (item.is === "effect" && item.effect.do === "set")
        for (const { name } of item.effect.assignments) set.add(name);
    }
  }
  const constants = constantsOf(plan.model, fixed, actor, set);
  const found = new Map<Expression, boolean>();
  const todo = [...decisions];
  for (const decision of todo) {
    if (decision.is === "outcome") continue;
    const answer = isTrue(constants, decision.guard);
    if (answer !== undefined) found.set(decision.guard, answer);
    todo.push(decision.yes, decision.no);
  }
  return found;
}
