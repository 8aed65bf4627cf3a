/** Machines written as data in the code become trees, as if they had been read from a file. */
import type { Place } from "../problem.ts";
import type { Tree } from "./tree.ts";

/** A tree of plain data: mappings, lists, texts, numbers and booleans. Places name `file` and no line of it. */
export function treeOfPlain(plain: unknown, file: string): Tree {
  const place: Place = { file, line: 1, column: 1, length: 1 };
  const make = (value: unknown): Tree => {
    if (value === null || value === undefined) return { node: "null", place, layer: file };
    if (Array.isArray(value)) return { node: "list", items: value.map(make), place, layer: file };
    if (typeof value === "object") {
      const entries = new Map(Object.entries(value).map(([key, child]) => [key, { ...make(child), keyPlace: place }]));
      return { node: "map", entries, place, layer: file };
    }
    const text = String(value);
    return { node: "leaf", text, quoted: false, source: { text, place: () => place }, place, layer: file };
  };
  return make(plain);
}
