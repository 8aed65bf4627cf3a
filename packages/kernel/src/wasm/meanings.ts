/**
 * What each numeric instruction means, in JavaScript: the other side of the test of the encoder, written apart from it
 * (W3C, "WebAssembly Core Specification", 4.3). `TRAP` stands for a trap.
 */
import type { InstructionName, ValueType } from "./instructions.ts";

export const TRAP = "trap";
type Operand = number & bigint;
type Meaning = (a: Operand, b: Operand) => number | bigint | boolean | typeof TRAP;

const wide = new DataView(new ArrayBuffer(8));
const s64 = (x: bigint): bigint => BigInt.asIntN(64, x);
const u64 = (x: bigint): bigint => BigInt.asUintN(64, x);
const bitsOf = (x: bigint): string => u64(x).toString(2).padStart(64, "0");
const bits32 = (x: number): string => (x >>> 0).toString(2).padStart(32, "0");
const leading = (bits: string): number => /^0*/.exec(bits)?.[0].length as number;
const trailing = (bits: string): number => /0*$/.exec(bits)?.[0].length as number;
const ones = (bits: string): number => bits.replaceAll("0", "").length;

/** To a whole number from `low` to `high`: a trap or the nearer end outside, 0 for what is no number. */
function whole(x: number, low: bigint, high: bigint, saturate: boolean): bigint | typeof TRAP {
  if (Number.isNaN(x)) return saturate ? 0n : TRAP;
  if (!Number.isFinite(x)) return saturate ? (x > 0 ? high : low) : TRAP;
  const value = BigInt(Math.trunc(x));
  if (value >= low && value <= high) return value;
  return saturate ? (value > high ? high : low) : TRAP;
}

function toI32(x: number, low: bigint, high: bigint, saturate: boolean): number | typeof TRAP {
  const value = whole(x, low, high, saturate);
  return value === TRAP ? TRAP : Number(value) | 0;
}

function toI64(x: number, low: bigint, high: bigint, saturate: boolean): bigint | typeof TRAP {
  const value = whole(x, low, high, saturate);
  return value === TRAP ? TRAP : s64(value);
}

/** Half to even. */
function nearest(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
  const down = Math.floor(x);
  const rest = x - down;
  const value = rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
  return value === 0 ? 0 * (Object.is(x, -0) || x < 0 ? -1 : 1) : value;
}

/** The double next to a whole number, half to even: the constructor rounds so (ECMAScript, 6.1.6.1). */
const toDouble = (x: bigint): number => Number(x);

const I32: Readonly<Record<string, Meaning>> = {
  eqz: (a) => a === 0,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt_s: (a, b) => a < b,
  lt_u: (a, b) => a >>> 0 < b >>> 0,
  gt_s: (a, b) => a > b,
  gt_u: (a, b) => a >>> 0 > b >>> 0,
  le_s: (a, b) => a <= b,
  le_u: (a, b) => a >>> 0 <= b >>> 0,
  ge_s: (a, b) => a >= b,
  ge_u: (a, b) => a >>> 0 >= b >>> 0,
  clz: (a) => leading(bits32(a)),
  ctz: (a) => trailing(bits32(a)),
  popcnt: (a) => ones(bits32(a)),
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: (a, b) => Number(BigInt.asIntN(32, BigInt(a) * BigInt(b))),
  div_s: (a, b) => (b === 0 || (a === -(2 ** 31) && b === -1) ? TRAP : (a / b) | 0),
  div_u: (a, b) => (b === 0 ? TRAP : Math.floor((a >>> 0) / (b >>> 0)) | 0),
  rem_s: (a, b) => (b === 0 ? TRAP : (a % b) | 0),
  rem_u: (a, b) => (b === 0 ? TRAP : ((a >>> 0) % (b >>> 0)) | 0),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr_s: (a, b) => a >> b,
  shr_u: (a, b) => (a >>> b) | 0,
  rotl: (a, b) => turn(bits32(a), b & 31) | 0,
  rotr: (a, b) => turn(bits32(a), (32 - (b & 31)) & 31) | 0,
  wrap_i64: (a) => Number(BigInt.asIntN(32, a)),
  trunc_f64_s: (a) => toI32(a, -(2n ** 31n), 2n ** 31n - 1n, false),
  trunc_f64_u: (a) => toI32(a, 0n, 2n ** 32n - 1n, false),
  trunc_sat_f64_s: (a) => toI32(a, -(2n ** 31n), 2n ** 31n - 1n, true),
  trunc_sat_f64_u: (a) => toI32(a, 0n, 2n ** 32n - 1n, true),
  extend8_s: (a) => (a << 24) >> 24,
  extend16_s: (a) => (a << 16) >> 16,
};

function turn(bits: string, left: number): number {
  return Number.parseInt(bits.slice(left) + bits.slice(0, left), 2);
}

function turn64(x: bigint, left: bigint): bigint {
  const bits = bitsOf(x);
  const by = Number(left);
  return s64(BigInt(`0b${bits.slice(by)}${bits.slice(0, by)}`));
}

const I64: Readonly<Record<string, Meaning>> = {
  eqz: (a) => a === 0n,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt_s: (a, b) => a < b,
  lt_u: (a, b) => u64(a) < u64(b),
  gt_s: (a, b) => a > b,
  gt_u: (a, b) => u64(a) > u64(b),
  le_s: (a, b) => a <= b,
  le_u: (a, b) => u64(a) <= u64(b),
  ge_s: (a, b) => a >= b,
  ge_u: (a, b) => u64(a) >= u64(b),
  clz: (a) => BigInt(leading(bitsOf(a))),
  ctz: (a) => BigInt(trailing(bitsOf(a))),
  popcnt: (a) => BigInt(ones(bitsOf(a))),
  add: (a: bigint, b: bigint) => s64(a + b),
  sub: (a: bigint, b: bigint) => s64(a - b),
  mul: (a: bigint, b: bigint) => s64(a * b),
  div_s: (a: bigint, b: bigint) => (b === 0n || (a === -(2n ** 63n) && b === -1n) ? TRAP : a / b),
  div_u: (a, b) => (b === 0n ? TRAP : s64(u64(a) / u64(b))),
  rem_s: (a: bigint, b: bigint) => (b === 0n ? TRAP : a % b),
  rem_u: (a, b) => (b === 0n ? TRAP : s64(u64(a) % u64(b))),
  and: (a: bigint, b: bigint) => a & b,
  or: (a: bigint, b: bigint) => a | b,
  xor: (a: bigint, b: bigint) => a ^ b,
  shl: (a: bigint, b: bigint) => s64(a << (b & 63n)),
  shr_s: (a: bigint, b: bigint) => a >> (b & 63n),
  shr_u: (a, b) => s64(u64(a) >> ((b as bigint) & 63n)),
  rotl: (a, b) => turn64(a, (b as bigint) & 63n),
  rotr: (a, b) => turn64(a, (64n - ((b as bigint) & 63n)) & 63n),
  extend_i32_s: (a) => BigInt(a),
  extend_i32_u: (a) => BigInt(a >>> 0),
  trunc_f64_s: (a) => toI64(a, -(2n ** 63n), 2n ** 63n - 1n, false),
  trunc_f64_u: (a) => toI64(a, 0n, 2n ** 64n - 1n, false),
  trunc_sat_f64_s: (a) => toI64(a, -(2n ** 63n), 2n ** 63n - 1n, true),
  trunc_sat_f64_u: (a) => toI64(a, 0n, 2n ** 64n - 1n, true),
  reinterpret_f64(a) {
    wide.setFloat64(0, a);
    return wide.getBigInt64(0);
  },
  extend8_s: (a) => BigInt.asIntN(8, a),
  extend16_s: (a) => BigInt.asIntN(16, a),
  extend32_s: (a) => BigInt.asIntN(32, a),
};

const F64: Readonly<Record<string, Meaning>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  ge: (a, b) => a >= b,
  abs: (a) => Math.abs(a),
  neg: (a: number) => -a,
  ceil: (a) => Math.ceil(a),
  floor: (a) => Math.floor(a),
  trunc: (a) => Math.trunc(a),
  nearest: (a) => nearest(a),
  sqrt: (a) => Math.sqrt(a),
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  copysign: (a, b) => (Object.is(b, -0) || b < 0 ? -Math.abs(a) : Math.abs(a)),
  convert_i32_s: (a: number) => a,
  convert_i32_u: (a) => a >>> 0,
  convert_i64_s: (a) => toDouble(a),
  convert_i64_u: (a) => toDouble(u64(a)),
  reinterpret_i64(a) {
    wide.setBigInt64(0, a);
    return wide.getFloat64(0);
  },
};

const MEANINGS: Readonly<Record<ValueType, Readonly<Record<string, Meaning>>>> = { i32: I32, i64: I64, f64: F64 };

/** The value of an instruction for these operands, as WebAssembly hands it to JavaScript; or `TRAP`. */
export function meaningOf(name: InstructionName, operands: readonly (number | bigint)[]): number | bigint | string {
  const [prefix, rest] = name.split(".") as [ValueType, string];
  const meaning = MEANINGS[prefix][rest];
  if (!meaning) throw new TypeError(`${name} has no meaning here`);
  const value = meaning(operands[0] as Operand, operands[1] as Operand);
  return typeof value === "boolean" ? Number(value) : value;
}
