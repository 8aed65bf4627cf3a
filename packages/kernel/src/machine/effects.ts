/** What a microstep does, as code: every effect at its place, in the order of the unfolded table. */
import type { Expression } from "@steppe/core";
import { type Assignment, announcementType, type CalendarUse, type Effect } from "@steppe/core/statechart/chart.ts";
import type { Item } from "@steppe/core/statechart/unfold.ts";
import {
  both,
  call,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  type Local,
  not,
  run,
  type Stmt,
  set,
  when,
  whenever,
} from "../code/index.ts";
import { Evaluations, type Found } from "../lower/evaluation.ts";
import type { Instance, Standing } from "../lower/place.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { CALENDAR, type CalendarSlot, type ChartLayout, HEAD, type Slot, TIMER } from "../plan/chart-layout.ts";
import { GLOBAL, MILESTONE } from "../plan/plan.ts";
import { type Places, RANK } from "../runtime/agenda.ts";
import { FAILURE } from "../runtime/fail.ts";
import type { Solitary } from "./by-itself.ts";
import { type NamedFound, storeFound } from "./found.ts";
import { at, type Kit, n } from "./kit.ts";
import { isSingle, isWatched } from "./single.ts";
import { announced, told } from "./telling.ts";
import { totalOf } from "./total-of.ts";

const isZero = (code: Expr<"i32">): boolean => code.kind === "const" && code.value === 0;

export class Effects {
  readonly kit: Kit;
  readonly #solitary: Solitary | undefined;
  readonly code: FunctionCode;
  readonly instance: Instance;
  readonly evaluations: Evaluations;
  /** The name of the actor, as a number. */
  readonly name: Expr<"i32">;
  readonly #isSingle: boolean;
  /** Milestones of the microstep at hand, in a step that has no other. */
  readonly #enteredHere: number[] = [];

  constructor(kit: Kit, code: FunctionCode, instance: Instance, solitary?: Solitary) {
    this.kit = kit;
    this.#solitary = solitary;
    this.code = code;
    this.instance = instance;
    this.evaluations = new Evaluations(kit.tools, code);
    const { fileIndex, index } = instance;
    this.#isSingle = !solitary && fileIndex !== undefined && isSingle(kit.plan, fileIndex);
    this.name =
      fileIndex === undefined
        ? i32.sub(n(-1), index)
        : n(kit.plan.texts.number(kit.plan.model.actors[fileIndex]?.name ?? ""));
  }

  get #layout(): ChartLayout {
    return this.instance.layout;
  }

  local(type: "i32", name: string): Local<"i32"> {
    return this.code.local(type, name);
  }

  /** Any item but an immediate raise. */
  item(item: Item, standing: Standing): readonly Stmt[] {
    switch (item.is) {
      case "schedule":
        return this.#isUnheard(item.id) ? this.#unheard() : this.#schedule(item, standing);
      case "unschedule": {
        if (this.#isUnheard(item.id)) return [];
        const slot = this.#layout.timers.get(item.id);
        if (slot && this.#solitary) return this.#solitary.drop(slot);
        return slot ? this.#takenOut(slot.offset) : [];
      }
      case "effect":
        return this.#effect(item.effect, standing);
    }
  }

  #isUnheard(timer: string): boolean {
    const { fileIndex } = this.instance;
    return fileIndex !== undefined && this.kit.unheard.get(fileIndex)?.has(timer) === true;
  }

  /** The ringing is a step of which nothing comes: it is counted. */
  #unheard(): readonly Stmt[] {
    const counted = i32.store(n(GLOBAL.steps), i32.add(i32.load(n(GLOBAL.steps)), n(1)));
    return this.#solitary?.unheard() ?? [counted];
  }

  #effect(effect: Effect, standing: Standing): readonly Stmt[] {
    switch (effect.do) {
      case "set":
        return this.#set(effect.assignments, standing);
      case "owe":
      case "pay":
        return this.#post(effect, standing);
      case "enter":
        return this.#solitary ? this.#solitary.enter(effect.state) : this.#enter(effect.state);
      case "announce":
        return this.#announce(effect.event, effect.with, standing);
      case "tell":
        return this.#tell(effect, standing);
      case "open":
        return this.#open(effect, standing);
      case "start-calendar":
        return this.#startCalendar(effect.calendar, standing);
      case "end-calendar": {
        const slot = this.#layout.calendars.get(effect.id) as CalendarSlot;
        return this.#solitary?.end(slot) ?? this.#takenOut(slot.offset);
      }
      case "note":
      case "cancel":
        return [];
      case "raise":
        throw new TypeError("a raise is no item of its own");
    }
  }

  /** All values are found before any is set: they see the values before. */
  #set(assignments: readonly Assignment[], standing: Standing): readonly Stmt[] {
    const read = assignments.filter(({ name }) => this.#solitary?.isRead(name) !== false);
    const found = read.map(({ name, kind, value }) => ({
      slot: this.#layout.variables.get(name) as Slot,
      value: this.evaluations.kept(value, kind, standing),
    }));
    return [
      ...found.flatMap(({ value }) => value.statements),
      ...found.flatMap(({ slot, value }) => storeFound(this.instance.base, slot.offset, value)),
    ];
  }

  #post(effect: Effect & { do: "owe" | "pay" }, standing: Standing): readonly Stmt[] {
    const amount = this.evaluations.amount(effect.amount, standing);
    const from = this.evaluations.word(effect.from, standing);
    const to = this.evaluations.word(effect.to, standing);
    const minor = amount.code;
    const total = totalOf(this.kit.plan, effect, from.code, to.code);
    const posted = (this.#solitary ?? this.kit).posted(total, effect.do === "pay" ? 1 : 0, minor);
    return [
      ...amount.statements,
      ...from.statements,
      ...to.statements,
      ...whenever(i64.lt_s(minor, i64.const(0n)), [this.kit.fail(FAILURE.negativeAmount)]),
      ...whenever(i32.eq(from.code, to.code), [this.kit.fail(FAILURE.sameParty)]),
      ...whenever(not(i64.eqz(minor)), posted),
    ];
  }

  /** The milestone is counted when the step is over: until then the history is as it was. */
  #enter(state: string): readonly Stmt[] {
    const { fileIndex, base } = this.instance;
    const { plan } = this.kit;
    const owners =
      fileIndex === undefined
        ? [...plan.groups.keys()].filter((group) => plan.milestones.has(`${group}.${state}`) && this.#mayBeIn(group))
        : [plan.model.actors[fileIndex]?.name ?? ""];
    const each = owners.map((owner) => {
      const address = plan.milestones.get(`${owner}.${state}`) as number;
      if (this.#isSingle) this.#enteredHere.push(address);
      const statements = [
        this.#isSingle ? [] : this.#entered(address),
        ...this.#announce(announcementType(owner, state), [], undefined),
      ];
      if (owners.length === 1) return statements.flat();
      const group = plan.groups.get(owner)?.number ?? -1;
      return [when(i32.eq(i32.load(base, HEAD.group), n(group)), statements.flat())];
    });
    const isKept = fileIndex === undefined || !this.#isSingle || isWatched(plan, fileIndex);
    return [...(isKept ? [i32.store(n(GLOBAL.entered), n(1))] : []), ...each.flat()];
  }

  /** Counts the milestones of a step of one microstep, at its end. */
  enteredNow(): readonly Stmt[] {
    const count = this.local("i32", "count");
    return this.#enteredHere
      .splice(0)
      .flatMap((address) => [
        set(count, i32.load(n(address), MILESTONE.count)),
        when(i32.eqz(count), [i32.store(n(address), i32.load(n(GLOBAL.today)), MILESTONE.first)]),
        i32.store(n(address), i32.add(count, n(1)), MILESTONE.count),
      ]);
  }

  #mayBeIn(group: string): boolean {
    return this.kit.plan.model.groups.get(group) === this.#layout.chart.machine;
  }

  #entered(address: number): readonly Stmt[] {
    const { entered } = this.kit.plan.regions;
    const count = this.local("i32", "count");
    return [
      set(count, i32.load(n(GLOBAL.enteredCount))),
      when(i32.ge_s(count, n(entered.capacity)), [this.kit.fail(FAILURE.tooLarge)]),
      i32.store(i32.shl(count, n(2)), n(address), entered.address),
      i32.store(n(GLOBAL.enteredCount), i32.add(count, n(1))),
    ];
  }

  #announce(event: string, values: readonly Assignment[], standing: Standing | undefined): readonly Stmt[] {
    const found = standing ? this.#values(values, standing) : [];
    return [...found.flatMap(({ value }) => value.statements), ...announced(this, event, found)];
  }

  #values(values: readonly Assignment[], standing: Standing): readonly NamedFound[] {
    return values.map(({ name, kind, value }) => ({
      name,
      kind,
      value: this.evaluations.kept(value, kind, standing),
    }));
  }

  #tell(effect: Effect & { do: "tell" }, standing: Standing): readonly Stmt[] {
    const to = this.evaluations.word(effect.to, standing);
    const found = this.#values(effect.with, standing);
    return [
      ...to.statements,
      ...found.flatMap(({ value }) => value.statements),
      ...told(this, to.code, effect.event, found),
    ];
  }

  #open(effect: Effect & { do: "open" }, standing: Standing): readonly Stmt[] {
    const { plan, open, blockOf, react, fail } = this.kit;
    const pool = plan.pools.get(effect.chart);
    const group = plan.groups.get(effect.group);
    if (!pool || !group) throw new Error(`no pool for ${effect.chart}`);
    const name = effect.name && this.evaluations.word(effect.name, standing);
    const found = this.#values(effect.with, standing);
    const [ordinal, index, block, payload] = [
      this.local("i32", "ordinal"),
      this.local("i32", "opened"),
      this.local("i32", "block"),
      this.local("i32", "payload"),
    ];
    const counter = this.#layout.opens.get(effect.group) as number;
    const inputs = [...pool.layout.inputs.keys()];
    const mask = found.reduce((sum, one) => sum | (1n << BigInt(inputs.indexOf(one.name))), 0n);
    const given = name ? name.code : n(0);
    return [
      set(ordinal, i32.add(i32.load(this.instance.base, counter), n(1))),
      ...(name ? name.statements : []),
      ...(name ? [when(i32.eqz(i32.load8_u(name.code, this.kit.tools.nameTable)), [fail(FAILURE.openedName)])] : []),
      ...found.flatMap(({ value }) => value.statements),
      i32.store(this.instance.base, ordinal, counter),
      set(index, call(open, n(pool.number), this.instance.base, this.name, n(group.number), given, ordinal)),
      set(block, call(blockOf, index)),
      i64.store(block, i64.const(BigInt.asIntN(64, mask)), HEAD.inputs),
      ...found.flatMap((one) => {
        const slot = pool.layout.inputs.get(one.name) as Slot;
        return storeFound(block, slot.offset, one.value);
      }),
      set(payload, call(react, index, n(-1), n(0), n(0))),
    ];
  }

  #startCalendar(calendar: CalendarUse, standing: Standing): readonly Stmt[] {
    const { plan, fail, tools } = this.kit;
    const every = this.evaluations.span(calendar.every, standing);
    const from = this.evaluations.word(calendar.from, standing);
    const until = calendar.until && this.evaluations.word(calendar.until, standing);
    const slot = this.#layout.calendars.get(calendar.id) as CalendarSlot;
    const base = at(this.instance.base, slot.offset);
    const [k, date] = [this.local("i32", "k"), this.local("i32", "date")];
    const order = this.code.local("i64", "order");
    const today = i32.load(n(GLOBAL.today));
    const { months, days } = every;
    const bad = i32.or(i32.or(i32.lt_s(months, n(0)), i32.lt_s(days, n(0))), i32.eqz(i32.or(months, days)));
    // What came today does not come again today.
    const earliest = i32.add(today, i32.eq(i32.load(base, CALENDAR.last), today));
    const last = until ? until.code : n(NEVER_DAY);
    const comes = both(i32.le_s(date, last), i32.le_s(date, n(plan.model.period.end)));
    const begun = this.#solitary
      ? [when(i32.eqz(comes), [set(date, n(NEVER_DAY))]), ...this.#solitary.begin(slot, date)]
      : [when(comes, this.#putDown(date, n(RANK.calendar), order, slot.offset))];
    const begins: readonly Stmt[] = [
      set(k, call(tools.calendar.firstFrom, from.code, months, days, earliest)),
      set(order, i64.load(n(GLOBAL.order))),
      i64.store(n(GLOBAL.order), i64.add(order, i64.const(1n))),
      i64.store(base, order, CALENDAR.order),
      i32.store(base, from.code, CALENDAR.from),
      i32.store(base, months, CALENDAR.months),
      i32.store(base, days, CALENDAR.days),
      i32.store(base, last, CALENDAR.until),
      i32.store(base, k, CALENDAR.k),
      ...(this.#placed ? this.#takenOut(slot.offset) : []),
      set(date, call(tools.calendar.occurrence, from.code, months, days, k)),
      ...begun,
    ];
    return [
      ...every.statements,
      ...from.statements,
      ...(until ? until.statements : []),
      ...whenever(bad, [fail(FAILURE.period)]),
      ...whenever(i32.ne(from.code, n(NEVER_DAY)), begins),
    ];
  }

  /** The places of the agenda, if what this actor puts down has some. */
  get #placed(): Places | undefined {
    return this.instance.fileIndex === undefined || this.#solitary ? undefined : this.kit.agenda.places;
  }

  /** Puts down a timer or a calendar of the actor. */
  #putDown(date: Expr<"i32">, rank: Expr<"i32">, order: Expr<"i64">, offset: number): readonly Stmt[] {
    const { put } = this.kit.agenda;
    const places = this.#placed;
    if (places) return places.put(this.#placeAt(offset), date, order, this.code);
    return [run(put, date, rank, order, this.instance.index, n(offset))];
  }

  /** What has been put down is no longer wanted. */
  #takenOut(offset: number): readonly Stmt[] {
    const places = this.#placed;
    if (places) return places.empty(this.#placeAt(offset));
    return [i64.store(at(this.instance.base, offset), i64.const(0n), TIMER.order)];
  }

  /** The place of a timer or a calendar in an agenda of places. */
  #placeAt(offset: number): number {
    const { slots } = this.kit.plan;
    const number = slots.findIndex((one) => one.actor === this.instance.fileIndex && one.offset === offset);
    if (number < 0) throw new Error("no place in the agenda");
    return number;
  }

  #schedule(item: Item & { is: "schedule" }, standing: Standing): readonly Stmt[] {
    const { tools, fail, plan } = this.kit;
    const slot = this.#layout.timers.get(item.id);
    if (!slot) throw new Error(`no timer ${item.id}`);
    const base = at(this.instance.base, slot.offset);
    const payload = item.raise ? this.raisedFields(item.raise, standing) : { statements: [], store: () => [] };
    const delay = this.evaluations.span(item.delay, standing);
    const [date, today] = [this.local("i32", "date"), this.local("i32", "today")];
    const order = this.code.local("i64", "order");
    const event = plan.events.get(item.event) as number;
    const dated = [
      ...payload.statements,
      ...delay.statements,
      set(today, i32.load(n(GLOBAL.today))),
      set(
        date,
        isZero(delay.months) ? i32.add(today, delay.days) : call(tools.calendar.shift, today, delay.months, delay.days),
      ),
      when(i32.lt_s(date, today), [fail(FAILURE.negativeDelay)]),
    ];
    if (this.#solitary) {
      return [...dated, ...payload.store(base, TIMER.payload), ...this.#solitary.put(slot, date)];
    }
    return [
      ...dated,
      set(order, i64.load(n(GLOBAL.order))),
      i64.store(n(GLOBAL.order), i64.add(order, i64.const(1n))),
      ...(this.#placed ? [] : [i64.store(base, order, TIMER.order)]),
      i32.store(base, n(event), TIMER.event),
      ...payload.store(base, TIMER.payload),
      ...this.#putDown(date, n(RANK.timer), order, slot.offset),
    ];
  }

  /** The fields of a raised event, those not given at their defaults; and how they are put down. */
  raisedFields(
    effect: Effect & { do: "raise" },
    standing: Standing,
  ): { readonly statements: readonly Stmt[]; readonly store: (base: Expr<"i32">, offset: number) => readonly Stmt[] } {
    const declared = this.#layout.chart.events.get(effect.event) ?? new Map();
    const shape = this.#layout.events.get(effect.event);
    const given = new Map(effect.with.map((one) => [one.name, one]));
    const values = new Map<string, Found>();
    for (const { name, kind, value } of effect.with) values.set(name, this.evaluations.kept(value, kind, standing));
    for (const [name, field] of declared) {
      if (given.has(name) || !field.initial) continue;
      values.set(name, this.evaluations.kept(field.initial as Expression, field.kind, standing));
    }
    return {
      statements: [...values.values()].flatMap(({ statements }) => statements),
      store: (base, offset) =>
        (shape?.fields ?? []).flatMap((slot) => {
          const found = values.get(slot.name);
          return found ? storeFound(base, offset + slot.offset, found) : [];
        }),
    };
  }
}
