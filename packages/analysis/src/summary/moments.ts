/**
 * Mean and variance from exact sums.
 *
 * Each value is a whole number times a power of two: money as it is, a double by its bits. The sums of the values and
 * of their squares are kept as whole numbers at one scale, so nothing is rounded while they grow, and the order in
 * which parts are put together means nothing. Mean and variance are exact fractions; whoever prints them rounds, once.
 */
import { type Exact, exact, ZERO } from "@steppe/core";
import type { Counted } from "./counted.ts";
import { keyOf, numberOf } from "./ordinals.ts";

/** n · 2^e. */
interface Dyadic {
  readonly n: bigint;
  readonly e: number;
}

const FLOATS = new Float64Array(1);
const BITS = new BigUint64Array(FLOATS.buffer);

/** A finite double as a whole number times a power of two not above one (IEEE 754 binary64). */
export function dyadic(x: number): Dyadic {
  if (Number.isSafeInteger(x)) return { n: BigInt(x), e: 0 };
  if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
  FLOATS[0] = x;
  const bits = BITS[0] as bigint;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  const e = Math.max(exponent, 1) - 1075;
  const n = bits >> 63n === 1n ? -size : size;
  return e > 0 ? { n: n << BigInt(e), e: 0 } : { n, e };
}

/** Sums as plain data. */
export interface MomentSums {
  readonly count: number;
  /** Times 2^-scale; that of the squares times 2^(-2 scale). */
  readonly sum: bigint;
  readonly squares: bigint;
  /** Zero or less. */
  readonly scale: number;
}

export class Moments {
  #count = 0;
  #sum = 0n;
  #squares = 0n;
  #scale = 0;

  get count(): number {
    return this.#count;
  }

  get sums(): MomentSums {
    return { count: this.#count, sum: this.#sum, squares: this.#squares, scale: this.#scale };
  }

  /** Takes in a value that came `count` times. */
  add(value: bigint | number, count = 1): void {
    this.#count += count;
    const { n, e } = typeof value === "bigint" ? { n: value, e: 0 } : dyadic(value);
    if (n === 0n) return;
    this.#rescale(e);
    const whole = n << BigInt(e - this.#scale);
    const times = BigInt(count);
    this.#sum += whole * times;
    this.#squares += whole * whole * times;
  }

  /** Takes in values that have been counted. */
  addCounted({ ordinals, counts }: Counted, isWhole: boolean): void {
    const limbs = new Limbs();
    for (let i = 0; i < counts.length; i += 1) {
      const [high, low] = [ordinals[2 * i] as number, ordinals[2 * i + 1] as number];
      const value = numberOf(high, low, isWhole);
      const count = counts[i] as number;
      if (!Number.isSafeInteger(value)) this.add(keyOf(high, low, isWhole), count);
      else if (!limbs.add(value, count)) this.add(value, count);
    }
    this.merge(limbs.sums());
  }

  merge({ count, sum, squares, scale }: MomentSums): void {
    this.#rescale(scale);
    const shift = BigInt(scale - this.#scale);
    this.#count += count;
    this.#sum += sum << shift;
    this.#squares += squares << (2n * shift);
  }

  /** The mean; undefined of nothing. */
  mean(): Exact | undefined {
    return this.#count === 0 ? undefined : exact(this.#sum, BigInt(this.#count) << BigInt(-this.#scale));
  }

  /** The sample variance, over count - 1; undefined of fewer than two values. */
  variance(): Exact | undefined {
    if (this.#count < 2) return undefined;
    const n = BigInt(this.#count);
    const spread = n * this.#squares - this.#sum * this.#sum;
    return spread === 0n ? ZERO : exact(spread, (n * (n - 1n)) << BigInt(-2 * this.#scale));
  }

  #rescale(e: number): void {
    if (e >= this.#scale) return;
    const shift = BigInt(this.#scale - e);
    this.#sum <<= shift;
    this.#squares <<= 2n * shift;
    this.#scale = e;
  }
}

const LIMB = 2 ** 18;

/**
 * Sums of whole numbers below 2^53, and of their squares, by parts of 18 bits: a product of two parts stays below 2^36,
 * and of 2^16 values every sum is a double without rounding. So nothing is made of big integers but the end.
 */
class Limbs {
  #count = 0;
  readonly #sums: [number, number, number] = [0, 0, 0];
  /** Of the squares, by the number of limbs they are moved. */
  readonly #squares: [number, number, number, number, number] = [0, 0, 0, 0, 0];

  /** False where there would be too many. */
  add(value: number, count: number): boolean {
    if (this.#count + count > 2 ** 16) return false;
    this.#count += count;
    const size = Math.abs(value);
    const c = Math.floor(size / (LIMB * LIMB));
    const rest = size - c * (LIMB * LIMB);
    const b = Math.floor(rest / LIMB);
    const a = rest - b * LIMB;
    const times = value < 0 ? -count : count;
    this.#sums[0] += a * times;
    this.#sums[1] += b * times;
    this.#sums[2] += c * times;
    this.#squares[0] += a * a * count;
    this.#squares[1] += a * b * count;
    this.#squares[2] += (2 * a * c + b * b) * count;
    this.#squares[3] += b * c * count;
    this.#squares[4] += c * c * count;
    return true;
  }

  sums(): MomentSums {
    const [a, b, c] = this.#sums.map(BigInt) as [bigint, bigint, bigint];
    const [aa, ab, ac, bc, cc] = this.#squares.map(BigInt) as [bigint, bigint, bigint, bigint, bigint];
    return {
      count: this.#count,
      sum: a + (b << 18n) + (c << 36n),
      squares: aa + (ab << 19n) + (ac << 36n) + (bc << 55n) + (cc << 72n),
      scale: 0,
    };
  }
}
