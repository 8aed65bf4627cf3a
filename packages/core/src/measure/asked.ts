/** Asking a World: the value of an expression at the end of a date, or why there is none. */
import type { Environment, Expression } from "../expression/tree.ts";
import { ModelError, type Problem } from "../problem.ts";
import { type EpochDay, type Exact, exact, roundHalfEven, type Value } from "../quantity/index.ts";
import { evaluate } from "../world/evaluate.ts";
import { scenarioEnvironment } from "../world/reading.ts";
import type { World } from "../world/world.ts";

export type Answer = { readonly value: Value } | { readonly problem: Problem };

/** A value, or the mistake of the model that it runs into. */
export function attempt(evaluated: () => Value): Answer {
  try {
    return { value: evaluated() };
  } catch (error) {
    if (error instanceof ModelError) return { problem: error.problem };
    throw error;
  }
}

/** The value of an expression in an environment; money in whole minor units. */
export function answerIn(environment: Environment, expression: Expression): Answer {
  return attempt(() => {
    const value = evaluate(expression, environment);
    return expression.kind.type === "money" ? exact(roundHalfEven(value as Exact)) : value;
  });
}

/** What an expression comes to in a World that has been run to the end of `date`; money in whole minor units. */
export function answerOn(world: World, expression: Expression, date: EpochDay): Answer {
  return answerIn(scenarioEnvironment({ ...world, today: date }), expression);
}
