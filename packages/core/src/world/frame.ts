/**
 * The frame of one step of a World: answers what guards and actions ask, and carries out what
 * they do on a draft. The draft becomes the next World; until then nobody sees it.
 */
import { List } from "immutable";
import type { Expression } from "../expression/tree.ts";
import { post } from "../ledger/index.ts";
import {
  addDuration,
  type Duration,
  durationText,
  type EpochDay,
  type Exact,
  firstFrom,
  fits,
  kindText,
  NEVER,
  occurrence,
  roundHalfEven,
  type Value,
} from "../quantity/index.ts";
import { announcementType, type CalendarUse, type Declared, type Effect } from "../statechart/chart.ts";
import { type Context, type Frame, type MachineEvent, START } from "../statechart/machine.ts";
import { put, RANK } from "./agenda.ts";
import { NO_CONTEXT, NO_EVENT, StepReading } from "./frame-reading.ts";
import { leavesText } from "./reading.ts";
import { known } from "./settle.ts";
import type { Microstep, NamedValue, StepEffect } from "./trace.ts";
import type { Actor, Delivery, World } from "./world.ts";

const NO_FIELDS: readonly never[] = Object.freeze([]);

/** Openings within openings: beyond, the actors open each other without end. */
const MOST_OPENINGS_DEEP = 50;

/** So many actors in one World are a model that never stops opening them. */
const MOST_ACTORS = 100_000;

export class StepFrame extends StepReading implements Frame {
  readonly step: number;
  readonly effects: StepEffect[] = [];
  readonly transitions: string[] = [];
  /** How far each list had grown at the end of each microstep, and the states it led to. */
  readonly #microsteps: (Omit<Microstep, "state"> & { readonly states: ReadonlySet<string> })[] = [];
  readonly reactions: Delivery[] = [];

  constructor(world: World, actor: Actor) {
    super(world, actor);
    this.step = world.trace.length;
  }

  // Frame: what XState asks and does.

  test(guard: Expression, context: Context, event: MachineEvent): boolean {
    return this.evaluate(guard, context, event) as boolean;
  }

  assign(effect: Effect & { do: "set" }, context: Context, event: MachineEvent): Context {
    const set: Record<string, Value> = {};
    for (const { name, kind, value: expression } of effect.assignments) {
      const value = this.settled(expression, kind, context, event);
      set[name] = value;
      this.effects.push({ did: "set", name, kind, value });
    }
    return set;
  }

  fields(effect: Effect & { do: "raise" }, context: Context, event: MachineEvent): Record<string, Value> {
    if (!effect.delay) this.effects.push({ did: "raised", event: effect.event });
    const given = Object.fromEntries(this.values(effect.with, context, event).map(({ name, value }) => [name, value]));
    for (const [name, field] of this.actor.chart.events.get(effect.event) ?? []) {
      if (Object.hasOwn(given, name)) continue;
      given[name] = this.settled(known(field.initial, `field ${name}`), field.kind, context, event);
    }
    return given;
  }

  delay(delay: Expression, context: Context, event: MachineEvent): number {
    const duration = this.evaluate(delay, context, event) as Duration;
    const days = addDuration(this.today, duration) - this.today;
    if (days < 0)
      this.fail(
        "negative-delay",
        `a delay cannot be negative, and this is ${durationText(duration)}`,
        delay.place,
        "before now",
      );
    return days;
  }

  schedule(id: string, event: MachineEvent, delayDays: number): void {
    const date = this.today + delayDays;
    const declared = this.actor.chart.events.get(event.type);
    const fields: readonly NamedValue[] = declared
      ? Object.entries(event.data ?? {}).flatMap(([name, value]) => {
          const field = declared.get(name);
          return field ? [{ name, kind: field.kind, value: value as Value }] : [];
        })
      : NO_FIELDS;
    const order = this.draft.order++;
    const timer = { order, event: event.type, fields, date, cause: this.step };
    this.actor = { ...this.actor, timers: { ...this.actor.timers, [id]: timer } };
    this.draft.agenda = put(this.draft.agenda, { date, rank: RANK.timer, order, actor: this.actor.index, id });
    this.effects.push({ did: "scheduled", id, date });
  }

  unschedule(id: string): void {
    if (!Object.hasOwn(this.actor.timers, id)) return;
    const { [id]: _gone, ...timers } = this.actor.timers;
    this.actor = { ...this.actor, timers };
    this.effects.push({ did: "unscheduled", id });
  }

  took(transitions: readonly string[], states: ReadonlySet<string>): void {
    this.transitions.push(...transitions);
    this.states = states;
    const [done, effects, draws] = [this.transitions.length, this.effects.length, this.draws.length];
    this.#microsteps.push({ transitions: done, effects, draws, states });
  }

  /** Where there were several: of most steps there is one, and it is the step. */
  get microsteps(): readonly Microstep[] | undefined {
    if (this.#microsteps.length < 2) return undefined;
    return this.#microsteps.map(({ states, ...counts }) => ({ ...counts, state: leavesText(states) }));
  }

  perform(effect: Effect, context: Context, event: MachineEvent): void {
    switch (effect.do) {
      case "owe":
      case "pay":
        this.#post(effect, context, event);
        return;
      case "enter":
        this.#enter(effect.state);
        return;
      case "tell":
        this.#tell(effect, context, event);
        return;
      case "announce":
        this.#announce(effect.event, this.values(effect.with, context, event));
        return;
      case "open":
        this.#open(effect, context, event);
        return;
      case "note":
        this.effects.push({
          did: "noted",
          text: effect.text,
          ...(effect.source !== undefined && { source: effect.source }),
        });
        return;
      case "start-calendar":
        this.#startCalendar(effect.calendar, context, event);
        return;
      case "end-calendar": {
        const { [effect.id]: _gone, ...calendars } = this.actor.calendars;
        this.actor = { ...this.actor, calendars };
        return;
      }
      case "set":
      case "raise":
      case "cancel":
        throw new Error(`XState resolves ${effect.do} itself`);
    }
  }

  /** First values of the variables: they read inputs, and no other variable. */
  initialContext(): Context {
    const context: Record<string, Value> = {};
    for (const [name, { kind, initial }] of this.actor.chart.variables) {
      context[name] = this.settled(known(initial, `first value of ${name}`, kind), kind, context, NO_EVENT);
    }
    return context;
  }

  /** The fields of a delivered event, those not given at their defaults. Undefined for an event the machine does not declare. */
  complete(delivery: Delivery): Readonly<Record<string, Value>> | undefined {
    const declared = this.actor.chart.events.get(delivery.event);
    if (!declared) return delivery.fields.length === 0 ? {} : undefined;
    const data: Record<string, Value> = {};
    for (const [name, field] of declared) {
      const given = delivery.fields.find((one) => one.name === name);
      data[name] = given ? this.#accepted(given, field, delivery) : this.#defaultOf(field, delivery);
    }
    return data;
  }

  /** Load has checked what is sent to a receiver that it knows; who is told `opener` or `event.actor` shows only now. */
  #accepted({ kind, value }: NamedValue, field: Declared, { event }: Delivery): Value {
    if (!fits(kind, field.kind)) {
      const message = `\`${this.actor.name}\` wants ${kindText(field.kind)} for \`${field.name}\` of \`${event}\`, and is told ${kindText(kind)}`;
      this.fail("kind-mismatch", message, field.place, kindText(field.kind));
    }
    return this.kept(field.kind, value, field.place);
  }

  #defaultOf({ name, kind, initial, place }: Declared, { event }: Delivery): Value {
    const context = (this.actor.snapshot?.context as Context | undefined) ?? NO_CONTEXT;
    if (initial) return this.settled(initial, kind, context, NO_EVENT);
    return this.fail(
      "missing-field",
      `\`${this.actor.name}\` is told \`${event}\` without a value for \`${name}\``,
      place,
      "has no default",
    );
  }

  // The effects.

  #post(effect: Effect & { do: "owe" | "pay" }, context: Context, event: MachineEvent): void {
    const amount = this.evaluate(effect.amount, context, event) as Exact;
    const minor = roundHalfEven(amount);
    const from = this.evaluate(effect.from, context, event) as string;
    const to = this.evaluate(effect.to, context, event) as string;
    if (minor < 0n)
      this.fail("negative-amount", `\`${effect.do}\` of a negative amount`, effect.amount.place, "less than nothing");
    if (from === to)
      this.fail("same-party", `\`${from}\` cannot ${effect.do} itself`, effect.place, "one party on both sides");
    if (minor === 0n) return;
    if (effect.amount.kind.type !== "money") throw new Error("load lets only money be posted");
    const { journal, posting } = post(this.draft.journal, {
      date: this.today,
      step: this.step,
      verb: effect.do,
      from,
      to,
      category: effect.category,
      currency: effect.amount.kind.currency,
      minor,
      ...(effect.note !== undefined && { note: effect.note }),
    });
    this.draft.journal = journal;
    this.effects.push({ did: "posting", posting: posting.n, effect: effect.id });
  }

  #enter(state: string): void {
    if (!this.actor.snapshot) this.states = new Set([...this.states, state]);
    const names = this.actor.opened ? [this.actor.opened.group, this.actor.name] : [this.actor.name];
    for (const name of names) {
      const key = announcementType(name, state);
      const before = this.draft.milestones.get(key);
      this.draft.milestones = this.draft.milestones.set(key, {
        first: before?.first ?? this.today,
        count: (before?.count ?? 0) + 1,
      });
    }
    this.#announce(announcementType(names[0] as string, state), []);
  }

  /** To every actor that hears it, but for the one that announces, in the order of actors. */
  #announce(event: string, fields: readonly NamedValue[]): void {
    const listeners = this.world.model.listeners.get(event);
    if (!listeners) return;
    const indices = new Set(listeners.actors);
    for (const group of listeners.groups) for (const member of this.draft.groups.get(group) ?? []) indices.add(member);
    indices.delete(this.actor.index);
    const hears = (index: number): boolean => {
      const one = this.draft.actors.get(index);
      return !isDone(one) && one?.chart.heard.has(event) === true;
    };
    const hearing = [...indices].sort((a, b) => a - b).filter(hears);
    for (const index of hearing) this.#react(index, event, fields);
    if (hearing.length > 0) this.effects.push({ did: "announced", event, listeners: hearing.length });
  }

  #react(actor: number, event: string, fields: readonly NamedValue[]): void {
    this.reactions.push({
      actor,
      event,
      fields,
      sender: this.actor.name,
      origin: { from: "reaction" },
      cause: this.step,
    });
  }

  #tell(effect: Effect & { do: "tell" }, context: Context, event: MachineEvent): void {
    const name = this.evaluate(effect.to, context, event) as string;
    const fields = this.values(effect.with, context, event);
    const one = this.world.model.actorIndex.get(name) ?? this.draft.opened.get(name);
    const targets = one === undefined ? (this.draft.groups.get(name)?.toArray() ?? []) : [one];
    for (const target of targets) this.#react(target, effect.event, fields);
    this.effects.push({ did: "told", actor: name, event: effect.event, listeners: targets.length });
  }

  #open(effect: Effect & { do: "open" }, context: Context, event: MachineEvent): void {
    const members = this.draft.groups.get(effect.group) ?? List<number>();
    const k = (Object.hasOwn(this.actor.opens, effect.group) ? (this.actor.opens[effect.group] as number) : 0) + 1;
    const given = effect.name && (this.evaluate(effect.name, context, event) as string);
    if (given && !/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(given)) {
      this.fail(
        "bad-opened-name",
        `${JSON.stringify(given)} cannot name an opened actor`,
        effect.name?.place ?? effect.place,
        "not a name",
      );
    }
    const name = `${this.actor.name}/${effect.group}/${given ? given : k}`;
    if (this.draft.actors.size >= MOST_ACTORS) {
      this.fail("too-many-actors", `there are ${MOST_ACTORS} actors already`, effect.place, "opens one more");
    }
    if (name.split("/").length > 2 * MOST_OPENINGS_DEEP) {
      this.fail(
        "livelock",
        `the actors of group \`${effect.group}\` open each other without end`,
        effect.place,
        "opens one more",
      );
    }
    if (this.draft.opened.has(name))
      this.fail(
        "name-taken",
        `there is already an actor \`${name}\``,
        effect.name?.place ?? effect.place,
        "opened before",
      );
    const inputs = new Map(this.values(effect.with, context, event).map((one) => [one.name, one.value]));
    this.actor = { ...this.actor, opens: { ...this.actor.opens, [effect.group]: k } };
    const index = this.draft.actors.size;
    const chart = known(this.world.model.charts.get(effect.chart), `chart ${effect.chart}`);
    this.draft.actors = this.draft.actors.push({
      index,
      name,
      chart,
      opened: { group: effect.group, opener: this.actor.name, inputs },
      draws: {},
      timers: {},
      calendars: {},
      lastOccurrence: {},
      opens: {},
    });
    this.draft.opened = this.draft.opened.set(name, index);
    this.draft.groups = this.draft.groups.set(effect.group, members.push(index));
    this.effects.push({ did: "opened", actor: name });
    this.#react(index, START, []);
  }

  #startCalendar(calendar: CalendarUse, context: Context, event: MachineEvent): void {
    const every = this.evaluate(calendar.every, context, event) as Duration;
    const from = this.evaluate(calendar.from, context, event) as EpochDay;
    const until = calendar.until ? (this.evaluate(calendar.until, context, event) as EpochDay) : NEVER;
    if (every.months < 0 || every.days < 0 || (every.months === 0 && every.days === 0)) {
      this.fail(
        "period-not-positive",
        `a calendar's period leads forward, and this is ${durationText(every)}`,
        calendar.every.place,
        "no period",
      );
    }
    if (from === NEVER) return;
    const last = this.actor.lastOccurrence[calendar.id];
    const earliest = last === this.today ? this.today + 1 : this.today;
    const k = firstFrom(from, every, earliest);
    const order = this.draft.order++;
    const running = { order, every, from, until, event: calendar.event, k, cause: this.step };
    this.actor = { ...this.actor, calendars: { ...this.actor.calendars, [calendar.id]: running } };
    const date = occurrence(from, every, k);
    if (date > until || date > this.world.model.period.end) return;
    this.draft.agenda = put(this.draft.agenda, {
      date,
      rank: RANK.calendar,
      order,
      actor: this.actor.index,
      id: calendar.id,
    });
  }
}

export function isDone(actor: Actor | undefined): boolean {
  return actor?.snapshot?.status === "done";
}
