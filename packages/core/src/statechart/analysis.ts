/**
 * What can be said of a chart before it runs: states that nothing leads to, transitions that never
 * fire, cycles without time, regions that write over each other. Each is found in the unfolded
 * table, so it holds whatever the guards answer.
 */
import type { Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import { findLoops } from "./analysis-loops.ts";
import { canRest, reachableIn } from "./analysis-reach.ts";
import type { Chart, Delayed, Effect, StateNode, Transition } from "./chart.ts";
import { type Configuration, decisionsOf, type Outcome, outcomesOf, type Table } from "./unfold.ts";

/**
 * Warnings about a chart, and two errors: a cycle without time and without a guard never ends, and a history state may
 * not be a target from within its parent. `table` is the chart's own (`unfold`). In order of place.
 */
export function analyse(chart: Chart, table: Table): readonly Problem[] {
  const problems = new Problems();
  const reached = reachableIn(table);
  const active = new Set(reached.flatMap(({ states }) => states));
  checkStates(chart, active, problems);
  checkTransitions(chart, table, reached, active, problems);
  checkFinalStates(chart, problems);
  checkRegions(chart, table, reached, problems);
  problems.add(findLoops(chart, table));
  return problems.sorted();
}

/** A transition with what brings it about: an event, "always" or "after 90 days". */
interface Listed {
  readonly transition: Transition;
  readonly what: string;
  /** Those asked before it in the same state for the same reason. */
  readonly before: readonly Transition[];
}

function listed(state: StateNode): readonly Listed[] {
  const groups: readonly { what: string; transitions: readonly Transition[] }[] = [
    { what: "always", transitions: state.always },
    ...state.on.map(({ event, transitions }) => ({ what: `on \`${event}\``, transitions })),
    ...state.after.map(({ written, transitions }: Delayed) => ({ what: `after ${written}`, transitions })),
  ];
  return groups.flatMap(({ what, transitions }) =>
    transitions.map((transition, index) => ({ transition, what, before: transitions.slice(0, index) })),
  );
}

const nameOf = (chart: Chart, path: string): string => (path === "" ? `machine \`${chart.machine}\`` : `\`${path}\``);

/** Only the outermost of states that nothing leads to: those within it go with it. */
function checkStates(chart: Chart, active: ReadonlySet<string>, problems: Problems): void {
  const targets = new Set(
    [...chart.states.values()].flatMap((state) => listed(state).flatMap((one) => one.transition.targets)),
  );
  const visit = (state: StateNode): void => {
    const history = state.type === "history";
    if (history ? targets.has(state.path) : active.has(state.path)) {
      state.children.forEach(visit);
      return;
    }
    problems.warning("unreachable-state", state.place, `nothing leads to state \`${state.path}\``, {
      label: "never entered",
      help: [
        targets.has(state.path)
          ? `the transitions to \`${state.path}\` can never be taken: mend or remove them`
          : `name it as the \`target\` of a transition, or remove it`,
      ],
    });
  };
  chart.root.children.forEach(visit);
}

function checkTransitions(
  chart: Chart,
  table: Table,
  reached: readonly Configuration[],
  active: ReadonlySet<string>,
  problems: Problems,
): void {
  const taken = new Set(table.start.taken);
  for (const configuration of reached) {
    for (const outcome of usedOutcomes(configuration)) for (const id of outcome.taken) taken.add(id);
  }
  for (const state of chart.states.values()) {
    if (!active.has(state.path)) continue;
    for (const one of listed(state)) {
      if (taken.has(one.transition.id)) continue;
      problems.warning(
        "dead-transition",
        one.transition.place,
        `the transition ${one.what} of ${nameOf(chart, state.path)} can never be taken`,
        {
          ...reasonOf(state, one, reached),
        },
      );
    }
  }
}

/** Outcomes that can come about: of events only where the configuration can be at rest. */
function* usedOutcomes(configuration: Configuration): Iterable<Outcome> {
  const rests = canRest(configuration);
  for (const [event, decision] of decisionsOf(configuration)) {
    if (event === undefined || rests) yield* outcomesOf(decision);
  }
}

type Reason = Pick<Problem, "label" | "help" | "related">;

const isLiteral = ({ guard }: Transition, value: boolean): boolean =>
  guard?.node === "literal" && guard.value === value;

function reasonOf(state: StateNode, { transition, what, before }: Listed, reached: readonly Configuration[]): Reason {
  if (isLiteral(transition, false)) {
    return { label: "its guard is always false", help: ["remove the transition, or write the guard that is meant"] };
  }
  const shadow = before.find((earlier) => earlier.guard === undefined || isLiteral(earlier, true));
  if (shadow) {
    return {
      label: "never asked",
      help: ["give the one before it a `guard`, or put this one first"],
      related: [{ place: shadow.place, label: "this one has no guard and is taken first" }],
    };
  }
  const here = reached.filter(({ states }) => states.includes(state.path));
  if (here.every(({ done }) => done)) {
    return { label: "the machine is over here", help: ["the end of a machine hears nothing: remove the transition"] };
  }
  if (what !== "always" && !here.some((configuration) => !configuration.done && canRest(configuration))) {
    return { label: "the state is left at once", help: ["its `always` is taken before any event: give it a `guard`"] };
  }
  return {
    label: "another is always taken first",
    help: [`a state within \`${state.path}\` takes it first: remove one of the two`],
  };
}

function checkFinalStates(chart: Chart, problems: Problems): void {
  for (const state of chart.states.values()) {
    const [first] = state.type === "final" ? listed(state) : [];
    if (!first) continue;
    problems.warning(
      "final-state-left",
      first.transition.place,
      `final state \`${state.path}\` has a transition ${first.what}`,
      {
        label: "a final state is an end",
        help: ["remove the transition, or `type: final`"],
      },
    );
  }
}

/** Who does an effect: the path of the state whose entry, exit or transition it belongs to. */
function ownersOf(chart: Chart): ReadonlyMap<Effect, string> {
  const owners = new Map<Effect, string>();
  for (const state of chart.states.values()) {
    const effects = [...state.entry, ...state.exit, ...listed(state).flatMap((one) => one.transition.effects)];
    for (const effect of effects) owners.set(effect, state.path);
  }
  return owners;
}

/** The parallel state two paths stand in different regions of; undefined when there is none. */
function parallelBetween(chart: Chart, a: string, b: string): string | undefined {
  const [x, y] = [a.split("."), b.split(".")];
  let common = 0;
  while (common < x.length && common < y.length && x[common] === y[common]) common++;
  const path = x.slice(0, common).join(".");
  const within = path !== a && path !== b;
  return within && chart.states.get(path)?.type === "parallel" ? path : undefined;
}

type SetEffect = Effect & { do: "set" };

function checkRegions(chart: Chart, table: Table, reached: readonly Configuration[], problems: Problems): void {
  const owners = ownersOf(chart);
  const ownerOf = (effect: Effect): string => owners.get(effect) as string;
  const outcomes = [table.start, ...reached.flatMap((configuration) => [...usedOutcomes(configuration)])];
  for (const { items } of outcomes) {
    const last = new Map<string, SetEffect[]>();
    for (const item of items) {
      if (item.is !== "effect" || item.effect.do !== "set") continue;
      const { effect } = item;
      for (const { name } of effect.assignments) {
        const earlier = last.get(name) ?? [];
        const other = earlier.find((one) => parallelBetween(chart, ownerOf(one), ownerOf(effect)) !== undefined);
        if (other) reportBoth(name, other, effect, ownerOf, problems);
        last.set(name, [...earlier, effect]);
      }
    }
  }
}

function reportBoth(
  name: string,
  first: SetEffect,
  second: SetEffect,
  ownerOf: (effect: Effect) => string,
  problems: Problems,
): void {
  const [a, b] = [ownerOf(first), ownerOf(second)];
  problems.warning("set-by-two-regions", second.place, `\`${a}\` and \`${b}\` both set \`${name}\` in one step`, {
    label: "the last one wins",
    help: ["let one region set it, or give each a variable of its own"],
    related: [{ place: first.place, label: `\`${a}\` sets it here` }],
  });
}
