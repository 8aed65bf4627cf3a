/** The assumptions behind an expression: those it reads, through inputs, first values of variables and each other. */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Chart } from "../statechart/chart.ts";
import type { ActorModel, Model } from "./model.ts";

/** Of an expression in a machine, for an actor of the file; an opened one has its inputs as values, and none behind them. */
export function assumptionsRead(
  model: Model,
  actor: ActorModel | undefined,
  chart: Chart,
  expression: Expression,
): ReadonlySet<string> {
  const { assumptions, inputs, variables } = reads(expression);
  const found = new Set(assumptions);
  // A variable has kept its first value from the start, unless something set it.
  for (const variable of variables) {
    const initial = chart.variables.get(variable)?.initial;
    if (initial) for (const name of assumptionsRead(model, actor, chart, initial)) found.add(name);
  }
  for (const input of inputs) {
    const bound = actor?.inputs.get(input) ?? chart.inputs.get(input)?.initial;
    if (bound) for (const name of assumptionsRead(model, actor, chart, bound)) found.add(name);
  }
  return behind(model, [...found]);
}

/** These assumptions, and those that they are made of. */
export function behind(model: Model, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const assumption = model.assumptions.get(name);
    if (assumption) open.push(...reads(assumption.value).assumptions);
  }
  return found;
}
