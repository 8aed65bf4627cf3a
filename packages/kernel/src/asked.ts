/**
 * What is asked of every path: one column for each measure, milestone, sum of money, expectation and actor's end.
 *
 * It is plain data, known before anything runs: an engine need compute nothing else, a file of columns says by it what
 * it holds, and a worker makes the same from the same scenario.
 */
import { type EpochDay, type Expression, type Kind, type Model, money, type Place, visit, yearOf } from "@steppe/core";
import { shownKindOf } from "@steppe/core/measure/shares.ts";
import { statesNamed } from "@steppe/core/statechart/chart.ts";

/** What a column is about. */
export type Subject =
  | { readonly about: "measure"; readonly name: string; readonly title?: string; readonly place: Place }
  /** When a state of an actor or group was first entered: "lease.in_force.term". */
  | { readonly about: "milestone"; readonly state: string }
  /** What was paid under a category in a year, or (`year` null) in all. */
  | { readonly about: "paid"; readonly category: string; readonly year: number | null }
  /** When an expectation was first broken. */
  | { readonly about: "expectation"; readonly id: string; readonly when: string; readonly text: string }
  /** The leaf states in which an actor of the file ended, joined by "+"; "" before its start. */
  | { readonly about: "ending"; readonly actor: string };

export interface AskedColumn {
  readonly subject: Subject;
  readonly kind: Kind;
}

export interface Asked {
  readonly columns: readonly AskedColumn[];
  /** The last day to run (included); null: the end of the period. */
  readonly until: EpochDay | null;
}

/** What of all that can be asked is wanted. */
export interface Wanted {
  /** Names of measures; absent: all. */
  readonly measures?: readonly string[];
  /** States beside those asked for anyway: "lease.expired", or "all". */
  readonly milestones?: readonly string[];
  readonly until?: EpochDay;
  /** Measures only: no milestones, money, expectations or endings. */
  readonly measuresOnly?: boolean;
}

/**
 * What `wanted` comes to in a model. Milestones are the states that a measure or an expectation reads, the final
 * states of the actors of the file, and those named. Asserts that every name is known: see `milestoneNamed`.
 */
export function askedOf(model: Model, wanted: Wanted = {}): Asked {
  const measures = model.measures
    .filter(({ name }) => wanted.measures === undefined || wanted.measures.includes(name))
    .map(({ name, title, expression, text, place }): AskedColumn => {
      const subject = { about: "measure", name, ...(title !== undefined && { title }), place } as const;
      return { subject, kind: shownKindOf(model, expression, text) };
    });
  const until = wanted.until ?? null;
  if (wanted.measuresOnly) return { columns: measures, until };
  const states = [...milestonesAsked(model, wanted.milestones ?? [])];
  return {
    columns: [
      ...measures,
      ...states.map((state): AskedColumn => ({ subject: { about: "milestone", state }, kind: { type: "date" } })),
      ...moneyAsked(model, until ?? model.period.end),
      ...model.expectations.map(
        ({ id, when, text }): AskedColumn => ({
          subject: { about: "expectation", id, when, text },
          kind: { type: "date" },
        }),
      ),
      ...model.actors.map(
        ({ name }): AskedColumn => ({ subject: { about: "ending", actor: name }, kind: { type: "text" } }),
      ),
    ],
    until,
  };
}

/** Every state that is a milestone, of the actors of the file and then of groups, in document order. */
export function milestonesOf(model: Model): ReadonlyMap<string, { readonly final: boolean; readonly group: boolean }> {
  const found = new Map<string, { final: boolean; group: boolean }>();
  const add = (name: string, chart: string | undefined, group: boolean): void => {
    for (const { path, type } of model.charts.get(chart ?? "")?.states.values() ?? []) {
      if (path !== "" && type !== "history") found.set(`${name}.${path}`, { final: type === "final", group });
    }
  };
  for (const { name, chart } of model.actors) add(name, chart, false);
  for (const [group, charts] of openedCharts(model)) for (const chart of charts) add(group, chart, true);
  return found;
}

/** The milestones that a text may mean: "lease.expired" is `lease.in_force.expired` where no other state is called so. */
export const milestonesNamed = (model: Model, text: string): readonly string[] =>
  milestonesAmong([...milestonesOf(model).keys()], text);

/** The same among states that are known by their whole paths. */
export function milestonesAmong(all: readonly string[], text: string): readonly string[] {
  if (all.includes(text)) return [text];
  const dot = text.indexOf(".");
  const [actor, state] = [text.slice(0, Math.max(dot, 0)), text.slice(dot + 1)];
  const paths = all.filter((one) => one.startsWith(`${actor}.`)).map((one) => one.slice(actor.length + 1));
  return statesNamed(paths, state).map((path) => `${actor}.${path}`);
}

function milestonesAsked(model: Model, named: readonly string[]): ReadonlySet<string> {
  const all = milestonesOf(model);
  const asked = new Set<string>(named.includes("all") ? all.keys() : named);
  const read = (expression: Expression): void => {
    visit(expression, (part) => {
      if (part.node === "date" || part.node === "count" || part.node === "is") {
        asked.add(`${part.state.actor}.${part.state.state}`);
      }
    });
  };
  for (const { expression } of model.measures) read(expression);
  for (const { test } of model.expectations) read(test);
  for (const [state, { final, group }] of all) if (final && !group) asked.add(state);
  for (const state of asked) if (!all.has(state)) throw new RangeError(`\`${state}\` is no state of the model`);
  return new Set([...all.keys()].filter((state) => asked.has(state)));
}

/** The charts that the model's effects open, by group. */
function openedCharts(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const charts = new Map<string, Set<string>>();
  for (const effect of effectsOf(model)) {
    if (effect.do !== "open") continue;
    const known = charts.get(effect.group) ?? new Set();
    charts.set(effect.group, known.add(effect.chart));
  }
  return charts;
}

/** A sum in all and for each year, of every category that something pays under, in each of its currencies. */
function moneyAsked(model: Model, until: EpochDay): readonly AskedColumn[] {
  const pairs = new Map<string, { category: string; currency: string }>();
  for (const effect of effectsOf(model)) {
    if (effect.do !== "pay" || effect.amount.kind.type !== "money") continue;
    const { category, amount } = effect;
    const { currency } = amount.kind as Kind & { type: "money" };
    pairs.set(JSON.stringify([category, currency]), { category, currency });
  }
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  const [first, last] = [yearOf(model.period.start), yearOf(until)];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return sorted.flatMap(({ category, currency }) =>
    [null, ...years].map(
      (year): AskedColumn => ({ subject: { about: "paid", category, year }, kind: money(currency) }),
    ),
  );
}

/** Every effect that is written in a state or a transition of a machine that is used. */
export function* effectsOf(model: Model) {
  for (const chart of model.charts.values()) {
    for (const state of chart.states.values()) {
      yield* state.entry;
      yield* state.exit;
      const transitions = [...state.on, ...state.after].flatMap((one) => one.transitions);
      for (const { effects } of [...transitions, ...state.always]) yield* effects;
    }
  }
}
