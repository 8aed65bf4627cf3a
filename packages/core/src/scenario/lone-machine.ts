/** A machine by itself, outside any scenario: for its documentation and its pictures. */
import { Problems } from "../problems.ts";
import { treeOfPlain } from "../source/plain-tree.ts";
import type { Branch } from "../source/tree.ts";
import { NO_BINDING } from "../statechart/binding.ts";
import type { Chart } from "../statechart/chart.ts";
import { compileChart } from "../statechart/compile.ts";
import { type MachineOutline, outlineOf } from "../statechart/outline.ts";
import type { ShippedMachines } from "./compile.ts";
import { groupsOf, usedMachines } from "./compile-wiring.ts";
import { ScenarioSurroundings } from "./surroundings.ts";

/** The outlines of machines that come with the program, in their order. */
export function machineOutlines(machines: ShippedMachines): ReadonlyMap<string, MachineOutline> {
  return new Map(
    [...machines].map(([name, machine]) => {
      return [name, outlineOf(name, treeOfPlain(machine, `machine ${name}`) as Branch, new Problems())] as const;
    }),
  );
}

/**
 * The chart of a machine among others, bound to nothing: money is in `currency`. What only a use of
 * it can settle (whom an input of kind actor names) is left out where it cannot be resolved.
 */
export function loneChart(outlines: ReadonlyMap<string, MachineOutline>, name: string, currency = "USD"): Chart {
  const outline = outlines.get(name);
  if (!outline) throw new Error(`there is no machine ${name}`);
  const actorMachines = new Map([[name.replaceAll("-", "_"), name]]);
  const problems = new Problems();
  const around = new ScenarioSurroundings(
    {
      currency,
      parties: new Set(),
      sources: new Set(),
      outlines,
      groups: groupsOf(usedMachines(actorMachines, outlines)),
      actorMachines,
      assumptionNames: () => [],
      assumptionKind: () => undefined,
      rates: () => [],
      indices: () => [],
    },
    problems,
  );
  return compileChart(outline, NO_BINDING, around, problems);
}
