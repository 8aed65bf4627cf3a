/** The functions that neither read the ledger nor draw. */
import type { Place } from "../problem.ts";
import {
  type Duration,
  daysInMonth,
  type Exact,
  exact,
  type Kind,
  lastBefore,
  meanDays,
  minorDigits,
  NEVER,
  roundToPlaces,
  toCivil,
  toEpochDay,
} from "../quantity/index.ts";
import { bounded, compareExact, floorExact, modelError, whole } from "./arithmetic.ts";
import { durationOrder, type Run } from "./evaluate.ts";
import { exponential, logarithm, squareRoot } from "./inexact.ts";
import type { Environment, Expression } from "./tree.ts";

type FunctionNode = Extract<Expression, { node: "function" }>;

export function compileFunction(node: FunctionNode, args: readonly Run[]): Run {
  const { place } = node;
  const first = args[0] as Run;
  const number =
    (of: (x: Exact, place: Place) => Exact): Run =>
    (env) =>
      of(first(env) as Exact, place);
  switch (node.name) {
    case "min":
      return extreme(node, args, -1);
    case "max":
      return extreme(node, args, 1);
    case "round":
      return rounding(node, first, args[1]);
    case "floor":
      return inUnits(node.kind, first, floorExact);
    case "ceil":
      return inUnits(node.kind, first, (x) => floorExact(x.neg()).neg());
    case "abs":
      return number((x) => x.abs());
    case "sqrt":
      return number(squareRoot);
    case "exp":
      return number(exponential);
    case "ln":
      return number(logarithm);
    case "year":
    case "month":
    case "day":
      return calendarPart(node.name, first, place);
    case "day_of":
      return dayOf(args, place);
    case "due_before":
      return dueBefore(args, place);
    case "days":
      return (env) => meanDays(first(env) as Duration);
    case "years":
      return (env) => yearsOf(first(env) as Duration);
    default:
      throw new TypeError(`no such function: ${node.name}`);
  }
}

function extreme(node: FunctionNode, args: readonly Run[], sign: number): Run {
  const order = orderOf(node.kind, node.place);
  const [first, ...others] = args as [Run, ...Run[]];
  return (env) => {
    let best = first(env);
    for (const other of others) {
      const value = other(env);
      if (order(value, best) * sign > 0) best = value;
    }
    return best;
  };
}

type Order = (a: ReturnType<Run>, b: ReturnType<Run>) => number;

/** How values of a kind that has sizes compare. */
export function orderOf(kind: Kind, place: Place): Order {
  if (kind.type === "date")
    return (a, b) => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0);
  if (kind.type === "duration") return (a, b) => durationOrder(a as Duration, b as Duration, place);
  return (a, b) => compareExact(a as Exact, b as Exact);
}

/** Minor units in a whole unit of the kind: 100 for USD, 1 for numbers. */
export function unitOf(kind: Kind): bigint {
  const currency = kind.type === "money" || kind.type === "rate" ? kind.currency : null;
  return currency === null ? 1n : 10n ** BigInt(minorDigits(currency));
}

function inUnits(kind: Kind, operand: Run, of: (x: Exact) => Exact): Run {
  const unit = unitOf(kind);
  if (unit === 1n) return (env) => of(operand(env) as Exact);
  const scale = exact(unit);
  return (env) => of((operand(env) as Exact).div(scale)).mul(scale);
}

function rounding(node: FunctionNode, operand: Run, places: Run | undefined): Run {
  // The checker has made sure that the decimals are a constant whole number.
  const count = places === undefined ? 0 : Number(places({} as Environment));
  return inUnits(node.kind, operand, (x) => roundToPlaces(bounded(x, node.place), count));
}

function calendarPart(part: "year" | "month" | "day", operand: Run, place: Place): Run {
  return (env) => {
    const date = operand(env) as number;
    if (date === NEVER) throw modelError(place, "never", `\`never\` has no ${part}`);
    return whole(BigInt(toCivil(date)[part]));
  };
}

function dayOf(args: readonly Run[], place: Place): Run {
  return (env) => {
    const [year, month, day] = args.map((arg) => arg(env) as Exact) as [Exact, Exact, Exact];
    const [y, m, d] = [year, month, day].map((x) => (x.d === 1n && x.s > 0n ? Number(x.n) : 0)) as [
      number,
      number,
      number,
    ];
    if (y < 1 || y > 9999) throw modelError(place, "no-such-date", "a year is a whole number from 1 to 9999");
    if (m < 1 || m > 12) throw modelError(place, "no-such-date", "a month is a whole number from 1 to 12");
    if (d < 1 || d > daysInMonth(y, m)) {
      throw modelError(place, "no-such-date", `month ${m} of ${y} has days 1 to ${daysInMonth(y, m)}`);
    }
    return toEpochDay(y, m, d);
  };
}

function dueBefore(args: readonly Run[], place: Place): Run {
  const [date, from, every] = args as [Run, Run, Run];
  return (env) => {
    const [before, anchor, period] = [date(env) as number, from(env) as number, every(env) as Duration];
    if (before === NEVER || anchor === NEVER) throw modelError(place, "no-such-date", "no date comes before `never`");
    if (period.months < 0 || period.days < 0 || (period.months === 0 && period.days === 0)) {
      throw modelError(place, "period-not-positive", "a calendar's period leads forward");
    }
    return lastBefore(anchor, period, before);
  };
}

const MEAN_YEAR = exact(3652425n, 10000n);

function yearsOf(length: Duration): Exact {
  const months = exact(length.months, 12);
  return length.days === 0 ? months : months.add(exact(length.days).div(MEAN_YEAR));
}
