/**
 * The seam of chance: everything random asks a `Uniforms` for u, and nothing else is random.
 *
 * Whoever bends chance (one path of many, the central path, a draw forced by hand, a design over
 * the assumptions) gives another `Uniforms`; machines, expressions and distributions stay the same.
 */
import { drawUniform } from "./generator.ts";
import { keyOf } from "./keys.ts";

export interface Uniforms {
  /**
   * u of the n-th draw (from 0) that `actor` makes at `site`: 0 < u < 1. A pure function of its
   * arguments: asking twice gives the same, and no draw moves another.
   */
  u(actor: string, site: string, n: number): number;
  /**
   * Whether this is the central path: there u is ½, and a choice whose u is ½ takes its likeliest
   * outcome (`likeliest`) in place of its median. A forced draw keeps its u on the central path too;
   * the generator never gives exactly ½.
   */
  readonly central: boolean;
}

/** Path number `path` (whole, from 0, below 2^32) of the futures of `seed`: each draw is its own. */
export function pathUniforms(seed: string, path: number): Uniforms {
  if (!Number.isInteger(path) || path < 0 || path >= 2 ** 32) {
    throw new RangeError(`path must be a whole number from 0 to 2^32 − 1: ${path}`);
  }
  return { central: false, u: (actor, site, n) => drawUniform(keyOf(seed, actor, site), path, n) };
}

/** The central path: every u is ½. It is the path of medians, not the mean of the paths. */
export const centralUniforms: Uniforms = { central: true, u: () => 0.5 };

/** A draw fixed by hand: the u of one (actor, site, n). */
export interface ForcedDraw {
  readonly actor: string;
  readonly site: string;
  readonly n: number;
  /** Strictly between 0 and 1. */
  readonly u: number;
}

/**
 * `base` with some draws fixed; all others are untouched. Of two for the same draw the later holds.
 * Asserts that every forced u lies strictly between 0 and 1.
 */
export function forcedUniforms(base: Uniforms, forced: readonly ForcedDraw[]): Uniforms {
  const fixed = new Map<string, number>();
  for (const { actor, site, n, u } of forced) {
    if (!(u > 0 && u < 1)) throw new RangeError(`a forced u must lie between 0 and 1, both excluded: ${u}`);
    fixed.set(JSON.stringify([actor, site, n]), u);
  }
  if (fixed.size === 0) return base;
  return {
    central: base.central,
    u: (actor, site, n) => fixed.get(JSON.stringify([actor, site, n])) ?? base.u(actor, site, n),
  };
}
