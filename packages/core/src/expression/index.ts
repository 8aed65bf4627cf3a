/** Expressions: what scenario files calculate with. Text to tree, tree to meaning, meaning to values. */
export { checkExpression, checkText, shareProblem } from "./check.ts";
export { constantValue } from "./constant.ts";
export { compile, type Run } from "./evaluate.ts";
export { periodsInForce } from "./evaluate-prorata.ts";
export {
  type Example,
  FUNCTION_BY_NAME,
  FUNCTIONS,
  type FunctionEntry,
  type FunctionGroup,
  type Parameter,
} from "./functions.ts";
export { DiscountFactors, discountFactor } from "./inexact.ts";
export { HEIGHT_LIMIT, LENGTH_LIMIT, NESTING_LIMIT, parseExpression } from "./parser.ts";
export { expressionText } from "./print.ts";
export { type Reads, reads } from "./reads.ts";
export { sourceOf } from "./source.ts";
export type * from "./tree.ts";
export { isConstant, parts, visit } from "./walk.ts";
