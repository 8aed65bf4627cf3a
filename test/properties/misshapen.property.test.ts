/** A file that is wrong in shape, in names or in values is answered with problems, never with a fault. */
import { loadScenario } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { printTree } from "@steppe/core/source/print.ts";
import { readScenarioText } from "@steppe/core/source/read.ts";
import type { Tree } from "@steppe/core/source/tree.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../docs/blocks.ts";

const HARBOUR = blocksOf("docs/scenario-format.md")
  .filter(({ language }) => language === "yaml")
  .map(({ text }) => text)
  .join("\n");

/** What stands in place of a node: something else than what is wanted there, or nothing. */
const REPLACEMENTS = [
  "text",
  "~",
  "[]",
  "{}",
  "[1, 2]",
  "{a: b}",
  "{a: {b: [c]}}",
  "2004-02-30",
  "-1",
  "lease",
  "'x y'",
];

function paths(tree: Tree, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  const below =
    tree.node === "map"
      ? [...tree.entries].flatMap(([key, value]) => paths(value, [...path, key]))
      : tree.node === "list"
        ? tree.items.flatMap((item, index) => paths(item, [...path, index]))
        : [];
  return [path, ...below];
}

function replaced(tree: Tree, path: readonly (string | number)[], by: Tree): Tree {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (tree.node === "map") {
    return {
      ...tree,
      entries: new Map(
        [...tree.entries].map(([key, value]) => [key, key === first ? replaced(value, rest, by) : value]),
      ),
    };
  }
  if (tree.node !== "list") return tree;
  return { ...tree, items: tree.items.map((item, index) => (index === first ? replaced(item, rest, by) : item)) };
}

function treeOf(text: string): Tree {
  const read = readScenarioText("harbour.yaml", text);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.value;
}

describe("a misshapen file", () => {
  it("is answered with problems, each with a code, a message and a place in it", { timeout: 120_000 }, () => {
    const sound = treeOf(HARBOUR);
    const places = paths(sound);
    let wrong = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), fc.constantFrom(...REPLACEMENTS)), {
          minLength: 1,
          maxLength: 3,
        }),
        (changes) => {
          const tree = changes.reduce((at, [index, text]) => replaced(at, places[index] ?? [], treeOf(text)), sound);
          const bytes = new TextEncoder().encode(printTree(tree));
          const loaded = loadScenario({ scenario: "harbour.yaml" }, () => ({ bytes }), MACHINES);
          if (!loaded.ok) wrong += 1;
          for (const { code, message, place } of loaded.problems) {
            expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
            expect(message).not.toBe("");
            if (place) expect(place.file).toBe("harbour.yaml");
          }
          expect(loaded.ok || loaded.problems.some(({ severity }) => severity === "error")).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
    expect(wrong).toBeGreaterThan(40);
  });
});
