/**
 * Expressions as trees: `Syntax` is what was written; `Expression` is the same with every name
 * resolved and every kind known. Nothing after load sees text.
 */

import type { Place } from "../problem.ts";
import type { Kind, Value } from "../quantity/index.ts";

/** Offsets into the expression's text (UTF-16 units), end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expression's text and where each stretch of it stands in its file. */
export interface Source {
  readonly text: string;
  place(span: Span): Place;
}

export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "^";

export type Syntax = { readonly span: Span } & (
  | { readonly node: "literal"; readonly kind: Kind; readonly value: Value; readonly percent?: true }
  /** `a` or `a.b` or `a.b.c`: a name and what follows its dots. */
  | { readonly node: "name"; readonly path: readonly string[] }
  | { readonly node: "unary"; readonly operator: "-" | "not"; readonly operand: Syntax }
  | {
      readonly node: "binary";
      readonly operator: ArithmeticOperator | ComparisonOperator | "and" | "or";
      readonly left: Syntax;
      readonly right: Syntax;
    }
  /** `x in USD` */
  | { readonly node: "convert"; readonly operand: Syntax; readonly currency: string; readonly currencySpan: Span }
  /** `x per year` (also month, quarter: then `times` is 12, 4) */
  | { readonly node: "per"; readonly operand: Syntax; readonly times: number }
  | { readonly node: "call"; readonly name: string; readonly nameSpan: Span; readonly args: readonly Argument[] }
);

export interface Argument {
  /** `for` in `paid(for: rent)`; undefined for a positional argument. */
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Syntax;
}

/** What a sum over the ledger takes in. Absent: no limit on that side. All dates included. */
export interface LedgerFilter {
  readonly category?: string;
  /** Who pays (or owes), who receives: expressions of kind party. */
  readonly from?: Expression;
  readonly to?: Expression;
  readonly on?: Expression;
  readonly since?: Expression;
  readonly until?: Expression;
}

/**
 * `paid`: what was paid, whether or not it had been owed first. `owed`: what is owed and not yet
 * paid (at the present moment; takes no dates). `due`: what has fallen due so far,
 * paid or not: booked by `owe`, or paid at once.
 * `net`: received minus paid by one party, in cash.
 */
export type LedgerQuantity = "paid" | "owed" | "due" | "net";

export interface LedgerSum {
  readonly quantity: LedgerQuantity;
  readonly filter: LedgerFilter;
  /** For `net`: the party. */
  readonly party?: Expression;
  /** The currency of the postings taken in; or, when `convert`, the one each is converted to at its date's rate. */
  readonly currency: string;
  readonly convert: boolean;
  /** The author chose the currency: what is posted in others is left out knowingly. */
  readonly chosen?: true;
}

/** A state of an actor or group: `lease.ended`, the leaf name where unique, else a path `in_force.term`. */
export interface StateReference {
  /** The actor or group by name. */
  readonly actor: string;
  /** The state's path from the root of its machine, dots between: "in_force.term". */
  readonly state: string;
}

export type Distribution =
  | "uniform"
  | "triangular"
  | "pert"
  | "normal"
  | "lognormal"
  | "beta"
  | "gamma"
  | "weibull"
  | "exponential"
  | "poisson"
  | "bernoulli"
  | "discrete"
  | "empirical";

/**
 * A draw: which stream it takes its u from (`site`) and how u becomes a value. Parameters are
 * expressions; `scale` says how a parameter's exact value becomes the distribution's number
 * (money: major units, dates: epoch days, durations: mean days) and back.
 */
export interface Draw {
  /** The address of the draw in its machine, or the author's label: unique within the actor. */
  readonly site: string;
  readonly distribution: Distribution;
  readonly parameters: readonly Expression[];
  /** For `discrete`: the outcomes, one for each parameter (its weight). */
  readonly outcomes?: readonly Expression[];
  readonly truncate?: { readonly low: Expression; readonly high: Expression };
}

export type Reference =
  | { readonly to: "variable"; readonly name: string }
  | { readonly to: "input"; readonly name: string }
  | { readonly to: "field"; readonly name: string }
  | { readonly to: "assumption"; readonly name: string }
  /** Another actor's variable: `lease.rent`. */
  | { readonly to: "remote"; readonly actor: string; readonly name: string }
  /** `event.actor`: who sent the event. */
  | { readonly to: "sender" };

export type Expression = { readonly kind: Kind; readonly place: Place } & (
  | { readonly node: "literal"; readonly value: Value }
  | { readonly node: "reference"; readonly reference: Reference }
  | { readonly node: "today" }
  | { readonly node: "negate"; readonly operand: Expression }
  | { readonly node: "not"; readonly operand: Expression }
  | { readonly node: "logic"; readonly operator: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
      readonly node: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly node: "compare";
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly node: "per"; readonly operand: Expression; readonly times: number }
  | { readonly node: "if"; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
  /** A pure function of the list in functions.ts: min, max, round, abs, year, days, exp, ln, … */
  | { readonly node: "function"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly node: "convert"; readonly operand: Expression; readonly from: string; readonly currency: string }
  /** `in(state)`: the machine's own state, by its path. */
  | { readonly node: "in"; readonly state: string }
  | { readonly node: "is"; readonly state: StateReference }
  /** How often, and when first, a state was entered. */
  | { readonly node: "count"; readonly state: StateReference }
  | { readonly node: "date"; readonly state: StateReference }
  | { readonly node: "sum"; readonly sum: LedgerSum }
  | { readonly node: "npv"; readonly sum: LedgerSum; readonly rate: Expression }
  /** Exact share of a yearly rate for the days from `from` to `to`, both in force, by the periods of a calendar. */
  | {
      readonly node: "prorata";
      readonly rate: Expression;
      readonly from: Expression;
      readonly to: Expression;
      readonly every: Expression;
      readonly anchor: Expression;
    }
  /** `real(x, 2004, cpi)`: x of today in money of a year, by a dated index. */
  | { readonly node: "real"; readonly operand: Expression; readonly year: Expression; readonly index: string }
  /** `index(cpi)`, `index(cpi, 2010-01-01)`: a dated index today, or on a date. */
  | { readonly node: "index"; readonly index: string; readonly date?: Expression }
  | { readonly node: "draw"; readonly draw: Draw }
);

/** What an expression may read: the scope refuses what its place does not allow, with a reason. */
export type Facility = "today" | "event" | "ledger" | "draw" | "remote" | "own" | "history";

/** The names an expression may use, where it stands. */
export interface Scope {
  /** What a bare name means; undefined when unknown. */
  lookup(name: string): Meaning | undefined;
  /** A field of the event being handled; undefined when unknown. */
  field(name: string): Kind | undefined;
  fields(): readonly string[];
  /** A variable of another actor. */
  remote(actor: string, name: string): Kind | undefined;
  /** The names of an actor's variables and inputs, for suggestions. */
  remotes(actor: string): readonly string[];
  /** Resolves `name` (leaf or path) to a state of an actor or group, or says why not. */
  state(
    actor: string,
    name: string,
  ): { readonly state: string } | { readonly reason: string; readonly known: readonly string[] };
  /** A state of the machine itself, for `in(…)`. */
  ownState(name: string): { readonly state: string } | { readonly reason: string; readonly known: readonly string[] };
  /** Every name in scope, for suggestions. */
  names(): readonly string[];
  /** Why this place may not use a facility; undefined when it may. */
  refusal(facility: Facility): string | undefined;
  /** Categories known to the ledger (named by any owe or pay of the model). */
  categories(): readonly string[];
  /** Whether a dated rate between two currencies exists (either way round). */
  hasRate(from: string, to: string): boolean;
  indices(): readonly string[];
  /** The scenario's currency: what sums over the ledger are in unless they say `in: …`. */
  readonly currency: string;
  /** Prefix of the sites of draws without a label: "claim/commission/after review". */
  readonly site: string;
}

export type Meaning =
  | { readonly is: "variable"; readonly kind: Kind }
  | { readonly is: "input"; readonly kind: Kind }
  | { readonly is: "assumption"; readonly kind: Kind }
  | { readonly is: "party" }
  /** An actor or group; `name` is the actor's name in the scenario (an input may be bound to it). */
  | { readonly is: "actor"; readonly name: string };

/** What an expression reads while it is evaluated. Looking (check, the stepper) gives a `draw` that never counts. */
export interface Environment {
  readonly today: number;
  variable(name: string): Value;
  input(name: string): Value;
  field(name: string): Value;
  sender(): string;
  assumption(name: string): Value;
  remote(actor: string, name: string): Value;
  inState(state: string): boolean;
  isIn(state: StateReference): boolean;
  count(state: StateReference): number;
  /** Epoch day of the first entry, or NEVER. */
  firstDate(state: StateReference): number;
  /** Postings taken in by a filter, summed in whole minor units of one currency. */
  ledgerSum(query: LedgerQuery): bigint;
  /** Each posting taken in: its date and signed minor units. */
  /** Running totals by currency, dates left aside: what is owed in each, or in which there is anything at all. */
  ledgerCurrencies(query: LedgerQuery): ReadonlyMap<string, bigint>;
  ledgerFlow(
    query: LedgerQuery,
  ): Iterable<{ readonly date: number; readonly currency: string; readonly minor: bigint }>;
  /** Units of `from` for one unit of `to` on a date; throws ModelError before the first known. */
  rate(from: string, to: string, date: number, place: Place): import("../quantity/index.ts").Exact;
  index(name: string, date: number, place: Place): import("../quantity/index.ts").Exact;
  /** The first day of the scenario's period: where npv counts from. */
  readonly start: number;
  draw(site: string): number;
  /** On the central path a choice takes the likeliest outcome instead of asking for u. */
  readonly central: boolean;
}

/** A LedgerSum with its expressions evaluated; `currency` undefined takes in every currency. */
export interface LedgerQuery {
  readonly quantity: LedgerQuantity;
  readonly category?: string;
  readonly from?: string;
  readonly to?: string;
  readonly party?: string;
  readonly since?: number;
  readonly until?: number;
  readonly currency?: string;
}
