/**
 * The pass `once`: an actor that runs alone, draws nothing and reads nothing that differs from path to path does the
 * same on all of them. It is run once, and what it comes to is where each path begins.
 */
import { reads } from "@steppe/core";
import type { PlannedActor } from "../plan/plan.ts";
import type { Facts } from "./alone.ts";
import type { Course } from "./course.ts";
import { evaluatedIn } from "./evaluated.ts";
import type { Note } from "./note.ts";

/** Why the course of an actor differs from path to path; undefined where it does not. */
export function whyItDiffers({ plan, fixed }: Facts, actor: PlannedActor, course: Course): Note | undefined {
  for (const expression of evaluatedIn(plan, actor, course)) {
    const { place } = expression;
    const { draws, assumptions } = reads(expression);
    if (draws.length > 0) return { text: "it draws", place };
    const uncertain = [...assumptions].find((name) => !fixed.has(name));
    if (uncertain !== undefined) return { text: `it reads \`${uncertain}\`, which differs from path to path`, place };
  }
  return undefined;
}
