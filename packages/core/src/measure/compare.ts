/** Comparing futures: measures side by side, and where each parts from the first. */
import { type EpochDay, type Exact, type Kind, sameKind, type Value, yearOf } from "../quantity/index.ts";
import type { Step } from "../world/trace.ts";
import type { World } from "../world/world.ts";
import type { Outcome } from "./outcome.ts";

export interface ComparedMeasure {
  readonly name: string;
  readonly title?: string;
  /** One for each scenario; undefined where the scenario has no such measure or it has no value. */
  readonly cells: readonly (ComparedCell | undefined)[];
}

export interface ComparedCell {
  readonly kind: Kind;
  readonly value: Value;
  /** This minus the first scenario's: exact for numbers and money, days for dates. Absent for the first, or where there is none. */
  readonly difference?: Exact | number;
}

/** Where a future parts from the first: the first step that differs. */
export interface Parting {
  readonly date: EpochDay;
  /** The step of the first, and of the other; one of them may have none left. */
  readonly base?: Step;
  readonly other?: Step;
}

export interface Comparison {
  readonly outcomes: readonly Outcome[];
  readonly measures: readonly ComparedMeasure[];
  /** One for each scenario but the first; undefined when the two never part. */
  readonly partings: readonly (Parting | undefined)[];
}

export function compareOutcomes(outcomes: readonly Outcome[]): Comparison {
  const [base, ...others] = outcomes;
  if (!base) throw new Error("a comparison needs a scenario");
  const names = new Set(outcomes.flatMap((one) => one.measures.map(({ measure }) => measure.name)));
  return {
    outcomes,
    measures: [...names].map((name) => comparedMeasure(name, outcomes)),
    partings: others.map((other) => partingOf(base, other)),
  };
}

function comparedMeasure(name: string, outcomes: readonly Outcome[]): ComparedMeasure {
  const cells = inOneKind(
    outcomes.map((outcome): ComparedCell | undefined => {
      const found = outcome.measures.find(({ measure }) => measure.name === name);
      return found && "value" in found.result ? { kind: found.kind, value: found.result.value } : undefined;
    }),
  );
  const title = outcomes.flatMap(
    (one) => one.measures.find(({ measure }) => measure.name === name)?.measure.title ?? [],
  )[0];
  const [first] = cells;
  return {
    name,
    ...(title !== undefined && { title }),
    cells: cells.map((cell, index) => {
      const difference = index > 0 && first && cell ? differenceOf(first, cell) : undefined;
      return cell && difference !== undefined ? { ...cell, difference } : cell;
    }),
  };
}

/** `5%` in one scenario and `0.06` in another are both shares: a number says no more than how it was written. */
function inOneKind(cells: readonly (ComparedCell | undefined)[]): readonly (ComparedCell | undefined)[] {
  const share = cells.find((cell) => cell?.kind.type === "share");
  if (!share) return cells;
  return cells.map((cell) => (cell?.kind.type === "number" ? { ...cell, kind: share.kind } : cell));
}

function differenceOf(base: ComparedCell, other: ComparedCell): Exact | number | undefined {
  if (!sameKind(base.kind, other.kind)) return undefined;
  switch (base.kind.type) {
    case "money":
    case "rate":
    case "number":
    case "share":
      return (other.value as Exact).sub(base.value as Exact);
    case "date": {
      const days = (other.value as number) - (base.value as number);
      return Number.isFinite(days) ? days : undefined;
    }
    default:
      return undefined;
  }
}

/** The first step in which two traces differ; undefined when they are the same. */
export function partingOf(base: Outcome, other: Outcome): Parting | undefined {
  const [a, b] = [base.world.trace, other.world.trace];
  const at = firstDifference(base.world, other.world);
  if (at === undefined) return undefined;
  const [one, two] = [a.at(at), b.at(at)];
  const date = Math.min(one?.date ?? Number.POSITIVE_INFINITY, two?.date ?? Number.POSITIVE_INFINITY);
  return { date, ...(one && { base: one }), ...(two && { other: two }) };
}

/** The number (from 0) of the first step in which two Worlds differ, be it that one has none left; from `from` on. */
export function firstDifference(a: World, b: World, from = 0): number | undefined {
  const most = Math.max(a.trace.length, b.trace.length);
  for (let i = from; i < most; i++) {
    const [one, two] = [a.trace.at(i), b.trace.at(i)];
    if (!one || !two || !sameStep(one, two, a, b)) return i;
  }
  return undefined;
}

function sameStep(a: Step, b: Step, inA: World, inB: World): boolean {
  if (a === b) return true;
  if (a.date !== b.date || a.actor !== b.actor || a.event !== b.event || a.after !== b.after) return false;
  return fingerprint(a, inA) === fingerprint(b, inB);
}

const replacer = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

/** All that a step did, postings spelled out: what two steps must agree in to be the same. */
function fingerprint(step: Step, world: World): string {
  const effects = step.effects.map((effect) =>
    effect.did === "posting" ? { ...world.journal.postings.at(effect.posting), n: 0, step: 0 } : effect,
  );
  const { n: _n, cause: _cause, draws: _draws, effects: _effects, origin, ...rest } = step;
  // An entry without an id is named by its place in the list, which other entries move.
  return JSON.stringify([rest, origin.from, effects], replacer);
}

export interface YearRow {
  readonly year: number;
  readonly category: string;
  readonly currency: string;
  /** Paid in that year, whole minor units; one for each scenario. */
  readonly paid: readonly bigint[];
}

/** Payments by year and category, scenarios across; years and categories without any are left out. */
export function paidByYear(outcomes: readonly Outcome[]): readonly YearRow[] {
  const rows = new Map<string, { year: number; category: string; currency: string; paid: bigint[] }>();
  outcomes.forEach((outcome, index) => {
    for (const posting of outcome.world.journal.postings) {
      if (posting.verb !== "pay") continue;
      const year = yearOf(posting.date);
      const key = JSON.stringify([year, posting.category, posting.currency]);
      const row = rows.get(key) ?? {
        year,
        category: posting.category,
        currency: posting.currency,
        paid: outcomes.map(() => 0n),
      };
      row.paid[index] = (row.paid[index] as bigint) + posting.minor;
      rows.set(key, row);
    }
  });
  return [...rows.values()].sort(
    (a, b) =>
      a.year - b.year ||
      (a.category < b.category ? -1 : a.category > b.category ? 1 : 0) ||
      (a.currency < b.currency ? -1 : 1),
  );
}
