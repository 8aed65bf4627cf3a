/**
 * A whole path: day after day, in the order of a day (world/step.ts).
 *
 * By date; within a date first the reactions of the steps just done, first in first out, then what was put down for the
 * date: the timeline in file order, timers in the order they were put down, calendars in the order they started.
 */
import type { EpochDay } from "@steppe/core";
import {
  both,
  type Callee,
  call,
  type Expr,
  either,
  type FunctionCode,
  i32,
  i64,
  type Label,
  type Local,
  leave,
  loop,
  memoryCopy,
  run,
  type Stmt,
  select,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { Evaluations } from "../lower/evaluation.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { CALENDAR, type ChartLayout, itemsOf, TIMER } from "../plan/chart-layout.ts";
import { lastDayOf } from "../plan/last-day.ts";
import { type AgendaSlot, DATED, GLOBAL, INSERTED, isInserted, type PlannedActor, REACTION } from "../plan/plan.ts";
import {
  dateOfKey,
  isCalendarKey,
  MOST_ORDERS,
  NO_KEY,
  orderOfKey,
  type Places,
  RANK,
  slotOfKey,
} from "../runtime/agenda.ts";
import { FAILURE } from "../runtime/fail.ts";
import type { Delivered } from "./delivering.ts";
import { EVENT, type Kit, n } from "./kit.ts";

/** As the World bounds a day and a run (world/livelock.ts, world/create.ts). */
const STEPS_A_DAY = 10_000;
const STEPS_AN_ACTOR = 100;
const MOST_STEPS = 1_000_000;

const today = (): Expr<"i32"> => i32.load(n(GLOBAL.today));
const before = (day: Expr<"i32">): Expr<"i32"> => i32.sub(day, n(1));

/** Date, number or steps of the next entry that is put between the steps of a date. */
function nextInserted({ plan }: Kit, offset: number): Expr<"i32"> {
  const index = i32.mul(i32.load(n(GLOBAL.insertedNext)), n(INSERTED.bytes));
  return i32.load(index, plan.regions.inserted.address + offset);
}

const hasInserted = ({ plan }: Kit): boolean => plan.model.timeline.some(isInserted);

/** Date or number of the entry of the timeline that comes next. */
function nextDated({ plan }: Kit, offset: number): Expr<"i32"> {
  if (plan.model.timeline.length === 0) return n(offset === DATED.date ? NEVER_DAY : 0);
  const index = i32.mul(i32.load(n(GLOBAL.timelineNext)), n(DATED.bytes));
  return i32.load(index, plan.regions.timeline.address + offset);
}

const stepsToday = (): Expr<"i32"> => i32.sub(i32.load(n(GLOBAL.steps)), i32.load(n(GLOBAL.dayBegan)));

/** How many steps of one day are too many for the actors that run together, and for each that runs alone. */
export interface DayLimits {
  readonly together: number;
  readonly alone: number;
}

/** The World's bound, shared out: where nobody passes his share, all together do not pass the whole. */
export function dayLimitsOf(actors: number, alone: number, unheard: number): DayLimits {
  const all = STEPS_A_DAY + STEPS_AN_ACTOR * actors;
  // Timers that nobody hears are counted when they would be put down, and each may ring on a later day.
  return alone === 0
    ? { together: all - unheard, alone: 0 }
    : { together: Math.floor(all / 2) - unheard, alone: Math.floor(all / 2 / alone) };
}

/** Models that go round in circles, as the World tells them; with actors alone earlier, and the World then decides. */
function tooMany({ plan, limits }: Pick<Kit, "plan" | "limits">): Expr<"i32"> {
  const steps = i32.load(n(GLOBAL.steps));
  const opened = i32.sub(i32.load(n(GLOBAL.actors)), n(plan.actors.length));
  const most =
    plan.pools.size === 0 ? n(limits.together) : i32.add(n(limits.together), i32.mul(opened, n(STEPS_AN_ACTOR)));
  return either(
    either(i32.gt_s(stepsToday(), most), i32.ge_s(steps, n(MOST_STEPS))),
    i64.ge_s(i64.load(n(GLOBAL.order)), i64.const(MOST_ORDERS)),
  );
}

/** What runs a path: who is told, and what takes place on the timeline. */
export interface PathParts extends Delivered {
  readonly enter: Callee<readonly []>;
}

/** The agenda as a path goes through it. */
interface Coming {
  /** Finds the first of what is put down. */
  readonly look: readonly Stmt[];
  /** Its date, once looked for; later than all others where there is none. */
  readonly date: Expr<"i32">;
  /** Keeps it. */
  readonly keep: readonly Stmt[];
}

function comingIn(kit: Kit, parts: PathParts, self: FunctionCode): Coming {
  const { agenda, plan } = kit;
  const { places } = agenda;
  const date = self.local("i32", "appointed");
  const key = self.local("i64", "first");
  const isHeaped =
    !places || [...plan.pools.values()].some(({ layout }) => layout.timers.size + layout.calendars.size > 0);
  const heaped = isHeaped ? run(keepIn(kit, parts.step)) : undefined;
  // Orders are not given twice: no two keys are the same up to the number of a slot.
  const ofHeap = i64.lt_s(agenda.first, key);
  const top = when(i32.load(n(GLOBAL.heapSize)), [when(ofHeap, [set(key, agenda.first)])]);
  const rings = places ? ringsIn(kit, parts, places).map((one) => [run(one)]) : [];
  const keep = places ? switchOn(slotOfKey(key), rings) : undefined;
  return {
    look: [set(key, places ? places.first : i64.const(NO_KEY)), ...(heaped ? [top] : []), set(date, dateOfKey(key))],
    date,
    keep:
      keep && heaped
        ? [when(i64.eq(key, places?.first as Expr<"i64">), [keep], [heaped])]
        : [keep ?? heaped].filter((one) => one !== undefined),
  };
}

/** One move of the day: the next reaction, else the timeline, else an appointment; `day` is left when it is over. */
function moveIn(kit: Kit, { step, enter }: PathParts, coming: Coming) {
  const { address, stride, capacity } = kit.plan.regions.reactions;
  return (entry: Local<"i32">, head: Local<"i32">, day: Label): readonly Stmt[] => {
    const react: readonly Stmt[] = [
      i32.store(n(GLOBAL.reactionHead), i32.add(head, n(1))),
      set(entry, i32.add(i32.mul(i32.rem_u(head, n(capacity)), n(stride)), n(address))),
      run(
        step,
        i32.load(entry, REACTION.actor),
        i32.load(entry, REACTION.event),
        i32.load(entry, REACTION.sender),
        i32.add(entry, n(REACTION.payload)),
        i32.load(entry, REACTION.mask),
      ),
    ];
    const tell: readonly Stmt[] = [
      set(entry, nextDated(kit, DATED.entry)),
      i32.store(n(GLOBAL.timelineNext), i32.add(i32.load(n(GLOBAL.timelineNext)), n(1))),
      run(enter, entry),
    ];
    // An entry with `after` comes once so many steps are taken, whatever waits; at the end of its date in any case.
    const insert: readonly Stmt[] = [
      set(entry, nextInserted(kit, INSERTED.entry)),
      i32.store(n(GLOBAL.insertedNext), i32.add(i32.load(n(GLOBAL.insertedNext)), n(1))),
      run(enter, entry),
    ];
    const isToday = i32.eq(nextInserted(kit, INSERTED.date), today());
    const isDue = i32.le_s(nextInserted(kit, INSERTED.after), stepsToday());
    const over: readonly Stmt[] = hasInserted(kit) ? [when(isToday, insert, [leave(day)])] : [leave(day)];
    const appointed: readonly Stmt[] = [...coming.look, when(i32.eq(coming.date, today()), coming.keep, over)];
    const usual: readonly Stmt[] = [
      set(head, i32.load(n(GLOBAL.reactionHead))),
      when(
        i32.lt_s(head, i32.load(n(GLOBAL.reactionTail))),
        react,
        kit.plan.model.timeline.length === 0
          ? appointed
          : [when(i32.eq(nextDated(kit, DATED.date), today()), tell, appointed)],
      ),
    ];
    return [
      when(tooMany(kit), [kit.fail(FAILURE.tooManySteps)]),
      ...(hasInserted(kit) ? [when(both(isToday, isDue), insert, usual)] : usual),
    ];
  };
}

/** What of a path is not run in the order of its days. */
export interface Apart {
  /** Indices of the actors that run alone. */
  readonly actors: ReadonlySet<number>;
  /** What is done for them when a path begins. */
  readonly runs: readonly Callee<readonly []>[];
}

/** (path): runs it, to the end or to a day. `template` is the state before anything has happened. */
export function pathIn(
  kit: Kit,
  parts: PathParts,
  template: number,
  until: EpochDay | null,
  apart: Apart,
): Callee<readonly []> {
  const { program, plan, marks } = kit;
  const closeDay = expectationsIn(kit, "closeDay", ["always", "never"]);
  const between = closeDay && marks?.between(closeDay);
  const closeRun = expectationsIn(kit, "closeRun", ["at_end"]);
  const { start, end } = plan.model.period;
  // A run to a date asks what is asked at the end of the period only when it comes so far.
  const last = lastDayOf(plan.model, until);
  const together = plan.actors.filter(({ index }) => !apart.actors.has(index));
  const daily = plan.model.expectations.some((one) => one.when !== "at_end");
  const nothingElse = together.length === 0 && plan.model.timeline.length === 0 && !daily;
  return program.function("runPath", { path: "i32" }, [], ({ path }, self) => {
    const [head, entry, date] = self.variables("i32", "head", "entry", "date");
    const coming = comingIn(kit, parts, self as unknown as FunctionCode);
    const move = moveIn(kit, parts, coming);
    const inserted = nextInserted(kit, INSERTED.date);
    const ownSteps = i32.ne(i32.load(n(GLOBAL.steps)), i32.load(n(GLOBAL.dayBegan)));
    const hadSteps = marks ? either(ownSteps, marks.isMarked(today())) : ownSteps;
    const days = loop((over) => [
      loop((day) => move(entry, head, day)),
      // Whatever was put down on the day was kept: the first that was found then is still the first.
      ...(closeDay ? [when(hadSteps, [run(closeDay)])] : []),
      set(date, coming.date),
      ...(plan.model.timeline.length === 0
        ? []
        : [when(i32.lt_s(nextDated(kit, DATED.date), date), [set(date, nextDated(kit, DATED.date))])]),
      ...(hasInserted(kit) ? [when(i32.lt_s(inserted, date), [set(date, inserted)])] : []),
      i32.store(n(GLOBAL.dayBegan), i32.load(n(GLOBAL.steps))),
      ...(between
        ? [run(between, i32.add(today(), n(1)), select(i32.gt_s(date, n(last)), n(last), before(date)))]
        : []),
      when(i32.gt_s(date, n(last)), [leave(over)]),
      i32.store(n(GLOBAL.today), date),
    ]);
    return [
      memoryCopy(n(0), n(template), n(plan.stateBytes)),
      ...kit.tools.running.begin,
      ...(marks ? marks.begin : []),
      i32.store(n(GLOBAL.path), path),
      i32.store(n(GLOBAL.today), n(start)),
      run(kit.begin),
      ...(kit.findDates ? [run(kit.findDates)] : []),
      ...(apart.actors.size > 0 ? alone(kit, apart, start) : []),
      ...together.map(({ index }) => run(kit.react, n(index), n(EVENT.start), n(0), n(0))),
      ...(nothingElse ? [] : [days]),
      i32.store(n(GLOBAL.today), n(last)),
      ...(last === end && closeRun ? [run(closeRun)] : []),
    ];
  });
}

/** For each place of the agenda, what comes when its date has come: its timer rings, its calendar recurs. */
function ringsIn(kit: Kit, { fileSteps, rung }: PathParts, places: Places): readonly Callee<readonly []>[] {
  const { program, plan, tools } = kit;
  const payload = plan.regions.payload.address;
  return plan.slots.map((slot, number) => {
    const { address, layout } = plan.actors[slot.actor] as PlannedActor;
    const at = n(address + slot.offset);
    const name = n(plan.texts.number(plan.actors[slot.actor]?.name ?? ""));
    const step = fileSteps[slot.actor];
    const events = eventsOf(layout, slot);
    const [only = ""] = events;
    const known = events.length === 1 ? rung[slot.actor]?.get(only) : undefined;
    const counted = i32.store(n(GLOBAL.steps), i32.add(i32.load(n(GLOBAL.steps)), n(1)));
    return program.function(`ring${number}`, {}, [], (_params, self) => {
      // An actor that runs alone puts nothing down here.
      if (!step) return [];
      if (slot.of === "timer") {
        return [
          ...places.drop(number),
          // The timer may be put down anew while its event is read.
          ...(layout.payloadBytes > 0
            ? [memoryCopy(n(payload), i32.add(at, n(TIMER.payload)), n(layout.payloadBytes))]
            : []),
          known ? run(known, name, n(payload)) : run(step, i32.load(at, TIMER.event), name, n(payload), n(-1)),
          counted,
        ];
      }
      const [k, date] = self.variables("i32", "k", "date");
      const [from, months, days] = [CALENDAR.from, CALENDAR.months, CALENDAR.days].map((part) => i32.load(at, part));
      const event = plan.events.get(layout.calendars.get(slot.id)?.event ?? "") as number;
      return [
        ...places.drop(number),
        set(k, i32.add(i32.load(at, CALENDAR.k), n(1))),
        i32.store(at, k, CALENDAR.k),
        set(date, call(tools.calendar.occurrence, from as Expr, months as Expr, days as Expr, k)),
        when(both(i32.le_s(date, i32.load(at, CALENDAR.until)), i32.le_s(date, n(plan.model.period.end))), [
          ...places.put(number, date, i64.load(at, CALENDAR.order), self as unknown as FunctionCode),
        ]),
        i32.store(at, today(), CALENDAR.last),
        known ? run(known, name, n(payload)) : run(step, n(event), name, n(payload), n(0)),
        counted,
      ];
    });
  });
}

/** Those that run alone, each to its end; the day on which all start then has steps for those that come after. */
function alone(kit: Kit, { actors, runs }: Apart, start: EpochDay): readonly Stmt[] {
  return [
    ...runs.map((one) => run(one)),
    i32.store(n(GLOBAL.today), n(start)),
    i32.store(n(GLOBAL.dayBegan), i32.sub(i32.load(n(GLOBAL.steps)), n(actors.size))),
    when(i32.ge_s(i32.load(n(GLOBAL.steps)), n(MOST_STEPS)), [kit.fail(FAILURE.tooManySteps)]),
  ];
}

/** The events that a timer or a calendar may bring. */
function eventsOf({ calendars, table }: ChartLayout, { of, id }: AgendaSlot): readonly string[] {
  if (of === "calendar") return [...calendars.values()].flatMap((one) => (one.id === id ? [one.event] : []));
  const events = [...itemsOf(table)].flatMap((item) => (item.is === "schedule" && item.id === id ? [item.event] : []));
  return [...new Set(events)];
}

/** An appointment is kept, unless what it was for is gone. */
function keepIn(kit: Kit, step: Callee<readonly []>): Callee<readonly []> {
  const { program, plan, agenda, blockOf, tools } = kit;
  const appointments = plan.regions.appointments.address;
  return program.function("keep", {}, [], (_params, self) => {
    const key = self.local("i64", "key");
    const [actor, slot, at, event, bytes] = self.variables("i32", "actor", "slot", "at", "event", "bytes");
    const [k, date] = self.variables("i32", "k", "date");
    const payload = plan.regions.payload;
    const rings: readonly Stmt[] = [
      when(i64.eq(i64.load(at, TIMER.order), orderOfKey(key)), [
        i64.store(at, i64.const(0n), TIMER.order),
        set(event, i32.load(at, TIMER.event)),
        // The timer may be put down anew while its event is read.
        ...(payload.stride > 0
          ? [
              set(bytes, call(kit.payloadBytes, actor)),
              // A copy of nothing costs as much as one of a few bytes.
              when(bytes, [memoryCopy(n(payload.address), i32.add(at, n(TIMER.payload)), bytes)]),
            ]
          : []),
        run(step, actor, event, call(kit.nameOf, actor), n(payload.address), n(-1)),
      ]),
    ];
    const recurs: readonly Stmt[] = [
      when(i64.eq(i64.load(at, CALENDAR.order), orderOfKey(key)), [
        set(k, i32.add(i32.load(at, CALENDAR.k), n(1))),
        i32.store(at, k, CALENDAR.k),
        set(
          date,
          call(
            tools.calendar.occurrence,
            i32.load(at, CALENDAR.from),
            i32.load(at, CALENDAR.months),
            i32.load(at, CALENDAR.days),
            k,
          ),
        ),
        when(both(i32.le_s(date, i32.load(at, CALENDAR.until)), i32.le_s(date, n(plan.model.period.end))), [
          run(agenda.put, date, n(RANK.calendar), i64.load(at, CALENDAR.order), actor, slot),
        ]),
        i32.store(at, today(), CALENDAR.last),
        run(step, actor, call(kit.calendarEvent, actor, slot), call(kit.nameOf, actor), n(payload.address), n(0)),
      ]),
    ];
    return [
      set(key, agenda.first),
      set(actor, i32.load(n(appointments), 8)),
      set(slot, i32.load(n(appointments), 12)),
      run(agenda.drop),
      set(at, i32.add(call(blockOf, actor), slot)),
      when(isCalendarKey(key), recurs, rings),
    ];
  });
}

/** Expectations that are asked at a time: the day on which each was first broken; undefined where there are none. */
function expectationsIn(kit: Kit, name: string, when_: readonly string[]): Callee<readonly []> | undefined {
  const { program, plan, tools } = kit;
  if (!plan.model.expectations.some((one) => when_.includes(one.when))) return undefined;
  return program.function(name, {}, [], (_params, self) => {
    const evaluations = new Evaluations(tools, self as never);
    return plan.model.expectations.flatMap((one, index): readonly Stmt[] => {
      if (!when_.includes(one.when)) return [];
      const address = n(plan.regions.expectations.address + 4 * index);
      const holds = evaluations.word(one.test, { states: [] });
      const broken = one.when === "never" ? holds.code : i32.eqz(holds.code);
      return [
        when(i32.eq(i32.load(address), n(NEVER_DAY)), [
          ...holds.statements,
          when(broken, [i32.store(address, today())]),
        ]),
      ];
    });
  });
}
