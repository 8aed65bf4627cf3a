/** What a line of words may ask: an act, a question that changes nothing, or something of the session around the walk. */
import type { Act } from "./act.ts";

export type Command =
  | { readonly kind: "act"; readonly act: Act }
  | { readonly kind: "ask"; readonly ask: Question }
  /** Writes a branch as an overlay; the one somebody stands in where none is named. */
  | { readonly kind: "save"; readonly file: string; readonly branch?: string; readonly force: boolean }
  | { readonly kind: "help"; readonly word?: string }
  | { readonly kind: "quit" };

export type Question =
  | { readonly about: "where" }
  | { readonly about: "why"; readonly of: WhyOf }
  | { readonly about: "actors" }
  | { readonly about: "actor"; readonly actor: string }
  /** What is put down to come. */
  | { readonly about: "coming"; readonly count: number }
  | { readonly about: "accepts"; readonly actor?: string }
  | { readonly about: "ledger"; readonly count?: number }
  | { readonly about: "measures" }
  | { readonly about: "branches" }
  | { readonly about: "marks" }
  | { readonly about: "stops" }
  /** Of what they are now where none are named: this branch beside its parent. */
  | { readonly about: "compare"; readonly branches?: readonly [string, string] }
  | { readonly about: "value"; readonly of: string }
  | { readonly about: "step" }
  | { readonly about: "draws" }
  | { readonly about: "shell" };

export type WhyOf =
  | { readonly what: "here" }
  /** By its number, from 1. */
  | { readonly what: "posting"; readonly posting: number }
  /** By its number, from 0. */
  | { readonly what: "step"; readonly step: number }
  | { readonly what: "assumption"; readonly assumption: string }
  /** An actor, a variable or an input of one (`lease.rent`), or a measure. */
  | { readonly what: "name"; readonly name: string };
