/** Files of columns: what was written is read again, and nothing else is taken for it. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { askedOf } from "./asked.ts";
import { crc32, fromLittleEndian, jsonBytes, toLittleEndian } from "./bytes.ts";
import { assemble, type Columns, type Piece, whole } from "./columns.ts";
import { ColumnsReader, columnsFileEnd, columnsFileStart, PART_PATHS, PartWriter } from "./columns-file.ts";
import { BERTH, modelOf, numbersFrom } from "./kernel-testing.ts";
import { worldEngine } from "./world-engine.ts";

/** The file of these columns, written as they come. */
function fileOf(columns: readonly Columns[], header: unknown = { seed: "s" }): Uint8Array {
  const writer = new PartWriter();
  const parts = [
    columnsFileStart(header),
    ...columns.flatMap((one) => [...writer.add(one)]),
    ...writer.rest(),
    columnsFileEnd({ ended: "complete" }),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** All that is in a file: its header, its columns in one, its end; or the code and message of what is wrong. */
function contentOf(bytes: Uint8Array): { header?: unknown; columns?: Columns; end?: unknown; problem?: string } {
  let at = 0;
  const reader = new ColumnsReader((length) => {
    const part = bytes.slice(at, at + length);
    at += part.length;
    return part;
  }, "x.columns");
  const pieces: Piece[] = [];
  let header: unknown;
  let end: unknown;
  for (;;) {
    const read = reader.next();
    if (!read.ok) return { problem: `${read.problems[0]?.code}: ${read.problems[0]?.message}` };
    if (read.value === undefined) break;
    if (read.value.tag === "PART") pieces.push(whole(read.value.columns));
    else if (read.value.tag === "HEAD") header = read.value.json;
    else end = read.value.json;
  }
  return { header, end, ...(pieces.length > 0 && { columns: assemble(pieces) }) };
}

let all: Columns;
beforeAll(() => {
  const model = modelOf(BERTH);
  all = worldEngine({ model, seed: "file", asked: askedOf(model) }).run(0, 30);
});

describe("a file of columns", () => {
  it("gives back what was written, columns of every type and what went wrong", () => {
    expect(contentOf(fileOf([all]))).toEqual({ header: { seed: "s" }, columns: all, end: { ended: "complete" } });
  });

  it("has the same bytes in whatever ranges the columns came", () => {
    const long = numbersFrom(
      0,
      Array.from({ length: 2 * PART_PATHS + 5 }, (_, path) => (path % 7 === 0 ? undefined : path / 3)),
    );
    const whole_ = fileOf([long]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: long.count - 1 }), { maxLength: 12 }), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), long.count];
        const parts = bounds
          .slice(1)
          .map((to, index) => assemble([{ columns: long, from: bounds[index] as number, to }]));
        expect(Buffer.compare(fileOf(parts), whole_)).toBe(0);
      }),
      { numRuns: 25 },
    );
    expect(contentOf(whole_).columns).toEqual(long);
  });

  it("may have no paths at all", () => {
    expect(contentOf(fileOf([]))).toEqual({ header: { seed: "s" }, end: { ended: "complete" } });
  });

  it("keeps text of any script", () => {
    const header = { title: "Байқоңыр 🚀 \u0000" };
    expect(contentOf(fileOf([], header)).header).toEqual(header);
  });
});

describe("what is not such a file", () => {
  it("is refused by its first bytes, and one of another version by its number", () => {
    const bytes = fileOf([]);
    expect(contentOf(new TextEncoder().encode("steppe: 1\nperiod: 2004-01-01 .. 2005-01-01\n")).problem).toBe(
      "not-columns: `x.columns` is not a file of columns",
    );
    expect(contentOf(new Uint8Array(0)).problem).toBe("not-columns: `x.columns` is not a file of columns");
    bytes[8] = 9;
    expect(contentOf(bytes).problem).toBe(
      "columns-version: `x.columns` has version 9 of the form, and this steppe reads version 1",
    );
  });

  it("is refused when it is cut anywhere", () => {
    const bytes = fileOf([all]);
    for (const length of [16, 20, 40, 100, bytes.length - 100, bytes.length - 1]) {
      expect(contentOf(bytes.slice(0, length)).problem).toBe(
        "columns-truncated: `x.columns` ends before its end: it was not written whole",
      );
    }
  });

  it("is refused when any bit of it is turned, or something follows its end", () => {
    const bytes = fileOf([all]);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const turned = bytes.slice();
        turned[at] = (turned[at] as number) ^ (1 << bit);
        const { problem } = contentOf(turned);
        // The four bytes that fill up a checksum to eight mean nothing; lengths may lead past the end.
        if (problem === undefined) expect(contentOf(turned)).toEqual(contentOf(bytes));
        else expect(problem).toMatch(/^columns-(damaged|truncated): /);
      }),
    );
    // A length of more than 2^31.
    const long = bytes.slice();
    long[23] = 0x80;
    expect(contentOf(long).problem).toBe("columns-damaged: `x.columns` is damaged: no block begins here");
    const turned = bytes.slice();
    turned[600] = (turned[600] as number) ^ 1;
    expect(contentOf(turned).problem).toBe("columns-damaged: `x.columns` is damaged: a checksum does not match");
    expect(contentOf(Uint8Array.from([...bytes, 0])).problem).toBe(
      "columns-damaged: `x.columns` is damaged: more follows its end",
    );
  });
});

describe("bytes", () => {
  it("have the checksum of ISO 3309", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it("are little-endian on a machine that is not", () => {
    const values = new Uint32Array([0x01020304, 0xfffefdfc]);
    const host = new Uint8Array(values.buffer);
    const turned = toLittleEndian(values, false);
    expect([...turned]).toEqual([3, 2, 1, 0, 7, 6, 5, 4].map((at) => host[at]));
    expect(new Uint32Array(fromLittleEndian(turned, 4, false))).toEqual(values);
    expect(new Uint32Array(fromLittleEndian(toLittleEndian(values), 4))).toEqual(values);
  });

  it("of JSON are ASCII", () => {
    expect(Math.max(...jsonBytes({ a: "ж🚀" }))).toBeLessThan(128);
    expect(JSON.parse(new TextDecoder().decode(jsonBytes({ a: "ж🚀" })))).toEqual({ a: "ж🚀" });
  });
});
