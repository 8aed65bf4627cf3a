/** Random actions, in the words of a scenario file: what is set, posted, told, announced, raised and opened. */
import type { Choices } from "../conformance/machines.ts";
import type { Scope } from "./expression-parts.ts";
import { type Draft, statesOf } from "./random-charts.ts";
import type { Expressions } from "./random-expressions.ts";

export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };
type Map_ = { [key: string]: Yaml };

/** The surroundings of a machine: whom it may tell, open, hear. */
export interface Around {
  readonly actors: ReadonlyMap<string, readonly string[]>;
  /** Groups it may open actors into, with their machines. */
  readonly opens: readonly { readonly group: string; readonly machine: string }[];
  readonly isChild: boolean;
  /** "x0.s1": what it may hear of others. */
  readonly hears: readonly string[];
  readonly groups: readonly string[];
  readonly assumptions: readonly string[];
  readonly second: string;
}

/** The fields of each event; `e3` is the last, which moves nobody. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  e0: [],
  e1: ["n", "m", "s"],
  e2: ["d", "t", "p", "b", "w"],
  e3: ["n"],
};
export const EVENTS = Object.keys(FIELDS);

export class Actions {
  readonly #choices: Choices;
  readonly #of: Expressions;
  readonly #around: Around;
  readonly #states: readonly string[];
  #raised = 0;

  constructor(choices: Choices, expressions: Expressions, around: Around, root: Draft) {
    this.#choices = choices;
    this.#of = expressions;
    this.#around = around;
    this.#states = statesOf(root);
  }

  scope(change: Partial<Scope> = {}): Scope {
    const { actors, assumptions } = this.#around;
    return {
      own: true,
      variables: false,
      draws: false,
      ledger: false,
      today: false,
      others: false,
      assumptions,
      fields: [],
      states: [],
      actors,
      ...change,
    };
  }

  /** Of guards and actions of transitions, and of entering and leaving. */
  acting(fields: readonly string[]): Scope {
    return this.scope({
      variables: true,
      draws: true,
      ledger: true,
      today: true,
      others: true,
      fields,
      states: this.#states,
    });
  }

  depth(): number {
    return 1 + this.#choices.below(3);
  }

  /** Actions of an event's number: what they send has a greater one. */
  actions(count: number, fields: readonly string[], event: number): readonly Yaml[] {
    return Array.from({ length: count }, () => this.#action(this.acting(fields), event));
  }

  #action(scope: Scope, event: number): Yaml {
    const choices = this.#choices;
    const sends = event < 3 ? EVENTS.slice(event + 1) : [];
    const { opens } = this.#around;
    switch (choices.below(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return { set: this.#set(scope) };
      case 4:
      case 5:
      case 6:
        return this.#posting(scope);
      case 7:
        return sends.length === 0 ? { note: { text: "nothing" } } : this.#tell(scope, choices.pick(sends));
      case 8: {
        if (sends.length === 0) return { cancel: { id: "r0" } };
        const sent = choices.pick(sends);
        return { announce: { event: sent, ...this.with(scope, sent) } };
      }
      case 9:
        if (opens.length === 0 || event >= 3) return { set: this.#set(scope) };
        return this.#open(scope);
      case 10:
        if (sends.length === 0) return { set: this.#set(scope) };
        return this.#raise(scope, choices.pick(sends));
      default:
        return this.#raised > 0 ? { cancel: { id: `r${choices.below(this.#raised)}` } } : { set: this.#set(scope) };
    }
  }

  #set(scope: Scope): Yaml {
    const of = this.#of;
    const { isChild } = this.#around;
    const depth = this.depth();
    const found: Map_ = {};
    for (let count = 1 + this.#choices.below(2); count > 0; count -= 1) {
      const [name, value] = this.#choices.pick<readonly [string, () => string]>([
        ["v_n", () => of.number(scope, depth)],
        ["v_n2", () => of.number(scope, depth)],
        ["v_s", () => of.share(scope, depth)],
        ["v_m", () => of.money(scope, depth)],
        ["v_m2", () => of.money(scope, depth)],
        ["v_k", () => of.money(scope, depth, this.#around.second)],
        ["v_r", () => of.rate(scope, depth)],
        ["v_y", () => `((${of.number(scope, depth - 1)}) per year)`],
        ["v_d", () => of.span(scope, depth)],
        ["v_t", () => of.date(scope, depth)],
        ["v_b", () => of.truth(scope, depth)],
        ["v_p", () => of.party(scope, depth)],
        ["v_w", () => of.text(scope, depth)],
        ["v_a", () => of.actor(scope, isChild)],
      ]);
      found[name] = value();
    }
    return found;
  }

  #posting(scope: Scope): Yaml {
    const choices = this.#choices;
    const { second } = this.#around;
    const foreign = choices.happens(1, 4);
    const named = choices.happens(1, 4);
    const from = named ? this.#of.party({ ...scope, draws: false }, 1) : "pa";
    const to = named ? `if(${from} = pc, pa, pc)` : choices.pick(["pb", "pc"]);
    const parties = choices.happens(1, 3) ? { from: to, to: from } : { from, to };
    const amount = this.#of.amount(scope, this.depth(), foreign ? second : "USD");
    const category = foreign ? "fx" : choices.pick(["rent", "game", "fee"]);
    return { [choices.pick(["pay", "owe"])]: { ...parties, amount, for: category } };
  }

  #tell(scope: Scope, event: string): Yaml {
    const { groups, isChild, actors } = this.#around;
    const names = [
      ...[...actors.keys()].filter((name) => name.startsWith("x")),
      ...groups,
      ...(isChild ? ["opener", "opener"] : []),
      ...(scope.variables ? ["v_a", "v_a"] : []),
      ...(scope.fields.length > 0 ? ["event.actor"] : []),
    ];
    return { tell: { actor: this.#choices.pick(names), event, ...this.with(scope, event) } };
  }

  /** Some of the fields of an event, or none. */
  with(scope: Scope, event: string): Map_ {
    const of = this.#of;
    const values: Readonly<Record<string, () => string>> = {
      n: () => (event === "e3" ? of.share(scope, 1) : of.number(scope, 2)),
      m: () => of.money(scope, 2),
      s: () => of.share(scope, 2),
      d: () => of.span(scope, 1),
      t: () => of.date(scope, 1),
      p: () => of.party(scope, 1),
      b: () => of.truth(scope, 2),
      w: () => of.text(scope, 1),
    };
    const given = (FIELDS[event] ?? []).filter((name) =>
      name === "n" ? !this.#choices.happens(1, 5) : this.#choices.happens(1, 2),
    );
    return given.length === 0 ? {} : { with: Object.fromEntries(given.map((name) => [name, values[name]?.() ?? ""])) };
  }

  #raise(scope: Scope, event: string): Yaml {
    const choices = this.#choices;
    if (choices.happens(1, 3)) return { raise: { event, ...this.with(scope, event) } };
    const id = choices.happens(2, 3) ? { id: `r${this.#raised++}` } : {};
    return { raise: { event, ...this.with(scope, event), delay: this.#of.span(scope, this.depth() - 1), ...id } };
  }

  #open(scope: Scope): Yaml {
    const choices = this.#choices;
    const { group, machine } = choices.pick(this.#around.opens);
    const of = this.#of;
    const given: Map_ = {};
    if (choices.happens(1, 2)) given.i_n = of.number(scope, 1);
    if (choices.happens(1, 2)) given.i_m = of.money(scope, 1);
    if (choices.happens(1, 3)) given.i_d = of.span(scope, 1);
    if (choices.happens(1, 3)) given.i_p = of.party(scope, 1);
    if (choices.happens(1, 4)) given.i_s = of.share(scope, 1);
    if (choices.happens(1, 4)) given.i_w = of.text(scope, 1);
    const name = choices.happens(1, 10) ? { name: of.text(scope, 1) } : {};
    const inputs = Object.keys(given).length > 0 ? { with: given } : {};
    return { open: { machine, as: group, ...name, ...inputs } };
  }
}
