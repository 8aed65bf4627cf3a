import { describe, expect, it } from "vitest";
import { treeOf } from "../source/read-testing.ts";
import { checkShape } from "./shape.ts";
import { SHAPE_EXAMPLES, shapeExample } from "./shape-examples.ts";

/** Where a part stands whose path says only its own key: in a state, an action, a series of rates. */
const AROUND: readonly (readonly [keys: readonly string[], before: string, after: string])[] = [
  [["states"], "machines: {m: {", "}}"],
  [["earlier"], "assume: {m: {value: 1, known: 2010-01-01, ", "}}"],
  [["series"], "rates: {RUB/USD: {", "}}"],
  [["then"], "rates: {RUB/USD: {series: {2013-01-30: 30.13}, ", "}}"],
  [["on", "after", "always", "entry", "exit", "invoke"], "machines: {m: {states: {a: {", "}}}}"],
  [["actions"], "machines: {m: {states: {a: {on: {e: {", "}}}}}}"],
  [["set", "pay", "owe", "tell", "announce", "open", "raise", "cancel", "note"], "machines: {m: {entry: {", "}}}"],
  [["with"], "actors: {a: {", "}}"],
];

/** A scenario in which the example stands where its path leads. */
function scenarioOf(path: string, example: string): string {
  const keys = path.split("/");
  const inner = AROUND.find(([names]) => names.includes(keys[0] as string));
  const above = keys.slice(0, -1).map((key) => (key === "*" ? "m" : key));
  if (path.startsWith("timeline/*/")) return `timeline: [{${example}}]\n`;
  const text = example.startsWith("- ")
    ? `${above[0]}: [${example.slice(2)}]`
    : above.reduceRight((inside, key) => `${key}: {${inside}}`, example);
  return inner ? `${inner[1]}${text}${inner[2]}\n` : `${text}\n`;
}

describe("how a part is written", () => {
  it.each(SHAPE_EXAMPLES)("%s: %s", (path, example) => {
    expect(checkShape(treeOf(scenarioOf(path, example)))).toEqual([]);
  });

  it("is looked up by where it stands, in a variant too", () => {
    expect(shapeExample(["parties", "un"])).toBe("un: {title: UN}");
    expect(shapeExample(["variants", "early", "timeline"])).toBe(shapeExample(["timeline"]));
    expect(shapeExample(["machines", "m", "states", "a", "states", "b", "on"])).toBe("on: {storm: closed}");
    expect(shapeExample(["timeline", 0, "assume"])).toBe("assume: {rent: 14 million USD per year}");
    expect(shapeExample(["timeline", 0, "on"])).toBeUndefined();
    expect(shapeExample([])).toBeUndefined();
  });
});
