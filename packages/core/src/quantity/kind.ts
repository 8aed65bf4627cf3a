/**
 * Kinds: what a value is, known before anything runs.
 *
 * Money carries its currency in its kind, so that adding roubles to dollars is refused at load.
 */

export type Kind =
  | { readonly type: "money"; readonly currency: string }
  /** Money (or a plain number, when `currency` is null) per year. */
  | { readonly type: "rate"; readonly currency: string | null }
  | { readonly type: "number" }
  /** A number from 0 to 1, checked where a value of this kind is declared. */
  | { readonly type: "share" }
  | { readonly type: "duration" }
  | { readonly type: "date" }
  | { readonly type: "party" }
  | { readonly type: "boolean" }
  | { readonly type: "text" }
  /** An actor of the scenario, or a group of opened actors, by name. */
  | { readonly type: "actor" };

export type KindType = Kind["type"];

export const NUMBER: Kind = { type: "number" };
export const SHARE: Kind = { type: "share" };
export const DURATION: Kind = { type: "duration" };
export const DATE: Kind = { type: "date" };
export const PARTY: Kind = { type: "party" };
export const BOOLEAN: Kind = { type: "boolean" };
export const TEXT: Kind = { type: "text" };
export const ACTOR: Kind = { type: "actor" };
export const money = (currency: string): Kind => ({ type: "money", currency });
export const moneyRate = (currency: string): Kind => ({ type: "rate", currency });
export const NUMBER_RATE: Kind = { type: "rate", currency: null };

/** As a person would say it: "money (USD)", "money per year (USD)", "number per year", "share". */
export function kindText(kind: Kind): string {
  switch (kind.type) {
    case "money":
      return `money (${kind.currency})`;
    case "rate":
      return kind.currency === null ? "number per year" : `money per year (${kind.currency})`;
    default:
      return kind.type;
  }
}

export function sameKind(a: Kind, b: Kind): boolean {
  if (a.type === "money" && b.type === "money") return a.currency === b.currency;
  if (a.type === "rate" && b.type === "rate") return a.currency === b.currency;
  return a.type === b.type;
}

/** Whether a value of kind `found` may stand where `wanted` is declared. A share is a number; a number may be a share (its range is checked). */
export function fits(found: Kind, wanted: Kind): boolean {
  if (sameKind(found, wanted)) return true;
  const plain = (kind: Kind) => kind.type === "number" || kind.type === "share";
  return plain(found) && plain(wanted);
}
