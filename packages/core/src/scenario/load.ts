/** Load: the files of a scenario in, a Model out. */
import type { Place, Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import { compileScenario, type ShippedMachines } from "./compile.ts";
import { type FileRead, type LayerInfo, loadLayers } from "./layers.ts";
import type { Model } from "./model.ts";

export interface ScenarioRequest {
  /** The scenario as the user wrote it: `FILE` or `FILE@variant`. */
  readonly scenario: string;
  readonly variants?: readonly string[];
  readonly over?: readonly string[];
  readonly set?: readonly string[];
}

export type Loaded = {
  readonly problems: readonly Problem[];
  /** Texts of every file read, by the name that places use. */
  readonly files: ReadonlyMap<string, string>;
} & ({ readonly ok: true; readonly model: Model; readonly layers: readonly LayerInfo[] } | { readonly ok: false });

/** `FILE@variant@another`: the file, and its variants from left to right. */
export function splitScenario(scenario: string): { readonly file: string; readonly variants: readonly string[] } {
  const slash = scenario.lastIndexOf("/");
  const [name = "", ...variants] = scenario.slice(slash + 1).split("@");
  return { file: scenario.slice(0, slash + 1) + name, variants };
}

/** Reads, merges and checks a scenario; every problem of every stage that could be reached comes along. */
export function loadScenario(
  request: ScenarioRequest,
  readFile: (path: string) => FileRead,
  machines: ShippedMachines,
): Loaded {
  const { file, variants } = splitScenario(request.scenario);
  const layers = loadLayers(
    {
      file,
      variants: [...variants, ...(request.variants ?? [])],
      over: request.over ?? [],
      set: request.set ?? [],
    },
    readFile,
  );
  const tree = layers.ok ? layers.value.tree : layers.misshapen;
  if (!tree) return { ok: false, problems: layers.problems, files: layers.files };
  const compiled = compileScenario(tree, request.scenario, machines);
  const problems = together(layers.problems, compiled.problems);
  const files = layers.files;
  return compiled.ok && layers.ok
    ? { ok: true, model: compiled.value, layers: layers.value.layers, problems, files }
    : { ok: false, problems, files };
}

/** The problems of both stages in order of place. Where the first found a mistake, the second need not say it again. */
export function together(shape: readonly Problem[], compiled: readonly Problem[]): readonly Problem[] {
  const said = shape.flatMap(({ severity, place }) => (severity === "error" && place ? [place] : []));
  const found = new Problems();
  found.add(shape);
  found.add(compiled.filter(({ place }) => !place || !said.some((other) => overlap(place, other))));
  return found.sorted();
}

function overlap(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column < b.column + b.length && b.column < a.column + a.length;
}
