/**
 * The arithmetic behind a posting: the expression its amount was written as, and what each name in
 * it stood for at that moment. The posting names the action that made it; the moment is found by
 * replaying the trace up to its step. Shown only when evaluating the expression once more gives the
 * posting to the cent.
 */
import { type Environment, type Expression, visit } from "../expression/index.ts";
import { type Journal, type Posting, post } from "../ledger/index.ts";
import { ModelError, type Place } from "../problem.ts";
import { DATE, type Exact, type Kind, roundHalfEven, type Value } from "../quantity/index.ts";
import { effectsOf } from "../scenario/compile-wiring.ts";
import type { Footing, Model } from "../scenario/model.ts";
import type { Chart, Effect } from "../statechart/chart.ts";
import { evaluate } from "../world/evaluate.ts";
import {
  activeStates,
  actorNamed,
  inputOf,
  scenarioEnvironment,
  actorValue as valueOfActor,
} from "../world/reading.ts";
import { replay } from "../world/replay.ts";
import type { Step } from "../world/trace.ts";
import type { Actor, World } from "../world/world.ts";
import { formulaText } from "./formula.ts";

type Payment = Effect & { readonly do: "owe" | "pay" };

/** A name that an amount reads. */
export interface ReadValue {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Value;
  /** Where the value was given, when it is an assumption or an input: what the reader would change. */
  readonly from?: { readonly path: string; readonly place: Place } & Footing;
  /** The step that set a variable, or changed an assumption, last; absent while it has its first value. */
  readonly setBy?: Step;
}

export interface Amount {
  /** The amount as its machine says it. */
  readonly formula: string;
  readonly place: Place;
  readonly reads: readonly ReadValue[];
}

/**
 * The arithmetic of a posting of `world`; undefined where it cannot be shown with certainty. `known` is the World before
 * the step that made it, for whoever has it at hand; without it the trace is replayed.
 */
export function amountOf(world: World, posting: Posting, known?: World): Amount | undefined {
  const step = world.trace.at(posting.step);
  if (!step) return undefined;
  const before = known ?? replay(world.model, world.uniforms, world.trace.slice(0, step.n));
  const actor = before.trace.length === step.n ? actorNamed(before, step.actor) : undefined;
  const effect = actor && paymentOf(actor.chart, step, posting);
  if (!actor || !effect) return undefined;
  const environment = environmentOf({ ...before, today: step.date }, actor, step, posting, world);
  if (!makes(effect, environment, posting)) return undefined;
  return {
    formula: formulaText(effect.amount),
    place: effect.amount.place,
    reads: readsOf(effect.amount, environment, world, actor).map((read) => withSetter(read, step, posting, world)),
  };
}

function makes(effect: Payment, environment: Environment, posting: Posting): boolean {
  if (effect.do !== posting.verb || effect.category !== posting.category) return false;
  const { kind } = effect.amount;
  if (kind.type !== "money" || kind.currency !== posting.currency) return false;
  try {
    const minor = roundHalfEven(evaluate(effect.amount, environment) as Exact);
    const parties = [effect.from, effect.to].map((one) => evaluate(one, environment));
    return minor === posting.minor && parties[0] === posting.from && parties[1] === posting.to;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

/** The action that made a posting. */
function paymentOf(chart: Chart, step: Step, posting: Posting): Payment | undefined {
  const did = step.effects.find((effect) => effect.did === "posting" && effect.posting === posting.n);
  if (did?.did !== "posting") return undefined;
  for (const effect of effectsOf(chart)) {
    if ((effect.do === "owe" || effect.do === "pay") && effect.id === did.effect) return effect;
  }
  return undefined;
}

/** What the actor could read just before the posting: variables set and postings made earlier in the step included. */
function environmentOf(world: World, actor: Actor, step: Step, posting: Posting, after: World): Environment {
  const at = step.effects.findIndex((effect) => effect.did === "posting" && effect.posting === posting.n);
  const set = new Map(
    step.effects.slice(0, at).flatMap((effect) => (effect.did === "set" ? [[effect.name, effect.value] as const] : [])),
  );
  let journal: Journal = world.journal;
  for (let n = journal.postings.length; n < posting.n; n++) {
    journal = post(journal, after.journal.postings.at(n) as Posting).journal;
  }
  const scenario = scenarioEnvironment(world, journal);
  const fields = new Map(step.fields.map(({ name, value }) => [name, value]));
  const own: Environment = {
    ...scenario,
    variable: (name) => set.get(name) ?? valueOfActor(world, actor, name),
    input: (name) => inputOf(world, actor, name, scenario),
    field: (name) => {
      const given = fields.get(name);
      if (given !== undefined) return given;
      return evaluate(actor.chart.events.get(step.event)?.get(name)?.initial as Expression, own);
    },
    sender: () => step.sender,
    inState: (state) => activeStates(actor).has(state),
    draw: (site) => step.draws.find((one) => one.site === site)?.u as number,
  };
  return own;
}

/** Every name of an expression with its value, in the order of the text, each once. */
function readsOf(
  expression: Expression,
  environment: Environment,
  { model }: World,
  actor: Actor,
): readonly ReadValue[] {
  const found = new Map<string, ReadValue>();
  visit(expression, (node) => {
    if (node.node === "today") found.set("today", { name: "today", kind: DATE, value: environment.today });
    if (node.node === "reference") {
      const name = formulaText(node);
      const from = originOf(node, model, actor);
      found.set(name, { name, kind: node.kind, value: evaluate(node, environment), ...(from && { from }) });
    }
  });
  return [...found.values()];
}

/** A value with the step that gave it, looked for from the posting backwards. */
function withSetter(read: ReadValue, step: Step, posting: Posting, world: World): ReadValue {
  const assumption = read.from?.path.startsWith("assume.") ? read.from.path.slice("assume.".length) : undefined;
  if ((read.from && assumption === undefined) || read.name === "today" || read.name.includes(".")) return read;
  const [did, actor, name] =
    assumption === undefined ? (["set", step.actor, read.name] as const) : (["assumed", "", assumption] as const);
  for (let n = step.n; n >= 0; n--) {
    const at = world.trace.at(n) as Step;
    if (at.actor !== actor) continue;
    const made =
      n === step.n
        ? at.effects.findIndex((one) => one.did === "posting" && one.posting === posting.n)
        : at.effects.length;
    if (at.effects.slice(0, made).some((one) => one.did === did && one.name === name)) return { ...read, setBy: at };
  }
  return read;
}

/** An assumption, or what an actor of the file was given; an input that is the name of an assumption leads on to it. */
function originOf({ reference }: Expression & { node: "reference" }, model: Model, actor: Actor): ReadValue["from"] {
  if (reference.to === "assumption") {
    const assumption = model.assumptions.get(reference.name);
    return assumption && withFooting(`assume.${reference.name}`, assumption.place, assumption);
  }
  if (reference.to !== "input" || actor.opened) return undefined;
  const given = model.actors[actor.index]?.inputs.get(reference.name);
  if (!given) return undefined;
  if (given.node === "reference" && given.reference.to === "assumption") return originOf(given, model, actor);
  return withFooting(`actors.${actor.name}.with.${reference.name}`, given.place, model.actors[actor.index] ?? {});
}

const withFooting = (path: string, place: Place, { source, judgement }: Footing): NonNullable<ReadValue["from"]> => ({
  path,
  place,
  ...(source !== undefined && { source }),
  ...(judgement !== undefined && { judgement }),
});
