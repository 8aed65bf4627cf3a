/**
 * Analysis of a model before code is made of it: named passes, each of which leaves every answer as it is.
 *
 * A pass decides and says why, as plain data; the code is made by the decisions (build.ts).
 */
import type { Expression } from "@steppe/core";
import type { Asked } from "../asked.ts";
import { fixedAssumptions } from "../engine/fixed.ts";
import { lastDayOf } from "../plan/last-day.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import { type Alone, aloneIn, type Facts } from "./alone.ts";
import { type Calendars, calendarsOf } from "./calendars.ts";
import type { Course } from "./course.ts";
import { answersOf } from "./guards.ts";
import type { Note } from "./note.ts";
import { whyItDiffers } from "./once.ts";
import { everyPosting, type Postings, postingsOf } from "./postings.ts";
import { unheardAlone, unheardTogether, whyAllTimers } from "./timers.ts";
import { type Unasked, unaskedOf } from "./unasked.ts";

/** The passes, in the order in which they are decided: one may need those before it. */
export const PASSES = ["postings", "alone", "once", "unasked", "calendars", "guards", "timers"] as const;
export type PassName = (typeof PASSES)[number];

export interface Decisions {
  readonly chosen: ReadonlySet<PassName>;
  readonly postings: Postings;
  readonly alone: Alone;
  /** Of those that run alone: whether once for all paths, or why not. */
  readonly once: ReadonlyMap<number, true | Note>;
  /** Of those that run alone: what of theirs is read. Absent: all is kept. */
  readonly unasked: ReadonlyMap<number, Unasked>;
  /** Of those that run alone: which of their calendars pay the same each time. */
  readonly calendars: ReadonlyMap<number, Calendars>;
  /** Of those that run together: which of their guards have one answer. */
  readonly guards: ReadonlyMap<number, ReadonlyMap<Expression, boolean>>;
  readonly timers: Timers;
}

export interface Timers {
  /** Why all are put down; undefined where some may not be. */
  readonly off: Note | undefined;
  /** Of actors, the timers that nobody hears. */
  readonly unheard: ReadonlyMap<number, ReadonlySet<string>>;
}

const NOT_CHOSEN: Note = { text: "the pass is off" };

export function decide(plan: Plan, asked: Asked, chosen: ReadonlySet<PassName>): Decisions {
  const on = (pass: PassName): boolean => chosen.has(pass);
  const fixed = fixedAssumptions(plan.model);
  const last = lastDayOf(plan.model, asked.until);
  const postings = on("postings") ? postingsOf(plan, asked, fixed, last) : everyPosting(NOT_CHOSEN);
  const facts: Facts = { plan, fixed, postings };
  const alone = on("alone")
    ? aloneIn(facts)
    : { courses: new Map(), together: new Map(plan.actors.map(({ index }) => [index, NOT_CHOSEN])), asksDays: false };
  const each = <T>(what: (actor: PlannedActor, course: Course) => T): ReadonlyMap<number, T> =>
    new Map([...alone.courses].map(([index, course]) => [index, what(plan.actors[index] as PlannedActor, course)]));
  const together = plan.actors.filter(({ index }) => !alone.courses.has(index));
  const unasked: Decisions["unasked"] = on("unasked")
    ? each((actor, course) => unaskedOf(plan, asked, actor, course))
    : new Map();
  const guards: Decisions["guards"] = new Map(
    on("guards") ? together.map((actor) => [actor.index, answersOf(facts, actor)]) : [],
  );
  const timers = on("timers") ? whyAllTimers(plan) : NOT_CHOSEN;
  const unheardBy = (actor: PlannedActor): ReadonlySet<string> => {
    const course = alone.courses.get(actor.index);
    return course
      ? unheardAlone(plan, actor, course)
      : unheardTogether(plan, actor, guards.get(actor.index) ?? new Map());
  };
  const unread = (index: number) => unasked.get(index)?.variables ?? new Set<string>();
  return {
    chosen,
    postings,
    alone,
    once: on("once") ? each((actor, course) => whyItDiffers(facts, actor, course) ?? true) : new Map(),
    unasked,
    calendars: on("calendars")
      ? each((actor, course) => calendarsOf(plan, actor, course, unread(actor.index)))
      : new Map(),
    guards,
    timers: {
      off: timers,
      unheard: new Map(timers ? [] : plan.actors.map((actor) => [actor.index, unheardBy(actor)])),
    },
  };
}

/** Code as the World has it: every posting, in its order. */
export const undecided = (plan: Plan): Decisions => decide(plan, { columns: [], until: null }, new Set());

/** The same, but that nothing is run once: some of it has gone wrong. */
export function withoutOnce(decisions: Decisions): Decisions {
  const wrong: Note = { text: "what is the same on every path goes wrong" };
  return {
    ...decisions,
    once: new Map([...decisions.once].map(([index, one]) => [index, one === true ? wrong : one])),
  };
}
