/** Sums over the ledger so far, and what they are worth on the first day. */
import { ModelError, type Place } from "../problem.ts";
import { type Exact, exact, roundHalfEven, ZERO } from "../quantity/index.ts";
import { add, divide, multiply, whole } from "./arithmetic.ts";
import { minorRatio, type Run } from "./evaluate.ts";
import { discountFactor } from "./inexact.ts";
import type { Environment, Expression, LedgerQuery, LedgerSum } from "./tree.ts";

type Part = (expression: Expression) => Run;

export function compileSum(node: Extract<Expression, { node: "sum" }>, part: Part): Run {
  const { sum, place } = node;
  const query = compileQuery(sum, part);
  if (!sum.convert) {
    return (env) => {
      const asked = query(env);
      if (!sum.chosen) refuseMixed(env, sum, asked, place);
      return whole(env.ledgerSum(asked));
    };
  }
  // What is owed is owed today: it is worth what today's rate makes of it, whenever it was booked.
  if (sum.quantity === "owed") return (env) => outstanding(env, sum, query(env), place);
  return (env) => flow(env, sum, query(env), place, (amount) => amount);
}

export function compileNpv(node: Extract<Expression, { node: "npv" }>, part: Part): Run {
  const { sum, place } = node;
  const query = compileQuery(sum, part);
  const rate = part(node.rate);
  return (env) => {
    const asked = query(env);
    if (!sum.convert && !sum.chosen) refuseMixed(env, sum, asked, place);
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

/** Nothing adds up two currencies unasked: what was posted in another one makes the model go wrong, not the sum smaller. */
function refuseMixed(env: Environment, sum: LedgerSum, { currency: _one, ...query }: LedgerQuery, place: Place): void {
  for (const currency of env.ledgerCurrencies(query).keys()) {
    if (currency === sum.currency) continue;
    throw new ModelError({
      code: "mixed-currencies",
      severity: "error",
      message: `this sum is in ${sum.currency}, and some of it is posted in ${currency}`,
      place,
      label: "two currencies",
      help: [
        `write \`in: ${sum.currency}\` to convert each posting at its date's rate`,
        `write \`currency: ${sum.currency}\` or \`currency: ${currency}\` where one of them is meant`,
      ],
    });
  }
}

function outstanding(env: Environment, sum: LedgerSum, query: LedgerQuery, place: Place): Exact {
  let total: Exact = ZERO;
  for (const [currency, minor] of env.ledgerCurrencies(query)) {
    total = add(total, converted(env, sum, currency, minor, env.today, place), place);
  }
  return total;
}

function converted(
  env: Environment,
  sum: LedgerSum,
  currency: string,
  minor: bigint,
  date: number,
  place: Place,
): Exact {
  if (currency === sum.currency) return exact(minor);
  const atPar = multiply(exact(minor), minorRatio(currency, sum.currency), place);
  return divide(atPar, env.rate(currency, sum.currency, date, place), place, "the rate");
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
    total = add(total, of(converted(env, sum, currency, minor, date, place), date), place);
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
