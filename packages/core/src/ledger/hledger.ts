/**
 * The journal for hledger: https://hledger.org/1.25/hledger.html#journal-format
 *
 * Accounts, commodities and payees are declared, so that `hledger check --strict` and
 * `hledger check payees` hold. A transaction's code is the number of its posting.
 */
import { dateText, minorDigits, moneyText } from "../quantity/index.ts";
import { accountNames, distinct, type ExportedPosting, type JournalExport, oneLine } from "./export.ts";
import { legs, shownNumber } from "./journal.ts";

/** hledger's account types by our roots; the cash accounts are its own type "Cash". */
const TYPES: Readonly<Record<string, string>> = { assets: "A", liabilities: "L", expenses: "X", revenues: "R" };

/** The whole journal as text, with a line break at its end. */
export function hledgerText({ head, title, postings }: JournalExport): string {
  const accounts = distinct(postings.flatMap(({ posting }) => legs(posting).map(({ account }) => account)));
  const names = accountNames(accounts, accountName);
  const currencies = distinct(postings.map(({ posting }) => posting.currency));
  const payees = distinct(postings.map(({ posting }) => payeeOf(posting.category)));
  const lines = [
    ...[title, ...head].map((line) => `; ${oneLine(line)}`),
    "",
    ...currencies.map((currency) => `commodity ${sample(currency)}`),
    "",
    ...accounts.map((account) => `account ${names.get(account)}  ; type: ${typeOf(account)}`),
    "",
    ...payees.map((payee) => `payee ${payee}`),
  ];
  return `${[...lines, ...postings.map((one) => `\n${transaction(one, names)}`)].join("\n")}\n`;
}

function transaction({ posting, cause, source }: ExportedPosting, names: ReadonlyMap<string, string>): string {
  const { date, category, verb, step, note, currency } = posting;
  const what = oneLine(`${cause}${note === undefined ? "" : `, ${note}`}`).replace(/[;|]/g, ",");
  const amounts = legs(posting).map((leg) => ({
    account: names.get(leg.account) as string,
    text: moneyText(leg.minor, currency),
  }));
  const width = Math.max(...amounts.map(({ account }) => account.length));
  const digits = Math.max(...amounts.map(({ text }) => text.length));
  // A tag's value ends at a comma.
  const tags = [
    `verb: ${verb}`,
    `step: ${step}`,
    ...(source === undefined ? [] : [`source: ${oneLine(source).replace(/, ?/g, " ")}`]),
  ];
  return [
    `${dateText(date)} (${shownNumber(posting)}) ${payeeOf(category)} | ${what}`,
    `    ; ${tags.join(", ")}`,
    ...amounts.map(({ account, text }) => `    ${account.padEnd(width)}  ${text.padStart(digits)} ${currency}`),
  ].join("\n");
}

/** An account's parts have no colon, semicolon, nor two spaces together. */
function accountName(account: string): string {
  return oneLine(account).replace(/;/g, ",");
}

function typeOf(account: string): string {
  return account.startsWith("assets:") && account.endsWith(":cash")
    ? "C"
    : (TYPES[account.split(":")[0] as string] as string);
}

const payeeOf = (category: string): string => oneLine(category).replace(/[;|]/g, ",");

/** A declaration shows how many decimals a commodity has: `1000.00 USD`; without any a dot must stand, all the same. */
function sample(currency: string): string {
  const digits = minorDigits(currency);
  return `1000.${"0".repeat(digits)} ${currency}`;
}
