/**
 * What generated JavaScript calls where the language has no operator of the same meaning. Numbers of 32 bits are signed
 * numbers, those of 64 bits are signed bigints, as in the arguments.
 */
/// <reference path="../wasm/webassembly.d.ts" />
import { LOADS, type LoadName, STORES, type StoreName } from "../wasm/index.ts";
import { Trap } from "./trap.ts";

const I32_LEAST = -(2 ** 31);
const I64_LEAST = -(2n ** 63n);

const s64 = (x: bigint): bigint => BigInt.asIntN(64, x);
const u64 = (x: bigint): bigint => BigInt.asUintN(64, x);

function nonZero<T extends number | bigint>(divisor: T): T {
  // biome-ignore lint/suspicious/noDoubleEquals: 0 and 0n alike
  if (divisor == 0) throw new Trap("division-by-zero");
  return divisor;
}

function div32(a: number, b: number): number {
  if (nonZero(b) === -1 && a === I32_LEAST) throw new Trap("division-overflow");
  return (a / b) | 0;
}

function div64(a: bigint, b: bigint): bigint {
  if (nonZero(b) === -1n && a === I64_LEAST) throw new Trap("division-overflow");
  return a / b;
}

function leadingZeros64(x: bigint): bigint {
  const high = Number(u64(x) >> 32n);
  return BigInt(high === 0 ? 32 + Math.clz32(Number(BigInt.asIntN(32, x))) : Math.clz32(high));
}

function trailingZeros32(x: number): number {
  return x === 0 ? 32 : 31 - Math.clz32(x & -x);
}

function trailingZeros64(x: bigint): bigint {
  return x === 0n ? 64n : 63n - leadingZeros64(s64(x & -x));
}

function ones64(x: bigint): bigint {
  let count = 0n;
  for (let rest = u64(x); rest !== 0n; rest &= rest - 1n) count += 1n;
  return count;
}

/** Half to even; in the range where halves exist, adding and taking away 2^52 rounds so. */
function nearest(x: number): number {
  if (!(Math.abs(x) < 2 ** 52)) return x;
  const rounded = x < 0 ? x - 2 ** 52 + 2 ** 52 : x + 2 ** 52 - 2 ** 52;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}

const scratch = new DataView(new ArrayBuffer(8));

function bitsOf(x: number): bigint {
  scratch.setFloat64(0, x);
  return scratch.getBigInt64(0);
}

function doubleOf(bits: bigint): number {
  scratch.setBigInt64(0, bits);
  return scratch.getFloat64(0);
}

function copySign(x: number, sign: number): number {
  return Object.is(sign, -0) || sign < 0 ? -Math.abs(x) : Math.abs(x);
}

function truncated(x: number, least: number, beyond: number): number {
  const whole = Math.trunc(x);
  if (!(whole >= least && whole < beyond)) throw new Trap("conversion-overflow");
  return whole;
}

function saturated(x: number, least: bigint, greatest: bigint): bigint {
  if (Number.isNaN(x)) return 0n;
  if (x <= Number(least)) return least;
  return x >= Number(greatest) ? greatest : BigInt(Math.trunc(x));
}

/** Both values and the condition are evaluated, as arguments are. */
function pick<T>(then: T, otherwise: T, condition: number): T {
  return condition === 0 ? otherwise : then;
}

/** The part that all programs share; its keys are the names that generated code may use. */
export const LIBRARY = {
  s64,
  u64,
  pick,
  div_s32: div32,
  div_u32: (a: number, b: number): number => ((a >>> 0) / (nonZero(b) >>> 0)) | 0,
  rem_s32: (a: number, b: number): number => (a % nonZero(b)) | 0,
  rem_u32: (a: number, b: number): number => ((a >>> 0) % (nonZero(b) >>> 0)) | 0,
  ctz32: trailingZeros32,
  popcnt32: (x: number): number => Number(ones64(BigInt(x >>> 0))),
  rotl32: (x: number, by: number): number => (x << by) | (x >>> -by),
  rotr32: (x: number, by: number): number => (x >>> by) | (x << -by),
  div_s64: div64,
  div_u64: (a: bigint, b: bigint): bigint => s64(u64(a) / u64(nonZero(b))),
  rem_s64: (a: bigint, b: bigint): bigint => a % nonZero(b),
  rem_u64: (a: bigint, b: bigint): bigint => s64(u64(a) % u64(nonZero(b))),
  shl64: (x: bigint, by: bigint): bigint => s64(x << (by & 63n)),
  shr_s64: (x: bigint, by: bigint): bigint => x >> (by & 63n),
  shr_u64: (x: bigint, by: bigint): bigint => s64(u64(x) >> (by & 63n)),
  rotl64: (x: bigint, by: bigint): bigint => s64((x << (by & 63n)) | (u64(x) >> (-by & 63n))),
  rotr64: (x: bigint, by: bigint): bigint => s64((u64(x) >> (by & 63n)) | (x << (-by & 63n))),
  clz64: leadingZeros64,
  ctz64: trailingZeros64,
  popcnt64: ones64,
  nearest,
  copySign,
  bitsOf,
  doubleOf,
  trunc_s32: (x: number): number => truncated(x, I32_LEAST, 2 ** 31) | 0,
  trunc_u32: (x: number): number => truncated(x, 0, 2 ** 32) | 0,
  trunc_s64: (x: number): bigint => BigInt(truncated(x, -(2 ** 63), 2 ** 63)),
  trunc_u64: (x: number): bigint => s64(BigInt(truncated(x, 0, 2 ** 64))),
  sat_s32: (x: number): number => Number(saturated(x, -(2n ** 31n), 2n ** 31n - 1n)),
  sat_u32: (x: number): number => Number(saturated(x, 0n, 2n ** 32n - 1n)) | 0,
  sat_s64: (x: number): bigint => saturated(x, I64_LEAST, 2n ** 63n - 1n),
  sat_u64: (x: number): bigint => s64(saturated(x, 0n, 2n ** 64n - 1n)),
  trap(): never {
    throw new Trap("unreachable");
  },
} as const;

type Accessor = (...values: never[]) => unknown;

/** `load8_u` of `i32.load8_u` is called `i32_load8_u` in generated code. */
export function accessorName(name: LoadName | StoreName): string {
  return name.replace(".", "_");
}

function reader(name: LoadName, view: () => DataView): (at: number) => number | bigint {
  const { type, bytes } = LOADS[name];
  if (type === "f64") return (at) => view().getFloat64(at, true);
  const signed = !name.endsWith("_u");
  const narrow = (at: number): number => {
    if (bytes === 1) return signed ? view().getInt8(at) : view().getUint8(at);
    if (bytes === 2) return signed ? view().getInt16(at, true) : view().getUint16(at, true);
    return signed ? view().getInt32(at, true) : view().getUint32(at, true);
  };
  if (bytes === 8) return (at) => view().getBigInt64(at, true);
  return type === "i32" ? narrow : (at) => BigInt(narrow(at));
}

function writer(name: StoreName, view: () => DataView): (at: number, value: never) => void {
  const { type, bytes } = STORES[name];
  if (type === "f64") return (at, value) => view().setFloat64(at, value, true);
  if (bytes === 8) return (at, value) => view().setBigInt64(at, value, true);
  const low = (value: number | bigint) => Number(BigInt.asIntN(32, BigInt(value)));
  if (bytes === 1) return (at, value) => view().setInt8(at, low(value));
  return bytes === 2
    ? (at, value) => view().setInt16(at, low(value), true)
    : (at, value) => view().setInt32(at, low(value), true);
}

function inBounds<T>(access: () => T): T {
  try {
    return access();
  } catch (error) {
    throw error instanceof RangeError ? new Trap("memory-bounds") : error;
  }
}

/** Reading and writing one memory, and growing it, under the names that generated code uses. */
export function memoryLibrary(memory: WebAssembly.Memory): Readonly<Record<string, Accessor>> {
  let kept = new DataView(memory.buffer);
  // Growing memory, which an import may do too, takes the old buffer away.
  const view = () => {
    if (kept.buffer !== memory.buffer) kept = new DataView(memory.buffer);
    return kept;
  };
  const bytes = (address: number, length: number): Uint8Array =>
    inBounds(() => new Uint8Array(memory.buffer, address >>> 0, length >>> 0));
  const made: Record<string, Accessor> = {
    pages: () => memory.buffer.byteLength / 65536,
    grow(pages: number): number {
      try {
        return memory.grow(pages >>> 0);
      } catch {
        return -1;
      }
    },
    fill: (address: number, value: number, length: number) => {
      bytes(address, length).fill(value);
    },
    copy: (to: number, from: number, length: number) => {
      bytes(to, length).set(bytes(from, length));
    },
  };
  for (const name of Object.keys(LOADS) as LoadName[]) {
    const read = reader(name, view);
    made[accessorName(name)] = (address: number, offset: number) => inBounds(() => read((address >>> 0) + offset));
  }
  for (const name of Object.keys(STORES) as StoreName[]) {
    const write = writer(name, view);
    made[accessorName(name)] = (address: number, value: never, offset: number) =>
      inBounds(() => write((address >>> 0) + offset, value));
  }
  return made;
}
