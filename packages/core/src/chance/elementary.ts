/**
 * Logarithm, exponential and a little trigonometry that give the same bits on every machine.
 *
 * The language leaves the last digits of its own logarithm, exponential and power to the engine, so
 * a draw through them could differ between two versions of Node. These use `+ − × ÷`, the square
 * root and the bits of a double, all fixed by IEEE 754. A library of such functions was tried first
 * (@stdlib): 222 packages for four functions, 80 of them with an install script.
 *
 * `ln` is by a table (logarithm.ts). `exp`, `sin` and `asin` follow fdlibm 5.3 (e_exp.c, k_sin.c, e_asin.c; error below
 * one unit in the last place):
 *   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy,
 *   modify, and distribute this software is freely granted, provided that this notice is preserved.
 * `log1p` and `expm1` are Kahan's corrections (Goldberg 1991, theorem 4; Higham, "Accuracy and
 * Stability of Numerical Algorithms", §1.14.1): a few units in the last place.
 */
import { ln } from "./logarithm.ts";

export { ln };

// One scratch double, read and written as two words; DataView names the byte order itself.
const bits = new DataView(new ArrayBuffer(8));

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** 2^k for a whole k from −1022 to 1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (1023 + k) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** e^x; Infinity above 709.78, 0 below −745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 7.09782712893383973096e2) return Number.POSITIVE_INFINITY;
  if (x < -7.4513321910194110842e2) return 0;
  let k = 0;
  let high = x;
  let low = 0;
  if (x > 0.34657359027997264 || x < -0.34657359027997264) {
    k = Math.trunc(1.442695040888963387 * x + (x < 0 ? -0.5 : 0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
  }
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * powerOfTwo(1023);
  return k >= -1022 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}

/** ln(1 + x), accurate for small x: where 1 + x is a double, as of −u for every u that is drawn, its logarithm. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1 || u === Number.POSITIVE_INFINITY) return x;
  const less = u - 1;
  return less === x ? ln(u) : (ln(u) * x) / less;
}

/** e^x − 1, accurate for small x. */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  const less = u - 1;
  if (less === -1 || u === Number.POSITIVE_INFINITY) return less;
  return (less * x) / ln(u);
}

/** base^power for a base ≥ 0; relative error about 2^-52 times |power · ln base|. */
export function pow(base: number, power: number): number {
  return base === 0 ? (power > 0 ? 0 : power === 0 ? 1 : Number.POSITIVE_INFINITY) : exp(power * ln(base));
}

/** The sine of an angle of at most π/4. Asserts the range. */
export function sin(x: number): number {
  if (!(Math.abs(x) <= 0.7853981633974484)) throw new RangeError(`sine of an angle beyond π/4: ${x}`);
  const z = x * x;
  const rest =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x + z * x * (-1.66666666666666324348e-1 + z * rest);
}

/** The angle whose sine is `x`, for |x| ≤ ½. Asserts the range. */
export function asin(x: number): number {
  if (!(Math.abs(x) <= 0.5)) throw new RangeError(`arc sine beyond ½: ${x}`);
  const t = x * x;
  const p =
    t *
    (1.66666666666666657415e-1 +
      t *
        (-3.25565818622400915405e-1 +
          t *
            (2.01212532134862925881e-1 +
              t * (-4.00555345006794114027e-2 + t * (7.91534994289814532176e-4 + t * 3.4793310759602116757e-5)))));
  const q =
    1 +
    t *
      (-2.40339491173441421878 +
        t * (2.02094576023350569471 + t * (-6.8828397160545329303e-1 + t * 7.70381505559019352791e-2)));
  return x + x * (p / q);
}
