/**
 * Draws: from u to a value.
 *
 * `uniform`, `chance`, `choice` and `empirical` are decided exactly, by fractions of u; the others
 * go through the double-precision quantiles of chance/. Money goes there in whole units of its
 * currency, a date as its epoch day, a duration as its mean days; what comes back is taken exactly.
 */
import { parameterProblem, quantile, truncatedQuantile, truncationProblem } from "../chance/distributions.ts";
import { ModelError, type Place, type Problem } from "../problem.ts";
import {
  type Duration,
  days,
  type Exact,
  exact,
  fromDouble,
  type Kind,
  meanDays,
  NEVER,
  ONE,
  roundHalfEven,
  toDouble,
  type Value,
  valueText,
  ZERO,
} from "../quantity/index.ts";
import { compareExact, floorExact, modelError } from "./arithmetic.ts";
import { compile, type Run } from "./evaluate.ts";
import { orderOf, unitOf } from "./evaluate-functions.ts";
import { DAYS_LIMIT } from "./literal.ts";
import type { Draw, Environment, Expression } from "./tree.ts";
import { isConstant } from "./walk.ts";

type DrawNode = Extract<Expression, { node: "draw" }>;
type Part = (expression: Expression) => Run;

/** Parameters are evaluated first, then u is asked for: one u for each evaluation. */
export function compileDraw(node: DrawNode, part: Part): Run {
  const { draw } = node;
  switch (draw.distribution) {
    case "bernoulli":
      return compileChance(node, part);
    case "discrete":
      return compileChoice(node, part);
    case "empirical":
      return compileEmpirical(node, part);
    case "uniform":
      return compileUniform(node, part);
    default:
      return compileQuantile(node, part);
  }
}

const TWO_60 = 2 ** 60;

/** u as a fraction, exactly. */
function fractionOf(u: number): Exact {
  const scaled = u * TWO_60;
  return Number.isInteger(scaled) ? exact(BigInt(scaled), 1n << 60n) : fromDouble(u);
}

function compileChance(node: DrawNode, part: Part): Run {
  const { draw, place, kind } = node;
  const p = part(draw.parameters[0] as Expression);
  const asNumber = kind.type !== "boolean";
  return (env) => {
    const probability = p(env) as Exact;
    if (probability.s * probability.n < 0n || probability.n > probability.d) {
      throw refused(place, `a probability is from 0 to 1, not ${valueText({ type: "share" }, probability)}`);
    }
    const u = fractionOf(env.draw(draw.site));
    // A chance happens at the lower end of u; a number grows with u, so that a 1 is at the upper end.
    if (asNumber) return compareExact(ONE.sub(u), probability) < 0 ? ONE : ZERO;
    return compareExact(u, probability) < 0;
  };
}

function refused(place: Place, message: string): Error {
  return modelError(place, "draw-parameters", message);
}

function compileChoice(node: DrawNode, part: Part): Run {
  const { draw, place } = node;
  const weights = draw.parameters.map(part);
  const outcomes = (draw.outcomes as readonly Expression[]).map(part);
  return (env) => {
    const known = weights.map((weight) => weight(env) as Exact);
    const problem = weightProblem(known);
    if (problem !== undefined) throw refused(place, problem);
    const u = env.draw(draw.site);
    // A draw forced on the central path keeps its u; the generator never gives exactly ½.
    const index = env.central && u === 0.5 ? likeliest(known) : chosen(known, fractionOf(u));
    return (outcomes[index] as Run)(env);
  };
}

function weightProblem(weights: readonly Exact[]): string | undefined {
  if (weights.some((weight) => weight.s < 0n && weight.n !== 0n)) return "a weight is not below 0";
  return weights.some((weight) => weight.n !== 0n) ? undefined : "one weight at least is above 0";
}

function likeliest(weights: readonly Exact[]): number {
  let best = 0;
  for (const [i, weight] of weights.entries()) if (compareExact(weight, weights[best] as Exact) > 0) best = i;
  return best;
}

/** The first outcome at which the sum of the weights reaches u of the whole; one of weight 0 never. */
function chosen(weights: readonly Exact[], u: Exact): number {
  const total = weights.reduce((sum, weight) => sum.add(weight), ZERO);
  const wanted = total.mul(u);
  let sum = ZERO;
  let last = 0;
  for (const [i, weight] of weights.entries()) {
    if (weight.n === 0n) continue;
    sum = sum.add(weight);
    last = i;
    if (compareExact(sum, wanted) >= 0) return i;
  }
  return last;
}

function compileEmpirical(node: DrawNode, part: Part): Run {
  const { draw, place, kind } = node;
  const values = draw.parameters.map(part);
  const order = orderOf(kind, place);
  const count = BigInt(values.length);
  return (env) => {
    const sorted = values.map((value) => value(env)).sort(order);
    const u = fractionOf(env.draw(draw.site));
    // The least index with (index + 1) / count ≥ u.
    const index = -signedFloor(u.mul(exact(-count))) - 1n;
    return sorted[Number(index < 0n ? 0n : index)] as Value;
  };
}

const signedFloor = (x: Exact): bigint => {
  const found = floorExact(x);
  return found.s * found.n;
};

function compileUniform(node: DrawNode, part: Part): Run {
  const { draw, place, kind } = node;
  const [low, high] = draw.parameters.map(part) as [Run, Run];
  const cut = draw.truncate && ([part(draw.truncate.low), part(draw.truncate.high)] as const);
  return (env) => {
    const bounds = [low(env), high(env)];
    let [from, to] = bounds.map((value) => magnitude(kind, value, place)) as [Exact, Exact];
    if (compareExact(from, to) >= 0) throw refused(place, notOrdered("uniform", ["low", "high"], kind, bounds));
    if (cut !== undefined) {
      const [least, most] = [cut[0](env), cut[1](env)].map((value) => magnitude(kind, value, place)) as [Exact, Exact];
      if (compareExact(least, from) > 0) from = least;
      if (compareExact(most, to) < 0) to = most;
      if (compareExact(from, to) >= 0) throw refused(place, "nothing of the draw lies within its bounds");
    }
    const u = fractionOf(env.draw(draw.site));
    return valueAt(kind, from.add(to.sub(from).mul(u)), place);
  };
}

function notOrdered(name: string, names: readonly string[], kind: Kind, values: readonly Value[]): string {
  const list = names.map((bound, i) => `\`${bound}\` ${valueText(kind, values[i] as Value)}`);
  return `the bounds of \`${name}\` are in order, the last above the first: ${list.join(", ")}`;
}

/** A value as the exact number that distributions are about: whole units of a currency, epoch or mean days. */
function magnitude(kind: Kind, value: Value, place: Place): Exact {
  if (kind.type === "date") {
    if (value === NEVER) throw modelError(place, "never", "no date is drawn up to `never`");
    return exact(value as number);
  }
  if (kind.type === "duration") return meanDays(value as Duration);
  const unit = unitOf(kind);
  return unit === 1n ? (value as Exact) : (value as Exact).div(exact(unit));
}

/** The inverse of `magnitude`; days are whole, rounded half-even, and a duration is not negative. */
function valueAt(kind: Kind, x: Exact, place: Place): Value {
  if (kind.type === "date") return Number(roundHalfEven(x));
  if (kind.type === "duration") {
    const count = roundHalfEven(x);
    if (count < 0n) {
      throw modelError(place, "negative-duration", `a duration was drawn below zero: ${count} days`, [
        "bound it: `truncate(…, 0 days, …)`",
      ]);
    }
    if (count > BigInt(DAYS_LIMIT)) {
      throw modelError(place, "duration-too-long", "a duration is longer than 10,000 years");
    }
    return days(Number(count));
  }
  const unit = unitOf(kind);
  return unit === 1n ? x : x.mul(exact(unit));
}

function compileQuantile(node: DrawNode, part: Part): Run {
  const { draw, place, kind } = node;
  const parameters = draw.parameters.map((parameter) => [parameter.kind, part(parameter)] as const);
  const cut = draw.truncate && ([part(draw.truncate.low), part(draw.truncate.high)] as const);
  const bounded = draw.distribution === "triangular" || draw.distribution === "pert";
  const asked = (env: Environment): number[] => {
    const values = parameters.map(([, run]) => run(env));
    const exactly = values.map((value, i) => magnitude((parameters[i] as readonly [Kind, Run])[0], value, place));
    if (bounded && !inOrder(exactly)) {
      throw refused(place, notOrdered(draw.distribution, ["low", "mode", "high"], kind, values));
    }
    const numbers = exactly.map(toDouble);
    const problem = parameterProblem(draw.distribution, numbers);
    if (problem !== undefined) throw refused(place, problem);
    return numbers;
  };
  const result = (x: number): Value => valueAt(kind, fromDouble(x), place);
  if (cut === undefined) {
    return (env) => {
      const numbers = asked(env);
      return result(quantile(draw.distribution, numbers, env.draw(draw.site)));
    };
  }
  return (env) => {
    const numbers = asked(env);
    const [low, high] = cut.map((run) => toDouble(magnitude(kind, run(env), place))) as [number, number];
    const problem = truncationProblem(draw.distribution, numbers, low, high);
    if (problem !== undefined) throw refused(place, problem);
    return result(truncatedQuantile(draw.distribution, numbers, low, high, env.draw(draw.site)));
  };
}

function inOrder(values: readonly Exact[]): boolean {
  const [low, mode, high] = values as [Exact, Exact, Exact];
  return compareExact(low, mode) <= 0 && compareExact(mode, high) <= 0 && compareExact(low, high) < 0;
}

/** The mistake of a draw whose parameters are all known at load: tried once, at the median. */
export function drawProblem(expression: Expression): Problem | undefined {
  if (expression.node !== "draw") return undefined;
  const { draw } = expression;
  const { truncate, parameters } = draw;
  const known = [...parameters, ...(truncate ? [truncate.low, truncate.high] : [])];
  if (!known.every(isConstant)) return undefined;
  return trial(draw, expression);
}

function trial(draw: Draw, expression: Expression): Problem | undefined {
  // Only the parameters are of interest: any outcome will do, and no outcome is evaluated.
  const outcomes = draw.outcomes?.map(
    (outcome): Expression => ({ node: "literal", kind: outcome.kind, value: false, place: outcome.place }),
  );
  const tried = { ...expression, draw: { ...draw, ...(outcomes ? { outcomes } : {}) } } as Expression;
  try {
    compile(tried)({ central: false, draw: () => 0.5 } as unknown as Environment);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error.problem;
    throw error;
  }
}
