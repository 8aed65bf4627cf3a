/** Debts between actors: who owes, and who else pays between the same parties under the same category. */
import type { Effect } from "@steppe/core/statechart/chart.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import { type PossiblePosting, possiblePostings } from "../plan/possible.ts";
import { possibleTotals } from "../plan/totals.ts";
import type { Note } from "./note.ts";

type Posting = Effect & { do: "owe" | "pay" };

export interface Debts {
  /**
   * Why the order between a posting of an actor and those of others matters: a payment settles what is owed by then.
   * Undefined where none of them owes what another pays.
   */
  shared(actor: PlannedActor, posting: Posting): Note | undefined;
  /** The totals that a posting of an actor can go to. */
  totals(actor: PlannedActor, posting: Posting): ReadonlySet<number>;
}

export function debtsOf({ model, layouts, actors, ledger }: Plan): Debts {
  const all = possiblePostings(model, layouts);
  const by = ({ index }: PlannedActor, posting: Posting): readonly PossiblePosting[] =>
    all.filter((one) => one.by === index && isOf(one, posting));
  return {
    totals: (actor, posting) => possibleTotals(ledger, by(actor, posting)),
    shared(actor, posting) {
      const { index } = actor;
      const own = by(actor, posting);
      const other = all.find((one) => one.by !== index && own.some((mine) => meet(mine, one)));
      if (!other) return undefined;
      const who = other.by === undefined ? "an opened actor" : `\`${actors[other.by]?.name}\``;
      const [owes, pays] = other.verb === "owe" ? [who, "it"] : ["it", who];
      return { text: `${owes} may owe what ${pays} pays under \`${posting.category}\``, place: posting.place };
    },
  };
}

function isOf({ verb, category, currency }: PossiblePosting, posting: Posting): boolean {
  const { kind } = posting.amount;
  return verb === posting.do && category === posting.category && kind.type === "money" && currency === kind.currency;
}

/** Whether two go to one total, and one of them books a debt that the other may settle. */
function meet(a: PossiblePosting, b: PossiblePosting): boolean {
  const same = (x: string | undefined, y: string | undefined): boolean => x === undefined || y === undefined || x === y;
  if (a.verb === b.verb) return false;
  return a.category === b.category && a.currency === b.currency && same(a.from, b.from) && same(a.to, b.to);
}
