/**
 * The World's arithmetic over a path's memory: what compiled code asks when a value is too close to call, or when an
 * expression is one that it leaves to the World.
 *
 * The rules are those of the World's own reading: own variables, draws and the ledger are read live; other actors, the
 * states and the history are as they were when the step began.
 */
import {
  type Environment,
  type Exact,
  type Expression,
  type Flow,
  journalCurrencies,
  journalFlow,
  journalSum,
  type LedgerQuery,
  type Model,
  NEVER,
  type Place,
  type StateReference,
  type Uniforms,
  type Value,
} from "@steppe/core";
import { OPENER } from "@steppe/core/statechart/scope.ts";
import { Assumptions, NOTHING_TO_READ } from "@steppe/core/world/assumptions.ts";
import { indexOn, rateOn } from "@steppe/core/world/dated-series.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { inRange, known, settle } from "@steppe/core/world/settle.ts";
import type { DrawSlot, EventShape, Slot } from "./chart-layout.ts";
import { DRAW } from "./chart-layout.ts";
import type { Block, Memory } from "./memory.ts";

/** Whose expression is read, in which states, and the event at hand. */
export interface Standing {
  readonly block: Block;
  readonly states: readonly string[];
  readonly event?: { readonly shape: EventShape; readonly address: number; readonly sender: string };
}

/**
 * Sums of some days where not every posting is kept; undefined: the postings that are kept say it. Throws a CellOverflow
 * where nothing does.
 */
export interface DatedSums {
  sum(query: LedgerQuery): bigint | undefined;
  flow(query: LedgerQuery): Iterable<Flow> | undefined;
}

/** What expressions of a path read; `standing` is undefined where no actor is at hand (measures, the timeline). */
export class MemoryReading implements Environment {
  readonly memory: Memory;
  readonly model: Model;
  readonly start: number;
  readonly central: boolean;
  readonly uniforms: Uniforms;
  assumptions: Assumptions;
  #standing: Standing | undefined;
  readonly #dated: DatedSums | undefined;

  /** `dated`: where not every posting is kept, what is read of some days. */
  constructor(memory: Memory, uniforms: Uniforms, dated?: DatedSums) {
    this.memory = memory;
    this.#dated = dated;
    this.model = memory.model;
    this.start = memory.model.period.start;
    this.central = uniforms.central;
    this.uniforms = uniforms;
    this.assumptions = new Assumptions(memory.model, uniforms);
  }

  /** The value of an expression where an actor stands. Throws a ModelError where it has none. */
  in(standing: Standing | undefined, expression: Expression): Value {
    const outer = this.#standing;
    this.#standing = standing;
    try {
      return evaluate(expression, this);
    } finally {
      this.#standing = outer;
    }
  }

  get today(): number {
    return this.memory.today;
  }

  variable(name: string): Value {
    const { block } = this.#here;
    return this.memory.value(block, known(block.layout.variables.get(name), `variable ${name}`));
  }

  input(name: string): Value {
    return this.#inputOf(this.#here.block, name, this);
  }

  field(name: string): Value {
    const { event } = this.#here;
    const slot = event?.shape.fields.find((one) => one.name === name);
    if (!event || !slot) throw new Error(`no field ${name} here`);
    return this.memory.value(event, slot);
  }

  sender(): string {
    return this.#here.event?.sender ?? "";
  }

  assumption(name: string): Value {
    return this.assumptions.value(name);
  }

  remote(actor: string, name: string): Value {
    const block = known(this.memory.named(actor), `actor ${actor}`);
    const slot = block.layout.variables.get(name);
    const environment = this.#outsideOf(block);
    if (!slot) return this.#inputOf(block, name, environment);
    if (this.memory.states(block).length > 0) return this.memory.value({ address: this.memory.seenAt(block) }, slot);
    const declared = known(block.layout.chart.variables.get(name), `variable ${name}`);
    const initial = known(declared.initial, `variable ${name}`);
    return settle(declared.kind, evaluate(initial, environment), initial.place);
  }

  inState(state: string): boolean {
    return this.#here.states.includes(state);
  }

  isIn({ actor, state }: StateReference): boolean {
    const one = this.memory.members(actor) ?? [this.memory.named(actor)];
    return one.some((block) => block !== undefined && this.memory.states(block).includes(state));
  }

  count({ actor, state }: StateReference): number {
    return this.memory.milestone(`${actor}.${state}`)?.count ?? 0;
  }

  firstDate({ actor, state }: StateReference): number {
    return this.memory.milestone(`${actor}.${state}`)?.first ?? NEVER;
  }

  ledgerSum(query: LedgerQuery): bigint {
    const isDated = query.since !== undefined || query.until !== undefined;
    return (isDated ? this.#dated?.sum(query) : undefined) ?? journalSum(this.memory.books, query);
  }

  ledgerFlow(query: LedgerQuery): ReturnType<Environment["ledgerFlow"]> {
    return this.#dated?.flow(query) ?? journalFlow(this.memory.books, query);
  }

  ledgerCurrencies(query: LedgerQuery): ReturnType<Environment["ledgerCurrencies"]> {
    return journalCurrencies(this.memory.books, query);
  }

  rate(from: string, to: string, date: number, place: Place): Exact {
    return rateOn(this, from, to, date, place);
  }

  index(name: string, date: number, place: Place): Exact {
    return indexOn(this, name, date, place);
  }

  draw(site: string): number {
    const { memory } = this;
    const { block } = this.#here;
    const slot: DrawSlot = known(block.layout.draws.get(site), `site ${site}`);
    const at = block.address + slot.offset + DRAW.count;
    const n = memory.get(at);
    memory.set(at, n + 1);
    return this.uniforms.u(memory.nameOf(block.index), site, n);
  }

  get #here(): Standing {
    return known(this.#standing, "an actor at hand");
  }

  #inputOf(block: Block, name: string, environment: Environment): Value {
    const { layout, index } = block;
    const isOpened = index >= this.model.actors.length;
    const slot: Slot | undefined = layout.inputs.get(name);
    if (name === OPENER && !slot) return isOpened ? this.memory.openerOf(block) : "";
    const declared = known(layout.chart.inputs.get(name), `input ${name}`);
    if (isOpened && this.memory.isGiven(block, name)) return this.memory.value(block, known(slot, `input ${name}`));
    const value = known(
      isOpened ? declared.initial : (this.model.actors[index]?.inputs.get(name) ?? declared.initial),
      `input ${name}`,
    );
    return inRange(declared.kind, evaluate(value, environment), value.place);
  }

  /** What defaults of inputs and first values of variables read of an actor, from outside. */
  #outsideOf(block: Block): Environment {
    const environment: Environment = {
      ...NOTHING_TO_READ,
      ...this.outside(),
      input: (name) => this.#inputOf(block, name, environment),
    };
    return environment;
  }

  /** What measures, expectations and the timeline read. */
  outside(): Environment {
    return {
      ...NOTHING_TO_READ,
      today: this.today,
      start: this.start,
      central: this.central,
      assumption: (name) => this.assumption(name),
      remote: (actor, name) => this.remote(actor, name),
      isIn: (state) => this.isIn(state),
      count: (state) => this.count(state),
      firstDate: (state) => this.firstDate(state),
      ledgerSum: (query) => this.ledgerSum(query),
      ledgerFlow: (query) => this.ledgerFlow(query),
      ledgerCurrencies: (query) => this.ledgerCurrencies(query),
      rate: (from, to, date, place) => this.rate(from, to, date, place),
      index: (name, date, place) => this.index(name, date, place),
    };
  }
}
