/**
 * Correlated draws: some sites of an actor take their u from a Gaussian copula over the u they would have had.
 *
 * The u of the sites become normal quantiles z, the Cholesky factor L of their correlation matrix makes L z of them, and
 * u′ = Φ(L z) is uniform again, with the rank correlations that were asked for (Iman and Conover 1982 do the like for a
 * whole sample; this works path by path). Each u′ depends on the u of the sites before it in order, so the first of a
 * group keeps its own.
 */
import type { Matrix } from "./correlation.ts";
import { exp } from "./elementary.ts";
import { normalInverse, normalTails } from "./special.ts";
import type { Uniforms } from "./uniforms.ts";

/** Sites of one actor, drawn once for a path, whose draws hang together. */
export interface CorrelatedSites {
  readonly actor: string;
  readonly sites: readonly string[];
  /** The Cholesky factor of the correlation matrix of their normal quantiles. */
  readonly factor: Matrix;
}

/** `base` with some draws correlated; all others are untouched. On the central path every u stays ½. */
export function correlatedUniforms(base: Uniforms, groups: readonly CorrelatedSites[]): Uniforms {
  if (base.central || groups.length === 0) return base;
  const members = new Map<string, Map<string, { group: CorrelatedSites; row: number }>>();
  for (const group of groups) {
    const sites = members.get(group.actor) ?? new Map();
    for (const [row, site] of group.sites.entries()) sites.set(site, { group, row });
    members.set(group.actor, sites);
  }
  return {
    central: false,
    u: (actor, site, n) => {
      const member = n === 0 ? members.get(actor)?.get(site) : undefined;
      return member && member.row > 0 ? correlated(base, member.group, member.row) : base.u(actor, site, n);
    },
  };
}

function correlated(base: Uniforms, { actor, sites, factor }: CorrelatedSites, row: number): number {
  let z = 0;
  for (const [column, weight] of (factor[row] as readonly number[]).entries()) {
    const u = base.u(actor, sites[column] as string, 0);
    z += weight * normalInverse(u, 1 - u);
  }
  return onGrid(exp(normalTails(z).below));
}

/** The middle of the cell of 2^-52 in which a probability lies: an odd multiple of 2^-53, as all u are. */
function onGrid(p: number): number {
  return (Math.min(Math.floor(p * 2 ** 52), 2 ** 52 - 1) + 0.5) * 2 ** -52;
}
