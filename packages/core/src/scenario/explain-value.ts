/** What an expression comes to before anything is run, where that is settled. */
import { compile, reads } from "../expression/index.ts";
import type { Environment, Expression } from "../expression/tree.ts";
import { ModelError } from "../problem.ts";
import type { Value } from "../quantity/index.ts";
import type { Model } from "./model.ts";

export interface Settled {
  readonly value?: Value;
  /** Whether it draws, or reads what does. */
  readonly uncertain: boolean;
}

/** The value of an expression that reads nothing but assumptions which draw nothing. */
export function settledValue(model: Model, expression: Expression): Settled {
  if (isDrawn(model, expression)) return { uncertain: true };
  const environment = {
    assumption: (name: string) => compile((model.assumptions.get(name) as { value: Expression }).value)(environment),
  } as Environment;
  if (!isSettled(model, expression)) return { uncertain: false };
  try {
    return { uncertain: false, value: compile(expression)(environment) };
  } catch (error) {
    if (error instanceof ModelError) return { uncertain: false };
    throw error;
  }
}

function isDrawn(model: Model, expression: Expression): boolean {
  const { draws, assumptions } = reads(expression);
  return (
    draws.length > 0 ||
    [...assumptions].some((name) => isDrawn(model, (model.assumptions.get(name) as { value: Expression }).value))
  );
}

function isSettled(model: Model, expression: Expression): boolean {
  const found = reads(expression);
  const others = [found.variables, found.inputs, found.fields, found.ownStates, found.indices].some(
    ({ size }) => size > 0,
  );
  if (others || found.today || found.ledger || found.history || found.remotes.length > 0 || found.states.length > 0)
    return false;
  return [...found.assumptions].every((name) =>
    isSettled(model, (model.assumptions.get(name) as { value: Expression }).value),
  );
}
