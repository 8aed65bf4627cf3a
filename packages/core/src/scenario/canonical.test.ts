import { describe, expect, it } from "vitest";
import { treeOf } from "../source/read-testing.ts";
import { canonicalText, sameMeaning } from "./canonical.ts";

const same = (a: string, b: string): boolean => sameMeaning(treeOf(a), treeOf(b));

describe("the canonical text", () => {
  it.each([
    ["the order of keys", "assume: {x: 1, y: 2}\nperiod: p", "period: p\nassume: {y: 2, x: 1}"],
    [
      "titles, docs and sources",
      "title: a\ndoc: b\nsources: {s: {title: t}}\nassume: {x: {value: 1, source: s, doc: d}}",
      "assume: {x: {value: 1}}",
    ],
    ["variants", "assume: {x: 1}\nvariants: {v: {assume: {x: 2}}}", "assume: {x: 1}"],
    [
      "docs within machines",
      "machines: {m: {doc: d, states: {on: {doc: e, on: {go: {target: off, doc: f}}}}}}",
      "machines: {m: {states: {on: {on: {go: {target: off}}}}}}",
    ],
    ["how a value is quoted", "assume: {x: 'a'}", 'assume: {x: "a"}'],
  ])("leaves out %s", (_what, a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    ["a value", "assume: {x: 1}", "assume: {x: 2}"],
    ["the order of actors", "actors: {x: {}, y: {}}", "actors: {y: {}, x: {}}"],
    ["the order of a list", "timeline: [{on: a}, {on: b}]", "timeline: [{on: b}, {on: a}]"],
    ["an assumption called source", "assume: {source: 1}", "assume: {source: 2}"],
    ["an actor called doc", "actors: {doc: {machine: m}}", "actors: {}"],
    ["a machine called title", "machines: {title: {initial: on}}", "machines: {}"],
    ["an input called source", "actors: {x: {with: {source: 1}}}", "actors: {x: {with: {source: 2}}}"],
    [
      "a variable called known",
      "machines: {m: {states: {on: {entry: {set: {known: 1}}}}}}",
      "machines: {m: {states: {on: {entry: {set: {known: 2}}}}}}",
    ],
    [
      "a field called source, told in the long form",
      "machines: {m: {entry: {type: tell, params: {with: {source: 1}}}}}",
      "machines: {m: {entry: {type: tell, params: {with: {source: 2}}}}}",
    ],
    [
      "an event called title",
      "machines: {m: {states: {on: {on: {title: off}}}}}",
      "machines: {m: {states: {on: {on: {title: on}}}}}",
    ],
    ["a field called doc", "machines: {m: {events: {e: {doc: number}}}}", "machines: {m: {events: {e: {doc: share}}}}"],
    ["a state called source", "machines: {m: {states: {source: {type: final}}}}", "machines: {m: {states: {}}}"],
    [
      "an assumption called source on the timeline",
      "timeline: [{assume: {source: 1}}]",
      "timeline: [{assume: {source: 2}}]",
    ],
    [
      "the source of a note, which stands in the trace",
      "machines: {m: {entry: {note: {source: s}}}}",
      "machines: {m: {entry: {note: {source: t}}}}",
    ],
  ])("tells apart by %s", (_what, a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it("is JSON with keys in order", () => {
    expect(canonicalText(treeOf("b: [1, {d: ~, c: x}]\na: y"))).toBe('{"a":"y","b":["1",{"c":"x","d":null}]}');
  });
});
