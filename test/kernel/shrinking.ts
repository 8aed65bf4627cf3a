/**
 * From a random model that fails to the smallest that is found to fail: first in the row of choices that it is decoded
 * from (Zeller & Hildebrandt 2002, "Simplifying and Isolating Failure-Inducing Input"), then in the tree of the file.
 */
import type { Yaml } from "./random-actions.ts";

type Row = readonly number[];

/** The row with choices made the first, the simplest, or left out, as long as it `fails`: block by block, ever smaller. */
export function shrunkRow(row: Row, fails: (row: Row) => boolean): Row {
  let least = row;
  for (let size = 2 ** Math.ceil(Math.log2(row.length)); size >= 1; size /= 2) {
    for (let from = Math.floor((least.length - 1) / size) * size; from >= 0; from -= size) {
      const block = least.slice(from, from + size);
      const [before, after] = [least.slice(0, from), least.slice(from + size)];
      if (block.length > 0 && fails([...before, ...after])) least = [...before, ...after];
      else if (block.some((choice) => choice !== 0)) {
        const simplest = [...before, ...block.map(() => 0), ...after];
        if (fails(simplest)) least = simplest;
      }
    }
  }
  return least;
}

const keysOf = (node: Exclude<Yaml, string>): readonly string[] => Object.keys(node);

function withChild(node: Exclude<Yaml, string>, key: string, child: Yaml | undefined): Yaml {
  if (Array.isArray(node)) {
    const items = node as readonly Yaml[];
    return items.flatMap((item, index) => (String(index) !== key ? [item] : child === undefined ? [] : [child]));
  }
  const entries = Object.entries(node).flatMap(([name, value]) =>
    name !== key ? [[name, value] as const] : child === undefined ? [] : [[name, child] as const],
  );
  return Object.fromEntries(entries);
}

const childOf = (node: Exclude<Yaml, string>, key: string): Yaml =>
  (node as Readonly<Record<string, Yaml>>)[key] as Yaml;

/** The tree without whatever can be left out of it as long as it `fails`: the last first, and the whole before its parts. */
export function prunedTree(node: Yaml, fails: (node: Yaml) => boolean): Yaml {
  if (typeof node === "string") return node;
  let least: Exclude<Yaml, string> = node;
  for (const key of [...keysOf(node)].reverse()) {
    const around = least;
    const without = withChild(around, key, undefined);
    least = (
      fails(without)
        ? without
        : withChild(
            around,
            key,
            prunedTree(childOf(around, key), (child) => fails(withChild(around, key, child))),
          )
    ) as Exclude<Yaml, string>;
  }
  return least;
}
