/** Money in columns: exact, grouped, on its decimal point, in a column that keeps its width. */
import { groupThousands, minorDigits, moneyText, type World } from "@steppe/core";
import type { History } from "@steppe/walk";
import { grown } from "./grown.ts";

/** An amount with as many places after the point as `places`: blanks where its currency has fewer. */
export function amountText(minor: bigint, currency: string, places: number): string {
  const text = groupThousands(moneyText(minor, currency));
  const own = minorDigits(currency);
  const missing = places === 0 ? 0 : own === 0 ? places + 1 : places - own;
  return `${text}${" ".repeat(Math.max(0, missing))} ${currency}`;
}

interface Postings {
  upTo: number;
  /** Columns of the widest amount, without its currency. */
  widest: number;
  places: number;
}

const amounts = grown<Postings>(
  () => ({ upTo: 0, widest: 0, places: 0 }),
  (own, _step, { journal }) => {
    for (; own.upTo < journal.postings.length; own.upTo++) {
      const posting = journal.postings.at(own.upTo);
      if (!posting) continue;
      own.places = Math.max(own.places, minorDigits(posting.currency));
      own.widest = Math.max(own.widest, groupThousands(moneyText(posting.minor, posting.currency)).length);
    }
  },
);

export interface AmountColumn {
  /** With the currency after it. */
  readonly width: number;
  /** As wide as what is known needs, and no wider. */
  readonly tight: number;
  readonly places: number;
}

const CURRENCY = " USD".length;

/** By groups of thousands: one more digit does not move a column. */
const grouped = (width: number): number => Math.ceil(width / 4) * 4;

/** The column that single postings of a history stand in. */
export function postingColumn(history: History): AmountColumn {
  const { widest, places } = amounts(history);
  return { width: Math.max(widest, 12) + CURRENCY, tight: widest + CURRENCY, places };
}

/** The column that sums over a history stand in. */
export function sumColumn(history: History): AmountColumn {
  const { places } = amounts(history);
  const widest = widestTotal(history.newest);
  return { width: grouped(Math.max(widest, 15)) + 1 + CURRENCY, tight: widest + 1 + CURRENCY, places };
}

const totals = new WeakMap<World["journal"], number>();

function widestTotal({ journal }: World): number {
  let widest = totals.get(journal);
  if (widest === undefined) {
    widest = 0;
    const sums = new Map<string, bigint>();
    for (const { currency, paid, due } of journal.totals.values()) {
      sums.set(currency, (sums.get(currency) ?? 0n) + paid + due);
    }
    for (const [currency, sum] of sums) widest = Math.max(widest, groupThousands(moneyText(sum, currency)).length);
    totals.set(journal, widest);
  }
  return widest;
}
