/** Calls: which argument is which parameter, and the kinds of the functions that neither read the ledger nor draw. */

import { didYouMean } from "../nearest.ts";
import {
  BOOLEAN,
  DATE,
  DURATION,
  type Exact,
  isCurrency,
  type Kind,
  kindText,
  money,
  NUMBER,
} from "../quantity/index.ts";
import { checkDraw } from "./check-draws.ts";
import { checkNpv, checkSum } from "./check-ledger.ts";
import { checkActorState, checkOwnState, checkStatePath } from "./check-names.ts";
import { allowed, type Checker, checkAs, isNumeric, isPlain, placeOf, quoted, report, unify } from "./checker.ts";
import { constantValue } from "./constant.ts";
import { FUNCTION_BY_NAME, type FunctionEntry } from "./functions.ts";
import type { Argument, Expression, Syntax } from "./tree.ts";

export type Call = Extract<Syntax, { node: "call" }>;

/** Arguments by the name of their parameter; those of a `rest` parameter in `rest`. */
export interface Bound {
  readonly named: ReadonlyMap<string, Syntax>;
  readonly rest: readonly Syntax[];
}

export function checkCall(checker: Checker, call: Call): Expression | undefined {
  const entry = FUNCTION_BY_NAME.get(call.name);
  if (entry === undefined) {
    return report(checker, call.nameSpan, "unknown-function", `unknown function \`${call.name}\``, {
      label: "no such function",
      help: didYouMean(call.name, FUNCTION_BY_NAME.keys()),
      notes: [`functions: ${[...FUNCTION_BY_NAME.keys()].join(", ")}`],
    });
  }
  const bound = bind(checker, call, entry);
  if (bound === undefined) return undefined;
  if (entry.group === "draws") return checkDraw(checker, call, bound);
  if (entry.group === "ledger") return checkSum(checker, call, bound);
  if (entry.group === "states") return checkState(checker, call, bound);
  return checkPure(checker, call, bound);
}

/** Matches arguments to parameters; reports every one that does not fit. */
export function bind(checker: Checker, call: Call, entry: FunctionEntry): Bound | undefined {
  const named = new Map<string, Syntax>();
  const rest: Syntax[] = [];
  const before = checker.problems.length;
  const open = entry.parameters.filter((p) => !p.named);
  let position = 0;
  for (const argument of call.args) {
    if (argument.name !== undefined) {
      bindNamed(checker, argument, entry, named);
      continue;
    }
    const parameter = open[position];
    if (parameter?.rest) rest.push(argument.value);
    else if (parameter === undefined) surplus(checker, argument, entry);
    else if (named.has(parameter.name)) twice(checker, argument, parameter.name);
    else named.set(parameter.name, argument.value);
    if (!parameter?.rest) position += 1;
  }
  for (const parameter of entry.parameters) {
    if (parameter.optional || named.has(parameter.name) || (parameter.rest && rest.length > 0)) continue;
    if (checker.problems.length > before) break;
    report(checker, call.span, "missing-argument", `\`${entry.name}\` lacks \`${parameter.name}\``, {
      help: [`write \`${entry.signature}\``],
    });
    break;
  }
  return checker.problems.length > before ? undefined : { named, rest };
}

function bindNamed(checker: Checker, argument: Argument, entry: FunctionEntry, named: Map<string, Syntax>): void {
  const name = argument.name as string;
  const span = argument.nameSpan ?? argument.value.span;
  const known = entry.parameters.filter((p) => !p.rest).map((p) => p.name);
  if (!known.includes(name)) {
    report(checker, span, "unknown-argument", `\`${entry.name}\` has no argument \`${name}\``, {
      label: "no such argument",
      help: [...didYouMean(name, known), `write \`${entry.signature}\``],
    });
  } else if (named.has(name)) twice(checker, argument, name);
  else named.set(name, argument.value);
}

function twice(checker: Checker, argument: Argument, name: string): void {
  report(checker, argument.nameSpan ?? argument.value.span, "argument-twice", `\`${name}\` is given twice`);
}

function surplus(checker: Checker, argument: Argument, entry: FunctionEntry): void {
  const byName = entry.parameters.filter((p) => p.named && p.name !== "as").map((p) => p.name);
  const hasNamed = entry.parameters.some((p) => p.named);
  const message = hasNamed
    ? `this argument of \`${entry.name}\` needs its name`
    : `\`${entry.name}\` takes fewer arguments`;
  const guess = namesFor(checker, argument.value).filter((name) => byName.includes(name));
  const text = quoted(checker, argument.value).slice(1, -1);
  const written = guess.map((name) => `\`${name}: ${text}\``).join(" or ");
  const code = hasNamed ? "argument-needs-name" : "too-many-arguments";
  report(checker, argument.value.span, code, message, {
    label: "one too many",
    help: [`write ${written === "" ? `\`${entry.signature}\`` : written}`],
  });
}

/** Which arguments of a sum over the ledger a value without a name could be. */
function namesFor(checker: Checker, syntax: Syntax): readonly string[] {
  if (syntax.node === "literal" && syntax.kind.type === "date") return ["on", "since"];
  const text = quoted(checker, syntax).slice(1, -1);
  if (syntax.node === "literal") return /^[12]\d{3}$/.test(text) ? ["year"] : [];
  if (syntax.node !== "name") return [];
  if (text === "today") return ["on", "until"];
  if (isCurrency(text)) return ["in", "currency"];
  const meaning = checker.scope.lookup(text);
  const kind = meaning && "kind" in meaning ? meaning.kind.type : meaning?.is;
  if (kind === "date") return ["on", "since"];
  return kind === "party" ? ["from", "to"] : [];
}

function checkState(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const place = placeOf(checker, call.span);
  const state = bound.named.get("state") as Syntax;
  const what = quoted(checker, call);
  if (call.name === "in") {
    if (!allowed(checker, "own", call.span, what)) return undefined;
    const found = checkOwnState(checker, state);
    return found === undefined ? undefined : { node: "in", kind: BOOLEAN, state: found, place };
  }
  if (call.name === "is") {
    if (!allowed(checker, "remote", call.span, what)) return undefined;
    const found = checkActorState(checker, bound.named.get("actor") as Syntax, state);
    return found && { node: "is", kind: BOOLEAN, state: found, place };
  }
  if (!allowed(checker, "history", call.span, what)) return undefined;
  const found = checkStatePath(checker, state, call.name);
  if (found === undefined) return undefined;
  return call.name === "count"
    ? { node: "count", kind: NUMBER, state: found, place }
    : { node: "date", kind: DATE, state: found, place };
}

function checkPure(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  switch (call.name) {
    case "if":
      return checkIf(checker, call, bound);
    case "min":
    case "max":
      return checkExtreme(checker, call, bound);
    case "round":
    case "floor":
    case "ceil":
    case "abs":
      return checkRounding(checker, call, bound);
    case "prorata":
      return checkProrata(checker, call, bound);
    case "real":
      return checkReal(checker, call, bound);
    case "index":
      return checkIndexed(checker, call, bound);
    case "npv":
      return checkNpv(checker, call, bound);
    case "year":
    case "month":
    case "day":
      return checkPlainFunction(checker, call, bound, [DATE], NUMBER);
    case "days":
    case "years":
      return checkPlainFunction(checker, call, bound, [DURATION], NUMBER);
    case "day_of":
      return checkPlainFunction(checker, call, bound, [NUMBER, NUMBER, NUMBER], DATE);
    case "due_before":
      return checkPlainFunction(checker, call, bound, [DATE, DATE, DURATION], DATE);
    default:
      return checkPlainFunction(checker, call, bound, [NUMBER], NUMBER);
  }
}

function checkPlainFunction(
  checker: Checker,
  call: Call,
  bound: Bound,
  wanted: readonly Kind[],
  kind: Kind,
): Expression | undefined {
  const names = (FUNCTION_BY_NAME.get(call.name) as FunctionEntry).parameters.map((p) => p.name);
  const args = names.map((name, i) => checkAs(checker, bound.named.get(name) as Syntax, wanted[i] as Kind));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  return { node: "function", name: call.name, kind, args, place: placeOf(checker, call.span) };
}

function checkIf(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const test = checkAs(checker, bound.named.get("condition") as Syntax, BOOLEAN);
  const then = checker.check(bound.named.get("then") as Syntax);
  const otherwise = checker.check(bound.named.get("otherwise") as Syntax);
  if (test === undefined || then === undefined || otherwise === undefined) return undefined;
  const kind = unify(then.kind, otherwise.kind);
  if (kind === undefined) {
    const message = `${quoted(checker, call)} is either ${kindText(then.kind)} or ${kindText(otherwise.kind)}`;
    return report(checker, call.span, "kind-mismatch", message, { help: ["both values of an `if` are of one kind"] });
  }
  return { node: "if", kind, test, then, otherwise, place: placeOf(checker, call.span) };
}

/** Parts of one kind, which is the kind of all; reports the first that differs. */
export function checkAlike(
  checker: Checker,
  call: Call,
  values: readonly Syntax[],
): { readonly kind: Kind; readonly values: readonly Expression[] } | undefined {
  const checked = values.map((value) => checker.check(value));
  if (!checked.every((value) => value !== undefined)) return undefined;
  let kind = (checked[0] as Expression).kind;
  for (const [i, value] of checked.entries()) {
    const both = unify(kind, value.kind);
    if (both === undefined) {
      const message = `\`${call.name}\` takes values of one kind: ${kindText(kind)} and ${kindText(value.kind)} differ`;
      return report(checker, (values[i] as Syntax).span, "kind-mismatch", message, {
        label: `is ${kindText(value.kind)}`,
        help: kind.type === "money" && value.kind.type === "money" ? [`convert it with \`in ${kind.currency}\``] : [],
      });
    }
    kind = both;
  }
  return { kind, values: checked };
}

function checkExtreme(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  if (bound.rest.length < 2) {
    return report(checker, call.span, "missing-argument", `\`${call.name}\` takes two values or more`);
  }
  const alike = checkAlike(checker, call, bound.rest);
  if (alike === undefined) return undefined;
  const { kind, values } = alike;
  if (!isNumeric(kind) && kind.type !== "date" && kind.type !== "duration") {
    return report(checker, call.span, "kind-mismatch", `\`${call.name}\` compares sizes: ${kindText(kind)} has none`);
  }
  return { node: "function", name: call.name, kind, args: values, place: placeOf(checker, call.span) };
}

const PLACES_LIMIT = 30;

function checkRounding(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const syntax = bound.named.get("x") as Syntax;
  const x = checker.check(syntax);
  const placesSyntax = bound.named.get("places");
  const places = placesSyntax && checkAs(checker, placesSyntax, NUMBER);
  if (x === undefined || (placesSyntax && places === undefined)) return undefined;
  if (!isNumeric(x.kind)) {
    return report(
      checker,
      syntax.span,
      "kind-mismatch",
      `\`${call.name}\` takes a number, money or a rate, not ${kindText(x.kind)}`,
    );
  }
  if (places !== undefined) {
    const found = constantValue(places);
    const count = found !== undefined && "value" in found ? (found.value as Exact) : undefined;
    if (count === undefined || count.d !== 1n || count.n > BigInt(PLACES_LIMIT)) {
      const message = `the decimals of \`round\` are a whole number from -${PLACES_LIMIT} to ${PLACES_LIMIT}`;
      return report(checker, (placesSyntax as Syntax).span, "round-places", message);
    }
  }
  const kind = isPlain(x.kind) ? NUMBER : x.kind;
  const args = places === undefined ? [x] : [x, places];
  return { node: "function", name: call.name, kind, args, place: placeOf(checker, call.span) };
}

function checkProrata(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const rateSyntax = bound.named.get("rate") as Syntax;
  const rate = checker.check(rateSyntax);
  const from = checkAs(checker, bound.named.get("from") as Syntax, DATE);
  const to = checkAs(checker, bound.named.get("to") as Syntax, DATE);
  const every = checkAs(checker, bound.named.get("every") as Syntax, DURATION);
  const anchor = checkAs(checker, bound.named.get("anchor") as Syntax, DATE);
  if (rate !== undefined && rate.kind.type !== "rate") {
    return report(checker, rateSyntax.span, "kind-mismatch", `\`prorata\` takes a rate, not ${kindText(rate.kind)}`, {
      help: ["a rate is written `… per year`"],
    });
  }
  if (!rate || !from || !to || !every || !anchor || rate.kind.type !== "rate") return undefined;
  const kind = rate.kind.currency === null ? NUMBER : money(rate.kind.currency);
  return { node: "prorata", kind, rate, from, to, every, anchor, place: placeOf(checker, call.span) };
}

function checkReal(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const syntax = bound.named.get("x") as Syntax;
  const operand = checker.check(syntax);
  const year = checkAs(checker, bound.named.get("year") as Syntax, NUMBER);
  const index = checkIndex(checker, call, bound.named.get("index"));
  if (!allowed(checker, "today", call.span, "`real`, which takes the index of the day,")) return undefined;
  if (operand === undefined || year === undefined || index === undefined) return undefined;
  if (operand.kind.type !== "money" && operand.kind.type !== "rate") {
    return report(
      checker,
      syntax.span,
      "kind-mismatch",
      `\`real\` takes money or a rate, not ${kindText(operand.kind)}`,
    );
  }
  return { node: "real", kind: operand.kind, operand, year, index, place: placeOf(checker, call.span) };
}

function checkIndexed(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  const index = checkIndex(checker, call, bound.named.get("name"));
  const dateSyntax = bound.named.get("date");
  const date = dateSyntax && checkAs(checker, dateSyntax, DATE);
  if (!dateSyntax && !allowed(checker, "today", call.span, `${quoted(checker, call)}, the index of the day,`)) {
    return undefined;
  }
  if (index === undefined || (dateSyntax && date === undefined)) return undefined;
  return { node: "index", kind: NUMBER, index, ...(date && { date }), place: placeOf(checker, call.span) };
}

/** The name of an index; for `real`, the only one there is when none is named. */
function checkIndex(checker: Checker, call: Call, syntax: Syntax | undefined): string | undefined {
  const known = checker.scope.indices();
  if (syntax === undefined) {
    if (known.length === 1) return known[0];
    const message = known.length === 0 ? "the scenario has no index" : "`real` must say by which index";
    const help = known.length === 0 ? ["give one under `indices`"] : [`write \`real(x, year, ${known[0]})\``];
    return report(checker, call.span, "unknown-index", message, { help });
  }
  const name = syntax.node === "name" && syntax.path.length === 1 ? (syntax.path[0] as string) : undefined;
  if (name !== undefined && known.includes(name)) return name;
  const message = name === undefined ? "expected the name of an index" : `unknown index \`${name}\``;
  return report(checker, syntax.span, "unknown-index", message, {
    label: "not under `indices`",
    help: name === undefined ? [] : didYouMean(name, known),
    notes: [known.length === 0 ? "the scenario has no index" : `indices: ${known.join(", ")}`],
  });
}
