/**
 * The pass `timers`: a timer that rings without anybody taking its event is not put down.
 *
 * Its ringing is a step of the World's all the same, of which nothing comes: it is counted when the timer would be put
 * down, so that no path has more steps than were counted. It must not matter that the step is not taken: no `always` is
 * asked after it, nobody counts the steps of a day, and what is expected of each day with a step does not read the day.
 */
import { type Expression, toEpochDay } from "@steppe/core";
import type { Configuration, Decision, Item, Outcome } from "@steppe/core/statechart/unfold.ts";
import { decisionsOf, effectExpressions } from "../plan/chart-layout.ts";
import { isInserted, type Plan, type PlannedActor } from "../plan/plan.ts";
import { readsTheDay } from "./alone.ts";
import { type Course, timerKey } from "./course.ts";
import type { Note } from "./note.ts";

type Answers = ReadonlyMap<Expression, boolean>;
type Schedule = Extract<Item, { is: "schedule" }>;

/** From a day up to here, 50 times such a delay does not leave the calendar. */
const LAST_END = toEpochDay(9000, 12, 31);
const MOST_MONTHS = 120;
const MOST_DAYS = 3_650;

/** Why all timers are put down; undefined where some need not be. */
export function whyAllTimers({ model }: Plan): Note | undefined {
  const counting = model.timeline.find(isInserted);
  if (counting)
    return { text: `timeline entry \`${counting.id}\` counts the steps of its date`, place: counting.place };
  const daily = model.expectations.find((one) => readsTheDay(model, one));
  return (
    daily && { text: `the expectation \`${daily.id}\` reads the day on which it is asked`, place: daily.test.place }
  );
}

/** The timers of an actor that runs together with others that nobody hears; `answers`: of its guards. */
export function unheardTogether(plan: Plan, actor: PlannedActor, answers: Answers): ReadonlySet<string> {
  const { table } = actor.layout;
  const outcomes = [...decisionsOf(table)].flatMap((one) => [...leavesOf(one, answers)]);
  return unheard(plan, outcomes, () => table.configurations, answers);
}

/** Of an actor that runs alone. */
export function unheardAlone(plan: Plan, actor: PlannedActor, course: Course): ReadonlySet<string> {
  const { table } = actor.layout;
  const pending = (id: string): readonly Configuration[] =>
    course.configurations
      .filter((number) => course.pending.get(number)?.has(timerKey(id)))
      .map((number) => table.configurations[number] as Configuration);
  return unheard(plan, course.outcomes, pending, course.answers);
}

/** `pending`: the configurations in which a timer may be put down. */
function unheard(
  { model }: Plan,
  outcomes: readonly Outcome[],
  pending: (id: string) => readonly Configuration[],
  answers: Answers,
): ReadonlySet<string> {
  const schedules = new Map<string, Schedule[]>();
  for (const item of outcomes.flatMap(({ items }) => items)) {
    if (item.is === "schedule") schedules.set(item.id, [...(schedules.get(item.id) ?? []), item]);
  }
  const isUnheard = ([id, items]: readonly [string, readonly Schedule[]]): boolean =>
    items.every(isPlain) &&
    pending(id).every(
      ({ eventless, on, done }) =>
        done || (!eventless && items.every(({ event }) => comesToNothing(on.get(event), answers))),
    );
  return model.period.end > LAST_END ? new Set() : new Set([...schedules].filter(isUnheard).map(([id]) => id));
}

/** Whether putting it down cannot go wrong. A draw is at a site of its own: nothing else misses it. */
function isPlain({ delay, raise }: Schedule): boolean {
  const fields = raise ? effectExpressions(raise).filter((one) => one !== delay) : [];
  return fields.every(({ node }) => node === "literal") && isPlainDelay(delay);
}

function isPlainDelay(delay: Expression): boolean {
  if (delay.node === "literal") return isShort(delay);
  // No exponential draw is beyond 45 times its mean: u has at most 64 bits.
  return delay.node === "draw" && delay.draw.distribution === "exponential" && !delay.draw.truncate
    ? delay.draw.parameters.every(isShort)
    : false;
}

function isShort(expression: Expression): boolean {
  if (expression.node !== "literal" || expression.kind.type !== "duration") return false;
  const { months, days } = expression.value as { readonly months: number; readonly days: number };
  return months >= 0 && days >= 0 && months + days > 0 && months <= MOST_MONTHS && days <= MOST_DAYS;
}

function comesToNothing(decision: Decision | undefined, answers: Answers): boolean {
  if (!decision) return true;
  if (decision.is === "outcome") {
    const { taken, items, queue } = decision;
    return taken.length === 0 && items.length === 0 && queue.length === 0;
  }
  const answer = answers.get(decision.guard);
  // A question that is open is asked: it may draw.
  return answer !== undefined && comesToNothing(answer ? decision.yes : decision.no, answers);
}

function* leavesOf(decision: Decision, answers: Answers): Iterable<Outcome> {
  if (decision.is === "outcome") {
    yield decision;
    return;
  }
  const answer = answers.get(decision.guard);
  if (answer !== false) yield* leavesOf(decision.yes, answers);
  if (answer !== true) yield* leavesOf(decision.no, answers);
}

/** A course on which timers that nobody hears are not put down. */
export function withoutTimers(course: Course, ids: ReadonlySet<string>): Course {
  if (ids.size === 0) return course;
  const keys = new Set([...ids].map(timerKey));
  const rest = (slots: ReadonlySet<string>) => new Set([...slots].filter((one) => !keys.has(one)));
  return { ...course, pending: new Map([...course.pending].map(([number, slots]) => [number, rest(slots)])) };
}
