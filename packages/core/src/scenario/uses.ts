/** Every expression of a model and where it stands: who reads what, for `explain`, `diff` and `check`. */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import { dateText } from "../quantity/index.ts";
import type { Chart, Effect, StateNode, Transition } from "../statechart/chart.ts";
import type { Model } from "./model.ts";

/** One expression: of an entry of the file, or of a machine. */
export interface Use {
  /** The entry as a dotted path: "assume.rent", "actors.lease.with.until", "timeline.crash-2007", "machines.hire". */
  readonly by: string;
  /** Where in it: "on due", "variable charged_to"; absent where the path says all. */
  readonly at?: string;
  readonly place: Place;
  readonly expression: Expression;
  /** Of a machine: the chart it stands in. */
  readonly chart?: Chart;
}

/** The expressions of a model: assumptions, actors, machines, timeline, measures, expectations, records, in this order. */
export function* usesIn(model: Model): Iterable<Use> {
  for (const { name, value, earlier, place } of model.assumptions.values()) {
    const by = `assume.${name}`;
    yield { by, place, expression: value };
    for (const one of earlier)
      yield { by, at: `known ${dateText(one.known)}`, place: one.place, expression: one.value };
  }
  for (const actor of model.actors) {
    for (const [input, expression] of actor.inputs) {
      yield { by: `actors.${actor.name}.with.${input}`, place: expression.place, expression };
    }
  }
  for (const chart of model.charts.values()) yield* usesInChart(chart);
  for (const entry of model.timeline) {
    const by = `timeline.${entry.id}`;
    yield { by, at: "on", place: entry.place, expression: entry.on };
    const values =
      entry.does === "send" ? entry.with : entry.changes.map(({ assumption, value }) => ({ name: assumption, value }));
    for (const { name, value } of values) yield { by, at: name, place: value.place, expression: value };
  }
  for (const { name, expression, place } of model.measures) yield { by: `measures.${name}`, place, expression };
  for (const { id, test, place } of model.expectations) yield { by: `expect.${id}`, place, expression: test };
  for (const { name, of, place } of model.observed) yield { by: `observed.${name}`, place, expression: of };
}

/** Every transition of a state. */
export function transitionsOf(state: StateNode): readonly Transition[] {
  return [
    ...state.on.flatMap((one) => one.transitions),
    ...state.always,
    ...state.after.flatMap((one) => one.transitions),
  ];
}

function* usesInChart(chart: Chart): Iterable<Use> {
  const use = (at: string, expression: Expression | undefined): Use[] =>
    expression === undefined
      ? []
      : [{ by: `machines.${chart.machine}`, at, place: expression.place, expression, chart }];
  for (const { name, initial } of chart.inputs.values()) yield* use(`input ${name}`, initial);
  for (const { name, initial } of chart.variables.values()) yield* use(`variable ${name}`, initial);
  for (const [event, fields] of chart.events) {
    for (const { name, initial } of fields.values()) yield* use(`event ${event}.${name}`, initial);
  }
  for (const state of chart.states.values()) {
    const here = state.path === "" ? "" : `${state.path} `;
    for (const calendar of state.calendars) {
      for (const part of [calendar.every, calendar.from, calendar.until]) yield* use(`${here}calendar`, part);
    }
    for (const { written, delay } of state.after) yield* use(`${here}after ${written}`, delay);
    for (const effect of state.entry) for (const part of partsOf(effect)) yield* use(`${here}entry`, part);
    for (const effect of state.exit) for (const part of partsOf(effect)) yield* use(`${here}exit`, part);
    for (const transition of transitionsOf(state)) {
      yield* use(transition.id, transition.guard);
      for (const effect of transition.effects) for (const part of partsOf(effect)) yield* use(transition.id, part);
    }
  }
}

/** The expressions of an effect. */
function partsOf(effect: Effect): readonly Expression[] {
  const values = (list: readonly { readonly value: Expression }[]) => list.map(({ value }) => value);
  switch (effect.do) {
    case "owe":
    case "pay":
      return [effect.from, effect.to, effect.amount];
    case "set":
      return values(effect.assignments);
    case "tell":
      return [effect.to, ...values(effect.with)];
    case "announce":
      return values(effect.with);
    case "open":
      return [...(effect.name ? [effect.name] : []), ...values(effect.with)];
    case "raise":
      return [...values(effect.with), ...(effect.delay ? [effect.delay] : [])];
    default:
      return [];
  }
}

/** Who reads an assumption, in the order of the model. */
export function readersOfAssumption(model: Model, name: string): readonly Use[] {
  return distinct(model, (use) => reads(use.expression).assumptions.has(name));
}

/** Who reads an input or a variable of an actor: its own machine, and others by `actor.name`. */
export function readersOfActorValue(model: Model, actor: string, name: string): readonly Use[] {
  const chart = model.actors.find((one) => one.name === actor)?.chart;
  return distinct(model, (use) => {
    const { inputs, variables, remotes } = reads(use.expression);
    const own = use.chart !== undefined && use.chart.key === chart && (inputs.has(name) || variables.has(name));
    return own || remotes.some((one) => one.actor === actor && one.name === name);
  });
}

/** Who asks for a state or a variable of an actor or group, from outside. */
export function readersOfActor(model: Model, actor: string): readonly Use[] {
  return distinct(model, (use) => {
    const { states, remotes } = reads(use.expression);
    return states.some((one) => one.actor === actor) || remotes.some((one) => one.actor === actor);
  });
}

function distinct(model: Model, wanted: (use: Use) => boolean): readonly Use[] {
  const seen = new Set<string>();
  return [...usesIn(model)].filter((use) => {
    const key = JSON.stringify([use.by, use.at]);
    if (seen.has(key) || !wanted(use)) return false;
    seen.add(key);
    return true;
  });
}
