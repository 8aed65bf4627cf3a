/** Who asks again: actors whose `always` guards read what a step has changed. */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Model } from "../scenario/model.ts";
import type { Chart } from "../statechart/chart.ts";

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
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const indices = new WeakMap<Model, WatchIndex>();

export function keysOf({ watched }: Chart): readonly WatchKey[] {
  return [
    ...[...watched.states].map(stateKey),
    ...[...watched.variables].map((name) => `value:${name}`),
    ...[...watched.assumptions].map(assumptionKey),
  ];
}

/** Assumptions that an expression reads, and those that they read. */
export function assumptionsBehind(model: Model, expression: Expression | undefined): readonly string[] {
  const found = new Set<string>();
  const open = expression ? [expression] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const name of reads(next).assumptions) {
      const assumption = model.assumptions.get(name);
      if (found.has(name) || !assumption) continue;
      found.add(name);
      open.push(assumption.value);
    }
  }
  return [...found];
}

export function watchIndex(model: Model): WatchIndex {
  const known = indices.get(model);
  if (known) return known;
  const actors = new Map<WatchKey, number[]>();
  const charts = new Map<WatchKey, Set<string>>();
  const values = new Map<string, string[]>();
  for (const chart of model.charts.values()) {
    for (const key of keysOf(chart)) charts.set(key, (charts.get(key) ?? new Set()).add(chart.key));
    for (const name of chart.watched.variables) {
      const dot = name.lastIndexOf(".");
      const [actor, value] = [name.slice(0, dot), name.slice(dot + 1)];
      const list = values.get(actor) ?? [];
      if (!list.includes(value)) values.set(actor, [...list, value]);
    }
  }
  model.actors.forEach((actor, index) => {
    const chart = model.charts.get(actor.chart);
    const bound = [...(chart?.watched.inputs ?? [])].flatMap((input) => assumptionsBehind(model, actor.inputs.get(input)));
    for (const key of new Set([...(chart ? keysOf(chart) : []), ...bound.map(assumptionKey)])) {
      actors.set(key, [...(actors.get(key) ?? []), index]);
    }
  });
  const index = { actors, charts, values };
  indices.set(model, index);
  return index;
}
