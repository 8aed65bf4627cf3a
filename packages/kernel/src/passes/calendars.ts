/**
 * The pass `calendars`: where each occurrence of a calendar pays the same as the one before it, until something else
 * happens to the actor, the amount is worked out once and paid so many times.
 *
 * An amount is the same where it reads nothing that the occurrence changes: no day, no draw, no variable that is set. The
 * one day that it may read is that of instalments in arrears: `prorata` from the day after the last one paid for up to
 * today, by the calendar's own period and anchor, where what was paid for up to is then set to today. From the second
 * occurrence on that is one whole period each.
 *
 * Several calendars of one grid (the same first day, period and end) do not end each other's run: they are paid together.
 */
import { type Expression, parts, reads } from "@steppe/core";
import type { Assignment, CalendarUse, Effect } from "@steppe/core/statechart/chart.ts";
import type { Configuration, Decision, Outcome } from "@steppe/core/statechart/unfold.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import type { Course, SlotKey } from "./course.ts";
import type { Note } from "./note.ts";

/** How an occurrence goes on in a configuration. */
export interface Recurring {
  /** The variables of kind date that hold the day up to which has been paid. */
  readonly paidUpTo: readonly string[];
  /** Nothing is booked as owed: many payments may be made at once. */
  readonly paysOnly: boolean;
  /** Calendars of the same first day, period and end that recur so as well, and set nothing: paid on the same dates. */
  readonly grid: readonly SlotKey[];
}

export interface Calendars {
  /** By configuration and calendar. */
  readonly recurring: ReadonlyMap<number, ReadonlyMap<SlotKey, Recurring>>;
  /** Why others are paid one by one. */
  readonly singly: readonly Note[];
}

/** The calendars of a course; `unread`: variables that are set and not kept. */
export function calendarsOf(
  { model }: Plan,
  actor: PlannedActor,
  course: Course,
  unread: ReadonlySet<string>,
): Calendars {
  const { table } = actor.layout;
  const recurring = new Map<number, Map<SlotKey, Recurring>>();
  const singly = new Map<string, Note>();
  for (const number of course.configurations) {
    const configuration = table.configurations[number] as Configuration;
    for (const slot of course.pending.get(number) ?? []) {
      const use = usesOf(actor).find(({ id }) => `calendar ${id}` === slot);
      if (!use) continue;
      const given = model.actors[actor.index]?.inputs;
      const input = (name: string) => given?.get(name) ?? actor.layout.chart.inputs.get(name)?.initial;
      const found = new Occurrence(course, unread, use, input).in(configuration, number);
      if ("text" in found) singly.set(found.text, found);
      else recurring.set(number, (recurring.get(number) ?? new Map()).set(slot, found));
    }
    const own = recurring.get(number);
    if (own) recurring.set(number, withGrids(actor, own));
  }
  return { recurring, singly: [...singly.values()] };
}

const usesOf = ({ layout }: PlannedActor): readonly CalendarUse[] =>
  [...layout.chart.states.values()].flatMap(({ calendars }) => calendars);

/** Which of the calendars of a configuration have one grid. */
function withGrids(actor: PlannedActor, own: ReadonlyMap<SlotKey, Recurring>): Map<SlotKey, Recurring> {
  const uses = new Map<SlotKey, CalendarUse>(usesOf(actor).map((use) => [`calendar ${use.id}`, use]));
  // The order within a day would matter to what is owed, and to a day up to which has been paid.
  const isFree = ({ paidUpTo, paysOnly }: Recurring): boolean => paysOnly && paidUpTo.length === 0;
  const isMate = (a: CalendarUse, b: CalendarUse): boolean =>
    isEqual(a.every, b.every) && isEqual(a.from, b.from) && isSameEnd(a.until, b.until);
  return new Map(
    [...own].map(([slot, one]) => {
      const use = uses.get(slot) as CalendarUse;
      const grid = [...own].flatMap(([other, its]) =>
        other !== slot && isFree(one) && isFree(its) && isMate(use, uses.get(other) as CalendarUse) ? [other] : [],
      );
      return [slot, { ...one, grid }];
    }),
  );
}

const isSameEnd = (a: Expression | undefined, b: Expression | undefined): boolean =>
  a === undefined || b === undefined ? a === b : isEqual(a, b);

type Posting = Effect & { do: "owe" | "pay" };

const isPosting = (effect: Effect): effect is Posting => effect.do === "owe" || effect.do === "pay";

class Occurrence {
  readonly #course: Course;
  readonly #unread: ReadonlySet<string>;
  readonly #use: CalendarUse;
  readonly #input: (name: string) => Expression | undefined;
  /** Variables that an occurrence sets, and that are kept. */
  #set: ReadonlySet<string> = new Set();

  constructor(
    course: Course,
    unread: ReadonlySet<string>,
    use: CalendarUse,
    input: (name: string) => Expression | undefined,
  ) {
    this.#course = course;
    this.#unread = unread;
    this.#use = use;
    this.#input = input;
  }

  in({ on, eventless, done }: Configuration, number: number): Recurring | Note {
    const { event, place, every, from } = this.#use;
    const decision = on.get(event);
    if (!decision || done) return { text: `nothing hears \`${event}\``, place };
    const guards: Expression[] = [];
    const leaves = this.#leaves(decision, guards);
    if (eventless || leaves.some(({ to, queue }) => to !== number || queue.length > 0))
      return { text: `\`${event}\` leads to another state`, place };
    const postings: Posting[] = [];
    const sets: (readonly Assignment[])[] = [];
    for (const { items } of leaves) {
      const effects = items.flatMap((item) => (item.is === "effect" ? [item.effect] : []));
      const more = effects.find((one) => !["owe", "pay", "set", "note"].includes(one.do));
      if (more || effects.length < items.length) return { text: `\`${event}\` does more than to pay`, place };
      postings.push(...effects.filter(isPosting));
      const all = effects.flatMap((one) => (one.do === "set" ? one.assignments : []));
      sets.push(all.filter(({ name }) => !this.#unread.has(name)));
    }
    const moving = sets.flat().find(({ name, value }) => !isLaterOf(name, value));
    if (moving) return { text: `\`${event}\` sets \`${moving.name}\``, place: moving.value.place };
    this.#set = new Set(sets.flat().map(({ name }) => name));
    // All or none: whichever comes about, the day up to which has been paid is then today.
    if (sets.some((one) => new Set(one.map(({ name }) => name)).size < this.#set.size))
      return { text: `\`${event}\` pays up to today at times only`, place };
    const question = guards.find((one) => !this.#isSame(one));
    if (question) return { text: `\`${event}\` is a question each time`, place: question.place };
    if (!this.#isSame(every) || !this.#isSame(from)) return { text: "its dates differ each time", place };
    for (const { amount, from: payer, to } of postings) {
      const differs = [amount, payer, to].find((one) => !this.#isSame(one));
      if (differs) return { text: "what it pays differs each time", place: differs.place };
    }
    return { paidUpTo: [...this.#set], paysOnly: postings.every((one) => one.do === "pay"), grid: [] };
  }

  /** What an occurrence may come to, and the questions that decide it. */
  #leaves(decision: Decision, guards: Expression[]): readonly Outcome[] {
    if (decision.is === "outcome") return [decision];
    const answer = this.#course.answers.get(decision.guard);
    if (answer !== undefined) return this.#leaves(answer ? decision.yes : decision.no, guards);
    guards.push(decision.guard);
    return [...this.#leaves(decision.yes, guards), ...this.#leaves(decision.no, guards)];
  }

  /** Whether an expression comes to the same at each occurrence from the second on. */
  #isSame(expression: Expression): boolean {
    switch (expression.node) {
      case "literal":
      case "in":
        return true;
      case "reference":
        return this.#isSameReference(expression);
      case "prorata":
        return this.#isInstalment(expression) || parts(expression).every((one) => this.#isSame(one));
      case "negate":
      case "not":
      case "logic":
      case "arithmetic":
      case "compare":
      case "per":
      case "if":
      case "function":
        return parts(expression).every((one) => this.#isSame(one));
      default:
        return false;
    }
  }

  #isSameReference({ reference }: Extract<Expression, { node: "reference" }>): boolean {
    if (reference.to === "assumption") return true;
    if (reference.to === "variable") return !this.#set.has(reference.name);
    if (reference.to !== "input") return false;
    const given = this.#input(reference.name);
    return given !== undefined && reads(given).remotes.length === 0 && this.#isSame(given);
  }

  #isInstalment({ rate, from, to, every, anchor }: Extract<Expression, { node: "prorata" }>): boolean {
    const since = from.node === "arithmetic" && from.operator === "+" ? from.left : undefined;
    const isNext = from.node === "arithmetic" && isOneDay(from.right);
    if (since?.node !== "reference" || since.reference.to !== "variable" || !isNext || to.node !== "today")
      return false;
    if (!this.#set.has(since.reference.name)) return false;
    return this.#isSame(rate) && isEqual(every, this.#use.every) && isEqual(anchor, this.#use.from);
  }
}

/** `max(v, today)`, set to v: v is then today, unless it lay after it. */
function isLaterOf(name: string, value: Expression): boolean {
  if (value.node !== "function" || value.name !== "max" || value.args.length !== 2) return false;
  const [variable, today] = value.args as [Expression, Expression];
  const isOwn =
    variable.node === "reference" && variable.reference.to === "variable" && variable.reference.name === name;
  return isOwn && today.node === "today";
}

function isOneDay(expression: Expression): boolean {
  if (expression.node !== "literal" || expression.kind.type !== "duration") return false;
  const { months, days } = expression.value as { readonly months: number; readonly days: number };
  return months === 0 && days === 1;
}

/** Whether two expressions are written alike, wherever they stand. */
function isEqual(a: Expression, b: Expression): boolean {
  const text = (expression: Expression): string =>
    JSON.stringify(expression, (key, value) =>
      key === "place" ? undefined : typeof value === "bigint" ? `${value}` : value,
    );
  return text(a) === text(b);
}
