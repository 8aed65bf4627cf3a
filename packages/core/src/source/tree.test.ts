import { expect, it } from "vitest";
import { treeOf } from "./read-testing.ts";
import { type Branch, entriesOf, get, headPlace, itemsOf, leafText, plainLeaf, toPlain, treeText } from "./tree.ts";

it("walks by key and by index", () => {
  const tree = treeOf("a: {b: [x, {c: y}]}\n");
  expect(leafText(get(tree, "a", "b", 1, "c"))).toBe("y");
  expect(get(tree, "a", "b", 2)).toBeUndefined();
  expect(get(tree, "a", "b", 0, "c")).toBeUndefined();
  expect([...entriesOf(get(tree, "a")).keys()]).toEqual(["b"]);
  expect(itemsOf(get(tree, "a", "b")).map(treeText)).toEqual(["text", "a mapping"]);
  expect(headPlace(tree)).toEqual(tree.place);
});

it("gives plain data on which `__proto__` is a key like any other", () => {
  const place = { file: "a", line: 1, column: 1, length: 1 };
  const entries = new Map([["__proto__", plainLeaf("x", place, "a")]]);
  const plain = toPlain({ node: "map", entries, place, layer: "a" } satisfies Branch) as object;
  expect(Object.getPrototypeOf(plain)).toBeNull();
  expect(Object.entries(plain)).toEqual([["__proto__", "x"]]);
});
