/**
 * One step of a World: the next event, delivered to its actor.
 *
 * The order is the order of a day (DESIGN: Time): what the user told comes next; then the reactions
 * of the steps just done, first in first out; then what was put down for the date: the timeline in
 * file order, timers in the order they were put down, calendars in the order they started. So a due
 * date falls at the close of its day, after every change of that day. There is no other rule.
 */
import type { Environment } from "../expression/tree.ts";
import { ModelError, type Problem } from "../problem.ts";
import { dateText, type EpochDay, NEVER, occurrence } from "../quantity/index.ts";
import type { TimelineEntry } from "../scenario/model.ts";
import type { Chart } from "../statechart/chart.ts";
import { ASK, inFrame, START, type Stepper, stepperOf } from "../statechart/machine.ts";
import { type Appointment, put, RANK, rest } from "./agenda.ts";
import { evaluate } from "./evaluate.ts";
import { eventName } from "./event-name.ts";
import { closeDay, closeWorld } from "./expectations.ts";
import { isDone, StepFrame } from "./frame.ts";
import { isLivelocked, livelock, livelockWithin } from "./livelock.ts";
import { actorsNamed, configurationText, scenarioEnvironment } from "./reading.ts";
import { inRange, known, settle } from "./settle.ts";
import type { DrawRecord, Step, StepEffect } from "./trace.ts";
import { asks, assumptionKey, changes } from "./watch.ts";
import type { Actor, Dated, Delivery, World } from "./world.ts";

const steppers = new WeakMap<Chart, Stepper>();

/** Whose draws those of the timeline are, and who sends what it says. */
export const TIMELINE = "timeline";

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
 * World itself (`ended`, `problem`): a World that went wrong is the one before the step, with the
 * problem. With `until`, no date after it is begun: then a World without another step comes back,
 * the expectations of its date asked.
 */
export function step(world: World, until: EpochDay = NEVER): World {
  let at = world;
  while (!at.ended && !at.problem) {
    const next = today(at) ?? (dateAfter(at) > until && until < at.model.period.end ? undefined : nextDate(at));
    if (!next) return closeDay(at);
    if (next.problem) return { ...at, problem: next.problem };
    if (next.trace.length > at.trace.length) return next;
    at = next;
  }
  return at;
}

// Most lists of most steps are empty, and a history holds many steps: all empty ones are this one.
const NONE: readonly never[] = Object.freeze([]);

const shared = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list);

const without = (list: readonly Delivery[]): readonly Delivery[] => (list.length === 1 ? NONE : list.slice(1));

/** One move of the day: a delivery (with or without a step) or a dead appointment dropped; undefined when it is over. */
function today(world: World): World | undefined {
  if (isLivelocked(world)) return { ...world, problem: livelock(world) };
  const [inserted] = world.inserted;
  const isToday = inserted?.date === world.today;
  if (inserted && isToday && (inserted.entry.after ?? 0) <= world.stepsToday) return enterInserted(world, inserted);
  const [told] = world.told;
  // An actor hears nothing before its start, which is among the reactions.
  if (told && world.actors.get(told.actor)?.snapshot) return deliver({ ...world, told: without(world.told) }, told);
  const [reaction] = world.reactions;
  if (reaction) return deliver({ ...world, reactions: without(world.reactions) }, reaction);
  const dated = world.timeline[world.timelineNext];
  if (dated?.date === world.today) return enter({ ...world, timelineNext: world.timelineNext + 1 }, dated);
  if (world.agenda?.appointment.date === world.today) {
    return keep({ ...world, agenda: rest(world.agenda) }, world.agenda.appointment);
  }
  return inserted && isToday ? enterInserted(world, inserted) : undefined;
}

function enterInserted(world: World, first: Dated): World {
  return enter({ ...world, inserted: world.inserted.slice(1) }, first);
}

/** The date of what is put down next. */
function dateAfter({ timeline, timelineNext, agenda, inserted }: World): EpochDay {
  return Math.min(timeline[timelineNext]?.date ?? NEVER, agenda?.appointment.date ?? NEVER, inserted[0]?.date ?? NEVER);
}

function nextDate(world: World): World {
  const closed = closeDay(world);
  if (closed.problem) return closed;
  const date = dateAfter(world);
  const { end } = world.model.period;
  if (date > end) return closeWorld({ ...closed, today: end, stepsToday: 0, ended: true });
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
  return deliver(
    { ...world, actors },
    {
      actor: actor.index,
      event: timer.event,
      fields: timer.fields,
      sender: actor.name,
      origin: { from: "timer", id },
      cause: timer.cause,
    },
  );
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
  return deliver(
    { ...world, agenda, actors: world.actors.set(actor.index, updated) },
    {
      actor: actor.index,
      event: running.event,
      fields: NONE,
      sender: actor.name,
      origin: { from: "calendar", id },
      cause: running.cause,
    },
  );
}

/** A timeline entry takes place today. */
export function enter(world: World, { entry }: Pick<Dated, "entry">): World {
  return entry.does === "assume" ? assume(world, entry) : send(world, entry);
}

/** What the values of a timeline entry may read, and the draws they make, in their order. */
function timelineEnvironment(world: World): { readonly environment: Environment; readonly draws: DrawRecord[] } {
  const draws: DrawRecord[] = [];
  const draw = (site: string): number => {
    const u = world.uniforms.u(TIMELINE, site, 0);
    draws.push({ site, n: 0, u });
    return u;
  };
  return { environment: { ...scenarioEnvironment(world), draw }, draws };
}

/** The fields of the event that an entry sends, and the draws they take. Throws a ModelError where there is no value. */
export function whatIsSaid(world: World, entry: TimelineEntry & { does: "send" }): Pick<Delivery, "fields" | "draws"> {
  const { environment, draws } = timelineEnvironment(world);
  const fields = entry.with.map(({ name, kind, value }) => ({
    name,
    kind,
    value: settle(kind, evaluate(value, environment), value.place),
  }));
  return { fields, ...(draws.length > 0 && { draws }) };
}

function send(world: World, entry: TimelineEntry & { does: "send" }): World {
  let said: ReturnType<typeof whatIsSaid>;
  try {
    said = whatIsSaid(world, entry);
  } catch (error) {
    if (error instanceof ModelError)
      return { ...world, problem: dated(error.problem, world, entry.actor, entry.event) };
    throw error;
  }
  const targets = actorsNamed(world, entry.actor);
  const origin = { from: "timeline", entry: entry.id } as const;
  const base = { event: entry.event, sender: TIMELINE, origin, ...said } as const;
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
    transitions: NONE,
    effects: NONE,
    draws: delivery.draws ?? NONE,
  });
}

function assume(world: World, entry: TimelineEntry & { does: "assume" }): World {
  const { environment, draws } = timelineEnvironment(world);
  const effects: StepEffect[] = [];
  let assumptions = world.assumptions;
  try {
    for (const { assumption, value: expression } of entry.changes) {
      const { kind } = known(world.model.assumptions.get(assumption), `assumption ${assumption}`);
      const value = inRange(kind, evaluate(expression, environment), expression.place);
      assumptions = assumptions.with(assumption, value);
      effects.push({ did: "assumed", name: assumption, kind, value });
    }
  } catch (error) {
    if (error instanceof ModelError) return { ...world, problem: dated(error.problem, world, "", "assume") };
    throw error;
  }
  const next = withStep(
    { ...world, assumptions },
    {
      actor: "",
      event: "assume",
      fields: [],
      sender: TIMELINE,
      origin: { from: "timeline", entry: entry.id },
      heard: true,
      before: "",
      after: "",
      transitions: [],
      effects,
      draws: shared(draws),
    },
  );
  return {
    ...next,
    reactions: [
      ...next.reactions,
      ...asks(
        next,
        entry.changes.map((one) => assumptionKey(one.assumption)),
      ),
    ],
  };
}

function withStep(world: World, step: Omit<Step, "n" | "date">): World {
  const whole: Step = { n: world.trace.length, date: world.today, ...step };
  return { ...world, trace: world.trace.append(whole), stepsToday: world.stepsToday + 1 };
}

/** Delivers an event to an actor. An `ask` that changes nothing is no step. */
export function deliver(world: World, delivery: Delivery): World {
  const actor = world.actors.get(delivery.actor) as Actor;
  const frame = new StepFrame(world, actor);
  const before = actor.snapshot;
  let after: Actor["snapshot"];
  try {
    after = inFrame(frame, () => take(frame, actor, delivery));
  } catch (error) {
    return { ...world, problem: problemOf(error, frame, world, delivery) };
  }
  if (delivery.event === ASK && frame.transitions.length === 0) return world;
  const actorAfter: Actor = after === before ? frame.actor : { ...frame.actor, ...(after && { snapshot: after }) };
  const next: World = {
    ...frame.draft,
    actors: frame.draft.actors.set(actor.index, actorAfter),
    reactions: frame.reactions.length === 0 ? frame.draft.reactions : [...frame.draft.reactions, ...frame.reactions],
  };
  const { microsteps } = frame;
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
    draws: delivery.draws ? [...delivery.draws, ...frame.draws] : shared(frame.draws),
    ...(microsteps && { microsteps }),
  });
  const asking = asks(stepped, changes(world, stepped, actor, actorAfter));
  return asking.length === 0 ? stepped : { ...stepped, reactions: [...stepped.reactions, ...asking] };
}

/** XState takes the event; what is not declared, or comes after the end, changes nothing. */
function take(frame: StepFrame, actor: Actor, delivery: Delivery): Actor["snapshot"] {
  const stepper = stepperFor(actor.chart);
  if (delivery.event === START && !actor.snapshot) return stepper.start(frame.initialContext());
  if (!actor.snapshot || isDone(actor)) return actor.snapshot;
  const data = frame.complete(delivery);
  if (!data) return actor.snapshot;
  return stepper.step(actor.snapshot, { type: delivery.event, data, sender: delivery.sender });
}

function problemOf(error: unknown, frame: StepFrame, world: World, delivery: Delivery): Problem {
  const actor = world.actors.get(delivery.actor) as Actor;
  const problem = frame.problem ?? (error instanceof ModelError ? error.problem : undefined);
  if (problem) return dated(problem, world, actor.name, delivery.event);
  if (error instanceof Error && error.message.startsWith("Infinite loop detected")) {
    return dated(livelockWithin(actor, frame.transitions), world, actor.name, delivery.event);
  }
  throw error;
}

function dated(problem: Problem, world: World, actor: string, event: string): Problem {
  const where =
    actor === "" ? eventName(event) : `\`${actor}\` at ${event === START ? "its start" : `\`${eventName(event)}\``}`;
  const placed = inTheFile(problem, world, actor);
  return {
    ...placed,
    notes: [...(placed.notes ?? []), `on ${dateText(world.today)}, ${where}, step ${world.trace.length}`],
  };
}

/** What goes wrong in a machine that comes with steppe stands in no file of the user's: it is told at the actor. */
function inTheFile(problem: Problem, { model }: World, actor: string): Problem {
  const index = model.actorIndex.get(actor.split("/")[0] as string);
  const owner = index === undefined ? undefined : model.actors[index];
  if (!owner || !problem.place?.file.startsWith("machine ")) return problem;
  return {
    ...problem,
    place: owner.place,
    label: problem.label === undefined ? "this actor" : `this actor: ${problem.label}`,
    notes: [...(problem.notes ?? []), `found in the ${problem.place.file.replace(" ", " `")}\``],
  };
}

/** The date of the next thing that can happen, without doing it; NEVER when nothing is left in the period. */
export function nextDay(world: World): EpochDay {
  if (world.ended || world.problem) return NEVER;
  if (world.told.length > 0 || world.reactions.length > 0) return world.today;
  const date = dateAfter(world);
  return date > world.model.period.end ? NEVER : date;
}
