/**
 * `steppe check`: every problem of a scenario and of its variants at once.
 *
 * What load refuses or warns of, and what only a look at the whole shows: events nobody sends,
 * announcements nobody hears, what nothing uses. Such a remark is made only when it is true of the
 * file and of each of its variants, because a what-if may be the reason for what stands in the base.
 */
import type { Place, Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import { entriesOf, get, headPlace, type Tree } from "../source/tree.ts";
import { sameMeaning } from "./canonical.ts";
import { checkCalendars } from "./check-calendars.ts";
import { chartProblems } from "./check-charts.ts";
import { wiringProblems } from "./check-wiring.ts";
import { compileScenario, type ShippedMachines } from "./compile.ts";
import { type FileRead, loadLayers } from "./layers.ts";
import { type ScenarioRequest, splitScenario, together } from "./load.ts";
import type { Model } from "./model.ts";
import { saysNothing } from "./variants.ts";

export interface Checked {
  readonly problems: readonly Problem[];
  readonly files: ReadonlyMap<string, string>;
  /** The variants that were checked besides the scenario itself. */
  readonly variants: readonly string[];
}

export interface CheckOptions {
  readonly strict?: boolean;
  /** What others find in a scenario that is sound: what runs it may be able to run less than all. */
  readonly also?: (model: Model) => readonly Problem[];
}

/** Warnings that are errors when the check is strict: figures without a source, and what-ifs that are none. */
export const STRICT: ReadonlySet<string> = new Set([
  "uncited-assumption",
  "uncited-correlation",
  "uncited-series",
  "variant-changes-nothing",
]);

/**
 * Checks a scenario and, unless the request names variants itself, every variant of its file. A
 * problem stands in the result once, with the names of the variants that alone have it.
 */
export function checkScenario(
  request: ScenarioRequest,
  readFile: (path: string) => FileRead,
  machines: ShippedMachines,
  { strict = false, also = () => [] }: CheckOptions = {},
): Checked {
  const one = (asked: ScenarioRequest) => checkOne(asked, readFile, machines, also);
  const base = one(request);
  const named = splitScenario(request.scenario).variants.length > 0 || (request.variants ?? []).length > 0;
  const variants = named ? [] : [...entriesOf(base.tree && get(base.tree, "variants")).keys()];
  const others = variants.map((name) => ({
    name,
    checked: one({ ...request, scenario: `${request.scenario}@${name}` }),
  }));
  const files = new Map([...base.files, ...others.flatMap(({ checked }) => [...checked.files])]);
  const loaded = mergeProblems(base.problems, others);
  const all = [base, ...others.map(({ checked }) => checked)];
  const idle = idleVariants(base.tree, others);
  const problems = [...loaded, ...idle, ...remarksOnAll(all.map(({ model }) => model))].map((problem) =>
    strict ? stricter(problem) : problem,
  );
  return { problems: sorted(problems), files, variants };
}

interface One {
  readonly problems: readonly Problem[];
  readonly files: ReadonlyMap<string, string>;
  readonly tree?: Tree;
  readonly model?: Model;
}

function checkOne(
  request: ScenarioRequest,
  readFile: (path: string) => FileRead,
  machines: ShippedMachines,
  also: (model: Model) => readonly Problem[],
): One {
  const { file, variants } = splitScenario(request.scenario);
  const asked = {
    variants: [...variants, ...(request.variants ?? [])],
    over: request.over ?? [],
    set: request.set ?? [],
  };
  const layers = loadLayers({ file, ...asked }, readFile);
  const tree = layers.ok ? layers.value.tree : layers.misshapen;
  if (!tree) return { problems: layers.problems, files: layers.files };
  const compiled = compileScenario(tree, request.scenario, machines);
  const problems = together(layers.problems, compiled.problems);
  const sound = compiled.ok && layers.ok ? compiled.value : undefined;
  const charts = sound ? chartProblems(sound) : [];
  // A machine that is wrong is not looked at further.
  const others = sound && charts.length === 0 ? also(sound) : [];
  return {
    problems: [...problems, ...charts, ...others],
    files: layers.files,
    tree,
    ...(sound && { model: sound }),
  };
}

/** Variants under which the scenario is what it is without them, and that give no value to be so on purpose. */
function idleVariants(
  base: Tree | undefined,
  others: readonly { readonly name: string; readonly checked: One }[],
): readonly Problem[] {
  if (base === undefined) return [];
  return others.flatMap(({ name, checked: { tree } }): readonly Problem[] => {
    const variant = get(base, "variants", name);
    if (!variant || !tree || !saysNothing(base, name) || !sameMeaning(base, tree)) return [];
    return [
      {
        code: "variant-changes-nothing",
        severity: "warning",
        message: `the variant \`${name}\` changes nothing`,
        place: headPlace(variant),
        label: "runs as the file does without it",
        help: ["say what differs, under `assume`, `timeline` or another section, or remove the variant"],
      },
    ];
  });
}

const keyOf = ({ code, place, message }: Problem): string => JSON.stringify([code, place, message]);

/** Each problem once. One that only variants have says which. */
function mergeProblems(
  base: readonly Problem[],
  others: readonly { readonly name: string; readonly checked: One }[],
): readonly Problem[] {
  const placed = ({ code, place }: Problem) => (place ? JSON.stringify([code, place]) : undefined);
  const known = new Set([...base.map(keyOf), ...base.map(placed)]);
  const found = new Map<string, { problem: Problem; names: string[] }>();
  for (const { name, checked } of others) {
    for (const problem of checked.problems) {
      const key = keyOf(problem);
      if (known.has(key) || known.has(placed(problem) ?? key)) continue;
      const before = found.get(key);
      if (!before) found.set(key, { problem, names: [name] });
      else if (before.names.at(-1) !== name) before.names.push(name);
    }
  }
  const named = [...found.values()].map(({ problem, names }) => {
    const where = `in the ${names.length === 1 ? "variant" : "variants"} ${names.map((name) => `\`${name}\``).join(", ")}`;
    return { ...problem, notes: [...(problem.notes ?? []), where] };
  });
  return [...base, ...named];
}

function remarksOn(model: Model): readonly Problem[] {
  const problems = new Problems();
  wiringProblems(model, problems);
  checkCalendars(model, problems);
  return problems.sorted();
}

/**
 * The remarks that hold in every scenario that has what they are about: an assumption which only a variant has is
 * used there or nowhere. Those of a scenario that could not be loaded are not known, and none is made.
 */
function remarksOnAll(models: readonly (Model | undefined)[]): readonly Problem[] {
  const known = models.filter((model) => model !== undefined);
  if (known.length < models.length) return [];
  const remarks = known.map((model) => ({ model, found: remarksOn(model) }));
  const keys = remarks.map(({ model, found }) => ({ model, held: new Set(found.map(keyOf)) }));
  const distinct = new Map(remarks.flatMap(({ found }) => found.map((problem) => [keyOf(problem), problem] as const)));
  return [...distinct]
    .filter(([key, problem]) => keys.every(({ model, held }) => held.has(key) || !isThere(model, problem)))
    .map(([, problem]) => problem);
}

/** Whether a scenario has what a remark is about. */
function isThere(model: Model, { code, place }: Problem): boolean {
  if (code !== "unused-assumption") return true;
  return [...model.assumptions.values()].some((one) => samePlace(one.place, place));
}

const samePlace = (a: Place, b: Place | undefined): boolean =>
  b !== undefined && a.file === b.file && a.line === b.line && a.column === b.column;

const stricter = (problem: Problem): Problem =>
  STRICT.has(problem.code) ? { ...problem, severity: "error" } : problem;

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const all = new Problems();
  all.add(problems);
  return all.sorted();
}
