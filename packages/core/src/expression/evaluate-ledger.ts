/** Sums over the ledger so far, and what they are worth on the first day. */
import type { Place } from "../problem.ts";
import { type Exact, exact, roundHalfEven, ZERO } from "../quantity/index.ts";
import { add, divide, multiply, whole } from "./arithmetic.ts";
import { minorRatio, type Run } from "./evaluate.ts";
import { discountFactor } from "./inexact.ts";
import type { Environment, Expression, LedgerQuery, LedgerSum } from "./tree.ts";

type Part = (expression: Expression) => Run;

export function compileSum(node: Extract<Expression, { node: "sum" }>, part: Part): Run {
  const { sum, place } = node;
  const query = compileQuery(sum, part);
  if (!sum.convert) return (env) => whole(env.ledgerSum(query(env)));
  return (env) => flow(env, sum, query(env), place, (amount) => amount);
}

export function compileNpv(node: Extract<Expression, { node: "npv" }>, part: Part): Run {
  const { sum, place } = node;
  const query = compileQuery(sum, part);
  const rate = part(node.rate);
  return (env) => {
    const asked = query(env);
    const yearly = rate(env) as Exact;
    const factors = new Map<number, Exact>();
    const worth = flow(env, sum, asked, place, (amount, date) => {
      const days = date - env.start;
      let factor = factors.get(days);
      if (factor === undefined) {
        factor = discountFactor(yearly, days, place);
        factors.set(days, factor);
      }
      return multiply(amount, factor, place);
    });
    return whole(roundHalfEven(worth));
  };
}

/** Each posting taken in, converted at its date's rate when asked, put through `of` and added up. */
function flow(
  env: Environment,
  sum: LedgerSum,
  query: LedgerQuery,
  place: Place,
  of: (amount: Exact, date: number) => Exact,
): Exact {
  let total: Exact = ZERO;
  for (const { date, currency, minor } of env.ledgerFlow(query)) {
    let amount: Exact = exact(minor);
    if (currency !== sum.currency) {
      const atPar = multiply(amount, minorRatio(currency, sum.currency), place);
      amount = divide(atPar, env.rate(currency, sum.currency, date, place), place, "the rate");
    }
    total = add(total, of(amount, date), place);
  }
  return total;
}

function compileQuery(sum: LedgerSum, part: Part): (env: Environment) => LedgerQuery {
  const { filter, quantity } = sum;
  const fixed = {
    quantity,
    ...(filter.category === undefined ? {} : { category: filter.category }),
    ...(sum.convert ? {} : { currency: sum.currency }),
  };
  const asked = (
    [
      ["from", filter.from],
      ["to", filter.to],
      ["party", sum.party],
      ["since", filter.on ?? filter.since],
      ["until", filter.on === undefined ? filter.until : undefined],
    ] as const
  ).flatMap(([name, expression]) => (expression === undefined ? [] : [[name, part(expression)] as const]));
  if (asked.length === 0) return () => fixed;
  const isOn = filter.on !== undefined;
  return (env) => {
    const query: Record<string, unknown> = { ...fixed };
    for (const [name, run] of asked) query[name] = run(env);
    // One evaluation of `on` bounds both sides.
    if (isOn) query.until = query.since;
    return query as unknown as LedgerQuery;
  };
}
