/**
 * The assumptions of one path at one moment: each evaluated when first read, drawn once per path.
 *
 * Evaluation is pure in (model, chance, changes), so the values read so far are kept here, and a
 * change gives a new object.
 */
import { Map as PersistentMap } from "immutable";
import type { Uniforms } from "../chance/index.ts";
import type { Environment } from "../expression/tree.ts";
import type { Value } from "../quantity/index.ts";
import type { Model } from "../scenario/model.ts";
import { indexOn, rateOn } from "./dated-series.ts";
import { evaluate } from "./evaluate.ts";
import { inRange, known } from "./settle.ts";

/** The actor to whose streams the draws of assumptions belong. */
export const ASSUMING = "assume";

export class Assumptions {
  readonly model: Model;
  readonly uniforms: Uniforms;
  readonly changed: PersistentMap<string, Value>;
  readonly #values = new Map<string, Value>();
  readonly #environment: Environment;

  constructor(model: Model, uniforms: Uniforms, changed: PersistentMap<string, Value> = PersistentMap()) {
    this.model = model;
    this.uniforms = uniforms;
    this.changed = changed;
    this.#environment = this.#ownEnvironment();
  }

  value(name: string): Value {
    const changed = this.changed.get(name);
    if (changed !== undefined) return changed;
    const found = this.#values.get(name);
    if (found !== undefined) return found;
    const assumption = known(this.model.assumptions.get(name), `assumption ${name}`);
    const value = inRange(assumption.kind, evaluate(assumption.value, this.#environment), assumption.place);
    this.#values.set(name, value);
    return value;
  }

  with(name: string, value: Value): Assumptions {
    return new Assumptions(this.model, this.uniforms, this.changed.set(name, value));
  }

  #ownEnvironment(): Environment {
    const { model, uniforms } = this;
    return {
      ...NOTHING_TO_READ,
      today: model.period.start,
      start: model.period.start,
      central: uniforms.central,
      assumption: (name) => this.value(name),
      rate: (from, to, date, place) => rateOn(this, from, to, date, place),
      index: (name, date, place) => indexOn(this, name, date, place),
      draw: (site) => uniforms.u(ASSUMING, site, 0),
    };
  }
}

const refuse = (what: string) => (): never => {
  throw new Error(`${what} cannot be read here; load refuses it`);
};

/** An environment of which every part refuses: the base of those that allow some. */
export const NOTHING_TO_READ: Environment = {
  today: 0,
  start: 0,
  central: false,
  variable: refuse("a variable"),
  input: refuse("an input"),
  field: refuse("a field"),
  sender: refuse("a sender"),
  assumption: refuse("an assumption"),
  remote: refuse("another actor"),
  inState: refuse("a state"),
  isIn: refuse("a state"),
  count: refuse("the history"),
  firstDate: refuse("the history"),
  ledgerSum: refuse("the ledger"),
  ledgerFlow: refuse("the ledger"),
  ledgerCurrencies: refuse("the ledger"),
  rate: refuse("a rate"),
  index: refuse("an index"),
  draw: refuse("a draw"),
};
