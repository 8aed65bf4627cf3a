/**
 * The layers of a scenario, laid over each other in their order: what a file extends, the file,
 * its variants, `--over` files, `--set`. The caller reads files; this decides which.
 */

import { checkShape, checkWhole, REQUIRED_KEYS } from "../format/shape.ts";
import { didYouMean } from "../nearest.ts";
import type { Place, Problem, Result } from "../problem.ts";
import { readScenarioText } from "../source/read.ts";
import { readableText, readText } from "../source/read-text.ts";
import { type Branch, entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { folderOf, inFolder, resolveInside } from "./layers-path.ts";
import { applySet, SET_FILE } from "./layers-set.ts";
import { merge, variantLayers } from "./merge.ts";
import { variantsOf } from "./variants.ts";

export interface LayersRequest {
  /** The entry scenario, as the user wrote it. */
  readonly file: string;
  /** Names of variants, laid over from left to right. */
  readonly variants: readonly string[];
  /** Overlay files, as the user wrote them. */
  readonly over: readonly string[];
  /** `key.path=value`, as the user wrote them. */
  readonly set: readonly string[];
}

export type FileRead =
  | { readonly bytes: Uint8Array }
  | { readonly error: "missing" | "outside" | "unreadable" | "directory"; readonly detail?: string };

export interface LayerInfo {
  readonly kind: "file" | "variant" | "over" | "set";
  /** As messages and values name it: "baikonur.yaml", "baikonur.yaml@early", "--set". */
  readonly name: string;
  /** The file it stands in ("--set" for `--set`). */
  readonly file: string;
}

export interface Layers {
  readonly tree: Tree;
  /** In the order they were laid: the deepest extended file first. */
  readonly layers: readonly LayerInfo[];
  /** The text of every file read, by name, for excerpts; `--set` has one line for each of its kind. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * A result that keeps the texts of the files even when it failed: without them no excerpt can be shown. `misshapen` is
 * the merged tree of files that could be read though their shape is wrong: the rest of it can still be checked.
 */
export type LayersResult = Result<Layers> & {
  readonly files: ReadonlyMap<string, string>;
  readonly misshapen?: Tree;
};

/**
 * Reads, checks and merges all layers of a scenario. Refuses what `readScenario` and the shape of
 * the format refuse, extending in a circle or out of the entry scenario's folder, and names
 * (variants, paths of `--set`) that are not there. Problems of all files come together.
 */
export function loadLayers(request: LayersRequest, readFile: (path: string) => FileRead): LayersResult {
  const loader = new Loader(request, readFile);
  const tree = loader.load();
  const { problems, layers, files } = loader;
  const failed = tree === undefined || problems.some((problem) => problem.severity === "error");
  if (failed) return { ok: false, problems, files, ...(tree && { misshapen: tree }) };
  return { ok: true, value: { tree, layers, files }, problems, files };
}

class Loader {
  readonly problems: Problem[] = [];
  readonly layers: LayerInfo[] = [];
  readonly files = new Map<string, string>();
  readonly #request: LayersRequest;
  readonly #readFile: (path: string) => FileRead;
  readonly #folder: string;
  /** The ids of timeline entries that a layer took out. */
  readonly #taken = new Set<string>();

  constructor(request: LayersRequest, readFile: (path: string) => FileRead) {
    this.#request = request;
    this.#readFile = readFile;
    this.#folder = folderOf(request.file);
  }

  load(): Tree | undefined {
    const { file, variants, over, set } = this.#request;
    const chain = this.#extended(file.slice(this.#folder.length).replace(/^\/+/, ""));
    const overlays = over.map((path) => this.#overlay(path));
    if (set.length > 0) this.files.set(SET_FILE, set.join("\n"));
    if (chain === undefined) return undefined;
    let tree: Tree | undefined;
    for (const layer of chain) tree = this.#lay(tree, layer, { kind: "file", name: layer.layer, file: layer.layer });
    for (const name of variants) tree = tree && this.#variant(tree, name);
    for (const layer of overlays) {
      if (layer) tree = this.#lay(tree, layer, { kind: "over", name: layer.layer, file: layer.layer });
    }
    for (const [index, text] of set.entries()) tree = tree && this.#set(tree, text, index + 1);
    if (tree === undefined) return undefined;
    if (this.#isOverlay(tree)) return this.#refuseOverlay(tree);
    this.problems.push(...checkWhole(tree).filter((problem) => !this.#isSaid(problem) && !this.#isMisspelt(problem)));
    return tree;
  }

  /** Whether what is to be a scenario neither says when nor names anyone: then it is meant to change another. */
  #isOverlay(tree: Tree): boolean {
    const misspelt = this.problems.some(({ code }) => code === "unknown-key");
    return !misspelt && entriesOf(tree).size > 0 && !get(tree, "period") && !get(tree, "actors");
  }

  #refuseOverlay(tree: Tree): undefined {
    const { file } = this.#request;
    const absent = REQUIRED_KEYS.filter((key) => get(tree, key) === undefined).map((key) => `\`${key}\``);
    const message = `${absent.slice(0, -1).join(", ")} and ${absent.at(-1)} are missing`;
    return this.#refuse("missing-key", message, tree.place, {
      label: "no scenario by itself",
      help: [`if it changes another scenario, lay it over that one: \`steppe check BASE --over ${file}\``],
    });
  }

  /** What is wrong in a layer is wrong in the whole. */
  #isSaid({ code, place, message }: Problem): boolean {
    return this.problems.some(
      (one) =>
        one.code === code &&
        one.message === message &&
        one.place?.line === place?.line &&
        one.place?.column === place?.column,
    );
  }

  /** A key that is missing because it is misspelt has been told of. */
  #isMisspelt({ message }: Problem): boolean {
    const key = /^`([^`]*)` is missing$/.exec(message)?.[1];
    const hint = `did you mean \`${key}\`?`;
    return this.problems.some((one) => one.code === "unknown-key" && one.help?.includes(hint));
  }

  #refuse(code: string, message: string, place: Place | undefined, more: Partial<Problem> = {}): undefined {
    this.problems.push({ code, severity: "error", message, ...(place && { place }), ...more });
    return undefined;
  }

  /** The file at `inside` (within the entry's folder) and all it extends, deepest first. */
  #extended(entry: string): readonly Tree[] | undefined {
    const chain: Tree[] = [];
    const visited: string[] = [];
    let inside = entry;
    let from: Tree | undefined;
    for (;;) {
      const name = inFolder(this.#folder, inside);
      if (visited.includes(inside)) {
        const circle = [...visited.slice(visited.indexOf(inside)), inside].map((path) => inFolder(this.#folder, path));
        return this.#refuse("extends-cycle", `\`${name}\` extends itself`, from?.place, {
          notes: [circle.join(" extends ")],
          help: ["one of these files must extend nothing"],
        });
      }
      visited.push(inside);
      const tree = this.#read(name, from?.place);
      if (tree === undefined) return undefined;
      chain.unshift(without(tree, "extends"));
      from = get(tree, "extends");
      const path = leafText(from);
      if (from === undefined || path === undefined) return chain;
      const next = resolveInside(folderOf(inside), path);
      if (next === undefined) {
        return this.#refuse("path-outside", `\`${path}\` is a path out of the scenario's folder`, from.place, {
          help: [
            "move the file into the scenario's folder and name it relative to this file, with `/`",
            ...this.#insteadOf(name, inFolder(folderOf(name), path)),
          ],
        });
      }
      inside = next;
    }
  }

  /** What does for a file of another folder: that is named on the command line, by whoever may read it. */
  #insteadOf(file: string, path: string): readonly string[] {
    if (!path.split("/").includes("..")) return [];
    return [`or remove \`extends\` and lay this file over that one: \`steppe run ${path} --over ${file}\``];
  }

  #overlay(path: string): Tree | undefined {
    const tree = this.#read(path, undefined);
    const reference = get(tree, "extends");
    if (reference === undefined) return tree;
    return this.#refuse("overlay-extends", "an overlay extends nothing", headPlace(reference), {
      help: [`remove \`extends\`, or run \`${path}\` itself as the scenario`],
    });
  }

  #read(name: string, from: Place | undefined): Tree | undefined {
    const read = this.#readFile(name);
    if ("error" in read) {
      const { what, help: general } = READ_ERRORS[read.error];
      const named = from === undefined && read.error === "missing";
      const help = named ? "check the path: it is relative to the folder you are in" : general;
      const notes = read.detail === undefined ? {} : { notes: [read.detail] };
      return this.#refuse(`file-${read.error}`, `\`${name}\` ${what}`, from, { help: [help], ...notes });
    }
    const text = readText(name, read.bytes);
    if (!text.ok) {
      const shown = readableText(read.bytes);
      if (shown !== undefined) this.files.set(name, shown);
      this.problems.push(...text.problems);
      return undefined;
    }
    this.files.set(name, text.value);
    const tree = readScenarioText(name, text.value);
    this.problems.push(...tree.problems);
    if (!tree.ok) return undefined;
    this.problems.push(...checkShape(tree.value));
    return tree.value;
  }

  #lay(base: Tree | undefined, layer: Tree, info: LayerInfo): Tree {
    const merged = merge(base, layer, this.#taken);
    this.problems.push(...merged.problems);
    this.layers.push(info);
    return merged.tree;
  }

  #variant(tree: Tree, wanted: string): Tree | undefined {
    const variants = entriesOf(get(tree, "variants"));
    const chain: Tree[] = [];
    const names: string[] = [];
    let name = wanted;
    let from: Tree | undefined;
    for (;;) {
      const variant = variants.get(name);
      if (variant === undefined) {
        const files = this.layers.map((layer) => layer.file);
        const known = variantsOf(tree, files).map((one) => one.name);
        const message = name === "" ? "there is no name after the `@`" : `there is no variant \`${name}\``;
        return this.#refuse("unknown-variant", message, from?.place, {
          help: name === "" ? ["`@` stands before the name of a variant"] : didYouMean(name, known),
          notes: [known.length === 0 ? `\`${this.#request.file}\` has no variants` : `variants: ${known.join(", ")}`],
        });
      }
      if (names.includes(name)) {
        return this.#refuse("extends-cycle", `the variant \`${name}\` extends itself`, from?.place, {
          notes: [[...names.slice(names.indexOf(name)), name].join(" extends ")],
          help: ["one of these variants must extend nothing"],
        });
      }
      names.push(name);
      const layers = variantLayers(variant);
      chain.unshift(...layers.map((layer) => relabel(without(layer, "extends"), `${layer.place.file}@${name}`)));
      from = layers.map((layer) => get(layer, "extends")).findLast((reference) => reference !== undefined);
      const next = leafText(from);
      if (next === undefined) break;
      name = next;
    }
    let result: Tree = tree;
    for (const layer of chain) {
      result = this.#lay(result, layer, { kind: "variant", name: layer.layer, file: layer.place.file });
    }
    return result;
  }

  #set(tree: Tree, text: string, line: number): Tree {
    const result = applySet(tree, text, line);
    this.problems.push(...result.problems);
    if (!result.ok) return tree;
    if (this.layers.at(-1)?.kind !== "set") this.layers.push({ kind: "set", name: SET_FILE, file: SET_FILE });
    return result.value;
  }
}

const READ_ERRORS = {
  missing: { what: "is not there", help: "check the path: it is relative to the file that names it" },
  outside: { what: "lies outside the scenario's folder", help: "move the file into the scenario's folder" },
  unreadable: { what: "cannot be read", help: "check its permissions" },
  directory: { what: "is a folder, not a file", help: "name a scenario file in it" },
} as const;

function without(tree: Tree, key: string): Tree {
  if (tree.node !== "map" || !tree.entries.has(key)) return tree;
  const entries = new Map(tree.entries);
  entries.delete(key);
  return { ...tree, entries } satisfies Branch;
}

function relabel(tree: Tree, layer: string): Tree {
  if (tree.node === "map") {
    return { ...tree, layer, entries: new Map([...tree.entries].map(([key, value]) => [key, relabel(value, layer)])) };
  }
  if (tree.node === "list") return { ...tree, layer, items: tree.items.map((item) => relabel(item, layer)) };
  return { ...tree, layer };
}
