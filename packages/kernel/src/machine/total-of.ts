/** The total of the ledger that a posting goes to. */
import type { Kind } from "@steppe/core";
import type { Effect } from "@steppe/core/statechart/chart.ts";
import { type Expr, i32 } from "../code/index.ts";
import type { Plan } from "../plan/plan.ts";
import { totalNumber } from "../plan/totals.ts";
import { wordOf } from "./constant-word.ts";
import { n } from "./kit.ts";

/** Its number, where payer and payee are known; else code for it. */
export function totalOf(
  { ledger, texts }: Plan,
  effect: Effect & { do: "owe" | "pay" },
  from: Expr<"i32">,
  to: Expr<"i32">,
): number | Expr<"i32"> {
  const category = ledger.categories.indexOf(effect.category);
  const kind = effect.amount.kind as Extract<Kind, { type: "money" }>;
  const currency = ledger.currencies.indexOf(kind.currency);
  for (const [index, name] of ledger.parties.entries()) {
    if (texts.number(name) !== index + 1) throw new Error(`party ${name} has no place of its own`);
  }
  // Parties are the first names of all, after the empty one: their numbers less one are their places.
  const party = (code: Expr<"i32">): Expr<"i32"> => i32.sub(code, n(1));
  const total = i32.add(
    i32.mul(
      i32.add(i32.mul(party(from), n(ledger.parties.length)), party(to)),
      n(ledger.categories.length * ledger.currencies.length),
    ),
    n(totalNumber(ledger, 0, 0, category, currency)),
  );
  return wordOf(total) ?? total;
}
