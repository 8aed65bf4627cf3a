/** The journal as CSV (RFC 4180): one row a posting, in the order of the journal. */
import { dateText, moneyText } from "../quantity/index.ts";
import type { JournalExport } from "./export.ts";
import { shownNumber } from "./journal.ts";

const COLUMNS = [
  "posting",
  "date",
  "verb",
  "from",
  "to",
  "category",
  "amount",
  "currency",
  "settled",
  "step",
  "cause",
  "note",
  "source",
];

/** Rows end with CR LF, as the RFC says. Amounts are plain decimals with a dot. */
export function csvText({ postings }: Pick<JournalExport, "postings">): string {
  const rows = postings.map(({ posting, cause, source }) => [
    String(shownNumber(posting)),
    dateText(posting.date),
    posting.verb,
    posting.from,
    posting.to,
    posting.category,
    moneyText(posting.minor, posting.currency),
    posting.currency,
    moneyText(posting.settled, posting.currency),
    String(posting.step),
    cause,
    posting.note ?? "",
    source ?? "",
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
