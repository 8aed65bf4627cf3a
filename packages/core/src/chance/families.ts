/**
 * The families of distributions: for each its parameters, what it refuses of them, its tails and
 * their inverse. A family knows the probabilities at or below and above a point, both, so that no
 * value far out in a tail loses its digits to 1 − (1 − p). `distributions.ts` is the way in.
 */
import type { Distribution } from "../expression/tree.ts";
import { exp, expm1, ln, log1p, pow } from "./elementary.ts";
import {
  betaInverse,
  betaTails,
  fromLogOdds,
  gammaInverse,
  gammaTails,
  normalInverse,
  normalTails,
} from "./special.ts";

export type Parameters = readonly number[];

/** P(X ≤ x) and P(X > x). */
export interface Tails {
  readonly below: number;
  readonly above: number;
}

export interface Family {
  readonly names: readonly string[];
  /** Why these finite parameters, none larger than LARGEST, are refused. */
  problem(parameters: Parameters): string | undefined;
  tails(parameters: Parameters, x: number): Tails;
  inverse(parameters: Parameters, below: number, above: number): number;
}

/** Parameters beyond ±1e150 are refused, so that no sum, product or power of a draw overflows. */
export const LARGEST = 1e150;
const LARGEST_SHAPE = 1e6;
const SMALLEST_SHAPE = 0.01;
const SMALLEST_WEIBULL_SHAPE = 0.02;
const LARGEST_SIGMA = 20;
const LARGEST_MEAN_COUNT = 1e6;

/** The parameter at `index`; asserts that there is one. */
export function at(parameters: Parameters, index: number): number {
  const value = parameters[index];
  if (value === undefined) throw new TypeError(`parameter ${index + 1} is missing`);
  return value;
}

function positive(name: string, value: number): string | undefined {
  return value > 0 ? undefined : `\`${name}\` must be greater than 0, not ${value}`;
}

function ordered(names: readonly string[], values: Parameters): string | undefined {
  for (let i = 1; i < values.length; i += 1) {
    if (at(values, i) < at(values, i - 1)) {
      return `\`${names[i]}\` (${values[i]}) must not be less than \`${names[i - 1]}\` (${values[i - 1]})`;
    }
  }
  const last = values.length - 1;
  if (at(values, last) > at(values, 0)) return undefined;
  return `\`${names[last]}\` must be greater than \`${names[0]}\`: both are ${values[0]}`;
}

/** Why `value` is refused outside low..high, both included. */
export function between(name: string, value: number, low: number, high: number): string | undefined {
  return value >= low && value <= high ? undefined : `\`${name}\` must be from ${low} to ${high}, not ${value}`;
}

/** −ln(1 − p), from whichever side keeps its digits: the standard exponential quantile. */
function exponentialInverse(below: number, above: number): number {
  return below <= above ? -log1p(-below) : -ln(above);
}

function exponentialTails(x: number): Tails {
  return x <= 0 ? { below: 0, above: 1 } : { below: -expm1(-x), above: exp(-x) };
}

function linear(logs: { readonly below: number; readonly above: number }): Tails {
  return { below: exp(logs.below), above: exp(logs.above) };
}

/** Tails outside a support that ends; undefined inside. */
function outside(x: number, low: number, high: number): Tails | undefined {
  if (x <= low) return { below: 0, above: 1 };
  return x >= high ? { below: 1, above: 0 } : undefined;
}

const uniform: Family = {
  names: ["low", "high"],
  problem: (parameters) => ordered(["low", "high"], parameters),
  tails(parameters, x) {
    const [low, high] = [at(parameters, 0), at(parameters, 1)];
    const width = high - low;
    return outside(x, low, high) ?? { below: (x - low) / width, above: (high - x) / width };
  },
  inverse(parameters, below, above) {
    const [low, high] = [at(parameters, 0), at(parameters, 1)];
    return below <= above ? low + below * (high - low) : high - above * (high - low);
  },
};

const triangular: Family = {
  names: ["low", "mode", "high"],
  problem: (parameters) => ordered(["low", "mode", "high"], parameters),
  tails(parameters, x) {
    const [low, mode, high] = [at(parameters, 0), at(parameters, 1), at(parameters, 2)];
    const end = outside(x, low, high);
    if (end) return end;
    const width = high - low;
    if (x < mode) {
      const below = ((x - low) / width) * ((x - low) / (mode - low));
      return { below, above: 1 - below };
    }
    const above = ((high - x) / width) * ((high - x) / (high - mode));
    return { below: 1 - above, above };
  },
  inverse(parameters, below, above) {
    const [low, mode, high] = [at(parameters, 0), at(parameters, 1), at(parameters, 2)];
    const width = high - low;
    const rising = (mode - low) / width;
    return below < rising
      ? Math.min(mode, low + width * Math.sqrt(below * rising))
      : Math.max(mode, high - width * Math.sqrt(above * ((high - mode) / width)));
  },
};

/** Beta shapes of a PERT: the weight 4 of the mode is Malcolm et al. 1959. */
function pertShapes(parameters: Parameters): readonly [number, number] {
  const [low, mode, high] = [at(parameters, 0), at(parameters, 1), at(parameters, 2)];
  return [1 + (4 * (mode - low)) / (high - low), 1 + (4 * (high - mode)) / (high - low)];
}

const pert: Family = {
  names: ["low", "mode", "high"],
  problem: (parameters) => ordered(["low", "mode", "high"], parameters),
  tails(parameters, x) {
    const [low, high] = [at(parameters, 0), at(parameters, 2)];
    const [a, b] = pertShapes(parameters);
    return outside(x, low, high) ?? linear(betaTails(a, b, ln(x - low) - ln(high - x)));
  },
  inverse(parameters, below, above) {
    const [low, high] = [at(parameters, 0), at(parameters, 2)];
    const [a, b] = pertShapes(parameters);
    const { x, y } = fromLogOdds(betaInverse(a, b, below, above));
    return x <= y ? low + x * (high - low) : high - y * (high - low);
  },
};

const normal: Family = {
  names: ["mean", "sd"],
  problem: (parameters) => positive("sd", at(parameters, 1)),
  tails: (parameters, x) => linear(normalTails((x - at(parameters, 0)) / at(parameters, 1))),
  inverse: (parameters, below, above) => at(parameters, 0) + at(parameters, 1) * normalInverse(below, above),
};

const lognormal: Family = {
  names: ["median", "sigma"],
  problem: (parameters) =>
    positive("median", at(parameters, 0)) ??
    positive("sigma", at(parameters, 1)) ??
    between("sigma", at(parameters, 1), 0, LARGEST_SIGMA),
  tails: (parameters, x) =>
    outside(x, 0, Number.POSITIVE_INFINITY) ?? linear(normalTails(ln(x / at(parameters, 0)) / at(parameters, 1))),
  inverse: (parameters, below, above) => at(parameters, 0) * exp(at(parameters, 1) * normalInverse(below, above)),
};

const beta: Family = {
  names: ["a", "b"],
  problem: (parameters) =>
    between("a", at(parameters, 0), SMALLEST_SHAPE, LARGEST_SHAPE) ??
    between("b", at(parameters, 1), SMALLEST_SHAPE, LARGEST_SHAPE),
  tails: (parameters, x) =>
    outside(x, 0, 1) ?? linear(betaTails(at(parameters, 0), at(parameters, 1), ln(x) - log1p(-x))),
  inverse(parameters, below, above) {
    const [a, b] = [at(parameters, 0), at(parameters, 1)];
    // 1 − (1 − p)^(1/b) and p^(1/a): nothing need be searched for.
    if (a === 1) return -expm1(-exponentialInverse(below, above) / b);
    if (b === 1) return exp((below <= above ? ln(below) : log1p(-above)) / a);
    return fromLogOdds(betaInverse(a, b, below, above)).x;
  },
};

const gamma: Family = {
  names: ["shape", "scale"],
  problem: (parameters) =>
    between("shape", at(parameters, 0), SMALLEST_SHAPE, LARGEST_SHAPE) ?? positive("scale", at(parameters, 1)),
  tails: (parameters, x) =>
    outside(x, 0, Number.POSITIVE_INFINITY) ?? linear(gammaTails(at(parameters, 0), ln(x / at(parameters, 1)))),
  inverse: (parameters, below, above) => at(parameters, 1) * exp(gammaInverse(at(parameters, 0), below, above)),
};

const weibull: Family = {
  names: ["shape", "scale"],
  problem: (parameters) =>
    between("shape", at(parameters, 0), SMALLEST_WEIBULL_SHAPE, LARGEST_SHAPE) ?? positive("scale", at(parameters, 1)),
  tails: (parameters, x) =>
    outside(x, 0, Number.POSITIVE_INFINITY) ?? exponentialTails(pow(x / at(parameters, 1), at(parameters, 0))),
  inverse: (parameters, below, above) =>
    at(parameters, 1) * pow(exponentialInverse(below, above), 1 / at(parameters, 0)),
};

const exponential: Family = {
  names: ["mean"],
  problem: (parameters) => positive("mean", at(parameters, 0)),
  tails: (parameters, x) => exponentialTails(x / at(parameters, 0)),
  inverse: (parameters, below, above) => at(parameters, 0) * exponentialInverse(below, above),
};

const poisson: Family = {
  names: ["mean"],
  problem: (parameters) => between("mean", at(parameters, 0), 0, LARGEST_MEAN_COUNT),
  tails(parameters, x) {
    const mean = at(parameters, 0);
    if (x < 0) return { below: 0, above: 1 };
    if (mean === 0 || x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
    // More than k arrivals by a time: the (k + 1)-th came before it.
    const logs = gammaTails(Math.floor(x) + 1, ln(mean));
    return { below: exp(logs.above), above: exp(logs.below) };
  },
  inverse(parameters, below, above) {
    const mean = at(parameters, 0);
    if (mean === 0) return 0;
    const z = normalInverse(below, above);
    const guess = Math.max(0, Math.floor(mean + z * Math.sqrt(mean) + (z * z - 1) / 6));
    return leastReaching(guess, (k) => {
      const found = poisson.tails(parameters, k);
      return below <= above ? found.below >= below : found.above <= above;
    });
  },
};

/** The least whole k ≥ 0 for which `reaches` holds, which holds from some k on; near `guess`, in few steps. */
function leastReaching(guess: number, reaches: (k: number) => boolean): number {
  let low = guess; // the greatest k known not to reach, or −1
  let high = guess;
  let step = 1;
  if (reaches(guess)) {
    low = guess - 1;
    while (low >= 0 && reaches(low)) {
      high = low;
      low = Math.max(-1, low - step);
      step *= 2;
    }
  } else {
    high = guess + 1;
    while (!reaches(high)) {
      low = high;
      high += step;
      step *= 2;
    }
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The families that can be truncated; the others choose among outcomes. */
const families = {
  uniform,
  triangular,
  pert,
  normal,
  lognormal,
  beta,
  gamma,
  weibull,
  exponential,
  poisson,
} as const satisfies Partial<Record<Distribution, Family>>;

/** The family of a distribution that has a formula; undefined for those that choose among outcomes. */
export function familyOf(distribution: Distribution): Family | undefined {
  return Object.hasOwn(families, distribution) ? families[distribution as keyof typeof families] : undefined;
}
