/**
 * Random machines in the words of a scenario file: hierarchy, regions, history, delays, calendars, and every action.
 *
 * What would go round in circles is kept out: an event's actions send only events with a greater number, what entering
 * a state sends moves nobody, and an `always` counts how often it was taken.
 */
import type { Choices } from "../conformance/machines.ts";
import type { Expressions, Scope } from "./random-expressions.ts";

export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };
type Map_ = { [key: string]: Yaml };

export interface Draft {
  readonly path: string;
  readonly key: string;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly children: readonly Draft[];
}

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
const EVENTS = Object.keys(FIELDS);
/** Those that a calendar may send: no field must be given. */
const DUE = ["e0", "e3"];
export const CLOCK = "clock";

export function draft(choices: Choices, path: string, key: string, depth: number, budget: number): Draft {
  const under = (child: string) => (path === "" ? child : `${path}.${child}`);
  if (depth > 0 && (budget < 2 || depth > 2 || choices.below(5) < 3)) {
    return { path, key, type: choices.happens(1, 12) ? "final" : "atomic", children: [] };
  }
  const parallel = choices.happens(1, 4);
  const count = 2 + choices.below(2);
  const children = Array.from({ length: count }, (_, index) => {
    const name = `${key === "" ? "s" : key}${index}`;
    return draft(choices, under(name), name, depth + 1, Math.floor((budget - count) / count) + choices.below(3));
  });
  const [first, ...others] = children as [Draft, ...Draft[]];
  const begun: Draft[] = [first.type === "final" ? { ...first, type: "atomic" } : first, ...others];
  if (depth > 0 && choices.happens(1, 3))
    begun.push({ path: under("back"), key: "back", type: "history", children: [] });
  return { path, key, type: parallel ? "parallel" : "compound", children: begun };
}

export const flatten = (node: Draft): readonly Draft[] => [node, ...node.children.flatMap(flatten)];
export const statesOf = (root: Draft): readonly string[] =>
  flatten(root).flatMap(({ path, type }) => (path === "" || type === "history" ? [] : [path]));

const holdsParallel = (node: Draft): boolean => node.type === "parallel" || node.children.some(holdsParallel);

function isHistoryAround(node: Draft, source: Draft): boolean {
  if (node.type !== "history") return false;
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf(".")));
  return parent === "" || source.path === parent || source.path.startsWith(`${parent}.`);
}

export class Dresser {
  readonly #choices: Choices;
  readonly #of: Expressions;
  readonly #around: Around;
  readonly #all: readonly Draft[];
  #counters = 0;
  #raised = 0;

  constructor(choices: Choices, expressions: Expressions, around: Around, root: Draft) {
    this.#choices = choices;
    this.#of = expressions;
    this.#around = around;
    this.#all = flatten(root);
  }

  /** A machine that keeps the others busy: every few days it sends one of their events. */
  clock(): Yaml {
    const scope: Scope = { ...this.#acting([]), own: false, variables: false, states: [] };
    const says = (event: string): Yaml => ({ announce: { event, ...this.#with(scope, event) } });
    const calendar = (every: string, from: string): Yaml => ({ src: "calendar", input: { every, from, event: "due" } });
    return {
      events: {
        due: {},
        e0: {},
        ...Object.fromEntries(EVENTS.slice(1).map((event) => [event, this.#plainFields(event)])),
      },
      initial: "on",
      states: {
        on: {
          invoke: [
            calendar(this.#choices.pick(["8 days", "15 days", "1 month"]), "2011-11-18"),
            calendar("1 month", this.#choices.pick(["2011-11-30", "2012-01-31", "2011-10-15"])),
          ],
          on: {
            due: [
              { guard: "chance(30%, as: first)", actions: says("e1") },
              { guard: "chance(40%, as: second)", actions: says("e0") },
              { guard: "chance(60%, as: third)", actions: says("e2") },
              { actions: says("e3") },
            ],
          },
        },
      },
    };
  }

  machine(root: Draft): Yaml {
    const { second } = this.#around;
    return {
      inputs: this.#inputs(),
      variables: this.#variables(second),
      events: this.#events(),
      ...(this.#state(root, undefined) as Map_),
    };
  }

  #initial(kind: "number" | "money" | "share" | "span" | "truth", otherwise: string): string {
    if (!this.#choices.happens(1, 4)) return otherwise;
    return this.#of[kind](this.#scope({ own: true }), 1);
  }

  #inputs(): Yaml {
    return {
      i_n: { kind: "number", default: this.#choices.pick(["1", "2.5", "1/3", "a_n"]) },
      i_s: { kind: "share", default: this.#choices.pick(["50%", "10%", "a_s"]) },
      i_m: { kind: "money", default: this.#choices.pick(["100 USD", "0.05 USD", "a_m", "a_m / 3"]) },
      i_d: { kind: "duration", default: this.#choices.pick(["20 days", "1 month", "a_d"]) },
      i_t: { kind: "date", default: this.#choices.pick(["2012-01-31", "today", "a_t"]) },
      i_r: { kind: "money per year", default: this.#choices.pick(["1200 USD per year", "a_r"]) },
      i_p: { kind: "party", default: "pa" },
      i_b: { kind: "boolean", default: this.#choices.pick(["true", "a_b", "i_n > 1"]) },
      i_w: { kind: "text", default: "'one'" },
    };
  }

  #variables(second: string): Yaml {
    const counters = ["v_q0", "v_q1", "v_q2"].map((name) => [name, { kind: "number", initial: "0" }]);
    return {
      v_n: { kind: "number", initial: this.#initial("number", "0") },
      v_n2: { kind: "number", initial: "1" },
      v_s: { kind: "share", initial: this.#initial("share", "50%") },
      v_m: { kind: "money", initial: this.#initial("money", "10 USD") },
      v_m2: { kind: "money", initial: "i_m" },
      v_k: { kind: `money in ${second}`, initial: `5 ${second}` },
      v_r: { kind: "money per year", initial: "100 USD per year" },
      v_y: { kind: "number per year", initial: "5% per year" },
      v_d: { kind: "duration", initial: this.#initial("span", "20 days") },
      v_t: { kind: "date", initial: "2012-01-15" },
      v_b: { kind: "boolean", initial: "false" },
      v_p: { kind: "party", initial: "i_p" },
      v_w: { kind: "text", initial: "'one'" },
      v_a: { kind: "actor", initial: "x0" },
      ...Object.fromEntries(counters),
    };
  }

  #plainFields(event: string): Yaml {
    const declared: Readonly<Record<string, readonly [string, string]>> = {
      n: ["number", "1"],
      m: ["money", "1 USD"],
      s: ["share", "10%"],
      d: ["duration", "1 day"],
      t: ["date", "today"],
      p: ["party", "pa"],
      b: ["boolean", "true"],
      w: ["text", "'one'"],
    };
    return Object.fromEntries(
      (FIELDS[event] ?? []).map((name) => [
        name,
        { kind: declared[name]?.[0] ?? "", default: declared[name]?.[1] ?? "" },
      ]),
    );
  }

  /** A field that others give as one kind may be of another here, must be given, or has a default. */
  #events(): Yaml {
    const choices = this.#choices;
    const required = choices.happens(1, 30);
    return {
      e0: {},
      e1: {
        n: { kind: "number", ...(!required && { default: choices.pick(["1", "i_n", "i_n * 2"]) }) },
        m: { kind: "money", default: choices.pick(["5 USD", "i_m / 3", "0.05 USD"]) },
        s: { kind: choices.pick(["share", "number"]), default: "10%" },
      },
      e2: {
        d: { kind: "duration", default: "9 days" },
        t: { kind: "date", default: choices.pick(["2012-03-31", "today", "never"]) },
        p: { kind: "party", default: choices.pick(["pb", "i_p"]) },
        b: { kind: "boolean", default: "true" },
        w: { kind: "text", default: "'two'" },
      },
      e3: { n: { kind: choices.happens(1, 15) ? "share" : "number", default: "1/2" } },
    };
  }

  #scope(change: Partial<Scope> = {}): Scope {
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
  #acting(fields: readonly string[]): Scope {
    return this.#scope({
      variables: true,
      draws: true,
      ledger: true,
      today: true,
      others: true,
      fields,
      states: statesOf(this.#all[0] as Draft),
    });
  }

  #depth(): number {
    return 1 + this.#choices.below(3);
  }

  #state(node: Draft, parent: Draft | undefined): Yaml {
    const choices = this.#choices;
    if (node.type === "history") return this.#history(parent as Draft);
    const state: Map_ = {};
    if (node.type === "parallel" || node.type === "final") state.type = node.type;
    const [first] = node.children;
    if (node.type === "compound" && first) state.initial = first.key;
    if (node.children.length > 0) {
      state.states = Object.fromEntries(node.children.map((child) => [child.key, this.#state(child, node)]));
    }
    for (const where of ["entry", "exit"] as const) {
      const actions = this.#actions(choices.below(2), [], 3);
      if (actions.length > 0 && choices.happens(1, 2)) state[where] = actions;
    }
    if (node.type === "final") return state;
    const on: Map_ = {};
    for (const [number, event] of EVENTS.entries()) {
      if (choices.happens(2, 5)) on[event] = this.#transitions(node, FIELDS[event] ?? [], number);
    }
    if (choices.happens(1, 8)) on.e1 = this.#transitions(node, ["n", "m", "s"], 1);
    const heard = this.#around.hears;
    if (heard.length > 0 && choices.happens(1, 4)) on[choices.pick(heard)] = this.#transitions(node, [], 3);
    if (Object.keys(on).length > 0) state.on = on;
    if (this.#counters < 3 && !holdsParallel(node) && choices.happens(1, 7)) state.always = this.#always(node);
    if (choices.happens(1, 2)) state.after = this.#after(node);
    if (choices.happens(1, 5)) state.invoke = this.#calendar();
    return state;
  }

  #history(parent: Draft): Yaml {
    const choices = this.#choices;
    const below = flatten(parent).filter((node) => node !== parent && node.type !== "history");
    return {
      type: "history",
      history: choices.pick(["shallow", "deep"] as const),
      ...(choices.happens(1, 2) && { target: choices.pick(below).path }),
    };
  }

  #always(node: Draft): Yaml {
    const counter = `v_q${this.#counters++}`;
    const asked = this.#scope({ variables: true, others: true });
    const guard = `${counter} < 4 and ${this.#of.truth(asked, this.#depth())}`;
    return { guard, actions: { set: { [counter]: `${counter} + 1` } }, target: this.#target(node) };
  }

  #after(node: Draft): Yaml {
    const found: Map_ = {};
    for (let count = 1 + this.#choices.below(2); count > 0; count -= 1) {
      found[this.#of.span(this.#acting([]), this.#depth() - 1)] = this.#transitions(node, [], 0);
    }
    return found;
  }

  #calendar(): Yaml {
    const choices = this.#choices;
    const input: Map_ = {
      every: choices.pick(["1 month", "2 weeks", "3 months", "10 days", "i_d", "if(v_b, 1 month, 20 days)"]),
      from: choices.pick(["2011-11-30", "2011-12-31", "2012-01-31", "today", "i_t", "v_t", "2010-02-28", "2012-02-29"]),
      event: choices.pick(DUE),
    };
    if (choices.happens(1, 3)) input.until = choices.pick(["2012-04-30", "never", "v_t", "today + 90 days"]);
    return { src: "calendar", input };
  }

  #transitions(source: Draft, fields: readonly string[], event: number): Yaml {
    const count = 1 + this.#choices.below(2);
    return Array.from({ length: count }, () => this.#transition(source, fields, event));
  }

  #transition(source: Draft, fields: readonly string[], event: number): Yaml {
    const choices = this.#choices;
    const actions = this.#actions(1 + choices.below(3), fields, event);
    const target = event < 3 && choices.happens(2, 3) ? this.#target(source) : undefined;
    return {
      ...(choices.happens(1, 2) && { guard: this.#of.truth(this.#acting(fields), this.#depth()) }),
      ...(actions.length > 0 && { actions }),
      ...(target !== undefined && { target }),
      ...(target !== undefined && choices.happens(1, 3) && { reenter: "true" }),
    };
  }

  #target(source: Draft): string {
    return this.#choices.pick(this.#all.filter((node) => node.path !== "" && !isHistoryAround(node, source))).path;
  }

  /** Actions of an event's number: what they send has a greater one. */
  #actions(count: number, fields: readonly string[], event: number): readonly Yaml[] {
    return Array.from({ length: count }, () => this.#action(this.#acting(fields), event));
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
        return { announce: { event: sent, ...this.#with(scope, sent) } };
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
    const depth = this.#depth();
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
    const amount = this.#of.amount(scope, this.#depth(), foreign ? second : "USD");
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
    return { tell: { actor: this.#choices.pick(names), event, ...this.#with(scope, event) } };
  }

  /** Some of the fields of an event, or none. */
  #with(scope: Scope, event: string): Map_ {
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
    if (choices.happens(1, 3)) return { raise: { event, ...this.#with(scope, event) } };
    const id = choices.happens(2, 3) ? { id: `r${this.#raised++}` } : {};
    return { raise: { event, ...this.#with(scope, event), delay: this.#of.span(scope, this.#depth() - 1), ...id } };
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
