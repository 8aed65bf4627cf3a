/**
 * The instructions of WebAssembly that take operands and give one value, with their opcodes and types (W3C, "WebAssembly
 * Core Specification", 5.4.9, "Numeric Instructions"). Those of 32-bit floats are left out: nothing here is that short.
 * One table: the encoder writes from it, and the types of TypeScript are read from it.
 */

export type ValueType = "i32" | "i64" | "f64";

export interface Signature<P extends readonly ValueType[] = readonly ValueType[], R extends ValueType = ValueType> {
  /** Above 0xff: a byte 0xfc and a second number. */
  readonly opcode: number;
  readonly params: P;
  readonly result: R;
}

/** Instructions of one signature whose opcodes follow each other from `first`. */
function row<
  T extends string,
  const N extends readonly string[],
  const P extends readonly ValueType[],
  R extends ValueType,
>(first: number, prefix: T, names: N, params: P, result: R): { readonly [K in `${T}.${N[number]}`]: Signature<P, R> } {
  const entries = names.map((name, i) => [`${prefix}.${name}`, { opcode: first + i, params, result }]);
  return Object.fromEntries(entries) as { readonly [K in `${T}.${N[number]}`]: Signature<P, R> };
}

const COMPARISONS = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"] as const;
const COUNTS = ["clz", "ctz", "popcnt"] as const;
const WHOLE = [
  ...(["add", "sub", "mul", "div_s", "div_u", "rem_s", "rem_u"] as const),
  ...(["and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr"] as const),
] as const;

export const INSTRUCTIONS = {
  ...row(0x45, "i32", ["eqz"], ["i32"], "i32"),
  ...row(0x46, "i32", COMPARISONS, ["i32", "i32"], "i32"),
  ...row(0x50, "i64", ["eqz"], ["i64"], "i32"),
  ...row(0x51, "i64", COMPARISONS, ["i64", "i64"], "i32"),
  ...row(0x61, "f64", ["eq", "ne", "lt", "gt", "le", "ge"], ["f64", "f64"], "i32"),
  ...row(0x67, "i32", COUNTS, ["i32"], "i32"),
  ...row(0x6a, "i32", WHOLE, ["i32", "i32"], "i32"),
  ...row(0x79, "i64", COUNTS, ["i64"], "i64"),
  ...row(0x7c, "i64", WHOLE, ["i64", "i64"], "i64"),
  ...row(0x99, "f64", ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt"], ["f64"], "f64"),
  ...row(0xa0, "f64", ["add", "sub", "mul", "div", "min", "max", "copysign"], ["f64", "f64"], "f64"),
  ...row(0xa7, "i32", ["wrap_i64"], ["i64"], "i32"),
  ...row(0xaa, "i32", ["trunc_f64_s", "trunc_f64_u"], ["f64"], "i32"),
  ...row(0xac, "i64", ["extend_i32_s", "extend_i32_u"], ["i32"], "i64"),
  ...row(0xb0, "i64", ["trunc_f64_s", "trunc_f64_u"], ["f64"], "i64"),
  ...row(0xb7, "f64", ["convert_i32_s", "convert_i32_u"], ["i32"], "f64"),
  ...row(0xb9, "f64", ["convert_i64_s", "convert_i64_u"], ["i64"], "f64"),
  ...row(0xbd, "i64", ["reinterpret_f64"], ["f64"], "i64"),
  ...row(0xbf, "f64", ["reinterpret_i64"], ["i64"], "f64"),
  ...row(0xc0, "i32", ["extend8_s", "extend16_s"], ["i32"], "i32"),
  ...row(0xc2, "i64", ["extend8_s", "extend16_s", "extend32_s"], ["i64"], "i64"),
  ...row(0xfc02, "i32", ["trunc_sat_f64_s", "trunc_sat_f64_u"], ["f64"], "i32"),
  ...row(0xfc06, "i64", ["trunc_sat_f64_s", "trunc_sat_f64_u"], ["f64"], "i64"),
} as const;

export type InstructionName = keyof typeof INSTRUCTIONS;
export type ResultOf<N extends InstructionName> = (typeof INSTRUCTIONS)[N]["result"];
export type ParamsOf<N extends InstructionName> = (typeof INSTRUCTIONS)[N]["params"];

export interface Access<T extends ValueType = ValueType> {
  readonly opcode: number;
  readonly type: T;
  /** How many bytes are read or written. */
  readonly bytes: 1 | 2 | 4 | 8;
}

/** Reading memory (5.4.7). */
export const LOADS = {
  "i32.load": { opcode: 0x28, type: "i32", bytes: 4 },
  "i64.load": { opcode: 0x29, type: "i64", bytes: 8 },
  "f64.load": { opcode: 0x2b, type: "f64", bytes: 8 },
  "i32.load8_s": { opcode: 0x2c, type: "i32", bytes: 1 },
  "i32.load8_u": { opcode: 0x2d, type: "i32", bytes: 1 },
  "i32.load16_s": { opcode: 0x2e, type: "i32", bytes: 2 },
  "i32.load16_u": { opcode: 0x2f, type: "i32", bytes: 2 },
  "i64.load8_s": { opcode: 0x30, type: "i64", bytes: 1 },
  "i64.load8_u": { opcode: 0x31, type: "i64", bytes: 1 },
  "i64.load16_s": { opcode: 0x32, type: "i64", bytes: 2 },
  "i64.load16_u": { opcode: 0x33, type: "i64", bytes: 2 },
  "i64.load32_s": { opcode: 0x34, type: "i64", bytes: 4 },
  "i64.load32_u": { opcode: 0x35, type: "i64", bytes: 4 },
} as const satisfies Record<string, Access>;

/** Writing memory (5.4.7). */
export const STORES = {
  "i32.store": { opcode: 0x36, type: "i32", bytes: 4 },
  "i64.store": { opcode: 0x37, type: "i64", bytes: 8 },
  "f64.store": { opcode: 0x39, type: "f64", bytes: 8 },
  "i32.store8": { opcode: 0x3a, type: "i32", bytes: 1 },
  "i32.store16": { opcode: 0x3b, type: "i32", bytes: 2 },
  "i64.store8": { opcode: 0x3c, type: "i64", bytes: 1 },
  "i64.store16": { opcode: 0x3d, type: "i64", bytes: 2 },
  "i64.store32": { opcode: 0x3e, type: "i64", bytes: 4 },
} as const satisfies Record<string, Access>;

export type LoadName = keyof typeof LOADS;
export type StoreName = keyof typeof STORES;
export type LoadedBy<N extends LoadName> = (typeof LOADS)[N]["type"];
export type StoredBy<N extends StoreName> = (typeof STORES)[N]["type"];

/** Of each instruction that reads or writes memory, its opcode, and the alignment it promises: a hint only, a power of two. */
export const ACCESS: Readonly<Record<LoadName | StoreName, { readonly opcode: number; readonly alignment: number }>> =
  Object.fromEntries(
    Object.entries({ ...LOADS, ...STORES }).map(([name, { opcode, bytes }]) => [
      name,
      { opcode, alignment: 31 - Math.clz32(bytes) },
    ]),
  ) as never;

export const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c };

/** All other instructions (5.4.1 to 5.4.8). */
export const CONTROL = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  branchTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f64Const: 0x44,
  memoryCopy: 0xfc0a,
  memoryFill: 0xfc0b,
  /** The type of a block that leaves no value. */
  noValue: 0x40,
} as const;
