/** The running totals of the ledger: a grid of parties, categories and currencies. */
import type { LedgerPlan } from "./plan.ts";
import type { PossiblePosting } from "./possible.ts";

/** Which total of the grid it is. */
export function totalNumber(
  { parties, categories, currencies }: Pick<LedgerPlan, "parties" | "categories" | "currencies">,
  from: number,
  to: number,
  category: number,
  currency: number,
): number {
  return ((from * parties.length + to) * categories.length + category) * currencies.length + currency;
}

/** The totals that these can go to. */
export function possibleTotals(
  plan: Omit<LedgerPlan, "possible">,
  postings: readonly PossiblePosting[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const places = (party: string | undefined): readonly number[] =>
    party === undefined ? plan.parties.map((_, index) => index) : [plan.parties.indexOf(party)];
  for (const { from, to, category, currency } of postings) {
    for (const f of places(from)) {
      for (const t of places(to)) {
        found.add(totalNumber(plan, f, t, plan.categories.indexOf(category), plan.currencies.indexOf(currency)));
      }
    }
  }
  return found;
}
