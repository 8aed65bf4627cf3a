/** For the tests of shipped files: load one as the command does, run it on the central path or another. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  centralUniforms,
  createWorld,
  dateText,
  type Exact,
  type Loaded,
  loadScenario,
  type Outcome,
  outcomeOf,
  type Problem,
  run,
  signed,
  type Uniforms,
  valueText,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";

const root = resolve(import.meta.dirname, "../..");

export const readShipped = (path: string) => ({ bytes: readFileSync(resolve(root, path)) });

const loadedBefore = new Map<string, Loaded>();

export function loadShipped(scenario: string): Loaded {
  const known = loadedBefore.get(scenario);
  if (known) return known;
  const loaded = loadScenario({ scenario }, readShipped, MACHINES);
  loadedBefore.set(scenario, loaded);
  return loaded;
}

export const problemText = ({ place, code, message }: Problem): string =>
  `${place?.file}:${place?.line}:${place?.column} ${code}: ${message}`;

/** Asserts that the file is sound and that the run went well. */
export function outcomeOfShipped(scenario: string, uniforms: Uniforms = centralUniforms): Outcome {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  const world = run(createWorld(loaded.model, uniforms));
  if (world.problem) throw new Error(problemText(world.problem));
  return outcomeOf(world);
}

/** A measure as a report prints it. */
export function measureText({ measures }: Outcome, name: string): string {
  const found = measures.find(({ measure }) => measure.name === name);
  if (!found) throw new Error(`no measure ${name}`);
  return "value" in found.result ? valueText(found.kind, found.result.value) : problemText(found.result.problem);
}

/** A measure that is a sum of money, in minor units. */
export function minorOf({ measures }: Outcome, name: string): bigint {
  const found = measures.find(({ measure }) => measure.name === name);
  if (!found || !("value" in found.result) || found.kind.type !== "money") throw new Error(`no money ${name}`);
  return signed(found.result.value as Exact);
}

export interface Payment {
  readonly date: string;
  readonly minor: bigint;
}

/** What was paid under a category, in order of time. */
export function paymentsFor({ world }: Outcome, category: string): readonly Payment[] {
  return [...world.journal.postings]
    .filter((posting) => posting.verb === "pay" && posting.category === category)
    .map(({ date, minor }) => ({ date: dateText(date), minor }));
}

export const sumOf = (payments: readonly Payment[]): bigint => payments.reduce((sum, { minor }) => sum + minor, 0n);
