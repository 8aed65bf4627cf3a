/**
 * Random machines in the words of a scenario file: hierarchy, regions, history, delays, calendars, and every action.
 *
 * What would go round in circles is kept out: an event's actions send only events with a greater number, what entering
 * a state sends moves nobody, and an `always` counts how often it was taken.
 */
import type { Choices } from "../conformance/machines.ts";
import { Actions, type Around, EVENTS, FIELDS, type Yaml } from "./random-actions.ts";
import { type Draft, flatten, holdsParallel, isHistoryAround } from "./random-charts.ts";
import type { Expressions } from "./random-expressions.ts";

type Map_ = { [key: string]: Yaml };
/** Those that a calendar may send: no field must be given. */
export const DUE = ["e0", "e3"];

export class Dresser {
  readonly #choices: Choices;
  readonly #of: Expressions;
  readonly #around: Around;
  readonly #all: readonly Draft[];
  readonly #acts: Actions;
  #counters = 0;

  constructor(choices: Choices, expressions: Expressions, around: Around, root: Draft) {
    this.#choices = choices;
    this.#of = expressions;
    this.#around = around;
    this.#all = flatten(root);
    this.#acts = new Actions(choices, expressions, around, root);
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
    return this.#of[kind](this.#acts.scope({ own: true }), 1);
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
      const actions = this.#acts.actions(choices.below(2), [], 3);
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
    const asked = this.#acts.scope({ variables: true, others: true });
    const guard = `${counter} < 4 and ${this.#of.truth(asked, this.#acts.depth())}`;
    return { guard, actions: { set: { [counter]: `${counter} + 1` } }, target: this.#target(node) };
  }

  #after(node: Draft): Yaml {
    const found: Map_ = {};
    for (let count = 1 + this.#choices.below(2); count > 0; count -= 1) {
      found[this.#of.span(this.#acts.acting([]), this.#acts.depth() - 1)] = this.#transitions(node, [], 0);
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
    const actions = this.#acts.actions(1 + choices.below(3), fields, event);
    const target = event < 3 && choices.happens(2, 3) ? this.#target(source) : undefined;
    return {
      ...(choices.happens(1, 2) && { guard: this.#of.truth(this.#acts.acting(fields), this.#acts.depth()) }),
      ...(actions.length > 0 && { actions }),
      ...(target !== undefined && { target }),
      ...(target !== undefined && choices.happens(1, 3) && { reenter: "true" }),
    };
  }

  #target(source: Draft): string {
    return this.#choices.pick(this.#all.filter((node) => node.path !== "" && !isHistoryAround(node, source))).path;
  }
}
