/**
 * The figure of a measure taken apart: which postings each of its sums took in, at which rates they were converted,
 * by which factors discounted, what each came to; and of the states it asks for, the steps that entered them.
 *
 * The parts are the evaluation itself, asked posting by posting, and are held to its sum.
 */
import {
  discountFactor,
  type Environment,
  type Expression,
  type LedgerQuery,
  type StateReference,
  visit,
} from "../expression/index.ts";
import { type Posting, takenOf } from "../ledger/index.ts";
import { ModelError, type Place, type Problem } from "../problem.ts";
import {
  type EpochDay,
  type Exact,
  exact,
  type Kind,
  minorDigits,
  roundHalfEven,
  type Value,
  ZERO,
} from "../quantity/index.ts";
import type { Footing, Measure } from "../scenario/model.ts";
import { createWorld, run } from "../world/create.ts";
import { evaluate } from "../world/evaluate.ts";
import { scenarioEnvironment } from "../world/reading.ts";
import type { Step } from "../world/trace.ts";
import type { World } from "../world/world.ts";
import { formulaText } from "./formula.ts";

type Sum = Extract<Expression, { readonly node: "sum" | "npv" }>;

/** One posting within a sum. */
export interface SumPart {
  readonly posting: Posting;
  /** What the sum takes of it, signed: minor units of the posting's own currency. */
  readonly minor: bigint;
  /** Units of the posting's currency for one of the sum's; absent where nothing was converted. */
  readonly rate?: Exact;
  /** The discount factor; absent in a plain sum. */
  readonly factor?: Exact;
  /** What it adds to the sum: minor units of the sum's currency, not rounded. */
  readonly adds: Exact;
}

export interface SumBreakdown {
  readonly formula: string;
  readonly currency: string;
  /** Minor units of `currency`: the value of the sum, rounded once. */
  readonly minor: bigint;
  /** Of an npv: the yearly rate, and the day it is worth that much on. */
  readonly discount?: { readonly rate: Exact; readonly from: EpochDay };
  /** In order of time. */
  readonly parts: readonly SumPart[];
}

/** `date(lease.ended)`, `count(claim.paid)`, `is(…)`: every step that entered the state, in order of time. */
export interface StateBreakdown {
  readonly formula: string;
  readonly node: "date" | "count" | "is";
  readonly value: Value;
  readonly kind: Kind;
  readonly steps: readonly Step[];
}

/** An assumption or another actor's value that a measure reads, as it stands on the last day. */
export interface MeasureRead {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Value;
  /** Of an assumption: where it stands. */
  readonly place?: Place;
  readonly footing?: Footing;
}

export interface MeasureBreakdown {
  readonly kind: Kind;
  readonly formula: string;
  readonly result: { readonly value: Value } | { readonly problem: Problem };
  readonly sums: readonly SumBreakdown[];
  readonly states: readonly StateBreakdown[];
  readonly reads: readonly MeasureRead[];
}

/** A measure of a World that has run, taken apart; `until` (included) is the last day it speaks of. */
export function breakdownOf(world: World, { expression }: Measure, until: EpochDay): MeasureBreakdown {
  const at: World = { ...world, today: until };
  const environment = scenarioEnvironment(at);
  const { kind } = expression;
  const nodes = askedIn(expression, environment);
  return {
    kind,
    formula: formulaText(expression),
    result: resultOf(expression, environment),
    sums: nodes.flatMap((node) => (isSum(node) ? sumBreakdown(node, environment, at) : [])),
    states: statesIn(nodes, environment, world),
    reads: readsOf(nodes, environment, at),
  };
}

const isSum = (node: Expression): node is Sum => node.node === "sum" || node.node === "npv";

function resultOf(expression: Expression, environment: Environment): MeasureBreakdown["result"] {
  try {
    const value = evaluate(expression, environment);
    return { value: expression.kind.type === "money" ? exact(roundHalfEven(value as Exact)) : value };
  } catch (error) {
    if (error instanceof ModelError) return { problem: error.problem };
    throw error;
  }
}

/** The parts of an expression that were evaluated, each text once: of an `if`, the branch that was taken. */
function askedIn(expression: Expression, environment: Environment): readonly Expression[] {
  const untaken = new Set<Expression>();
  const found = new Map<string, Expression>();
  visit(expression, (node) => {
    if (node.node === "if") {
      const taken = resultOf(node.test, environment);
      if ("value" in taken) visit(taken.value === true ? node.otherwise : node.then, (part) => untaken.add(part));
    }
    if (!untaken.has(node)) found.set(`${node.node} ${formulaText(node)}`, node);
  });
  return [...found.values()];
}

function sumBreakdown(node: Sum, environment: Environment, world: World): readonly SumBreakdown[] {
  const queries: LedgerQuery[] = [];
  const watched: Environment = {
    ...environment,
    ledgerSum: (query) => {
      queries.push(query);
      return environment.ledgerSum(query);
    },
    ledgerFlow: (query) => {
      queries.push(query);
      return environment.ledgerFlow(query);
    },
  };
  const result = resultOf(node, watched);
  const [query] = queries;
  if ("problem" in result || !query) return [];
  const rate = node.node === "npv" ? (evaluate(node.rate, environment) as Exact) : undefined;
  const minor = roundHalfEven(result.value as Exact);
  const parts = partsOf(node, query, rate, environment, world);
  const total = parts.reduce((sum, { adds }) => sum.add(adds), ZERO);
  if (roundHalfEven(total) !== minor) throw new Error(`the parts of ${formulaText(node)} do not make its sum`);
  return [
    {
      formula: formulaText(node),
      currency: node.sum.currency,
      minor,
      ...(rate && { discount: { rate, from: environment.start } }),
      parts,
    },
  ];
}

function partsOf(
  { sum, place }: Sum,
  query: LedgerQuery,
  yearly: Exact | undefined,
  environment: Environment,
  world: World,
): readonly SumPart[] {
  const factors = new Map<EpochDay, Exact>();
  const factorOn = (date: EpochDay): Exact | undefined => {
    if (!yearly) return undefined;
    const known = factors.get(date) ?? discountFactor(yearly, date - environment.start, place);
    factors.set(date, known);
    return known;
  };
  return [...world.journal.postings].flatMap((posting): readonly SumPart[] => {
    const { date, currency } = posting;
    const minor = takenOf(query, posting);
    if (minor === 0n) return [];
    const converts = currency !== sum.currency;
    const rate = converts ? environment.rate(currency, sum.currency, date, place) : undefined;
    const amount = rate ? exact(minor).mul(parRatio(currency, sum.currency)).div(rate) : exact(minor);
    const factor = factorOn(date);
    return [
      {
        posting,
        minor,
        ...(rate && { rate }),
        ...(factor && { factor }),
        adds: factor ? amount.mul(factor) : amount,
      },
    ];
  });
}

const parRatio = (from: string, to: string): Exact =>
  exact(10n ** BigInt(minorDigits(to)), 10n ** BigInt(minorDigits(from)));

function statesIn(nodes: readonly Expression[], environment: Environment, world: World): readonly StateBreakdown[] {
  const asked = nodes.filter((node) => node.node === "date" || node.node === "count" || node.node === "is");
  if (asked.length === 0) return [];
  const entered = stepsInto(
    world,
    asked.map(({ state }) => state),
  );
  return asked.map((node) => ({
    formula: formulaText(node),
    node: node.node,
    value: evaluate(node, environment),
    kind: node.kind,
    steps: entered.get(keyOf(node.state)) ?? [],
  }));
}

const keyOf = ({ actor, state }: StateReference): string => `${actor}.${state}`;

/** The steps that entered states, found by running again and looking when their counts rise. */
function stepsInto(world: World, states: readonly StateReference[]): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>(states.map((state) => [keyOf(state), []]));
  const counts = new Map<string, number>();
  const look = (at: World): boolean => {
    for (const [key, found] of steps) {
      const count = at.milestones.get(key)?.count ?? 0;
      const last = at.trace.last;
      for (let n = counts.get(key) ?? 0; n < count; n++) if (last) found.push(last);
      counts.set(key, count);
    }
    return at.trace.length >= world.trace.length;
  };
  run(createWorld(world.model, world.uniforms), { stop: look });
  return steps;
}

function readsOf(nodes: readonly Expression[], environment: Environment, world: World): readonly MeasureRead[] {
  return nodes.flatMap((node): readonly MeasureRead[] => {
    if (node.node !== "reference" || node.kind.type === "party") return [];
    const { reference, kind } = node;
    const result = resultOf(node, environment);
    if ("problem" in result) return [];
    const name = formulaText(node);
    if (reference.to !== "assumption") return [{ name, kind, value: result.value }];
    const { place, source, judgement } = world.model.assumptions.get(reference.name) ?? {};
    const footing = { ...(source !== undefined && { source }), ...(judgement !== undefined && { judgement }) };
    return [{ name, kind, value: result.value, ...(place && { place }), footing }];
  });
}
