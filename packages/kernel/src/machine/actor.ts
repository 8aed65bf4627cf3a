import type { Decision } from "@steppe/core/statechart/unfold.ts";
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
import type { Instance } from "../lower/place.ts";
import { type ChartLayout, HEAD, itemsOf, NOT_STARTED } from "../plan/chart-layout.ts";
import { GLOBAL } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { Alike } from "./alike.ts";
import { Deciding } from "./deciding.ts";
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
  readonly #alike: Alike;
  /** The code of what configurations decide alike. */
  readonly #written = new Map<string, Row>();
  readonly #deciding: Deciding;

  constructor(kit: Kit, subject: Subject, name: string) {
    this.#kit = kit;
    this.#subject = subject;
    this.#name = name;
    const { plan } = kit;
    const layout = "file" in subject ? plan.actors[subject.file]?.layout : plan.pools.get(subject.pool)?.layout;
    if (!layout) throw new Error("no such actor");
    this.#layout = layout;
    this.#alike = new Alike(layout.table);
    this.#isSingle = "file" in subject && isSingle(plan, subject.file);
    this.#isWatched = !("file" in subject) || isWatched(plan, subject.file);
    this.#deciding = new Deciding(kit, {
      name,
      layout,
      instance: (base, index) => this.#instance(base, index),
      alike: this.#alike,
      isSingle: this.#isSingle,
      answers: "file" in subject ? kit.answers.get(subject.file) : undefined,
    });
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
    return row.define(({ base, index, event, sender, payload }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const cases = this.#events.map((type) => {
        const decision = on.get(type);
        if (!decision) return [];
        const shape = this.#layout.events.get(type) ?? { type, fields: [] };
        const standing = {
          ...this.#deciding.standing(effects, configuration, sender),
          event: { shape, address: payload },
        };
        const apart = (this.#isSingle && this.#appointed.has(type)) || this.#alike.isShared(configuration, type);
        if (!apart) return this.#deciding.decide(effects, decision, standing, sender);
        return [ret(call(this.#heardFunction(configuration, type, decision), base, index, event, sender, payload))];
      });
      const own = i32.load16_u(i32.shl(event, n(1)), this.#eventTable);
      return [switchOn(own, [[], ...cases]), ret(n(TOOK.nothing))];
    });
  }

  /**
   * One event of one configuration, apart from the others: for the agenda, which knows what comes, and for the other
   * configurations that decide alike.
   */
  #heardFunction(configuration: number, type: string, decision: Decision): Row {
    const key = this.#alike.keyOf(configuration, type);
    const made = this.#written.get(key) ?? this.#decisionFunction(configuration, type, decision);
    this.#written.set(key, made);
    this.#heard.set(`${configuration} ${type}`, made);
    return made;
  }

  #decisionFunction(configuration: number, type: string, decision: Decision): Row {
    const name = `${this.#name}In${configuration}On${this.#events.indexOf(type)}`;
    return this.#kit.program.function(name, ROW, ["i32"], ({ base, index, sender, payload }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const shape = this.#layout.events.get(type) ?? { type, fields: [] };
      const standing = {
        ...this.#deciding.standing(effects, configuration, sender),
        event: { shape, address: payload },
      };
      return [...this.#deciding.decide(effects, decision, standing, sender), ret(n(TOOK.nothing))];
    });
  }

  #eventlessFunction(name: string, configuration: number, decision: Decision): Row {
    return this.#kit.program.function(name, ROW, ["i32"], ({ base, index, sender }, self) => {
      const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#instance(base, index));
      const standing = this.#deciding.standing(effects, configuration, sender);
      return [...this.#deciding.decide(effects, decision, standing, sender), ret(n(TOOK.nothing))];
    });
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
      return [...first, ...this.#deciding.outcome(effects, table.start, standing, sender)];
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
