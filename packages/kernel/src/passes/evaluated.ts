/** Every expression that the steps of a course evaluate: guards, effects, delays, first values, and inputs behind them. */
import { type Expression, reads } from "@steppe/core";
import { effectExpressions } from "../plan/chart-layout.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import type { Course } from "./course.ts";

export function evaluatedIn({ model }: Plan, actor: PlannedActor, course: Course): readonly Expression[] {
  const { index, layout } = actor;
  const found = new Set([...course.guards, ...effectsOf(course), ...firstValues(actor, course)]);
  for (const expression of found) {
    for (const name of reads(expression).inputs) {
      const given = model.actors[index]?.inputs.get(name) ?? layout.chart.inputs.get(name)?.initial;
      if (given) found.add(given);
    }
  }
  return [...found];
}

function effectsOf({ outcomes }: Course): readonly Expression[] {
  return outcomes
    .flatMap((one) => one.items)
    .flatMap((item): readonly Expression[] => {
      if (item.is === "effect") return effectExpressions(item.effect);
      if (item.is === "schedule") return [item.delay, ...(item.raise ? effectExpressions(item.raise) : [])];
      return [];
    });
}

/** Of variables, and of the fields of events that timers bring. */
function firstValues({ layout }: PlannedActor, { events }: Course): readonly Expression[] {
  const types = new Set([...events.values()].flatMap((one) => [...one]));
  const fields = [...layout.chart.events].flatMap(([type, declared]) =>
    types.has(type) ? [...declared.values()] : [],
  );
  return [...layout.chart.variables.values(), ...fields].flatMap(({ initial }) => (initial ? [initial] : []));
}
