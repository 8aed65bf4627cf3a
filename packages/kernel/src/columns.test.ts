/** Columns: what is there and what is not, and that pieces put together are the whole. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedOf } from "./asked.ts";
import {
  allPresent,
  assemble,
  buffersOf,
  type Column,
  type Columns,
  columnType,
  isPresent,
  type Piece,
  whole,
} from "./columns.ts";
import { BERTH, bitmap, modelOf, numbersFrom } from "./kernel-testing.ts";
import { worldEngine } from "./world-engine.ts";

describe("a column", () => {
  it("has every value unless its bitmap says otherwise", () => {
    const values = new Float64Array(11);
    expect(isPresent({ type: "number", values }, 10)).toBe(true);
    const present = bitmap(Array.from({ length: 11 }, (_, index) => index !== 9));
    const found = Array.from({ length: 11 }, (_, index) => isPresent({ type: "number", values, present }, index));
    expect(found).toEqual(Array.from({ length: 11 }, (_, index) => index !== 9));
  });

  it("of which all is there has no bit set beyond its end", () => {
    expect(allPresent(11)).toEqual(new Uint8Array([255, 7]));
    expect(allPresent(8)).toEqual(new Uint8Array([255]));
    expect(allPresent(0)).toEqual(new Uint8Array(0));
  });

  it("is of the type that its kind asks for", () => {
    expect(columnType({ type: "rate", currency: "USD" })).toBe("whole");
    expect(columnType({ type: "rate", currency: null })).toBe("number");
    expect(columnType({ type: "share" })).toBe("number");
    expect(columnType({ type: "party" })).toBe("text");
  });
});

const texts = (first: number, values: readonly string[]): Columns => {
  const distinct = [...new Set(values)];
  const codes = Uint32Array.from(values, (value) => distinct.indexOf(value));
  return { first, count: values.length, columns: [{ type: "text", codes, texts: distinct }], troubles: [] };
};

describe("pieces put together", () => {
  it("number texts in the order in which the paths had them", () => {
    const joined = assemble([whole(texts(0, ["b", "a"])), whole(texts(2, ["c", "b", "a"]))]);
    expect(joined.columns).toEqual([{ type: "text", codes: new Uint32Array([0, 1, 2, 0, 1]), texts: ["b", "a", "c"] }]);
    expect(assemble([{ columns: joined, from: 2, to: 4 }]).columns).toEqual([
      { type: "text", codes: new Uint32Array([0, 1]), texts: ["c", "b"] },
    ]);
  });

  it("keep what is missing in its place", () => {
    const joined = assemble([
      whole(numbersFrom(5, [1, undefined])),
      whole(numbersFrom(7, [3])),
      whole(numbersFrom(8, [undefined])),
    ]);
    expect(joined).toEqual(numbersFrom(5, [1, undefined, 3, undefined]));
    expect(assemble([{ columns: joined, from: 2, to: 3 }])).toEqual(numbersFrom(7, [3]));
  });

  it("must be neighbours, and of one type", () => {
    expect(() => assemble([whole(numbersFrom(0, [1])), whole(numbersFrom(2, [1]))])).toThrow("path 1 is not there");
    expect(() => assemble([whole(numbersFrom(0, [1])), whole(texts(1, ["a"]))])).toThrow(
      "a column of text is none of number",
    );
    expect(() => assemble([])).toThrow("nothing to put together");
  });

  it("are the whole, wherever it was cut, with columns of every type and paths that went wrong", () => {
    const model = modelOf(BERTH);
    const all = worldEngine({ model, seed: "cut", asked: askedOf(model) }).run(0, 24);
    expect(all.troubles.length).toBeGreaterThan(5);
    expect(new Set(all.columns.map(({ type }) => type)).size).toBe(6);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 23 })), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), 24];
        const pieces = bounds.slice(1).map((to, index): Piece => {
          const from = bounds[index] as number;
          return whole(assemble([{ columns: all, from, to }]));
        });
        expect(assemble(pieces)).toEqual(all);
      }),
    );
  });
});

describe("the buffers of columns", () => {
  it("are all of them, each once", () => {
    const duration: Column = {
      type: "duration",
      months: new Int32Array(2),
      days: new Int32Array(2),
      present: bitmap([true, false]),
    };
    const buffers = buffersOf({
      first: 0,
      count: 2,
      columns: [duration, ...numbersFrom(0, [1, 2]).columns],
      troubles: [],
    });
    expect(buffers.map(({ byteLength }) => byteLength)).toEqual([1, 8, 8, 16]);
    expect(new Set(buffers).size).toBe(4);
  });
});
