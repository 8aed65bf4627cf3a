/** The assumptions that have one value on every path from the first day to the last. */
import { type Model, ModelError, pathUniforms, reads, type Value } from "@steppe/core";
import { Assumptions } from "@steppe/core/world/assumptions.ts";

/** By name. One that draws, that the timeline changes, or that reads such a one, is not among them. */
export function fixedAssumptions(model: Model): ReadonlyMap<string, Value> {
  const moving = new Set<string>();
  for (const { name, uncertain } of model.assumptions.values()) if (uncertain) moving.add(name);
  for (const entry of model.timeline) {
    if (entry.does === "assume") for (const { assumption } of entry.changes) moving.add(assumption);
  }
  // A rate or an index that goes on by chance differs from path to path, and so does what reads it.
  const onward = [...model.rates.values(), ...model.indices.values()].some((one) => one.onward !== undefined);
  for (const { name, value } of model.assumptions.values()) {
    const { indices, today } = reads(value);
    if (onward && (indices.size > 0 || today)) moving.add(name);
  }
  let grown = true;
  while (grown) {
    grown = false;
    for (const { name, value } of model.assumptions.values()) {
      if (moving.has(name) || ![...reads(value).assumptions].some((one) => moving.has(one))) continue;
      moving.add(name);
      grown = true;
    }
  }
  const found = new Map<string, Value>();
  const any = new Assumptions(model, pathUniforms("", 0));
  for (const name of model.assumptions.keys()) {
    if (moving.has(name)) continue;
    try {
      found.set(name, any.value(name));
    } catch (error) {
      // It has no value; where it is read the path goes wrong, and not before.
      if (!(error instanceof ModelError)) throw error;
    }
  }
  return found;
}
