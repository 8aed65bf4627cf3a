/** Expressions compiled once and kept. */
import { compile } from "../expression/index.ts";
import type { Environment, Expression } from "../expression/tree.ts";
import type { Value } from "../quantity/index.ts";

const compiled = new WeakMap<Expression, (environment: Environment) => Value>();

export function evaluate(expression: Expression, environment: Environment): Value {
  let evaluator = compiled.get(expression);
  if (!evaluator) {
    evaluator = compile(expression);
    compiled.set(expression, evaluator);
  }
  return evaluator(environment);
}
