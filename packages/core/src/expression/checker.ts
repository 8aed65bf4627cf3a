/**
 * What the parts of the checker share: the expression at hand, its scope, and the problems found.
 *
 * A part that finds a mistake reports it and gives undefined; its siblings are still checked, so
 * that all mistakes of an expression come at once.
 */

import type { Place, Problem } from "../problem.ts";
import { fits, type Kind, kindText, sameKind } from "../quantity/index.ts";
import { kindHelp } from "./kind-help.ts";
import { type Details, errorAt, excerpt } from "./source.ts";
import type { Expression, Facility, Scope, Source, Span, Syntax } from "./tree.ts";

export interface Checker {
  readonly source: Source;
  readonly scope: Scope;
  readonly problems: Problem[];
  /** Draws met so far, in the order of the text; and the labels among them. */
  draws: number;
  readonly labels: Set<string>;
  /** Checks a part of any kind; what is wanted there helps to say what an unknown name could be. */
  check(syntax: Syntax, wanted?: Kind): Expression | undefined;
}

export function placeOf(checker: Checker, span: Span): Place {
  return checker.source.place(span);
}

export function report(checker: Checker, span: Span, code: string, message: string, details: Details = {}): undefined {
  checker.problems.push(errorAt(checker.source.place(span), code, message, details));
}

/** The part's text in backticks. */
export const quoted = (checker: Checker, syntax: { readonly span: Span }): string =>
  excerpt(checker.source, syntax.span);

/** Reports a facility that this place may not use. What the scope says after its first `; ` becomes the help. */
export function allowed(checker: Checker, facility: Facility, span: Span, what: string): boolean {
  const refusal = checker.scope.refusal(facility);
  if (refusal === undefined) return true;
  const cut = refusal.indexOf("; ");
  const [reason, help] = cut < 0 ? [refusal, []] : [refusal.slice(0, cut), [refusal.slice(cut + 2)]];
  report(checker, span, "not-allowed-here", `${what} cannot be used here: ${reason}`, { help });
  return false;
}

/** Checks a part and that it is of the kind wanted. */
export function checkAs(checker: Checker, syntax: Syntax, wanted: Kind): Expression | undefined {
  const found = checker.check(syntax, wanted);
  if (found === undefined) return undefined;
  if (fits(found.kind, wanted)) return found;
  return mismatch(checker, syntax, found.kind, wanted);
}

export function mismatch(checker: Checker, syntax: Syntax, found: Kind, wanted: Kind): undefined {
  const message = `expected ${kindText(wanted)}, found ${kindText(found)}`;
  const help = kindHelp(syntax, quoted(checker, syntax).slice(1, -1), found, wanted);
  report(checker, syntax.span, "kind-mismatch", message, {
    label: `${quoted(checker, syntax)} is ${kindText(found)}`,
    help,
  });
}

/** The kind of a value that may be either; a share and a number are a number. */
export function unify(a: Kind, b: Kind): Kind | undefined {
  if (sameKind(a, b)) return a;
  return fits(a, b) ? { type: "number" } : undefined;
}

/** A plain number or a share. */
export const isPlain = (kind: Kind): boolean => kind.type === "number" || kind.type === "share";

/** Kinds whose values are exact numbers. */
export const isNumeric = (kind: Kind): boolean => isPlain(kind) || kind.type === "money" || kind.type === "rate";
