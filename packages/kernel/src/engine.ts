/**
 * The seam between what runs a path and what asks about many: whoever can fill columns is an engine.
 *
 * Engines answer alike to the last bit, for any range of paths in any order. The World is the first (world-engine.ts).
 */
import { type Model, type Sampling, sampledPaths, type Uniforms } from "@steppe/core";
import type { Asked } from "./asked.ts";
import type { Columns } from "./columns.ts";

export interface Engine {
  /** What results say they were made by. */
  readonly name: string;
  /**
   * The columns of paths `first` to `first + count - 1`; a pure function of the two. `spent`: columns of an earlier answer
   * that nobody reads any more, whose arrays may be filled anew.
   */
  run(first: number, count: number, spent?: Columns): Columns;
}

/** What an engine is made from. */
export interface EngineOptions {
  readonly model: Model;
  readonly seed: string;
  readonly asked: Asked;
  /** How what is drawn once is spread over the paths; absent: at random. */
  readonly sampling?: Sampling;
  /** How many paths there are in all: what a Latin hypercube depends on. */
  readonly paths?: number;
}

/** The chance of each path. Asserts as `sampledPaths` does. */
export function chanceOfPaths({ model, seed, sampling = "random", paths }: EngineOptions): (path: number) => Uniforms {
  const counts = sampling === "lhs" && paths !== undefined;
  return sampledPaths(model, { seed, sampling, ...(counts && { paths }) });
}

export type MakeEngine = (options: EngineOptions) => Engine;
