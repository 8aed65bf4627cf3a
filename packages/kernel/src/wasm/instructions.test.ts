import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  constant,
  get,
  INSTRUCTIONS,
  type InstructionName,
  LOADS,
  type LoadName,
  load,
  ModuleBuilder,
  type Node,
  op,
  STORES,
  type StoreName,
  store,
  type Value,
  type ValueType,
} from "./index.ts";
import { meaningOf, TRAP } from "./meanings.ts";

type Call = (...operands: readonly (number | bigint)[]) => number | bigint;
type Scalar = number | bigint;

const NAMES = Object.keys(INSTRUCTIONS) as InstructionName[];

/** One exported function for each numeric instruction. */
function everyInstruction(): Readonly<Record<string, Call>> {
  const built = new ModuleBuilder();
  for (const name of NAMES) {
    const { params, result } = INSTRUCTIONS[name];
    const one = built.function(name, params, [result]);
    const operands = params.map((type, i) => get(one.param(i, type)));
    one.body([(op as (name: InstructionName, ...operands: readonly Node[]) => Node)(name, ...operands)]);
    built.exportFunction(name, one);
  }
  const bytes = built.encode();
  expect(WebAssembly.validate(bytes)).toBe(true);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Record<string, Call>;
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
      expect(found(calls[name] as Call, operands), what).toBe(meaningOf(name, operands));
    };
    const [first, second] = params.map((type) => EDGES[type]);
    for (const a of first ?? []) for (const b of second ?? [undefined]) check(b === undefined ? [a] : [a, b]);
    fc.assert(fc.property(fc.tuple(...params.map((type) => RANDOM[type])), check));
  });
});

/** A function that stores a value at an address and loads it with another instruction. */
function memoryCalls(): Readonly<Record<string, Call>> {
  const built = new ModuleBuilder();
  built.defineMemory({ initial: 1, maximum: 1 });
  built.exportMemory("memory");
  for (const name of Object.keys(STORES) as StoreName[]) {
    for (const offset of [0, 5]) {
      const one = built.function(`${name} ${offset}`, ["i32", STORES[name].type], []);
      const value = get(one.param(1, STORES[name].type)) as Value<never>;
      one.body([store(name, get(one.param(0, "i32")), value, offset)]);
      built.exportFunction(one.name, one);
    }
  }
  for (const name of Object.keys(LOADS) as LoadName[]) {
    for (const offset of [0, 5]) {
      const one = built.function(`${name} ${offset}`, ["i32"], [LOADS[name].type]);
      one.body([load(name, get(one.param(0, "i32")), offset)]);
      built.exportFunction(one.name, one);
    }
  }
  const bytes = built.encode();
  expect(WebAssembly.validate(bytes)).toBe(true);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Record<string, Call>;
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
  const calls = memoryCalls();
  const view = new DataView((calls as unknown as { memory: WebAssembly.Memory }).memory.buffer);

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
          (calls[`${name} ${offset}`] as Call)(at, value);
          expect(new Uint8Array(view.buffer.slice(0, 128)), name).toEqual(expected);
          expect((calls[`${loader} ${offset}`] as Call)(at), loader).toBe(viewed(view, loader, at + offset));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(Object.keys(LOADS) as LoadName[])("%s traps beyond the end", (name) => {
    const last = 65536 - LOADS[name].bytes;
    expect(() => (calls[`${name} 0`] as Call)(last)).not.toThrow();
    expect(() => (calls[`${name} 0`] as Call)(last + 1)).toThrow("memory access out of bounds");
    expect(() => (calls[`${name} 5`] as Call)(-1)).toThrow("memory access out of bounds");
  });
});

describe("what is ill-typed is refused where it is built", () => {
  const one = constant("i32", 1);
  const wide = constant("i64", 1n) as Node as Node<"i32">;
  test.each([
    [() => op("i32.add", one, wide), "i32.add needs i32, not i64"],
    [() => (op as (name: "i32.add", a: Node) => Node)("i32.add", one), "i32.add takes 2 operands, not 1"],
    [() => constant("i32", 2 ** 31), "no i32: 2147483648"],
    [() => constant("i32", 0.5), "no i32: 0.5"],
    [() => constant("i64", 2n ** 63n), "no i64: 9223372036854775808"],
    [() => load("i32.load", wide), "i32.load needs i32, not i64"],
    [() => load("i32.load", one, -1), "i32.load: no offset: -1"],
    [() => store("i32.store8", one, wide), "i32.store8 needs i32, not i64"],
  ])("%#", (build, message) => {
    expect(build).toThrow(TypeError);
    expect(build).toThrow(message);
  });
});
