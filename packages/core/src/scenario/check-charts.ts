/** What the unfolding shows of the machines that stand in a file. */
import type { Problem } from "../problem.ts";
import { analyse } from "../statechart/analysis.ts";
import { unfold } from "../statechart/unfold.ts";
import { ownCharts } from "./check-wiring.ts";
import type { Model } from "./model.ts";

/** Problems of the file's own machines: states that cannot be reached, transitions that can never fire, and the like. */
export function chartProblems(model: Model): readonly Problem[] {
  return ownCharts(model).flatMap((chart) => {
    const table = unfold(chart);
    return table.ok ? analyse(chart, table.value) : table.problems;
  });
}
