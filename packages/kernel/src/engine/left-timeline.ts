/**
 * The part of the timeline that code leaves: entries told to a group, drawn values, changed
 * assumptions; and the days of entries that a path decides. Done over the same memory, by the World's arithmetic.
 */
import { type EpochDay, type Exact, fits, type Kind, type TimelineEntry, type Value } from "@steppe/core";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { inRange, known, settle } from "@steppe/core/world/settle.ts";
import { TIMELINE } from "@steppe/core/world/step.ts";
import type { Exported } from "../code/index.ts";
import { ASSUMED, KNOWN } from "../lower/assumed.ts";
import { watchersOfAssumption } from "../machine/delivering.ts";
import { EVENT } from "../machine/kit.ts";
import { cellOfDay, NEVER_DAY } from "../plan/cells.ts";
import type { Memory } from "../plan/memory.ts";
import { DATED, GLOBAL, INSERTED, isInserted, type Plan, REACTION } from "../plan/plan.ts";
import type { MemoryReading } from "../plan/reading.ts";
import { PathFailure } from "./path-failure.ts";

interface Surroundings {
  readonly plan: Plan;
  readonly memory: Memory;
  /** Names of the assumptions that are found on each path. */
  readonly kept: readonly string[];
  /** What code exports: `step`, `react`, `askAgain`. */
  readonly functions: Readonly<Record<string, Exported>>;
  /** What is read of the path in memory. */
  readonly reading: () => MemoryReading;
}

interface Said {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Value;
}

interface Message {
  readonly event: number;
  readonly mask: number;
  readonly write: (address: number) => void;
}

export class LeftTimeline {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Puts the days of all entries on this path into memory, in order. */
  date(): void {
    const { model } = this.#around.plan;
    const environment = this.#environment();
    const dated = model.timeline.map((entry, number) => {
      const date = evaluate(entry.on, environment) as EpochDay;
      if (date < model.period.start) throw new PathFailure(0);
      return { date, entry: number, after: entry.after ?? 0, inserted: isInserted(entry) };
    });
    dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.after - b.after));
    const { memory, plan } = this.#around;
    const usual = dated.filter(({ inserted }) => !inserted);
    const { address } = plan.regions.timeline;
    for (const [index, { date, entry }] of usual.entries()) {
      memory.set(address + index * DATED.bytes + DATED.date, cellOfDay(date));
      memory.set(address + index * DATED.bytes + DATED.entry, entry);
    }
    memory.set(address + usual.length * DATED.bytes + DATED.date, NEVER_DAY);
    this.#dateInserted(dated.filter(({ inserted }) => inserted));
  }

  #dateInserted(entries: readonly { readonly date: EpochDay; readonly entry: number; readonly after: number }[]): void {
    const { memory, plan } = this.#around;
    const { address } = plan.regions.inserted;
    for (const [index, { date, entry, after }] of entries.entries()) {
      const at = address + index * INSERTED.bytes;
      memory.set(at + INSERTED.date, cellOfDay(date));
      memory.set(at + INSERTED.entry, entry);
      memory.set(at + INSERTED.after, after);
    }
    memory.set(address + entries.length * INSERTED.bytes + INSERTED.date, NEVER_DAY);
  }

  /** An entry takes place. */
  tell(number: number): void {
    const entry = known(this.#around.plan.model.timeline[number], `entry ${number}`);
    if (entry.does === "assume") this.#assume(entry);
    else this.#send(entry);
  }

  #environment() {
    const reading = this.#around.reading();
    return { ...reading.outside(), draw: (site: string) => reading.uniforms.u(TIMELINE, site, 0) };
  }

  #assume({ changes }: TimelineEntry & { does: "assume" }): void {
    const { plan, memory, kept } = this.#around;
    const reading = this.#around.reading();
    const environment = this.#environment();
    let { assumptions } = reading;
    for (const { assumption, value } of changes) {
      const { kind } = known(plan.model.assumptions.get(assumption), `assumption ${assumption}`);
      assumptions = assumptions.with(assumption, inRange(kind, evaluate(value, environment), value.place));
    }
    reading.assumptions = assumptions;
    // All are found anew: one may read another that has changed.
    for (const index of kept.keys()) {
      memory.set(plan.regions.assumptions.address + index * ASSUMED.bytes + ASSUMED.known, KNOWN.not);
    }
    this.#counted();
    this.#askWatchers(changes.map(({ assumption }) => assumption));
  }

  #send({ actor, event, with: fields }: TimelineEntry & { does: "send" }): void {
    const environment = this.#environment();
    const values = fields.map(({ name, kind, value }) => ({
      name,
      kind,
      value: settle(kind, evaluate(value, environment), value.place),
    }));
    const [first, ...others] = this.#targets(actor);
    if (first === undefined) {
      this.#counted();
      return;
    }
    const { plan, functions } = this.#around;
    const sender = known(plan.texts.known(TIMELINE), TIMELINE);
    // The others come before all that is waiting: the last of them is put in front first.
    for (const other of others.toReversed()) {
      const { event: number, mask, write } = this.#message(other, event, values);
      write(this.#inFront(other, number, sender, mask));
    }
    const { address } = plan.regions.payload;
    const { event: number, mask, write } = this.#message(first, event, values);
    write(address);
    functions.step?.(first, number, sender, address, mask);
  }

  /** Makes room for a reaction before those that wait; the address of its payload. */
  #inFront(actor: number, event: number, sender: number, mask: number): number {
    const { memory, plan } = this.#around;
    const { address, stride, capacity } = plan.regions.reactions;
    const head = memory.get(GLOBAL.reactionHead) - 1;
    if (memory.get(GLOBAL.reactionTail) - head >= capacity) throw new PathFailure(0);
    memory.set(GLOBAL.reactionHead, head);
    const at = address + ((head >>> 0) % capacity) * stride;
    memory.set(at + REACTION.actor, actor);
    memory.set(at + REACTION.event, event);
    memory.set(at + REACTION.sender, sender);
    memory.set(at + REACTION.mask, mask);
    return at + REACTION.payload;
  }

  #targets(name: string): readonly number[] {
    const { memory } = this.#around;
    const members = memory.members(name);
    if (members) return members.map(({ index }) => index);
    const one = memory.named(name);
    return one ? [one.index] : [];
  }

  #message(index: number, event: string, values: readonly Said[]): Message {
    const { plan, memory } = this.#around;
    const { layout } = memory.block(index);
    const declared = layout.chart.events.get(event);
    const number = known(plan.events.get(event), `event ${event}`);
    const nothing = () => undefined;
    if (!declared) return { event: values.length === 0 ? number : EVENT.none, mask: 0, write: nothing };
    const given = [...declared.values()].flatMap((field, bit) => {
      const value = values.find(({ name }) => name === field.name);
      return value ? [{ field, bit, value }] : [];
    });
    const misfits = given.some(
      ({ field, value }) => !fits(value.kind, field.kind) || isOutside(field.kind, value.value),
    );
    if (misfits) return { event: EVENT.misfit, mask: 0, write: nothing };
    const slots = layout.events.get(event)?.fields ?? [];
    return {
      event: number,
      mask: given.reduce((sum, { bit }) => sum | (1 << bit), 0),
      write: (address) => {
        for (const { bit, value } of given) {
          const slot = known(slots[bit], `field ${value.name}`);
          memory.coder.write(memory.view, address + slot.offset, slot.kind, value.value);
        }
      },
    };
  }

  #counted(): void {
    const { memory } = this.#around;
    memory.set(GLOBAL.steps, memory.get(GLOBAL.steps) + 1);
  }

  #askWatchers(assumptions: readonly string[]): void {
    const { plan, memory, functions } = this.#around;
    const wanted = new Set<number>();
    for (const name of assumptions) {
      const { actors, charts } = watchersOfAssumption(plan.model, name);
      for (const actor of actors) wanted.add(actor);
      for (let index = plan.actors.length; index < memory.size; index++) {
        if (charts.has(memory.block(index).layout.chart.key)) wanted.add(index);
      }
    }
    for (const index of [...wanted].sort((a, b) => a - b)) functions.askAgain?.(index);
  }
}

/** A share that is none. */
function isOutside(kind: Kind, value: Value): boolean {
  if (kind.type !== "share") return false;
  const share = value as Exact;
  return share.s < 0n || share.n > share.d;
}
