/** Causes: the chain of steps from a posting or a state back to what it began with. */
import type { Posting } from "../ledger/index.ts";
import type { TimelineEntry } from "../scenario/model.ts";
import type { Step } from "../world/trace.ts";
import type { World } from "../world/world.ts";

export interface Cause {
  readonly step: Step;
  /** The timeline entry it came from. */
  readonly entry?: TimelineEntry;
}

/** From a step back to the first of its causes: the step itself comes first. */
export function causesOf(world: World, step: number): readonly Cause[] {
  const chain: Cause[] = [];
  for (let at = world.trace.at(step); at; at = at.cause === undefined ? undefined : world.trace.at(at.cause)) {
    const { origin } = at;
    const entry = origin.from === "timeline" ? world.model.timeline.find((one) => one.id === origin.entry) : undefined;
    chain.push({ step: at, ...(entry && { entry }) });
  }
  return chain;
}

/** The posting of a number (from 0), with its chain of causes; undefined when there is no such posting. */
export function explainPosting(
  world: World,
  n: number,
): { readonly posting: Posting; readonly causes: readonly Cause[] } | undefined {
  const posting = world.journal.postings.at(n);
  return posting && { posting, causes: causesOf(world, posting.step) };
}
