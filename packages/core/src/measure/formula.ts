/** A checked expression as text: what it was written as, up to spaces, brackets and names that were resolved. */
import type { Expression, LedgerSum } from "../expression/tree.ts";
import { valueSource } from "../quantity/index.ts";

const TIGHTNESS: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  compare: 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "^": 8,
};
const NOT = 3;
const NEGATE = 7;
const ATOM = 9;

/** Distributions that are written by another name. */
const WORDS: Readonly<Record<string, string>> = { bernoulli: "chance", discrete: "choice" };

/** How tightly the outermost operation of an expression binds. */
function tightness(expression: Expression): number {
  switch (expression.node) {
    case "logic":
    case "arithmetic":
      return TIGHTNESS[expression.operator] as number;
    case "compare":
      return TIGHTNESS.compare as number;
    case "not":
      return NOT;
    case "negate":
      return NEGATE;
    case "literal": {
      // A duration of years and months is written as a sum, a number below zero with its sign.
      const text = valueSource(expression.kind, expression.value);
      return expression.kind.type === "duration" && text.includes(" + ")
        ? (TIGHTNESS["+"] as number)
        : text.startsWith("-")
          ? NEGATE
          : ATOM;
    }
    default:
      return ATOM;
  }
}

const within = (expression: Expression, least: number): string =>
  tightness(expression) < least ? `(${formulaText(expression)})` : formulaText(expression);

const named = (parts: Readonly<Record<string, Expression | string | undefined>>): string[] =>
  Object.entries(parts).flatMap(([name, part]) =>
    part === undefined ? [] : [`${name}: ${typeof part === "string" ? part : formulaText(part)}`],
  );

export function formulaText(expression: Expression): string {
  switch (expression.node) {
    case "literal":
      return valueSource(expression.kind, expression.value);
    case "reference":
      return referenceText(expression.reference);
    case "today":
      return "today";
    case "negate":
      return `-${within(expression.operand, NEGATE)}`;
    case "not":
      return `not ${within(expression.operand, NOT)}`;
    case "logic":
    case "arithmetic":
    case "compare": {
      const own = tightness(expression);
      return `${within(expression.left, own)} ${expression.operator} ${within(expression.right, own + 1)}`;
    }
    case "per":
      return `${within(expression.operand, ATOM)} per ${expression.times === 1 ? "year" : expression.times === 4 ? "quarter" : "month"}`;
    case "if":
      return call("if", [expression.test, expression.then, expression.otherwise].map(formulaText));
    case "function":
      return call(expression.name, expression.args.map(formulaText));
    case "convert":
      return `${within(expression.operand, ATOM)} in ${expression.currency}`;
    case "in":
      return `in(${expression.state})`;
    case "is":
    case "count":
    case "date":
      return `${expression.node}(${expression.state.actor}.${expression.state.state})`;
    case "sum":
      return sumText(expression.sum);
    case "npv":
      return call("npv", [sumText(expression.sum), formulaText(expression.rate)]);
    case "prorata": {
      const { rate, from, to, every, anchor } = expression;
      return call("prorata", [formulaText(rate), ...named({ from, to, every, anchor })]);
    }
    case "real":
      return call("real", [formulaText(expression.operand), formulaText(expression.year), expression.index]);
    case "index":
      return call("index", [expression.index, ...(expression.date ? [formulaText(expression.date)] : [])]);
    case "draw": {
      const { distribution, parameters, outcomes, truncate } = expression.draw;
      const values = outcomes
        ? outcomes.flatMap((outcome, index) => [outcome, parameters[index] as Expression])
        : parameters;
      const drawn = call(WORDS[distribution] ?? distribution, values.map(formulaText));
      return truncate ? call("truncate", [drawn, formulaText(truncate.low), formulaText(truncate.high)]) : drawn;
    }
  }
}

const call = (name: string, args: readonly string[]): string => `${name}(${args.join(", ")})`;

function sumText({ quantity, filter, party, currency, convert }: LedgerSum): string {
  const { category, from, to, on, since, until } = filter;
  const money = convert ? { in: currency } : {};
  return call(quantity, [
    ...(party ? [formulaText(party)] : []),
    ...named({ for: category, from, to, on, since, until, ...money }),
  ]);
}

function referenceText(reference: (Expression & { node: "reference" })["reference"]): string {
  switch (reference.to) {
    case "field":
      return `event.${reference.name}`;
    case "remote":
      return `${reference.actor}.${reference.name}`;
    case "sender":
      return "event.actor";
    default:
      return reference.name;
  }
}
