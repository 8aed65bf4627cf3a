/** The inspector of a sum of the ledger: what it comes to, and the postings it is the sum of. */
import { dateText, type Posting, shownNumber } from "@steppe/core";
import { worldAt } from "@steppe/walk";
import { counted, oneLine } from "../../views/text.ts";
import { widthOf } from "./fit.ts";
import { amountText } from "./money.ts";
import type { Subject, TotalOf, View } from "./pane.ts";
import type { Writer } from "./writer.ts";

type Total = Subject & { readonly of: "total" };

export const TOTAL_NAMES: Readonly<Record<TotalOf, string>> = {
  paid: "paid so far",
  owed: "owed and not yet paid",
  net: "received less paid",
};

/** Of more postings than these only the newest are listed. */
const LISTED = 400;

interface Part {
  readonly posting: Posting;
  /** What it adds to the sum. */
  readonly minor: bigint;
}

/** What a posting adds to a sum; undefined where it is no part of it. */
function addedBy({ total, name, currency }: Total, posting: Posting): bigint | undefined {
  const { verb, category, from, to, minor, settled } = posting;
  if (posting.currency !== currency) return undefined;
  if (total === "net") {
    if (verb !== "pay" || from === to) return undefined;
    return to === name ? minor : from === name ? -minor : undefined;
  }
  if (category !== name) return undefined;
  if (total === "paid") return verb === "pay" ? minor : undefined;
  if (verb === "owe") return minor;
  return settled > 0n ? -settled : undefined;
}

export function writeTotal(writer: Writer, { walk }: View, total: Total): void {
  const world = worldAt(walk);
  const { journal, today } = world;
  const parts: Part[] = [];
  for (const posting of journal.postings) {
    const minor = addedBy(total, posting);
    if (minor !== undefined) parts.push({ posting, minor });
  }
  const added = parts.reduce((sum, { minor }) => sum + minor, 0n);
  const amount = (minor: bigint): string => amountText(minor, total.currency, 0);
  writer.text(`${oneLine(total.name)}: ${amount(added)}`, { style: "strong" });
  writer.text(`${TOTAL_NAMES[total.total]}, as of ${dateText(today)}`, { indent: 2, style: "dim" });
  writer.head(
    parts.length === 0 ? "No posting so far" : `The sum of ${counted(parts.length, "posting")}, the newest first`,
  );
  const shown = parts.slice(-LISTED).reverse();
  const width = Math.max(0, ...shown.map(({ minor }) => widthOf(amount(minor))));
  for (const { posting, minor } of shown) {
    const between = `${oneLine(posting.from)} to ${oneLine(posting.to)}`;
    const what = total.total === "net" ? `${oneLine(posting.category)}, ${between}` : between;
    writer.fact(dateText(posting.date), amount(minor).padStart(width), `posting ${shownNumber(posting)}: ${what}`, 10);
  }
  if (parts.length > LISTED) writer.text(`and ${parts.length - LISTED} earlier ones`, { indent: 2, style: "dim" });
}
