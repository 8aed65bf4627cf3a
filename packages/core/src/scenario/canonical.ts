/** The canonical text of a scenario: what two files must agree in to mean the same runs. */
import { entriesOf, type Tree } from "../source/tree.ts";

/** What cannot change a result: who says so, and what it is called for people. */
const SILENT: ReadonlySet<string> = new Set(["doc", "title", "source", "judgement", "known"]);

/** Sections of a file that are left out: documents, and what-ifs that were not asked for. */
const LEFT_OUT: ReadonlySet<string> = new Set(["variants", "sources"]);

/**
 * Keys under which the keys are names of the author's own, where `source` or `doc` may be one; and
 * `note`, whose source stands in the trace. To keep a key too many is safe: two files that differ
 * in it only count as two.
 */
const NAMES_BELOW: ReadonlySet<string> = new Set([
  ...["parties", "assume", "rates", "indices", "machines", "actors", "measures"],
  ...["with", "params", "set", "note", "inputs", "variables", "events", "delays", "states", "on", "after"],
]);

/**
 * JSON of the merged file with keys sorted, but for those of `actors`, whose order is their order
 * of starting. Titles, docs, sources and variants are left out.
 */
export function canonicalText(tree: Tree): string {
  const sections = [...entriesOf(tree)]
    .filter(([key]) => !SILENT.has(key) && !LEFT_OUT.has(key))
    .sort(byKey)
    .map(([key, value]) => `${JSON.stringify(key)}:${textOf(value, key === "actors", NAMES_BELOW.has(key), key === "events")}`);
  return `{${sections.join(",")}}`;
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** `named`: the keys here are names; `namedBelow`: those of the values too, as under `events`. */
function textOf(tree: Tree, inOrder: boolean, named: boolean, namedBelow: boolean): string {
  switch (tree.node) {
    case "leaf":
      return JSON.stringify(tree.text);
    case "null":
      return "null";
    case "list":
      return `[${tree.items.map((item) => textOf(item, false, named, namedBelow)).join(",")}]`;
    case "map": {
      const entries = [...tree.entries].filter(([key]) => named || !SILENT.has(key));
      const ordered = inOrder ? entries : entries.sort(byKey);
      const texts = ordered.map(([key, value]) => {
        const below = namedBelow || NAMES_BELOW.has(key);
        return `${JSON.stringify(key)}:${textOf(value, false, below, key === "events")}`;
      });
      return `{${texts.join(",")}}`;
    }
  }
}

/** Whether two scenarios mean the same runs. */
export function sameMeaning(a: Tree, b: Tree): boolean {
  return canonicalText(a) === canonicalText(b);
}
