/**
 * Values of 64 bits as two words each, so that they are in order when their words are.
 *
 * Money is a whole number of 64 bits, which JavaScript computes with only by making an object of each; a double is not
 * ordered as its bits are. As pairs of words, signed so that each is a small integer, both are counted, merged and kept
 * without either.
 */

/** Money in whole minor units, or a double. One column holds one of the two. */
export type Key = bigint | number;
export type Keys = BigInt64Array | Float64Array;

/** High word, low word, high word, …; a low word has its sign turned about, so that words compare as they are. */
export type Ordinals = Int32Array;

const SIGN = -0x8000_0000;

/** Where the words of a value of 64 bits lie on this machine. */
export const [LOW, HIGH] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

const ONE = new Float64Array(1);
const ONE_WHOLE = new BigInt64Array(ONE.buffer);
const ONE_WORDS = new Int32Array(ONE.buffer);

/**
 * Writes values as words of signed numbers of 64 bits that are in the order of the values; `keys` in its own order. -0
 * is 0. Not for NaN.
 */
export function writeSortable(keys: Keys, into: Int32Array): void {
  const from = new Int32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  if (keys instanceof BigInt64Array) {
    into.set(from);
    return;
  }
  for (let at = 0; at < from.length; at += 2) {
    const low = from[at + LOW] as number;
    const high = from[at + HIGH] as number;
    const isNegative = high < 0 && !(low === 0 && high === SIGN);
    into[at + LOW] = isNegative ? ~low : low;
    into[at + HIGH] = isNegative ? high ^ ~SIGN : high & ~SIGN;
  }
}

/** The low word of an ordinal, of that of a sortable number. */
export const lowOrdinal = (low: number): number => low ^ SIGN;

/** The value of an ordinal. */
export function keyOf(high: number, low: number, isWhole: boolean): Key {
  if (!isWhole) return doubleOf(high, low);
  ONE_WORDS[LOW] = low ^ SIGN;
  ONE_WORDS[HIGH] = high;
  return ONE_WHOLE[0] as bigint;
}

/** The same as a double, rounded where it is whole and beyond 2^53. */
export function numberOf(high: number, low: number, isWhole: boolean): number {
  return isWhole ? high * 2 ** 32 + (low - SIGN) : doubleOf(high, low);
}

function doubleOf(high: number, low: number): number {
  ONE_WORDS[LOW] = high < 0 ? ~(low ^ SIGN) : low ^ SIGN;
  ONE_WORDS[HIGH] = high < 0 ? high ^ ~SIGN : high;
  return ONE[0] as number;
}
