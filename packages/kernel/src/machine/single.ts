/** Actors of which every step is one microstep: most of them, and their code needs to keep less. */
import type { Configuration } from "@steppe/core/statechart/unfold.ts";
import { outcomesOf } from "@steppe/core/statechart/unfold.ts";
import { stateKey, watchIndex } from "@steppe/core/world/watch.ts";
import type { ChartLayout } from "../plan/chart-layout.ts";
import { decisionsOf } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Whether each step of an actor of the file is over with its first microstep: there are no eventless transitions, and
 * nothing is raised at once. Then the configuration in its block is that in which the step began, until its effects are
 * done; nothing of the step need be kept for those who ask in the midst of it.
 */
export function isSingle(plan: Plan, fileIndex: number): boolean {
  const layout = plan.actors[fileIndex]?.layout;
  return layout !== undefined && !plan.selfReading.has(fileIndex) && isSingleLayout(layout);
}

/** Whether anybody is asked again when an actor of the file enters a state. */
export function isWatched({ model }: Plan, fileIndex: number): boolean {
  const { actors, charts } = watchIndex(model);
  const key = stateKey(model.actors[fileIndex]?.name ?? "");
  return (actors.get(key)?.length ?? 0) > 0 || (charts.get(key)?.size ?? 0) > 0;
}

/** Whether anybody is asked again when it enters a state or a variable of it changes. */
export function isSeen(plan: Plan, fileIndex: number): boolean {
  const name = plan.model.actors[fileIndex]?.name ?? "";
  const values = watchIndex(plan.model).values.get(name);
  return isWatched(plan, fileIndex) || (values !== undefined && [...values].length > 0);
}

function isSingleLayout({ table }: ChartLayout): boolean {
  if ((table.configurations as readonly Configuration[]).some(({ eventless }) => eventless !== undefined)) return false;
  for (const decision of decisionsOf(table)) {
    // That a state is done is queued too, and nobody hears it.
    for (const { queue } of outcomesOf(decision)) if (queue.some(({ is }) => is === "raised")) return false;
  }
  return true;
}
