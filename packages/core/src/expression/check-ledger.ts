/** Sums over the ledger: their filters, their currency, and `npv`. */

import { didYouMean } from "../nearest.ts";
import { DATE, exact, isCurrency, type Kind, money, NUMBER, PARTY } from "../quantity/index.ts";
import { type Bound, bind, type Call } from "./check-functions.ts";
import { allowed, type Checker, checkAs, placeOf, quoted, report } from "./checker.ts";
import { FUNCTION_BY_NAME, type FunctionEntry } from "./functions.ts";
import type { Expression, LedgerFilter, LedgerQuantity, LedgerSum, Syntax } from "./tree.ts";

export function checkSum(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const sum = readSum(checker, call, bound);
  return sum && { node: "sum", kind: money(sum.currency), sum, place: placeOf(checker, call.span) };
}

function readSum(checker: Checker, call: Call, bound: Bound): LedgerSum | undefined {
  if (!allowed(checker, "ledger", call.span, quoted(checker, call))) return undefined;
  const before = checker.problems.length;
  const given = (name: string, kind: Kind): Expression | undefined => {
    const syntax = bound.named.get(name);
    return syntax && checkAs(checker, syntax, kind);
  };
  const category = readCategory(checker, bound.named.get("for"));
  const party = given("party", PARTY);
  const [from, to] = [given("from", PARTY), given("to", PARTY)];
  const on = given("on", DATE);
  const [since, until] = readSpan(checker, bound, given);
  const { currency, convert, chosen } = readCurrency(checker, bound);
  if (checker.problems.length > before) return undefined;
  const filter: LedgerFilter = {
    ...(category === undefined ? {} : { category }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(on === undefined ? {} : { on }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const quantity = call.name as LedgerQuantity;
  return { quantity, filter, ...(party === undefined ? {} : { party }), currency, convert, ...(chosen && { chosen }) };
}

/** A word as it stands, or a text in quotes. */
export function wordOf(syntax: Syntax): string | undefined {
  if (syntax.node === "name" && syntax.path.length === 1) return syntax.path[0];
  if (syntax.node === "literal" && syntax.kind.type === "text") return syntax.value as string;
  return undefined;
}

function readCategory(checker: Checker, syntax: Syntax | undefined): string | undefined {
  if (syntax === undefined) return undefined;
  const name = wordOf(syntax);
  const known = checker.scope.categories();
  if (name === undefined) {
    return report(checker, syntax.span, "expected-category", "expected the name of a category", {
      help: ["write `for: rent`"],
    });
  }
  if (known.includes(name)) return name;
  return report(checker, syntax.span, "unknown-category", `nothing is owed or paid for \`${name}\``, {
    label: "no such category",
    help: didYouMean(name, known),
    notes: known.length > 0 ? [`categories: ${known.join(", ")}`] : [],
  });
}

type Given = (name: string, kind: Kind) => Expression | undefined;

/** `since` and `until`, or both from `year`; `on` and `year` stand alone. */
function readSpan(checker: Checker, bound: Bound, given: Given): [Expression | undefined, Expression | undefined] {
  const names = ["on", "year", "since", "until"].filter((name) => bound.named.has(name));
  const alone = names.find((name) => name === "on" || name === "year");
  if (alone !== undefined && names.length > 1) {
    const other = names.find((name) => name !== alone) as string;
    const span = (bound.named.get(other) as Syntax).span;
    report(checker, span, "dates-twice", `\`${other}\` cannot be given beside \`${alone}\``);
  }
  const year = given("year", NUMBER);
  if (year === undefined) return [given("since", DATE), given("until", DATE)];
  return [dayOfYear(year, 1, 1), dayOfYear(year, 12, 31)];
}

function dayOfYear(year: Expression, month: number, day: number): Expression {
  const number = (text: number): Expression => ({
    node: "literal",
    kind: NUMBER,
    value: exact(text),
    place: year.place,
  });
  return { node: "function", name: "day_of", kind: DATE, args: [year, number(month), number(day)], place: year.place };
}

function readCurrency(checker: Checker, bound: Bound): Pick<LedgerSum, "currency" | "convert" | "chosen"> {
  const [into, only] = [bound.named.get("in"), bound.named.get("currency")];
  if (into !== undefined && only !== undefined) {
    report(checker, only.span, "currency-twice", "`currency` cannot be given beside `in`", {
      help: ["`in: USD` converts every posting; `currency: USD` takes in those in USD only"],
    });
  }
  const syntax = into ?? only;
  if (syntax === undefined) return { currency: checker.scope.currency, convert: false };
  const name = wordOf(syntax) ?? "";
  if (!isCurrency(name)) {
    const capitals = name.toUpperCase();
    report(checker, syntax.span, "unknown-currency", `unknown currency ${quoted(checker, syntax)}`, {
      label: "no such currency",
      help: isCurrency(capitals) ? [`did you mean \`${capitals}\`?`] : [],
    });
  }
  return { currency: name, convert: into !== undefined, chosen: true };
}

export function checkNpv(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const inner = bound.named.get("sum") as Syntax;
  const rate = checkAs(checker, bound.named.get("rate") as Syntax, NUMBER);
  const isSum = inner.node === "call" && ["paid", "due", "net"].includes(inner.name);
  if (!isSum) {
    return report(checker, inner.span, "expected-sum", "`npv` takes a sum over dated postings", {
      label: "not such a sum",
      help: ["write `npv(paid(…), 5%)`, or `due(…)` or `net(party)`"],
    });
  }
  const parts = bind(checker, inner, FUNCTION_BY_NAME.get(inner.name) as FunctionEntry);
  const sum = parts && readSum(checker, inner, parts);
  if (sum === undefined || rate === undefined) return undefined;
  return { node: "npv", kind: money(sum.currency), sum, rate, place: placeOf(checker, call.span) };
}
