/** The canonical text of a scenario: what two files must agree in to mean the same runs. */
import { entriesOf, type Tree } from "../source/tree.ts";

/** What cannot change a result: who says so, and what it is called for people. */
const SILENT: ReadonlySet<string> = new Set(["doc", "title", "source", "judgement"]);

/** Sections of a file that are left out: documents, and what-ifs that were not asked for. */
const LEFT_OUT: ReadonlySet<string> = new Set(["variants", "sources"]);

/** Keys under which the keys are names of the author's own, where `source` or `doc` may be one. */
const NAMES_BELOW: ReadonlySet<string> = new Set([
  ...["parties", "assume", "rates", "indices", "machines", "actors", "measures", "observed"],
  ...["with", "set", "inputs", "variables", "events", "delays", "states", "on", "after"],
]);

/** Keys under which nothing is left out: what a `set` sets, and a note with its source, which stands in the trace. */
const WHOLE_BELOW: ReadonlySet<string> = new Set(["params", "note"]);

/** What the keys of a mapping are: the format's, the format's and all kept, names, or names of names. */
type Keys = "format" | "whole" | "names" | "names of names";

function keysBelow(keys: Keys, key: string): Keys {
  if (keys === "names of names") return "names";
  if (keys === "names") return "format";
  if (key === "events") return "names of names";
  if (NAMES_BELOW.has(key)) return "names";
  return WHOLE_BELOW.has(key) ? "whole" : "format";
}

/**
 * JSON of the merged file with keys sorted, but for those of `actors`, whose order is their order
 * of starting. Titles, docs, sources and variants are left out.
 */
export function canonicalText(tree: Tree): string {
  const sections = [...entriesOf(tree)]
    .filter(([key]) => !SILENT.has(key) && !LEFT_OUT.has(key))
    .sort(byKey)
    .map(([key, value]) => `${JSON.stringify(key)}:${textOf(value, keysBelow("format", key), key === "actors")}`);
  return `{${sections.join(",")}}`;
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function textOf(tree: Tree, keys: Keys, inOrder = false): string {
  switch (tree.node) {
    case "leaf":
      return JSON.stringify(tree.text);
    case "null":
      return "null";
    case "list":
      return `[${tree.items.map((item) => textOf(item, keys === "whole" ? keys : "format")).join(",")}]`;
    case "map": {
      const entries = [...tree.entries].filter(([key]) => keys !== "format" || !SILENT.has(key));
      const ordered = inOrder ? entries : entries.sort(byKey);
      const texts = ordered.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value, keysBelow(keys, key))}`);
      return `{${texts.join(",")}}`;
    }
  }
}

/** Whether two scenarios mean the same runs. */
export function sameMeaning(a: Tree, b: Tree): boolean {
  return canonicalText(a) === canonicalText(b);
}
