/**
 * From what was written to what is meant: every name resolved, every kind known, before anything runs.
 *
 * All mistakes of an expression are reported, not the first only. What depends on a mistaken part
 * is not reported again.
 */
import type { Place, Problem, Result } from "../problem.ts";
import { type Exact, exact, fits, type Kind, numberText, ONE } from "../quantity/index.ts";
import { checkCall } from "./check-functions.ts";
import { checkName } from "./check-names.ts";
import { checkBinary, checkConvert, checkPer, checkUnary } from "./check-operators.ts";
import { type Checker, mismatch, placeOf } from "./checker.ts";
import { constantValue } from "./constant.ts";
import { parseExpression } from "./parser.ts";
import { errorAt } from "./source.ts";
import type { Expression, Scope, Source, Syntax } from "./tree.ts";

/**
 * Checks a tree in its scope; `wanted` is the kind its place declares, absent where any will do.
 * A constant that must run into an error (a share of 130 %, ln(-1)) is refused here.
 */
export function checkExpression(syntax: Syntax, source: Source, scope: Scope, wanted?: Kind): Result<Expression> {
  const checker: Checker = {
    source,
    scope,
    problems: [],
    draws: 0,
    labels: new Set(),
    check: (part, kind) => checkNode(checker, part, kind),
  };
  const found = checkNode(checker, syntax, wanted);
  if (found !== undefined) {
    if (wanted !== undefined && !fits(found.kind, wanted)) mismatch(checker, syntax, found.kind, wanted);
    else checkConstant(checker, found, wanted);
  }
  return found === undefined || checker.problems.length > 0
    ? { ok: false, problems: checker.problems }
    : { ok: true, value: found, problems: [] };
}

/** Parses and checks. */
export function checkText(source: Source, scope: Scope, wanted?: Kind): Result<Expression> {
  const parsed = parseExpression(source);
  return parsed.ok ? checkExpression(parsed.value, source, scope, wanted) : parsed;
}

function checkNode(checker: Checker, syntax: Syntax, wanted?: Kind): Expression | undefined {
  switch (syntax.node) {
    case "literal":
      return { node: "literal", kind: syntax.kind, value: syntax.value, place: placeOf(checker, syntax.span) };
    case "name":
      return checkName(checker, syntax, wanted);
    case "unary":
      return checkUnary(checker, syntax);
    case "binary":
      return checkBinary(checker, syntax);
    case "per":
      return checkPer(checker, syntax);
    case "convert":
      return checkConvert(checker, syntax);
    case "call":
      return checkCall(checker, syntax);
  }
}

function checkConstant(checker: Checker, expression: Expression, wanted: Kind | undefined): void {
  const found = constantValue(expression);
  if (found === undefined) return;
  if ("problem" in found) checker.problems.push(found.problem);
  else if (wanted?.type === "share") {
    const problem = shareProblem(found.value as Exact, expression.place);
    if (problem !== undefined) checker.problems.push(problem);
  }
}

/** Why a number is not a share: it must be from 0 to 1. Load asks for constants, `set` for the rest. */
export function shareProblem(value: Exact, place: Place): Problem | undefined {
  const negative = value.s < 0n && value.n !== 0n;
  if (!negative && value.compare(ONE) <= 0) return undefined;
  return errorAt(place, "share-out-of-range", "a share is from 0 % to 100 %", {
    label: `is ${numberText(value.mul(exact(100)))} %`,
    help: ["more than the whole, or less than nothing, is a `number`"],
  });
}
