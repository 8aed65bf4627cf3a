/**
 * A scenario file after reading: mappings, lists, texts and nulls, each knowing where it stands.
 *
 * Every scalar stays the text that was written; what it means is decided where its kind is known.
 * Keys live in Maps, so that a key named `__proto__` or `constructor` is a key like any other.
 */
import type { Source } from "../expression/tree.ts";
import type { Place } from "../problem.ts";

interface Standing {
  /** Where the value stands. A value of several lines has the place of its first. */
  readonly place: Place;
  /** Where its key stands; absent for the root and the items of a list. */
  readonly keyPlace?: Place;
  /** What it came from, as a reader knows it: "baikonur.yaml", "baikonur.yaml@early", "--set". */
  readonly layer: string;
  /** What this value replaced in an earlier layer. */
  readonly replaced?: Tree;
}

export interface Branch extends Standing {
  readonly node: "map";
  readonly entries: ReadonlyMap<string, Tree>;
}

export interface List extends Standing {
  readonly node: "list";
  readonly items: readonly Tree[];
}

export interface Leaf extends Standing {
  readonly node: "leaf";
  readonly text: string;
  /** Written in quotes or as a block: never a number, a date or null. */
  readonly quoted: boolean;
  readonly source: Source;
}

/** `null`, `~` or nothing at all. In an overlay it removes what it stands for. */
export interface Nothing extends Standing {
  readonly node: "null";
}

export type Tree = Branch | List | Leaf | Nothing;

const NO_ENTRIES: ReadonlyMap<string, Tree> = new Map();

/** The value under a path of keys (a list is entered by its index from 0); undefined where there is none. */
export function get(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let at = tree;
  for (const step of path) {
    if (at?.node === "map") at = at.entries.get(String(step));
    else if (at?.node === "list") at = at.items[Number(step)];
    else return undefined;
  }
  return at;
}

/** The entries of a mapping, in the order written; none for anything else. */
export function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Tree> {
  return tree?.node === "map" ? tree.entries : NO_ENTRIES;
}

/** The items of a list; none for anything else. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.node === "list" ? tree.items : [];
}

/** The text of a scalar; undefined for anything else. */
export function leafText(tree: Tree | undefined): string | undefined {
  return tree?.node === "leaf" ? tree.text : undefined;
}

/** The place of a value's key, or of the value where it has none (the root, items of a list). */
export function headPlace(tree: Tree): Place {
  return tree.keyPlace ?? tree.place;
}

/** As a message names what was found: "a mapping", "a list", "text", "nothing". */
export function treeText(tree: Tree): string {
  switch (tree.node) {
    case "map":
      return "a mapping";
    case "list":
      return "a list";
    case "leaf":
      return "text";
    case "null":
      return "nothing";
  }
}

/** A leaf of one line that no escape alters: the span of its text is the span in its file. */
export function plainLeaf(text: string, place: Place, layer: string, keyPlace?: Place): Leaf {
  const source: Source = {
    text,
    place: (span) => ({ ...place, column: place.column + span.start, length: Math.max(1, span.end - span.start) }),
  };
  return { node: "leaf", text, quoted: false, source, place, layer, ...(keyPlace && { keyPlace }) };
}

/**
 * The bare data, for validation against a schema. Mappings have no prototype and their keys are
 * defined, not assigned, so that no key of a stranger's file reaches Object.prototype.
 */
export function toPlain(tree: Tree): unknown {
  switch (tree.node) {
    case "leaf":
      return tree.text;
    case "null":
      return null;
    case "list":
      return tree.items.map(toPlain);
    case "map": {
      const plain: object = Object.create(null);
      for (const [key, value] of tree.entries) {
        Object.defineProperty(plain, key, {
          value: toPlain(value),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return plain;
    }
  }
}
