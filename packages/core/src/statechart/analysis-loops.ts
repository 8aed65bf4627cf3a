/**
 * Cycles that take no time: eventless transitions, events raised at once, and timers of no length
 * that lead back to where they began.
 *
 * The table is followed from every event with every consistent set of answers (one answer for a
 * condition, wherever it is asked again): what comes back to the same configuration with the same
 * events and timers waiting goes round for ever, unless the cycle changes what its guards read.
 */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Problem } from "../problem.ts";
import type { Duration } from "../quantity/index.ts";
import { canRest, reachableIn } from "./analysis-reach.ts";
import type { Chart, Transition } from "./chart.ts";
import type { Configuration, Decision, Item, Outcome, Table } from "./unfold.ts";

/** Microsteps followed in all: beyond, a chart is too large to be searched to the end. */
const SEARCH_LIMIT = 20_000;

interface Moment {
  readonly at: number;
  /** Whether eventless transitions are asked. */
  readonly asks: boolean;
  readonly queue: readonly string[];
  /** Events of timers of no length, in the order they were put down. */
  readonly timers: readonly { readonly id: string; readonly event: string }[];
}

/** By condition. */
type Answers = ReadonlyMap<string, boolean>;

interface Taken {
  readonly key: string;
  readonly outcome: Outcome;
  readonly asked: readonly Expression[];
}

/** Loops of a chart: an error where no guard is asked, a warning where the guards of a cycle stay as they are. */
export function findLoops(chart: Chart, table: Table): readonly Problem[] {
  return new Search(chart, table).problems();
}

class Search {
  readonly #table: Table;
  readonly #transitions: ReadonlyMap<string, Transition>;
  readonly #chart: Chart;
  readonly #seen = new Set<string>();
  readonly #found = new Map<string, Problem>();
  #steps = 0;

  constructor(chart: Chart, table: Table) {
    this.#chart = chart;
    this.#table = table;
    this.#transitions = new Map(transitionsOf(chart).map((transition) => [transition.id, transition]));
  }

  problems(): readonly Problem[] {
    const nothing: Moment = { at: 0, asks: true, queue: [], timers: [] };
    this.#follow(after(nothing, this.#table.start), new Map(), []);
    for (const configuration of reachableIn(this.#table)) {
      if (configuration.done || !canRest(configuration)) continue;
      for (const decision of configuration.on.values()) {
        for (const { outcome, answers } of branches(decision, new Map())) {
          if (outcome.taken.length > 0) this.#follow(after(nothing, outcome), answers, []);
        }
      }
    }
    return [...this.#found.values()];
  }

  #follow(moment: Moment, answers: Answers, path: readonly Taken[]): void {
    const key = JSON.stringify(moment);
    const start = path.findIndex((step) => step.key === key);
    if (start >= 0) {
      this.#report(path.slice(start));
      return;
    }
    const known = `${key} ${JSON.stringify([...answers].sort())}`;
    if (this.#seen.has(known) || this.#steps++ > SEARCH_LIMIT) return;
    this.#seen.add(known);
    for (const { moment: next, outcome, answers: given, asked } of this.#next(moment, answers)) {
      this.#follow(next, given, [...path, { key, outcome, asked }]);
    }
  }

  /** What comes next without time: eventless, else the next event raised, else the first timer of no length. */
  *#next(moment: Moment, answers: Answers): Iterable<Branch & { readonly moment: Moment }> {
    const here = this.#table.configurations[moment.at] as Configuration;
    if (here.done) return;
    const eventless = moment.asks && here.eventless ? branches(here.eventless, answers) : undefined;
    for (const branch of eventless ?? [{ outcome: undefined, answers, asked: [] }]) {
      if (branch.outcome && branch.outcome.taken.length > 0) {
        yield { ...branch, moment: { ...after(moment, branch.outcome), asks: branch.outcome.changed } };
        continue;
      }
      const raised = moment.queue[0];
      const event = raised ?? moment.timers[0]?.event;
      if (event === undefined) continue;
      const timers = raised === undefined ? moment.timers.slice(1) : moment.timers;
      const rest: Moment = { ...moment, asks: true, queue: moment.queue.slice(1), timers };
      const decision = here.on.get(event) ?? {
        is: "outcome",
        taken: [],
        items: [],
        queue: [],
        changed: false,
        to: moment.at,
      };
      for (const next of branches(decision, branch.answers)) {
        yield { ...next, asked: [...branch.asked, ...next.asked], moment: after(rest, next.outcome) };
      }
    }
  }

  #report(cycle: readonly Taken[]): void {
    const ids = [...new Set(cycle.flatMap(({ outcome }) => outcome.taken))];
    const guards = [...new Set(cycle.flatMap(({ asked }) => asked))];
    const [first] = ids.map((id) => this.#transitions.get(id)).filter((transition) => transition !== undefined);
    const name = [...ids].sort().join("\n");
    // Several conditions may well exclude each other (`rent < 5 USD`, `rent > 6 USD`): that is not for us to know.
    const conditions = new Set(guards.map((guard) => conditionOf(guard).text));
    if (!first || conditions.size > 1 || !stayAsTheyAre(guards, cycle)) return;
    const before = this.#found.get(name);
    if (before?.severity === "error" || (before && guards.length > 0)) return;
    this.#found.set(name, this.#problem(first, ids, guards.length > 0));
  }

  #problem(first: Transition, ids: readonly string[], guarded: boolean): Problem {
    const related = ids.slice(1).flatMap((id) => {
      const transition = this.#transitions.get(id);
      return transition ? [{ place: transition.place, label: "and this one" }] : [];
    });
    return {
      code: "zero-delay-loop",
      severity: guarded ? "warning" : "error",
      message: guarded
        ? `\`${this.#chart.machine}\` may go round for ever without a day passing`
        : `\`${this.#chart.machine}\` goes round for ever without a day passing`,
      place: first.place,
      label: related.length > 0 ? "part of a cycle" : "leads back to itself",
      help: [
        guarded
          ? "nothing in the cycle changes what its guards read: set a variable that ends it, or wait with `after`"
          : "add a `guard` that ends it, or wait with `after`",
      ],
      ...(related.length > 0 && { related }),
    };
  }
}

interface Branch {
  readonly outcome: Outcome;
  readonly answers: Answers;
  /** The guards asked on the way. */
  readonly asked: readonly Expression[];
}

/** The outcomes of a decision that go with what was answered before. */
function* branches(decision: Decision, answers: Answers, asked: readonly Expression[] = []): Iterable<Branch> {
  if (decision.is === "outcome") {
    yield { outcome: decision, answers, asked };
    return;
  }
  const { guard, yes, no } = decision;
  const { text, negated } = conditionOf(guard);
  const known = answers.get(text);
  for (const holds of [true, false]) {
    if (known === !holds) continue;
    yield* branches(holds === negated ? no : yes, new Map(answers).set(text, holds), [...asked, guard]);
  }
}

/** What a guard asks, so that the same words in two places are one condition, and `not` asks the same. */
function conditionOf(guard: Expression): { readonly text: string; readonly negated: boolean } {
  let condition = guard;
  let negated = false;
  for (; condition.node === "not"; condition = condition.operand) negated = !negated;
  const text = JSON.stringify(condition, (key, value: unknown) =>
    key === "place" ? undefined : typeof value === "bigint" ? `${value}n` : value,
  );
  return { text, negated };
}

function after(moment: Moment, { items, queue, to }: Outcome): Moment {
  const raised = items.flatMap((item) =>
    item.is === "effect" && item.effect.do === "raise" ? [item.effect.event] : [],
  );
  const queued = queue.map((one) => (one.is === "raised" ? (raised[one.raise] as string) : "steppe.done"));
  return { at: to, asks: true, queue: [...moment.queue, ...queued], timers: items.reduce(withTimer, moment.timers) };
}

function withTimer(timers: Moment["timers"], item: Item): Moment["timers"] {
  if (item.is === "effect" || (item.is === "schedule" && !isNoTime(item.delay))) return timers;
  const others = timers.filter(({ id }) => id !== item.id);
  return item.is === "schedule" ? [...others, { id: item.id, event: item.event }] : others;
}

function isNoTime(delay: Expression): boolean {
  if (delay.node !== "literal" || delay.kind.type !== "duration") return false;
  const { months, days } = delay.value as Duration;
  return months === 0 && days === 0;
}

/** Whether the guards of a cycle give the same answers each time round: nothing they read changes in it. */
function stayAsTheyAre(guards: readonly Expression[], cycle: readonly Taken[]): boolean {
  const set = new Set(
    cycle.flatMap(({ outcome }) =>
      outcome.items.flatMap((item) =>
        item.is === "effect" && item.effect.do === "set" ? item.effect.assignments.map(({ name }) => name) : [],
      ),
    ),
  );
  return guards.every((guard) => {
    const read = reads(guard);
    if (read.draws.length > 0 || read.ledger || read.history || read.fields.size > 0) return false;
    return [...read.variables].every((name) => !set.has(name));
  });
}

function transitionsOf(chart: Chart): readonly Transition[] {
  return [...chart.states.values()].flatMap(({ always, on, after: delayed }) => [
    ...always,
    ...on.flatMap(({ transitions }) => transitions),
    ...delayed.flatMap(({ transitions }) => transitions),
  ]);
}
