import { describe, expect, test } from "vitest";
import { correlatedUniforms } from "./copula.ts";
import { cholesky, type Matrix, normalCorrelation } from "./correlation.ts";
import { designPaths, type Sampling } from "./design.ts";
import { centralUniforms, forcedUniforms, pathUniforms } from "./uniforms.ts";

const SITES = ["a/1", "b/1", "c/1"];
const groupOf = (ranks: Matrix) => ({
  actor: "assume",
  sites: SITES.slice(0, ranks.length),
  factor: cholesky(ranks.map((row, i) => row.map((rank, j) => (i === j ? 1 : normalCorrelation(rank))))) as Matrix,
});
const THREE: Matrix = [
  [1, 0.6, -0.3],
  [0.6, 1, 0.2],
  [-0.3, 0.2, 1],
];

function columns(ranks: Matrix, paths: number, sampling: Sampling): readonly (readonly number[])[] {
  const group = groupOf(ranks);
  const sites = group.sites.map((site) => ({ actor: "assume", site }));
  const at = designPaths({ seed: "copula", sampling, paths, sites });
  const all = Array.from({ length: paths }, (_, path) => correlatedUniforms(at(path), [group]));
  return group.sites.map((site) => all.map((uniforms) => uniforms.u("assume", site, 0)));
}

/** Spearman's rank correlation of two samples without ties. */
function spearman(x: readonly number[], y: readonly number[]): number {
  const ranksOf = (values: readonly number[]) => {
    const order = values.map((value, index) => [value, index] as const).sort(([a], [b]) => a - b);
    const ranks = new Float64Array(values.length);
    for (const [rank, [, index]] of order.entries()) ranks[index] = rank;
    return ranks;
  };
  const [p, q] = [ranksOf(x), ranksOf(y)];
  const sum = p.reduce((most, rank, index) => most + (rank - (q[index] as number)) ** 2, 0);
  return 1 - (6 * sum) / (x.length * (x.length ** 2 - 1));
}

/** √N times the Kolmogorov–Smirnov distance from the uniform distribution. */
function kolmogorov(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return Math.sqrt(n) * Math.max(...sorted.map((u, i) => Math.max((i + 1) / n - u, u - i / n)));
}

const PATHS = 20_000;

describe.each(["random", "lhs", "sobol"] as const)("correlated draws, %s", { timeout: 60_000 }, (sampling) => {
  const drawn = columns(THREE, PATHS, sampling);

  // The sample's rank correlation has a standard deviation of at most 1.1 / √N (Fieller, Hartley and Pearson 1957: 1.06
  // for Fisher's z, which lessens it further by 1 − ρ²).
  test.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)("%i and %i have the rank correlation that was asked for", (i, j) => {
    const found = spearman(drawn[i] as number[], drawn[j] as number[]);
    expect(Math.abs(found - ((THREE[i] as number[])[j] as number))).toBeLessThan((4.5 * 1.1) / Math.sqrt(PATHS));
  });

  // Beyond 2.3 in 5 of 100,000 samples; a design lies below what chance would give.
  test("are each uniform", () => {
    for (const column of drawn) expect(kolmogorov(column)).toBeLessThan(2.3);
  });

  test("are odd multiples of 2^-53", () => {
    for (const column of drawn) for (const u of column.slice(0, 500)) expect((u * 2 ** 53) % 2).toBe(1);
  });
});

describe("correlated draws", () => {
  const group = groupOf([
    [1, 0.6],
    [0.6, 1],
  ]);
  const base = pathUniforms("s", 3);
  const uniforms = correlatedUniforms(base, [group]);

  test("leave every other draw, and the first of the group, to the bit", () => {
    expect(uniforms.u("assume", "a/1", 0)).toBe(base.u("assume", "a/1", 0));
    expect(uniforms.u("assume", "b/1", 0)).not.toBe(base.u("assume", "b/1", 0));
    expect(uniforms.u("assume", "c/1", 0)).toBe(base.u("assume", "c/1", 0));
    expect(uniforms.u("other", "b/1", 0)).toBe(base.u("other", "b/1", 0));
    expect(uniforms.u("assume", "b/1", 1)).toBe(base.u("assume", "b/1", 1));
  });

  test("are what they were where nothing is correlated, and ½ on the central path", () => {
    expect(correlatedUniforms(base, [])).toBe(base);
    expect(correlatedUniforms(centralUniforms, [group]).u("assume", "b/1", 0)).toBe(0.5);
  });

  test("take what is forced as it is, and the others do not follow it", () => {
    const forced = forcedUniforms(uniforms, [{ actor: "assume", site: "a/1", n: 0, u: 0.99 }]);
    expect(forced.u("assume", "a/1", 0)).toBe(0.99);
    expect(forced.u("assume", "b/1", 0)).toBe(uniforms.u("assume", "b/1", 0));
  });

  test("stay within 0 and 1 at the ends of what can be drawn", () => {
    const ends = (u: number) => correlatedUniforms({ central: false, u: () => u }, [group]).u("assume", "b/1", 0);
    expect(ends(1 - 2 ** -53)).toBe(1 - 2 ** -53);
    expect(ends(2 ** -53)).toBe(2 ** -53);
  });

  test("are final: a recorded run depends on them", () => {
    expect(uniforms.u("assume", "b/1", 0) * 2 ** 53).toMatchInlineSnapshot(`1223457155448113`);
  });
});
