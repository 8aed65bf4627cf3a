/** Expressions that always have a value and change nothing: what leaves them out is not noticed. */
import { type Expression, parts } from "@steppe/core";

/**
 * Whether an expression cannot go wrong and draws nothing; `input` is the expression of an input. Far from all such:
 * arithmetic of durations and dates may leave their range, quotients divide by nothing.
 */
export function isSafe(expression: Expression, input: (name: string) => Expression | undefined): boolean {
  switch (expression.node) {
    case "literal":
    case "today":
    case "in":
      return true;
    case "reference":
      return isSafeReference(expression, input);
    case "arithmetic":
      if (!["+", "-", "*"].includes(expression.operator)) return false;
      return isNumeric(expression) && parts(expression).every((one) => isNumeric(one) && isSafe(one, input));
    case "negate":
    case "compare":
      return parts(expression).every((one) => one.kind.type !== "duration" && isSafe(one, input));
    case "not":
    case "logic":
    case "if":
      return parts(expression).every((one) => isSafe(one, input));
    default:
      return false;
  }
}

function isSafeReference(
  { reference }: Extract<Expression, { node: "reference" }>,
  input: (name: string) => Expression | undefined,
): boolean {
  if (reference.to === "variable" || reference.to === "field") return true;
  if (reference.to !== "input") return false;
  const given = input(reference.name);
  return given !== undefined && given.kind.type !== "share" && isSafe(given, () => undefined);
}

const isNumeric = ({ kind }: Expression): boolean => kind.type === "number" || kind.type === "money";
