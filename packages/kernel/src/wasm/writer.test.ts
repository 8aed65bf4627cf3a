import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Writer } from "./writer.ts";

function written(write: (out: Writer) => void): number[] {
  const out = new Writer(1);
  write(out);
  expect(out.length).toBe(out.take().length);
  return [...out.take()];
}

/** The definition of the specification (5.2.2), the other way round. */
function readLeb(bytes: readonly number[], signed: boolean): bigint {
  let value = 0n;
  for (const [i, byte] of bytes.entries()) {
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    expect((byte & 0x80) !== 0, "only the last byte lacks the upper bit").toBe(i < bytes.length - 1);
  }
  return signed ? BigInt.asIntN(7 * bytes.length, value) : value;
}

/** The fewest bytes that hold a number. */
function least(value: bigint, signed: boolean): number {
  let bytes = 1;
  const cut = signed ? BigInt.asIntN : BigInt.asUintN;
  while (cut(7 * bytes, value) !== value) bytes += 1;
  return bytes;
}

const powers = Array.from({ length: 64 }, (_, k) => 1n << BigInt(k));
const EDGES = [0n, ...powers.flatMap((power) => [power - 1n, power, -power, -power - 1n, power + 1n])];
const fits = (bits: number, signed: boolean) => (value: bigint) =>
  (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value;

describe("LEB128", () => {
  const kinds = [
    { name: "u32", bits: 32, signed: false, write: (out: Writer, value: bigint) => out.u32(Number(value)) },
    { name: "s32", bits: 32, signed: true, write: (out: Writer, value: bigint) => out.s32(Number(value)) },
    { name: "s64", bits: 64, signed: true, write: (out: Writer, value: bigint) => out.s64(value) },
  ];
  test.each(kinds)("$name reads back, in the fewest bytes, at all edges and anywhere", ({ bits, signed, write }) => {
    const check = (value: bigint) => {
      const bytes = written((out) => write(out, value));
      expect(readLeb(bytes, signed)).toBe(value);
      expect(bytes.length).toBe(least(value, signed));
    };
    const edges = EDGES.filter(fits(bits, signed));
    expect(edges.length).toBeGreaterThan(90);
    edges.forEach(check);
    const any = signed
      ? fc.bigInt(-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n)
      : fc.bigInt(0n, 2n ** 32n - 1n);
    fc.assert(fc.property(any, check));
  });

  test.each([
    [(out: Writer) => out.u32(-1), "not an unsigned 32-bit number: -1"],
    [(out: Writer) => out.u32(2 ** 32), "not an unsigned 32-bit number: 4294967296"],
    [(out: Writer) => out.u32(0.5), "not an unsigned 32-bit number: 0.5"],
    [(out: Writer) => out.s32(2 ** 31), "not a signed 32-bit number: 2147483648"],
    [(out: Writer) => out.s64(1n << 63n), "not a signed 64-bit number: 9223372036854775808"],
  ])("refuses what does not fit (%#)", (write, message) => {
    expect(() => write(new Writer())).toThrow(message);
  });

  // From the specification's and Wikipedia's examples.
  test("known answers", () => {
    expect(written((out) => out.u32(624485))).toEqual([0xe5, 0x8e, 0x26]);
    expect(written((out) => out.s32(-123456))).toEqual([0xc0, 0xbb, 0x78]);
    expect(written((out) => out.s64(-(1n << 63n)))).toEqual([128, 128, 128, 128, 128, 128, 128, 128, 128, 0x7f]);
    expect(written((out) => out.s64((1n << 63n) - 1n))).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 255, 0]);
  });
});

/** The bytes of one code point (Unicode, table 3-6). */
function utf8Of(point: number): readonly number[] {
  if (point < 0x80) return [point];
  const last = 0x80 | (point & 0x3f);
  if (point < 0x800) return [0xc0 | (point >> 6), last];
  const before = 0x80 | ((point >> 6) & 0x3f);
  if (point < 0x10000) return [0xe0 | (point >> 12), before, last];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), before, last];
}

test("names are UTF-8 behind their length", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const utf8 = [...text].flatMap((one) => utf8Of(one.codePointAt(0) as number));
      expect(written((out) => out.name(text)).slice(-utf8.length || Infinity)).toEqual([...utf8]);
    }),
  );
  expect(written((out) => out.name("é"))).toEqual([2, 0xc3, 0xa9]);
  expect(() => new Writer().name("\ud800")).toThrow(URIError);
});

test("parts stand behind their length, and a cleared writer begins anew", () => {
  expect(written((out) => out.sized((part) => part.raw(new Uint8Array([7, 8, 9]))))).toEqual([3, 7, 8, 9]);
  const out = new Writer();
  out.byte(1);
  out.clear();
  out.f64(-0);
  expect([...out.take()]).toEqual([0, 0, 0, 0, 0, 0, 0, 0x80]);
});
