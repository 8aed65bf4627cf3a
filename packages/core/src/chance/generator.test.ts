import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conformingKey, drawBits, drawUniform, type Key, streamKey } from "./generator.ts";

const word = fc.nat({ max: 0xffffffff });

function keyOf(hex: string): Key {
  const key = BigInt(`0x${hex}`);
  return { high: Number(key >> 32n) | 0, low: Number(key & 0xffffffffn) | 0 };
}

function hex(key: Key): string {
  return [key.high, key.low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The paper's five rounds, letter by letter, on whole 64-bit numbers. */
function reference(counter: bigint, key: bigint): bigint {
  const cut = (x: bigint) => BigInt.asUintN(64, x);
  const turn = (x: bigint) => cut((x >> 32n) | (x << 32n));
  const y = cut(counter * key);
  const z = cut(y + key);
  let x = turn(cut(y * y + y));
  x = turn(cut(x * x + z));
  x = turn(cut(x * x + y));
  const t = cut(x * x + z);
  x = turn(t);
  return t ^ (cut(x * x + y) >> 32n);
}

describe("squares64", () => {
  // From the paper's C function, compiled with gcc, for three published keys.
  test.each([
    ["c58efd154ce32f6d", 0, 0, "8352d81514c3f20f"],
    ["c58efd154ce32f6d", 0, 1, "4d645c710dea443c"],
    ["c58efd154ce32f6d", 0, 2, "5f664b34b649cc78"],
    ["c58efd154ce32f6d", 0, 0xffffffff, "830ed5b97a6ea42f"],
    ["c58efd154ce32f6d", 1, 0, "601513526bcfbda8"],
    ["c58efd154ce32f6d", 0xffffffff, 0xffffffff, "89d8c127f819498b"],
    ["548c9decbce65297", 0, 0, "36d88366cee633a5"],
    ["548c9decbce65297", 0, 1, "944716e00e60dfaa"],
    ["548c9decbce65297", 0, 0xffffffff, "5f169b0634481af7"],
    ["548c9decbce65297", 1, 0, "122e80b3c281abbf"],
    ["548c9decbce65297", 0xffffffff, 0xffffffff, "434506a445777020"],
    ["87a93f1dc428be57", 0, 0, "6392585cacab7b53"],
    ["87a93f1dc428be57", 0, 2, "0ee62f613836b921"],
    ["87a93f1dc428be57", 1, 0, "dcc5d4c90d2590b9"],
  ])("key %s, counter %d:%d", (key, n, path, expected) => {
    expect(drawBits(keyOf(key), path, n).toString(16).padStart(16, "0")).toBe(expected);
  });

  test("is the paper's function on every key and counter", () => {
    fc.assert(
      fc.property(word, word, word, word, (high, low, path, n) => {
        const expected = reference((BigInt(n) << 32n) | BigInt(path), (BigInt(high) << 32n) | BigInt(low));
        expect(drawBits({ high: high | 0, low: low | 0 }, path, n)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("u", () => {
  test("is an odd multiple of 2^-53 made of the upper 52 bits", () => {
    const key = streamKey("42", "claim", "open");
    fc.assert(
      fc.property(word, word, (path, n) => {
        const u = drawUniform(key, path, n);
        expect(BigInt(u * 2 ** 53)).toBe(2n * (drawBits(key, path, n) >> 12n) + 1n);
        expect(u > 0 && u < 1).toBe(true);
        expect(1 - (1 - u)).toBe(u);
      }),
    );
  });

  test.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses path and n of %d", (value) => {
    const key = streamKey("42", "claim", "open");
    expect(() => drawUniform(key, value, 0)).toThrow(`path must be a whole number from 0 to 2^32 − 1: ${value}`);
    expect(() => drawUniform(key, 0, value)).toThrow(`n must be a whole number from 0 to 2^32 − 1: ${value}`);
  });
});

describe("keys", () => {
  test("conform to the paper's rule, whatever the hash", () => {
    fc.assert(
      fc.property(word, word, (high, low) => {
        const digits = hex(conformingKey(high, low));
        expect(digits).toMatch(/^[1-9a-f]{15}[13579bdf]$/);
        expect(new Set(digits.slice(0, 8)).size).toBe(8);
        expect(new Set(digits.slice(8)).size).toBe(8);
        expect(digits[7]).not.toBe(digits[8]);
      }),
    );
  });

  test("the ends of the hash", () => {
    expect(hex(conformingKey(0, 0))).toBe("8765432187654321");
    expect(hex(conformingKey(0xffffffff, 0xffffffff))).toBe("7bed9f8526c7134f");
  });

  // Every golden run rests on these: a change here is a change of every result.
  test.each([
    [["42", "claim/1", "claim/open/after"], "e36fa5bc856ac9b7"],
    [["42", "claim/2", "claim/open/after"], "684f217a57b48da3"],
    [["", "", ""], "173a49cb3db27ce5"],
    [["graine", "участник", "заявка ☄"], "3cb8df91c5d96a13"],
  ])("of stream %j", ([seed, actor, site], expected) => {
    expect(hex(streamKey(seed as string, actor as string, site as string))).toBe(expected);
  });

  test("names cannot run into each other", () => {
    expect(hex(streamKey("1", "a", "b"))).not.toBe(hex(streamKey("1", 'a","b', "")));
    expect(hex(streamKey("1", "ab", "c"))).not.toBe(hex(streamKey("1", "a", "bc")));
  });
});
