/** Sums over the ledger, held against what the machines of the scenario can post, and in which currencies. */
import { visit } from "../expression/index.ts";
import type { LedgerSum } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { effectsOf } from "./compile-wiring.ts";
import type { Model } from "./model.ts";
import { usesIn } from "./uses.ts";

export function checkSums(model: Model, problems: Problems): void {
  const posted = currenciesPosted(model);
  for (const { expression } of usesIn(model)) {
    visit(expression, (node) => {
      if (node.node !== "sum" && node.node !== "npv") return;
      // Who pays whom is known only when it is run: then a missing rate is the model's going wrong.
      if (node.sum.party || node.sum.filter.from || node.sum.filter.to) return;
      const others = [...posted]
        .filter(([category]) => node.sum.filter.category === undefined || category === node.sum.filter.category)
        .flatMap(([, currencies]) => [...currencies])
        .filter((currency) => currency !== node.sum.currency);
      const distinct = [...new Set(others)].sort();
      if (node.sum.convert) checkRates(model, node.sum, distinct, node.place, problems);
      else if (!node.sum.chosen && distinct.length > 0) refuseOthers(node.sum, distinct, node.place, problems);
    });
  }
}

/** Category → currencies in which some machine in use owes or pays under it. */
function currenciesPosted(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const posted = new Map<string, Set<string>>();
  for (const chart of model.charts.values()) {
    for (const effect of effectsOf(chart)) {
      if ((effect.do !== "owe" && effect.do !== "pay") || effect.amount.kind.type !== "money") continue;
      const known = posted.get(effect.category) ?? new Set();
      posted.set(effect.category, known.add(effect.amount.kind.currency));
    }
  }
  return posted;
}

function checkRates(
  { rates }: Model,
  { currency }: LedgerSum,
  others: readonly string[],
  place: Place,
  problems: Problems,
): void {
  for (const other of others) {
    if (rates.has(`${other}/${currency}`) || rates.has(`${currency}/${other}`)) continue;
    problems.error(
      "no-rate",
      place,
      `no rate between ${other} and ${currency} is known, and some of this is posted in ${other}`,
      {
        help: [`give one under \`rates\`: \`${other}/${currency}: {YYYY-MM-DD: …}\``],
      },
    );
  }
}

function refuseOthers({ currency }: LedgerSum, others: readonly string[], place: Place, problems: Problems): void {
  const [other = currency] = others;
  problems.error(
    "mixed-currencies",
    place,
    `this sum is in ${currency}, and some of it is posted in ${others.join(", ")}`,
    {
      label: "two currencies",
      help: [
        `write \`in: ${currency}\` to convert each posting at its date's rate`,
        `write \`currency: ${currency}\` or \`currency: ${other}\` where one of them is meant`,
      ],
    },
  );
}
