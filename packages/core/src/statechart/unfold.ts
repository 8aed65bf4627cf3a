/**
 * The unfolding: a chart as a table of everything it can do.
 *
 * XState's own step is run with an oracle in place of the guards, once for each combination of
 * answers, microstep by microstep; so hierarchy, parallel regions, history and reentry come out
 * right because XState itself produced them. A row is a configuration and an event (or none): a
 * tree of questions whose leaves say which effects follow, in order, and where they lead. Readers
 * (the kernel, `check`, the stepper, diagrams) run the macrostep themselves: `walk.ts`.
 */
import type { AnyMachineSnapshot } from "xstate";
import type { Expression } from "../expression/tree.ts";
import type { Problem, Result } from "../problem.ts";
import type { Chart, Effect } from "./chart.ts";
import { type Frame, inFrame, type MachineEvent, RAISED, type Stepper, stepperOf } from "./machine.ts";

/** A chart unfolded. Plain data: it can be cloned to a worker. Equal charts give equal tables. */
export interface Table {
  readonly chart: string;
  /** What the start does; its questions come with the eventless rows that follow. */
  readonly start: Outcome;
  /** The configurations that can be reached, whatever the answers; in the order of finding (breadth first). */
  readonly configurations: readonly Configuration[];
}

/** Active states and what history states remember: all that a step depends on but for the answers. */
export interface Configuration {
  /** Paths of the active states, compound ones and the root "" too, in document order. */
  readonly states: readonly string[];
  /** What a history state remembers, in document order; those that no transition leads to are left out. */
  readonly history: ReadonlyMap<string, readonly string[]>;
  /**
   * The leaves whose eventless transitions are asked, in the order in which they are: the one entered last comes last.
   * Empty where the order is that of the document.
   */
  readonly order: readonly string[];
  /** The machine is over: nothing is asked, no event is heard. */
  readonly done: boolean;
  /** What eventless transitions do; absent where there are none. */
  readonly eventless?: Decision;
  /** What an event does, by its type, in document order. A timer's type is the `event` of its `schedule`. */
  readonly on: ReadonlyMap<string, Decision>;
}

export type Decision = Question | Outcome;

/** Is the guard of a transition true? Guards that are literally true or false are not asked. */
export interface Question {
  readonly is: "question";
  /** The transition's id. */
  readonly transition: string;
  readonly guard: Expression;
  readonly yes: Decision;
  readonly no: Decision;
}

/** What a microstep does once its questions are answered. */
export interface Outcome {
  readonly is: "outcome";
  /** Ids of the transitions taken, in order; none: the event does nothing here. */
  readonly taken: readonly string[];
  readonly items: readonly Item[];
  /** What the microstep adds to the queue of events that follow at once, in order. */
  readonly queue: readonly Queued[];
  /**
   * Whether XState made a new snapshot. After an eventless microstep that did not (an internal transition that sets
   * nothing), eventless transitions are not asked again before the next event of the queue.
   */
  readonly changed: boolean;
  /** Index of the next configuration. */
  readonly to: number;
}

/** One effect at its place. An effect `raise` without a delay is done when the queue comes to it. */
export type Item =
  | { readonly is: "effect"; readonly effect: Effect }
  /** An event is put down for a later date: of an `after`, or of a `raise` with a delay (then `raise` is there). */
  | {
      readonly is: "schedule";
      readonly id: string;
      readonly event: string;
      readonly delay: Expression;
      readonly raise?: Effect & { do: "raise" };
    }
  | { readonly is: "unschedule"; readonly id: string };

/** An entry of the queue: the n-th immediate `raise` of the microstep (from 0), or that a state is done, which nobody hears. */
export type Queued = { readonly is: "raised"; readonly raise: number } | { readonly is: "done" };

/** Asks the eventless transitions of a configuration. No chart can name it. */
const EVENTLESS = "steppe.eventless";

/** So many rows of a table are many: parallel regions multiply. */
export const ROW_LIMIT = 2000;

/**
 * The table of a chart, or the problem that it would have more than `limit` rows (leaves of decisions). The chart is
 * one that compiles: no `always` above parallel regions, every target known.
 */
export function unfold(chart: Chart, { limit = ROW_LIMIT }: { readonly limit?: number } = {}): Result<Table> {
  const unfolding = new Unfolding(chart, limit);
  const table = unfolding.table();
  if (table) return { ok: true, value: table, problems: [] };
  return { ok: false, problems: [tooMany(chart, limit)] };
}

/** The outcomes of a decision, from the first question's yes to the last one's no. */
export function* outcomesOf(decision: Decision): Iterable<Outcome> {
  if (decision.is === "outcome") yield decision;
  else {
    yield* outcomesOf(decision.yes);
    yield* outcomesOf(decision.no);
  }
}

/** Every decision of a configuration with its event type; undefined stands for no event. */
export function* decisionsOf(configuration: Configuration): Iterable<readonly [string | undefined, Decision]> {
  if (configuration.eventless) yield [undefined, configuration.eventless];
  yield* configuration.on;
}

function tooMany(chart: Chart, limit: number): Problem {
  const parallel = [...chart.states.values()].filter(({ type }) => type === "parallel");
  const regions = parallel.map(({ path, children }) => {
    const names = children.filter(({ type }) => type !== "history").map(({ key }) => `\`${key}\``);
    return `${path === "" ? "the machine" : `\`${path}\``} has ${names.length} regions: ${names.join(", ")}`;
  });
  return {
    code: "too-many-configurations",
    severity: "error",
    message: `machine \`${chart.machine}\` unfolds into more than ${limit} rows`,
    place: chart.root.place,
    label: "too many combinations of states",
    help: [
      "parallel regions multiply: make them actors, which hear each other",
      "a variable, asked by guards, can take the place of states that differ in little",
    ],
    ...(regions.length > 0 && { notes: regions }),
  };
}

/** A configuration while its rows are being found. */
interface Visited {
  readonly snapshot: AnyMachineSnapshot;
  readonly shape: Omit<Configuration, "eventless" | "on">;
}

interface Asked {
  readonly transition: string;
  readonly guard: Expression;
  readonly answer: boolean;
}

class Unfolding {
  readonly #chart: Chart;
  readonly #limit: number;
  readonly #stepper: Stepper;
  readonly #remembered: readonly string[];
  readonly #order: ReadonlyMap<string, number>;
  readonly #numbers = new Map<string, number>();
  readonly #visited: Visited[] = [];
  #rows = 0;

  constructor(chart: Chart, limit: number) {
    this.#chart = chart;
    this.#limit = limit;
    this.#stepper = stepperOf(chart, { eventless: EVENTLESS });
    this.#remembered = rememberedIn(chart);
    this.#order = new Map([...chart.states.keys()].map((path, index) => [path, index]));
  }

  table(): Table | undefined {
    const start = this.#run(undefined, () => this.#stepper.start({}));
    if (start.is === "question") throw new Error(`the start of \`${this.#chart.machine}\` asked a guard`);
    const configurations: Configuration[] = [];
    for (let at = 0; at < this.#visited.length; at++) {
      const configuration = this.#configuration(this.#visited[at] as Visited);
      if (!configuration) return undefined;
      configurations.push(configuration);
    }
    return { chart: this.#chart.key, start, configurations };
  }

  /** Undefined past the limit. */
  #configuration({ snapshot, shape }: Visited): Configuration | undefined {
    if (shape.done) return { ...shape, on: new Map() };
    const on = new Map<string, Decision>();
    for (const type of this.#stepper.hears(snapshot)) {
      const event: MachineEvent = { type, data: {}, sender: "" };
      on.set(
        type,
        this.#run(snapshot, () => this.#stepper.step(snapshot, event)),
      );
      if (this.#rows > this.#limit) return undefined;
    }
    const eventless = on.get(EVENTLESS);
    on.delete(EVENTLESS);
    return { ...shape, ...(eventless && { eventless }), on };
  }

  /** The decision of a step: runs it again for every combination of answers. */
  #run(
    before: AnyMachineSnapshot | undefined,
    step: () => AnyMachineSnapshot,
    given: readonly boolean[] = [],
  ): Decision {
    const tape = new Tape(given);
    const next = inFrame(tape, step);
    this.#rows += 1;
    let decision: Decision = {
      is: "outcome",
      taken: tape.taken,
      items: tape.items,
      queue: tape.queue,
      changed: next !== before,
      to: this.#visit(next),
    };
    for (let last = tape.asked.length - 1; last >= given.length; last--) {
      const { transition, guard } = tape.asked[last] as Asked;
      const answers = tape.asked.slice(0, last).map(({ answer }) => answer);
      // Past the limit the table is given up: what stands in for the other answer is never seen.
      const no: Decision = this.#rows > this.#limit ? decision : this.#run(before, step, [...answers, false]);
      decision = { is: "question", transition, guard, yes: decision, no };
    }
    return decision;
  }

  /** The number of a configuration; a new one is put on the list. */
  #visit(snapshot: AnyMachineSnapshot): number {
    const shape = this.#shape(snapshot);
    const key = JSON.stringify([shape.states, [...shape.history], shape.order]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#visited.length;
    this.#numbers.set(key, number);
    this.#visited.push({ snapshot, shape });
    return number;
  }

  #shape(snapshot: AnyMachineSnapshot): Visited["shape"] {
    const nodes = snapshot._nodes as readonly { readonly path: readonly string[] }[];
    const entered = nodes.map(({ path }) => path.join("."));
    const states = this.#sorted(entered);
    const asked = entered.filter((path) => this.#isAskedEventless(path));
    const inOrder = this.#sorted(asked).every((path, index) => path === asked[index]);
    const history = snapshot.historyValue as Readonly<Record<string, readonly { readonly path: readonly string[] }[]>>;
    return {
      states,
      history: new Map(
        this.#remembered.flatMap((path) => {
          const kept = history[historyId(path)];
          return kept ? [[path, this.#sorted(kept.map((node) => node.path.join(".")))] as const] : [];
        }),
      ),
      order: inOrder ? [] : asked,
      done: snapshot.status === "done",
    };
  }

  #sorted(paths: readonly string[]): readonly string[] {
    const rank = (path: string) => this.#order.get(path) as number;
    return [...paths].sort((a, b) => rank(a) - rank(b));
  }

  /** Whether a state is a leaf that has, or stands below, an eventless transition. */
  #isAskedEventless(path: string): boolean {
    const states = this.#chart.states;
    const { type } = states.get(path) as { type: string };
    if (type !== "atomic" && type !== "final") return false;
    return ["", ...prefixes(path)].some((above) => (states.get(above)?.always.length ?? 0) > 0);
  }
}

/** "a.b.c": "a", "a.b", "a.b.c". The root has none. */
function prefixes(path: string): readonly string[] {
  const keys = path === "" ? [] : path.split(".");
  return keys.map((_, index) => keys.slice(0, index + 1).join("."));
}

const historyId = (path: string): string => `m/${path.replaceAll(".", "/")}`;

/** History states that something leads to: only these can make a difference. */
function rememberedIn(chart: Chart): readonly string[] {
  const states = [...chart.states.values()];
  const transitions = states.flatMap(({ on, always, after }) => [
    ...on.flatMap((one) => one.transitions),
    ...always,
    ...after.flatMap((one) => one.transitions),
  ]);
  const targets = new Set(transitions.flatMap((transition) => transition.targets));
  for (const { initial } of states) if (initial !== undefined) targets.add(initial);
  return states.filter(({ path, type }) => type === "history" && targets.has(path)).map(({ path }) => path);
}

/** The frame of one run: answers from `given`, then always yes, and writes down what happens. */
class Tape implements Frame {
  readonly asked: Asked[] = [];
  readonly items: Item[] = [];
  readonly queue: Queued[] = [];
  readonly taken: string[] = [];
  readonly #given: readonly boolean[];
  #raised = 0;
  #delay: Expression | undefined;
  #delayed: (Effect & { do: "raise" }) | undefined;

  constructor(given: readonly boolean[]) {
    this.#given = given;
  }

  test(guard: Expression, _context: unknown, _event: MachineEvent, transition: string): boolean {
    if (guard.node === "literal" && typeof guard.value === "boolean") return guard.value;
    if (this.items.length > 0) throw new Error(`guard of \`${transition}\` asked after an effect of its microstep`);
    const answer = this.#given[this.asked.length] ?? true;
    this.asked.push({ transition, guard, answer });
    return answer;
  }

  assign(effect: Effect & { do: "set" }): Readonly<Record<string, unknown>> {
    this.items.push({ is: "effect", effect });
    return {};
  }

  perform(effect: Effect): void {
    this.items.push({ is: "effect", effect });
  }

  fields(effect: Effect & { do: "raise" }): Readonly<Record<string, unknown>> {
    if (effect.delay) {
      this.#delayed = effect;
      return {};
    }
    this.items.push({ is: "effect", effect });
    return {};
  }

  delay(delay: Expression): number {
    this.#delay = delay;
    return 0;
  }

  schedule(id: string, event: MachineEvent): void {
    const [delay, raise] = [this.#delay, this.#delayed];
    if (!delay) throw new Error(`event \`${event.type}\` was put down without a delay`);
    this.#delay = undefined;
    this.#delayed = undefined;
    this.items.push({ is: "schedule", id, event: event.type, delay, ...(raise && { raise }) });
  }

  unschedule(id: string): void {
    this.items.push({ is: "unschedule", id });
  }

  took(transitions: readonly string[]): void {
    this.taken.push(...transitions);
  }

  passed(type: string): void {
    if (type === RAISED) this.queue.push({ is: "raised", raise: this.#raised++ });
    else if (type.startsWith("xstate.done.state.")) this.queue.push({ is: "done" });
  }
}
