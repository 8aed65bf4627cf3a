/**
 * Evaluation: an expression becomes one closure, made once and called at every step.
 *
 * Values are exact; nothing is rounded until it is set or posted. What needs nothing from its
 * environment is computed when the closure is made.
 */
import { ModelError, type Place } from "../problem.ts";
import {
  addDuration,
  addDurations,
  compareDurations,
  type Duration,
  durationText,
  type Exact,
  exact,
  type Kind,
  minorDigits,
  multiplyDuration,
  NEVER,
  negateDuration,
  toEpochDay,
  type Value,
} from "../quantity/index.ts";
import { add, compareExact, divide, IF_ZERO, modelError, multiply, negate, subtract, whole } from "./arithmetic.ts";
import { compileDraw } from "./evaluate-draws.ts";
import { compileFunction } from "./evaluate-functions.ts";
import { compileNpv, compileSum } from "./evaluate-ledger.ts";
import { compileProrata } from "./evaluate-prorata.ts";
import { power } from "./inexact.ts";
import { DAYS_LIMIT, MONTHS_LIMIT } from "./literal.ts";
import type { ComparisonOperator, Environment, Expression } from "./tree.ts";
import { isConstant } from "./walk.ts";

export type Run = (env: Environment) => Value;
type Node<N extends Expression["node"]> = Extract<Expression, { node: N }>;

/**
 * An expression as a function of what it reads. A mistake that shows only with the values, such as
 * a division by a computed zero, is thrown as a `ModelError` with its place.
 */
export function compile(expression: Expression): Run {
  return folded(expression) ?? build(expression, compile);
}

/** The value of a constant, computed once; undefined when it reads something or runs into an error. */
function folded(expression: Expression): Run | undefined {
  if (expression.node === "literal" || !isConstant(expression)) return undefined;
  try {
    const value = buildDeep(expression)({} as Environment);
    return () => value;
  } catch (error) {
    if (error instanceof ModelError) return build(expression, buildDeep);
    throw error;
  }
}

/** Without folding: parts of a constant are constants. */
const buildDeep = (expression: Expression): Run => build(expression, buildDeep);

function build(expression: Expression, part: (expression: Expression) => Run): Run {
  switch (expression.node) {
    case "literal": {
      const { value } = expression;
      return () => value;
    }
    case "reference":
      return reference(expression);
    case "today":
      return (env) => env.today;
    case "negate":
    case "not":
    case "logic":
    case "per":
    case "if":
      return operation(expression, part);
    case "arithmetic":
      return arithmetic(expression, part(expression.left), part(expression.right));
    case "compare":
      return comparison(expression, part(expression.left), part(expression.right));
    case "function":
      return compileFunction(expression, expression.args.map(part));
    case "convert":
      return convert(expression, part(expression.operand));
    case "in":
      return (env) => env.inState(expression.state);
    case "is":
      return (env) => env.isIn(expression.state);
    case "count":
      return (env) => whole(BigInt(env.count(expression.state)));
    case "date":
      return (env) => env.firstDate(expression.state);
    case "sum":
      return compileSum(expression, part);
    case "npv":
      return compileNpv(expression, part);
    case "prorata":
      return compileProrata(expression, part);
    case "real":
      return real(expression, part(expression.operand), part(expression.year));
    case "index":
      return index(expression, expression.date && part(expression.date));
    case "draw":
      return compileDraw(expression, part);
  }
}

function operation(
  expression: Node<"negate" | "not" | "logic" | "per" | "if">,
  part: (expression: Expression) => Run,
): Run {
  switch (expression.node) {
    case "negate": {
      const operand = part(expression.operand);
      if (expression.kind.type === "duration") return (env) => negateDuration(operand(env) as Duration);
      return (env) => negate(operand(env) as Exact);
    }
    case "not": {
      const operand = part(expression.operand);
      return (env) => operand(env) !== true;
    }
    case "logic": {
      const [left, right] = [part(expression.left), part(expression.right)];
      if (expression.operator === "and") return (env) => left(env) === true && right(env) === true;
      return (env) => left(env) === true || right(env) === true;
    }
    case "per": {
      const operand = part(expression.operand);
      const times = whole(BigInt(expression.times));
      if (expression.times === 1) return operand;
      return (env) => multiply(operand(env) as Exact, times, expression.place);
    }
    case "if": {
      const [test, then] = [part(expression.test), part(expression.then)];
      const otherwise = part(expression.otherwise);
      return (env) => (test(env) === true ? then(env) : otherwise(env));
    }
  }
}

function reference({ reference: to }: Node<"reference">): Run {
  switch (to.to) {
    case "variable":
      return (env) => env.variable(to.name);
    case "input":
      return (env) => env.input(to.name);
    case "field":
      return (env) => env.field(to.name);
    case "assumption":
      return (env) => env.assumption(to.name);
    case "remote":
      return (env) => env.remote(to.actor, to.name);
    case "sender":
      return (env) => env.sender();
  }
}

const isExact = (kind: Kind): boolean => ["money", "rate", "number", "share"].includes(kind.type);

function arithmetic(node: Node<"arithmetic">, left: Run, right: Run): Run {
  const { operator, place } = node;
  const [a, b] = [node.left.kind, node.right.kind];
  if (isExact(a) && isExact(b)) return exactArithmetic(operator, left, right, place);
  if (a.type === "date" && b.type === "date") {
    return (env) => between(left(env) as number, right(env) as number, place);
  }
  if (a.type === "date" || b.type === "date") {
    const [date, length] = a.type === "date" ? [left, right] : [right, left];
    const back = operator === "-";
    return (env) => shifted(date(env) as number, length(env) as Duration, back, place);
  }
  if (a.type === "duration" && b.type === "duration") {
    const sign = operator === "-" ? negateDuration : (x: Duration) => x;
    return (env) => limited(addDurations(left(env) as Duration, sign(right(env) as Duration)), place);
  }
  if (a.type === "rate" || b.type === "rate") {
    const [rate, length] = a.type === "rate" ? [left, right] : [right, left];
    return (env) => yearly(rate(env) as Exact, length(env) as Duration, place);
  }
  const [length, times] = a.type === "duration" ? [left, right] : [right, left];
  if (operator === "*") return (env) => multiple(length(env) as Duration, times(env) as Exact, place);
  return (env) => {
    const by = times(env) as Exact;
    return quotient(length(env) as Duration, by, place);
  };
}

function exactArithmetic(operator: Node<"arithmetic">["operator"], left: Run, right: Run, place: Place): Run {
  switch (operator) {
    case "+":
      return (env) => add(left(env) as Exact, right(env) as Exact, place);
    case "-":
      return (env) => subtract(left(env) as Exact, right(env) as Exact, place);
    case "*":
      return (env) => multiply(left(env) as Exact, right(env) as Exact, place);
    case "/":
      return (env) => divide(left(env) as Exact, right(env) as Exact, place);
    case "^":
      return (env) => power(left(env) as Exact, right(env) as Exact, place);
  }
}

function between(later: number, earlier: number, place: Place): Duration {
  if (later === NEVER || earlier === NEVER) {
    throw modelError(place, "never", "`never` is no distance from any date", [
      "ask first whether it happens: `if(date = never, …, …)`",
    ]);
  }
  return { months: 0, days: later - earlier };
}

const FIRST_DAY = toEpochDay(1, 1, 1);
const LAST_DAY = toEpochDay(9999, 12, 31);

function shifted(date: number, length: Duration, back: boolean, place: Place): number {
  const found = addDuration(date, back ? negateDuration(length) : length);
  if (found === NEVER || (found >= FIRST_DAY && found <= LAST_DAY)) return found;
  throw modelError(place, "date-out-of-range", "a date lies outside the years 1 to 9999");
}

function limited(length: Duration, place: Place): Duration {
  if (Math.abs(length.months) <= MONTHS_LIMIT && Math.abs(length.days) <= DAYS_LIMIT) return length;
  throw modelError(place, "duration-too-long", "a duration is longer than 10,000 years");
}

const multiple = (length: Duration, by: Exact, place: Place): Duration => limited(multiplyDuration(length, by), place);

/** A quotient keeps months and days where both divide evenly; otherwise it is a fraction, in days. */
function quotient(length: Duration, by: Exact, place: Place): Duration {
  if (by.n === 0n) throw modelError(place, "division-by-zero", "the divisor is zero", [IF_ZERO]);
  if (by.d === 1n && by.n <= BigInt(Number.MAX_SAFE_INTEGER)) {
    const divisor = Number(by.s * by.n);
    if (length.months % divisor === 0 && length.days % divisor === 0) {
      return { months: length.months / divisor + 0, days: length.days / divisor + 0 };
    }
  }
  return multiple(length, by.inverse(), place);
}

/** A yearly rate over months is exact twelfths; over days it has no meaning without a period. */
function yearly(rate: Exact, length: Duration, place: Place): Exact {
  if (length.days !== 0) {
    throw modelError(
      place,
      "rate-times-days",
      `a yearly rate times ${durationText(length)} is not known without a period`,
      ["say the period: `prorata(rate, from: …, to: …, every: …, anchor: …)`"],
    );
  }
  const { months } = length;
  return months % 12 === 0
    ? multiply(rate, whole(BigInt(months / 12)), place)
    : multiply(rate, exact(months, 12), place);
}

function comparison(node: Node<"compare">, left: Run, right: Run): Run {
  const { operator, place } = node;
  const kind = node.left.kind;
  if (isExact(kind)) {
    const holds = test(operator);
    return (env) => holds(compareExact(left(env) as Exact, right(env) as Exact));
  }
  if (kind.type === "date") {
    const holds = test(operator);
    return (env) => {
      const [a, b] = [left(env) as number, right(env) as number];
      return holds(a < b ? -1 : a > b ? 1 : 0);
    };
  }
  if (kind.type === "duration") {
    const holds = test(operator);
    return (env) => holds(durationOrder(left(env) as Duration, right(env) as Duration, place));
  }
  return operator === "=" ? (env) => left(env) === right(env) : (env) => left(env) !== right(env);
}

function test(operator: ComparisonOperator): (order: number) => boolean {
  switch (operator) {
    case "=":
      return (order) => order === 0;
    case "!=":
      return (order) => order !== 0;
    case "<":
      return (order) => order < 0;
    case "<=":
      return (order) => order <= 0;
    case ">":
      return (order) => order > 0;
    case ">=":
      return (order) => order >= 0;
  }
}

/** The order of two durations that are both in months or both in days, or the same. */
export function durationOrder(a: Duration, b: Duration, place: Place): number {
  if (a.months === b.months && a.days === b.days) return 0;
  const order = compareDurations(a, b);
  if (order !== undefined) return order;
  throw modelError(
    place,
    "durations-not-comparable",
    `${durationText(a)} and ${durationText(b)} do not compare: a month has no fixed number of days`,
    ["compare numbers: `days(…)`, a month counting 365.2425 / 12 days"],
  );
}

function convert(node: Node<"convert">, operand: Run): Run {
  const { from, currency, place } = node;
  const digits = minorRatio(from, currency);
  return (env) => {
    const amount = operand(env) as Exact;
    return divide(multiply(amount, digits, place), env.rate(from, currency, env.today, place), place, "the rate");
  };
}

/** Minor units of one currency for minor units of another, at par: 1/100 from USD to JPY. */
export function minorRatio(from: string, to: string): Exact {
  return exact(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from)));
}

function real(node: Node<"real">, operand: Run, year: Run): Run {
  const { index, place } = node;
  return (env) => {
    const value = operand(env) as Exact;
    const then = year(env) as Exact;
    if (then.d !== 1n || then.s < 0n || then.n < 1n || then.n > 9999n) {
      throw modelError(place, "no-such-date", "a year is a whole number from 1 to 9999");
    }
    const base = env.index(index, toEpochDay(Number(then.n), 7, 1), place);
    return divide(
      multiply(value, base, place),
      env.index(index, env.today, place),
      place,
      `the index \`${index}\` today`,
    );
  };
}

/** The value that holds on the date: from its own date until the next. */
function index({ index: name, place }: Node<"index">, date: Run | undefined): Run {
  if (date === undefined) return (env) => env.index(name, env.today, place);
  return (env) => {
    const on = date(env) as number;
    if (on === NEVER) throw modelError(place, "never", `\`never\` is no date of the index \`${name}\``);
    return env.index(name, on, place);
  };
}
