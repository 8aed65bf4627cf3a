/**
 * Values of 64 bits as two unsigned words each, so that they are in order when their words are.
 *
 * Money is a whole number of 64 bits, which JavaScript computes with only by making an object of each; a double is not
 * ordered as its bits are. With the sign turned about, both are, and are counted, merged and kept without either.
 */

/** Money in whole minor units, or a double. One column holds one of the two. */
export type Key = bigint | number;
export type Keys = BigInt64Array | Float64Array;

/** High word, low word, high word, … */
export type Ordinals = Uint32Array;

const SIGN = 0x8000_0000;

/** Where the words of a value of 64 bits lie on this machine. */
export const [LOW, HIGH] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

const ONE = new Float64Array(1);
const ONE_WHOLE = new BigInt64Array(ONE.buffer);
const ONE_WORDS = new Uint32Array(ONE.buffer);

/** Writes the ordinals of an array, in its order, as words of unsigned numbers of 64 bits. -0 is 0. Not for NaN. */
export function writeOrdinals(keys: Keys, into: Uint32Array): void {
  const from = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const isWhole = keys instanceof BigInt64Array;
  for (let at = 0; at < from.length; at += 2) {
    const low = from[at + LOW] as number;
    const high = from[at + HIGH] as number;
    if (isWhole || high < SIGN) {
      into[at + LOW] = low;
      into[at + HIGH] = high ^ SIGN;
    } else if (low === 0 && high === SIGN) {
      into[at + LOW] = 0;
      into[at + HIGH] = SIGN;
    } else {
      into[at + LOW] = ~low;
      into[at + HIGH] = ~high;
    }
  }
}

/** The value of an ordinal. */
export function keyOf(high: number, low: number, isWhole: boolean): Key {
  if (!isWhole) return doubleOf(high, low);
  ONE_WORDS[LOW] = low;
  ONE_WORDS[HIGH] = high ^ SIGN;
  return ONE_WHOLE[0] as bigint;
}

/** The same as a double, rounded where it is whole and beyond 2^53. */
export function numberOf(high: number, low: number, isWhole: boolean): number {
  return isWhole ? ((high ^ SIGN) | 0) * 2 ** 32 + low : doubleOf(high, low);
}

function doubleOf(high: number, low: number): number {
  const isNegative = high < SIGN;
  ONE_WORDS[LOW] = isNegative ? ~low : low;
  ONE_WORDS[HIGH] = isNegative ? ~high : high ^ SIGN;
  return ONE[0] as number;
}
