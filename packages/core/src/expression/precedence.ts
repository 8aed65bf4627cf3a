/**
 * From a flat run of operands and operators to a tree.
 *
 * The grammar leaves `a + b * c` flat, so that a level of brackets costs the parser one level of
 * recursion and not one for each precedence. Loosest first: or, and, not, comparison, + -, * /,
 * unary -, ^ (to the right).
 */
import { errorAt, excerpt, Refused } from "./source.ts";
import type { ArithmeticOperator, ComparisonOperator, Source, Span, Syntax } from "./tree.ts";

export type BinaryOperator = ArithmeticOperator | ComparisonOperator | "and" | "or";

export interface Prefix {
  readonly operator: "-" | "not";
  readonly span: Span;
}

export interface Operand {
  readonly prefixes: readonly Prefix[];
  readonly value: Syntax;
}

export interface Operator {
  readonly operator: BinaryOperator;
  readonly span: Span;
}

const NOT = 3;
export const COMPARISON = 4;
const NEGATION = 7;
export const POWER = 8;

export const PRECEDENCE: Readonly<Record<BinaryOperator | "not" | "negate", number>> = {
  or: 1,
  and: 2,
  not: NOT,
  "=": COMPARISON,
  "!=": COMPARISON,
  "<": COMPARISON,
  "<=": COMPARISON,
  ">": COMPARISON,
  ">=": COMPARISON,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  negate: NEGATION,
  "^": POWER,
};

/** Folds `operands[0] operators[0] operands[1] …`; there is one operand more than operators. */
export function fold(source: Source, operands: readonly Operand[], operators: readonly Operator[]): Syntax {
  let at = 0;
  let prefix = 0;

  const climb = (least: number): Syntax => {
    let left = prefixed(least);
    let compared: Syntax | undefined;
    for (;;) {
      const operator = operators[at];
      if (operator === undefined) return left;
      const precedence = PRECEDENCE[operator.operator];
      if (precedence < least) return left;
      if (precedence === COMPARISON && compared !== undefined) throw chained(source, compared, operator);
      at += 1;
      const right = climb(precedence === POWER ? precedence : precedence + 1);
      left = {
        node: "binary",
        operator: operator.operator,
        left,
        right,
        span: { start: left.span.start, end: right.span.end },
      };
      compared = precedence === COMPARISON ? left : undefined;
    }
  };

  /** An operand with the signs before it; a sign takes in what binds tighter than itself. */
  const prefixed = (least: number): Syntax => {
    const { prefixes, value } = operands[at] as Operand;
    const sign = prefixes[prefix];
    if (sign === undefined) {
      prefix = 0;
      return value;
    }
    if (sign.operator === "not" && least > NOT) {
      throw new Refused(
        errorAt(source.place(sign.span), "not-inside", "`not` stands here inside an operation that binds tighter", {
          label: "what `not` denies is not clear",
          help: ["put it in brackets: `(not …)`"],
        }),
      );
    }
    prefix += 1;
    const operand = climb(sign.operator === "not" ? NOT : POWER);
    const span = { start: sign.span.start, end: operand.span.end };
    return { node: "unary", operator: sign.operator, operand, span };
  };

  return climb(0);
}

function chained(source: Source, compared: Syntax, second: Operator): Refused {
  const first = compared as Extract<Syntax, { node: "binary" }>;
  const middle = source.text.slice(first.right.span.start, first.right.span.end);
  const written = excerpt(source, first.span).slice(1, -1);
  return new Refused(
    errorAt(source.place(second.span), "chained-comparison", "comparisons do not chain", {
      label: "a second comparison",
      help: [`write \`${written} and ${middle.length <= 60 ? middle : "…"} ${second.operator} …\``],
    }),
  );
}
