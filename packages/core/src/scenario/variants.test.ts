import { describe, expect, it } from "vitest";
import { treeOf } from "../source/read-testing.ts";
import type { Tree } from "../source/tree.ts";
import { merge } from "./merge.ts";
import { saysNothing, variantsOf } from "./variants.ts";

function laid(...texts: readonly string[]): Tree {
  let tree: Tree | undefined;
  for (const [index, text] of texts.entries()) tree = merge(tree, treeOf(text, `${"abc"[index]}.yaml`)).tree;
  return tree as Tree;
}

describe("the variants of a scenario", () => {
  it("are those of the last file first, each with what the last layer that says so calls it", () => {
    const tree = laid(
      "variants: {one: {title: One, doc: First.}, two: {title: Two}, three: {title: Three}}\n",
      "variants: {four: {extends: one}, two: {doc: Second.}}\n",
      "variants: {five: {title: Five}, one: {title: The one, extends: five}}\n",
    );
    expect(variantsOf(tree, ["a.yaml", "b.yaml", "c.yaml"])).toEqual([
      { name: "one", title: "The one", doc: "First.", extends: "five", file: "c.yaml" },
      { name: "five", title: "Five", file: "c.yaml" },
      { name: "two", title: "Two", doc: "Second.", file: "b.yaml" },
      { name: "four", extends: "one", file: "b.yaml" },
      { name: "three", title: "Three", file: "a.yaml" },
    ]);
    expect(variantsOf(laid("title: x\n"), ["a.yaml"])).toEqual([]);
  });
});

describe("a variant that says nothing", () => {
  const tree = laid(
    `variants:
  empty: {}
  told: {title: x, doc: y, sources: {s: {title: t}}, assume: {rent: {doc: z, source: s}}}
  same: {title: x, assume: {rent: 5}}
  removes: {assume: {rent: null}}
  lists: {expect: []}
  named: {actors: {lease: {with: {source: 1}}}}
  behind: {extends: told}
  ahead: {extends: same}
  round: {extends: ring}
  ring: {extends: round}
  twice: {title: x, assume: {rent: 5}}
`,
    "variants: {twice: {title: y}, lost: {extends: nowhere}}\n",
  );
  it.each([
    ["empty", true],
    ["told", true],
    ["behind", true],
    ["round", true],
    ["same", false],
    ["removes", false],
    ["lists", false],
    ["named", false],
    ["ahead", false],
    ["twice", false],
    ["lost", false],
    ["absent", false],
  ])("%s: %s", (name, nothing) => {
    expect(saysNothing(tree, name)).toBe(nothing);
  });
});
