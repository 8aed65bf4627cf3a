/** What an expression of an actor comes to where that is the same on every path, on every day. */
import { type Environment, type EpochDay, type Expression, type Model, ModelError, type Value } from "@steppe/core";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { inRange, settle } from "@steppe/core/world/settle.ts";
import type { PlannedActor } from "../plan/plan.ts";

/** The value of an expression; undefined where it may differ, or where it has none. */
export type Constants = (expression: Expression) => Value | undefined;

/** Thrown by the environment for what may differ. */
class Differs extends Error {}

const differs = (): never => {
  throw new Differs();
};

/** Of an actor of the file, some of whose variables are set after its start; `fixed`: the fixed assumptions. */
export function constantsOf(
  model: Model,
  fixed: ReadonlyMap<string, Value>,
  actor: PlannedActor,
  set: ReadonlySet<string>,
): Constants {
  const { chart } = actor.layout;
  const given = model.actors[actor.index]?.inputs ?? new Map<string, Expression>();
  const outside = {
    ...refusing(model),
    assumption: (name: string) => fixed.get(name) ?? differs(),
  };
  const input = (name: string): Value => {
    const declared = chart.inputs.get(name);
    const value = given.get(name) ?? declared?.initial;
    return declared && value
      ? inRange(declared.kind, evaluate(value, asOne(outside, { input })), value.place)
      : differs();
  };
  const variable = (name: string): Value => {
    const declared = chart.variables.get(name);
    if (set.has(name) || !declared?.initial) return differs();
    const initial = evaluate(declared.initial, asOne(outside, { input, variable }));
    return settle(declared.kind, initial, declared.initial.place);
  };
  return constantly(asOne(outside, { input, variable }));
}

function constantly(environment: Environment): Constants {
  return (expression) => {
    try {
      return evaluate(expression, environment);
    } catch (error) {
      if (error instanceof Differs || error instanceof ModelError) return undefined;
      throw error;
    }
  };
}

/** Of no actor: of a measure or an expectation; `today`: the day on which it is asked, where that is always the same. */
export function constantsOutside(model: Model, fixed: ReadonlyMap<string, Value>, today?: EpochDay): Constants {
  const parts = { ...refusing(model), assumption: (name: string) => fixed.get(name) ?? differs() };
  return constantly(asOne(parts, {}, today));
}

/** Whether a guard is always true or always false. */
export function isTrue(constants: Constants, guard: Expression): boolean | undefined {
  const value = constants(guard);
  return typeof value === "boolean" ? value : undefined;
}

type Parts = Omit<Environment, "today">;

/** `today` must stay a question where it differs: a spread would ask it. */
function asOne(parts: Parts, own: Partial<Parts>, today?: EpochDay): Environment {
  const get = today === undefined ? differs : () => today;
  return Object.defineProperty({ ...parts, ...own }, "today", { get }) as Environment;
}

function refusing(model: Model): Parts {
  return {
    start: model.period.start,
    central: false,
    variable: differs,
    input: differs,
    field: differs,
    sender: differs,
    assumption: differs,
    remote: differs,
    inState: differs,
    isIn: differs,
    count: differs,
    firstDate: differs,
    ledgerSum: differs,
    ledgerFlow: differs,
    ledgerCurrencies: differs,
    rate: differs,
    index: differs,
    draw: differs,
  };
}
