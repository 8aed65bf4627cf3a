/**
 * Random machines: hierarchy, parallel regions, history, reentry, everything a chart can hold.
 *
 * A machine is decoded from a row of numbers, each a choice, 0 the simplest: a shorter row and
 * smaller numbers are a smaller machine, so that a failure shrinks to one that can be read.
 */
import type { ShortState, ShortTransition } from "@steppe/core/statechart/unfold-chart.ts";

export const EVENTS = ["e0", "e1", "e2"] as const;
const GUARDS = ["g0", "g1", "g2", "g3"] as const;
const VARIABLES = ["x", "y"] as const;

/** Reads choices off a row; past its end every choice is the first. */
export class Choices {
  readonly #row: readonly number[];
  #next = 0;

  constructor(row: readonly number[]) {
    this.#row = row;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    const number = this.#row[this.#next++] ?? 0;
    return number % count;
  }

  /** True in `times` cases of `of`; false past the end. */
  happens(times: number, of: number): boolean {
    return this.below(of) >= of - times;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

interface Draft {
  readonly path: string;
  readonly key: string;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly children: readonly Draft[];
}

export function randomMachine(choices: Choices): ShortState {
  const root = draft(choices, "", "", 0, 2 + choices.below(24));
  return new Dresser(choices, root).dress(root, undefined);
}

const isPlain = ({ type }: Draft): boolean => type !== "history";

function draft(choices: Choices, path: string, key: string, depth: number, budget: number): Draft {
  const under = (child: string) => (path === "" ? child : `${path}.${child}`);
  if (depth > 0 && (budget < 2 || depth > 3 || choices.below(4) === 0)) {
    return { path, key, type: choices.happens(1, 10) ? "final" : "atomic", children: [] };
  }
  const parallel = choices.happens(1, 3);
  const count = 2 + choices.below(2);
  const children = Array.from({ length: count }, (_, index) => {
    const name = `${key === "" ? "s" : key}${index}`;
    return draft(choices, under(name), name, depth + 1, Math.floor((budget - count) / count) + choices.below(4));
  });
  // What begins in a final state is over before it began, and nothing of it would be tested.
  const [first, ...others] = children as [Draft, ...Draft[]];
  const begun: Draft[] = [first.type === "final" ? { ...first, type: "atomic" } : first, ...others];
  if (choices.happens(1, 3)) begun.push({ path: under("back"), key: "back", type: "history", children: [] });
  return { path, key, type: parallel ? "parallel" : "compound", children: begun };
}

function flatten(node: Draft): readonly Draft[] {
  return [node, ...node.children.flatMap(flatten)];
}

const holdsParallel = (node: Draft): boolean => node.type === "parallel" || node.children.some(holdsParallel);

/** Whether a history state stands in `source` or above it: charts refuse to go there from within. */
function isHistoryAround(node: Draft, source: Draft): boolean {
  if (isPlain(node)) return false;
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf(".")));
  return parent === "" || source.path === parent || source.path.startsWith(`${parent}.`);
}

class Dresser {
  readonly #choices: Choices;
  readonly #all: readonly Draft[];
  #notes = 0;

  constructor(choices: Choices, root: Draft) {
    this.#choices = choices;
    this.#all = flatten(root);
  }

  dress(node: Draft, parent: Draft | undefined): ShortState {
    const choices = this.#choices;
    if (node.type === "history") return this.#history(parent as Draft);
    const always = !holdsParallel(node) && choices.happens(1, 6);
    const after = choices.happens(1, 8);
    const on = EVENTS.filter(() => choices.happens(2, 5));
    return {
      ...((node.type === "parallel" || node.type === "final") && { type: node.type }),
      ...(node.children.length > 0 && {
        states: Object.fromEntries(node.children.map((child) => [child.key, this.dress(child, node)])),
      }),
      ...this.#effects("entry"),
      ...this.#effects("exit"),
      ...(on.length > 0 && { on: Object.fromEntries(on.map((event) => [event, this.#transitions(node, false)])) }),
      ...(always && { always: this.#transitions(node, true) }),
      ...(after && { after: { 30: this.#transitions(node, false) } }),
    };
  }

  #history(parent: Draft): ShortState {
    const choices = this.#choices;
    const below = flatten(parent).filter((node) => node !== parent && isPlain(node));
    return {
      type: "history",
      history: choices.pick(["shallow", "deep"] as const),
      ...(choices.happens(1, 2) && { target: choices.pick(below).path }),
    };
  }

  #transitions(source: Draft, eventless: boolean): readonly ShortTransition[] {
    const count = 1 + this.#choices.below(eventless ? 2 : 3);
    return Array.from({ length: count }, () => this.#transition(source, eventless));
  }

  #transition(source: Draft, eventless: boolean): ShortTransition {
    const choices = this.#choices;
    const actions = this.#actions(choices.below(3));
    // Without a guard most eventless transitions would go round for ever.
    const guarded = eventless ? !choices.happens(1, 6) : choices.happens(1, 2);
    return {
      ...this.#targets(source),
      ...(guarded && { guard: choices.pick(GUARDS) }),
      ...(choices.happens(1, 3) && { reenter: true }),
      ...(actions.length > 0 && { actions }),
    };
  }

  /** None, one, the source itself or one in each region of a parallel state. */
  #targets(source: Draft): ShortTransition {
    const choices = this.#choices;
    const targets = this.#all.filter((node) => node.path !== "" && !isHistoryAround(node, source));
    switch (choices.below(6)) {
      case 1:
        return {};
      case 2:
        return source.path === "" ? {} : { target: source.path };
      case 3: {
        const parallel = this.#all.filter(({ type }) => type === "parallel");
        if (parallel.length === 0) return { target: choices.pick(targets).path };
        const regions = choices.pick(parallel).children.filter(isPlain);
        return { target: regions.map((region) => choices.pick(flatten(region).filter(isPlain)).path) };
      }
      default:
        return { target: choices.pick(targets).path };
    }
  }

  #effects(where: "entry" | "exit"): ShortState {
    const actions = this.#actions(this.#choices.below(2));
    return actions.length > 0 ? { [where]: actions } : {};
  }

  #actions(count: number): readonly string[] {
    const choices = this.#choices;
    return Array.from({ length: count }, () => {
      switch (choices.below(8)) {
        case 5:
          return `set ${choices.pick(VARIABLES)}`;
        case 6:
          return `raise ${choices.pick(EVENTS)}`;
        case 7:
          return choices.happens(1, 2) ? `raise ${choices.pick(EVENTS)} later` : `cancel ${choices.pick(EVENTS)}`;
        default:
          return `n${this.#notes++}`;
      }
    });
  }
}
