/**
 * What a step of a World reads: the answers to its expressions.
 *
 * An expression sees every effect before it in the same step: own variables and the ledger are
 * read live. Other actors are as they were when the step began.
 */
import type { Environment, Expression, LedgerQuery, StateReference } from "../expression/tree.ts";
import { journalCurrencies, journalFlow, journalSum } from "../ledger/index.ts";
import { ModelError, type Place, type Problem } from "../problem.ts";
import { type EpochDay, type Exact, type Kind, NEVER, type Value } from "../quantity/index.ts";
import type { Assignment } from "../statechart/chart.ts";
import { type Context, type MachineEvent, START } from "../statechart/machine.ts";
import { OPENER } from "../statechart/scope.ts";
import { indexOn, rateOn } from "./dated-series.ts";
import { evaluate } from "./evaluate.ts";
import { activeStates, actorNamed, actorValue, inputOf, isInState, NOBODY } from "./reading.ts";
import { known, settle } from "./settle.ts";
import type { DrawRecord, NamedValue } from "./trace.ts";
import type { Actor, World } from "./world.ts";

export type Draft = { -readonly [K in keyof World]: World[K] };

export const NO_CONTEXT: Context = {};
export const NO_EVENT: MachineEvent = { type: START, data: {}, sender: "" };

export class StepReading implements Environment {
  /** What the next World is made of. */
  readonly draft: Draft;
  readonly world: World;
  actor: Actor;
  readonly draws: DrawRecord[] = [];
  /** What went wrong: XState may wrap an error that passes through it. */
  problem: Problem | undefined;
  readonly today: EpochDay;
  readonly start: EpochDay;
  readonly central: boolean;
  #context: Context = NO_CONTEXT;
  #event: MachineEvent = NO_EVENT;
  /** The configuration before the microstep at hand; while an actor starts, the states entered so far. */
  protected states: ReadonlySet<string>;

  constructor(world: World, actor: Actor) {
    this.world = world;
    this.draft = { ...world };
    this.actor = actor;
    this.today = world.today;
    this.start = world.model.period.start;
    this.central = world.uniforms.central;
    this.states = activeStates(actor);
  }

  variable(name: string): Value {
    return known(this.#context[name] as Value | undefined, `variable ${name}`);
  }

  input(name: string): Value {
    if (name === OPENER && !this.actor.chart.inputs.has(OPENER)) return this.actor.opened?.opener ?? NOBODY;
    return inputOf(this.world, this.actor, name, this);
  }

  field(name: string): Value {
    return known(this.#event.data[name] as Value | undefined, `field ${name} of ${this.#event.type}`);
  }

  sender(): string {
    return this.#event.sender;
  }

  assumption(name: string): Value {
    return this.world.assumptions.value(name);
  }

  remote(actor: string, name: string): Value {
    return actorValue(this.world, known(actorNamed(this.world, actor), `actor ${actor}`), name);
  }

  inState(state: string): boolean {
    return this.states.has(state);
  }

  isIn(state: StateReference): boolean {
    return isInState(this.world, state);
  }

  count({ actor, state }: StateReference): number {
    return this.world.milestones.get(`${actor}.${state}`)?.count ?? 0;
  }

  firstDate({ actor, state }: StateReference): EpochDay {
    return this.world.milestones.get(`${actor}.${state}`)?.first ?? NEVER;
  }

  ledgerSum(query: LedgerQuery): bigint {
    return journalSum(this.draft.journal, query);
  }

  ledgerFlow(query: LedgerQuery): ReturnType<Environment["ledgerFlow"]> {
    return journalFlow(this.draft.journal, query);
  }

  ledgerCurrencies(query: LedgerQuery): ReturnType<Environment["ledgerCurrencies"]> {
    return journalCurrencies(this.draft.journal, query);
  }

  rate(from: string, to: string, date: EpochDay, place: Place): Exact {
    return rateOn(this.world, from, to, date, place);
  }

  index(name: string, date: EpochDay, place: Place): Exact {
    return indexOn(this.world, name, date, place);
  }

  draw(site: string): number {
    const { draws } = this.actor;
    const n = Object.hasOwn(draws, site) ? (draws[site] as number) : 0;
    const u = this.world.uniforms.u(this.actor.name, site, n);
    this.actor = { ...this.actor, draws: { ...draws, [site]: n + 1 } };
    this.draws.push({ site, n, u });
    return u;
  }

  // Evaluation.

  protected evaluate(expression: Expression, context: Context, event: MachineEvent): Value {
    const [outerContext, outerEvent] = [this.#context, this.#event];
    this.#context = context;
    this.#event = event;
    try {
      return evaluate(expression, this);
    } catch (error) {
      if (error instanceof ModelError) this.problem = error.problem;
      throw error;
    } finally {
      this.#context = outerContext;
      this.#event = outerEvent;
    }
  }

  /** The value as it is kept. */
  protected settled(expression: Expression, kind: Kind, context: Context, event: MachineEvent): Value {
    return this.kept(kind, this.evaluate(expression, context, event), expression.place);
  }

  protected kept(kind: Kind, value: Value, place: Place): Value {
    try {
      return settle(kind, value, place);
    } catch (error) {
      if (error instanceof ModelError) this.problem = error.problem;
      throw error;
    }
  }

  protected values(assignments: readonly Assignment[], context: Context, event: MachineEvent): readonly NamedValue[] {
    return assignments.map((one) => ({
      name: one.name,
      kind: one.kind,
      value: this.settled(one.value, one.kind, context, event),
    }));
  }

  protected fail(code: string, message: string, place: Place, label: string): never {
    this.problem = { code, severity: "error", message, place, label };
    throw new ModelError(this.problem);
  }
}
