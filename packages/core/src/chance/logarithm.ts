/**
 * The natural logarithm by a table and a short polynomial: the same bits on every machine, no division.
 *
 * x = 2^k z with z from 0.6875 to 1.375; the table has c near z, ln c and 1/c; then ln x = k ln 2 + ln c + ln(1 + r) with
 * r = (z − c)/c, at most 2^-7. The method is that of Tang 1990 (logarithm-table.ts) and of the logarithm in ARM's
 * optimized routines. Error below one unit in the last place. Compiled code (`@steppe/kernel`, chance/logarithm.ts) does
 * the same, operation for operation: whoever changes one changes both.
 */
import { LN_TABLE } from "./logarithm-table.ts";

// One scratch double, read and written as two words; DataView names the byte order itself.
const bits = new DataView(new ArrayBuffer(8));
const TABLE = Float64Array.from(LN_TABLE);

/** ln 2 as a multiple of 2^-42, and the rest of it: k times the first, plus ln c, is exact. */
export const LN2 = { high: 0.6931471805598903, low: 5.497923018708371e-14 } as const;
/** The upper word of the least z. */
export const LEAST_Z = 0x3fe60000;
/**
 * ln(1 + r) = r + r² (C0 + C1 r + … + C5 r^5), of least relative error from −2^-8 to 2^-7: 2^-54.5 (Remez's exchange).
 */
export const COEFFICIENTS = [
  -0.5, 0.3333333333334815, -0.2500000000148448, 0.19999994845848504, -0.1666465852509892, 0.14015271040007826,
] as const;
const [C0, C1, C2, C3, C4, C5] = COEFFICIENTS;
const TWO_54 = 18014398509481984;

/** The natural logarithm; −Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const isNormal = x >= 2.2250738585072014e-308;
  bits.setFloat64(0, isNormal ? x : x * TWO_54);
  const upper = bits.getInt32(0);
  const above = (upper - LEAST_Z) | 0;
  const k = (above >> 20) - (isNormal ? 0 : 54);
  bits.setInt32(0, upper - (above & 0xfff00000));
  const at = 3 * ((above >> 13) & 127);
  const r = (bits.getFloat64(0) - (TABLE[at + 2] as number)) * (TABLE[at] as number);
  const whole = k * LN2.high + (TABLE[at + 1] as number);
  const high = whole + r;
  const low = whole - high + r + k * LN2.low;
  const square = r * r;
  const rest = C0 + r * C1 + square * (C2 + r * C3 + square * (C4 + r * C5));
  return low + square * rest + high;
}
