/**
 * One layer laid over another: how an overlay, a variant or a file that extends changes a scenario.
 *
 * Mappings merge by key and null removes. A list is replaced whole, except the timeline: there an
 * entry with a known `id` replaces the one it names, `remove: true` takes it out, others are
 * appended. Nothing is guessed: removing what is not there is a problem, unless an earlier layer
 * took that entry out already: a file may take out what a variant of the one it extends takes out.
 *
 * A value belongs together with its source and with the day since which it is known. A layer that
 * gives an assumption a new value without a new source therefore drops `source` and `judgement` of
 * the old one, and without a new `known` drops `known` and `earlier` (what it is, `doc` and `kind`,
 * stays), so that `check --strict` and `backtest` ask for those of the new value.
 */
import { didYouMean } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { type Branch, get, headPlace, type Leaf, type List, leafText, type Tree } from "../source/tree.ts";

export interface Merged {
  readonly tree: Tree;
  readonly problems: readonly Problem[];
}

/** Keys that speak about a value rather than give one. */
const ABOUT: ReadonlySet<string> = new Set(["source", "judgement", "doc", "kind", "known", "earlier", "title", "then"]);
const PROVENANCE: readonly string[] = ["source", "judgement"];
/** Since when a value is known, and what was held before it. */
const KNOWN: readonly string[] = ["known", "earlier"];
/** Sections whose entries may be a bare value, a value with what is known about it, or a dated series. */
const VALUED: ReadonlySet<string> = new Set(["assume", "rates", "indices", "measures"]);
const DATE_KEY = /^\d{4}(-\d{2}-\d{2})?$/;

/**
 * `over` laid over `base`. Each value in the result keeps the layer it came from and, in
 * `replaced`, what it took the place of. Without `base`, `over` is the first layer. Variants are
 * overlays themselves and are not merged into each other here: the later one of a name stands, with
 * the earlier ones in its `replaced`, and `variantLayers` gives them in the order they are laid.
 * `taken` holds the ids of timeline entries that layers before took out, and is added to.
 */
export function merge(base: Tree | undefined, over: Tree, taken: Set<string> = new Set()): Merged {
  const merger = new Merger(taken);
  const tree = merger.merge(base, over, []);
  return { tree, problems: merger.problems };
}

/** One value laid over another at a path of a scenario: what `--set` does. */
export function mergeAt(base: Tree | undefined, over: Tree, path: readonly string[]): Merged {
  const merger = new Merger(new Set());
  return { tree: merger.merge(base, over, path), problems: merger.problems };
}

/** The overlays a variant consists of, the first declared first: one for each file that declares it. */
export function variantLayers(variant: Tree): readonly Tree[] {
  const { replaced, ...own } = variant;
  return replaced === undefined ? [own] : [...variantLayers(replaced), own];
}

class Merger {
  readonly problems: Problem[] = [];
  readonly #taken: Set<string>;

  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  merge(base: Tree | undefined, over: Tree, path: readonly string[]): Tree {
    // What a variant changes and removes waits for the base that it will be laid over, layer by layer.
    if (path[0] === "variants" && path.length === 2) return replacing(base, over);
    if (path.length === 1 && path[0] === "timeline" && over.node === "list") {
      return this.#timeline(base?.node === "list" ? base : undefined, over);
    }
    if (VALUED.has(path[0] ?? "") && path.length === 2 && base !== undefined) return this.#valued(base, over, path);
    if (over.node === "list") {
      return replacing(base, { ...over, items: over.items.map((item) => this.merge(undefined, item, [...path, "*"])) });
    }
    if (over.node !== "map") return replacing(base, over);
    if (isProcess(over, path)) return replacing(base, this.#branch(undefined, over, path));
    return this.#branch(base, over, path);
  }

  #branch(base: Tree | undefined, over: Branch, path: readonly string[]): Tree {
    const under = base?.node === "map" ? base : undefined;
    const entries = new Map(under?.entries);
    for (const [key, value] of over.entries) {
      const before = entries.get(key);
      if (value.node !== "null") {
        entries.set(key, this.merge(before, value, [...path, key]));
      } else if (before === undefined) {
        this.#nothingToRemove(key, value, under);
      } else {
        entries.delete(key);
      }
    }
    if (under === undefined) return replacing(base, { ...over, entries });
    // A mapping that only gains or changes entries stays where it was declared.
    return { ...under, entries };
  }

  /** An entry of `assume`, `rates`, `indices` or `measures`: its forms may replace each other. */
  #valued(base: Tree, over: Tree, path: readonly string[]): Tree {
    const from = formOf(base);
    const to = formOf(over);
    if (over.node === "map" && to === "about" && base.node === "leaf") {
      const value: Leaf = { ...base };
      return this.#branch({ ...over, entries: new Map([["value", value]]), replaced: base }, over, path);
    }
    if (over.node === "leaf" && from === "value" && base.node === "map") {
      return { ...withValue(base, over), layer: over.layer, replaced: base };
    }
    if (over.node === "map" && base.node === "map") {
      const series = base.entries.get("series");
      if (from === "series" && to === "dated" && series !== undefined) {
        const entries = new Map(base.entries).set("series", this.#branch(series, over, [...path, "series"]));
        return { ...base, entries };
      }
      if (from === "dated" && to === "about") {
        // What is said about a bare series makes it one with more to it.
        return this.#branch({ ...over, entries: new Map([["series", base]]), replaced: base }, over, path);
      }
      if (to === from || to === "about" || from === "about") {
        return this.#branch(to === "about" ? base : withoutProvenance(base, over), over, path);
      }
    }
    return over.node === "map" ? this.#branch(undefined, { ...over, replaced: base }, path) : replacing(base, over);
  }

  #timeline(base: List | undefined, over: List): Tree {
    const items = [...(base?.items ?? [])];
    const seen = new Map<string, Tree>();
    for (const item of over.items) {
      const id = leafText(get(item, "id"));
      const first = id === undefined ? undefined : seen.get(id);
      if (id !== undefined && first !== undefined) {
        this.#duplicateId(id, item, first);
        continue;
      }
      if (id !== undefined) seen.set(id, item);
      const at = id === undefined ? -1 : items.findIndex((known) => leafText(get(known, "id")) === id);
      if (leafText(get(item, "remove")) === "true") {
        if (at !== -1) items.splice(at, 1);
        else if (id === undefined || !this.#taken.has(id)) this.#nothingToTakeOut(id, item, items);
        if (id !== undefined) this.#taken.add(id);
        continue;
      }
      const settled = this.merge(undefined, item, ["timeline", "*"]);
      if (at === -1) items.push(settled);
      else items[at] = replacing(items[at], settled);
    }
    return base === undefined ? { ...over, items } : { ...base, items };
  }

  #nothingToRemove(key: string, value: Tree, under: Branch | undefined): void {
    const known = under === undefined ? [] : [...under.entries.keys()];
    const near = didYouMean(key, known);
    const help = near.length > 0 ? near : ["give it a value (`{}` for an empty mapping), or leave the key out"];
    this.problems.push({
      code: "nothing-to-remove",
      severity: "error",
      message: `there is no \`${key}\` to remove`,
      place: headPlace(value),
      label: "has no value, which removes the key",
      help,
    });
  }

  #nothingToTakeOut(id: string | undefined, item: Tree, items: readonly Tree[]): void {
    const ids = items.flatMap((known) => leafText(get(known, "id")) ?? []);
    const place = get(item, "id")?.place ?? item.place;
    const problem = { code: "nothing-to-remove", severity: "error", place } as const;
    if (id === undefined) {
      const help = ["name the entry: `{id: …, remove: true}`"];
      this.problems.push({ ...problem, message: "an entry without an `id` cannot be taken out", help });
      return;
    }
    const known = ids.length === 0 ? "no entry has an id" : `ids: ${ids.join(", ")}`;
    const message = `there is no timeline entry \`${id}\` to take out`;
    this.problems.push({ ...problem, message, help: didYouMean(id, ids), notes: [known] });
  }

  #duplicateId(id: string, item: Tree, first: Tree): void {
    this.problems.push({
      code: "duplicate-id",
      severity: "error",
      message: `two timeline entries of one layer have the id \`${id}\``,
      place: get(item, "id")?.place ?? item.place,
      label: "the second",
      related: [{ place: get(first, "id")?.place ?? first.place, label: "the first" }],
      help: ["give one of them another id"],
    });
  }
}

/** A process of a dated series as a whole: its parameters and its footing belong together. */
const isProcess = (over: Branch, path: readonly string[]): boolean =>
  (path[0] === "rates" || path[0] === "indices") &&
  path.length === 3 &&
  path[2] === "then" &&
  over.entries.has("process");

type Form = "bare" | "value" | "series" | "dated" | "about" | "other";

function formOf(tree: Tree): Form {
  if (tree.node === "leaf") return "bare";
  if (tree.node !== "map") return "other";
  if (tree.entries.has("value")) return "value";
  if (tree.entries.has("series")) return "series";
  const keys = [...tree.entries.keys()];
  if (keys.some((key) => DATE_KEY.test(key))) return "dated";
  return keys.every((key) => ABOUT.has(key)) ? "about" : "other";
}

/** `base` with a bare value in place of its own. */
function withValue(base: Branch, value: Leaf): Branch {
  const entries = new Map(without(base, [...PROVENANCE, ...KNOWN]).entries);
  entries.set("value", replacing(base.entries.get("value"), value));
  return { ...base, entries };
}

/** `base` without its source, and without the day since which it is known, where `over` brings a new value and none. */
function withoutProvenance(base: Branch, over: Branch): Branch {
  if (!over.entries.has("value")) return base;
  const cited = PROVENANCE.some((key) => over.entries.has(key));
  const dated = over.entries.has("known");
  return without(base, [...(cited ? [] : PROVENANCE), ...(dated ? [] : KNOWN)]);
}

function without(base: Branch, keys: readonly string[]): Branch {
  return { ...base, entries: new Map([...base.entries].filter(([key]) => !keys.includes(key))) };
}

function replacing(base: Tree | undefined, over: Tree): Tree {
  return base === undefined ? over : { ...over, replaced: base };
}
