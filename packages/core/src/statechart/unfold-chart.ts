/**
 * Charts from a short form, without a scenario around them: for the tests of what reads charts.
 *
 * A guard is a name (then a boolean variable of that name, whose answer the test decides), `not` a
 * name, or a literal truth; an effect is a text: `set x`, `raise e`, `raise e later`, `cancel e`, anything
 * else is a note. Every part stands on a line of its own, so that places tell them apart.
 */
import type { Expression } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import { BOOLEAN, DURATION, days, type Value } from "../quantity/index.ts";
import type { Chart, Delayed, Effect, StateNode, StateType, Transition } from "./chart.ts";

export interface ShortTransition {
  /** Paths from the root. */
  readonly target?: string | readonly string[];
  readonly guard?: string | boolean;
  readonly reenter?: boolean;
  readonly actions?: readonly string[];
}

/** A text is a target. */
export type ShortTransitions = string | ShortTransition | readonly ShortTransition[];

export interface ShortState {
  readonly type?: "parallel" | "final" | "history";
  readonly history?: "shallow" | "deep";
  /** Of a history state: the path from the root that stands for no memory. */
  readonly target?: string;
  /** The key of a child; the first one unless given. */
  readonly initial?: string;
  readonly states?: Readonly<Record<string, ShortState>>;
  readonly entry?: readonly string[];
  readonly exit?: readonly string[];
  readonly on?: Readonly<Record<string, ShortTransitions>>;
  readonly always?: ShortTransitions;
  /** By whole days: "30". */
  readonly after?: Readonly<Record<string, ShortTransitions>>;
  readonly doc?: string;
}

/** A chart of the short form. It is not checked. */
export function chartOf(machine: string, short: ShortState): Chart {
  const root = new Builder(machine).state(short, "", machine);
  const states = new Map<string, StateNode>();
  const collect = (node: StateNode): void => {
    states.set(node.path, node);
    node.children.forEach(collect);
  };
  collect(root);
  return {
    key: machine,
    machine,
    inputs: new Map(),
    variables: new Map(),
    events: new Map(),
    root,
    states,
    heard: new Set([...states.values()].flatMap((state) => state.on.map(({ event }) => event))),
    watched: { states: new Set(), variables: new Set(), inputs: new Set(), assumptions: new Set() },
  };
}

class Builder {
  readonly #file: string;
  #line = 0;

  constructor(machine: string) {
    this.#file = `${machine}.yaml`;
  }

  state(short: ShortState, path: string, key: string): StateNode {
    const place = this.#place();
    const under = (child: string) => (path === "" ? child : `${path}.${child}`);
    const keys = Object.keys(short.states ?? {});
    const type: StateType = short.type ?? (keys.length > 0 ? "compound" : "atomic");
    const initial = type === "compound" ? under(short.initial ?? (keys[0] as string)) : short.target;
    return {
      path,
      key,
      type,
      ...(type === "history" && { history: short.history ?? "shallow" }),
      ...(initial !== undefined && { initial }),
      entry: this.#effects(short.entry),
      exit: this.#effects(short.exit),
      on: Object.entries(short.on ?? {}).map(([event, transitions]) => ({
        event,
        place: this.#place(),
        transitions: this.#transitions(transitions, path, `on ${event}`),
      })),
      always: this.#transitions(short.always ?? [], path, "always"),
      after: Object.entries(short.after ?? {}).map(([delay, transitions]) => this.#delayed(delay, transitions, path)),
      calendars: [],
      children: keys.map((child) => this.state(short.states?.[child] as ShortState, under(child), child)),
      ...(short.doc !== undefined && { doc: short.doc }),
      place,
    };
  }

  #place(): Place {
    this.#line += 1;
    return { file: this.#file, line: this.#line, column: 1, length: 1 };
  }

  #delayed(delay: string, transitions: ShortTransitions, path: string): Delayed {
    const written = `${delay} days`;
    return {
      key: `${path} after ${written}`,
      written,
      delay: this.#wait(Number(delay)),
      transitions: this.#transitions(transitions, path, `after ${written}`),
      place: this.#place(),
    };
  }

  #transitions(short: ShortTransitions, source: string, what: string): readonly Transition[] {
    const list: readonly ShortTransition[] =
      typeof short === "string" ? [{ target: short }] : Array.isArray(short) ? short : [short as ShortTransition];
    return list.map(({ target = [], guard, reenter = false, actions }, index) => ({
      id: `${source} ${what} ${index}`.trim(),
      source,
      targets: typeof target === "string" ? [target] : target,
      reenter,
      ...(guard !== undefined && { guard: this.#guard(guard), guardText: String(guard) }),
      effects: this.#effects(actions),
      place: this.#place(),
    }));
  }

  #guard(guard: string | boolean): Expression {
    if (typeof guard === "boolean") return { node: "literal", value: guard, kind: BOOLEAN, place: this.#place() };
    if (guard.startsWith("not ")) {
      return { node: "not", operand: this.#guard(guard.slice(4)), kind: BOOLEAN, place: this.#place() };
    }
    return { node: "reference", reference: { to: "variable", name: guard }, kind: BOOLEAN, place: this.#place() };
  }

  #wait(count: number): Expression {
    return { node: "literal", value: days(count) as Value, kind: DURATION, place: this.#place() };
  }

  #effects(texts: readonly string[] = []): readonly Effect[] {
    return texts.map((text): Effect => {
      const place = this.#place();
      const [verb, name = "", when] = text.split(" ");
      if (verb === "set") {
        const value: Expression = { node: "literal", value: true, kind: BOOLEAN, place };
        return { do: "set", assignments: [{ name, kind: BOOLEAN, value }], place };
      }
      if (verb === "raise") {
        return { do: "raise", event: name, with: [], ...(when !== undefined && { delay: this.#wait(1) }), place };
      }
      if (verb === "cancel") return { do: "cancel", id: name, place };
      return { do: "note", text, place };
    });
  }
}
