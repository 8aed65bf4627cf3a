/** Walks over checked expressions. */
import type { Expression, LedgerSum } from "./tree.ts";

const given = (parts: readonly (Expression | undefined)[]): Expression[] => parts.filter((part) => part !== undefined);

const sumParts = ({ filter, party }: LedgerSum): Expression[] =>
  given([party, filter.from, filter.to, filter.on, filter.since, filter.until]);

/** The expressions an expression is made of, in the order in which they are evaluated. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.node) {
    case "literal":
    case "reference":
    case "today":
    case "in":
    case "is":
    case "count":
    case "date":
      return [];
    case "negate":
    case "not":
    case "per":
    case "convert":
      return [expression.operand];
    case "logic":
    case "arithmetic":
    case "compare":
      return [expression.left, expression.right];
    case "if":
      return [expression.test, expression.then, expression.otherwise];
    case "function":
      return expression.args;
    case "sum":
      return sumParts(expression.sum);
    case "npv":
      return [...sumParts(expression.sum), expression.rate];
    case "prorata":
      return [expression.rate, expression.from, expression.to, expression.every, expression.anchor];
    case "real":
      return [expression.operand, expression.year];
    case "index":
      return given([expression.date]);
    case "draw": {
      const { parameters, outcomes, truncate } = expression.draw;
      return [...parameters, ...(outcomes ?? []), ...(truncate ? [truncate.low, truncate.high] : [])];
    }
  }
}

/** Visits an expression and everything in it, outermost first. */
export function visit(expression: Expression, see: (expression: Expression) => void): void {
  see(expression);
  for (const part of parts(expression)) visit(part, see);
}

const READING: ReadonlySet<Expression["node"]> = new Set([
  "reference",
  "today",
  "in",
  "is",
  "count",
  "date",
  "sum",
  "npv",
  "convert",
  "real",
  "index",
  "draw",
]);

/** Whether an expression reads nothing: its value is known at load. */
export function isConstant(expression: Expression): boolean {
  return !READING.has(expression.node) && parts(expression).every(isConstant);
}
