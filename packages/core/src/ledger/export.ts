/** What a journal is exported with: what the ledger itself does not know of its postings. */
import type { EpochDay } from "../quantity/index.ts";
import type { Posting } from "./journal.ts";

/** A posting and what led to it, in words. */
export interface ExportedPosting {
  readonly posting: Posting;
  /** "lease: due": the actor and the event of the step. */
  readonly cause: string;
  /** The source document of the timeline entry or assumption it came from. */
  readonly source?: string;
}

export interface JournalExport {
  /** Lines about the run, for the head of the file: scenario, path, engine. */
  readonly head: readonly string[];
  readonly title: string;
  /** The first day of the period: accounts are open from it. */
  readonly start: EpochDay;
  readonly postings: readonly ExportedPosting[];
}

/** Text on one line: line breaks and other control characters become spaces, and several spaces one. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/**
 * Names for the accounts of another tool: each of ours in the form it takes, no two alike. `shape`
 * may map two of ours to one name; the later in the order given then gets a number.
 */
export function accountNames(
  accounts: Iterable<string>,
  shape: (account: string) => string,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const account of accounts) {
    if (names.has(account)) continue;
    const wanted = shape(account);
    let name = wanted;
    for (let k = 2; taken.has(name); k++) name = `${wanted}-${k}`;
    taken.add(name);
    names.set(account, name);
  }
  return names;
}

const code = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Distinct texts in code-unit order. */
export const distinct = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort(code);
