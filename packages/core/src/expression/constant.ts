/** Values that are known at load, and the mistakes that show with them. */
import { ModelError, type Problem } from "../problem.ts";
import type { Value } from "../quantity/index.ts";
import { compile } from "./evaluate.ts";
import type { Environment, Expression } from "./tree.ts";
import { isConstant } from "./walk.ts";

/** Nothing in it is ever asked by a constant. */
const NOTHING = Object.freeze({}) as Environment;

/** The value of an expression that reads nothing, or the problem it runs into; undefined when it reads something. */
export function constantValue(
  expression: Expression,
): { readonly value: Value } | { readonly problem: Problem } | undefined {
  if (!isConstant(expression)) return undefined;
  try {
    return { value: compile(expression)(NOTHING) };
  } catch (error) {
    if (error instanceof ModelError) return { problem: error.problem };
    throw error;
  }
}
