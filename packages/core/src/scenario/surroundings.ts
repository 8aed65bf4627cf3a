/**
 * The scenario as its expressions see it, while it is being compiled: outlines of machines, shapes
 * of actors and groups, charts compiled when first asked for.
 */
import type { Place, Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import type { Kind } from "../quantity/index.ts";
import { type Binding, bindingKey, NO_BINDING } from "../statechart/binding.ts";
import type { Chart, Declared } from "../statechart/chart.ts";
import { compileChart, eventsOf, namesOf } from "../statechart/compile.ts";
import { ChartContext } from "../statechart/context.ts";
import type { Declaration, MachineOutline } from "../statechart/outline.ts";
import type { ActorShape, Surroundings } from "../statechart/surroundings.ts";
import { effectsOf } from "./compile-wiring.ts";

/** An actor of the file before its machine's expressions are checked. */
export interface BoundActor {
  readonly name: string;
  readonly outline: MachineOutline;
  readonly binding: Binding;
}

export interface Parts {
  readonly currency: string;
  readonly parties: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly outlines: ReadonlyMap<string, MachineOutline>;
  /** Group → machine. */
  readonly groups: ReadonlyMap<string, string>;
  readonly actorMachines: ReadonlyMap<string, string>;
  readonly assumptionNames: () => readonly string[];
  readonly assumptionKind: (name: string) => Kind | undefined;
  readonly rates: () => Iterable<string>;
  readonly indices: () => Iterable<string>;
}

export class ScenarioSurroundings implements Surroundings {
  readonly currency: string;
  readonly charts = new Map<string, Chart>();
  readonly bound = new Map<string, BoundActor>();
  readonly #parts: Parts;
  readonly #problems: Problems;
  readonly #shapes = new Map<string, ActorShape>();
  readonly #open = new Set<string>();
  readonly #bindings = new Map<string, Binding>();
  readonly #groupBindings = new Map<string, Binding>();
  #categories: readonly string[] = [];

  constructor(parts: Parts, problems: Problems) {
    this.#parts = parts;
    this.#problems = problems;
    this.currency = parts.currency;
  }

  assumption(name: string): Kind | undefined {
    return this.#parts.assumptionKind(name);
  }

  isParty(name: string): boolean {
    return this.#parts.parties.has(name);
  }

  isSource(id: string): boolean {
    return this.#parts.sources.has(id);
  }

  sourceIds(): readonly string[] {
    return [...this.#parts.sources];
  }

  names(): readonly string[] {
    return [...this.#parts.assumptionNames(), ...this.#parts.parties, ...this.actorNames()];
  }

  actorNames(): readonly string[] {
    return [...this.#parts.actorMachines.keys(), ...this.#parts.groups.keys()];
  }

  machineNames(): readonly string[] {
    return [...this.#parts.outlines.keys()];
  }

  inputsOf(machine: string): ReadonlyMap<string, Declaration> | undefined {
    return this.#parts.outlines.get(machine)?.inputs;
  }

  categories(): readonly string[] {
    return this.#categories;
  }

  setCategories(categories: readonly string[]): void {
    this.#categories = categories;
  }

  hasRate(from: string, to: string): boolean {
    return [...this.#parts.rates()].some((pair) => pair === `${from}/${to}` || pair === `${to}/${from}`);
  }

  indices(): readonly string[] {
    return [...this.#parts.indices()];
  }

  actor(name: string): ActorShape | undefined {
    const known = this.#shapes.get(name);
    if (known) return known;
    const shape = this.#shape(name);
    // Before the inputs of every actor are bound, a shape is not final: it is not kept.
    if (shape && (this.bound.has(name) || shape.group)) this.#shapes.set(name, shape);
    return shape;
  }

  #shape(name: string): ActorShape | undefined {
    const machine = this.#parts.actorMachines.get(name) ?? this.#parts.groups.get(name);
    const outline = machine === undefined ? undefined : this.#parts.outlines.get(machine);
    if (!outline) return undefined;
    const group = !this.#parts.actorMachines.has(name);
    const binding = this.bound.get(name)?.binding ?? this.#groupBindings.get(name) ?? NO_BINDING;
    const names = namesOf(outline, binding, this.currency);
    return {
      name,
      group,
      machine: outline.name,
      states: outline.states,
      values: group ? new Map() : new Map([...names.inputs, ...names.variables]),
      events: this.#events(outline, binding),
    };
  }

  /** Fields of an outline's events. Their problems are said where the chart is compiled, not here again. */
  #events(outline: MachineOutline, binding: Binding): ReadonlyMap<string, ReadonlyMap<string, Declared>> {
    const names = namesOf(outline, binding, this.currency);
    return eventsOf(new ChartContext(names, outline.delays, binding, this, new Problems()), outline);
  }

  /**
   * Once every chart is compiled: a group whose actors are all opened with one binding has events of its currencies.
   * One that is opened in several keeps the scenario's, and what does not fit shows when it is run.
   */
  bindGroups(): void {
    const found = new Map<string, Set<string>>();
    for (const chart of this.charts.values()) {
      for (const effect of effectsOf(chart)) {
        if (effect.do !== "open") continue;
        found.set(effect.group, (found.get(effect.group) ?? new Set()).add(effect.chart));
      }
    }
    for (const [group, [first, ...others]] of found) {
      const binding = first === undefined || others.length > 0 ? undefined : this.#bindings.get(first);
      if (binding) this.#groupBindings.set(group, binding);
      this.#shapes.delete(group);
    }
  }

  chart(machine: string, binding: Binding, place: Place): string {
    const key = bindingKey(machine, binding);
    const outline = this.#parts.outlines.get(machine);
    if (!outline || this.charts.has(key) || this.#open.has(key)) return key;
    this.#open.add(key);
    this.#bindings.set(key, binding);
    const problems = new Problems();
    this.charts.set(key, compileChart(outline, binding, this, problems));
    this.#problems.add(problems.sorted().map((problem) => whereUsed(problem, machine, place)));
    this.#open.delete(key);
    return key;
  }
}

/** What is wrong with a use of a machine that comes with steppe stands in no file of the user's: it is told at the use. */
function whereUsed(problem: Problem, machine: string, place: Place): Problem {
  if (problem.place?.file !== `machine ${machine}`) return problem;
  return {
    ...problem,
    place,
    label: "used here",
    notes: [...(problem.notes ?? []), `found in the machine \`${machine}\`, as it is used here`],
  };
}
