/** Who asks again: actors whose `always` guards read what a step has changed. */
import { reads } from "../expression/index.ts";
import type { Value } from "../quantity/index.ts";
import type { ActorModel, Model } from "../scenario/model.ts";
import type { Chart } from "../statechart/chart.ts";
import { ASK } from "../statechart/machine.ts";
import { sameValue } from "./settle.ts";
import type { Actor, Delivery, World } from "./world.ts";

/** "state:lease", "value:lease.rent" or "assume:rent". */
export type WatchKey = string;

export const stateKey = (actor: string): WatchKey => `state:${actor}`;
export const valueKey = (actor: string, name: string): WatchKey => `value:${actor}.${name}`;
export const assumptionKey = (name: string): WatchKey => `assume:${name}`;

interface WatchIndex {
  readonly actors: ReadonlyMap<WatchKey, readonly number[]>;
  /** Charts whose opened actors watch it. */
  readonly charts: ReadonlyMap<WatchKey, ReadonlySet<string>>;
  /** Names of variables and inputs that anyone watches, by actor. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

const indices = new WeakMap<Model, WatchIndex>();

/** What the guards of a chart read of others: an assumption with all that it is made of. */
function keysOf(model: Model, { watched }: Chart): readonly WatchKey[] {
  const remotes = [...watched.variables].map(partsOf);
  const behind = remotes.flatMap(({ actor, name }) => {
    const owner = model.actors[model.actorIndex.get(actor) ?? -1];
    return assumptionsOfInput(model, owner && model.charts.get(owner.chart), owner, name);
  });
  return [
    ...[...watched.states].map(stateKey),
    ...remotes.map(({ actor, name }) => valueKey(actor, name)),
    ...assumptionsIn(model, [...watched.assumptions, ...behind]).map(assumptionKey),
  ];
}

function partsOf(value: string): { readonly actor: string; readonly name: string } {
  const dot = value.lastIndexOf(".");
  return { actor: value.slice(0, dot), name: value.slice(dot + 1) };
}

/** The assumptions that follow when these change their values: these, and those that they read. */
function assumptionsIn(model: Model, names: Iterable<string>): readonly string[] {
  const found = new Set(names);
  for (const name of found) {
    const assumption = model.assumptions.get(name);
    for (const behind of assumption ? reads(assumption.value).assumptions : []) found.add(behind);
  }
  return [...found];
}

/** The assumptions that an input reads, through its default where it is not given. */
function assumptionsOfInput(
  model: Model,
  chart: Chart | undefined,
  actor: ActorModel | undefined,
  input: string,
): readonly string[] {
  const inputs = new Set([input]);
  const found = new Set<string>();
  for (const name of inputs) {
    const value = actor?.inputs.get(name) ?? chart?.inputs.get(name)?.initial;
    if (!value) continue;
    const read = reads(value);
    for (const assumption of read.assumptions) found.add(assumption);
    for (const other of read.inputs) inputs.add(other);
  }
  return assumptionsIn(model, found);
}

export function watchIndex(model: Model): WatchIndex {
  const known = indices.get(model);
  if (known) return known;
  const actors = new Map<WatchKey, number[]>();
  const charts = new Map<WatchKey, Set<string>>();
  const values = new Map<string, Set<string>>();
  const inputKeys = (chart: Chart, actor?: ActorModel): readonly WatchKey[] =>
    [...chart.watched.inputs].flatMap((input) => assumptionsOfInput(model, chart, actor, input)).map(assumptionKey);
  for (const chart of model.charts.values()) {
    for (const key of [...keysOf(model, chart), ...inputKeys(chart)]) {
      charts.set(key, (charts.get(key) ?? new Set()).add(chart.key));
    }
    for (const { actor, name } of [...chart.watched.variables].map(partsOf)) {
      values.set(actor, (values.get(actor) ?? new Set()).add(name));
    }
  }
  model.actors.forEach((actor, index) => {
    const chart = model.charts.get(actor.chart);
    if (!chart) return;
    for (const key of new Set([...keysOf(model, chart), ...inputKeys(chart, actor)])) {
      actors.set(key, [...(actors.get(key) ?? []), index]);
    }
  });
  const index = { actors, charts, values };
  indices.set(model, index);
  return index;
}

/** What others may be watching of an actor, and has changed. */
export function changes(world: World, next: World, before: Actor, after: Actor): readonly WatchKey[] {
  const names = after.opened ? [after.name, after.opened.group] : [after.name];
  const found: WatchKey[] = [];
  // A state that is left and entered again in one step is no change of states, and counts all the same.
  if (before.snapshot?._nodes !== after.snapshot?._nodes || world.milestones !== next.milestones)
    found.push(...names.map(stateKey));
  const index = watchIndex(world.model);
  const was = before.snapshot?.context as Record<string, Value> | undefined;
  const is = after.snapshot?.context as Record<string, Value> | undefined;
  if (was === is) return found;
  for (const name of index.values.get(after.name) ?? []) {
    const declared = after.chart.variables.get(name);
    if (declared && !sameValue(declared.kind, was?.[name], is?.[name])) found.push(valueKey(after.name, name));
  }
  return found;
}

/**
 * Asks the actors that watch any of the keys, once each, in their order; not one that is asked
 * already. The actor that changed may be among them: by its name it sees itself as it was when the
 * step began.
 */
export function asks(world: World, keys: readonly WatchKey[]): readonly Delivery[] {
  if (keys.length === 0) return [];
  const index = watchIndex(world.model);
  const wanted = new Set<number>();
  for (const key of keys) {
    for (const actor of index.actors.get(key) ?? []) wanted.add(actor);
    const charts = index.charts.get(key);
    if (charts && world.opened.size > 0) {
      for (const actor of world.opened.values()) {
        if (charts.has((world.actors.get(actor) as Actor).chart.key)) wanted.add(actor);
      }
    }
  }
  if (wanted.size === 0) return [];
  const cause = world.trace.length - 1;
  const pending = new Set(world.reactions.filter(({ event }) => event === ASK).map(({ actor }) => actor));
  return [...wanted]
    .filter((actor) => !pending.has(actor) && world.actors.get(actor)?.snapshot?.status === "active")
    .sort((a, b) => a - b)
    .map((actor) => ({ actor, event: ASK, fields: [], sender: "", origin: { from: "reaction" }, cause }));
}
