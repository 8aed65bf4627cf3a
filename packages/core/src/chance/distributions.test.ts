import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution } from "../expression/tree.ts";
import {
  likeliest,
  parameterNames,
  parameterProblem,
  quantile,
  tails,
  truncatedQuantile,
  truncationProblem,
} from "./distributions.ts";

const LEAST_U = 2 ** -53;
const GREATEST_U = 1 - 2 ** -53;

/** Odd multiples of 2^-53, as the generator gives them, and both ends. */
const anyU = fc.oneof(
  fc.constantFrom(LEAST_U, GREATEST_U, 0.5),
  fc.bigInt({ min: 0n, max: 2n ** 52n - 1n }).map((k) => (Number(k) + 0.5) * 2 ** -52),
);

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const increasing = (count: number) =>
  fc
    .array(real(-1e9, 1e9), { minLength: count, maxLength: count })
    .map((values) => values.sort((a, b) => a - b))
    .filter((values) => (values.at(-1) as number) - (values[0] as number) > 1e-3);

/** Parameters over all of what `parameterProblem` lets through, the corners included. */
const anyParameters: Record<Exclude<Distribution, "discrete" | "empirical" | "bernoulli">, fc.Arbitrary<number[]>> = {
  uniform: increasing(2),
  triangular: increasing(3),
  pert: increasing(3),
  normal: fc.tuple(real(-1e150, 1e150), real(1e-6, 1e150)),
  lognormal: fc.tuple(real(1e-150, 1e150), real(1e-6, 20)),
  beta: fc.tuple(real(0.01, 1e6), real(0.01, 1e6)),
  gamma: fc.tuple(real(0.01, 1e6), real(1e-150, 1e150)),
  weibull: fc.tuple(real(0.02, 1e6), real(1e-150, 1e150)),
  exponential: fc.tuple(real(1e-150, 1e150)),
  poisson: fc.tuple(real(0, 1e6)),
};
const continuous = Object.entries(anyParameters) as [Distribution, fc.Arbitrary<number[]>][];

describe.each(continuous)("%s", (distribution, parameters) => {
  test("is finite and never falls as u rises", () => {
    fc.assert(
      fc.property(parameters, anyU, anyU, (p, u, v) => {
        expect(parameterProblem(distribution, p)).toBeUndefined();
        const low = quantile(distribution, p, Math.min(u, v));
        const high = quantile(distribution, p, Math.max(u, v));
        expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
        // never falls but by rounding; a shape of 0.01 makes of one unit a hundred
        const scale = ["uniform", "triangular", "pert"].includes(distribution) ? Math.max(...p.map(Math.abs)) : 0;
        expect(high - low).toBeGreaterThanOrEqual(-2e-13 * Math.max(Math.abs(low), Math.abs(high), scale));
      }),
    );
  });

  test("its probability up to the value is u", () => {
    fc.assert(
      fc.property(parameters, anyU, (p, u) => {
        const x = quantile(distribution, p, u);
        const { below, above } = tails(distribution, p, x);
        if (distribution === "poisson") {
          expect(below).toBeGreaterThanOrEqual(u - 1e-12);
          expect(tails(distribution, p, x - 1).below).toBeLessThan(u + 1e-12);
        } else if (x !== 0 && !edge(distribution, p, x)) {
          expect(Math.abs(below - u)).toBeLessThanOrEqual(slack(distribution, p, x));
          expect(Math.abs(above - (1 - u))).toBeLessThanOrEqual(slack(distribution, p, x));
        }
      }),
    );
  });
});

/** Where x has run into an end of the support and says nothing of u any more. */
function edge(distribution: Distribution, p: readonly number[], x: number): boolean {
  if (distribution === "beta") return x === 1;
  return ["uniform", "triangular", "pert"].includes(distribution) && (x === p[0] || x === p.at(-1));
}

/** What one unit in the last place of x moves its probability by, at most, and some. */
function slack(distribution: Distribution, p: readonly number[], x: number): number {
  const unit = Math.abs(x) * 2 ** -52;
  const moved = tails(distribution, p, x + 8 * unit).below - tails(distribution, p, x - 8 * unit).below;
  return moved + 1e-11;
}

describe("choices", () => {
  test("Bernoulli happens at the upper end: p > 1 − u", () => {
    expect(quantile("bernoulli", [0.3], 0.69)).toBe(0);
    expect(quantile("bernoulli", [0.3], 0.71)).toBe(1);
    expect(quantile("bernoulli", [0.5], 0.5)).toBe(0);
    expect(quantile("bernoulli", [0.5000001], 0.5)).toBe(1);
    expect([quantile("bernoulli", [0], GREATEST_U), quantile("bernoulli", [1], LEAST_U)]).toEqual([0, 1]);
  });

  test("discrete gives the index at which the weights reach u", () => {
    const weights = [0, 2, 0, 1, 1, 0];
    expect([0.001, 0.5, 0.501, 0.75, 0.751, GREATEST_U].map((u) => quantile("discrete", weights, u))).toEqual([
      1, 1, 3, 3, 4, 4,
    ]);
    expect(quantile("discrete", [0.1, 0.2, 0.7], GREATEST_U)).toBe(2);
  });

  test("an outcome of weight 0 is never chosen", () => {
    const weights = fc.array(fc.oneof(fc.constant(0), real(0, 1e150)), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(weights, anyU, (w, u) => {
        fc.pre(parameterProblem("discrete", w) === undefined);
        expect(w[quantile("discrete", w, u)]).toBeGreaterThan(0);
      }),
    );
  });

  test("empirical gives each of its values the same share, in order", () => {
    expect([0.01, 0.25, 0.26, 0.5, 0.75, 0.76, GREATEST_U].map((u) => quantile("empirical", [4], u))).toEqual([
      0, 0, 1, 1, 2, 3, 3,
    ]);
    expect(quantile("empirical", [1], LEAST_U)).toBe(0);
    expect(quantile("empirical", [2 ** 31], GREATEST_U)).toBe(2 ** 31 - 1);
  });

  test("the likeliest is the first of the largest weights", () => {
    expect(likeliest([0.2, 0.4, 0.4])).toBe(1);
    expect(likeliest([1])).toBe(0);
  });
});

describe("the median is the value at ½", () => {
  test.each<[Distribution, number[], number]>([
    ["uniform", [2, 8], 5],
    ["triangular", [0, 5, 10], 5],
    ["pert", [0, 5, 10], 5],
    ["normal", [115, 20], 115],
    ["lognormal", [115e6, 0.4], 115e6],
    ["beta", [3, 3], 0.5],
  ])("%s%j", (distribution, parameters, median) => {
    expect(quantile(distribution, parameters, 0.5)).toBeCloseTo(median, 12);
  });

  test("a Poisson count takes the least with F ≥ ½", () => {
    expect(quantile("poisson", [Math.LN2 + 1e-9], 0.5)).toBe(1);
    expect(quantile("poisson", [Math.LN2 - 1e-9], 0.5)).toBe(0);
    expect(quantile("poisson", [0], GREATEST_U)).toBe(0);
    expect(quantile("poisson", [1e6], 0.5)).toBe(1_000_000);
  });
});

describe("truncation", () => {
  test("of an exponential from below is a shift (it has no memory), far out too", () => {
    fc.assert(
      fc.property(real(0, 27), anyU, (from, u) => {
        const shifted = from + quantile("exponential", [1], u);
        const found = truncatedQuantile("exponential", [1], from, Number.POSITIVE_INFINITY, u);
        expect(Math.abs(found - shifted)).toBeLessThanOrEqual(1e-13 * shifted);
      }),
    );
  });

  test("of a uniform is a uniform", () => {
    expect(truncatedQuantile("uniform", [0, 10], 4, 6, 0.25)).toBeCloseTo(4.5, 14);
    expect(truncatedQuantile("uniform", [0, 10], -5, 5, 0.25)).toBeCloseTo(1.25, 14);
  });

  test("of a normal to one half takes half of u", () => {
    fc.assert(
      fc.property(anyU, (u) => {
        const found = truncatedQuantile("normal", [0, 1], Number.NEGATIVE_INFINITY, 0, u);
        expect(Math.abs(found - quantile("normal", [0, 1], u / 2))).toBeLessThanOrEqual(1e-13);
      }),
    );
  });

  test("of a normal is the same in either tail", () => {
    const high = truncatedQuantile("normal", [0, 1], 6, 7, 0.3);
    expect(high).toBeCloseTo(-truncatedQuantile("normal", [0, 1], -7, -6, 0.7), 13);
    expect(high).toBeCloseTo(6.058, 3);
  });

  test("of a Poisson includes both ends", () => {
    const found = [0.001, 0.3, 0.63, 0.999].map((u) => truncatedQuantile("poisson", [3], 1, 3, u));
    expect(found).toEqual([1, 2, 3, 3]);
    const total = 3 + 4.5 + 4.5; // 3^k / k! at 1, 2, 3
    expect(truncatedQuantile("poisson", [3], 0.5, 3.5, 3 / total - 1e-9)).toBe(1);
    expect(truncatedQuantile("poisson", [3], 0.5, 3.5, 3 / total + 1e-9)).toBe(2);
  });

  test("every value lies within, for every distribution", () => {
    for (const [distribution, parameters] of continuous) {
      fc.assert(
        fc.property(parameters, anyU, anyU, anyU, (p, a, b, u) => {
          const low = quantile(distribution, p, Math.min(a, b));
          const high = quantile(distribution, p, Math.max(a, b));
          fc.pre(truncationProblem(distribution, p, low, high) === undefined);
          const x = truncatedQuantile(distribution, p, low, high, u);
          expect(x).toBeGreaterThanOrEqual(low);
          expect(x).toBeLessThanOrEqual(high);
        }),
        { numRuns: 50 },
      );
    }
  });

  test.each<[Distribution, number[], number, number, string]>([
    ["discrete", [1, 2], 0, 1, "`discrete` cannot be truncated"],
    ["bernoulli", [0.5], 0, 1, "`bernoulli` cannot be truncated"],
    ["normal", [0, 1], 2, 2, "the upper end of a truncation (2) must be greater than the lower (2)"],
    ["normal", [0, 1], Number.NaN, 2, "a truncation needs numbers"],
    ["normal", [0, 1], 8, 9, "less than 1e-12 of `normal(0, 1)` lies from 8 to 9"],
    ["uniform", [0, 1], 2, 3, "less than 1e-12 of `uniform(0, 1)` lies from 2 to 3"],
    ["poisson", [3], 1.2, 1.8, "less than 1e-12 of `poisson(3)` lies from 1.2 to 1.8"],
  ])("%s%j to [%d, %d] is refused", (distribution, parameters, low, high, problem) => {
    expect(truncationProblem(distribution, parameters, low, high)).toBe(problem);
  });

  test("a fair one is let through", () => {
    expect(truncationProblem("normal", [0, 1], 6, Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(truncationProblem("poisson", [3], 0, 0.5)).toBeUndefined();
  });
});

describe("parameters are refused", () => {
  test.each<[Distribution, number[], string]>([
    ["uniform", [1], "`uniform` takes `low`, `high`, not 1 numbers"],
    ["uniform", [2, 1], "`high` (1) must not be less than `low` (2)"],
    ["uniform", [2, 2], "`high` must be greater than `low`: both are 2"],
    ["triangular", [0, 30, 4], "`high` (4) must not be less than `mode` (30)"],
    ["pert", [5, 4, 30], "`mode` (4) must not be less than `low` (5)"],
    ["pert", [5, 5, 5], "`high` must be greater than `low`: both are 5"],
    ["normal", [0, 0], "`sd` must be greater than 0, not 0"],
    ["normal", [Number.NaN, 1], "`mean` must be a finite number"],
    ["normal", [0, 1e151], "`sd` must not be beyond 1e+150, not 1e+151"],
    ["lognormal", [0, 1], "`median` must be greater than 0, not 0"],
    ["lognormal", [1, -1], "`sigma` must be greater than 0, not -1"],
    ["lognormal", [1, 21], "`sigma` must be from 0 to 20, not 21"],
    ["beta", [0, 1], "`a` must be from 0.01 to 1000000, not 0"],
    ["beta", [1, 1e7], "`b` must be from 0.01 to 1000000, not 10000000"],
    ["gamma", [0.001, 1], "`shape` must be from 0.01 to 1000000, not 0.001"],
    ["gamma", [1, -2], "`scale` must be greater than 0, not -2"],
    ["weibull", [0.01, 1], "`shape` must be from 0.02 to 1000000, not 0.01"],
    ["weibull", [1, 0], "`scale` must be greater than 0, not 0"],
    ["exponential", [-1], "`mean` must be greater than 0, not -1"],
    ["poisson", [-1], "`mean` must be from 0 to 1000000, not -1"],
    ["poisson", [1e6 + 1], "`mean` must be from 0 to 1000000, not 1000001"],
    ["bernoulli", [1.1], "`p` must be from 0 to 1, not 1.1"],
    ["discrete", [1, -1], "a weight must not be less than 0: -1"],
    ["discrete", [0, 0], "at least one weight must be greater than 0"],
    ["discrete", [], "at least one weight must be greater than 0"],
    ["discrete", [1, Number.POSITIVE_INFINITY], "`weight` must be a finite number"],
    ["empirical", [0], "`empirical` needs at least one value, not 0"],
    ["empirical", [2.5], "`empirical` needs at least one value, not 2.5"],
  ])("%s%j", (distribution, parameters, problem) => {
    expect(parameterProblem(distribution, parameters)).toBe(problem);
  });
});

test("names of parameters, in order", () => {
  expect(parameterNames("pert")).toEqual(["low", "mode", "high"]);
  expect(parameterNames("bernoulli")).toEqual(["p"]);
  expect(parameterNames("discrete")).toEqual(["weight"]);
});

describe("assertions", () => {
  test.each([0, 1, -1, Number.NaN])("u of %d", (u) => {
    const wording = `u must lie between 0 and 1, both excluded: ${u}`;
    expect(() => quantile("uniform", [0, 1], u)).toThrow(wording);
    expect(() => truncatedQuantile("uniform", [0, 1], 0, 1, u)).toThrow(wording);
  });

  test("parameters that were not asked about", () => {
    expect(() => quantile("uniform", [0], 0.5)).toThrow("parameter 2 is missing");
    expect(() => quantile("normal", [0, Number.POSITIVE_INFINITY], 0.7)).toThrow(
      "no value of normal(0, Infinity): ask parameterProblem first",
    );
    expect(() => tails("discrete", [1], 0)).toThrow("discrete has no tails");
  });
});
