/** A tree as YAML: what `readScenario` reads back as the same tree, places aside. */
import { stringify } from "yaml";
import { type Tree, toPlain } from "./tree.ts";

/** YAML text of a tree, keys in their order. Texts that would read as something else are quoted. */
export function printTree(tree: Tree): string {
  return stringify(toPlain(tree), { lineWidth: 0, aliasDuplicateObjects: false });
}
