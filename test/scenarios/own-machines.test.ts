/** The machines that scenario files define themselves: each of their transitions is taken somewhere in what is shipped. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Chart, centralUniforms, createWorld, type Model, pathUniforms, run, type World } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it, vi } from "vitest";
import { transitionsOf } from "../machines/walking.ts";
import { loadShipped, problemText } from "./running.ts";

// Every variant of a file is run.
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = "scenarios";
const PATHS = 12;

function modelOf(scenario: string): Model {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  return loaded.model;
}

/** The machines of a file that are not built in. */
const ownCharts = (model: Model): readonly Chart[] =>
  [...model.charts.values()].filter(({ machine }) => !MACHINES.has(machine));

const FILES = readdirSync(resolve(import.meta.dirname, "../..", FOLDER))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => `${FOLDER}/${name}`)
  .filter((file) => /^machines:$/m.test(readFileSync(resolve(import.meta.dirname, "../..", file), "utf8")));

/** "disposition on hope 0": the transitions of a run, with the machine of the actor that took each. */
function takenIn(world: World): readonly string[] {
  if (world.problem) throw new Error(problemText(world.problem));
  const machines = new Map(world.actors.toArray().map(({ name, chart }) => [name, chart.machine]));
  return [...world.trace].flatMap(({ actor, transitions }) => transitions.map((id) => `${machines.get(actor)} ${id}`));
}

/** The file as it is, some paths of it, and each of its variants. */
function* worldsOf(file: string): Iterable<World> {
  const model = modelOf(file);
  yield run(createWorld(model, centralUniforms));
  for (let path = 0; path < PATHS; path += 1) yield run(createWorld(model, pathUniforms("own machines", path)));
  const variants = model.tree.node === "map" ? model.tree.entries.get("variants") : undefined;
  for (const name of variants?.node === "map" ? variants.entries.keys() : []) {
    yield run(createWorld(modelOf(`${file}@${name}`), centralUniforms));
  }
}

describe.each(FILES)("the machines of %s", (file) => {
  it("have no transition that nothing takes", () => {
    const every = ownCharts(modelOf(file)).flatMap((chart) =>
      [...transitionsOf(chart)].map((id) => `${chart.machine} ${id}`),
    );
    const left = new Set(every);
    for (const world of worldsOf(file)) {
      for (const id of takenIn(world)) left.delete(id);
      if (left.size === 0) break;
    }
    expect(every.length).toBeGreaterThan(0);
    expect([...left]).toEqual([]);
  });
});

it("finds the files that define machines", () => {
  expect(FILES).toEqual(["scenarios/disagreements.yaml", "scenarios/forecast.yaml"]);
});
