/** The variants that a scenario has, as whoever chooses among them wants to see them. */
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { isMute } from "./canonical.ts";
import { variantLayers } from "./merge.ts";

export interface VariantInfo {
  readonly name: string;
  /** As the last layer that gives one says it. */
  readonly title?: string;
  readonly doc?: string;
  /** The variant that it extends. */
  readonly extends?: string;
  /** The file that declares it; where several do, the last of them. */
  readonly file: string;
}

/**
 * The variants of a merged scenario, given its files in the order in which they were laid: those of the last file
 * first, so that what a file adds itself comes before what it was given by those it extends; within a file in its
 * order. A variant that several files declare stands with the last of them.
 */
export function variantsOf(tree: Tree, files: readonly string[]): readonly VariantInfo[] {
  const all = [...entriesOf(get(tree, "variants"))].map(([name, variant]) => infoOf(name, variant));
  return [...new Set(files)].toReversed().flatMap((file) => all.filter((one) => one.file === file));
}

function infoOf(name: string, variant: Tree): VariantInfo {
  const layers = variantLayers(variant);
  const last = (key: string) => {
    const text = leafText(layers.map((layer) => get(layer, key)).findLast((value) => value !== undefined));
    return text === undefined ? {} : { [key]: text };
  };
  return { name, ...last("title"), ...last("doc"), ...last("extends"), file: headPlace(variant).file };
}

/**
 * Whether a variant holds nothing that could change a run: it is empty, or has only titles, docs and footings, and so
 * has every variant that it extends. One that gives a value the scenario has already says something.
 */
export function saysNothing(tree: Tree, name: string): boolean {
  const variants = entriesOf(get(tree, "variants"));
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at); ) {
    const variant = variants.get(at);
    if (variant === undefined || !variantLayers(variant).every(isMute)) return false;
    seen.add(at);
    at = infoOf(at, variant).extends;
  }
  return true;
}
