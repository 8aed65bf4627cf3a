/** Engines put together and taken apart again: as if each had run alone. */
import { askedOf, type Engine, kernelEngine } from "@steppe/kernel";
import { BERTH, modelOf } from "@steppe/kernel/kernel-testing.ts";
import { describe, expect, it } from "vitest";
import { apart, joinedEngine } from "./joined.ts";

function engineOf(text: string): { readonly engine: Engine; readonly columns: number } {
  const model = modelOf(text);
  const asked = askedOf(model);
  const engine = kernelEngine({ model, seed: "s", asked });
  if ("reason" in engine) throw new Error(engine.reason);
  return { engine, columns: asked.columns.length };
}

describe("engines that are joined", () => {
  it("give each the columns and the troubles that it has alone", () => {
    const [first, second] = [engineOf(BERTH), engineOf(BERTH.replace("per_stay", "for_each").replace("40%", "60%"))];
    const joined = joinedEngine([first.engine, second.engine]).run(3, 30);
    expect(joined.columns.length).toBe(first.columns + second.columns);
    const [one, other] = apart(joined, [first.columns, second.columns]);
    expect([one, other]).toEqual([first.engine.run(3, 30), second.engine.run(3, 30)]);
    // Paths of both go wrong as a whole, and measures of both have no value: else this would show little.
    const kinds = (columns = one) => new Set(columns?.troubles.map(({ column }) => column < 0));
    expect([kinds(one), kinds(other)]).toEqual([new Set([true, false]), new Set([true, false])]);
  });

  it("are at least one", () => {
    expect(() => joinedEngine([])).toThrow("nothing to join");
  });
});
