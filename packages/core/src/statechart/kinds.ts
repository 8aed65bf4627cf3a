/** Kinds as machines declare them: "money per year", "share", "money in RUB". */
import {
  ACTOR,
  BOOLEAN,
  DATE,
  DURATION,
  type Kind,
  NUMBER,
  NUMBER_RATE,
  PARTY,
  SHARE,
  TEXT,
} from "../quantity/index.ts";

/** A kind whose currency may be left open: the input's value, `like` or the scenario's currency decides. */
export type DeclaredKind = Kind | { readonly type: "money" | "rate"; readonly currency: undefined };

const PLAIN: ReadonlyMap<string, Kind> = new Map([
  ["number", NUMBER],
  ["number per year", NUMBER_RATE],
  ["share", SHARE],
  ["duration", DURATION],
  ["date", DATE],
  ["party", PARTY],
  ["boolean", BOOLEAN],
  ["text", TEXT],
  ["actor", ACTOR],
]);

/** Every kind that can be declared, for suggestions and help. */
export const DECLARABLE_KINDS: readonly string[] = [...PLAIN.keys(), "money", "money per year", "money in USD"];

/** The kind a text declares; undefined when it is none. A currency code is not checked here. */
export function parseDeclaredKind(text: string): DeclaredKind | undefined {
  const trimmed = text.trim().replace(/\s+/g, " ");
  const plain = PLAIN.get(trimmed);
  if (plain) return plain;
  const parts = /^money(?: in ([A-Z]{3}))?( per year)?$/.exec(trimmed);
  if (!parts) return undefined;
  const type = parts[2] === undefined ? "money" : "rate";
  return { type, currency: parts[1] } as DeclaredKind;
}

export function isOpen(kind: DeclaredKind): kind is { type: "money" | "rate"; currency: undefined } {
  return (kind.type === "money" || kind.type === "rate") && kind.currency === undefined;
}

/** The kind with its currency filled in where it was left open. */
export function closeKind(kind: DeclaredKind, currency: string): Kind {
  return isOpen(kind) ? { type: kind.type, currency } : (kind as Kind);
}

/** The currency of a kind of money; undefined for the others. */
export function currencyOf(kind: DeclaredKind): string | undefined {
  return (kind.type === "money" || kind.type === "rate") && kind.currency !== null ? kind.currency : undefined;
}

/** "money" for a kind left open, else as kindText says it. */
export function declaredKindText(kind: DeclaredKind): string {
  if (isOpen(kind)) return kind.type === "money" ? "money" : "money per year";
  if (kind.type === "money") return `money in ${kind.currency}`;
  if (kind.type === "rate") return kind.currency === null ? "number per year" : `money in ${kind.currency} per year`;
  return kind.type;
}
