/** For the tests of files whose variants say themselves what they expect. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { centralUniforms, createWorld, dateText, loadScenario, type Outcome, outcomeOf, run } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { problemText } from "./running.ts";

const root = resolve(import.meta.dirname, "../..");

/** The variants that a file itself declares, without those it inherits. */
export function variantsIn(file: string): readonly string[] {
  const text = readFileSync(resolve(root, file), "utf8");
  const [, below = ""] = text.split(/^variants:.*$/m);
  return [...below.matchAll(/^ {2}([a-z0-9-]+):$/gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** "2013-01-18 threat_standing": the states an actor came to, with their days. */
export const pathOf = ({ world }: Outcome, name: string): readonly string[] =>
  [...world.trace]
    .filter(({ actor, before, after }) => actor === name && before !== after)
    .map(({ date, after }) => `${dateText(date)} ${after}`);

/** The days on which an actor came to a state, by its last name. */
export const daysOf = (outcome: Outcome, actor: string, state: string): readonly string[] =>
  pathOf(outcome, actor).flatMap((step) => {
    const [day, to] = step.split(" ");
    return day !== undefined && to?.split(".").at(-1) === state ? [day] : [];
  });

/** The ids of the expectations that broke, with an overlay (YAML) laid over a variant. Asserts that it is sound. */
export function brokenWith(scenario: string, overlay: string): readonly string[] {
  const name = "scenarios/test-overlay.yaml";
  const read: Parameters<typeof loadScenario>[1] = (path) => ({
    bytes: path === name ? new TextEncoder().encode(`steppe: 1\n${overlay}\n`) : readFileSync(resolve(root, path)),
  });
  const loaded = loadScenario({ scenario, over: [name] }, read, MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  const world = run(createWorld(loaded.model, centralUniforms));
  if (world.problem) throw new Error(problemText(world.problem));
  return outcomeOf(world).expectations.flatMap(({ expectation, holds }) =>
    holds ? [] : [expectation.id ?? "without an id"],
  );
}

/** The steps in which an actor came to a state, by its last name. */
export const stepsInto = ({ world }: Outcome, actor: string, state: string) =>
  [...world.trace].filter(
    (step) => step.actor === actor && step.before !== step.after && step.after.split(".").at(-1) === state,
  );

/** The days on which an actor set a variable, each once. */
export const variableSets = ({ world }: Outcome, actor: string, name: string): readonly string[] => [
  ...new Set(
    [...world.trace]
      .filter((step) => step.actor === actor && step.effects.some((one) => one.did === "set" && one.name === name))
      .map(({ date }) => dateText(date)),
  ),
];
