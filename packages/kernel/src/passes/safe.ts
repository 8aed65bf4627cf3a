/** Expressions that always have a value and change nothing: what leaves them out is not noticed. */
import { type Expression, parts } from "@steppe/core";
import type { Sizes } from "./sizes.ts";

/** What an expression may read: the expressions of inputs, and how large variables come to be. */
export interface Within {
  readonly input: (name: string) => Expression | undefined;
  readonly sizes: Sizes;
}

/**
 * Whether an expression cannot go wrong and draws nothing. Far from all such: arithmetic of durations and dates may leave
 * their range, quotients divide by nothing, and numbers may grow beyond 3,000 digits.
 */
export function isSafe(expression: Expression, within: Within): boolean {
  switch (expression.node) {
    case "literal":
    case "today":
    case "in":
      return true;
    case "reference":
      return isSafeReference(expression, within);
    case "arithmetic":
      if (!["+", "-", "*"].includes(expression.operator)) return false;
      if (!isNumeric(expression) || !within.sizes.isBounded(expression)) return false;
      return parts(expression).every((one) => isNumeric(one) && isSafe(one, within));
    case "negate":
    case "compare":
      return parts(expression).every((one) => one.kind.type !== "duration" && isSafe(one, within));
    case "not":
    case "logic":
    case "if":
      return parts(expression).every((one) => isSafe(one, within));
    default:
      return false;
  }
}

function isSafeReference({ reference }: Extract<Expression, { node: "reference" }>, { input, sizes }: Within): boolean {
  if (reference.to === "variable" || reference.to === "field") return true;
  if (reference.to !== "input") return false;
  const given = input(reference.name);
  return given !== undefined && given.kind.type !== "share" && isSafe(given, { input: () => undefined, sizes });
}

const isNumeric = ({ kind }: Expression): boolean => kind.type === "number" || kind.type === "money";
