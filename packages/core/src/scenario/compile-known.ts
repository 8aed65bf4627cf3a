/** Since when something is known. */
import type { Problems } from "../problems.ts";
import { type EpochDay, parseDate } from "../quantity/index.ts";
import { get, leafText, type Tree } from "../source/tree.ts";

/** The date under a key; undefined where there is none, or (with a problem) something else. */
export function compileDay(tree: Tree | undefined, problems: Problems): EpochDay | undefined {
  const text = leafText(tree)?.trim();
  if (!tree || text === undefined) return undefined;
  const parsed = parseDate(text);
  if ("day" in parsed) return parsed.day;
  problems.error("bad-date", tree.place, `\`${text}\` is not a date: ${parsed.reason}`, { label: "no such day" });
  return undefined;
}

/** `known:` of an assumption, a series, an entry of the timeline, a record: nothing where it is not told. */
export function compileKnown(tree: Tree, problems: Problems): { readonly known?: EpochDay } {
  const known = compileDay(get(tree, "known"), problems);
  return known === undefined ? {} : { known };
}
