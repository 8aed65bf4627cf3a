/**
 * The generator's streams as a run uses them, under tests with limits from theory; and generators
 * that must not pass them. Seeds are fixed: what passes here passes always. The longer battery is
 * dieharder.sh.
 */
import { drawBits, streamKey } from "@steppe/core/chance/index.ts";
import { describe, expect, test } from "vitest";

/** 64 bits of draw (stream, path, n); streams are numbered. */
type Source = (stream: number, path: number, n: number) => bigint;

const keys = Array.from({ length: 32 }, (_, i) =>
  streamKey("42", `claim/${(i >> 2) + 1}`, `claim/open/due/0/${i & 3}`),
);
const squares: Source = (stream, path, n) => drawBits(keys[stream] as (typeof keys)[number], path, n);

/** Orders in which a run meets the draws. */
const orders: Record<string, (source: Source, count: number) => Generator<bigint>> = {
  *"path after path"(source, count) {
    for (let i = 0; i < count; i += 1) yield source(i & 31, Math.floor(i / 96), Math.floor(i / 32) % 3);
  },
  *"one draw over all paths"(source, count) {
    for (let i = 0; i < count; i += 1) yield source(7, i, 0);
  },
  *"one path's long history"(source, count) {
    for (let i = 0; i < count; i += 1) yield source(3, 12, i);
  },
  *"path 0, which loses a round"(source, count) {
    for (let i = 0; i < count; i += 1) yield source(3, 0, i);
  },
};

/** How many standard deviations a chi-square value lies out (Wilson and Hilferty 1931). */
function chiSquareZ(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  const expected = total / counts.length;
  let sum = 0;
  for (const count of counts) sum += (count - expected) ** 2 / expected;
  const freedom = counts.length - 1;
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

const COUNT = 300_000;

/** Each of the 8 bytes of a word over its 256 values: the worst of 8. */
function bytes(words: Generator<bigint>): number {
  const counts = Array.from({ length: 8 }, () => new Float64Array(256));
  for (const word of words) {
    for (const [place, count] of counts.entries()) {
      const value = Number((word >> BigInt(8 * place)) & 255n);
      count[value] = (count[value] as number) + 1;
    }
  }
  return Math.max(...counts.map((count) => Math.abs(chiSquareZ(count))));
}

/** Pairs of neighbours, by the upper 6 bits of each: 4096 cells. */
function pairs(words: Generator<bigint>): number {
  const counts = new Float64Array(4096);
  let last = 0;
  let second = false;
  for (const word of words) {
    const top = Number(word >> 58n);
    const cell = last * 64 + top;
    if (second) counts[cell] = (counts[cell] as number) + 1;
    last = top;
    second = !second;
  }
  return Math.abs(chiSquareZ(counts));
}

/** Bits in which neighbours differ: each of the 64 in half the cases. */
function changes(words: Generator<bigint>): number {
  const counts = new Float64Array(64);
  let last: bigint | undefined;
  let total = 0;
  for (const word of words) {
    if (last !== undefined) {
      const low = Number((word ^ last) & 0xffffffffn);
      const high = Number((word ^ last) >> 32n);
      for (let bit = 0; bit < 32; bit += 1) {
        counts[bit] = (counts[bit] as number) + ((low >>> bit) & 1);
        counts[bit + 32] = (counts[bit + 32] as number) + ((high >>> bit) & 1);
      }
      total += 1;
    }
    last = word;
  }
  return Math.max(...Array.from(counts, (count) => Math.abs(count - total / 2) / Math.sqrt(total / 4)));
}

/**
 * Birthday spacings (Marsaglia 1985; Knuth 3.3.2 J): among the sorted spacings of 4096 birthdays in a
 * year of 2^32 days, those equal to another are Poisson of mean 4; summed over the years.
 */
function birthdays(words: Generator<bigint>): number {
  let repeats = 0;
  let years = 0;
  let year: number[] = [];
  for (const word of words) {
    year.push(Number(word >> 32n));
    if (year.length < 4096) continue;
    const days = Float64Array.from(year).sort();
    const spacings = days.map((day, i) => day - (i === 0 ? 0 : (days[i - 1] as number))).sort();
    for (let i = 1; i < spacings.length; i += 1) if (spacings[i] === spacings[i - 1]) repeats += 1;
    years += 1;
    year = [];
  }
  const mean = 4 * years;
  return Math.abs(repeats - mean) / Math.sqrt(mean);
}

const battery = { bytes, pairs, changes, birthdays };

/** Of 16 results, the worst of up to 64 figures each: beyond 5 has a chance below 1 in 1,700 if all is well. */
const LIMIT = 5;

describe.each(Object.keys(orders))("%s", (order) => {
  test.each(Object.keys(battery) as (keyof typeof battery)[])("%s", (name) => {
    const walk = orders[order] as (typeof orders)[string];
    expect(battery[name](walk(squares, COUNT))).toBeLessThan(LIMIT);
  });
});

/** The avalanche of a bad generator: the key times the counter, no round of squaring. */
const weyl: Source = (stream, path, n) =>
  BigInt.asUintN(64, ((BigInt(n) << 32n) | BigInt(path)) * (0xc58efd154ce32f6dn + BigInt(2 * stream)));
/** Good words, of which one bit is stuck in one word of 16. */
const biased: Source = (stream, path, n) => squares(stream, path, n) | (path % 16 === 5 ? 1n << 63n : 0n);
/** Every stream the same: what a lost key would do. */
const sameStream: Source = (_stream, path, n) => squares(0, path, n);

describe("the battery finds", () => {
  const all = orders["path after path"] as (typeof orders)[string];
  const one = orders["one draw over all paths"] as (typeof orders)[string];

  test("a counter that is not mixed", () => {
    expect(birthdays(one(weyl, COUNT))).toBeGreaterThan(LIMIT);
    expect(changes(one(weyl, COUNT))).toBeGreaterThan(LIMIT);
    expect(pairs(one(weyl, COUNT))).toBeGreaterThan(LIMIT);
  });

  test("a bit stuck in one word of 16", () => {
    expect(bytes(one(biased, COUNT))).toBeGreaterThan(LIMIT);
  });

  test("streams that share a key", () => {
    expect(changes(all(sameStream, COUNT))).toBeGreaterThan(LIMIT);
    expect(birthdays(all(sameStream, COUNT))).toBeGreaterThan(LIMIT);
  });
});

describe("streams are apart from each other", () => {
  /** Bits that agree in two sources over `count` draws, in standard deviations from half. */
  function agreement(left: (i: number) => bigint, right: (i: number) => bigint, count: number): number {
    let ones = 0;
    for (let i = 0; i < count; i += 1) {
      for (let rest = left(i) ^ right(i); rest !== 0n; rest &= rest - 1n) ones += 1;
    }
    return Math.abs(ones - 32 * count) / Math.sqrt(16 * count);
  }

  test("keys that differ in their upper digits alone", () => {
    const low = 0x4ce32f6d;
    const left = { high: 0xc58efd15 | 0, low };
    const right = { high: 0xd58efc12 | 0, low };
    expect(
      agreement(
        (i) => drawBits(left, i, 0),
        (i) => drawBits(right, i, 0),
        20_000,
      ),
    ).toBeLessThan(LIMIT);
  });

  test("neighbouring paths, and neighbouring n", () => {
    expect(
      agreement(
        (i) => squares(1, i, 0),
        (i) => squares(1, i + 1, 0),
        20_000,
      ),
    ).toBeLessThan(LIMIT);
    expect(
      agreement(
        (i) => squares(1, i, 0),
        (i) => squares(1, i, 1),
        20_000,
      ),
    ).toBeLessThan(LIMIT);
    expect(
      agreement(
        (i) => squares(1, i, 5),
        (i) => squares(1, 5, i),
        20_000,
      ),
    ).toBeLessThan(LIMIT);
  });

  test("seeds, actors and sites that differ by one sign", () => {
    const streams = [
      streamKey("42", "claim/1", "open"),
      streamKey("43", "claim/1", "open"),
      streamKey("42", "claim/2", "open"),
      streamKey("42", "claim/1", "opem"),
    ];
    for (const [i, left] of streams.entries()) {
      for (const right of streams.slice(i + 1)) {
        expect(
          agreement(
            (k) => drawBits(left, k, 0),
            (k) => drawBits(right, k, 0),
            5_000,
          ),
        ).toBeLessThan(LIMIT);
      }
    }
  });

  test("100,000 streams with names alike have as many keys", () => {
    const seen = new Set<string>();
    for (let actor = 0; actor < 1000; actor += 1) {
      for (let site = 0; site < 100; site += 1) {
        const key = streamKey("1", `claim/${actor}`, `claim/open/${site}`);
        seen.add(`${key.high} ${key.low}`);
      }
    }
    expect(seen.size).toBe(100_000);
  });
});
