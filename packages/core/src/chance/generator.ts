/// <reference path="./alea.d.ts" />
/**
 * The generator: Squares64, five rounds (Widynski 2020, "Squares: A Fast Counter-Based RNG", arXiv 2004.06278).
 *
 * A counter-based generator is a function of (key, counter) and has no state, so any draw of any
 * path can be had alone and in any order. Squares is the fastest of its kind with a published
 * record (BigCrush, PractRand): 3 ns a draw in WebAssembly, where Philox4x32-10 takes 13 for two and
 * xoshiro128++ has a state to keep. Golden runs depend on every choice below: they are final.
 *
 * - Key: the stream [seed, actor, site] as JSON, hashed to 64 bits by `alea` of seedrandom (plain
 *   IEEE sums and products and whole UTF-16 units, hence the same everywhere), then made into one
 *   of the keys the paper allows: `conformingKey`.
 * - Counter: n in the high 32 bits, path in the low ones. Not the other way: with a low half of 0
 *   the first round squares to 0 and is lost, and n is 0 in most draws. As it is, only path 0
 *   loses a round, and four rounds are what the paper's 32-bit variant has.
 * - u: the upper 52 bits k make u = (2k + 1) · 2^-53. So u is an odd multiple of 2^-53: never 0, 1
 *   or exactly ½, symmetric, exact, and 1 − u is exact too. (With 53 bits, the greatest k + ½
 *   would round up, and u be 1.)
 *
 * Words are signed 32-bit integers (two limbs and Math.imul: a fifth of the time that BigInt takes).
 */
import alea from "seedrandom/lib/alea.js";

/** A 64-bit key as two signed 32-bit words. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/** The upper 32 bits of the product of two words taken as unsigned: by halves, no sum of which overflows. */
function productHigh(x: number, y: number): number {
  const a = x >>> 16;
  const b = x & 0xffff;
  const c = y >>> 16;
  const d = y & 0xffff;
  const first = (Math.imul(a, d) + (Math.imul(b, d) >>> 16)) | 0;
  const second = (Math.imul(b, c) + (first & 0xffff)) | 0;
  return (Math.imul(a, c) + (first >>> 16) + (second >>> 16)) | 0;
}

/** 1 when adding `addend` gave the unsigned `sum` by overflowing, else 0. */
function carry(sum: number, addend: number): number {
  return sum >>> 0 < addend >>> 0 ? 1 : 0;
}

// The result of the last `squares64`: two numbers cannot be returned without an allocation.
let resultHigh = 0;
let resultLow = 0;

/** squares64(counter, key) into `resultHigh`, `resultLow`. */
function squares64(key: Key, counterHigh: number, counterLow: number): void {
  const yLow = Math.imul(counterLow, key.low);
  const yHigh =
    (Math.imul(counterHigh, key.low) + Math.imul(counterLow, key.high) + productHigh(counterLow, key.low)) | 0;
  const zLow = (yLow + key.low) | 0;
  const zHigh = (yHigh + key.high + carry(zLow, yLow)) | 0;
  let high = yHigh;
  let low = yLow;
  for (let round = 1; round <= 4; round += 1) {
    const addLow = round & 1 ? yLow : zLow;
    const addHigh = round & 1 ? yHigh : zHigh;
    const sum = (Math.imul(low, low) + addLow) | 0;
    const top = (2 * Math.imul(high, low) + productHigh(low, low) + addHigh + carry(sum, addLow)) | 0;
    high = sum; // the halves change places
    low = top;
  }
  const sum = (Math.imul(low, low) + yLow) | 0;
  const fifth = (2 * Math.imul(high, low) + productHigh(low, low) + yHigh + carry(sum, yLow)) | 0;
  resultHigh = low;
  resultLow = high ^ fifth;
}

function assertWord(name: string, value: number): void {
  if (value >>> 0 === value) return;
  throw new RangeError(`${name} must be a whole number from 0 to 2^32 − 1: ${value}`);
}

/** The 64 bits of draw `n` of `path` in the stream of `key`: for tests of the generator itself. */
export function drawBits(key: Key, path: number, n: number): bigint {
  assertWord("path", path);
  assertWord("n", n);
  squares64(key, n, path);
  return (BigInt(resultHigh >>> 0) << 32n) | BigInt(resultLow >>> 0);
}

/** u of draw `n` of `path` in the stream of `key`. Asserts that both are whole and below 2^32. */
export function drawUniform(key: Key, path: number, n: number): number {
  assertWord("path", path);
  assertWord("n", n);
  squares64(key, n, path);
  return ((resultHigh >>> 0) * 2 ** 20 + (resultLow >>> 12) + 0.5) * 2 ** -52;
}

/** The upper 32 bits of draw `n` of `path` in the stream of `key`, as a whole number. Asserts as `drawUniform` does. */
export function drawWord(key: Key, path: number, n: number): number {
  assertWord("path", path);
  assertWord("n", n);
  squares64(key, n, path);
  return resultHigh >>> 0;
}

/** 32 bits that depend on a text alone: no seed, no path. */
export function textHash(text: string): number {
  return alea(text).int32() >>> 0;
}

/** The key of a stream. Different streams have different keys but for a chance of about 2^-55 a pair. */
export function streamKey(seed: string, actor: string, site: string): Key {
  const hash = alea(JSON.stringify([seed, actor, site]));
  return conformingKey(hash.int32() >>> 0, hash.int32() >>> 0);
}

/**
 * A key as the paper wants it: no digit of its 16 hexadecimal ones is 0; the lower eight differ from
 * each other, the upper eight too (the strictest of its versions), the ninth, counted from the right,
 * differs from the eighth; and the last is odd. There are 2^54.9 such keys.
 *
 * Each half is read off its word of the hash in mixed radix, digit after digit of those still free.
 */
export function conformingKey(highHash: number, lowHash: number): Key {
  const low = distinctDigits(lowHash, (digit) => (digit & 1) === 1);
  const eighth = low >>> 28;
  return { high: distinctDigits(highHash, (digit) => digit !== eighth), low };
}

/** Eight distinct digits from 1 to 15, from the right, the first of them one that `first` allows. */
function distinctDigits(hash: number, first: (digit: number) => boolean): number {
  let rest = hash;
  const free: number[] = [];
  for (let digit = 1; digit <= 15; digit += 1) free.push(digit);
  let word = 0;
  for (let place = 0; place < 8; place += 1) {
    const allowed = place === 0 ? free.filter(first) : free;
    const digit = allowed[rest % allowed.length] as number;
    rest = Math.floor(rest / allowed.length);
    free.splice(free.indexOf(digit), 1);
    word |= digit << (4 * place);
  }
  return word;
}
