/**
 * What one actor can come to when nobody tells it anything: its own timers and calendars move it, and nothing else.
 *
 * Variables that no step of such a course sets are constants, and guards over constants have one answer; which steps
 * there are depends on those answers. So all variables begin as constants, and lose that as steps are found that set
 * them, until nothing changes (conditional constants: Wegman and Zadeck, 1991).
 */
import type { Expression } from "@steppe/core";
import type { Configuration, Decision, Item, Outcome } from "@steppe/core/statechart/unfold.ts";
import type { PlannedActor } from "../plan/plan.ts";
import { type Constants, isTrue } from "./constants.ts";

/** A timer or a calendar of an actor: "timer x" or "calendar y". */
export type SlotKey = string;

export const timerKey = (id: string): SlotKey => `timer ${id}`;
export const calendarKey = (id: string): SlotKey => `calendar ${id}`;

export interface Course {
  /** Numbers of the configurations that are reached, in the order of finding. */
  readonly configurations: readonly number[];
  /** For each of them what may be put down while the actor waits there. */
  readonly pending: ReadonlyMap<number, ReadonlySet<SlotKey>>;
  /** The events that a timer or a calendar brings. */
  readonly events: ReadonlyMap<SlotKey, ReadonlySet<string>>;
  /** Guards with one answer. */
  readonly answers: ReadonlyMap<Expression, boolean>;
  /** Every outcome that may come about, the start's among them. */
  readonly outcomes: readonly Outcome[];
  /** Guards that are asked. */
  readonly guards: readonly Expression[];
}

/** The course of an actor of the file; `constants` says what an expression comes to where that is always the same. */
export function courseOf(actor: PlannedActor, constants: (set: ReadonlySet<string>) => Constants): Course {
  let set: ReadonlySet<string> = new Set();
  for (;;) {
    const found = new Walk(actor, constants(set)).course();
    const now = new Set(found.outcomes.flatMap(({ items }) => items.flatMap(variablesSet)));
    if ([...now].every((name) => set.has(name))) return found;
    set = new Set([...set, ...now]);
  }
}

const variablesSet = (item: Item): readonly string[] =>
  item.is === "effect" && item.effect.do === "set" ? item.effect.assignments.map(({ name }) => name) : [];

class Walk {
  readonly #actor: PlannedActor;
  readonly #constants: Constants;
  readonly #pending = new Map<number, Set<SlotKey>>();
  readonly #events = new Map<SlotKey, Set<string>>();
  readonly #answers = new Map<Expression, boolean>();
  readonly #outcomes = new Set<Outcome>();
  readonly #guards = new Set<Expression>();
  readonly #todo = new Set<number>();

  constructor(actor: PlannedActor, constants: Constants) {
    this.#actor = actor;
    this.#constants = constants;
  }

  course(): Course {
    const { table } = this.#actor.layout;
    this.#take(table.start, new Set());
    for (const number of this.#todo) {
      this.#todo.delete(number);
      this.#from(table.configurations[number] as Configuration, this.#pending.get(number) ?? new Set());
    }
    return {
      configurations: [...this.#pending.keys()],
      pending: this.#pending,
      events: this.#events,
      answers: this.#answers,
      outcomes: [...this.#outcomes],
      guards: [...this.#guards],
    };
  }

  #from({ eventless, on, done }: Configuration, pending: ReadonlySet<SlotKey>): void {
    if (done) return;
    if (eventless) for (const outcome of this.#leaves(eventless)) this.#take(outcome, pending);
    for (const slot of pending) {
      const rest = new Set(pending);
      if (slot.startsWith("timer")) rest.delete(slot);
      for (const event of this.#events.get(slot) ?? []) {
        const decision = on.get(event);
        if (decision) for (const outcome of this.#leaves(decision)) this.#take(outcome, rest);
      }
    }
  }

  *#leaves(decision: Decision): Iterable<Outcome> {
    if (decision.is === "outcome") {
      yield decision;
      return;
    }
    const answer = isTrue(this.#constants, decision.guard);
    if (answer === undefined) this.#guards.add(decision.guard);
    else this.#answers.set(decision.guard, answer);
    if (answer !== false) yield* this.#leaves(decision.yes);
    if (answer !== true) yield* this.#leaves(decision.no);
  }

  #take(outcome: Outcome, before: ReadonlySet<SlotKey>): void {
    this.#outcomes.add(outcome);
    const after = new Set(before);
    for (const item of outcome.items) this.#put(item, after);
    const known = this.#pending.get(outcome.to);
    const all = known ?? new Set<SlotKey>();
    const size = all.size;
    for (const slot of after) all.add(slot);
    this.#pending.set(outcome.to, all);
    if (!known || all.size > size) this.#todo.add(outcome.to);
  }

  #put(item: Item, pending: Set<SlotKey>): void {
    const begin = (slot: SlotKey, event: string): void => {
      pending.add(slot);
      this.#events.set(slot, (this.#events.get(slot) ?? new Set()).add(event));
    };
    if (item.is === "schedule") begin(timerKey(item.id), item.event);
    else if (item.is === "unschedule") pending.delete(timerKey(item.id));
    else if (item.effect.do === "start-calendar")
      begin(calendarKey(item.effect.calendar.id), item.effect.calendar.event);
    else if (item.effect.do === "end-calendar") pending.delete(calendarKey(item.effect.id));
  }
}
