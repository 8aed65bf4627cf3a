/**
 * The Sobol sequence and its scrambling, 32 bits a coordinate, every point to be had alone.
 *
 * Points come in Gray-code order (Antonov and Saleev 1979), as in SciPy, from the direction numbers of Joe and Kuo.
 * The scrambling is Owen's in full (Owen 1995, "Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences"): each bit is turned
 * or not by a random bit that depends on all bits before it. Hashes that do so in a few operations (Laine and Karras
 * 2011; Burley 2020) only come near it; here the random bits are the generator's, at eight draws a coordinate, which
 * for some dozens of coordinates a path is nothing.
 */
import { drawWord, type Key } from "./generator.ts";
import { JOE_KUO_6 } from "./sobol-directions.ts";

const BITS = 32;

let written: readonly string[] | undefined;
const directions: Uint32Array[] = [];

/** How many dimensions there are direction numbers for. */
export const SOBOL_DIMENSIONS = 512;

/** The direction numbers of a dimension (from 0), the highest bit first. */
function directionNumbers(dimension: number): Uint32Array {
  const known = directions[dimension];
  if (known) return known;
  written ??= JOE_KUO_6.trim().split(/\s+/);
  const numbers = new Uint32Array(BITS);
  const [a = 0, ...first] = (written[dimension - 1] ?? "").split(",").map((text) => Number.parseInt(text, 36));
  const degree = first.length;
  for (let j = 0; j < BITS; j += 1) {
    if (dimension === 0) numbers[j] = 2 ** (BITS - 1 - j);
    else if (j < degree) numbers[j] = (first[j] as number) * 2 ** (BITS - 1 - j);
    else {
      const before = numbers[j - degree] as number;
      let number = before ^ (before >>> degree);
      for (let k = 1; k < degree; k += 1) if ((a >>> (degree - 1 - k)) & 1) number ^= numbers[j - k] as number;
      numbers[j] = number;
    }
  }
  directions[dimension] = numbers;
  return numbers;
}

/** Coordinate `dimension` of point `index`, both from 0, times 2^32. Asserts that there is such a point. */
export function sobolBits(dimension: number, index: number): number {
  if (!Number.isInteger(dimension) || dimension < 0 || dimension >= SOBOL_DIMENSIONS) {
    throw new RangeError(`dimension must be a whole number from 0 to ${SOBOL_DIMENSIONS - 1}: ${dimension}`);
  }
  if (index >>> 0 !== index) throw new RangeError(`index must be a whole number from 0 to 2^32 − 1: ${index}`);
  const numbers = directionNumbers(dimension);
  let gray = (index ^ (index >>> 1)) >>> 0;
  let bits = 0;
  for (let j = 0; gray !== 0; j += 1) {
    if (gray & 1) bits ^= numbers[j] as number;
    gray >>>= 1;
  }
  return bits >>> 0;
}

const LEVELS = 4;

/**
 * The 32 bits under the nested uniform scrambling of `key`. Four levels of the tree share a draw, which is addressed by
 * the level and the bits above it; its bit h turns the node numbered h as in a heap: 1, then 2 and 3, and so on.
 */
export function scrambledBits(key: Key, bits: number): number {
  let result = 0;
  for (let level = 0; level < BITS; level += LEVELS) {
    const above = level === 0 ? 0 : bits >>> (BITS - level);
    const turns = drawWord(key, above, level);
    let node = 1;
    for (let bit = BITS - 1 - level; bit > BITS - 1 - level - LEVELS; bit -= 1) {
      const own = (bits >>> bit) & 1;
      result = (result << 1) | (own ^ ((turns >>> node) & 1));
      node = 2 * node + own;
    }
  }
  return result >>> 0;
}
