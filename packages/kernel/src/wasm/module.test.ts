import { describe, expect, test } from "vitest";
import { type Body, CONTROL, INSTRUCTIONS, ModuleBuilder, type Writer } from "./index.ts";

type Exports = Record<string, (...values: unknown[]) => unknown>;

function instantiate(built: ModuleBuilder, imports: WebAssembly.Imports = {}): Exports {
  const bytes = built.encode();
  expect(WebAssembly.validate(bytes)).toBe(true);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports as Exports;
}

const local = (out: Writer, index: number): void => {
  out.byte(CONTROL.localGet);
  out.u32(index);
};

/** A function of one parameter and one result of 64 bits. */
const wide = (name: string, write: Body["write"], locals: Body["locals"] = []): Body => ({
  ...{ name, params: ["i64"], results: ["i64"], locals, write },
});

const calls = (out: Writer, number: number): void => {
  out.byte(CONTROL.call);
  out.u32(number);
};

test("functions call each other and imports, by the numbers they were given", () => {
  const built = new ModuleBuilder();
  const ask = built.importFunction({ module: "host", field: "ask" }, ["i64"], ["i64"]);
  const tell = built.importFunction({ module: "host", field: "tell" }, ["i64"], ["i64"]);
  const asked = built.function(
    wide("asked", (out) => {
      local(out, 0);
      calls(out, ask);
    }),
  );
  const both = built.function(
    wide("both", (out) => {
      local(out, 0);
      calls(out, asked);
      calls(out, tell);
    }),
  );
  expect([ask, tell, asked, both]).toEqual([0, 1, 2, 3]);
  built.exportFunction("both", both);
  built.exportFunction("tell", tell);
  const exports = instantiate(built, { host: { ask: (x: bigint) => 10n * x, tell: (x: bigint) => x + 1n } });
  expect([exports.both?.(4n), exports.tell?.(4n)]).toEqual([41n, 5n]);
  expect(() => built.importFunction({ module: "host", field: "late" }, [], [])).toThrow(
    "imports come before functions",
  );
});

test("variables of each type, of which neighbours of one type are told together, begin with 0", () => {
  const built = new ModuleBuilder();
  const body = wide(
    "sum",
    (out) => {
      for (const index of [1, 2, 4]) local(out, index);
      for (const _ of [1, 2]) out.opcode(INSTRUCTIONS["i64.add"].opcode);
      local(out, 3);
      out.opcode(INSTRUCTIONS["i64.trunc_sat_f64_s"].opcode);
      out.opcode(INSTRUCTIONS["i64.add"].opcode);
      local(out, 0);
      out.opcode(INSTRUCTIONS["i64.add"].opcode);
    },
    ["i64", "i64", "f64", "i64"],
  );
  built.exportFunction("sum", built.function(body));
  expect(instantiate(built).sum?.(-7n)).toBe(-7n);
});

test("the memory may be imported", () => {
  const built = new ModuleBuilder();
  built.importMemory({ module: "host", field: "memory" }, { initial: 1 });
  const load = (out: Writer): void => {
    out.constant("i32", 8);
    out.byte(0x29);
    out.u32(3);
    out.u32(0);
  };
  built.exportFunction("load", built.function({ name: "load", params: [], results: ["i64"], locals: [], write: load }));
  const memory = new WebAssembly.Memory({ initial: 1 });
  new DataView(memory.buffer).setBigInt64(8, -5n, true);
  expect(instantiate(built, { host: { memory } }).load?.()).toBe(-5n);
  expect(() => built.defineMemory({ initial: 1 })).toThrow("a module has one memory");
});

test("memory begins with its data, and may grow to its limit", () => {
  const built = new ModuleBuilder();
  built.defineMemory({ initial: 1, maximum: 3 });
  built.exportMemory("memory");
  built.data(2, new Uint8Array([1, 2, 3, 4]));
  built.data(60_000, new Uint8Array([9]));
  const memory = instantiate(built).memory as unknown as WebAssembly.Memory;
  const bytes = new Uint8Array(memory.buffer);
  expect([...bytes.slice(0, 7), bytes[60_000]]).toEqual([0, 0, 1, 2, 3, 4, 0, 9]);
  expect(memory.grow(2)).toBe(1);
  expect(() => memory.grow(1)).toThrow("Maximum memory size exceeded");
});

test("globals of each type keep what is set", () => {
  const built = new ModuleBuilder();
  const numbers = [built.global("i32", -3), built.global("i64", -(2n ** 63n)), built.global("f64", -0)];
  expect(numbers).toEqual([0, 1, 2]);
  for (const [index, type] of (["i32", "i64", "f64"] as const).entries()) {
    const write = (out: Writer): void => {
      out.byte(CONTROL.globalGet);
      out.u32(index);
      local(out, 0);
      out.byte(CONTROL.globalSet);
      out.u32(index);
    };
    const one = built.function({ name: `swap${type}`, params: [type], results: [type], locals: [], write });
    built.exportFunction(type, one);
  }
  const { i32, i64, f64 } = instantiate(built);
  expect([i32?.(7), i64?.(1n), f64?.(0.5)]).toEqual([-3, -(2n ** 63n), -0]);
  expect([i32?.(0), i64?.(0n), f64?.(0)]).toEqual([7, 1n, 0.5]);
});

test("the name section names functions, so that a stack trace can be read", () => {
  const built = new ModuleBuilder();
  const settle = built.function(wide("settleClaim", (out) => out.byte(CONTROL.unreachable)));
  built.exportFunction("main", settle);
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(built.encode()), "name");
  expect(String.fromCharCode(...new Uint8Array(section as ArrayBuffer))).toContain("settleClaim");
  try {
    instantiate(built).main?.(1n);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).stack).toContain("settleClaim");
  }
});

test("a module of 10,000 functions compiles", () => {
  const built = new ModuleBuilder();
  let former = -1;
  for (let i = 0; i < 10_000; i += 1) {
    const before = i % 100 === 0 ? -1 : former;
    former = built.function(
      wide(`f${i}`, (out) => {
        local(out, 0);
        if (before >= 0) calls(out, before);
        out.constant("i64", BigInt(i % 7));
        out.opcode(INSTRUCTIONS["i64.mul"].opcode);
        out.constant("i64", BigInt(i));
        out.opcode(INSTRUCTIONS["i64.add"].opcode);
      }),
    );
  }
  built.exportFunction("last", former);
  let expected = 3n;
  for (let i = 9900; i < 10_000; i += 1) expected = BigInt.asIntN(64, expected * BigInt(i % 7) + BigInt(i));
  expect(instantiate(built).last?.(3n)).toBe(expected);
});

describe("a body that does not fit is refused by whoever compiles the module:", () => {
  test.each<[string, Body["write"]]>([
    ["of another type", (out) => out.constant("i32", 1)],
    ["without a value", () => undefined],
    [
      "with one too many",
      (out) => {
        local(out, 0);
        local(out, 0);
      },
    ],
    ["of a variable that is not there", (out) => local(out, 1)],
    ["with a branch to no block", (out) => out.raw(new Uint8Array([CONTROL.branch, 3]))],
  ])("%s", (_what, write) => {
    const built = new ModuleBuilder();
    built.function(wide("one", write));
    expect(() => new WebAssembly.Module(built.encode())).toThrow(WebAssembly.CompileError);
  });
});
