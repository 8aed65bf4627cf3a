/** Which totals of the ledger a sum takes in. */
import type { Expression, LedgerSum } from "@steppe/core";
import type { LedgerPlan } from "./plan.ts";
import { totalNumber } from "./totals.ts";

/** Totals of all currencies between two parties under a category. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly category: number;
  /** 1 as it is, -1 against. */
  readonly sign: 1 | -1;
}

/** The cells of a sum; `party`: which parties an expression may name, all where there is none; undefined: unknown. */
export function cellsOf(
  { parties, categories }: LedgerPlan,
  { filter, quantity, party: own }: LedgerSum,
  party: (expression: Expression) => readonly number[] | undefined,
): readonly Cell[] | undefined {
  const all = parties.map((_, index) => index);
  const named = (expression: Expression | undefined) => (expression ? party(expression) : all);
  const [payers, payees, one] = [named(filter.from), named(filter.to), named(own)];
  if (!payers || !payees || !one) return undefined;
  const wanted = categories.flatMap((name, index) =>
    filter.category === undefined || filter.category === name ? [index] : [],
  );
  const signOf = (from: number, to: number): number => {
    if (quantity !== "net") return 1;
    return Number(one.includes(to)) - Number(one.includes(from));
  };
  return payers.flatMap((from) =>
    payees.flatMap((to) => {
      const sign = signOf(from, to);
      return sign === 1 || sign === -1 ? wanted.map((category) => ({ from, to, category, sign }) as const) : [];
    }),
  );
}

export const numberOf = (ledger: LedgerPlan, { from, to, category }: Cell, currency: number): number =>
  totalNumber(ledger, from, to, category, currency);

/** Of the cells of a currency those that anything can be posted to. */
export const possibleCells = (ledger: LedgerPlan, cells: readonly Cell[], currency: number): readonly Cell[] =>
  cells.filter((cell) => ledger.possible.has(numberOf(ledger, cell, currency)));
