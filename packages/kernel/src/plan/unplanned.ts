/** What a plan cannot hold: why, where in the file, and the warning that says so before anything is run. */
import type { Model, Place, Problem } from "@steppe/core";
import type { Effect } from "@steppe/core/statechart/chart.ts";
import { effectsOf } from "../asked.ts";
import { type ChartLayout, itemsOf, layoutOf, tooManyIn } from "./chart-layout.ts";

/** Why a model cannot be planned: it runs on the World. */
export interface Unplanned {
  readonly reason: string;
  /** Of the machine or the posting: the first that is too many. */
  readonly place?: Place;
}

/** The ledger is a grid of parties, categories and currencies; past this many totals it is too large to set back. */
const MOST_TOTALS = 20_000;

/** A ledger that is too large, with the posting whose category or currency is the first too many. */
export const unplannedLedger = (parties: number, layouts: Iterable<ChartLayout>): Unplanned | undefined =>
  tooManyTotals(parties, effectsIn(layouts));

/** Of what can come about at all. */
function* effectsIn(layouts: Iterable<ChartLayout>): Iterable<Effect> {
  for (const { table } of layouts) {
    for (const item of itemsOf(table)) if (item.is === "effect") yield item.effect;
  }
}

function tooManyTotals(parties: number, effects: Iterable<Effect>): Unplanned | undefined {
  const categories = new Set<string>();
  const currencies = new Set<string>();
  let place: Place | undefined;
  const totals = (): number => parties ** 2 * categories.size * currencies.size;
  for (const effect of effects) {
    if (effect.do !== "owe" && effect.do !== "pay") continue;
    categories.add(effect.category);
    const { kind } = effect.amount;
    if (kind.type === "money") currencies.add(kind.currency);
    if (totals() > MOST_TOTALS) place ??= effect.place;
  }
  if (!place) return undefined;
  const grid = `parties: ${parties} by ${parties}, categories: ${categories.size}, currencies: ${currencies.size}`;
  return { reason: `the ledger has ${totals()} possible totals, more than ${MOST_TOTALS} (${grid})`, place };
}

/** Why a model cannot be made into code; undefined where it can. Machines are unfolded only where it is close. */
export function unplannedIn(model: Model): Unplanned | undefined {
  for (const chart of model.charts.values()) {
    const tooMany = tooManyIn(chart);
    if (tooMany) return tooMany;
  }
  // What is written is at least what can come about.
  if (!tooManyTotals(model.parties.size, effectsOf(model))) return undefined;
  const layouts: ChartLayout[] = [];
  for (const chart of model.charts.values()) {
    const layout = layoutOf(chart);
    if ("reason" in layout) return layout;
    layouts.push(layout);
  }
  return unplannedLedger(model.parties.size, layouts);
}

/** A warning for what only the World can run. */
export function unplannedProblem({ reason, place }: Unplanned): Problem {
  return {
    code: "not-compiled",
    severity: "warning",
    message: `many paths of this cannot be run by code: ${reason}`,
    ...(place && { place, label: "the first that is too many" }),
    help: ["`steppe run FILE --paths N --engine world` runs it, slowly"],
  };
}
