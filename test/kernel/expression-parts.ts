/**
 * What random expressions of every kind have in common: where they stand, how they are drawn, and whom they read.
 *
 * Names follow the kinds: `a_*` are assumptions, `i_*` inputs, `v_*` variables, which all machines share.
 */
import type { Choices } from "../conformance/machines.ts";
import type { Pools } from "./expression-figures.ts";

/** What an expression may read where it stands. */
export interface Scope {
  /** Inputs and variables of the actor at hand. */
  readonly own: boolean;
  readonly variables: boolean;
  readonly draws: boolean;
  readonly ledger: boolean;
  readonly today: boolean;
  /** Other actors, and the history. */
  readonly others: boolean;
  /** Assumptions, by the letters of their names. */
  readonly assumptions: readonly string[];
  readonly fields: readonly string[];
  /** Own states. */
  readonly states: readonly string[];
  /** "x0" → its states. */
  readonly actors: ReadonlyMap<string, readonly string[]>;
}

export abstract class ExpressionParts {
  protected readonly choices: Choices;
  protected readonly pools: Pools;
  protected readonly second: string;
  /** Labels of draws of the machine at hand, with whether the draw is a chance. */
  readonly labels = new Map<string, boolean>();

  constructor(choices: Choices, pools: Pools, second: string) {
    this.choices = choices;
    this.pools = pools;
    this.second = second;
  }

  abstract number(scope: Scope, depth: number): string;
  /** Between 0 and 1, but for a few. */
  abstract share(scope: Scope, depth: number): string;
  abstract money(scope: Scope, depth: number, currency?: string): string;
  abstract rate(scope: Scope, depth: number, currency?: string): string;
  /** A duration that is hardly ever below zero. */
  abstract span(scope: Scope, depth: number): string;
  abstract date(scope: Scope, depth: number): string;
  abstract truth(scope: Scope, depth: number): string;
  abstract party(scope: Scope, depth: number): string;
  abstract text(scope: Scope, depth: number): string;

  /** A leaf, or something built of expressions that are one less deep; `false` is what cannot stand here. */
  protected any(
    depth: number,
    leaves: readonly (string | false)[],
    inner: readonly ((() => string) | false)[],
  ): string {
    const choices = this.choices;
    const plain = leaves.filter((one) => one !== false);
    const built = inner.filter((one) => one !== false);
    if (depth <= 0 || built.length === 0 || choices.below(4) < 2) return choices.pick(plain);
    return choices.pick(built)();
  }

  /** A draw, with a label or without. */
  protected drawn(text: string, isChance = false): string {
    if (!this.choices.happens(1, 4)) return text;
    const label = `l${this.labels.size}`;
    this.labels.set(label, isChance);
    return `${text.slice(0, -1)}, as: ${label})`;
  }

  /** The assumption of a letter, where it may be read. */
  protected has(scope: Scope, letter: string): string | false {
    return scope.assumptions.includes(letter) && `a_${letter}`;
  }

  actor(scope: Scope, isChild: boolean): string {
    const named = [...scope.actors.keys()];
    const sender = scope.fields.length > 0 ? ["event.actor", "event.actor"] : [];
    return this.choices.pick([...named, ...sender, ...(isChild ? ["opener"] : []), "v_a"]);
  }

  /** An actor of the file that has the inputs and variables of all. */
  protected otherActor(scope: Scope): string {
    return this.choices.pick([...scope.actors.keys()].filter((name) => name.startsWith("x")));
  }

  protected actorState(scope: Scope): string {
    const name = this.choices.pick([...scope.actors.keys()]);
    return `${name}.${this.choices.pick(scope.actors.get(name) ?? [])}`;
  }

  protected actorAndState(scope: Scope): string {
    const name = this.choices.pick([...scope.actors.keys()]);
    return `${name}, ${this.choices.pick(scope.actors.get(name) ?? [])}`;
  }
}
