/**
 * The pass `alone`: an actor that nobody tells anything and that tells nobody anything is run by itself, from the first
 * day to the last, with an agenda of its own: there is no order between it and the others.
 *
 * What it does meets what others do in sums only, which do not ask for an order. Whatever makes the order matter (an
 * announcement that is heard, an expression that reads another actor or the ledger, an expectation of each day that reads
 * it, an assumption that changes on a date, debts of one that another pays) keeps it with the others. What is expected of
 * each day with a step is asked on the days of its steps too, where it reads the day.
 */
import { type Expectation, type Expression, type Model, reads, type Value, visit } from "@steppe/core";
import { announcementType, type Effect } from "@steppe/core/statechart/chart.ts";
import type { Item } from "@steppe/core/statechart/unfold.ts";
import { isInserted, type Plan, type PlannedActor } from "../plan/plan.ts";
import { constantsOf } from "./constants.ts";
import { type Course, courseOf } from "./course.ts";
import { type Debts, debtsOf } from "./debts.ts";
import { evaluatedIn } from "./evaluated.ts";
import type { Note } from "./note.ts";
import type { Postings } from "./postings.ts";
import { totalsReadIn } from "./running.ts";
import { type Reached, reachedOf, readInTheRun } from "./said.ts";

export interface Alone {
  /** Of actors of the file, by index: their courses. */
  readonly courses: ReadonlyMap<number, Course>;
  /** Of the others: why they are run together. */
  readonly together: ReadonlyMap<number, Note>;
  /** Whether what is expected must be asked on the days of those that run alone too, since it reads the day. */
  readonly asksDays: boolean;
}

export interface Facts {
  readonly plan: Plan;
  /** The assumptions that are the same on every path. */
  readonly fixed: ReadonlyMap<string, Value>;
  readonly postings: Postings;
}

export function aloneIn(facts: Facts): Alone {
  const { plan, fixed } = facts;
  const courses = new Map<number, Course>();
  const together = new Map<number, Note>();
  const everyone = whyNobody(plan);
  const around: Around = {
    ...facts,
    reached: reachedOf(plan),
    changed: changedAssumptions(plan.model),
    readers: readersOf(plan),
    debts: debtsOf(plan),
  };
  for (const actor of plan.actors) {
    const reached = everyone ?? around.reached.get(actor.name);
    if (reached) together.set(actor.index, reached);
    else {
      const course = courseOf(actor, (set) => constantsOf(plan.model, fixed, actor, set));
      const why = whyTogether(around, actor, course);
      if (why) together.set(actor.index, why);
      else courses.set(actor.index, course);
    }
  }
  return {
    courses,
    together,
    asksDays: courses.size > 0 && plan.model.expectations.some((one) => readsTheDay(plan.model, one)),
  };
}

interface Around extends Facts {
  readonly reached: Reached;
  readonly changed: ReadonlyMap<string, Note>;
  readonly readers: Readers;
  readonly debts: Debts;
}

/** What comes after a number of steps would come after others. */
function whyNobody({ model }: Plan): Note | undefined {
  const counting = model.timeline.find(isInserted);
  return counting && { text: `timeline entry \`${counting.id}\` counts the steps of its date`, place: counting.place };
}

/**
 * Whether what is asked at the end of each day with a step may be otherwise on a day on which nothing that it reads has
 * changed: it reads the day, or converts at the rate of the day, itself or by an input or an assumption.
 */
export function readsTheDay(model: Model, { when, test }: Expectation): boolean {
  return when !== "at_end" && behind(model, test).some(followsTheDay);
}

function followsTheDay(expression: Expression): boolean {
  const { today, indices } = reads(expression);
  let converts = false;
  visit(expression, (part) => {
    if (part.node === "sum" && part.sum.convert) converts = true;
  });
  return today || indices.size > 0 || converts;
}

/** An expression, and those of the inputs of actors and of the assumptions that it reads. */
function behind(model: Model, test: Expression): readonly Expression[] {
  const found = new Set([test]);
  for (const expression of found) {
    const { remotes, assumptions } = reads(expression);
    for (const { actor: name, name: input } of remotes) {
      const actor = model.actors[model.actorIndex.get(name) ?? -1];
      const given = actor && (actor.inputs.get(input) ?? model.charts.get(actor.chart)?.inputs.get(input)?.initial);
      if (given) found.add(given);
    }
    for (const name of assumptions) {
      const assumption = model.assumptions.get(name);
      if (assumption) found.add(assumption.value);
    }
  }
  return [...found];
}

/** Who reads the ledger while a run goes on. */
interface Readers {
  /** The first who reads it in a step: whatever is posted may bring another step. */
  readonly anything: Note | undefined;
  /** By total, the first expectation that reads it. */
  readonly totals: ReadonlyMap<number, Note>;
}

function readersOf(plan: Plan): Readers {
  const totals = new Map<number, Note>();
  let anything: Note | undefined;
  for (const { expression, who, outside } of readInTheRun(plan)) {
    if (!reads(expression).ledger) continue;
    const note = { text: `${who} reads the ledger`, place: expression.place };
    if (!outside) anything ??= note;
    else for (const total of totalsReadIn(plan, expression)) if (!totals.has(total)) totals.set(total, note);
  }
  return { anything, totals };
}

/** Assumptions that the timeline changes, and those that read such a one. */
function changedAssumptions(model: Model): ReadonlyMap<string, Note> {
  const found = new Map<string, Note>();
  for (const entry of model.timeline) {
    if (entry.does !== "assume") continue;
    for (const { assumption } of entry.changes) {
      found.set(assumption, { text: `the timeline changes \`${assumption}\``, place: entry.place });
    }
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { name, value } of model.assumptions.values()) {
      const behind = [...reads(value).assumptions].find((one) => found.has(one));
      if (behind !== undefined && !found.has(name)) found.set(name, found.get(behind) as Note);
    }
  }
  return found;
}

function whyTogether(around: Around, actor: PlannedActor, course: Course): Note | undefined {
  const { outcomes, events } = course;
  for (const { items, queue } of outcomes) {
    for (const item of items) {
      const why = whyOfItem(around, actor, item);
      if (why) return why;
    }
    if (queue.some(({ is }) => is === "raised")) return { text: "it raises events within a step" };
    if (queue.length > 0 && outcomes.some(({ taken, changed }) => taken.length > 0 && !changed))
      return { text: "it takes transitions that change nothing while states end" };
  }
  for (const [slot, types] of events) {
    if (types.size > 1) return { text: `its ${slot} brings ${[...types].map((type) => `\`${type}\``).join(" or ")}` };
  }
  for (const expression of evaluatedIn(around.plan, actor, course)) {
    const why = whyOfExpression(around, expression);
    if (why) return why;
  }
  return undefined;
}

function whyOfItem(around: Around, actor: PlannedActor, item: Item): Note | undefined {
  const { plan } = around;
  if (item.is !== "effect") return undefined;
  const { effect } = item;
  const { place } = effect;
  const heard = (event: string): boolean => {
    const listeners = plan.model.listeners.get(event);
    return (
      listeners !== undefined && (listeners.groups.length > 0 || listeners.actors.some((one) => one !== actor.index))
    );
  };
  switch (effect.do) {
    case "tell":
      return { text: `it tells \`${effect.event}\``, place };
    case "open":
      return { text: `it opens \`${effect.group}\``, place };
    case "announce":
      return heard(effect.event) ? { text: `others hear its \`${effect.event}\``, place } : undefined;
    case "enter": {
      const event = announcementType(actor.name, effect.state);
      return heard(event) ? { text: `others hear \`${event}\``, place } : undefined;
    }
    case "owe":
    case "pay":
      return whyOfPosting(around, actor, effect);
    default:
      return undefined;
  }
}

function whyOfPosting(
  { postings, readers, debts }: Around,
  actor: PlannedActor,
  posting: Effect & { do: "owe" | "pay" },
): Note | undefined {
  const first = postings.off ?? readers.anything;
  if (first) return first;
  for (const total of debts.totals(actor, posting)) {
    const reader = postings.kept.get(total) ?? readers.totals.get(total);
    if (reader) return reader;
  }
  return debts.shared(actor, posting);
}

function whyOfExpression({ plan, changed }: Around, expression: Expression): Note | undefined {
  const { place } = expression;
  const { ledger, remotes, states, history, assumptions, indices } = reads(expression);
  if (ledger) return { text: "it reads the ledger", place };
  const other = [...remotes, ...states][0];
  if (other) return { text: `it reads \`${other.actor}\``, place };
  if (history) return { text: "it reads when states were entered", place };
  for (const name of assumptions) {
    const change = changed.get(name);
    if (change) return change;
  }
  const goesOn = [...plan.model.rates.values(), ...plan.model.indices.values()].some(({ onward }) => onward);
  if (goesOn && (indices.size > 0 || reads(expression).today))
    return { text: "it reads a rate that goes on by chance", place };
  return undefined;
}
