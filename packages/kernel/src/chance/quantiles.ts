/**
 * Distributions in code: how a u in (0, 1) becomes a value, bit for bit as core's `quantile` and `truncatedQuantile`.
 *
 * What is drawn often is code: uniform, triangular, normal, lognormal, exponential, Weibull and the choices among
 * outcomes. The others are calls of core's own functions, as are truncations. Parameters must have passed core's
 * `parameterProblem` (and `truncationProblem`): nothing is checked here.
 *
 * What a draw costs in WebAssembly, by `node bench/draws.ts` (2 × AMD EPYC, Node 26.10, least of 15 rounds on a busy
 * machine), in ns with the 3.2 of its u: Bernoulli 3.4, uniform 3.7, triangular 6.4, exponential 8.5, normal 21, lognormal
 * 29, Weibull 29; a call of core's, gamma, 1,650.
 */
import { parameterNames, quantile, truncatedQuantile } from "@steppe/core/chance/index.ts";
import type { Distribution } from "@steppe/core/expression/tree.ts";
import {
  both,
  type Callee,
  call,
  type Expr,
  f64,
  i32,
  once,
  type Program,
  ret,
  select,
  set,
  type Type,
  when,
} from "../code/index.ts";
import { type Elementary, elementaryIn, type Place } from "./elementary.ts";
import { BodyLines, type Lines } from "./lines.ts";
import { normalIn } from "./normal.ts";

type Real = Expr<"f64">;
type Made = Callee<readonly ["f64"]>;

const { add, sub, mul, div } = f64;
const real = (value: number): Real => f64.const(value);

/** The numbers that imports know distributions by. */
const NUMBERED = [
  ...(["beta", "gamma", "pert", "poisson"] as const),
  ...(["uniform", "triangular", "normal", "lognormal", "weibull", "exponential"] as const),
] as const satisfies readonly Distribution[];
const PARAMETERS_MAX = 3;

function numbered(number: number): Distribution {
  const found = NUMBERED[number];
  if (found === undefined) throw new RangeError(`no distribution ${number}`);
  return found;
}

function given(number: number, parameters: readonly number[]): readonly number[] {
  return parameters.slice(0, parameterNames(numbered(number)).length);
}

/** What a program that draws must be given when it is started, with its other imports. */
export const CHANCE_IMPORTS = {
  otherQuantile: (number: number, a: number, b: number, c: number, u: number): number =>
    quantile(numbered(number), given(number, [a, b, c]), u),
  truncatedQuantile: (number: number, a: number, b: number, c: number, low: number, high: number, u: number): number =>
    truncatedQuantile(numbered(number), given(number, [a, b, c]), low, high, u),
} as const;

/**
 * −ln(1 − u), the standard exponential quantile: −log1p(−u) in the lower half, −ln(1 − u) in the upper. They are the same
 * for every u that is drawn, since 1 − u is then a double; it need not be for one that is forced, or of a design. 1 − u is
 * no subnormal, since u lies below 1.
 */
function exponential(w: Lines, { lnNormal }: Elementary, corrected: Made, u: Real): Real {
  const above = w.keep(sub(real(1), u), "above");
  const value = w.local("f64", "logarithm");
  const isRounded = both(f64.ne(sub(above, real(1)), f64.neg(u)), f64.le(u, above));
  w.do(set(value, lnNormal(w, above)), when(isRounded, [set(value, call(corrected, u, above, value))]));
  return f64.neg(value);
}

/** (u, 1 − u rounded, its logarithm) → log1p(−u) */
function correctedIn(program: Program): Made {
  const params = { u: "f64", above: "f64", logarithm: "f64" } as const;
  return program.function("correctedLogarithm", params, ["f64"], ({ u, above, logarithm }) => [
    when(f64.eq(above, real(1)), [ret(f64.neg(u))]),
    ret(div(mul(logarithm, f64.neg(u)), sub(above, real(1)))),
  ]);
}

function exponentialIn(program: Program, elementary: Elementary, corrected: () => Made): Made {
  return program.function("exponentialInverse", { u: "f64" }, ["f64"], ({ u }, self) => {
    const w = new BodyLines(self);
    w.do(ret(exponential(w, elementary, corrected(), u)));
    return w.statements;
  });
}

function uniformIn(program: Program): Made {
  return program.function("uniform", { low: "f64", high: "f64", u: "f64" }, ["f64"], ({ low, high, u }, self) => {
    const [above, width] = self.variables("f64", "above", "width");
    return [
      set(above, sub(real(1), u)),
      set(width, sub(high, low)),
      ret(select(f64.le(u, above), add(low, mul(u, width)), sub(high, mul(above, width)))),
    ];
  });
}

/** A jump, though it is guessed wrong now and then: both sides at once, with one root, took twice the time. */
function triangular(w: Lines, [low, mode, high]: readonly [Real, Real, Real], u: Real): Real {
  const width = w.keep(sub(high, low), "width");
  const rising = w.keep(div(sub(mode, low), width), "rising");
  const value = w.local("f64", "value");
  const falling = mul(sub(real(1), u), div(sub(high, mode), width));
  w.do(
    when(
      f64.lt(u, rising),
      [set(value, f64.min(mode, add(low, mul(width, f64.sqrt(mul(u, rising))))))],
      [set(value, f64.max(mode, sub(high, mul(width, f64.sqrt(falling)))))],
    ),
  );
  return value;
}

function triangularIn(program: Program): Made {
  const params = { low: "f64", mode: "f64", high: "f64", u: "f64" } as const;
  return program.function("triangular", params, ["f64"], ({ low, mode, high, u }, self) => {
    const w = new BodyLines(self);
    w.do(ret(triangular(w, [low, mode, high], u)));
    return w.statements;
  });
}

/** The index of an outcome: the first at which the sum of the weights reaches u of their total. */
function discreteIn(program: Program, count: number): Made {
  const names = Array.from({ length: count }, (_, i) => `w${i}`);
  const params: Record<string, Type> = Object.fromEntries([...names, "u"].map((name) => [name, "f64"]));
  return program.function(`discrete${count}`, params, ["f64"], (given, self) => {
    const weights = names.map((name) => given[name] as Real);
    const [total, sum, last] = self.variables("f64", "total", "sum", "last");
    return [
      ...weights.map((weight) => set(total, add(total, weight))),
      set(total, mul(given.u as Real, total)),
      ...weights.map((weight, i) =>
        when(f64.ne(weight, real(0)), [
          set(sum, add(sum, weight)),
          set(last, real(i)),
          when(f64.ge(sum, total), [ret(last)]),
        ]),
      ),
      ret(last),
    ];
  });
}

export interface Quantiles {
  /** The elementary functions that they are made of. */
  readonly elementary: Elementary;
  /** The value of `distribution` at u, as core's `quantile` gives it: of a choice, the index of the outcome. */
  quantile(distribution: Distribution, parameters: readonly Real[], u: Real): Real;
  /** The same, with what is drawn often and is short written down without a call. `u` can be read again. */
  written(w: Lines, distribution: Distribution, parameters: readonly Real[], u: Real): Real;
  /** The value at u of `distribution` given that it lies from `low` to `high`, as core's `truncatedQuantile`. */
  truncated(distribution: Distribution, parameters: readonly Real[], low: Real, high: Real, u: Real): Real;
  /** Whether what has probability p happens at u: 1 or 0. */
  happens(p: Real, u: Real): Expr<"i32">;
}

/** The functions of a program behind its quantiles, each made when it is first needed. */
function madeIn(program: Program, elementary: Elementary) {
  const three: readonly Type[] = Array.from({ length: PARAMETERS_MAX }, () => "f64" as const);
  const discrete = new Map<number, Made>();
  const corrected = once(() => correctedIn(program));
  return {
    corrected,
    exponential: once(() => exponentialIn(program, elementary, corrected)),
    normal: once(() => normalIn(program, elementary)),
    uniform: once(() => uniformIn(program)),
    triangular: once(() => triangularIn(program)),
    other: once(() => program.importFunction("otherQuantile", ["i32", ...three, "f64"], ["f64"])),
    truncated: once(() => program.importFunction("truncatedQuantile", ["i32", ...three, "f64", "f64", "f64"], ["f64"])),
    discrete(count: number): Made {
      const made = discrete.get(count) ?? discreteIn(program, count);
      discrete.set(count, made);
      return made;
    },
  };
}

/** The number of a distribution and its parameters, filled up with zeros: what an import takes. */
function asNumbers(distribution: Distribution, parameters: readonly Real[]): readonly Expr[] {
  const number = (NUMBERED as readonly Distribution[]).indexOf(distribution);
  if (number < 0) throw new TypeError(`${distribution} has no number`);
  const rest = Array.from({ length: PARAMETERS_MAX - parameters.length }, () => real(0));
  return [i32.const(number), ...parameters, ...rest];
}

/**
 * Quantile functions for the code of a program; each becomes part of it when it is first used. A program with draws is
 * started with `CHANCE_IMPORTS` among its imports.
 */
export function quantilesIn(program: Program, place: Place): Quantiles {
  const elementary = elementaryIn(program, place);
  const made = madeIn(program, elementary);
  const happens = (p: Real, u: Real) => f64.gt(p, sub(real(1), u));
  const quantileOf = (distribution: Distribution, parameters: readonly Real[], u: Real): Real => {
    const [a, b, c] = parameters as readonly [Real, Real, Real];
    switch (distribution) {
      case "uniform":
        return call(made.uniform(), a, b, u);
      case "triangular":
        return call(made.triangular(), a, b, c, u);
      case "normal":
        return add(a, mul(b, call(made.normal(), u)));
      case "lognormal":
        return mul(a, elementary.exp(mul(b, call(made.normal(), u))));
      case "exponential":
        return mul(a, call(made.exponential(), u));
      case "weibull":
        return mul(b, elementary.pow(call(made.exponential(), u), div(real(1), a)));
      case "beta":
        // Core has a closed form then too.
        if (a.kind === "const" && a.value === 1) {
          return f64.neg(elementary.expm1(div(f64.neg(call(made.exponential(), u)), b)));
        }
        return call(made.other(), ...asNumbers(distribution, parameters), u);
      case "bernoulli":
        return f64.convert_i32_s(happens(a, u));
      case "empirical":
        return f64.max(real(0), sub(f64.min(a, f64.ceil(mul(u, a))), real(1)));
      case "discrete":
        return call(made.discrete(parameters.length), ...parameters, u);
      default:
        return call(made.other(), ...asNumbers(distribution, parameters), u);
    }
  };
  const checked = (distribution: Distribution, parameters: readonly Real[]): void => {
    const names = parameterNames(distribution);
    if (distribution !== "discrete" && parameters.length !== names.length) {
      throw new TypeError(`${distribution} takes ${names.join(", ")}, not ${parameters.length} parameters`);
    }
  };
  return {
    elementary,
    happens,
    quantile(distribution, parameters, u) {
      checked(distribution, parameters);
      return quantileOf(distribution, parameters, u);
    },
    written(w, distribution, parameters, u) {
      checked(distribution, parameters);
      const [a, b, c] = parameters as readonly [Real, Real, Real];
      if (distribution === "exponential") return mul(a, exponential(w, elementary, made.corrected(), u));
      return distribution === "triangular" ? triangular(w, [a, b, c], u) : quantileOf(distribution, parameters, u);
    },
    truncated: (distribution, parameters, low, high, u) =>
      call(made.truncated(), ...asNumbers(distribution, parameters), low, high, u),
  };
}
