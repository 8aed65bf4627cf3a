/** The assumptions on which a run of a model depends: what its machines, its timeline and its records read. */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Model } from "./model.ts";
import { usesIn } from "./uses.ts";

/** Entries of a model that change nothing in a run, or (assumptions, their changes) only where they are read. */
const NOT_BY_ITSELF = /^(assume|measures|expect)\./;

/** By name. A measure or an expectation needs nothing: it takes no part in what happens. */
export function assumptionsNeeded(model: Model): ReadonlySet<string> {
  const values = new Map<string, Expression[]>();
  for (const { name, value } of model.assumptions.values()) values.set(name, [value]);
  const changes = new Set<Expression>();
  for (const entry of model.timeline) {
    if (entry.does !== "assume") continue;
    for (const { assumption, value } of entry.changes) {
      values.get(assumption)?.push(value);
      changes.add(value);
    }
  }
  const needed = new Set<string>();
  const open: string[] = [];
  const add = (expression: Expression): void => {
    for (const name of reads(expression).assumptions) {
      if (!needed.has(name)) open.push(name);
      needed.add(name);
    }
  };
  for (const { by, expression } of usesIn(model)) {
    if (!NOT_BY_ITSELF.test(by) && !changes.has(expression)) add(expression);
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) values.get(name)?.forEach(add);
  return needed;
}
