/** The scenario `draws.yaml` run by code with many seeds, and what `run --paths` would print of each. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ColumnResult, Summary } from "@steppe/analysis";
import type { Sampling } from "@steppe/core";
import { askedOf, kernelEngine, PASSES } from "@steppe/kernel";
import { SmallRoom } from "../kernel/small-room.ts";
import { modelOf } from "../properties/load.ts";

const model = modelOf(readFileSync(resolve(import.meta.dirname, "draws.yaml"), "utf8"));
const room = new SmallRoom();

export interface Survey {
  readonly sampling: Sampling;
  readonly seeds: number;
  readonly paths: number;
  readonly measures: readonly string[];
}

/** Of each seed the results of the measures, by name. Seeds go on from that of the tests. */
export function surveys({ sampling, seeds, paths, measures }: Survey): readonly ReadonlyMap<string, ColumnResult>[] {
  const asked = askedOf(model, { measures, measuresOnly: true });
  return Array.from({ length: seeds }, (_, number) => {
    const seed = `${process.env.STEPPE_SEED} ${number}`;
    const engine = kernelEngine({ model, seed, asked, sampling, paths, passes: PASSES }, "wasm", room);
    if ("reason" in engine) throw new Error(engine.reason);
    const summary = new Summary(asked.columns);
    summary.add(engine.run(0, paths));
    const { columns } = summary.result();
    return new Map(
      columns.map(({ asked, result }) => [asked.subject.about === "measure" ? asked.subject.name : "", result]),
    );
  });
}

/** The spread of a measure that is a number. */
export function spreadIn(results: ReadonlyMap<string, ColumnResult>, measure: string) {
  const result = results.get(measure);
  if (result?.type !== "spread" || !result.spread) throw new Error(`\`${measure}\` has no spread`);
  return result.spread;
}
