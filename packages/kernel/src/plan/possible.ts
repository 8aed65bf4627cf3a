/**
 * Between whom money can move at all: of all pairs of parties mostly a few.
 *
 * The parties of a posting are mostly inputs that are given as names, by the file or by who opens the actor. Where one
 * is not known so, it can be any.
 */
import type { Expression, Model } from "@steppe/core";
import { type ChartLayout, itemsOf } from "./chart-layout.ts";

/** A party by name; undefined: any. */
type Party = string | undefined;

export interface PossiblePosting {
  readonly from: Party;
  readonly to: Party;
  readonly category: string;
  readonly currency: string;
  readonly verb: "owe" | "pay";
  /** The index of the actor of the file that posts it; undefined: an opened one. */
  readonly by: number | undefined;
}

/** What an expression of kind party can be, where an actor's inputs are resolved by `input`. */
function partiesOf(
  expression: Expression,
  input: (name: string) => ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (expression.node === "literal") return new Set([expression.value as string]);
  if (expression.node === "reference" && expression.reference.to === "input") return input(expression.reference.name);
  return undefined;
}

class Possible {
  readonly #model: Model;
  readonly #layouts: ReadonlyMap<string, ChartLayout>;
  /** By chart, what its opened actors can be given; undefined: anything. */
  readonly #given = new Map<string, Map<string, ReadonlySet<string> | undefined>>();

  constructor(model: Model, layouts: ReadonlyMap<string, ChartLayout>) {
    this.#model = model;
    this.#layouts = layouts;
  }

  all(): readonly PossiblePosting[] {
    const found: PossiblePosting[] = [];
    // Openings first, until nothing new is given: what opens may itself be opened.
    for (let round = 0; round <= this.#layouts.size; round++) this.#openings();
    for (const [index, actor] of this.#model.actors.entries()) {
      const layout = this.#layouts.get(actor.chart) as ChartLayout;
      found.push(...this.#postings(layout, (name) => this.#ofFile(actor.inputs, layout, name), index));
    }
    for (const [chart, given] of this.#given) {
      const layout = this.#layouts.get(chart) as ChartLayout;
      found.push(...this.#postings(layout, (name) => (given.has(name) ? given.get(name) : undefined)));
    }
    return found;
  }

  #ofFile(inputs: ReadonlyMap<string, Expression>, layout: ChartLayout, name: string): ReadonlySet<string> | undefined {
    const expression = inputs.get(name) ?? layout.chart.inputs.get(name)?.initial;
    return (
      expression && partiesOf(expression, (other) => (other === name ? undefined : this.#ofFile(inputs, layout, other)))
    );
  }

  #openings(): void {
    const open = (layout: ChartLayout, input: (name: string) => ReadonlySet<string> | undefined): void => {
      for (const item of itemsOf(layout.table)) {
        if (item.is !== "effect" || item.effect.do !== "open") continue;
        const given = this.#given.get(item.effect.chart) ?? new Map<string, ReadonlySet<string> | undefined>();
        this.#given.set(item.effect.chart, given);
        for (const { name, kind, value } of item.effect.with) {
          if (kind.type !== "party") continue;
          const parties = partiesOf(value, input);
          const before = given.get(name);
          const known = given.has(name) ? before : new Set<string>();
          given.set(name, parties && known && new Set([...known, ...parties]));
        }
      }
    };
    for (const actor of this.#model.actors) {
      const layout = this.#layouts.get(actor.chart) as ChartLayout;
      open(layout, (name) => this.#ofFile(actor.inputs, layout, name));
    }
    for (const [chart, given] of [...this.#given]) {
      open(this.#layouts.get(chart) as ChartLayout, (name) => (given.has(name) ? given.get(name) : undefined));
    }
  }

  #postings(
    layout: ChartLayout,
    input: (name: string) => ReadonlySet<string> | undefined,
    by?: number,
  ): readonly PossiblePosting[] {
    return [...itemsOf(layout.table)].flatMap((item) => {
      if (item.is !== "effect" || (item.effect.do !== "owe" && item.effect.do !== "pay")) return [];
      const { from, to, category, amount, do: verb } = item.effect;
      if (amount.kind.type !== "money") return [];
      const { currency } = amount.kind;
      const any: readonly Party[] = [undefined];
      const [payers, payees] = [partiesOf(from, input) ?? any, partiesOf(to, input) ?? any];
      return [...payers].flatMap((payer) =>
        [...payees].map((payee) => ({ from: payer, to: payee, category, currency, verb, by })),
      );
    });
  }
}

export function possiblePostings(model: Model, layouts: ReadonlyMap<string, ChartLayout>): readonly PossiblePosting[] {
  return new Possible(model, layouts).all();
}
