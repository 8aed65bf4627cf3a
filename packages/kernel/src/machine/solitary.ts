/**
 * An actor that runs alone, as one function: from its start to the last day, without agenda, queue or listeners.
 *
 * Each timer and calendar has a date of its own in a variable. Which of them may be put down in a configuration is known
 * (passes/course.ts), so that the next is found by comparing those few; where it is one, nothing is compared. A step
 * that the course does not take is not there.
 */
import { MICROSTEP_LIMIT } from "@steppe/core/statechart/machine.ts";
import type { Configuration, Decision, Outcome } from "@steppe/core/statechart/unfold.ts";
import {
  both,
  type Callee,
  call,
  type Expr,
  either,
  type FunctionCode,
  i32,
  type Label,
  type Local,
  leave,
  loop,
  memoryCopy,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { Evaluations } from "../lower/evaluation.ts";
import type { Instance, Standing } from "../lower/place.ts";
import type { Calendars } from "../passes/calendars.ts";
import { type Course, calendarKey, type SlotKey, timerKey } from "../passes/course.ts";
import type { Unasked } from "../passes/unasked.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { CALENDAR, type CalendarSlot, HEAD, TIMER, type TimerSlot } from "../plan/chart-layout.ts";
import { GLOBAL, MILESTONE, type PlannedActor } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import type { Appointed, Solitary } from "./by-itself.ts";
import { Effects } from "./effects.ts";
import { storeFound } from "./found.ts";
import { fromNothing } from "./from-nothing.ts";
import { at, type Kit, n } from "./kit.ts";
import { isOneGrid, type Member, recurrenceIn, type TakenPosting } from "./recurrence.ts";

/** How the steps of an eventless transition came out, as in actor.ts. */
const TOOK = { nothing: 0, changed: 1, unchanged: 2 } as const;
/** Calendars come after timers on one day: this is added to their order. */
const AFTER_TIMERS = 1 << 30;

export interface SolitaryLimits {
  /** The last day to run. */
  readonly last: number;
  /** So many steps of it on one day are too many, whatever the others do. */
  readonly stepsADay: number;
}

type Self = FunctionCode<readonly []>;
/** What an appointment brings. */
type Kept = (slot: Appointed) => readonly Stmt[];

export function solitaryIn(
  kit: Kit,
  actor: PlannedActor,
  course: Course,
  found: Found,
  limits: SolitaryLimits,
): Callee<readonly []> {
  return kit.program.function(`alone${actor.index}`, {}, [], (_params, self) =>
    new SolitaryCode(kit, self as unknown as Self, { actor, course, limits, ...found }).body(),
  );
}

/** What other passes have found of it. */
interface Found {
  readonly unasked: Unasked | undefined;
  readonly calendars: Calendars | undefined;
}

type Subject = Found & { readonly actor: PlannedActor; readonly course: Course; readonly limits: SolitaryLimits };

class SolitaryCode implements Solitary {
  readonly #kit: Kit;
  readonly #self: Self;
  readonly #subject: Subject;
  readonly #instance: Instance;
  readonly #effects: Effects;
  readonly #slots: ReadonlyMap<SlotKey, Appointed>;
  readonly #configuration: Local<"i32">;
  /** The next order number. */
  readonly #order: Local<"i32">;
  readonly #steps: Local<"i32">;
  /** How many steps there were before today. */
  readonly #before: Local<"i32">;
  readonly #asks: Local<"i32">;
  readonly #took: Local<"i32">;
  readonly #microsteps: Local<"i32">;
  /** The postings of an occurrence that others follow. */
  #taken: TakenPosting[] | undefined;

  constructor(kit: Kit, self: Self, subject: Subject) {
    this.#kit = kit;
    this.#self = self;
    this.#subject = subject;
    const { actor, course } = subject;
    this.#instance = { fileIndex: actor.index, layout: actor.layout, base: n(actor.address), index: n(actor.index) };
    [this.#configuration, this.#order] = self.variables("i32", "configuration", "order");
    [this.#steps, this.#before] = self.variables("i32", "steps", "before");
    [this.#asks, this.#took, this.#microsteps] = self.variables("i32", "asks", "took", "microsteps");
    this.#slots = this.#appointed(course);
    this.#effects = new Effects(kit, self as unknown as FunctionCode, this.#instance, this);
  }

  #appointed({ events, pending }: Course): ReadonlyMap<SlotKey, Appointed> {
    const { timers, calendars } = this.#subject.actor.layout;
    const contended = new Set([...pending.values()].flatMap((slots) => (slots.size > 1 ? [...slots] : [])));
    return new Map(
      [...events.keys()].map((key) => [
        key,
        {
          key,
          date: this.#self.local("i32", "date"),
          order: contended.has(key) ? this.#self.local("i32", "orderOf") : undefined,
          timer: [...timers.values()].find(({ id }) => timerKey(id) === key),
          calendar: [...calendars.values()].find(({ id }) => calendarKey(id) === key),
        },
      ]),
    );
  }

  body(): readonly Stmt[] {
    const { actor, course } = this.#subject;
    const total = i32.add(i32.load(n(GLOBAL.steps)), this.#steps);
    const cases = actor.layout.table.configurations.map((configuration, number) =>
      course.pending.has(number) ? (end: Label) => this.#wait(configuration, number, end) : undefined,
    );
    return [
      ...[...this.#slots.values()].map(({ date }) => set(date, n(NEVER_DAY))),
      i32.store(n(GLOBAL.today), n(this.#kit.plan.model.period.start)),
      i32.store(n(GLOBAL.stepActor), n(-1)),
      ...this.#start(),
      set(this.#steps, n(1)),
      loop((end) => [
        switchOn(
          this.#configuration,
          cases.map((one) => one?.(end) ?? []),
        ),
      ]),
      i32.store(this.#instance.base, this.#configuration, HEAD.configuration),
      i32.store(n(GLOBAL.steps), total),
    ];
  }

  /** First values of the variables, then what the start does. */
  #start(): readonly Stmt[] {
    const { chart, variables, table } = this.#subject.actor.layout;
    const evaluations = new Evaluations(this.#kit.tools, this.#self as unknown as FunctionCode);
    const { instance } = this.#effects;
    const first = [...chart.variables.values()].flatMap(({ name, kind, initial }) => {
      const slot = variables.get(name);
      if (!initial || !slot) throw new Error(`variable ${name} has no first value`);
      const found = evaluations.kept(initial, kind, { instance, states: [] });
      return [...found.statements, ...storeFound(instance.base, slot.offset, found)];
    });
    const sender = n(this.#kit.plan.texts.number(""));
    return [
      i32.store(n(GLOBAL.starting), n(1)),
      ...first,
      ...this.#outcome(table.start, { instance, states: [], sender }),
      // Eventless transitions belong to the start.
      ...(this.#mayAsk ? [set(this.#asks, n(1))] : [i32.store(n(GLOBAL.starting), n(0))]),
    ];
  }

  /** In a configuration: eventless transitions until none is taken, then the next appointment. */
  #wait(configuration: Configuration, number: number, end: Label): readonly Stmt[] {
    const { actor, course } = this.#subject;
    const { states, eventless, done } = configuration;
    const sender = n(this.#kit.plan.texts.number(actor.name));
    const pending = [...(course.pending.get(number) ?? [])].map((key) => this.#slots.get(key) as Appointed);
    const standing: Standing = { instance: this.#instance, states, sender };
    const next = this.#next(pending, end, (slot) => [
      ...this.#kept(slot, configuration, standing),
      ...this.#recurs(slot, pending, number, (one) => this.#kept(one, configuration, standing)),
      ...(this.#mayAsk ? [set(this.#asks, n(1)), set(this.#microsteps, n(0))] : []),
    ]);
    const waits = this.#mayAsk ? [i32.store(n(GLOBAL.starting), n(0)), ...next] : next;
    if (!eventless || done) return waits;
    const again: Label = { kind: "label", loops: false };
    const asked: readonly Stmt[] = [
      set(this.#took, n(TOOK.nothing)),
      ...fromNothing(this.#self, () => this.#decide(eventless, standing)),
      when(this.#took, [
        set(this.#asks, i32.eq(this.#took, n(TOOK.changed))),
        set(this.#microsteps, i32.add(this.#microsteps, n(1))),
        // Half of the World's bound, since not all that it counts is counted here: the World then decides.
        when(i32.gt_s(this.#microsteps, n(MICROSTEP_LIMIT / 2)), [this.#kit.fail(FAILURE.livelock)]),
        leave(again),
      ]),
    ];
    return [{ kind: "block", label: again, body: [when(this.#asks, asked), ...waits] }];
  }

  /** An appointment is kept: what it brings is done. */
  #kept(slot: Appointed, configuration: Configuration, standing: Standing): readonly Stmt[] {
    const events = [...(this.#subject.course.events.get(slot.key) ?? [])];
    return [
      ...this.#fired(slot),
      ...fromNothing(this.#self, () => events.flatMap((event) => this.#event(configuration, event, slot, standing))),
    ];
  }

  /** After an occurrence of a calendar those that pay the same, until something else is put down. */
  #recurs(slot: Appointed, pending: readonly Appointed[], number: number, kept: Kept): readonly Stmt[] {
    const { actor, calendars, limits } = this.#subject;
    const own = calendars?.recurring.get(number)?.get(slot.key);
    if (!own || !slot.calendar) return [];
    const mates = pending.filter(({ key }) => own.grid.includes(key));
    const around = { ...own, actor, last: limits.last, steps: this.#steps, before: this.#before };
    const [first, ...others] = [slot, ...mates].map((one) => this.#member(one, kept)) as [Member, ...Member[]];
    const of = (...members: [Member, ...Member[]]): readonly Stmt[] => {
      const dates = members.map(({ date }) => date);
      const rest = pending.map(({ date }) => date).filter((date) => !dates.includes(date));
      return recurrenceIn(this.#kit, this.#self, { ...around, members, others: rest });
    };
    return mates.length === 0
      ? of(first)
      : [when(isOneGrid(actor, [first, ...others]), of(first, ...others), of(first))];
  }

  #member(slot: Appointed, kept: Kept): Member {
    return {
      calendar: slot.calendar as CalendarSlot,
      date: slot.date,
      next: () => this.#fired(slot),
      once: (taken) => {
        this.#taken = taken;
        const statements = kept(slot);
        this.#taken = undefined;
        return statements;
      },
    };
  }

  get #mayAsk(): boolean {
    const { actor, course } = this.#subject;
    return course.configurations.some((number) => actor.layout.table.configurations[number]?.eventless !== undefined);
  }

  /** The first of what is put down, unless it comes after the last day. */
  #next(pending: readonly Appointed[], end: Label, then: (slot: Appointed) => readonly Stmt[]): readonly Stmt[] {
    const [first, ...others] = pending;
    if (!first) return [leave(end)];
    if (others.length === 0) return [...this.#passes(first.date, end), ...then(first)];
    const [date, order, which] = this.#self.variables("i32", "next", "nextOrder", "which");
    const orderOf = ({ order: own }: Appointed): Expr<"i32"> => own as Expr<"i32">;
    return [
      set(date, first.date),
      set(order, orderOf(first)),
      set(which, n(0)),
      ...others.map((other, index) =>
        when(either(i32.lt_s(other.date, date), both(i32.eq(other.date, date), i32.lt_s(orderOf(other), order))), [
          set(date, other.date),
          set(order, orderOf(other)),
          set(which, n(index + 1)),
        ]),
      ),
      ...this.#passes(date, end),
      switchOn(which, pending.map(then)),
    ];
  }

  /** A step on a day. */
  #passes(date: Local<"i32">, end: Label): readonly Stmt[] {
    const { last, stepsADay } = this.#subject.limits;
    const [steps, before] = [this.#steps, this.#before];
    return [
      when(i32.gt_s(date, n(last)), [leave(end)]),
      when(
        i32.eq(date, i32.load(n(GLOBAL.today))),
        [when(i32.gt_s(i32.sub(steps, before), n(stepsADay)), [this.#kit.fail(FAILURE.tooManySteps)])],
        [i32.store(n(GLOBAL.today), date), ...(this.#kit.marks?.mark(date) ?? []), set(before, steps)],
      ),
      set(steps, i32.add(steps, n(1))),
    ];
  }

  /** An appointment is kept: a timer is gone, a calendar goes on. */
  #fired({ date, calendar }: Appointed): readonly Stmt[] {
    if (!calendar) return [set(date, n(NEVER_DAY))];
    const { tools, plan } = this.#kit;
    const base = at(this.#instance.base, calendar.offset);
    const [k, today] = this.#self.variables("i32", "k", "today");
    const of = (offset: number): Expr<"i32"> => i32.load(base, offset);
    const next = call(tools.calendar.occurrence, of(CALENDAR.from), of(CALENDAR.months), of(CALENDAR.days), k);
    return [
      set(today, date),
      set(k, i32.add(of(CALENDAR.k), n(1))),
      i32.store(base, k, CALENDAR.k),
      i32.store(base, today, CALENDAR.last),
      set(date, next),
      when(either(i32.gt_s(date, of(CALENDAR.until)), i32.gt_s(date, n(plan.model.period.end))), [
        set(date, n(NEVER_DAY)),
      ]),
    ];
  }

  #event({ on, done }: Configuration, event: string, { timer }: Appointed, standing: Standing): readonly Stmt[] {
    const decision = on.get(event);
    if (!decision || done) return [];
    const { layout, address } = this.#subject.actor;
    const shape = layout.events.get(event) ?? { type: event, fields: [] };
    const payload = n(this.#kit.plan.regions.payload.address);
    const bytes = 8 * shape.fields.length;
    // The timer may be put down anew while its event is read.
    const copied = timer && bytes > 0 ? [memoryCopy(payload, n(address + timer.offset + TIMER.payload), n(bytes))] : [];
    return [...copied, ...this.#decide(decision, { ...standing, event: { shape, address: payload } })];
  }

  #decide(decision: Decision, standing: Standing): readonly Stmt[] {
    if (decision.is === "outcome") return this.#outcome(decision, standing);
    const answer = this.#subject.course.answers.get(decision.guard);
    if (answer !== undefined) return this.#decide(answer ? decision.yes : decision.no, standing);
    const guard = this.#effects.evaluations.word(decision.guard, standing);
    const [yes, no] = [this.#decide(decision.yes, standing), this.#decide(decision.no, standing)];
    if (guard.code.kind === "const") return [...guard.statements, ...(guard.code.value === 0 ? no : yes)];
    return [...guard.statements, when(guard.code, yes, no)];
  }

  #outcome({ taken, items, to, changed }: Outcome, standing: Standing): readonly Stmt[] {
    if (taken.length === 0 && items.length === 0) return [];
    const statements: Stmt[] = [];
    let entering: readonly string[] = [];
    for (const item of items) {
      if (item.is === "effect" && item.effect.do === "raise") throw new TypeError("an actor alone raises nothing");
      statements.push(...this.#effects.item(item, { ...standing, entering }));
      if (item.is === "effect" && item.effect.do === "enter") entering = [...entering, item.effect.state];
    }
    return [
      ...statements,
      set(this.#configuration, n(to)),
      ...(this.#mayAsk && taken.length > 0 ? [set(this.#took, n(changed ? TOOK.changed : TOOK.unchanged))] : []),
    ];
  }

  // What it does otherwise than an actor among others.

  #numbered(order: Local<"i32"> | undefined, added: number): readonly Stmt[] {
    if (!order) return [];
    return [set(this.#order, i32.add(this.#order, n(1))), set(order, i32.add(this.#order, n(added)))];
  }

  put({ id }: TimerSlot, date: Expr<"i32">): readonly Stmt[] {
    const slot = this.#slots.get(timerKey(id)) as Appointed;
    return [set(slot.date, date), ...this.#numbered(slot.order, 0)];
  }

  drop({ id }: TimerSlot): readonly Stmt[] {
    const slot = this.#slots.get(timerKey(id));
    return slot ? [set(slot.date, n(NEVER_DAY))] : [];
  }

  unheard(): readonly Stmt[] {
    return [set(this.#steps, i32.add(this.#steps, n(1)))];
  }

  begin({ id }: CalendarSlot, first: Expr<"i32">): readonly Stmt[] {
    const slot = this.#slots.get(calendarKey(id)) as Appointed;
    return [set(slot.date, first), ...this.#numbered(slot.order, AFTER_TIMERS)];
  }

  end({ id }: CalendarSlot): readonly Stmt[] {
    const slot = this.#slots.get(calendarKey(id));
    return slot ? [set(slot.date, n(NEVER_DAY))] : [];
  }

  enter(state: string): readonly Stmt[] {
    const { actor, unasked } = this.#subject;
    const address = this.#kit.plan.milestones.get(`${actor.name}.${state}`);
    if (address === undefined || unasked?.states.has(state) === false) return [];
    const [count] = this.#self.variables("i32", "count");
    return [
      set(count, i32.load(n(address), MILESTONE.count)),
      when(i32.eqz(count), [i32.store(n(address), i32.load(n(GLOBAL.today)), MILESTONE.first)]),
      i32.store(n(address), i32.add(count, n(1)), MILESTONE.count),
    ];
  }

  posted(total: number | Expr<"i32">, verb: 0 | 1, minor: Expr<"i64">): readonly Stmt[] {
    const posted = (amount: Expr<"i64">): readonly Stmt[] => this.#kit.posted(total, verb, amount);
    if (!this.#taken) return posted(minor);
    const [amount] = this.#self.variables("i64", "amount");
    this.#taken.push({ amount, post: posted, isDated: this.#kit.sums?.isDated(total) !== false });
    return [set(amount, minor), ...posted(minor)];
  }

  isRead(variable: string): boolean {
    return this.#subject.unasked?.variables.has(variable) !== true;
  }
}
