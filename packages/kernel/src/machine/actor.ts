/**
 * The code of one actor: its start, and what it does with an event.
 *
 * The rule is the unfolded table's: the event first, then eventless transitions until none is taken, then the next event
 * that was raised, and so on until none is left (statechart/walk.ts).
 */

import type { Expression } from "@steppe/core";
import type { Decision, Outcome } from "@steppe/core/statechart/unfold.ts";
import {
  both,
  type Callee,
  call,
  type Expr,
  either,
  type FunctionCode,
  i32,
  memoryCopy,
  ret,
  run,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { Evaluations } from "../lower/evaluation.ts";
import type { Instance, Standing } from "../lower/place.ts";
import { type ChartLayout, HEAD, itemsOf, NOT_STARTED } from "../plan/chart-layout.ts";
import { GLOBAL, RAISED } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { Effects } from "./effects.ts";
import { storeFound } from "./found.ts";
import { DELIVER, type Deliver, EVENT, type Kit, n } from "./kit.ts";
import { dispatched, ROW, type Row, settlingIn, TOOK } from "./settling.ts";
import { isSeen, isSingle, isWatched } from "./single.ts";

/** Of which actor the code is: one of the file at a fixed place, or any of a pool. */
export type Subject = { readonly file: number } | { readonly pool: string };

/** By event: (sender, payload) brings about what the agenda has put down for an actor. */
export type Rung = ReadonlyMap<string, Callee<readonly []>>;

function appointedEvents({ table, calendars }: ChartLayout): ReadonlySet<string> {
  const events = new Set([...calendars.values()].map(({ event }) => event));
  for (const item of itemsOf(table)) if (item.is === "schedule") events.add(item.event);
  return events;
}

export class ActorCode {
  readonly #kit: Kit;
  readonly #subject: Subject;
  readonly #name: string;
  readonly #layout: Instance["layout"];
  readonly #events: readonly string[];
  readonly #eventTable: number;
  /** Whether each step is one microstep. */
  readonly #isSingle: boolean;
  /** Whether anybody asks again when it enters a state. */
  readonly #isWatched: boolean;
  /** Events of its timers and calendars. */
  readonly #appointed: ReadonlySet<string>;
  /** What is done at such an event, by configuration and event. */
  readonly #heard = new Map<string, Row>();

  constructor(kit: Kit, subject: Subject, name: string) {
    this.#kit = kit;
    this.#subject = subject;
    this.#name = name;
    const { plan } = kit;
    const layout = "file" in subject ? plan.actors[subject.file]?.layout : plan.pools.get(subject.pool)?.layout;
    if (!layout) throw new Error("no such actor");
    this.#layout = layout;
    this.#isSingle = "file" in subject && isSingle(plan, subject.file);
    this.#isWatched = !("file" in subject) || isWatched(plan, subject.file);
    this.#appointed = appointedEvents(layout);
    const heard = new Set(layout.table.configurations.flatMap(({ on }) => [...on.keys()]));
    this.#events = [...new Set([...heard, ...layout.chart.events.keys()])];
    // Own numbers for the events that it knows, from 1; the others are 0.
    const bytes = new Uint8Array(2 * plan.eventTypes.length);
    const view = new DataView(bytes.buffer);
    for (const [own, type] of this.#events.entries()) {
      view.setUint16(2 * (plan.events.get(type) as number), own + 1, true);
    }
    this.#eventTable = kit.tools.table(bytes);
  }

  #instance(base: Expr<"i32">, index: Expr<"i32">): Instance {
    const layout = this.#layout;
    if (!("file" in this.#subject)) return { fileIndex: undefined, layout, base, index };
    const actor = this.#kit.plan.actors[this.#subject.file];
    if (!actor) throw new Error("no such actor");
    return { fileIndex: actor.index, layout, base: n(actor.address), index: n(actor.index) };
  }

  /**
   * Gives the function its body: delivers an event, and says whether a transition was taken. Answers with what the
   * agenda can call in its place.
   */
  define(deliver: Deliver): Rung {
    const { program } = this.#kit;
    const rows = this.#layout.table.configurations.map((configuration, number) =>
      this.#rowFunction(program.declare(`${this.#name}In${number}`, ROW, ["i32"]), number, configuration.on),
    );
    const eventless = this.#layout.table.configurations.map(({ eventless: decision }, number) =>
      decision ? this.#eventlessFunction(`${this.#name}Always${number}`, number, decision) : undefined,
    );
    const start = this.#startFunction();
    const complete = this.#completeFunction();
    if (this.#isSingle) {
      this.#defineSingle(deliver, start, rows, complete);
      return this.#rung();
    }
    const settle = settlingIn(this.#kit, {
      name: `${this.#name}Settle`,
      instance: (base, index) => this.#instance(base, index),
      rows,
      eventless,
    });
    deliver.define((params, self) => {
      const { event, sender, payload, mask } = params;
      const instance = this.#instance(params.base, params.index);
      const { base, index } = instance;
      const took = self.local("i32", "took");
      const configuration = self.local("i32", "configuration");
      const args = [base, index, event, sender, payload] as const;
      const heard = dispatched(configuration, rows, args, took);
      return [
        set(configuration, i32.load(base, HEAD.configuration)),
        when(both(i32.eq(configuration, n(NOT_STARTED)), i32.ne(event, n(EVENT.start))), [ret(n(0))]),
        when(i32.ge_s(configuration, n(0)), [
          when(call(this.#kit.isDone, index, base), [ret(n(0))]),
          when(i32.eq(event, n(EVENT.none)), [ret(n(0))]),
        ]),
        when(i32.eq(event, n(EVENT.misfit)), [this.#kit.fail(FAILURE.kindMismatch)]),
        ...this.#begin(instance, configuration),
        when(
          i32.eq(event, n(EVENT.start)),
          [run(start, ...args)],
          [
            when(i32.ge_s(event, n(0)), [
              ...(complete ? [run(complete, base, index, event, sender, payload, mask)] : []),
              ...heard,
            ]),
          ],
        ),
        run(settle, ...args),
        i32.store(n(GLOBAL.stepActor), n(-1)),
        i32.store(n(GLOBAL.starting), n(0)),
        ret(i32.load(n(GLOBAL.taken))),
      ];
    });
    return new Map();
  }

  /**
   * For each event of a timer or a calendar without fields that may be missing, a function that brings it about whatever
   * configuration the actor is in; none where others watch the actor, since they are asked after a whole step.
   */
  #rung(): Rung {
    const { program, plan } = this.#kit;
    if (!("file" in this.#subject) || isSeen(plan, this.#subject.file)) return new Map();
    const rung = new Map<string, Callee<readonly []>>();
    for (const type of this.#appointed) {
      if (this.#layout.events.get(type)?.fields.length) continue;
      const own = this.#events.indexOf(type);
      const name = `${this.#name}Rung${own}`;
      const made = program.function(name, { sender: "i32", payload: "i32" }, [], ({ sender, payload }) => {
        const { base, index } = this.#instance(n(0), n(0));
        const event = n(plan.events.get(type) as number);
        const cases = this.#layout.table.configurations.map(({ done }, number) => {
          const row = done ? undefined : this.#heard.get(`${number} ${type}`);
          return row ? [run(row, base, index, event, sender, payload)] : [];
        });
        return [switchOn(i32.load(base, HEAD.configuration), cases)];
      });
      rung.set(type, made);
    }
    return rung;
  }

  /** The same for an actor whose steps are single microsteps: nothing of a step is kept, and nothing follows it. */
  #defineSingle(deliver: Deliver, start: Row, rows: readonly Row[], complete: Callee<readonly []> | undefined): void {
    const ends = this.#layout.table.configurations.some(({ done }) => done);
    deliver.define((params, self) => {
      const { event, sender, payload, mask } = params;
      const { base, index } = this.#instance(params.base, params.index);
      const [took, configuration] = self.variables("i32", "took", "configuration");
      const args = [base, index, event, sender, payload] as const;
      return [
        set(configuration, i32.load(base, HEAD.configuration)),
        ...(this.#isWatched ? [i32.store(n(GLOBAL.entered), n(0))] : []),
        when(i32.eq(event, n(EVENT.start)), [ret(call(start, ...args))]),
        when(either(i32.lt_s(configuration, n(0)), i32.eq(event, n(EVENT.none))), [ret(n(0))]),
        ...(ends ? [when(call(this.#kit.isDone, index, base), [ret(n(0))])] : []),
        when(i32.eq(event, n(EVENT.misfit)), [this.#kit.fail(FAILURE.kindMismatch)]),
        // To be asked again is no event, and nothing here asks.
        when(i32.lt_s(event, n(0)), [ret(n(0))]),
        ...(complete ? [run(complete, base, index, event, sender, payload, mask)] : []),
        ...dispatched(configuration, rows, args, took),
        ret(took),
      ];
    });
  }

  #begin({ base, index, fileIndex, layout }: Instance, configuration: Expr<"i32">): readonly Stmt[] {
    const { plan } = this.#kit;
    const copies = fileIndex !== undefined && plan.selfReading.has(fileIndex);
    const zero = [GLOBAL.entered, GLOBAL.taken, GLOBAL.raisedHead, GLOBAL.raisedTail, GLOBAL.microsteps];
    return [
      i32.store(n(GLOBAL.stepActor), index),
      i32.store(n(GLOBAL.stepConfiguration), configuration),
      i32.store(n(GLOBAL.starting), i32.lt_s(configuration, n(0))),
      i32.store(n(GLOBAL.enteredCount), n(0)),
      ...zero.map((address) => i32.store(n(address), n(0))),
      ...(copies ? [memoryCopy(n(plan.regions.before.address), base, n(layout.bytes))] : []),
    ];
  }

  /** Event by event of one configuration. */
  #rowFunction(row: Row, configuration: number, on: ReadonlyMap<string, Decision>): Row {
    const { states } = this.#layout.table.configurations[configuration] as { readonly states: readonly string[] };
    return row.define(({ base, index, event, sender, payload }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const cases = this.#events.map((type) => {
        const decision = on.get(type);
        if (!decision) return [];
        const shape = this.#layout.events.get(type) ?? { type, fields: [] };
        const standing = { ...this.#standing(effects, states, sender), event: { shape, address: payload } };
        const apart = this.#isSingle && this.#appointed.has(type);
        if (!apart) return this.#decide(effects, decision, standing, sender);
        return [ret(call(this.#heardFunction(configuration, type, decision), base, index, event, sender, payload))];
      });
      const own = i32.load16_u(i32.shl(event, n(1)), this.#eventTable);
      return [switchOn(own, [[], ...cases]), ret(n(TOOK.nothing))];
    });
  }

  /** Guards that have one answer. */
  get #answers(): ReadonlyMap<Expression, boolean> | undefined {
    return "file" in this.#subject ? this.#kit.answers.get(this.#subject.file) : undefined;
  }

  /** One event of one configuration, apart from the others: for the agenda, which knows what comes. */
  #heardFunction(configuration: number, type: string, decision: Decision): Row {
    const { states } = this.#layout.table.configurations[configuration] as { readonly states: readonly string[] };
    const name = `${this.#name}In${configuration}On${this.#events.indexOf(type)}`;
    const made = this.#kit.program.function(name, ROW, ["i32"], ({ base, index, sender, payload }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const shape = this.#layout.events.get(type) ?? { type, fields: [] };
      const standing = { ...this.#standing(effects, states, sender), event: { shape, address: payload } };
      return [...this.#decide(effects, decision, standing, sender), ret(n(TOOK.nothing))];
    });
    this.#heard.set(`${configuration} ${type}`, made);
    return made;
  }

  #standing({ instance }: Effects, states: readonly string[], sender: Expr<"i32">): Standing {
    return { instance, states, sender, single: this.#isSingle };
  }

  #eventlessFunction(name: string, configuration: number, decision: Decision): Row {
    const { states } = this.#layout.table.configurations[configuration] as { readonly states: readonly string[] };
    return this.#kit.program.function(name, ROW, ["i32"], ({ base, index, sender }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const standing = this.#standing(effects, states, sender);
      return [...this.#decide(effects, decision, standing, sender), ret(n(TOOK.nothing))];
    });
  }

  #decide(effects: Effects, decision: Decision, standing: Standing, sender: Expr<"i32">): readonly Stmt[] {
    if (decision.is === "outcome") return this.#outcome(effects, decision, standing, sender);
    const answer = this.#answers?.get(decision.guard);
    if (answer !== undefined) return this.#decide(effects, answer ? decision.yes : decision.no, standing, sender);
    const guard = effects.evaluations.word(decision.guard, standing);
    const yes = this.#decide(effects, decision.yes, standing, sender);
    const no = this.#decide(effects, decision.no, standing, sender);
    if (guard.code.kind === "const") return [...guard.statements, ...(guard.code.value === 0 ? no : yes)];
    return [...guard.statements, when(guard.code, yes, no)];
  }

  #outcome(effects: Effects, outcome: Outcome, standing: Standing, sender: Expr<"i32">): readonly Stmt[] {
    if (outcome.taken.length === 0 && outcome.items.length === 0) return [ret(n(TOOK.nothing))];
    const statements: Stmt[] = [];
    const raised: { readonly event: string; readonly store: (base: Expr<"i32">) => readonly Stmt[] }[] = [];
    let entering: readonly string[] = [];
    for (const item of outcome.items) {
      const here = { ...standing, entering };
      if (item.is === "effect" && item.effect.do === "raise") {
        const fields = effects.raisedFields(item.effect, here);
        statements.push(...fields.statements);
        raised.push({ event: item.effect.event, store: (base) => fields.store(base, RAISED.payload) });
        continue;
      }
      statements.push(...effects.item(item, here));
      if (item.is === "effect" && item.effect.do === "enter") entering = [...entering, item.effect.state];
    }
    for (const queued of this.#isSingle ? [] : outcome.queue) {
      const one = queued.is === "raised" ? raised[queued.raise] : undefined;
      statements.push(...this.#queue(effects, one, sender));
    }
    return [
      ...statements,
      ...(this.#isSingle ? effects.enteredNow() : []),
      i32.store(effects.instance.base, n(outcome.to), HEAD.configuration),
      ...(outcome.taken.length > 0 && !this.#isSingle ? [i32.store(n(GLOBAL.taken), n(1))] : []),
      ret(n(outcome.taken.length === 0 ? TOOK.nothing : outcome.changed ? TOOK.changed : TOOK.unchanged)),
    ];
  }

  #queue(
    effects: Effects,
    raised: { readonly event: string; readonly store: (base: Expr<"i32">) => readonly Stmt[] } | undefined,
    sender: Expr<"i32">,
  ): readonly Stmt[] {
    const { address, stride, capacity } = this.#kit.plan.regions.raised;
    const tail = effects.local("i32", "tail");
    const entry = effects.local("i32", "entry");
    const event = raised ? (this.#kit.plan.events.get(raised.event) as number) : EVENT.none;
    return [
      set(tail, i32.load(n(GLOBAL.raisedTail))),
      when(i32.ge_s(tail, n(capacity)), [this.#kit.fail(FAILURE.tooLarge)]),
      i32.store(n(GLOBAL.raisedTail), i32.add(tail, n(1))),
      set(entry, i32.add(i32.mul(tail, n(stride)), n(address))),
      i32.store(entry, n(event), RAISED.event),
      i32.store(entry, sender, RAISED.sender),
      ...(raised ? raised.store(entry) : []),
    ];
  }

  /** First values of the variables, then what the start does. */
  #startFunction(): Row {
    const { table, chart, variables } = this.#layout;
    return this.#kit.program.function(`${this.#name}Start`, ROW, ["i32"], ({ base, index, sender }, self) => {
      const instance = this.#instance(base, index);
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, instance);
      const evaluations = new Evaluations(this.#kit.tools, self as unknown as FunctionCode);
      const standing = { instance, states: [], single: this.#isSingle };
      const first = [...chart.variables.values()].flatMap(({ name, kind, initial }) => {
        const slot = variables.get(name);
        if (!initial || !slot) throw new Error(`variable ${name} has no first value`);
        const found = evaluations.kept(initial, kind, standing);
        return [...found.statements, ...storeFound(instance.base, slot.offset, found)];
      });
      return [...first, ...this.#outcome(effects, table.start, standing, sender)];
    });
  }

  /** Fields that were not given take their defaults. */
  #completeFunction(): Callee<readonly []> | undefined {
    const { chart, events } = this.#layout;
    if (![...chart.events.values()].some((fields) => fields.size > 0)) return undefined;
    return this.#kit.program.function(
      `${this.#name}Complete`,
      DELIVER,
      [],
      ({ base, index, event, payload, mask }, self) => {
        const instance = this.#instance(base, index);
        const evaluations = new Evaluations(this.#kit.tools, self as unknown as FunctionCode);
        const cases = this.#events.map((type) => {
          const declared = [...(chart.events.get(type)?.values() ?? [])];
          return declared.flatMap(({ name, kind, initial }, bit) => {
            const slot = events.get(type)?.fields.find((one) => one.name === name);
            const missing = i32.eqz(i32.and(mask, n(1 << bit)));
            if (!initial || !slot) return [when(missing, [this.#kit.fail(FAILURE.missingField)])];
            const found = evaluations.kept(initial, kind, { instance, states: [], single: this.#isSingle });
            return [when(missing, [...found.statements, ...storeFound(payload, slot.offset, found)])];
          });
        });
        const own = i32.load16_u(i32.shl(event, n(1)), this.#eventTable);
        return [switchOn(own, [[], ...cases])];
      },
    );
  }
}
