/**
 * What is alike in a table, so that its code is written once.
 *
 * Decisions are alike with the same questions, the same effects in the same order, and a configuration that either stays
 * what it is or becomes the same: a transition of a state that encloses others is found in each configuration of those.
 * Outcomes that differ in what they leave first, timers and calendars, are alike in what they do then.
 */
import { type Expression, visit } from "@steppe/core";
import type { Effect } from "@steppe/core/statechart/chart.ts";
import { type Decision, type Item, type Outcome, outcomesOf, type Table } from "@steppe/core/statechart/unfold.ts";
import { effectExpressions } from "../plan/chart-layout.ts";

/** In which configuration, and for an outcome at which event. */
export interface Here {
  readonly number: number;
  readonly states: readonly string[];
  readonly type?: string;
}

/** Of fewer items than these the code is not much longer than a call. */
const WORTH_A_CALL = 2;

/** What an outcome does after it has taken back timers and ended calendars. */
export function afterLeaving({ items }: Outcome): readonly Item[] {
  const first = items.findIndex((item) => !(item.is === "unschedule" || isEndOfCalendar(item)));
  return first < 0 ? [] : items.slice(first);
}

const isEndOfCalendar = (item: Item): boolean => item.is === "effect" && item.effect.do === "end-calendar";

export class Alike {
  readonly #numbers = new Map<object, number>();
  /** By configuration and event. */
  readonly #keys: readonly ReadonlyMap<string, string>[];
  readonly #times = new Map<string, number>();
  readonly #thenTimes = new Map<string, number>();

  constructor({ configurations }: Table) {
    this.#keys = configurations.map(({ on, states }, number) => {
      const keys = [...on].map(([type, one]) => [type, `${type} ${this.#decision(one, { number, states })}`] as const);
      for (const [type, key] of keys) {
        const times = this.#times.get(key) ?? 0;
        this.#times.set(key, times + 1);
        if (times === 0) this.#countOutcomes(on.get(type) as Decision, { number, states, type });
      }
      return new Map(keys);
    });
  }

  #countOutcomes(decision: Decision, at: Here): void {
    for (const outcome of outcomesOf(decision)) {
      const key = this.#then(outcome, at);
      this.#thenTimes.set(key, (this.#thenTimes.get(key) ?? 0) + 1);
    }
  }

  /** The same text for configurations that decide alike on an event. Asserts that this one hears it. */
  keyOf(configuration: number, type: string): string {
    const key = this.#keys[configuration]?.get(type);
    if (key === undefined) throw new Error(`configuration ${configuration} does not hear ${type}`);
    return key;
  }

  /** Whether another configuration decides alike. */
  isShared(configuration: number, type: string): boolean {
    return (this.#times.get(this.keyOf(configuration, type)) as number) > 1;
  }

  /** The same text for outcomes that do alike after what they leave first; undefined where no other does, or it is little. */
  thenKeyOf(outcome: Outcome, at: Here): string | undefined {
    if (afterLeaving(outcome).length < WORTH_A_CALL) return undefined;
    const key = this.#then(outcome, at);
    return (this.#thenTimes.get(key) ?? 0) > 1 ? key : undefined;
  }

  #then(outcome: Outcome, at: Here): string {
    return this.#outcome(outcome, afterLeaving(outcome), at);
  }

  #decision(decision: Decision, at: Here): string {
    if (decision.is === "outcome") return this.#outcome(decision, decision.items, at);
    const { guard, yes, no } = decision;
    return `${this.#expression(guard, at)}?(${this.#decision(yes, at)}:${this.#decision(no, at)})`;
  }

  #outcome({ taken, queue, changed, to }: Outcome, items: readonly Item[], at: Here): string {
    const does = items.map((item) => this.#item(item, at)).join();
    const queued = queue.map((one) => (one.is === "raised" ? one.raise : "done")).join();
    return `${taken.length > 0} ${changed} ${to === at.number ? "stays" : to} [${does}] [${queued}]`;
  }

  #item(item: Item, at: Here): string {
    if (item.is === "unschedule") return `unschedule ${JSON.stringify(item.id)}`;
    if (item.is === "effect") return this.#effect(item.effect, at);
    const raise = item.raise ? this.#effect(item.raise, at) : "";
    const { id, event, delay } = item;
    return `schedule ${JSON.stringify([id, event])} ${this.#expression(delay, at)} ${raise}`;
  }

  #effect(effect: Effect, at: Here): string {
    if (effect.do === "enter") return `enter ${JSON.stringify(effect.state)}`;
    const asked = effectExpressions(effect).map((one) => this.#around(one, at));
    return `effect ${this.#number(effect)}${asked.join("")}`;
  }

  #expression(expression: Expression, at: Here): string {
    return `${this.#number(expression)}${this.#around(expression, at)}`;
  }

  /** What its code knows of where it stands: the actor's own states, the fields of the event. */
  #around(expression: Expression, { states, type = "" }: Here): string {
    let found = "";
    visit(expression, (one) => {
      if (one.node === "in") found += states.includes(one.state) ? "+" : "-";
      if (one.node === "reference" && one.reference.to === "field") found += `of ${JSON.stringify(type)}`;
    });
    return found;
  }

  #number(one: object): number {
    const known = this.#numbers.get(one);
    if (known !== undefined) return known;
    this.#numbers.set(one, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
