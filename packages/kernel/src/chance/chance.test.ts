/** Bit for bit: what core draws, both back ends draw. */

import { exp, expm1, ln, log1p, pow } from "@steppe/core/chance/elementary.ts";
import { drawUniform, streamKey } from "@steppe/core/chance/generator.ts";
import { parameterProblem, quantile, truncatedQuantile, truncationProblem } from "@steppe/core/chance/index.ts";
import type { Distribution } from "@steppe/core/expression/tree.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expr, f64, Program, ret, type Started, startJs, startWasm, type Type } from "../code/index.ts";
import { CHANCE_IMPORTS, generatorIn, keyWord, pageOf, quantilesIn } from "./index.ts";

const CORE = { ln, exp, log1p, expm1 } as const;
const ONES = Object.keys(CORE) as (keyof typeof CORE)[];

type Real = (...values: (number | bigint)[]) => number;

/** An exported function of so many f64. */
function exported(
  program: Program,
  name: string,
  count: number,
  value: (params: readonly Expr<"f64">[]) => Expr<"f64">,
): void {
  const params: Record<string, Type> = Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, "f64"]));
  program.export(
    program.function(name, params, ["f64"], (given) => [ret(value(Object.values(given) as Expr<"f64">[]))]),
  );
}

/** Starts a program in both back ends; what it gives must be the same in both, and is given once. */
function inBoth(program: Program): (name: string, ...values: (number | bigint)[]) => number {
  const started: readonly Started[] = [startWasm, startJs].map((start) => start(program, { imports: CHANCE_IMPORTS }));
  return (name, ...values) => {
    const [wasm, js] = started.map(({ functions }) => (functions[name] as Real)(...values));
    expect(js, `${name}(${values.join(", ")}) in JavaScript`).toBe(wasm);
    return wasm as number;
  };
}

const word = fc.nat({ max: 0xffffffff });
const EDGES = [
  2 ** -53,
  3 * 2 ** -53,
  1 - 2 ** -53,
  1 - 3 * 2 ** -53,
  0.5,
  0.5 - 2 ** -53,
  0.5 + 2 ** -53,
  0.075,
  0.925,
];
/** u as draws give it, an odd multiple of 2^-53, and what a forced draw or a design may give. */
const drawn = fc.bigInt(0n, 2n ** 52n - 1n).map((k) => Number(2n * k + 1n) * 2 ** -53);
const us = fc.oneof(
  fc.constantFrom(...EDGES),
  drawn,
  fc.double({ min: 5e-324, max: 1 - 2 ** -53, noNaN: true }),
  fc.integer({ min: 1, max: 60 }).map((k) => 2 ** -k),
  fc.integer({ min: 1, max: 53 }).map((k) => 1 - 2 ** -k),
);

describe("draws", () => {
  const program = new Program();
  const { draw } = generatorIn(program);
  program.export(
    program.function("u", { key: "i64", path: "i32", n: "i32" }, ["f64"], ({ key, path, n }) => [
      ret(draw(key, path, n)),
    ]),
  );
  const ask = inBoth(program);

  test("are core's, for every key, path and n", () => {
    const edges = fc.constantFrom(0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff);
    const any = fc.oneof(edges, word);
    fc.assert(
      fc.property(any, any, any, any, (high, low, path, n) => {
        const key = { high: high | 0, low: low | 0 };
        expect(ask("u", keyWord(key), path | 0, n | 0)).toBe(drawUniform(key, path, n));
      }),
      { numRuns: 3000 },
    );
  });

  test("of a stream of names", () => {
    const key = streamKey("42", "claim/1", "claim/open/after");
    expect(ask("u", keyWord(key), 7, 0)).toBe(drawUniform(key, 7, 0));
  });
});

describe("elementary functions", () => {
  const program = new Program();
  const { elementary } = quantilesIn(program, pageOf(program));
  for (const name of ONES) {
    exported(program, name, 1, ([x]) => elementary[name](x as Expr<"f64">));
  }
  exported(program, "pow", 2, ([x, y]) => elementary.pow(x as Expr<"f64">, y as Expr<"f64">));
  const ask = inBoth(program);
  const edges = [
    0,
    -0,
    1,
    -1,
    0.5,
    5e-324,
    2.2250738585072014e-308,
    2.225073858507201e-308,
    1e308,
    Math.SQRT2,
    Math.SQRT1_2,
  ];
  const limits = [
    0.34657359027997264, 0.3465735902799727, 709.782712893384, 709.7827128933841, -708.5, -745.13, -745.14,
  ];
  const reals = fc.oneof(
    fc.constantFrom(...edges, ...limits, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.double(),
    fc.double({ min: -750, max: 750 }),
    fc.double({ min: -1, max: 2 }),
    fc.double({ min: -1e-15, max: 1e-15 }),
  );

  test.each(ONES)("%s", (name) => {
    fc.assert(
      fc.property(reals, (x) => {
        expect(ask(name, x)).toBe(CORE[name](x));
      }),
      { numRuns: 5000 },
    );
  });

  test("pow", () => {
    const bases = fc.oneof(
      fc.constantFrom(0, 5e-324, 1, 1e308),
      fc.double({ min: 0, noNaN: true }),
      fc.double({ min: 0, max: 40, noNaN: true }),
    );
    fc.assert(
      fc.property(bases, reals, (base, power) => {
        expect(ask("pow", base, power)).toBe(pow(base, power));
      }),
      { numRuns: 5000 },
    );
  });
});

const positive = fc.oneof(
  fc.constantFrom(5e-324, 2.2250738585072014e-308, 1e-150, 1, 1e150),
  fc.double({ min: 5e-324, max: 1e150, noNaN: true }),
  fc.double({ min: 0.001, max: 1000, noNaN: true }),
);
const any = fc.oneof(
  fc.constantFrom(0, -0, 5e-324, -1e150, 1e150),
  fc.double({ min: -1e150, max: 1e150, noNaN: true }),
  fc.double({ min: -100, max: 100, noNaN: true }),
);
const shape = fc.double({ min: 0.02, max: 1e6, noNaN: true });
const small = fc.double({ min: 0.1, max: 50, noNaN: true });
const ordered = (count: number) =>
  fc.array(any, { minLength: count, maxLength: count }).map((values) => values.sort((a, b) => a - b));

/** Parameters of each distribution; what core refuses is left out. */
const PARAMETERS: readonly (readonly [Distribution, fc.Arbitrary<readonly number[]>, number])[] = [
  ["uniform", ordered(2), 3000],
  ["triangular", ordered(3), 3000],
  ["normal", fc.tuple(any, positive), 3000],
  [
    "lognormal",
    fc.tuple(positive, fc.oneof(fc.double({ min: 5e-324, max: 20, noNaN: true }), fc.constantFrom(5e-324, 20))),
    3000,
  ],
  ["exponential", fc.tuple(positive), 3000],
  ["weibull", fc.tuple(fc.oneof(shape, small, fc.constantFrom(0.02, 1, 1e6)), positive), 3000],
  ["bernoulli", fc.tuple(fc.oneof(us, fc.constantFrom(0, 1))), 1000],
  ["empirical", fc.tuple(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, 2 ** 31))), 1000],
  ["discrete", fc.array(fc.oneof(fc.constant(0), positive), { minLength: 3, maxLength: 3 }), 1000],
  ["beta", fc.tuple(small, small), 100],
  ["gamma", fc.tuple(small, positive), 100],
  ["pert", ordered(3), 100],
  ["poisson", fc.tuple(fc.double({ min: 0, max: 1000, noNaN: true })), 100],
];

describe("quantiles", () => {
  const program = new Program();
  const { quantile: quantileOf, truncated, happens } = quantilesIn(program, pageOf(program));
  for (const [distribution, parameters] of PARAMETERS) {
    const [sample] = fc.sample(parameters, 1) as [readonly number[]];
    const count = sample.length;
    exported(program, distribution, count + 1, (given) =>
      quantileOf(distribution, given.slice(0, count), given[count] as Expr<"f64">),
    );
  }
  exported(program, "normalBetween", 5, ([mean, sd, low, high, u]) =>
    truncated("normal", [mean, sd] as Expr<"f64">[], low as Expr<"f64">, high as Expr<"f64">, u as Expr<"f64">),
  );
  program.export(program.function("happens", { p: "f64", u: "f64" }, ["i32"], ({ p, u }) => [ret(happens(p, u))]));
  const ask = inBoth(program);

  test.each(PARAMETERS)("of %s", (distribution, parameters, numRuns) => {
    fc.assert(
      fc.property(parameters, us, (values, u) => {
        fc.pre(parameterProblem(distribution, values) === undefined);
        expect(ask(distribution, ...values, u)).toBe(quantile(distribution, values, u));
      }),
      { numRuns },
    );
  });

  test("of beta with a first shape of 1 without a call of core", () => {
    const [own, shapes] = [new Program(), [0.3, 1, 7, 1e6]];
    const { quantile: written } = quantilesIn(own, pageOf(own));
    for (const [index, b] of shapes.entries()) {
      exported(own, `beta${index}`, 1, ([u]) => written("beta", [f64.const(1), f64.const(b)], u as Expr<"f64">));
    }
    expect(own.imports).toEqual([]);
    const asked = inBoth(own);
    fc.assert(
      fc.property(us, fc.nat(shapes.length - 1), (u, index) => {
        expect(asked(`beta${index}`, u)).toBe(quantile("beta", [1, shapes[index] as number], u));
      }),
      { numRuns: 2000 },
    );
  });

  test("every u of interest, at parameters of interest", () => {
    const cases: readonly (readonly [Distribution, ...number[]])[] = [
      ["normal", 0, 1],
      ["exponential", 5e-324],
      ["exponential", 1],
      ["lognormal", 1e150, 20],
      ["weibull", 0.02, 1e150],
      ["triangular", 0, 0, 1],
      ["triangular", 0, 1, 1],
      ["uniform", -5e-324, 5e-324],
    ];
    const seen: number[] = [];
    for (const [distribution, ...values] of cases) {
      for (const u of EDGES) {
        expect(ask(distribution, ...values, u)).toBe(quantile(distribution, values, u));
        seen.push(ask(distribution, ...values, u));
      }
    }
    expect(seen.every(Number.isFinite)).toBe(true);
  });

  test("of what is truncated", () => {
    fc.assert(
      fc.property(small, small, ordered(2), drawn, (mean, sd, [low, high], u) => {
        const ends = [low, high] as [number, number];
        fc.pre(truncationProblem("normal", [mean, sd], ...ends) === undefined);
        expect(ask("normalBetween", mean, sd, ...ends, u)).toBe(truncatedQuantile("normal", [mean, sd], ...ends, u));
      }),
      { numRuns: 200 },
    );
  });

  test("what happens is what Bernoulli says", () => {
    fc.assert(
      fc.property(us, us, (p, u) => {
        expect(ask("happens", p, u)).toBe(quantile("bernoulli", [p], u));
      }),
    );
    expect(ask("happens", 0.5, 0.5)).toBe(0);
  });

  test("refuse a wrong number of parameters", () => {
    expect(() => quantileOf("normal", [], undefined as never)).toThrow("normal takes mean, sd, not 0 parameters");
  });
});

test("a program has of all this only what it uses", () => {
  const program = new Program();
  const chance = quantilesIn(program, pageOf(program));
  expect([program.functions.length, program.imports.length]).toEqual([0, 0]);
  exported(program, "one", 1, ([u]) => chance.quantile("exponential", [u as Expr<"f64">], u as Expr<"f64">));
  expect(program.functions.map(({ name }) => name)).toEqual(["one", "exponentialInverse", "correctedLogarithm"]);
});
