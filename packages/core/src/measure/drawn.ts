/** What is drawn once for a path, as it comes out on one: the value, and the draws behind it. */
import { ModelError, type Problem } from "../problem.ts";
import type { Value } from "../quantity/index.ts";
import type { Explanation } from "../scenario/explain.ts";
import { ASSUMING, Assumptions } from "../world/assumptions.ts";
import { createWorld } from "../world/create.ts";
import { actorNamed, actorValue } from "../world/reading.ts";
import type { World } from "../world/world.ts";

export interface Drawn {
  readonly result: { readonly value: Value } | { readonly problem: Problem };
  /** In the order in which they were made. */
  readonly draws: readonly { readonly site: string; readonly u: number }[];
}

/** The draws behind an assumption on the path of a World, in the order in which they are made. */
export function drawsBehind({ model, uniforms }: World, name: string): Drawn["draws"] {
  const draws: { site: string; u: number }[] = [];
  const recording = new Assumptions(model, {
    central: uniforms.central,
    u: (actor, site, n) => {
      const u = uniforms.u(actor, site, n);
      if (actor === ASSUMING) draws.push({ site, u });
      return u;
    },
  });
  recording.value(name);
  return draws;
}

/**
 * An assumption, or an input that reads one, as it stands on the first day of a path. Undefined for what is no figure,
 * and for an input that cannot be read before its actor has started.
 */
export function drawnOn(
  { path, what }: Pick<Explanation, "path" | "what">,
  model: World["model"],
  chance: World["uniforms"],
): Drawn | undefined {
  if (what !== "assumption" && what !== "input") return undefined;
  const world = createWorld(model, chance);
  const draws: { site: string; u: number }[] = [];
  const assumptions = new Assumptions(model, {
    central: world.uniforms.central,
    u: (actor, site, n) => {
      const u = world.uniforms.u(actor, site, n);
      if (actor === ASSUMING) draws.push({ site, u });
      return u;
    },
  });
  const [, name = "", , input = ""] = path.split(".");
  try {
    if (what === "assumption") return { result: { value: assumptions.value(name) }, draws };
    const actor = actorNamed(world, name);
    return actor && { result: { value: actorValue({ ...world, assumptions }, actor, input) }, draws };
  } catch (error) {
    if (error instanceof ModelError) return { result: { problem: error.problem }, draws };
    throw error;
  }
}
