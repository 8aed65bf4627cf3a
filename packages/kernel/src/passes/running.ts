/**
 * Running sums: what an expectation or a measure reads of some days, converted, or discounted, found as money is posted,
 * so that no posting need be kept for it.
 *
 * A sum of fixed days takes in what is posted on one of them; a sum of today or of this year begins anew with each day or
 * year. What is converted is summed apart for each stretch of one rate; what is discounted at a rate that is the same
 * everywhere is summed as its worth, in units of 10^-18. Whole numbers are added up, in any order: each sum is exact.
 */
import { type Exact, type Expression, type LedgerSum, NEVER, visit } from "@steppe/core";
import { encodeExact } from "@steppe/core/quantity/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import type { LedgerPlan, Plan } from "../plan/plan.ts";
import { FIRST_DAY, type Stretch, stretchesOf } from "../plan/stretches.ts";
import { type Cell, cellsOf, numberOf, possibleCells } from "../plan/taken.ts";
import type { Constants } from "./constants.ts";

export type LedgerNode = Extract<Expression, { node: "sum" | "npv" }>;

/** Which postings go into a running sum by their day. */
export type Days =
  /** Those of fixed days, both included: of none where the last comes before the first, or outside the period. */
  | { readonly is: "fixed"; readonly since: number; readonly until: number }
  /** Those of today, or of this year: it begins anew with the next. */
  | { readonly is: "current"; readonly unit: "day" | "year" }
  /** Those of fixed days, each stretch apart; a stretch ends where the next begins. */
  | { readonly is: "stretches"; readonly starts: readonly number[]; readonly until: number };

export interface RunningSum {
  /** By number of the total: 1 as it is, -1 against. */
  readonly signs: ReadonlyMap<number, 1 | -1>;
  readonly quantity: "paid" | "due" | "net";
  readonly days: Days;
  /** The yearly rate at which each posting is discounted to the first day; undefined: none. */
  readonly rate: Exact | undefined;
}

/** What a sum takes in of one currency. */
export interface Part {
  readonly currency: number;
  /** Number of the running sum; undefined: the totals say it. */
  readonly sum: number | undefined;
  /**
   * For each stretch of the running sum minor units of the wanted currency for one of this: undefined before the first
   * rate, where nothing may be posted. Absent: it is the wanted currency.
   */
  readonly ratios?: readonly (Exact | undefined)[];
}

/** How a sum is read off running sums: its parts, added up. */
export type Parts = readonly Part[];

/** So many running sums a model may have, and so many rates of discount. */
const MOST_SUMS = 64;
export const MOST_RATES = 4;

export class RunningSums {
  readonly sums: RunningSum[] = [];
  readonly rates: Exact[] = [];
  readonly #plan: Plan;
  readonly #numbers = new Map<string, number>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /**
   * The parts of a sum; a text: why it must be read posting by posting. `constants` says what is the same whenever it is
   * read: `today` too, of what is read once.
   */
  partsOf(node: LedgerNode, constants: Constants): Parts | string {
    const { sum } = node;
    const { ledger, model } = this.#plan;
    if (sum.quantity === "owed") return "what is owed has no days";
    const cells = cellsOf(ledger, sum, (party) => literalParty(ledger, party));
    if (!cells) return "its parties are not known";
    const days = daysOf(sum, constants, model.period);
    if (!days) return "its days differ each time";
    const rate = node.node === "npv" ? this.#rate(node.rate, constants) : undefined;
    if (typeof rate === "string") return rate;
    const parts: Part[] = [];
    for (const [currency, name] of ledger.currencies.entries()) {
      const taken = possibleCells(ledger, cells, currency);
      if (taken.length === 0 || (name !== sum.currency && !sum.convert)) continue;
      const signs = new Map(taken.map((cell) => [numberOf(ledger, cell, currency), cell.sign] as const));
      const part = this.#part(sum, { signs, days, rate, currency });
      if (typeof part === "string") return part;
      if (part) parts.push(part);
    }
    return parts;
  }

  /** Undefined: nothing can be posted on these days. */
  #part(
    { quantity, currency: wanted }: LedgerSum,
    { signs, days, rate, currency }: Omit<RunningSum, "quantity"> & { readonly currency: number },
  ): Part | string | undefined {
    const { ledger, model } = this.#plan;
    const name = ledger.currencies[currency] as string;
    const number = (of: Days): number | string =>
      this.#number({ signs, quantity: quantity as RunningSum["quantity"], days: of, rate });
    if (name === wanted) {
      if (!rate && isAlways(days, model.period)) return { currency, sum: undefined };
      const sum = number(days);
      return typeof sum === "string" ? sum : { currency, sum };
    }
    const stretches = stretchesOf(model, name, wanted);
    if (!stretches) return `the rates of ${name} are not dates of a series, or too many`;
    if (days.is !== "fixed") return "it is converted on other days each time";
    const within = clipped(stretches, days, model.period);
    if (within.length === 0) return undefined;
    // What moves both ways may come to nothing, and is wrong all the same.
    if (quantity === "net" && within.some(({ ratio }) => !ratio)) return `no rate is known at first for ${name}`;
    const until = Math.min(days.until, model.period.end);
    const sum = number({ is: "stretches", starts: within.map(({ since }) => since), until });
    return typeof sum === "string" ? sum : { currency, sum, ratios: within.map(({ ratio }) => ratio) };
  }

  #number(sum: RunningSum): number | string {
    const { signs, quantity, days, rate } = sum;
    const key = JSON.stringify([[...signs].sort(([a], [b]) => a - b), quantity, days, rate && encodeExact(rate)]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.sums.length >= MOST_SUMS) return `there are more than ${MOST_SUMS} running sums`;
    this.#numbers.set(key, this.sums.length);
    return this.sums.push(sum) - 1;
  }

  #rate(expression: Expression, constants: Constants): Exact | string {
    const rate = constants(expression) as Exact | undefined;
    if (rate === undefined) return "its rate of discount differs from path to path";
    const known = this.rates.find((one) => one.equals(rate));
    if (known) return known;
    if (this.rates.length >= MOST_RATES) return `there are more than ${MOST_RATES} rates of discount`;
    this.rates.push(rate);
    return rate;
  }
}

function literalParty({ parties }: LedgerPlan, expression: Expression): readonly number[] | undefined {
  if (expression.node !== "literal") return undefined;
  const index = parties.indexOf(expression.value as string);
  return index < 0 ? [] : [index];
}

interface Period {
  readonly start: number;
  readonly end: number;
}

const isAlways = (days: Days, { start, end }: Period): boolean =>
  days.is === "fixed" && days.since <= start && days.until >= end;

/** A first or last day: a number, or one that follows today. */
type Bound = number | "today" | "year" | undefined;

/** The days of a sum; undefined where they are others each time, but for today and this year. */
function daysOf({ filter }: LedgerSum, constants: Constants, { end }: Period): Days | undefined {
  const since = boundOf(filter.on ?? filter.since, FIRST_DAY, constants, isFirstOfYear);
  const last = boundOf(filter.on ?? filter.until, NEVER_DAY, constants, isLastOfYear);
  if (since === undefined || last === undefined) return undefined;
  // Nothing is posted after today.
  const until = typeof last === "number" ? last : NEVER_DAY;
  if (typeof since === "number") return { is: "fixed", since, until };
  return until >= end ? { is: "current", unit: since === "today" ? "day" : "year" } : undefined;
}

function boundOf(
  expression: Expression | undefined,
  otherwise: number,
  constants: Constants,
  ofYear: (expression: Expression) => boolean,
): Bound {
  if (!expression) return otherwise;
  if (expression.node === "today" && constants(expression) === undefined) return "today";
  if (ofYear(expression) && constants(expression) === undefined) return "year";
  const day = constants(expression) as number | undefined;
  return day === NEVER ? NEVER_DAY : day;
}

const isFirstOfYear = (expression: Expression): boolean => isDayOfThisYear(expression, 1, 1);
const isLastOfYear = (expression: Expression): boolean => isDayOfThisYear(expression, 12, 31);

/** Such a day of `year(today)`: what `year: year(today)` is made of. */
function isDayOfThisYear(expression: Expression, month: number, day: number): boolean {
  if (expression.node !== "function" || expression.name !== "day_of") return false;
  const [year, ...rest] = expression.args;
  if (year?.node !== "function" || year.name !== "year" || year.args[0]?.node !== "today") return false;
  return rest.every((one, index) => one.node === "literal" && (one.value as Exact).equals(index === 0 ? month : day));
}

/** The stretches that lie within some days of the period, the first of them from the first of those days on. */
function clipped(
  stretches: readonly Stretch[],
  { since, until }: Extract<Days, { is: "fixed" }>,
  { start, end }: Period,
): readonly Stretch[] {
  const [first, last] = [Math.max(since, start), Math.min(until, end)];
  return stretches
    .map((one) => ({ ...one, since: Math.max(one.since, first), until: Math.min(one.until, last) }))
    .filter((one) => one.since <= one.until);
}

/** Every total that the sums of an expression may read. */
export function totalsReadIn(plan: Plan, expression: Expression): ReadonlySet<number> {
  const found = new Set<number>();
  visit(expression, (part) => {
    if (part.node === "sum" || part.node === "npv") for (const total of totalsRead(plan, part)) found.add(total);
  });
  return found;
}

/** Every total, of any currency, that a sum may read: where a party is not known, whichever it is. */
export function totalsRead({ ledger }: Plan, { sum }: LedgerNode): readonly number[] {
  const any = ledger.parties.map((_, index) => index);
  const cells: readonly Cell[] =
    cellsOf(
      ledger,
      sum.quantity === "net" ? { ...sum, quantity: "paid" } : sum,
      (party) => literalParty(ledger, party) ?? any,
    ) ?? [];
  const own = sum.party && literalParty(ledger, sum.party);
  const isTaken = ({ from, to }: Cell): boolean => !own || own.includes(from) || own.includes(to);
  const currencies = ledger.currencies.flatMap((name, index) =>
    sum.chosen && !sum.convert && name !== sum.currency ? [] : [index],
  );
  return currencies.flatMap((currency) =>
    possibleCells(ledger, cells.filter(isTaken), currency).map((cell) => numberOf(ledger, cell, currency)),
  );
}
