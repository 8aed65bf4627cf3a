/**
 * The assumptions of one path at one moment: each evaluated when first read, drawn once per path.
 *
 * Evaluation is pure in (model, chance, changes), so the values read so far are kept here, and a
 * change gives a new object.
 */
import { Map as PersistentMap } from "immutable";
import type { Uniforms } from "../chance/index.ts";
import type { Environment } from "../expression/tree.ts";
import { ModelError, type Place } from "../problem.ts";
import type { EpochDay, Exact, Value } from "../quantity/index.ts";
import type { Model, Series } from "../scenario/model.ts";
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
      rate: (from, to, date, place) => rateOn(model, from, to, date, place),
      index: (name, date, place) => indexOn(model, name, date, place),
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

function pointOn(series: Series, date: EpochDay, place: Place): Exact {
  let found: Exact | undefined;
  for (const point of series.points) {
    if (point.date > date) break;
    found = point.value;
  }
  if (found) return found;
  throw new ModelError({
    code: "before-first-date",
    severity: "error",
    message: `\`${series.name}\` is not known that early`,
    place,
    label: "needs an earlier value",
    help: [`add a value for an earlier date to \`${series.name}\``],
  });
}

/** Units of `from` for one unit of `to` on a date, from a series written either way round. */
export function rateOn(model: Model, from: string, to: string, date: EpochDay, place: Place): Exact {
  const direct = model.rates.get(`${from}/${to}`);
  if (direct) return pointOn(direct, date, place);
  const inverse = model.rates.get(`${to}/${from}`);
  if (inverse) return pointOn(inverse, date, place).inverse();
  throw new ModelError({
    code: "no-rate",
    severity: "error",
    message: `no rate between ${from} and ${to} is known`,
    place,
    help: [`give one under \`rates\`: \`${from}/${to}: {YYYY-MM-DD: …}\``],
  });
}

export function indexOn(model: Model, name: string, date: EpochDay, place: Place): Exact {
  return pointOn(known(model.indices.get(name), `index ${name}`), date, place);
}
