/**
 * Occurrences of a calendar, or of several on one grid, that pay the same each time. One is kept as any other; of the
 * next the amounts are taken down; all that follow until something else happens to the actor pay those amounts again.
 *
 * Where only sums in all are asked for, so many payments are one multiplication; where it matters on which day they are
 * made (sums by year, running sums), they are added one by one.
 */
import {
  both,
  call,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  type Local,
  loopWhile,
  not,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { CALENDAR, type CalendarSlot, type Slot } from "../plan/chart-layout.ts";
import { GLOBAL, type PlannedActor } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { at, type Kit, n } from "./kit.ts";

/** A posting whose amount was taken down: 0 where nothing was posted. */
export interface TakenPosting {
  readonly amount: Local<"i64">;
  readonly post: (amount: Expr<"i64">) => readonly Stmt[];
  /** Whether it matters on which day it is posted. */
  readonly isDated: boolean;
}

/** A calendar that recurs. */
export interface Member {
  readonly calendar: CalendarSlot;
  /** The next occurrence; NEVER_DAY: none. */
  readonly date: Local<"i32">;
  /** The calendar goes on to its next occurrence. */
  readonly next: () => readonly Stmt[];
  /** An occurrence is kept, and its postings are taken down. */
  readonly once: (taken: TakenPosting[]) => readonly Stmt[];
}

interface Recurrence {
  readonly actor: PlannedActor;
  /** The variables that then hold today. */
  readonly paidUpTo: readonly string[];
  readonly paysOnly: boolean;
  /** All on one grid, with the same next date. */
  readonly members: readonly [Member, ...Member[]];
  /** The days of what else is put down: on such a day the order decides, and the occurrence is kept as any other. */
  readonly others: readonly Expr<"i32">[];
  readonly last: number;
  readonly steps: Local<"i32">;
  /** How many steps there were before the day of the last. */
  readonly before: Local<"i32">;
}

/** Whether calendars of an actor have one grid, and the same next date. */
export function isOneGrid({ address }: PlannedActor, [first, ...others]: Recurrence["members"]): Expr<"i32"> {
  const parts = [CALENDAR.from, CALENDAR.months, CALENDAR.days, CALENDAR.until, CALENDAR.k];
  const of = ({ calendar }: Member, part: number): Expr<"i32"> => i32.load(n(address + calendar.offset), part);
  return others
    .flatMap((one) => [i32.eq(one.date, first.date), ...parts.map((part) => i32.eq(of(one, part), of(first, part)))])
    .reduce((all, one) => both(all, one), n(1));
}

export function recurrenceIn(kit: Kit, self: FunctionCode<readonly []>, of: Recurrence): readonly Stmt[] {
  const { members, others, last, steps } = of;
  const { date } = members[0];
  const [limit] = self.variables("i32", "limit");
  const taken: TakenPosting[] = [];
  const kept = members.flatMap(({ once }) => once(taken));
  const mark = kit.marks?.mark(date) ?? [];
  const step: readonly Stmt[] = [
    i32.store(n(GLOBAL.today), date),
    ...mark,
    set(steps, i32.add(steps, n(members.length))),
  ];
  const paidUpTo = of.paidUpTo.map((name) => of.actor.layout.variables.get(name) as Slot);
  const address = ({ offset }: Slot): Expr<"i32"> => n(of.actor.address + offset);
  const today = (): Expr<"i32"> => i32.load(n(GLOBAL.today));
  const isPaid = paidUpTo.map((slot) => i32.eq(i32.load(address(slot)), today()));
  const isAtOnce = of.paysOnly && !kit.marks && !taken.some(({ isDated }) => isDated);
  const many = isAtOnce ? atOnce(kit, self, of, limit, taken) : oneByOne(of, limit, taken, mark);
  return [
    set(limit, n(last + 1)),
    ...others.map((other) => when(i32.lt_s(other, limit), [set(limit, other)])),
    when(
      isPaid.reduce((all, one) => both(all, one), i32.lt_s(date, limit)),
      [
        ...taken.map(({ amount }) => set(amount, i64.const(0n))),
        ...step,
        ...kept,
        ...many,
        ...paidUpTo.map((slot) => i32.store(address(slot), today())),
        set(of.before, i32.sub(steps, n(of.members.length))),
      ],
    ),
  ];
}

function oneByOne(
  { members, steps }: Recurrence,
  limit: Local<"i32">,
  taken: readonly TakenPosting[],
  mark: readonly Stmt[],
): readonly Stmt[] {
  const { date } = members[0];
  return [
    loopWhile(i32.lt_s(date, limit), () => [
      i32.store(n(GLOBAL.today), date),
      ...mark,
      set(steps, i32.add(steps, n(members.length))),
      ...members.flatMap(({ next }) => next()),
      ...taken.map(({ amount, post }) => when(not(i64.eqz(amount)), post(amount))),
    ]),
  ];
}

function atOnce(
  { tools, plan, fail }: Kit,
  self: FunctionCode<readonly []>,
  { actor, members, steps }: Recurrence,
  limit: Local<"i32">,
  taken: readonly TakenPosting[],
): readonly Stmt[] {
  const [end, k, count, day] = self.variables("i32", "end", "k", "count", "day");
  const [total] = self.variables("i64", "total");
  const { calendar, date } = members[0];
  const base = at(n(actor.address), calendar.offset);
  const of = (offset: number): Expr<"i32"> => i32.load(base, offset);
  const period = [of(CALENDAR.from), of(CALENDAR.months), of(CALENDAR.days)] as const;
  const occurrence = (number: Expr<"i32">): Expr<"i32"> => call(tools.calendar.occurrence, ...period, number);
  const most = n(plan.model.period.end);
  return [
    when(i32.lt_s(date, limit), [
      // The first day on which none of them comes: that of the limit, or after the calendar's last.
      set(end, limit),
      when(i32.gt_s(end, of(CALENDAR.until)), [set(end, i32.add(of(CALENDAR.until), n(1)))]),
      set(k, call(tools.calendar.firstFrom, ...period, end)),
      set(count, i32.sub(k, of(CALENDAR.k))),
      set(day, occurrence(i32.sub(k, n(1)))),
      ...taken.map(({ amount, post }) =>
        when(not(i64.eqz(amount)), [
          when(i64.gt_s(amount, i64.div_s(i64.const(1n << 62n), i64.extend_i32_s(count))), [fail(FAILURE.tooLarge)]),
          set(total, i64.mul(amount, i64.extend_i32_s(count))),
          ...post(total),
        ]),
      ),
      set(steps, i32.add(steps, i32.mul(count, n(members.length)))),
      i32.store(n(GLOBAL.today), day),
      set(date, occurrence(k)),
      when(i32.or(i32.gt_s(date, of(CALENDAR.until)), i32.gt_s(date, most)), [set(date, n(NEVER_DAY))]),
      ...members.flatMap((one) => [
        i32.store(n(actor.address + one.calendar.offset), k, CALENDAR.k),
        i32.store(n(actor.address + one.calendar.offset), day, CALENDAR.last),
        set(one.date, date),
      ]),
    ]),
  ];
}
