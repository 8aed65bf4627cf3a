/**
 * The Outcome of one run: measures, milestones, money by category and party, what was expected.
 *
 * It is what views and comparisons read; nothing after it asks a World.
 */
import type { Problem } from "../problem.ts";
import type { EpochDay, Kind, Value } from "../quantity/index.ts";
import type { Expectation, Measure, Model } from "../scenario/model.ts";
import { scenarioEnvironment } from "../world/reading.ts";
import type { Step } from "../world/trace.ts";
import type { World } from "../world/world.ts";
import { answerIn, attempt } from "./asked.ts";
import { shownKind, shownKindOf } from "./shares.ts";

/** An assumption that is drawn, on this path; or why it has no value there. */
export interface DrawnResult {
  readonly name: string;
  readonly kind: Kind;
  readonly result: { readonly value: Value } | { readonly problem: Problem };
}

export interface MeasureResult {
  readonly measure: Measure;
  readonly kind: Kind;
  /** Money in whole minor units; or why there is none. */
  readonly result: { readonly value: Value } | { readonly problem: Problem };
}

/** A step that changed the state of an actor, or that changed assumptions: what an account lists. */
export interface MilestoneEntry {
  readonly step: Step;
  readonly date: EpochDay;
  readonly actor: string;
  /** Leaf states joined by "+"; "" for an assumption. */
  readonly before: string;
  readonly after: string;
}

export interface CategoryTotal {
  readonly category: string;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  /** Whole minor units. */
  readonly paid: bigint;
  readonly owed: bigint;
  /** How many payments. */
  readonly payments: number;
}

export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** When it first did not hold. */
  readonly date?: EpochDay;
  readonly step?: number;
}

export interface Outcome {
  readonly model: Model;
  readonly world: World;
  /** The last day accounted for. */
  readonly until: EpochDay;
  /** What was drawn once for the whole path, read by anything or not. */
  readonly drawn: readonly DrawnResult[];
  readonly measures: readonly MeasureResult[];
  readonly milestones: readonly MilestoneEntry[];
  readonly totals: readonly CategoryTotal[];
  readonly expectations: readonly ExpectationResult[];
  /** Actor states of the model that no step entered, by actor: what never happens on this path. */
  readonly neverEntered: readonly { readonly actor: string; readonly states: readonly string[] }[];
  readonly problem?: Problem;
}

/** The Outcome of a World as it stands, `until` (included) being the last day that it speaks of. */
export function outcomeOf(world: World, until: EpochDay = world.model.period.end): Outcome {
  const at: World = { ...world, today: until };
  return {
    model: world.model,
    world,
    until,
    drawn: drawnOf(world),
    measures: measuresOf(at),
    milestones: milestonesOf(world),
    totals: totalsOf(world),
    expectations: expectationsOf(world),
    neverEntered: neverEnteredIn(world),
    ...(world.problem && { problem: world.problem }),
  };
}

function drawnOf({ model, assumptions }: World): readonly DrawnResult[] {
  const uncertain = [...model.assumptions.values()].filter((one) => one.uncertain);
  return uncertain.map(({ name, kind }) => ({
    name,
    kind: shownKind(model, kind, name),
    result: attempt(() => assumptions.value(name)),
  }));
}

function measuresOf(world: World): readonly MeasureResult[] {
  const environment = scenarioEnvironment(world);
  return world.model.measures.map((measure) => {
    const kind = shownKindOf(world.model, measure.expression, measure.text);
    return { measure, kind, result: answerIn(environment, measure.expression) };
  });
}

function milestonesOf(world: World): readonly MilestoneEntry[] {
  return [...world.trace]
    .filter((step) => step.actor === "" || step.before !== step.after)
    .map((step) => ({ step, date: step.date, actor: step.actor, before: step.before, after: step.after }));
}

function totalsOf(world: World): readonly CategoryTotal[] {
  const payments = new Map<string, number>();
  const keyOf = (one: { from: string; to: string; category: string; currency: string }) =>
    JSON.stringify([one.category, one.currency, one.from, one.to]);
  for (const posting of world.journal.postings) {
    if (posting.verb === "pay") payments.set(keyOf(posting), (payments.get(keyOf(posting)) ?? 0) + 1);
  }
  return [...world.journal.totals.values()]
    .map((total) => ({
      category: total.category,
      from: total.from,
      to: total.to,
      currency: total.currency,
      paid: total.paid,
      owed: total.due - total.settled,
      payments: payments.get(keyOf(total)) ?? 0,
    }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function expectationsOf(world: World): readonly ExpectationResult[] {
  return world.model.expectations.map((expectation) => {
    const broken = world.violations.find((one) => one.expectation === expectation.id);
    return broken ? { expectation, holds: false, date: broken.date, step: broken.step } : { expectation, holds: true };
  });
}

function neverEnteredIn(world: World): Outcome["neverEntered"] {
  return world.model.actors.flatMap(({ name, chart: key }) => {
    const chart = world.model.charts.get(key);
    const states = [...(chart?.states.values() ?? [])]
      .filter(({ path, type }) => path !== "" && type !== "history" && !world.milestones.has(`${name}.${path}`))
      .map(({ path }) => path);
    return states.length === 0 ? [] : [{ actor: name, states }];
  });
}
