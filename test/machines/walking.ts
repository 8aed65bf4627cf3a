/** For the tests of machines: a tiny scenario run, and the walks that together take every transition. */
import {
  type Chart,
  centralUniforms,
  createWorld,
  dateText,
  loadScenario,
  type Model,
  pathUniforms,
  run,
  type StateNode,
  type Uniforms,
  type World,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";

/** The Model of a text that must be sound; warnings of uncited assumptions are let pass. */
export function modelOf(text: string): Model {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadScenario({ scenario: "tiny.yaml" }, () => ({ bytes }), MACHINES);
  if (loaded.ok) return loaded.model;
  const found = loaded.problems.map((p) => `${p.place?.line}:${p.place?.column} ${p.code}: ${p.message}`);
  throw new Error(`${found.join("\n")}\n${text}`);
}

const models = new Map<string, Model>();

/** The same, loaded once however many paths are run. */
function loadedOnce(text: string): Model {
  const model = models.get(text) ?? modelOf(text);
  models.set(text, model);
  return model;
}

/** The World at the end of the period, on the central path unless told otherwise. Asserts that nothing went wrong. */
export function endOf(text: string, uniforms: Uniforms = centralUniforms): World {
  return soundEnd(loadedOnce(text), uniforms, text);
}

/** The Worlds at the end of the first paths of a seed: the text is loaded once. */
export function pathsOf(text: string, seed: string, count: number): readonly World[] {
  const model = loadedOnce(text);
  return Array.from({ length: count }, (_, path) => soundEnd(model, pathUniforms(seed, path), text));
}

function soundEnd(model: Model, uniforms: Uniforms, text: string): World {
  const world = run(createWorld(model, uniforms));
  if (world.problem) throw new Error(`${world.problem.code}: ${world.problem.message}\n${text}`);
  return world;
}

/** "2004-03-31 575.00 rent": every payment, in order; with `owed` what fell due as well. */
export function paymentsOf(world: World): readonly string[] {
  return [...world.journal.postings].map(({ date, minor, category, verb }) => {
    const digits = minor.toString().padStart(3, "0");
    const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
    return `${dateText(date)} ${amount} ${category}${verb === "owe" ? " owed" : ""}`;
  });
}

/** "2004-05-01 ended": each change of state of an actor of a machine, from its start. */
export function pathOf(world: World, machine: string): readonly string[] {
  const machines = new Map(world.actors.toArray().map(({ name, chart }) => [name, chart.machine]));
  return [...world.trace]
    .filter(({ actor, before, after }) => machines.get(actor) === machine && before !== after)
    .map(({ date, after }) => `${dateText(date)} ${after}`);
}

function* transitionsIn(node: StateNode): Iterable<string> {
  const all = [...node.on, ...node.after].flatMap(({ transitions }) => transitions);
  for (const { id } of [...all, ...node.always]) yield id;
  for (const child of node.children) yield* transitionsIn(child);
}

/** Ids of every transition of a machine. */
export function transitionsOf(chart: Chart): ReadonlySet<string> {
  return new Set(transitionsIn(chart.root));
}

export interface Walk {
  readonly does: string;
  /** Lines of YAML under `timeline`, each an entry without its dash. */
  readonly timeline?: readonly string[];
  /** Laid into the inputs of the actor at hand: `rent: 5 USD per year`. */
  readonly with?: readonly string[];
  /** Each state the machine was in, with the day on which it came there. */
  readonly path: readonly string[];
}

export interface Walks {
  readonly machine: string;
  /** The scenario of a walk, with its inputs and its timeline in their places. */
  scenario(inputs: string, timeline: string): string;
  readonly walks: readonly Walk[];
}

export const textOf = ({ scenario }: Pick<Walks, "scenario">, walk: Pick<Walk, "with" | "timeline">): string =>
  scenario((walk.with ?? []).join(", "), (walk.timeline ?? []).map((line) => `  - {${line}}\n`).join(""));

/** Runs every walk, and asks that together they have taken every transition the machine has. */
export function describeWalks(all: Walks): void {
  describe(all.machine, () => {
    const worlds = all.walks.map((walk) => ({ walk, world: endOf(textOf(all, walk)) }));

    it.each(worlds)("$walk.does", ({ walk, world }) => {
      expect(pathOf(world, all.machine)).toEqual(walk.path);
    });

    it("hears every timer that rings: one of a state that was left does not", () => {
      const vain = worlds.flatMap(({ walk, world }) =>
        [...world.trace]
          .filter(({ origin, heard }) => origin.from === "timer" && !heard)
          .map(({ date, actor, event }) => `${walk.does}: ${dateText(date)} ${actor} ${event}`),
      );
      expect(vain).toEqual([]);
    });

    it("has no transition that these do not take", () => {
      const taken = new Set(worlds.flatMap(({ world }) => [...world.trace].flatMap(({ transitions }) => transitions)));
      const charts = worlds.flatMap(({ world }) => [...world.model.charts.values()]);
      const every = new Set(charts.filter((c) => c.machine === all.machine).flatMap((c) => [...transitionsOf(c)]));
      expect(every.size).toBeGreaterThan(0);
      expect([...every].filter((id) => !taken.has(id))).toEqual([]);
    });
  });
}
