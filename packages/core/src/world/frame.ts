/**
 * The frame of one step of a World: answers what guards and actions ask, and carries out what
 * they do on a draft. The draft becomes the next World; until then nobody sees it.
 *
 * An expression sees every effect before it in the same step: own variables and the ledger are
 * read live. Other actors are as they were when the step began.
 */
import { List } from "immutable";
import type { Environment, Expression, LedgerQuery, StateReference } from "../expression/tree.ts";
import { journalFlow, journalSum, post } from "../ledger/index.ts";
import { ModelError, type Place, type Problem } from "../problem.ts";
import {
  addDuration,
  type Duration,
  durationText,
  type EpochDay,
  type Exact,
  NEVER,
  roundHalfEven,
  type Value,
} from "../quantity/index.ts";
import { announcementType, type Assignment, type CalendarUse, type Effect } from "../statechart/chart.ts";
import { type Context, type Frame, type MachineEvent, START } from "../statechart/machine.ts";
import { RANK, put } from "./agenda.ts";
import { indexOn, rateOn } from "./assumptions.ts";
import { firstFrom, occurrence } from "./calendar.ts";
import { evaluate } from "./evaluate.ts";
import { activeStates, actorNamed, inputOf, isInState, valueOf } from "./reading.ts";
import { known, settle } from "./settle.ts";
import type { DrawRecord, NamedValue, StepEffect } from "./trace.ts";
import type { Actor, Delivery, World } from "./world.ts";

type Draft = { -readonly [K in keyof World]: World[K] };

const NO_CONTEXT: Context = {};
const NO_FIELDS: readonly never[] = Object.freeze([]);
const NO_EVENT: MachineEvent = { type: START, data: {}, sender: "" };

export class StepFrame implements Frame, Environment {
  /** What the next World is made of. */
  readonly draft: Draft;
  readonly world: World;
  readonly step: number;
  actor: Actor;
  readonly effects: StepEffect[] = [];
  readonly draws: DrawRecord[] = [];
  readonly transitions: string[] = [];
  readonly reactions: Delivery[] = [];
  problem: Problem | undefined;
  readonly today: EpochDay;
  readonly start: EpochDay;
  readonly central: boolean;
  #context: Context = NO_CONTEXT;
  #event: MachineEvent = NO_EVENT;
  /** The configuration before the microstep at hand; while an actor starts, the states entered so far. */
  #states: ReadonlySet<string>;

  constructor(world: World, actor: Actor) {
    this.world = world;
    this.draft = { ...world };
    this.actor = actor;
    this.step = world.trace.length;
    this.today = world.today;
    this.start = world.model.period.start;
    this.central = world.uniforms.central;
    this.#states = activeStates(actor);
  }

  // Frame: what XState asks and does.

  test(guard: Expression, context: Context, event: MachineEvent): boolean {
    return this.#evaluate(guard, context, event) as boolean;
  }

  assign(effect: Effect & { do: "set" }, context: Context, event: MachineEvent): Context {
    const set: Record<string, Value> = {};
    for (const { name, kind, value: expression } of effect.assignments) {
      const value = this.#settled(expression, { name, kind, value: expression }, context, event);
      set[name] = value;
      this.effects.push({ did: "set", name, kind, value });
    }
    return set;
  }

  fields(effect: Effect & { do: "raise" }, context: Context, event: MachineEvent): Record<string, Value> {
    if (!effect.delay) this.effects.push({ did: "raised", event: effect.event });
    const given = Object.fromEntries(this.#values(effect.with, context, event).map(({ name, value }) => [name, value]));
    for (const [name, field] of this.actor.chart.events.get(effect.event) ?? []) {
      if (!(name in given)) given[name] = this.#evaluate(known(field.initial, `field ${name}`), context, event);
    }
    return given;
  }

  delay(delay: Expression, context: Context, event: MachineEvent): number {
    const duration = this.#evaluate(delay, context, event) as Duration;
    const days = addDuration(this.today, duration) - this.today;
    if (days < 0) this.#fail("negative-delay", `a delay cannot be negative, and this is ${durationText(duration)}`, delay.place, "before now");
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
    this.#states = states;
  }

  perform(effect: Effect, context: Context, event: MachineEvent): void {
    switch (effect.do) {
      case "owe":
      case "pay":
        return this.#post(effect, context, event);
      case "enter":
        return this.#enter(effect.state);
      case "tell":
        return this.#tell(effect, context, event);
      case "announce":
        return this.#announce(effect.event, this.#values(effect.with, context, event));
      case "open":
        return this.#open(effect, context, event);
      case "note":
        this.effects.push({ did: "noted", text: effect.text, ...(effect.source !== undefined && { source: effect.source }) });
        return;
      case "start-calendar":
        return this.#startCalendar(effect.calendar, context, event);
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

  /** First values of the variables, in the order they are declared: each sees those before it. */
  initialContext(): Context {
    const context: Record<string, Value> = {};
    for (const [name, { kind, initial, place }] of this.actor.chart.variables) {
      const expression = known(initial, `first value of ${name}`, kind);
      context[name] = settle(kind, this.#evaluate(expression, context, NO_EVENT), place);
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
      const context = (this.actor.snapshot?.context as Context | undefined) ?? NO_CONTEXT;
      data[name] = given ? given.value : settle(field.kind, this.#evaluate(known(field.initial, `field ${name}`), context, NO_EVENT), field.place);
    }
    return data;
  }

  // Environment: what expressions read.

  variable(name: string): Value {
    return known(this.#context[name] as Value | undefined, `variable ${name}`);
  }

  input(name: string): Value {
    if (name === "opener") return this.actor.opened?.opener ?? "";
    return inputOf(this.world, this.actor, name, this);
  }

  field(name: string): Value {
    return known(this.#event.data[name] as Value | undefined, `field ${name} of ${this.#event.type}`);
  }

  sender(): string {
    return this.#event.sender;
  }

  assumption(name: string): Value {
    return this.world.assumptions.value(name);
  }

  remote(actor: string, name: string): Value {
    return valueOf(this.world, known(actorNamed(this.world, actor), `actor ${actor}`), name);
  }

  inState(state: string): boolean {
    return this.#states.has(state);
  }

  isIn(state: StateReference): boolean {
    return isInState(this.world, state);
  }

  count({ actor, state }: StateReference): number {
    return this.world.milestones.get(`${actor}.${state}`)?.count ?? 0;
  }

  firstDate({ actor, state }: StateReference): EpochDay {
    return this.world.milestones.get(`${actor}.${state}`)?.first ?? NEVER;
  }

  ledgerSum(query: LedgerQuery): bigint {
    return journalSum(this.draft.journal, query);
  }

  ledgerFlow(query: LedgerQuery): ReturnType<Environment["ledgerFlow"]> {
    return journalFlow(this.draft.journal, query);
  }

  rate(from: string, to: string, date: EpochDay, place: Place): Exact {
    return rateOn(this.world.model, from, to, date, place);
  }

  index(name: string, date: EpochDay, place: Place): Exact {
    return indexOn(this.world.model, name, date, place);
  }

  draw(site: string): number {
    const n = this.actor.draws[site] ?? 0;
    const u = this.world.uniforms.u(this.actor.name, site, n);
    this.actor = { ...this.actor, draws: { ...this.actor.draws, [site]: n + 1 } };
    this.draws.push({ site, n, u });
    return u;
  }

  // The effects.

  #post(effect: Effect & { do: "owe" | "pay" }, context: Context, event: MachineEvent): void {
    const amount = this.#evaluate(effect.amount, context, event) as Exact;
    const minor = roundHalfEven(amount);
    const from = this.#evaluate(effect.from, context, event) as string;
    const to = this.#evaluate(effect.to, context, event) as string;
    if (minor < 0n) this.#fail("negative-amount", `\`${effect.do}\` of a negative amount`, effect.amount.place, "less than nothing");
    if (from === to) this.#fail("same-party", `\`${from}\` cannot ${effect.do} itself`, effect.place, "one party on both sides");
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
    this.effects.push({ did: "posting", posting: posting.n });
  }

  #enter(state: string): void {
    if (!this.actor.snapshot) this.#states = new Set([...this.#states, state]);
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
    const hearing = [...indices].sort((a, b) => a - b).filter((index) => !isDone(this.draft.actors.get(index)));
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
    const name = this.#evaluate(effect.to, context, event) as string;
    const fields = this.#values(effect.with, context, event);
    const one = this.world.model.actorIndex.get(name) ?? this.draft.opened.get(name);
    const targets = one === undefined ? (this.draft.groups.get(name)?.toArray() ?? []) : [one];
    for (const target of targets) this.#react(target, effect.event, fields);
    this.effects.push({ did: "told", actor: name, event: effect.event });
  }

  #open(effect: Effect & { do: "open" }, context: Context, event: MachineEvent): void {
    const members = this.draft.groups.get(effect.group) ?? List<number>();
    const own = members.filter((index) => this.draft.actors.get(index)?.opened?.opener === this.actor.name).size;
    const given = effect.name && (this.#evaluate(effect.name, context, event) as string);
    const name = `${this.actor.name}/${effect.group}/${given ? given : own + 1}`;
    if (this.draft.opened.has(name)) this.#fail("name-taken", `there is already an actor \`${name}\``, effect.name?.place ?? effect.place, "opened before");
    const inputs = new Map(this.#values(effect.with, context, event).map((one) => [one.name, one.value]));
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
    });
    this.draft.opened = this.draft.opened.set(name, index);
    this.draft.groups = this.draft.groups.set(effect.group, members.push(index));
    this.effects.push({ did: "opened", actor: name });
    this.#react(index, START, []);
  }

  #startCalendar(calendar: CalendarUse, context: Context, event: MachineEvent): void {
    const every = this.#evaluate(calendar.every, context, event) as Duration;
    const from = this.#evaluate(calendar.from, context, event) as EpochDay;
    const until = calendar.until ? (this.#evaluate(calendar.until, context, event) as EpochDay) : NEVER;
    if (every.months < 0 || every.days < 0 || (every.months === 0 && every.days === 0)) {
      this.#fail("period-not-positive", `a calendar's period leads forward, and this is ${durationText(every)}`, calendar.every.place, "no period");
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
    this.draft.agenda = put(this.draft.agenda, { date, rank: RANK.calendar, order, actor: this.actor.index, id: calendar.id });
  }

  // Evaluation.

  #evaluate(expression: Expression, context: Context, event: MachineEvent): Value {
    const [outerContext, outerEvent] = [this.#context, this.#event];
    this.#context = context;
    this.#event = event;
    try {
      return evaluate(expression, this);
    } catch (error) {
      if (error instanceof ModelError) this.problem = error.problem;
      throw error;
    } finally {
      this.#context = outerContext;
      this.#event = outerEvent;
    }
  }

  #settled(expression: Expression, { kind }: Assignment, context: Context, event: MachineEvent): Value {
    const value = this.#evaluate(expression, context, event);
    try {
      return settle(kind, value, expression.place);
    } catch (error) {
      if (error instanceof ModelError) this.problem = error.problem;
      throw error;
    }
  }

  #values(assignments: readonly Assignment[], context: Context, event: MachineEvent): readonly NamedValue[] {
    return assignments.map((one) => ({ name: one.name, kind: one.kind, value: this.#settled(one.value, one, context, event) }));
  }

  #fail(code: string, message: string, place: Place, label: string): never {
    this.problem = { code, severity: "error", message, place, label };
    throw new ModelError(this.problem);
  }
}

export function isDone(actor: Actor | undefined): boolean {
  return actor?.snapshot?.status === "done";
}

