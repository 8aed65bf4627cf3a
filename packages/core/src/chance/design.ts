/**
 * Designs over the draws that are made once for a path: Latin hypercube and scrambled Sobol, as another `Uniforms`.
 *
 * A design spreads N paths more evenly than chance would, so that a mean over them is nearer the truth. Only the u of
 * the sites named to it come from the design; every other draw stays that of `pathUniforms(seed, path)`. Each u
 * depends on the seed, the site and the path alone (Latin hypercube: and on N), so any path can be had alone.
 */
import { textHash } from "./generator.ts";
import { keyOf } from "./keys.ts";
import { permuted } from "./permutation.ts";
import { SOBOL_DIMENSIONS, scrambledBits, sobolBits } from "./sobol.ts";
import { pathUniforms, type Uniforms } from "./uniforms.ts";

/** How the draws made once for a path are chosen over the paths. */
export const SAMPLINGS = ["random", "lhs", "sobol"] as const;
export type Sampling = (typeof SAMPLINGS)[number];

/** A draw that is made once for a path: the first of an actor at a site. */
export interface DesignSite {
  readonly actor: string;
  readonly site: string;
}

export interface Design {
  readonly seed: string;
  readonly sampling: Sampling;
  /** How many paths the design has, from 1 to 2^32: what a Latin hypercube depends on, and nothing else does. */
  readonly paths?: number;
  /** The sites whose u the design gives; the order means nothing. */
  readonly sites: readonly DesignSite[];
}

/**
 * The paths of a design, each by its number. Asserts that a Latin hypercube says how many there are, and that a path is
 * one of them.
 */
export function designPaths({ seed, sampling, paths, sites }: Design): (path: number) => Uniforms {
  if (sampling === "random") return (path) => pathUniforms(seed, path);
  if (sampling === "lhs" && paths === undefined) throw new RangeError("a Latin hypercube has a number of paths");
  const count = paths ?? 2 ** 32;
  // By actor, then by site: nearly all draws of a run are of other actors, and are to cost no more than they did.
  const numbers = dimensionsOf(sites);
  const dimensions = new Map<string, Map<string, number | undefined>>();
  for (const one of sites) {
    const own = dimensions.get(one.actor) ?? new Map<string, number | undefined>();
    dimensions.set(one.actor, own.set(one.site, numbers.get(addressOf(one))));
  }
  return (path) => {
    if (path >= count) throw new RangeError(`path ${path} of a design of ${count}`);
    const base = pathUniforms(seed, path);
    return {
      central: false,
      u: (actor, site, n) => {
        const u = base.u(actor, site, n);
        const own = n === 0 ? dimensions.get(actor) : undefined;
        if (!own?.has(site)) return u;
        const key = keyOf(seed, `${sampling}:${actor}`, site);
        if (sampling === "lhs") return inStratum(permuted(key, path, count), u, count);
        const dimension = own.get(site);
        return dimension === undefined ? u : withBits(scrambledBits(key, sobolBits(dimension, path)), u);
      },
    };
  };
}

const addressOf = ({ actor, site }: DesignSite): string => JSON.stringify([actor, site]);

const CELLS = 2n ** 52n;

/**
 * The place `u` of stratum `stratum` of `count`: (stratum + u) / count, taken to an odd multiple of 2^-53 within the
 * stratum, as all u are. In whole numbers, so that no rounding leads out of the stratum, or to 0 or 1.
 */
export function inStratum(stratum: number, u: number, count: number): number {
  const [s, n] = [BigInt(stratum), BigInt(count)];
  let cell = (s * CELLS + BigInt(Math.floor(u * 2 ** 52))) / n;
  // An end of a stratum may lie within a cell, and the middle of the cell beyond it.
  if ((2n * cell + 1n) * n < 2n * s * CELLS) cell += 1n;
  else if ((2n * cell + 1n) * n >= 2n * (s + 1n) * CELLS) cell -= 1n;
  return (Number(cell) + 0.5) * 2 ** -52;
}

/** u whose upper 32 bits are given; the lower 20 are the upper ones of `u`: of one point they have no part in the net. */
function withBits(bits: number, u: number): number {
  return (bits * 2 ** 20 + Math.floor(u * 2 ** 20) + 0.5) * 2 ** -52;
}

const LEAST_SLOTS = 16;

/**
 * The dimension of each site, by its address. Sites are taken in order of their names; each gets the dimension that its
 * name hashes to, or the next that is free, among the first 16 (more than 16 sites: among the least power of two that
 * holds them). So a new site moves another's luck only where the two want one dimension, or where the power grows, and
 * not, as numbering them would, that of all behind it; and dimensions stay low, where the sequence is at its best.
 * Beyond the last dimension a site has none, and draws at random.
 */
export function dimensionsOf(sites: readonly DesignSite[]): ReadonlyMap<string, number | undefined> {
  const addresses = [...new Set(sites.map(addressOf))].sort();
  let slots = LEAST_SLOTS;
  while (slots < SOBOL_DIMENSIONS && slots < addresses.length) slots *= 2;
  const taken = new Set<number>();
  return new Map(
    addresses.map((address) => {
      if (taken.size === slots) return [address, undefined];
      let dimension = textHash(address) % slots;
      while (taken.has(dimension)) dimension = (dimension + 1) % slots;
      taken.add(dimension);
      return [address, dimension];
    }),
  );
}
