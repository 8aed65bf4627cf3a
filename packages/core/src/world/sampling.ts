/**
 * The paths of a scenario under a way of sampling: what `--sampling random|lhs|sobol` asks for.
 *
 * The design is over what is drawn once for a path, the assumptions and the timeline; what machines draw again and
 * again stays random.
 */
import { type Design, designPaths, type Uniforms } from "../chance/index.ts";
import type { Model } from "../scenario/model.ts";
import { drawnOnce } from "../scenario/sites.ts";

/**
 * The paths of a scenario, each by its number, alone and in any order. Asserts as `designPaths` does: that a Latin
 * hypercube says how many paths there are, and that a path is one of them.
 */
export function sampledPaths(model: Model, design: Omit<Design, "sites">): (path: number) => Uniforms {
  return designPaths({ ...design, sites: drawnOnce(model) });
}
