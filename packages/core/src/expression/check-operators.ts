/** Kinds of operators: what may be added, multiplied, compared. */
import {
  BOOLEAN,
  DATE,
  DURATION,
  type Exact,
  type Kind,
  kindText,
  money,
  moneyRate,
  NUMBER,
  NUMBER_RATE,
  sameKind,
} from "../quantity/index.ts";
import { allowed, type Checker, checkAs, isPlain, placeOf, quoted, report, unify } from "./checker.ts";
import { constantValue } from "./constant.ts";
import { dateHelp } from "./date-help.ts";
import { PERIODS } from "./literal.ts";
import type { ArithmeticOperator, ComparisonOperator, Expression, Syntax } from "./tree.ts";

type Node<N extends Syntax["node"]> = Extract<Syntax, { node: N }>;

export function checkUnary(checker: Checker, syntax: Node<"unary">): Expression | undefined {
  const place = placeOf(checker, syntax.span);
  if (syntax.operator === "not") {
    const operand = checkAs(checker, syntax.operand, BOOLEAN);
    return operand && { node: "not", kind: BOOLEAN, operand, place };
  }
  const operand = checker.check(syntax.operand);
  if (operand === undefined) return undefined;
  const { kind } = operand;
  if (isPlain(kind)) return { node: "negate", kind: NUMBER, operand, place };
  if (kind.type === "money" || kind.type === "rate" || kind.type === "duration") {
    return { node: "negate", kind, operand, place };
  }
  return report(
    checker,
    syntax.span,
    "kind-mismatch",
    `${quoted(checker, syntax)} takes the opposite of ${article(kind)}`,
    {
      help: kind.type === "boolean" ? ["the opposite of a condition is `not …`"] : [],
    },
  );
}

const article = (kind: Kind): string => `${/^[aeiou]/.test(kind.type) ? "an" : "a"} ${kindText(kind)}`;

export function checkBinary(checker: Checker, syntax: Node<"binary">): Expression | undefined {
  const { operator } = syntax;
  const place = placeOf(checker, syntax.span);
  if (operator === "and" || operator === "or") {
    const left = checkAs(checker, syntax.left, BOOLEAN);
    const right = checkAs(checker, syntax.right, BOOLEAN);
    return left && right && { node: "logic", operator, kind: BOOLEAN, left, right, place };
  }
  const left = checker.check(syntax.left);
  if (operator === "/" && isPeriod(checker, syntax.right)) return refusePeriod(checker, syntax);
  const right = checker.check(syntax.right);
  if (left === undefined || right === undefined) return undefined;
  if (isComparison(operator)) {
    const problem = comparisonProblem(operator, left.kind, right.kind);
    if (problem !== undefined) {
      return refuse(
        checker,
        syntax,
        left.kind,
        right.kind,
        dateBeside(checker, syntax, left.kind, right.kind) ?? problem,
      );
    }
    return { node: "compare", operator, kind: BOOLEAN, left, right, place };
  }
  const kind = arithmeticKind(operator, left.kind, right.kind);
  if (typeof kind === "string") return refuse(checker, syntax, left.kind, right.kind, kind);
  if (operator === "/" && isZero(right)) {
    return report(checker, syntax.right.span, "division-by-zero", `${quoted(checker, syntax)} divides by zero`, {
      label: "is zero",
    });
  }
  return { node: "arithmetic", operator, kind, left, right, place };
}

/** The `year` of `12 million USD/year`, where nothing of the scenario is called so. */
function isPeriod(checker: Checker, { node, ...syntax }: Syntax): boolean {
  const name = node === "name" && "path" in syntax && syntax.path.length === 1 ? (syntax.path[0] as string) : "";
  return PERIODS.has(name) && checker.scope.lookup(name) === undefined;
}

function refusePeriod(checker: Checker, { left, right }: Node<"binary">): undefined {
  const rate = left.node === "binary" ? left.right : left;
  const period = quoted(checker, right).slice(1, -1);
  report(checker, right.span, "unknown-name", `unknown name \`${period}\``, {
    label: "no such name",
    help: [`write \`${quoted(checker, rate).slice(1, -1)} per ${period}\``],
  });
}

function isZero(expression: Expression): boolean {
  const found = constantValue(expression);
  return found !== undefined && "value" in found && (found.value as Exact).n === 0n;
}

/** What is compared with a date, and looks like one. */
function dateBeside(checker: Checker, syntax: Node<"binary">, left: Kind, right: Kind): string | undefined {
  if (left.type === "date" && isPlain(right)) return dateHelp(quoted(checker, syntax.right).slice(1, -1));
  if (right.type === "date" && isPlain(left)) return dateHelp(quoted(checker, syntax.left).slice(1, -1));
  return undefined;
}

function isComparison(operator: string): operator is ComparisonOperator {
  return ["=", "!=", "<", "<=", ">", ">="].includes(operator);
}

/** Reports kinds that an operator does not take; `help` says what to write, when there is something. */
function refuse(checker: Checker, syntax: Node<"binary">, left: Kind, right: Kind, help: string): undefined {
  const mixed = differentCurrencies(left, right);
  report(
    checker,
    syntax.span,
    mixed === undefined ? "kind-mismatch" : "mixed-currencies",
    `${quoted(checker, syntax)} ${deed(syntax.operator as ArithmeticOperator | ComparisonOperator, left, right)}`,
    { help: mixed === undefined ? (help === "" ? [] : [help]) : [mixed] },
  );
}

function deed(operator: ArithmeticOperator | ComparisonOperator, left: Kind, right: Kind): string {
  const [a, b] = [kindText(left), kindText(right)];
  switch (operator) {
    case "+":
      return `adds ${a} and ${b}`;
    case "-":
      return `subtracts ${b} from ${a}`;
    case "*":
      return `multiplies ${a} by ${b}`;
    case "/":
      return `divides ${a} by ${b}`;
    case "^":
      return `raises ${a} to ${b}`;
    default:
      return `compares ${a} with ${b}`;
  }
}

function differentCurrencies(left: Kind, right: Kind): string | undefined {
  if (left.type !== right.type || (left.type !== "money" && left.type !== "rate")) return undefined;
  const [a, b] = [left.currency, (right as typeof left).currency];
  if (a === null || b === null || a === b) return undefined;
  return `convert one of them with \`in ${a}\` or \`in ${b}\``;
}

function comparisonProblem(operator: ComparisonOperator, left: Kind, right: Kind): string | undefined {
  const kind = unify(left, right);
  if (kind === undefined) return "two values compare if they are of one kind";
  if (operator === "=" || operator === "!=") return undefined;
  if (["boolean", "party", "text", "actor"].includes(kind.type)) return "only `=` and `!=` compare these";
  return undefined;
}

const SUMS = "a sum or difference is of one kind: money and money, durations, numbers; a date moves by a duration";
const PRODUCTS = "money, rates and durations are multiplied by numbers, a rate also by a duration";
const QUOTIENTS = "money, rates and durations are divided by numbers, or money by money and a rate by a rate";

/** The kind of a result, or why there is none (perhaps empty): a text that helps. */
function arithmeticKind(operator: ArithmeticOperator, left: Kind, right: Kind): Kind | string {
  switch (operator) {
    case "+":
      return sumKind(left, right) ?? dateKind(left, right) ?? dateKind(right, left) ?? SUMS;
    case "-":
      if (left.type === "date" && right.type === "date") return DURATION;
      return sumKind(left, right) ?? dateKind(left, right) ?? SUMS;
    case "*":
      return productKind(left, right);
    case "/":
      return quotientKind(left, right);
    case "^":
      return isPlain(left) && isPlain(right) ? NUMBER : "powers are of numbers";
  }
}

function sumKind(left: Kind, right: Kind): Kind | undefined {
  if (isPlain(left) && isPlain(right)) return NUMBER;
  if (["money", "rate", "duration"].includes(left.type) && sameKind(left, right)) return left;
  return undefined;
}

const dateKind = (date: Kind, duration: Kind): Kind | undefined =>
  date.type === "date" && duration.type === "duration" ? DATE : undefined;

function productKind(left: Kind, right: Kind): Kind | string {
  if (isPlain(left) && isPlain(right)) return NUMBER;
  for (const [a, b] of [
    [left, right],
    [right, left],
  ] as const) {
    if (isPlain(b) && ["money", "rate", "duration"].includes(a.type)) return a;
    if (a.type === "rate" && b.type === "duration") return a.currency === null ? NUMBER : money(a.currency);
    if (a.type === "money" && b.type === "duration") return "what is multiplied by time is a rate: `… per year`";
  }
  return PRODUCTS;
}

function quotientKind(left: Kind, right: Kind): Kind | string {
  if (isPlain(right)) {
    if (isPlain(left)) return NUMBER;
    return ["money", "rate", "duration"].includes(left.type) ? left : QUOTIENTS;
  }
  if ((left.type === "money" || left.type === "rate") && sameKind(left, right)) return NUMBER;
  if (left.type === "money" && right.type === "duration") return "a rate is written `… per year`";
  if (left.type === "duration" && right.type === "duration") return "divide numbers: `days(…) / days(…)`";
  return QUOTIENTS;
}

export function checkPer(checker: Checker, syntax: Node<"per">): Expression | undefined {
  const operand = checker.check(syntax.operand);
  if (operand === undefined) return undefined;
  const place = placeOf(checker, syntax.span);
  const { kind } = operand;
  if (isPlain(kind)) return { node: "per", kind: NUMBER_RATE, operand, times: syntax.times, place };
  if (kind.type === "money")
    return { node: "per", kind: moneyRate(kind.currency), operand, times: syntax.times, place };
  const help = kind.type === "rate" ? ["take out one of the two"] : [];
  const message = `${quoted(checker, syntax.operand)} is ${kindText(kind)}: only money and numbers are taken per year`;
  return report(checker, syntax.span, "kind-mismatch", message, { help });
}

export function checkConvert(checker: Checker, syntax: Node<"convert">): Expression | undefined {
  const operand = checker.check(syntax.operand);
  if (operand === undefined) return undefined;
  const { kind } = operand;
  const { currency } = syntax;
  if ((kind.type !== "money" && kind.type !== "rate") || kind.currency === null) {
    const message = `${quoted(checker, syntax.operand)} is ${kindText(kind)}: only money has a currency`;
    const help = [`\`in\` takes the value right before it: put a sum or product in brackets, \`(…) in ${currency}\``];
    return report(checker, syntax.span, "kind-mismatch", message, { help });
  }
  if (kind.currency === currency) return operand;
  if (!allowed(checker, "today", syntax.span, `\`in ${currency}\`, which takes the rate of the day,`)) return undefined;
  if (!checker.scope.hasRate(kind.currency, currency)) {
    return report(
      checker,
      syntax.currencySpan,
      "no-rate",
      `no rate between ${kind.currency} and ${currency} is known`,
      {
        help: [`give one under \`rates\`: \`${kind.currency}/${currency}: {YYYY-MM-DD: …}\``],
      },
    );
  }
  const converted = kind.type === "money" ? money(currency) : moneyRate(currency);
  const place = placeOf(checker, syntax.span);
  return { node: "convert", kind: converted, operand, from: kind.currency, currency, place };
}
