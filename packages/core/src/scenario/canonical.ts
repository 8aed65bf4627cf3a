/** The canonical text of a scenario: what two files must agree in to mean the same runs. */
import { entriesOf, type Tree } from "../source/tree.ts";

/** What cannot change a result: who says so, and what-ifs that were not asked for. */
const SILENT: ReadonlySet<string> = new Set(["doc", "title", "source", "judgement", "known"]);

/**
 * JSON of the merged file with keys sorted, but for those of `actors`, whose order is their order
 * of starting. Titles, docs, sources and variants are left out.
 */
export function canonicalText(tree: Tree): string {
  const sections = [...entriesOf(tree)]
    .filter(([key]) => !SILENT.has(key) && key !== "variants" && key !== "sources")
    .sort(byKey)
    .map(([key, value]) => `${JSON.stringify(key)}:${textOf(value, key === "actors", key !== "assume" && key !== "measures")}`);
  return `{${sections.join(",")}}`;
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

function textOf(tree: Tree, inOrder: boolean, dropSilent: boolean): string {
  switch (tree.node) {
    case "leaf":
      return JSON.stringify(tree.text);
    case "null":
      return "null";
    case "list":
      return `[${tree.items.map((item) => textOf(item, false, true)).join(",")}]`;
    case "map": {
      const entries = [...tree.entries].filter(([key]) => !dropSilent || !SILENT.has(key));
      const ordered = inOrder ? entries : entries.sort(byKey);
      return `{${ordered.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value, false, !isWith(key))}`).join(",")}}`;
    }
  }
}

/** Under `with` and `params` keys are names of the author's own: `source` may be one. */
const isWith = (key: string): boolean => key === "with" || key === "params" || key === "inputs" || key === "variables";

/** Whether two scenarios mean the same runs. */
export function sameMeaning(a: Tree, b: Tree): boolean {
  return canonicalText(a) === canonicalText(b);
}

