/**
 * Mean and variance from exact sums.
 *
 * Each value is a whole number times a power of two: money as it is, a double by its bits. The sums of the values and
 * of their squares are kept as whole numbers at one scale, so nothing is rounded while they grow, and the order in
 * which parts are put together means nothing. Mean and variance are exact fractions; whoever prints them rounds, once.
 */
import { type Exact, exact, ZERO } from "@steppe/core";

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

export class Moments {
  #count = 0;
  /** Times 2^scale, and of the squares times 2^(2 scale). */
  #sum = 0n;
  #squares = 0n;
  #scale = 0;

  get count(): number {
    return this.#count;
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

  merge(other: Moments): void {
    this.#rescale(other.#scale);
    const shift = BigInt(other.#scale - this.#scale);
    this.#count += other.#count;
    this.#sum += other.#sum << shift;
    this.#squares += other.#squares << (2n * shift);
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
