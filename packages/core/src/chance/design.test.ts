import fc from "fast-check";
import { assert, describe, expect, test } from "vitest";
import { type Design, type DesignSite, designPaths, dimensionsOf, inStratum, type Sampling } from "./design.ts";
import { normalInverse } from "./special.ts";
import { pathUniforms } from "./uniforms.ts";

const sitesOf = (count: number): DesignSite[] =>
  Array.from({ length: count }, (_, i) => ({ actor: i % 3 === 2 ? "timeline" : "assume", site: `a${i}/1` }));

/** The points of a design: for each path the u of each site. */
function points(design: Omit<Design, "paths"> & { readonly paths: number }): readonly (readonly number[])[] {
  const at = designPaths(design);
  return Array.from({ length: design.paths }, (_, path) => {
    const uniforms = at(path);
    return design.sites.map(({ actor, site }) => uniforms.u(actor, site, 0));
  });
}

const isGridded = (u: number): boolean => u > 0 && u < 1 && (u * 2 ** 53) % 2 === 1;

describe("a Latin hypercube", () => {
  test("hits each of N strata once in every dimension, whatever N and the seed", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 300 }), (seed, paths) => {
        const all = points({ seed, sampling: "lhs", paths, sites: sitesOf(3) });
        for (const dimension of [0, 1, 2]) {
          const strata = all.map((point) => Math.floor((point[dimension] as number) * paths)).sort((a, b) => a - b);
          assert.deepEqual(
            strata,
            Array.from({ length: paths }, (_, index) => index),
          );
          assert(all.every((point) => isGridded(point[dimension] as number)));
        }
      }),
      { numRuns: 40 },
    );
  });

  // In exact arithmetic, where the end of a stratum lies within a step of the grid: u is an odd multiple of 2^-53.
  test("keeps u in its stratum to the last bit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 32 }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1))),
        fc.constantFrom(2 ** -53, 0.5 - 2 ** -53, 0.3 + 2 ** -53, 1 - 2 ** -53),
        ([count, stratum], place) => {
          const u = inStratum(stratum, place, count);
          const scaled = BigInt(u * 2 ** 53) * BigInt(count);
          assert(isGridded(u));
          assert(scaled >= BigInt(stratum) * 2n ** 53n && scaled < BigInt(stratum + 1) * 2n ** 53n);
        },
      ),
    );
  });

  test("with one path is that path's own luck", () => {
    const [only] = points({ seed: "s", sampling: "lhs", paths: 1, sites: sitesOf(2) });
    expect(only).toEqual(sitesOf(2).map(({ actor, site }) => pathUniforms("s", 0).u(actor, site, 0)));
  });

  test("needs a number of paths, and has no other paths", () => {
    const design = { seed: "s", sampling: "lhs", sites: sitesOf(1) } as const;
    expect(() => designPaths(design)).toThrow("a Latin hypercube has a number of paths");
    expect(() => designPaths({ ...design, paths: 10 })(10)).toThrow("path 10 of a design of 10");
  });
});

describe.each(["lhs", "sobol"] as const)("%s", { timeout: 60_000 }, (sampling) => {
  const design = { seed: "s", sampling, paths: 512, sites: sitesOf(5) };

  test("gives a path alone, and in any order of the sites", () => {
    const all = points(design);
    const turned = points({ ...design, sites: [...design.sites].reverse() });
    expect(turned.map((point) => [...point].reverse())).toEqual(all);
    const alone = designPaths(design)(100);
    expect(design.sites.map(({ actor, site }) => alone.u(actor, site, 0))).toEqual(all[100]);
  });

  test("leaves every other draw as it was", () => {
    const [with_, without] = [designPaths(design)(7), pathUniforms("s", 7)];
    for (const [actor, site, n] of [
      ["weather", "gap", 0],
      ["assume", "a0/1", 1],
      ["assume", "other/1", 0],
    ] as const) {
      expect(with_.u(actor, site, n)).toBe(without.u(actor, site, n));
    }
    expect(with_.u("assume", "a0/1", 0)).not.toBe(without.u("assume", "a0/1", 0));
    expect(with_.central).toBe(false);
  });

  test("gives nothing but odd multiples of 2^-53", () => {
    expect(points(design).flat().every(isGridded)).toBe(true);
  });

  // Every u alone is uniform: over seeds, the points of one path fall evenly on 64 cells of the square.
  test("is uniform on the square over seeds", () => {
    const seeds = 12_800;
    const counts = new Float64Array(64);
    const sites = sitesOf(2);
    for (let seed = 0; seed < seeds; seed += 1) {
      const uniforms = designPaths({ seed: `${seed}`, sampling, paths: 10, sites })(3);
      const [x, y] = sites.map(({ actor, site }) => Math.floor(8 * uniforms.u(actor, site, 0))) as [number, number];
      counts[8 * x + y] = (counts[8 * x + y] as number) + 1;
    }
    expect(chiSquareZ(counts)).toBeLessThan(4);
  });
});

/** How many standard deviations a chi-square value lies out (Wilson and Hilferty 1931). */
function chiSquareZ(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  const sum = counts.reduce((most, count) => most + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

describe("pairs of dimensions", () => {
  // The strata of two dimensions of a Latin hypercube are matched by chance: the correlation of N points has standard
  // deviation 1 / √(N − 1). Forty dimensions make 780 pairs.
  test("of a Latin hypercube are independent", () => {
    const paths = 1000;
    const all = points({ seed: "pairs", sampling: "lhs", paths, sites: sitesOf(40) });
    const z: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const sum = all.reduce((most, point) => most + ((point[i] as number) - 0.5) * ((point[j] as number) - 0.5), 0);
        z.push(((12 * sum) / paths) * Math.sqrt(paths - 1));
      }
    }
    expect(Math.max(...z.map(Math.abs))).toBeLessThan(4.5);
    const square = z.reduce((sum, one) => sum + one * one, 0);
    expect(Math.abs(square - z.length) / Math.sqrt(2 * z.length)).toBeLessThan(4.5);
  });

  // A scrambled net in base 2: 2^m points have each half of each dimension, and each quarter of the first two dimensions
  // of the sequence, equally often.
  test("of the Sobol sequence lie as its net does", () => {
    const names = Array.from({ length: 400 }, (_, i) => ({ actor: "assume", site: `s${i}/1` }));
    const [first, second] = [0, 1].map((wanted) =>
      names.find((one) => dimensionsOf([one]).values().next().value === wanted),
    ) as [DesignSite, DesignSite];
    const all = points({ seed: "net", sampling: "sobol", paths: 1024, sites: [first, second] });
    for (const rows of [1, 2, 4, 32, 256, 1024]) {
      const columns = 1024 / rows;
      const boxes = new Set(all.map(([x = 0, y = 0]) => `${Math.floor(x * rows)} ${Math.floor(y * columns)}`));
      expect(boxes.size, `${rows} by ${columns}`).toBe(1024);
    }
  });
});

const SEEDS = 40;
const kept = new Map<string, readonly (readonly (readonly number[])[])[]>();

/** The points of 40 designs, seeds 0 to 39; kept, since several functions are asked of them. */
function designs(sampling: Sampling, paths: number): readonly (readonly (readonly number[])[])[] {
  const key = `${sampling} ${paths}`;
  const made =
    kept.get(key) ??
    Array.from({ length: SEEDS }, (_, seed) => points({ seed: `${seed}`, sampling, paths, sites: sitesOf(4) }));
  kept.set(key, made);
  return made;
}

/** The root mean square error of the mean of `f` over designs of `paths` paths. */
function error(sampling: Sampling, paths: number, f: (point: readonly number[]) => number, truth: number): number {
  const squares = designs(sampling, paths).map(
    (all) => (all.reduce((sum, point) => sum + f(point), 0) / paths - truth) ** 2,
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / SEEDS);
}

describe("the error of a mean", { timeout: 60_000 }, () => {
  const additive = (point: readonly number[]) => point.reduce((sum, u) => sum + u * u, 0);
  const smooth = (point: readonly number[]) => point.reduce((product, u) => product * (1 + (u - 0.5) / 2), 1);
  const normal = (point: readonly number[]) => point.reduce((sum, u) => sum + normalInverse(u, 1 - u), 0);

  /** By how much the error falls from 128 to 2048 paths, as a power of N: error ~ N^power. */
  const power = (sampling: Sampling, f: (point: readonly number[]) => number, truth: number): number =>
    Math.log(error(sampling, 2048, f, truth) / error(sampling, 128, f, truth)) / Math.log(16);

  // Of 40 seeds an error is known to 11 %: the power to √2 · 0.11 / ln 16 = 0.057. Limits are 4.5 of that.
  const within = 4.5 * 0.057;

  test("falls as N^-½ by chance", () => {
    expect(Math.abs(power("random", additive, 4 / 3) + 0.5)).toBeLessThan(within);
  });

  test("falls as N^-3/2 in a Latin hypercube for sums (Stein 1987; within a stratum u varies by 1/N)", () => {
    expect(Math.abs(power("lhs", additive, 4 / 3) + 1.5)).toBeLessThan(within);
    expect(error("lhs", 2048, additive, 4 / 3)).toBeLessThan(error("random", 2048, additive, 4 / 3) / 1000);
  });

  test("of products falls in a Latin hypercube by the part that is a sum only", () => {
    expect(Math.abs(power("lhs", smooth, 1) + 0.5)).toBeLessThan(within);
    expect(error("lhs", 512, smooth, 1)).toBeLessThan(error("random", 512, smooth, 1) / 2);
  });

  test("falls as N^-3/2, but for logarithms, in a scrambled Sobol sequence (Owen 1997)", () => {
    expect(power("sobol", additive, 4 / 3)).toBeLessThan(-1.5 + within);
    expect(power("sobol", smooth, 1)).toBeLessThan(-1.5 + within);
    expect(error("sobol", 2048, smooth, 1)).toBeLessThan(error("lhs", 2048, smooth, 1) / 10);
  });

  test("falls faster than by chance where the values have no bounds", () => {
    expect(power("lhs", normal, 0)).toBeLessThan(-0.9);
    expect(power("sobol", normal, 0)).toBeLessThan(-0.9);
  });
});

describe("the dimensions of sites", () => {
  const names = Array.from({ length: 20 }, (_, i) => `assumption_${i}/1`);
  const sites = (sites: readonly string[]) => sites.map((site) => ({ actor: "assume", site }));

  test("are each another, the same in any order", () => {
    const found = dimensionsOf(sites(names));
    expect(new Set(found.values()).size).toBe(20);
    expect(new Map([...dimensionsOf(sites([...names].reverse()))].sort())).toEqual(new Map([...found].sort()));
  });

  test("hardly move when a site is added", () => {
    const before = dimensionsOf(sites(names));
    let moved = 0;
    for (let i = 0; i < 100; i += 1) {
      const after = dimensionsOf(sites([...names, `added_${i}/1`]));
      for (const [address, dimension] of before) if (after.get(address) !== dimension) moved += 1;
    }
    // Numbered by name, 100 additions would move some 1000 of the 2000.
    expect(moved).toBeLessThan(200);
  });

  test("give out with the direction numbers: a site beyond draws at random", () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ actor: "assume", site: `a${i}/1` }));
    const found = dimensionsOf(many);
    expect([...found.values()].filter((one) => one === undefined)).toHaveLength(88);
    const [without] = [...found].find(([, dimension]) => dimension === undefined) as [string, undefined];
    const [actor, site] = JSON.parse(without) as [string, string];
    const uniforms = designPaths({ seed: "s", sampling: "sobol", sites: many })(5);
    expect(uniforms.u(actor, site, 0)).toBe(pathUniforms("s", 5).u(actor, site, 0));
  });
});
