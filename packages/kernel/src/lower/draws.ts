/**
 * Draws in code: a u, put through its quantile function by the same algorithm as the World.
 *
 * What the World decides by fractions of u (`chance`, `uniform`) is decided by a threshold that is the same double, or
 * with a bound on its error. A quantile is computed from the very doubles that the World gives it; where a parameter is
 * known only within a bound, exact arithmetic is asked.
 */
import { type Exact, type Expression, exact, minorDigits, toDouble } from "@steppe/core";
import { parameterProblem } from "@steppe/core/chance/distributions.ts";
import { both, call, type Expr, either, f64, i32, i64, not } from "../code/index.ts";
import type { DrawSlot } from "../plan/chart-layout.ts";
import type { Lowering } from "./expressions.ts";
import { ASKED, type Lowered, type Numeric, wholeOf } from "./lowered.ts";

type DrawNode = Extract<Expression, { node: "draw" }>;

const n = (value: number): Expr<"i32"> => i32.const(value);

export function lowerDraw(at: Lowering, node: DrawNode): Lowered {
  const { draw } = node;
  const { instance, once } = at.standing;
  if (draw.truncate || (!instance && !once) || (instance && at.tools.isForced(instance, draw.site))) return at.ask();
  switch (draw.distribution) {
    case "bernoulli":
      return chance(at, node);
    case "uniform":
      return uniform(at, node);
    case "discrete":
    case "empirical":
      return at.ask();
    default:
      return quantile(at, node);
  }
}

/** u of the next draw at a site of the actor at hand. */
function next(at: Lowering, site: string): Expr<"f64"> {
  const { instance } = at.standing;
  if (!instance) return at.w.keep(at.tools.drawOnce(at.w, site), "u");
  const slot = instance?.layout.draws.get(site) as DrawSlot;
  const { base, index } = instance as NonNullable<typeof instance>;
  const slotAddress = base.kind === "const" ? n((base.value as number) + slot.offset) : i32.add(base, n(slot.offset));
  const called = (): Expr<"f64"> => call(at.tools.draw, slotAddress, index, n(at.tools.siteNumber(site)));
  if (instance.fileIndex === undefined) return at.w.keep(called(), "u");
  return at.w.keep(at.tools.drawHere(at.w, slotAddress, index, n(at.tools.siteNumber(site))), "u");
}

/** The least double that is not below x. */
function ceilDouble(x: Exact): number {
  const nearest = toDouble(x);
  const back = exactDouble(nearest);
  return back.compare(x) >= 0 ? nearest : nextUp(nearest);
}

function exactDouble(x: number): Exact {
  let [scaled, shift] = [x, 0n];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1n;
  }
  return exact(BigInt(scaled), 1n << shift);
}

function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}

function chance(at: Lowering, { draw, kind }: DrawNode): Lowered {
  const p = at.number(draw.parameters[0] as Expression);
  if (!p) return ASKED;
  const asNumber = kind.type !== "boolean";
  if (p.is === "constant") {
    if (p.value.s < 0n || p.value.n > p.value.d) return at.ask();
  } else {
    const { code, error } = at.numbers.real(p);
    const x = at.w.keep(code);
    const off = error ?? f64.const(0);
    at.w.askIf(either(f64.lt(x, off), f64.gt(f64.add(x, off), f64.const(1))));
  }
  const u = next(at, draw.site);
  const luck = asNumber ? f64.sub(f64.const(1), u) : u;
  const holds =
    p.is === "constant"
      ? f64.lt(luck, f64.const(ceilDouble(p.value)))
      : at.numbers.compare({ is: "real", code: at.w.keep(luck) }, p, "<");
  return asNumber ? wholeOf(i64.extend_i32_s(holds)) : { is: "truth", code: at.w.keep(holds) };
}

/** What a distribution is about: minor units as they are, epoch days, mean days. */
function magnitude(at: Lowering, expression: Expression): Numeric | undefined {
  const lowered = at.lower(expression);
  switch (lowered.is) {
    case "constant":
    case "whole":
    case "real":
      return lowered;
    case "span":
      return at.spans.meanDays(lowered);
    case "day":
      return lowered.code.kind === "const" ? wholeOf(i64.extend_i32_s(lowered.code)) : undefined;
    default:
      return undefined;
  }
}

function uniform(at: Lowering, node: DrawNode): Lowered {
  if (node.kind.type === "date") return at.ask();
  const [low, high] = node.draw.parameters.map((one) => magnitude(at, one));
  if (!low || !high) return at.ask();
  if (low.is === "constant" && high.is === "constant") {
    if (low.value.compare(high.value) >= 0) return at.ask();
  } else at.w.askIf(not(at.numbers.compare(low, high, "<")));
  const width = at.numbers.add(high, low, -1);
  const u = next(at, node.draw.site);
  const drawn = at.numbers.add(low, at.numbers.multiply(at.numbers.real(width), { is: "real", code: u }));
  return node.kind.type === "duration" ? atLeastNothing(at, drawn) : drawn;
}

/** Whole days, asked when below zero. */
function atLeastNothing(at: Lowering, count: Numeric): Lowered {
  const days = at.spans.days(count);
  if (days.is === "span") at.w.askIf(i32.lt_s(days.days, n(0)));
  return days;
}

const unitOf = ({ kind }: Expression): bigint => {
  const currency = kind.type === "money" || kind.type === "rate" ? kind.currency : null;
  return currency === null ? 1n : 10n ** BigInt(minorDigits(currency));
};

/** The very double that the World gives to a quantile; undefined when it was asked. */
function parameter(at: Lowering, expression: Expression): Expr<"f64"> | undefined {
  const value = magnitude(at, expression);
  if (!value) {
    at.w.ask();
    return undefined;
  }
  const unit = unitOf(expression);
  if (value.is === "constant") return f64.const(toDouble(value.value.div(exact(unit))));
  if (value.is === "whole") {
    // A quotient of two whole doubles is rounded once, as `toDouble` does.
    const scale = value.scale.div(exact(unit));
    const top = at.numbers.atScale({ ...value, scale }, exact(1n, scale.d));
    if (!top || scale.d > 1n << 53n) return asked(at);
    const code = at.w.keep(top);
    at.w.askIf(either(i64.gt_s(code, i64.const(1n << 53n)), i64.lt_s(code, i64.const(-(1n << 53n)))));
    const double = f64.convert_i64_s(code);
    return scale.d === 1n ? double : f64.div(double, f64.const(Number(scale.d)));
  }
  const x = at.w.keep(value.code);
  if (value.error && !value.kept) at.w.askIf(f64.ne(value.error, f64.const(0)));
  if (unit === 1n) return x;
  if (value.kept) return asked(at);
  return f64.div(x, f64.const(Number(unit)));
}

function asked(at: Lowering): undefined {
  at.w.ask();
  return undefined;
}

/** What a family refuses of parameters that are not constants: then exact arithmetic is asked, and refuses. */
const DOUBTFUL: Readonly<Record<string, (p: readonly Expr<"f64">[]) => Expr<"i32">>> = {
  exponential: ([mean]) => not(f64.gt(mean as Expr<"f64">, f64.const(0))),
  normal: ([, sd]) => not(f64.gt(sd as Expr<"f64">, f64.const(0))),
  lognormal: ([median, sigma]) =>
    not(
      both(
        f64.gt(median as Expr<"f64">, f64.const(0)),
        both(f64.gt(sigma as Expr<"f64">, f64.const(0)), f64.le(sigma as Expr<"f64">, f64.const(20))),
      ),
    ),
  triangular: ([low, mode, high]) =>
    not(
      both(
        both(f64.le(low as Expr<"f64">, mode as Expr<"f64">), f64.le(mode as Expr<"f64">, high as Expr<"f64">)),
        f64.lt(low as Expr<"f64">, high as Expr<"f64">),
      ),
    ),
};

function quantile(at: Lowering, node: DrawNode): Lowered {
  const { draw, kind } = node;
  const parameters: Expr<"f64">[] = [];
  for (const expression of draw.parameters) {
    const found = parameter(at, expression);
    if (!found) return ASKED;
    parameters.push(at.w.keep(found, "parameter"));
  }
  const known = parameters.flatMap((one) => (one.kind === "const" ? [one.value as number] : []));
  if (known.length === parameters.length) {
    if (parameterProblem(draw.distribution, known) !== undefined) return at.ask();
  } else {
    const doubtful = DOUBTFUL[draw.distribution];
    if (!doubtful) return at.ask();
    at.w.askIf(doubtful(parameters));
    for (const one of parameters) at.w.askIf(not(f64.lt(f64.abs(one), f64.const(1e150))));
  }
  const u = next(at, draw.site);
  const x: Numeric = {
    is: "real",
    code: at.w.keep(at.tools.quantiles.written(at.w, draw.distribution, parameters, u), "drawn"),
  };
  if (kind.type === "duration") return atLeastNothing(at, x);
  if (kind.type === "date") return dated(at, x);
  const unit = unitOf(node);
  return unit === 1n ? x : at.numbers.multiply(x, { is: "constant", value: exact(unit) });
}

function dated(at: Lowering, x: Numeric): Lowered {
  const rounded = at.spans.rounded(x);
  if (!rounded) return ASKED;
  const day = at.w.keep(rounded, "day");
  at.w.askIf(either(i64.gt_s(day, i64.const(2_900_000n)), i64.lt_s(day, i64.const(-700_000n))));
  return { is: "day", code: i32.wrap_i64(day) };
}
