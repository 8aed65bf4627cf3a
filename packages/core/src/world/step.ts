/**
 * One step of a World: the next event, delivered to its actor.
 *
 * The order is the order of a day (DESIGN: Time): what the user told comes next; then the reactions
 * of the steps just done, first in first out; then what was put down for the date: the timeline in
 * file order, timers in the order they were put down, calendars in the order they started. So a due
 * date falls at the close of its day, after every change of that day. There is no other rule.
 */
import { ModelError, type Problem } from "../problem.ts";
import { dateText, type EpochDay, NEVER, type Value } from "../quantity/index.ts";
import type { TimelineEntry } from "../scenario/model.ts";
import type { Chart } from "../statechart/chart.ts";
import { ASK, inFrame, START, type Stepper, stepperOf } from "../statechart/machine.ts";
import { type Appointment, put, RANK, rest } from "./agenda.ts";
import { occurrence } from "./calendar.ts";
import { closeDay } from "./expectations.ts";
import { isDone, StepFrame } from "./frame.ts";
import { configurationText, actorsNamed, scenarioEnvironment } from "./reading.ts";
import { evaluate } from "./evaluate.ts";
import { sameValue, settle } from "./settle.ts";
import type { NamedValue, Step, StepEffect } from "./trace.ts";
import { assumptionKey, stateKey, valueKey, watchIndex, type WatchKey } from "./watch.ts";
import type { Actor, Dated, Delivery, World } from "./world.ts";

/** Past this many steps on one date the model is going in circles. */
export const STEPS_A_DAY = 100_000;

const steppers = new WeakMap<Chart, Stepper>();

/** The stepper of a chart, made once. */
export function stepperFor(chart: Chart): Stepper {
  let stepper = steppers.get(chart);
  if (!stepper) {
    stepper = stepperOf(chart);
    steppers.set(chart, stepper);
  }
  return stepper;
}

/**
 * The World after the next step. At the end of the period, and after the model went wrong, the
 * World itself (`ended`, `problem`).
 */
export function step(world: World): World {
  let at = world;
  while (!at.ended && !at.problem) {
    const next = advance(at);
    if (next.trace.length > at.trace.length) return next;
    at = next;
  }
  return at;
}

// Most lists of most steps are empty, and a history holds many steps: all empty ones are this one.
const NONE: readonly never[] = Object.freeze([]);

const shared = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list);

const without = (list: readonly Delivery[]): readonly Delivery[] => (list.length === 1 ? NONE : list.slice(1));

/** One move: a delivery (with or without a step), a dead appointment dropped, or the next date. */
function advance(world: World): World {
  if (world.stepsToday > STEPS_A_DAY) return { ...world, problem: livelock(world) };
  const inserted = world.inserted.find((one) => one.date === world.today && one.entry.after === world.stepsToday);
  if (inserted) return enter({ ...world, inserted: world.inserted.filter((one) => one !== inserted) }, inserted);
  const [told] = world.told;
  if (told) return deliver({ ...world, told: without(world.told) }, told);
  const [reaction] = world.reactions;
  if (reaction) return deliver({ ...world, reactions: without(world.reactions) }, reaction);
  const dated = world.timeline[world.timelineNext];
  if (dated?.date === world.today) return enter({ ...world, timelineNext: world.timelineNext + 1 }, dated);
  if (world.agenda?.appointment.date === world.today) {
    return keep({ ...world, agenda: rest(world.agenda) }, world.agenda.appointment);
  }
  const late = world.inserted.find((one) => one.date === world.today);
  if (late) return enter({ ...world, inserted: world.inserted.filter((one) => one !== late) }, late);
  return nextDate(world);
}

function nextDate(world: World): World {
  const closed = closeDay(world);
  if (closed.problem) return closed;
  const date = Math.min(
    world.timeline[world.timelineNext]?.date ?? NEVER,
    world.agenda?.appointment.date ?? NEVER,
    ...world.inserted.map((one) => one.date),
  );
  const { end } = world.model.period;
  if (date > end) return { ...closed, today: end, stepsToday: 0, ended: true };
  return { ...closed, today: date, stepsToday: 0 };
}

/** An appointment is kept, unless what it was for is gone. */
function keep(world: World, appointment: Appointment): World {
  const actor = world.actors.get(appointment.actor) as Actor;
  const { id, order } = appointment;
  const pending = appointment.rank === RANK.timer ? actor.timers[id] : actor.calendars[id];
  if (pending?.order !== order) return world;
  return appointment.rank === RANK.timer ? ring(world, actor, id) : recur(world, actor, id);
}

function ring(world: World, actor: Actor, id: string): World {
  const { [id]: timer, ...timers } = actor.timers;
  if (!timer) return world;
  const actors = world.actors.set(actor.index, { ...actor, timers });
  return deliver({ ...world, actors }, {
    actor: actor.index,
    event: timer.event,
    fields: timer.fields,
    sender: actor.name,
    origin: { from: "timer", id },
    cause: timer.cause,
  });
}

function recur(world: World, actor: Actor, id: string): World {
  const running = actor.calendars[id];
  if (!running) return world;
  const next = { ...running, k: running.k + 1 };
  const date = occurrence(next.from, next.every as never, next.k);
  const within = date <= next.until && date <= world.model.period.end;
  const agenda = within
    ? put(world.agenda, { date, rank: RANK.calendar, order: next.order, actor: actor.index, id })
    : world.agenda;
  const updated: Actor = {
    ...actor,
    calendars: { ...actor.calendars, [id]: next },
    lastOccurrence: { ...actor.lastOccurrence, [id]: world.today },
  };
  return deliver({ ...world, agenda, actors: world.actors.set(actor.index, updated) }, {
    actor: actor.index,
    event: running.event,
    fields: NONE,
    sender: actor.name,
    origin: { from: "calendar", id },
    cause: running.cause,
  });
}

/** A timeline entry takes place. */
function enter(world: World, { entry }: Dated): World {
  return entry.does === "assume" ? assume(world, entry) : send(world, entry);
}

function send(world: World, entry: TimelineEntry & { does: "send" }): World {
  const environment = {
    ...scenarioEnvironment(world),
    draw: (site: string) => world.uniforms.u("timeline", site, 0),
  };
  let fields: readonly NamedValue[];
  try {
    fields = entry.with.map(({ name, kind, value }) => ({ name, kind, value: settle(kind, evaluate(value, environment), value.place) }));
  } catch (error) {
    if (error instanceof ModelError) return { ...world, problem: dated(error.problem, world, entry.actor, entry.event) };
    throw error;
  }
  const targets = actorsNamed(world, entry.actor);
  const origin = { from: "timeline", entry: entry.id } as const;
  const base = { event: entry.event, fields, sender: "timeline", origin } as const;
  const [first, ...others] = targets;
  if (!first) return unheard(world, entry.actor, base);
  const reactions = [...others.map((actor) => ({ ...base, actor: actor.index })), ...world.reactions];
  return deliver({ ...world, reactions }, { ...base, actor: first.index });
}

/** Nobody of that name exists in this future: the step stands in the trace, not heard. */
function unheard(world: World, actor: string, delivery: Omit<Delivery, "actor">): World {
  return withStep(world, {
    actor,
    event: delivery.event,
    fields: delivery.fields,
    sender: delivery.sender,
    origin: delivery.origin,
    heard: false,
    before: "",
    after: "",
    transitions: [],
    effects: [],
    draws: [],
  });
}

function assume(world: World, entry: TimelineEntry & { does: "assume" }): World {
  const environment = {
    ...scenarioEnvironment(world),
    draw: (site: string) => world.uniforms.u("timeline", site, 0),
  };
  const effects: StepEffect[] = [];
  let assumptions = world.assumptions;
  try {
    for (const { assumption, value: expression } of entry.changes) {
      const { kind } = expression;
      const value = settle(kind, evaluate(expression, environment), expression.place);
      assumptions = assumptions.with(assumption, value);
      effects.push({ did: "assumed", name: assumption, kind, value });
    }
  } catch (error) {
    if (error instanceof ModelError) return { ...world, problem: dated(error.problem, world, "", "assume") };
    throw error;
  }
  const next = withStep({ ...world, assumptions }, {
    actor: "",
    event: "assume",
    fields: [],
    sender: "timeline",
    origin: { from: "timeline", entry: entry.id },
    heard: true,
    before: "",
    after: "",
    transitions: [],
    effects,
    draws: [],
  });
  return { ...next, reactions: [...next.reactions, ...asks(next, entry.changes.map((one) => assumptionKey(one.assumption)), -1)] };
}

function withStep(world: World, step: Omit<Step, "n" | "date">): World {
  const whole: Step = { n: world.trace.length, date: world.today, ...step };
  return { ...world, trace: world.trace.append(whole), stepsToday: world.stepsToday + 1 };
}

/** Delivers an event to an actor. An `ask` that changes nothing is no step. */
export function deliver(world: World, delivery: Delivery): World {
  const actor = world.actors.get(delivery.actor) as Actor;
  const frame = new StepFrame(world, actor);
  const { snapshot: before } = actor;
  let after: Actor["snapshot"];
  try {
    after = inFrame(frame, () => take(frame, actor, delivery));
  } catch (error) {
    return { ...world, problem: problemOf(error, frame, world, delivery) };
  }
  if (after === before && delivery.event === ASK) return world;
  const actorAfter: Actor = after === before ? frame.actor : { ...frame.actor, ...(after && { snapshot: after }) };
  const next: World = {
    ...frame.draft,
    actors: frame.draft.actors.set(actor.index, actorAfter),
    reactions: frame.reactions.length === 0 ? frame.draft.reactions : [...frame.draft.reactions, ...frame.reactions],
  };
  const asking = asks(next, changes(world, actor, actorAfter), actor.index);
  const stepped = withStep(next, {
    actor: actor.name,
    event: delivery.event,
    fields: delivery.fields,
    sender: delivery.sender,
    origin: delivery.origin,
    ...(delivery.cause !== undefined && { cause: delivery.cause }),
    heard: frame.transitions.length > 0 || delivery.event === START,
    before: configurationText(actor),
    after: after === before ? configurationText(actor) : configurationText(actorAfter),
    transitions: shared(frame.transitions),
    effects: shared(frame.effects),
    draws: shared(frame.draws),
  });
  return asking.length === 0 ? stepped : { ...stepped, reactions: [...stepped.reactions, ...asking] };
}

/** XState takes the event; what is not declared, or comes after the end, changes nothing. */
function take(frame: StepFrame, actor: Actor, delivery: Delivery): Actor["snapshot"] {
  const stepper = stepperFor(actor.chart);
  if (delivery.event === START) return stepper.start(frame.initialContext());
  if (!actor.snapshot || isDone(actor)) return actor.snapshot;
  const data = frame.complete(delivery);
  if (!data) return actor.snapshot;
  return stepper.step(actor.snapshot, { type: delivery.event, data, sender: delivery.sender });
}

/** What others may be watching of an actor, and has changed. */
function changes(world: World, before: Actor, after: Actor): readonly WatchKey[] {
  if (before.snapshot === after.snapshot) return [];
  const names = after.opened ? [after.name, after.opened.group] : [after.name];
  const found: WatchKey[] = [];
  if (before.snapshot?._nodes !== after.snapshot?._nodes) found.push(...names.map(stateKey));
  const index = watchIndex(world.model);
  const was = before.snapshot?.context as Record<string, Value> | undefined;
  const is = after.snapshot?.context as Record<string, Value> | undefined;
  if (was === is) return found;
  for (const name of index.values.get(after.name) ?? []) {
    const declared = after.chart.variables.get(name);
    if (declared && !sameValue(declared.kind, was?.[name], is?.[name])) found.push(valueKey(after.name, name));
  }
  return found;
}

/** Asks the actors that watch any of the keys, once each, in their order; not one that is asked already. */
function asks(world: World, keys: readonly WatchKey[], self: number): readonly Delivery[] {
  if (keys.length === 0) return [];
  const index = watchIndex(world.model);
  const wanted = new Set<number>();
  for (const key of keys) {
    for (const actor of index.actors.get(key) ?? []) wanted.add(actor);
    const charts = index.charts.get(key);
    if (charts && world.opened.size > 0) {
      for (const actor of world.opened.values()) {
        if (charts.has((world.actors.get(actor) as Actor).chart.key)) wanted.add(actor);
      }
    }
  }
  wanted.delete(self);
  if (wanted.size === 0) return [];
  const cause = world.trace.length - 1;
  const pending = new Set(world.reactions.filter(({ event }) => event === ASK).map(({ actor }) => actor));
  return [...wanted]
    .filter((actor) => !pending.has(actor) && world.actors.get(actor)?.snapshot?.status === "active")
    .sort((a, b) => a - b)
    .map((actor) => ({ actor, event: ASK, fields: [], sender: "", origin: { from: "reaction" }, cause }));
}

function problemOf(error: unknown, frame: StepFrame, world: World, delivery: Delivery): Problem {
  const actor = world.actors.get(delivery.actor) as Actor;
  if (frame.problem) return dated(frame.problem, world, actor.name, delivery.event);
  if (error instanceof Error && error.message.startsWith("Infinite loop detected")) {
    const cycle = [...new Set(frame.transitions.slice(-20))];
    return dated(
      {
        code: "livelock",
        severity: "error",
        message: `\`${actor.name}\` goes round in circles without waiting for anything`,
        place: actor.chart.root.place,
        notes: [`the cycle: ${cycle.map((id) => `\`${id}\``).join(", ")}`],
        help: ["give one of these transitions a guard that ends it, or a delay"],
      },
      world,
      actor.name,
      delivery.event,
    );
  }
  throw error;
}

function livelock(world: World): Problem {
  const recent = world.trace.slice(Math.max(0, world.trace.length - 20)).map((one) => `\`${one.actor}: ${one.event}\``);
  return {
    code: "livelock",
    severity: "error",
    message: `more than ${STEPS_A_DAY} steps on ${dateText(world.today)}: the actors keep each other going`,
    notes: [`the latest: ${[...new Set(recent)].join(", ")}`],
    help: ["let one of them wait: a delay of a day ends the circle"],
  };
}

function dated(problem: Problem, world: World, actor: string, event: string): Problem {
  const where = actor === "" ? event : `\`${actor}\` at \`${event}\``;
  return { ...problem, notes: [...(problem.notes ?? []), `on ${dateText(world.today)}, ${where}, step ${world.trace.length}`] };
}

/** The date of the next thing that can happen, without doing it; NEVER when nothing is left in the period. */
export function nextDay(world: World): EpochDay {
  if (world.ended || world.problem) return NEVER;
  if (world.told.length > 0 || world.reactions.length > 0) return world.today;
  const date = Math.min(
    world.timeline[world.timelineNext]?.date ?? NEVER,
    world.agenda?.appointment.date ?? NEVER,
    ...world.inserted.map((one) => one.date),
  );
  return date > world.model.period.end ? NEVER : date;
}

