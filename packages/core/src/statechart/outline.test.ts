import { describe, expect, it } from "vitest";
import { Problems } from "../problems.ts";
import { treeOf } from "../source/read-testing.ts";
import type { Branch } from "../source/tree.ts";
import { listOf, outlineOf, writtenAction } from "./outline.ts";

function outlined(text: string) {
  const problems = new Problems();
  return { outline: outlineOf("m", treeOf(text) as Branch, problems), problems: problems.sorted() };
}

describe("outlineOf", () => {
  const { outline, problems } = outlined(`title: Hire
doc: What is hired.
inputs: {payer: party, rent: {kind: money per year, default: 5 USD per year, doc: how much}}
variables: {total: {kind: money, like: rent, initial: 0 USD}}
events: {due: {}, crash: {claimed: money}}
delays: {grace: 5 days}
initial: on
entry: {pay: {from: a, to: b, amount: 1 USD, for: fee}}
states:
  on:
    initial: term
    states:
      term: {on: {crash: {actions: [{open: {machine: small-claim, with: {size: event.claimed}}}, {type: open, params: {machine: claim, as: wrecks}}]}}}
      past: {type: history}
    exit: {type: owe, params: {from: a, to: b, amount: 1 USD, for: rent}}
  off: {after: {5 days: {target: on, actions: {pay: {from: a, to: b, amount: 1 USD, for: late}}}}, always: {target: on, actions: {open: {machine: claim}}}}
`);

  it("knows what others may name: inputs, variables, events, delays, states but history", () => {
    expect(problems).toEqual([]);
    expect([outline.title, outline.doc, outline.source]).toEqual(["Hire", "What is hired.", undefined]);
    expect(outline.inputs.get("rent")).toMatchObject({
      kind: { type: "rate", currency: undefined },
      doc: "how much",
      initial: { text: "5 USD per year" },
    });
    expect(outline.variables.get("total")).toMatchObject({ like: "rent" });
    expect([...outline.events].map(([event, fields]) => [event, [...fields.keys()]])).toEqual([
      ["due", []],
      ["crash", ["claimed"]],
    ]);
    expect([...outline.delays.keys()]).toEqual(["grace"]);
    expect(outline.states).toEqual(["on", "on.term", "off"]);
  });

  it("knows the groups it opens, wherever it does, and the categories it posts under", () => {
    expect(outline.opens.map(({ group, machine }) => [group, machine])).toEqual([
      ["small_claim", "small-claim"],
      ["wrecks", "claim"],
      ["claim", "claim"],
    ]);
    expect([...(outline.opens[0]?.given.keys() ?? [])]).toEqual(["size"]);
    expect(outline.opens[0]?.place).toMatchObject({ line: 13 });
    expect(outline.categories).toEqual(["fee", "rent", "late"]);
  });

  it("refuses kinds and currencies that are none, and leaves what they declare out", () => {
    const wrong = outlined("inputs: {rent: cash, fee: {kind: money in ABC}}\n");
    expect([...wrong.outline.inputs.keys()]).toEqual([]);
    expect(wrong.problems.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)).toEqual([
      "unknown-kind 1:16",
      "unknown-currency 1:34",
    ]);
    expect(wrong.problems[0]?.notes?.[0]).toMatch(/^kinds: number, number per year, share/);
  });
});

describe("writtenAction", () => {
  it("takes both forms, and neither of two at once", () => {
    expect(writtenAction(treeOf("pay: {for: rent}"))).toMatchObject({ type: "pay", params: { node: "map" } });
    expect(writtenAction(treeOf("{type: pay, params: {for: rent}}"))).toMatchObject({
      type: "pay",
      params: { node: "map" },
    });
    expect(writtenAction(treeOf("{pay: {}, owe: {}}"))).toBe(undefined);
  });
});

describe("listOf", () => {
  it("is one or many, or none", () => {
    expect(listOf(treeOf("[1, 2]"))).toHaveLength(2);
    expect(listOf(treeOf("x: 1"))).toHaveLength(1);
    expect(listOf(undefined)).toEqual([]);
  });
});
