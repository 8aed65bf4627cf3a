import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { treeOf } from "../source/read-testing.ts";
import { type Branch, entriesOf, get, itemsOf, leafText, type Tree, toPlain } from "../source/tree.ts";
import { merge, variantLayers } from "./merge.ts";

const plain = (tree: Tree) => JSON.parse(JSON.stringify(toPlain(tree)));

function lay(...texts: readonly string[]) {
  let tree: Tree | undefined;
  const problems = [];
  const taken = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const merged = merge(tree, treeOf(text, `${index}.yaml`), taken);
    tree = merged.tree;
    problems.push(...merged.problems);
  }
  return { tree: tree as Tree, problems };
}

/** The merged data, for layers that must merge without a problem. */
function laid(...texts: readonly string[]) {
  const { tree, problems } = lay(...texts);
  expect(problems).toEqual([]);
  return plain(tree);
}

describe("mappings", () => {
  it("merge by key, null removes, a list is replaced whole", () => {
    const base = "actors: {a: {machine: m, with: {x: 1, y: 2}}}\nparties: [p, q]\n";
    expect(laid(base, "actors: {a: {with: {x: 3, y: null}}, b: {machine: n}}\nparties: [r]\n")).toEqual({
      actors: { a: { machine: "m", with: { x: "3" } }, b: { machine: "n" } },
      parties: ["r"],
    });
  });

  it("keep what each value came from and what it replaced", () => {
    const { tree } = lay(
      "actors: {a: {with: {x: 1}}}\n",
      "actors: {a: {with: {x: 2}}}\n",
      "actors: {a: {with: {x: 3}}}\n",
    );
    const value = get(tree, "actors", "a", "with", "x");
    expect([value?.layer, value?.replaced?.layer, value?.replaced?.replaced?.layer]).toEqual([
      "2.yaml",
      "1.yaml",
      "0.yaml",
    ]);
    expect(leafText(value?.replaced)).toBe("2");
    expect(get(tree, "actors", "a")?.layer).toBe("0.yaml");
  });

  it("start actors in the order of the first layer, new ones last", () => {
    const { tree } = lay("actors: {b: {machine: m}, a: {machine: m}}\n", "actors: {c: {machine: m}, a: {doc: x}}\n");
    expect([...entriesOf(get(tree, "actors")).keys()]).toEqual(["b", "a", "c"]);
  });

  it("refuse to remove what is not there, at any depth and in the first layer too", () => {
    const { problems } = lay("assume: {rent: 1, x:}\n", "assume: {rnet: null}\nactors: {a: {with: ~}}\n");
    expect(problems.map(({ place, message, help }) => [place?.file, place?.line, message, help?.[0]])).toEqual([
      ["0.yaml", 1, "there is no `x` to remove", "give it a value (`{}` for an empty mapping), or leave the key out"],
      ["1.yaml", 1, "there is no `rnet` to remove", "did you mean `rent`?"],
      [
        "1.yaml",
        2,
        "there is no `with` to remove",
        "give it a value (`{}` for an empty mapping), or leave the key out",
      ],
    ]);
    expect(problems.every(({ code, severity }) => code === "nothing-to-remove" && severity === "error")).toBe(true);
  });

  it("keep the nulls of variants, and every declaration of one, the first first", () => {
    const base = "variants: {v: {assume: {rent: null}}, w: {title: x}}\n";
    expect(laid(base)).toEqual({ variants: { v: { assume: { rent: null } }, w: { title: "x" } } });
    const { tree, problems } = lay(base, "variants: {v: {title: y}}\n", "variants: {v: {doc: z}}\n");
    expect(problems).toEqual([]);
    const layers = variantLayers(get(tree, "variants", "v") as Tree);
    expect(layers.map((layer) => [layer.place.file, plain(layer)])).toEqual([
      ["0.yaml", { assume: { rent: null } }],
      ["1.yaml", { title: "y" }],
      ["2.yaml", { doc: "z" }],
    ]);
    expect(layers.map(({ replaced }) => replaced)).toEqual([undefined, undefined, undefined]);
  });

  it("take a variant out with null, and begin it anew after that", () => {
    const base = "variants: {v: {assume: {rent: 1}}, w: {title: x}}\n";
    expect(laid(base, "variants: {v: null}\n")).toEqual({ variants: { w: { title: "x" } } });
    const { tree } = lay(base, "variants: {v: null}\n", "variants: {v: {title: y}}\n");
    expect(variantLayers(get(tree, "variants", "v") as Tree).map(plain)).toEqual([{ title: "y" }]);
    expect(lay(base, "variants: {u: null}\n").problems).toMatchObject([{ code: "nothing-to-remove" }]);
  });
});

describe("the timeline", () => {
  const base = "timeline: [{id: a, on: 2001-01-01}, {on: 2002-01-01}, {id: c, on: 2003-01-01}]\n";
  it("replaces by id in place, takes out, appends", () => {
    const over = "timeline: [{id: new, on: 2005-01-01}, {id: a, on: 2004-01-01}, {id: c, remove: true}]\n";
    expect(laid(base, over)).toEqual({
      timeline: [{ id: "a", on: "2004-01-01" }, { on: "2002-01-01" }, { id: "new", on: "2005-01-01" }],
    });
    const [first] = itemsOf(get(lay(base, over).tree, "timeline"));
    expect(leafText(get(first?.replaced, "on"))).toBe("2001-01-01");
  });

  it("takes out again what a layer before took out", () => {
    const out = "timeline: [{id: c, remove: true}]\n";
    expect(laid(base, out, out)).toEqual({ timeline: [{ id: "a", on: "2001-01-01" }, { on: "2002-01-01" }] });
    expect(lay(base, out, out).problems).toEqual([]);
    expect(lay(base, out, "timeline: [{id: cc, remove: true}]\n").problems).toMatchObject([
      { code: "nothing-to-remove" },
    ]);
  });

  it.each([
    [
      "an unknown id",
      "timeline: [{id: aa, remove: true}]\n",
      "nothing-to-remove",
      "there is no timeline entry `aa` to take out",
    ],
    ["no id", "timeline: [{remove: true}]\n", "nothing-to-remove", "an entry without an `id` cannot be taken out"],
    [
      "an id twice",
      "timeline: [{id: z}, {id: z}]\n",
      "duplicate-id",
      "two timeline entries of one layer have the id `z`",
    ],
  ])("refuses %s", (_name, over, code, message) => {
    expect(lay(base, over).problems).toMatchObject([{ code, message }]);
  });
});

describe("an assumption", () => {
  const full = "assume: {rent: {value: 1, source: s, judgement: j, doc: d, kind: money}}\n";
  const table: readonly (readonly [string, string, string, unknown])[] = [
    ["a bare value keeps what it is, drops where it came from", full, "2", { value: "2", doc: "d", kind: "money" }],
    ["a new value without a source drops the old source", full, "{value: 2}", { value: "2", doc: "d", kind: "money" }],
    [
      "a new value with a source",
      full,
      "{value: 2, source: t}",
      { value: "2", source: "t", judgement: "j", doc: "d", kind: "money" },
    ],
    ["only a doc", full, "{doc: e}", { value: "1", source: "s", judgement: "j", doc: "e", kind: "money" }],
    ["a source for a bare value", "assume: {rent: 1}\n", "{source: s}", { value: "1", source: "s" }],
    ["a series for a value", full, "{2004-01-01: 5}", { "2004-01-01": "5" }],
    ["a date more", "assume: {rent: {2004-01-01: 1}}\n", "{2005-01-01: 2}", { "2004-01-01": "1", "2005-01-01": "2" }],
    [
      "a date more in a series with a source",
      "assume: {rent: {series: {2004-01-01: 1}, source: s}}\n",
      "{2005-01-01: 2}",
      { series: { "2004-01-01": "1", "2005-01-01": "2" }, source: "s" },
    ],
    ["a bare value for a series", "assume: {rent: {2004-01-01: 1}}\n", "2", "2"],
  ];
  it.each(table)("%s", (_name, base, over, expected) => {
    expect(laid(base, `assume: {rent: ${over}}\n`)).toEqual({ assume: { rent: expected } });
  });

  it("says in `replaced` what a bare value replaced", () => {
    const rent = get(lay(full, "assume: {rent: 2}\n").tree, "assume", "rent");
    expect([rent?.layer, rent?.replaced?.layer]).toEqual(["1.yaml", "0.yaml"]);
    expect(leafText(get(rent, "value")?.replaced)).toBe("1");
  });
});

describe("laws of merging", () => {
  const place = { file: "f", line: 1, column: 1, length: 1 };
  const { tree } = fc.letrec<{ tree: Tree; branch: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3 }, fc.constantFrom("x", "y").map(leaf), tie("branch")),
    branch: fc.dictionary(fc.constantFrom("a", "b", "c", "assume", "actors"), tie("tree"), { maxKeys: 4 }).map(branch),
  }));
  function leaf(text: string): Tree {
    return { node: "leaf", text, quoted: false, source: { text, place: () => place }, place, layer: "l" };
  }
  function branch(entries: Readonly<Record<string, Tree>>): Branch {
    return { node: "map", entries: new Map(Object.entries(entries)), place, layer: "l" };
  }
  const root = fc.dictionary(fc.constantFrom("a", "b", "actors"), tree, { maxKeys: 3 }).map(branch);

  it("an empty overlay changes nothing", () => {
    fc.assert(
      fc.property(root, (base) => {
        expect(plain(merge(base, branch({})).tree)).toEqual(plain(base));
      }),
    );
  });

  it("an overlay of itself changes nothing", () => {
    fc.assert(
      fc.property(root, (base) => {
        expect(plain(merge(base, base).tree)).toEqual(plain(base));
      }),
    );
  });

  it("null removes every key", () => {
    fc.assert(
      fc.property(root, (base) => {
        const nothing = Object.fromEntries(
          [...base.entries.keys()].map((key) => [key, { node: "null", place, layer: "l" }]),
        );
        const merged = merge(base, branch(nothing as Record<string, Tree>));
        expect(merged.problems).toEqual([]);
        expect(plain(merged.tree)).toEqual({});
      }),
    );
  });

  it("the order of keys does not matter", () => {
    const reversed = (node: Tree): Tree =>
      node.node === "map"
        ? { ...node, entries: new Map([...node.entries].reverse().map(([key, value]) => [key, reversed(value)])) }
        : node;
    fc.assert(
      fc.property(root, root, (base, over) => {
        expect(plain(merge(reversed(base), reversed(over)).tree)).toEqual(plain(merge(base, over).tree));
      }),
    );
  });

  it("three layers merge the same from the left and from the right, nulls aside", () => {
    fc.assert(
      fc.property(root, root, root, (a, b, c) => {
        const left = merge(merge(a, b).tree, c).tree;
        // A text between two mappings hides the first one: only there does the order of merging show.
        fc.pre(!hides(a, b, c));
        expect(plain(left)).toEqual(plain(merge(a, merge(b, c).tree).tree));
      }),
    );
    function hides(a: Tree | undefined, b: Tree | undefined, c: Tree | undefined): boolean {
      if (a?.node === "map" && b?.node === "leaf" && c?.node === "map") return true;
      return [...entriesOf(a).keys()].some((key) => hides(get(a, key), get(b, key), get(c, key)));
    }
  });
});
