/** What can be read of a World: states, variables, milestones and the ledger, by name. */
import type { Environment, LedgerQuery, StateReference } from "../expression/tree.ts";
import { type Journal, journalCurrencies, journalFlow, journalSum } from "../ledger/index.ts";
import { NEVER, type Value } from "../quantity/index.ts";
import { statesOf } from "../statechart/machine.ts";
import { OPENER } from "../statechart/scope.ts";
import { NOTHING_TO_READ } from "./assumptions.ts";
import { indexOn, rateOn } from "./dated-series.ts";
import { evaluate } from "./evaluate.ts";
import { inRange, known, settle } from "./settle.ts";
import type { Actor, World } from "./world.ts";

/** An actor by name: of the file, or opened. */
export function actorNamed(world: World, name: string): Actor | undefined {
  const found = world.model.actorIndex.get(name) ?? world.opened.get(name);
  return found === undefined ? undefined : world.actors.get(found);
}

/** An actor by name, or all actors of a group; none when there is no such name. */
export function actorsNamed(world: World, name: string): readonly Actor[] {
  const members = world.groups.get(name);
  if (members) return members.toArray().map((index) => world.actors.get(index) as Actor);
  const one = actorNamed(world, name);
  return one ? [one] : [];
}

const NO_STATES: ReadonlySet<string> = new Set();

/** Paths of every state the actor is in, compound ones too; none before its start. */
export function activeStates(actor: Actor): ReadonlySet<string> {
  return actor.snapshot ? statesOf(actor.snapshot) : NO_STATES;
}

const texts = new WeakMap<ReadonlySet<string>, string>();

/** The leaf states, in document order, joined by "+": how a configuration is shown. */
export function configurationText(actor: Actor): string {
  const states = activeStates(actor);
  let text = texts.get(states);
  if (text === undefined) {
    text = leavesText(states);
    texts.set(states, text);
  }
  return text;
}

/** The leaves among states that are given in document order, joined by "+". */
export function leavesText(states: Iterable<string>): string {
  const all = [...states];
  return all.filter((path) => path !== "" && !hasBelow(all, path)).join("+");
}

function hasBelow(states: readonly string[], path: string): boolean {
  for (const other of states) if (other.startsWith(`${path}.`)) return true;
  return false;
}

/** Whether an actor, or any actor of a group, is in a state. */
export function isInState(world: World, { actor, state }: StateReference): boolean {
  return actorsNamed(world, actor).some((one) => activeStates(one).has(state));
}

/** The opener of an actor that nobody opened. */
export const NOBODY = "";

/** An input of an actor: of the file, an expression read anew; of an opened one, the value it was given. */
export function inputOf(world: World, actor: Actor, name: string, environment: Environment): Value {
  const given = actor.opened?.inputs.get(name);
  if (given !== undefined) return given;
  const expression = actor.opened ? undefined : world.model.actors[actor.index]?.inputs.get(name);
  const declared = known(actor.chart.inputs.get(name), `input ${name} of ${actor.name}`);
  const value = known(expression ?? declared.initial, `input ${name} of ${actor.name}`);
  return inRange(declared.kind, evaluate(value, environment), value.place);
}

/** A variable or input of an actor by name. */
export function actorValue(world: World, actor: Actor, name: string): Value {
  const environment = actorEnvironment(world, actor);
  const declared = actor.chart.variables.get(name);
  if (!declared) return inputOf(world, actor, name, environment);
  if (actor.snapshot) return known((actor.snapshot.context as Record<string, Value>)[name], `variable ${name}`);
  const initial = known(declared.initial, `variable ${name}`);
  return settle(declared.kind, evaluate(initial, environment), initial.place);
}

/** What the defaults of an actor's inputs, and the first values of its variables, may read. */
function actorEnvironment(world: World, actor: Actor): Environment {
  const environment: Environment = {
    ...scenarioEnvironment(world),
    input: (name) =>
      name === OPENER && !actor.chart.inputs.has(OPENER)
        ? (actor.opened?.opener ?? NOBODY)
        : inputOf(world, actor, name, environment),
  };
  return environment;
}

/** The names of the scenario as a World has them: for measures, expectations, the timeline. `draw` is refused. */
export function scenarioEnvironment(world: World, journal: Journal = world.journal): Environment {
  const { model } = world;
  const milestone = ({ actor, state }: StateReference) => world.milestones.get(`${actor}.${state}`);
  return {
    ...NOTHING_TO_READ,
    today: world.today,
    start: model.period.start,
    central: world.uniforms.central,
    assumption: (name) => world.assumptions.value(name),
    remote: (actor, name) => actorValue(world, known(actorNamed(world, actor), `actor ${actor}`), name),
    isIn: (state) => isInState(world, state),
    count: (state) => milestone(state)?.count ?? 0,
    firstDate: (state) => milestone(state)?.first ?? NEVER,
    ledgerSum: (query: LedgerQuery) => journalSum(journal, query),
    ledgerFlow: (query: LedgerQuery) => journalFlow(journal, query),
    ledgerCurrencies: (query: LedgerQuery) => journalCurrencies(journal, query),
    rate: (from, to, date, place) => rateOn(world, from, to, date, place),
    index: (name, date, place) => indexOn(world, name, date, place),
  };
}
