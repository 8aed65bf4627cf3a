/** Every quantile against mpmath's, to the relative error that docs/uncertainty.md promises. */
import { parameterProblem, quantile } from "@steppe/core/chance/index.ts";
import { describe, expect, test } from "vitest";
import table from "./quantiles.json" with { type: "json" };

type Distribution = Parameters<typeof quantile>[0];
type Row = readonly [Distribution, readonly number[], number, number];

const rows = table as unknown as readonly Row[];

/** A shape far below 1 is a large power of u: its rounding error is multiplied by 1 / shape. */
function bound(distribution: Distribution, parameters: readonly number[]): number {
  if (distribution === "poisson") return 0;
  const small =
    (distribution === "gamma" && (parameters[0] as number) < 0.1) ||
    (distribution === "beta" && Math.min(...parameters) < 0.1);
  return small ? 1e-12 : 1e-14;
}

const sets = new Map<string, Row[]>();
for (const row of rows) {
  const name = `${row[0]}(${row[1].join(", ")})`;
  sets.set(name, [...(sets.get(name) ?? []), row]);
}

describe("quantiles agree with mpmath", () => {
  test("the table has every distribution with a formula, and both ends of the generator", () => {
    expect([...new Set(rows.map((row) => row[0]))]).toEqual([
      "uniform",
      "triangular",
      "pert",
      "normal",
      "lognormal",
      "beta",
      "gamma",
      "weibull",
      "exponential",
      "poisson",
    ]);
    for (const set of sets.values()) {
      expect(set.map((row) => row[2])).toEqual(expect.arrayContaining([2 ** -53, 0.5, 1 - 2 ** -53]));
    }
  });

  test.each([...sets])("%s", (_name, set) => {
    for (const [distribution, parameters, u, expected] of set) {
      expect(parameterProblem(distribution, parameters)).toBeUndefined();
      const error = Math.abs(quantile(distribution, parameters, u) - expected);
      expect(error, `at u = ${u}`).toBeLessThanOrEqual(bound(distribution, parameters) * Math.abs(expected));
    }
  });
});
