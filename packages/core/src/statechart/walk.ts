/**
 * Reading an unfolded table: one event, run to its end.
 *
 * The rule is XState's: the event first, then eventless transitions until none is taken, then the
 * next event that was raised, and so on until none is left.
 */
import type { Effect } from "./chart.ts";
import { MICROSTEP_LIMIT } from "./machine.ts";
import type { Decision, Item, Outcome, Question, Table } from "./unfold.ts";

/** Who answers and who acts. `Event` is what the reader carries of an event: its fields, its sender. */
export interface Reader<Event> {
  answer(question: Question, event: Event): boolean;
  /** Any item but an immediate `raise`. */
  perform(item: Item, event: Event): void;
  /** An immediate `raise`, at its place: its fields are read now, and it is handled when its turn comes. */
  raise(effect: Effect & { do: "raise" }, event: Event): Event;
  /** A microstep is done that took some transition. */
  took?(outcome: Outcome): void;
}

/** More microsteps than the limit in one step: a cycle that never comes to rest. */
export class Livelock extends Error {
  /** Ids of the transitions that went round, in order, each once. */
  readonly cycle: readonly string[];

  constructor(limit: number, cycle: readonly string[]) {
    super(`more than ${limit} microsteps in one step`);
    this.name = "Livelock";
    this.cycle = cycle;
  }
}

interface Raised<Event> {
  /** Undefined: a state is done, which nobody hears. */
  readonly type: string | undefined;
  readonly event: Event;
}

/** The start: returns the index of the configuration in which the machine comes to rest. */
export function walkStart<Event>(table: Table, event: Event, reader: Reader<Event>, limit = MICROSTEP_LIMIT): number {
  const walk = new Walk(table, reader, limit);
  walk.take(table.start, event);
  return walk.settle(event);
}

/**
 * One macrostep from configuration `at`: returns the index of the next. An event that is not heard changes nothing,
 * but eventless transitions are asked. In a configuration that is done nothing happens. Throws `Livelock`.
 */
export function walkStep<Event>(
  table: Table,
  at: number,
  type: string,
  event: Event,
  reader: Reader<Event>,
  limit = MICROSTEP_LIMIT,
): number {
  const configuration = table.configurations[at];
  if (!configuration) throw new RangeError(`the table has no configuration ${at}`);
  if (configuration.done) return at;
  const walk = new Walk(table, reader, limit, at);
  const decision = configuration.on.get(type);
  if (decision) walk.take(decision, event);
  return walk.settle(event);
}

class Walk<Event> {
  readonly #table: Table;
  readonly #reader: Reader<Event>;
  readonly #limit: number;
  readonly #queue: Raised<Event>[] = [];
  #at: number;
  #recent: string[] = [];

  constructor(table: Table, reader: Reader<Event>, limit: number, at = table.start.to) {
    this.#table = table;
    this.#reader = reader;
    this.#limit = limit;
    this.#at = at;
  }

  /** One microstep. */
  take(decision: Decision, event: Event): Outcome {
    let found = decision;
    while (found.is === "question") found = this.#reader.answer(found, event) ? found.yes : found.no;
    const raised: Raised<Event>[] = [];
    for (const item of found.items) {
      if (item.is === "effect" && item.effect.do === "raise") {
        raised.push({ type: item.effect.event, event: this.#reader.raise(item.effect, event) });
      } else this.#reader.perform(item, event);
    }
    for (const queued of found.queue) {
      this.#queue.push(queued.is === "raised" ? (raised[queued.raise] as Raised<Event>) : { type: undefined, event });
    }
    this.#at = found.to;
    if (found.taken.length > 0) this.#reader.took?.(found);
    return found;
  }

  /** Eventless transitions until none is taken, then the next event of the queue, until all is at rest. */
  settle(event: Event): number {
    let current = event;
    let asks = true;
    for (let steps = 1; !this.#here.done; steps++) {
      if (steps > this.#limit) throw new Livelock(this.#limit, cycleIn(this.#recent));
      const eventless: Outcome | undefined =
        asks && this.#here.eventless ? this.take(this.#here.eventless, current) : undefined;
      if (eventless && eventless.taken.length > 0) {
        asks = eventless.changed;
        this.#note(steps, eventless);
        continue;
      }
      const next = this.#queue.shift();
      if (!next) break;
      current = next.event;
      asks = true;
      const decision = next.type === undefined ? undefined : this.#here.on.get(next.type);
      if (decision) this.#note(steps, this.take(decision, current));
    }
    return this.#at;
  }

  get #here() {
    return this.#table.configurations[this.#at] as Table["configurations"][number];
  }

  /** Keeps the transitions of the last microsteps before the limit, for the error. */
  #note(steps: number, { taken }: Outcome): void {
    if (steps > this.#limit - 100) this.#recent.push(...taken);
  }
}

/** The shortest stretch that the end of `recent` repeats; all of it, each once, when nothing repeats. */
function cycleIn(recent: readonly string[]): readonly string[] {
  for (let length = 1; length <= recent.length / 2; length++) {
    const last = recent.slice(-length);
    const before = recent.slice(-2 * length, -length);
    if (last.every((id, index) => id === before[index])) return last;
  }
  return [...new Set(recent)];
}
