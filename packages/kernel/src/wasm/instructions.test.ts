import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expr, loaded, operation, Program, ret, type Started, startWasm, stored } from "../code/index.ts";
import {
  INSTRUCTIONS,
  type InstructionName,
  LOADS,
  type LoadName,
  STORES,
  type StoreName,
  type ValueType,
} from "./index.ts";
import { meaningOf, TRAP } from "./meanings.ts";

type Call = (...operands: readonly (number | bigint)[]) => number | bigint;
type Scalar = number | bigint;

const NAMES = Object.keys(INSTRUCTIONS) as InstructionName[];

/** The name that a function has which does nothing but an instruction. */
const called = (name: string, offset = ""): string => `does${name.replace(/[^a-z0-9]/g, "X")}${offset}`;

/** One exported function for each numeric instruction. */
function everyInstruction(): Readonly<Record<string, Call>> {
  const program = new Program();
  for (const name of NAMES) {
    const { params, result } = INSTRUCTIONS[name];
    const given = Object.fromEntries(params.map((type, i) => [`p${i}`, type]));
    program.export(
      program.function(called(name), given, [result], (operands) => [ret(operation(name, Object.values(operands)))]),
    );
  }
  return startWasm(program).functions as Record<string, Call>;
}

const EDGES: Readonly<Record<ValueType, readonly Scalar[]>> = {
  i32: [0, 1, -1, 2, 7, 31, 32, 33, 127, 128, -128, 255, 32767, 32768, -32769, 0x7fffffff, -0x80000000, -0x7fffffff],
  i64: [
    ...[0n, 1n, -1n, 2n, 7n, 63n, 64n, 65n, 128n, -129n, 32768n, 0x7fffffffn, 0x80000000n, -0x80000001n, 0xffffffffn],
    ...[
      2n ** 53n + 1n,
      -(2n ** 53n) - 3n,
      2n ** 62n,
      2n ** 63n - 1n,
      -(2n ** 63n),
      -(2n ** 63n) + 1n,
      2n ** 63n - 513n,
    ],
  ],
  f64: [
    ...[0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 5e-324, -5e-324, 2.2250738585072014e-308, 1e308],
    ...[
      2147483647,
      2147483647.5,
      2147483648,
      -2147483648.9,
      -2147483649,
      4294967295.9,
      4294967296,
      -0.9,
      2 ** 51 + 0.5,
    ],
    ...[2 ** 53, 2 ** 63 - 1024, 2 ** 63, -(2 ** 63), -(2 ** 63) - 2048, 2 ** 64 - 2048, 2 ** 64],
    ...[
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.MAX_VALUE,
      2 ** 51 + 1.5,
      -(2 ** 51) - 0.5,
    ],
  ],
};

const RANDOM: Readonly<Record<ValueType, fc.Arbitrary<Scalar>>> = {
  i32: fc.oneof(fc.integer(), fc.integer({ min: -40, max: 70 })),
  i64: fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(-70n, 70n), fc.bigInt(-(2n ** 33n), 2n ** 33n)),
  f64: fc.oneof(
    fc.double(),
    fc.double({ min: -1e10, max: 1e10 }),
    fc.integer().map((k) => k / 2),
  ),
};

/** The bits of a NaN may differ (specification, 4.3.3): an operand that is none says nothing about them. */
const isVague = (name: InstructionName, operands: readonly Scalar[]): boolean =>
  (name === "i64.reinterpret_f64" || name === "f64.copysign") && operands.some(Number.isNaN as (x: unknown) => boolean);

function found(call: Call, operands: readonly Scalar[]): Scalar | string {
  try {
    return call(...operands);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return TRAP;
    throw error;
  }
}

describe("every numeric instruction does what JavaScript says it means", () => {
  const calls = everyInstruction();

  test.each(NAMES)("%s", (name) => {
    const params: readonly ValueType[] = INSTRUCTIONS[name].params;
    const check = (operands: readonly Scalar[]) => {
      if (isVague(name, operands)) return;
      const what = `${name}(${operands.map((one) => (Object.is(one, -0) ? "-0" : one)).join(", ")})`;
      expect(found(calls[called(name)] as Call, operands), what).toBe(meaningOf(name, operands));
    };
    const [first, second] = params.map((type) => EDGES[type]);
    for (const a of first ?? []) for (const b of second ?? [undefined]) check(b === undefined ? [a] : [a, b]);
    fc.assert(fc.property(fc.tuple(...params.map((type) => RANDOM[type])), check));
  });
});

/** A function that stores a value at an address and loads it with another instruction. */
function memoryCalls(): Started {
  const program = new Program();
  program.useMemory({ initial: 1, maximum: 1 });
  for (const offset of [0, 5]) {
    for (const name of Object.keys(STORES) as StoreName[]) {
      const params = { at: "i32", value: STORES[name].type } as const;
      const body = ({ at, value }: { at: Expr<"i32">; value: Expr }) => [stored(name, at, value, offset)];
      program.export(program.function(called(name, `${offset}`), params, [], body));
    }
    for (const name of Object.keys(LOADS) as LoadName[]) {
      const body = ({ at }: { at: Expr<"i32"> }) => [ret(loaded(name, at, offset))];
      program.export(program.function(called(name, `${offset}`), { at: "i32" }, [LOADS[name].type], body));
    }
  }
  return startWasm(program);
}

/** What a load finds in memory, by a DataView. */
function viewed(view: DataView, name: LoadName, at: number): Scalar {
  const { type, bytes } = LOADS[name];
  if (type === "f64") return view.getFloat64(at, true);
  let value = 0n;
  for (let i = bytes - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(view.getUint8(at + i));
  const cut = name.endsWith("_u") ? value : BigInt.asIntN(8 * bytes, value);
  return type === "i64" ? cut : Number(BigInt.asIntN(32, cut));
}

describe("memory", () => {
  const { functions, memory } = memoryCalls();
  const calls = functions as Record<string, Call>;
  const view = new DataView((memory as WebAssembly.Memory).buffer);

  test("every store writes its bytes and no other, and every load reads them", () => {
    const stores = fc.constantFrom(...(Object.keys(STORES) as StoreName[]));
    const loads = fc.constantFrom(...(Object.keys(LOADS) as LoadName[]));
    const bits = fc.bigInt(0n, 2n ** 64n - 1n);
    fc.assert(
      fc.property(
        stores,
        loads,
        bits,
        bits,
        fc.nat(60),
        fc.constantFrom(0, 5),
        (name, loader, before, raw, at, offset) => {
          const { type, bytes } = STORES[name];
          for (let i = 0; i < 128; i += 8) view.setBigUint64(i, before);
          const double = Number(BigInt.asIntN(64, raw)) / 1024;
          const value = { i32: Number(BigInt.asIntN(32, raw)), i64: BigInt.asIntN(64, raw), f64: double }[type];
          const expected = new Uint8Array(view.buffer.slice(0, 128));
          const scratch = new DataView(new ArrayBuffer(8));
          if (type === "f64") scratch.setFloat64(0, double, true);
          else scratch.setBigUint64(0, raw, true);
          for (let i = 0; i < bytes; i += 1) expected[at + offset + i] = scratch.getUint8(i);
          (calls[called(name, `${offset}`)] as Call)(at, value);
          expect(new Uint8Array(view.buffer.slice(0, 128)), name).toEqual(expected);
          expect((calls[called(loader, `${offset}`)] as Call)(at), loader).toBe(viewed(view, loader, at + offset));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(Object.keys(LOADS) as LoadName[])("%s traps beyond the end", (name) => {
    const last = 65536 - LOADS[name].bytes;
    expect(() => (calls[called(name, "0")] as Call)(last)).not.toThrow();
    expect(() => (calls[called(name, "0")] as Call)(last + 1)).toThrow("memory access out of bounds");
    expect(() => (calls[called(name, "5")] as Call)(-1)).toThrow("memory access out of bounds");
  });
});
