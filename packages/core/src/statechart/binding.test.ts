import { describe, expect, it } from "vitest";
import type { Expression } from "../expression/tree.ts";
import { Problems } from "../problems.ts";
import { ACTOR, type Kind, money, TEXT, type Value } from "../quantity/index.ts";
import { treeOf } from "../source/read-testing.ts";
import { type Branch, get } from "../source/tree.ts";
import { bindingKey, bindingOf, boundKinds, literalText, NO_BINDING } from "./binding.ts";
import { outlineOf } from "./outline.ts";

const place = { file: "t.yaml", line: 1, column: 1, length: 1 };
const literal = (kind: Kind, value: Value): Expression => ({ node: "literal", kind, value, place });
const { inputs } = outlineOf(
  "m",
  treeOf(`inputs:
  size: money
  cap: {kind: money, like: size}
  yearly: money per year
  fixed: {kind: money in KZT, default: 1 KZT}
  who: {kind: actor, default: lease}
  of: {kind: text, default: "'rent'"}
  name: {kind: text, default: other}
`) as Branch,
  new Problems(),
);

describe("bindingOf", () => {
  it("fixes currencies, actors and texts, by default where they are not given", () => {
    const problems = new Problems();
    const binding = bindingOf(
      inputs,
      new Map([
        ["size", literal(money("RUB"), "" as Value)],
        ["who", literal(ACTOR, "city")],
      ]),
      problems,
    );
    expect(problems.sorted()).toEqual([]);
    expect(binding).toEqual({
      kinds: new Map([["size", money("RUB")]]),
      actors: new Map([["who", "city"]]),
      texts: new Map([["of", "rent"]]),
    });
    expect(bindingOf(inputs, new Map([["name", literal(TEXT, "x")]]), problems)).toMatchObject({
      actors: new Map([["who", "lease"]]),
      texts: new Map([
        ["of", "rent"],
        ["name", "x"],
      ]),
    });
  });

  it("refuses an actor that is not known at load", () => {
    const problems = new Problems();
    bindingOf(
      inputs,
      new Map([["who", { node: "reference", kind: ACTOR, reference: { to: "sender" }, place } as Expression]]),
      problems,
    );
    expect(problems.sorted()).toMatchObject([
      { code: "actor-not-fixed", place, help: ["write the name of an actor or of a group"] },
    ]);
  });
});

describe("boundKinds", () => {
  it("take open currencies from the value, from what they are like, else from the scenario", () => {
    const kinds = boundKinds(inputs, { ...NO_BINDING, kinds: new Map([["size", money("RUB")]]) }, "USD");
    expect([...kinds].slice(0, 4)).toEqual([
      ["size", money("RUB")],
      ["yearly", { type: "rate", currency: "USD" }],
      ["fixed", money("KZT")],
      ["who", ACTOR],
    ]);
    expect(kinds.get("cap")).toEqual(money("RUB"));
    expect(boundKinds(inputs, NO_BINDING, "USD").get("cap")).toEqual(money("USD"));
  });
});

describe("bindingKey", () => {
  it("is the same for equal bindings in any order, and another for others", () => {
    const kinds = new Map([
      ["b", money("RUB")],
      ["a", money("USD")],
    ]);
    const key = bindingKey("m", { ...NO_BINDING, kinds });
    expect(key).toBe("m{a=USD,b=RUB}");
    expect(bindingKey("m", { ...NO_BINDING, kinds: new Map([...kinds].reverse()) })).toBe(key);
    expect(bindingKey("m", NO_BINDING)).toBe("m");
    expect(bindingKey("m", { ...NO_BINDING, actors: new Map([["a", "x"]]) })).not.toBe(
      bindingKey("m", { ...NO_BINDING, texts: new Map([["a", "x"]]) }),
    );
  });
});

describe("literalText", () => {
  it("is the text in quotes, and nothing else", () => {
    const of = (text: string) => literalText(get(treeOf(`x: ${text}`), "x"));
    expect(of(`"'rent'"`)).toBe("rent");
    expect(of("rent")).toBe(undefined);
    expect(of(`"'a"`)).toBe(undefined);
    expect(literalText(undefined)).toBe(undefined);
  });
});
