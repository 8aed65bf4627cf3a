/** What a command by words is, as data. */
import type { Act } from "./act.ts";
import type { Command, Question, WhyOf } from "./command.ts";
import { type Piece, piecesOf, type Values } from "./words-form.ts";

export const GROUPS = ["move", "change", "note", "ask", "session"] as const;
export type Group = (typeof GROUPS)[number];

/** How a command may be typed, and what that asks. */
export interface Form {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** `branch` is the one that is stood in. */
  readonly make: (values: Values, branch: string) => Command;
}

export interface WordCommand {
  readonly word: string;
  readonly group: Group;
  /** One line. */
  readonly help: string;
  readonly forms: readonly Form[];
  readonly examples: readonly string[];
}

/** A form from its text. */
export const form = (text: string, make: Form["make"]): Form => ({ text, pieces: piecesOf(text), make });

/** What asks for an act. */
export const act = (one: Act): Command => ({ kind: "act", act: one });
export const ask = (one: Question): Command => ({ kind: "ask", ask: one });
export const why = (of: WhyOf): Command => ask({ about: "why", of });

/** The name that a change gives its branch. */
export const asOf = (values: Values): { readonly as?: string } =>
  values.has("NAME") ? { as: values.text("NAME") } : {};

/** An entry of the table. */
export const command = (
  word: string,
  group: Group,
  help: string,
  forms: readonly Form[],
  ...examples: readonly string[]
): WordCommand => ({ word, group, help, forms, examples });
