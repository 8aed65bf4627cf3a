/**
 * The journal for Beancount, version 2 and 3: https://beancount.github.io/docs/beancount_language_syntax.html
 *
 * Ends with a `balance` of every account, so that `bean-check` compares its sums with ours.
 */
import { addDuration, dateText, days, moneyText } from "../quantity/index.ts";
import { accountNames, distinct, type ExportedPosting, type JournalExport, oneLine } from "./export.ts";
import { type Leg, legs, shownNumber } from "./journal.ts";

const ROOTS: Readonly<Record<string, string>> = {
  assets: "Assets",
  liabilities: "Liabilities",
  expenses: "Expenses",
  revenues: "Income",
};

/** The whole journal as text, with a line break at its end. */
export function beancountText({ head, title, start, postings }: JournalExport): string {
  const accounts = distinct(postings.flatMap(({ posting }) => legs(posting).map(({ account }) => account)));
  const names = accountNames(accounts, accountName);
  const currencies = distinct(postings.map(({ posting }) => posting.currency));
  const lines = [
    ...head.map((line) => `; ${oneLine(line)}`),
    "",
    `option "title" ${quoted(title)}`,
    ...currencies.map((currency) => `option "operating_currency" "${currency}"`),
    "",
    ...currencies.map((currency) => `${dateText(start)} commodity ${currency}`),
    "",
    ...accounts.map((account) => `${dateText(start)} open ${names.get(account)}`),
    ...postings.map((one) => `\n${transaction(one, names)}`),
    ...closing(postings, names),
  ];
  return `${lines.join("\n")}\n`;
}

function transaction({ posting, cause, source }: ExportedPosting, names: ReadonlyMap<string, string>): string {
  const { date, category, verb, step, note, currency } = posting;
  const amounts = legs(posting).map((leg) => ({
    account: names.get(leg.account) as string,
    text: moneyText(leg.minor, currency),
  }));
  const width = Math.max(...amounts.map(({ account }) => account.length));
  const digits = Math.max(...amounts.map(({ text }) => text.length));
  return [
    `${dateText(date)} * ${quoted(category)} ${quoted(cause)}`,
    `  posting: ${shownNumber(posting)}`,
    `  step: ${step}`,
    `  verb: ${quoted(verb)}`,
    ...(note === undefined ? [] : [`  note: ${quoted(note)}`]),
    ...(source === undefined ? [] : [`  source: ${quoted(source)}`]),
    ...amounts.map(({ account, text }) => `  ${account.padEnd(width)}  ${text.padStart(digits)} ${currency}`),
  ].join("\n");
}

/** A balance holds at the start of its day: these stand on the day after the last posting. */
function closing(postings: readonly ExportedPosting[], names: ReadonlyMap<string, string>): readonly string[] {
  const last = postings.at(-1);
  if (!last) return [];
  const sums = new Map<string, Leg>();
  for (const leg of postings.flatMap(({ posting }) => legs(posting))) {
    const key = `${leg.account}\n${leg.currency}`;
    sums.set(key, { ...leg, minor: (sums.get(key)?.minor ?? 0n) + leg.minor });
  }
  const date = dateText(addDuration(last.posting.date, days(1)));
  const lines = [...sums.values()].map(
    ({ account, currency, minor }) =>
      `${date} balance ${names.get(account)}  ${moneyText(minor, currency)} ${currency}`,
  );
  return ["", ...lines.sort()];
}

/** Parts begin with a capital or a digit and have letters, digits and hyphens only. */
function accountName(account: string): string {
  const [root = "", ...parts] = account.split(":");
  const shaped = parts.map((part) => {
    const plain = part.normalize("NFC").replace(/[^\p{L}\p{Nd}]+/gu, "-");
    const first = plain.charAt(0).toUpperCase();
    return /^[\p{Lu}\p{Nd}]/u.test(first) ? first + plain.slice(1) : `X${plain}`;
  });
  return [ROOTS[root], ...shaped].join(":");
}

const quoted = (text: string): string => `"${oneLine(text).replace(/[\\"]/g, "\\$&")}"`;
