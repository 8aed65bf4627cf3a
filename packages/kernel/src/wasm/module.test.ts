import { describe, expect, test } from "vitest";
import {
  assign,
  block,
  blockOf,
  branch,
  branchIf,
  branchTable,
  call,
  callIndirect,
  choose,
  constant,
  drop,
  type FunctionHandle,
  get,
  getGlobal,
  type Label,
  type LocalHandle,
  leave,
  load,
  loop,
  ModuleBuilder,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memorySize,
  type Node,
  nop,
  op,
  select,
  set,
  setGlobal,
  store,
  tee,
  unreachable,
  type Value,
  type ValueType,
  when,
} from "./index.ts";

const i32 = (value: number): Node<"i32"> => constant("i32", value);
type Exports = Record<string, (...values: unknown[]) => unknown>;

function instantiate(built: ModuleBuilder, imports: WebAssembly.Imports = {}): Exports {
  const bytes = built.encode();
  expect(WebAssembly.validate(bytes)).toBe(true);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports as Exports;
}

/** A module of one exported function. */
function single(
  params: readonly ValueType[],
  results: readonly ValueType[],
  body: (one: FunctionHandle) => readonly Node[],
  around: (built: ModuleBuilder) => void = () => undefined,
): (...values: unknown[]) => unknown {
  const built = new ModuleBuilder();
  around(built);
  const one = built.function("one", params, results);
  one.body(body(one));
  built.exportFunction("one", one);
  return instantiate(built).one as (...values: unknown[]) => unknown;
}

const increase = (handle: LocalHandle<"i32">, by = 1): Node<"none"> => set(handle, op("i32.add", get(handle), i32(by)));

describe("control", () => {
  test("a loop with two ways out: the sum of 1 to n", () => {
    const sum = single(["i32"], ["i64"], (one) => {
      const n = one.param(0, "i32");
      const total = one.local("i64", "total");
      return [
        block((done) => [
          loop((again) => [
            branchIf(done, op("i32.eqz", get(n))),
            set(total, op("i64.add", get(total), op("i64.extend_i32_s", get(n)))),
            branchIf(again, tee(n, op("i32.sub", get(n), i32(1)))),
          ]),
        ]),
        get(total),
      ];
    });
    expect([sum(0), sum(1), sum(100_000)]).toEqual([0n, 1n, 5000050000n]);
  });

  test("a branch table goes where its index says, and to the last beyond", () => {
    const pick = single(["i32"], ["i32"], (one) => {
      const labels: Label[] = [];
      const nested = (depth: number): Node<"none"> =>
        block((label) => {
          labels.push(label);
          if (depth < 3) return [nested(depth + 1), leave(i32(100 - depth))];
          const [outer, middle, inner] = labels as [Label, Label, Label];
          return [branchTable(get(one.param(0, "i32")), [inner, middle, outer, label], outer)];
        });
      return [nested(0), i32(7)];
    });
    // To the end of the block at depth d, whose surroundings then return 100 − (d − 1); the outermost ends in 7.
    expect([0, 1, 2, 3, 4, -1].map((index) => pick(index))).toEqual([99, 100, 7, 98, 7, 7]);
  });

  test("blocks and conditions leave values; only the chosen arm is evaluated", () => {
    const quotient = single(["i32", "i32"], ["i32"], (one) => {
      const [a, b] = [one.param(0, "i32"), one.param(1, "i32")];
      return [choose("i32", get(b), [op("i32.div_s", get(a), get(b))], [i32(-1)])];
    });
    expect([quotient(7, 2), quotient(7, 0)]).toEqual([3, -1]);
    const early = single(["i32"], ["i32"], (one) => [
      blockOf("i32", (out) => [when(get(one.param(0, "i32")), [branch(out, i32(5))], [nop]), i32(6)]),
    ]);
    expect([early(1), early(0)]).toEqual([5, 6]);
  });

  test("arms that both leave end a function", () => {
    const sign = single(["f64"], ["i32"], (one) => [
      when(op("f64.lt", get(one.param(0, "f64")), constant("f64", 0)), [leave(i32(-1))], [leave(i32(1))]),
    ]);
    expect([sign(-3), sign(3)]).toEqual([-1, 1]);
  });

  test("select, drop, unreachable", () => {
    const chosen = single(["i32"], ["f64"], (one) => [
      drop(constant("i64", 3n)),
      select(constant("f64", 1.5), constant("f64", -1.5), get(one.param(0, "i32"))),
    ]);
    expect([chosen(2), chosen(0)]).toEqual([1.5, -1.5]);
    expect(single([], ["i32"], () => [unreachable])).toThrow("unreachable");
  });
});

describe("functions", () => {
  test("call each other before they have a body, and return several values", () => {
    const built = new ModuleBuilder();
    const even = built.function("even", ["i32"], ["i32"]);
    const odd = built.function("odd", ["i32"], ["i32"]);
    const less = (one: FunctionHandle) => op("i32.sub", get(one.param(0, "i32")), i32(1));
    const rest = (one: FunctionHandle, other: FunctionHandle, end: number) => [
      choose("i32", get(one.param(0, "i32")), [call(other, less(one))], [i32(end)]),
    ];
    even.body(rest(even, odd, 1));
    odd.body(rest(odd, even, 0));
    const both = built.function("both", ["i32"], ["i32", "i64"]);
    const n = get(both.param(0, "i32"));
    both.body([leave(call(even, n) as Value<"i32">, op("i64.extend_i32_s", call(odd, n) as Value<"i32">))]);
    const swapped = built.function("swapped", ["i32"], ["i64", "i32"]);
    const [a, b] = [swapped.local("i32"), swapped.local("i64")];
    swapped.body([...assign([a, b], both, get(swapped.param(0, "i32"))), leave(get(b), get(a))]);
    for (const one of [both, swapped]) built.exportFunction(one.name, one);
    const exports = instantiate(built);
    expect(exports.both?.(10)).toEqual([1, 0n]);
    expect(exports.swapped?.(7)).toEqual([1n, 0]);
  });

  test("are found in a table, and trap when they have another type", () => {
    const built = new ModuleBuilder();
    const [half, twice] = [built.function("half", ["f64"], ["f64"]), built.function("twice", ["f64"], ["f64"])];
    half.body([op("f64.mul", get(half.param(0, "f64")), constant("f64", 0.5))]);
    twice.body([op("f64.add", get(twice.param(0, "f64")), get(twice.param(0, "f64")))]);
    const other = built.function("other", [], []).body([]);
    built.table([half, twice, other]);
    const main = built.function("main", ["i32", "f64"], ["f64"]);
    main.body([callIndirect(["f64"], ["f64"], get(main.param(0, "i32")), get(main.param(1, "f64")))]);
    built.exportFunction("main", main);
    const { main: run } = instantiate(built);
    expect([run?.(0, 3), run?.(1, 3)]).toEqual([1.5, 6]);
    expect(() => run?.(2, 3)).toThrow("signature mismatch");
    expect(() => run?.(3, 3)).toThrow("out of bounds");
  });

  test("and the memory may be imported, after other functions were made", () => {
    const built = new ModuleBuilder();
    const main = built.function("main", ["i64"], ["f64"]);
    const host = built.importFunction("host", "ask", ["i64", "i32"], ["f64"]);
    built.importMemory("host", "memory", { initial: 1 });
    main.body([call(host, get(main.param(0, "i64")), load("i32.load", i32(8)))]);
    built.exportFunction("main", main);
    const memory = new WebAssembly.Memory({ initial: 1 });
    new DataView(memory.buffer).setInt32(8, -5, true);
    const ask = (wide: bigint, word: number) => Number(wide) / 2 + word;
    expect(instantiate(built, { host: { ask, memory } }).main?.(9n)).toBe(-0.5);
  });
});

test("globals of each type keep what is set, and can be seen from outside", () => {
  const built = new ModuleBuilder();
  const [word, wide, real] = [built.global("i32", -3), built.global("i64", -(2n ** 63n)), built.global("f64", -0)];
  const fixed = built.constantGlobal("i64", 2n ** 63n - 1n);
  const main = built.function("main", [], ["i64"]);
  main.body([
    setGlobal(word, op("i32.mul", getGlobal(word), i32(7))),
    setGlobal(real, op("f64.add", getGlobal(real), constant("f64", 0.5))),
    setGlobal(wide, op("i64.add", getGlobal(wide), getGlobal(fixed))),
    getGlobal(wide),
  ]);
  built.exportFunction("main", main);
  for (const [name, global] of Object.entries({ word, wide, real, fixed })) built.exportGlobal(name, global);
  const exports = instantiate(built);
  const values = () => Object.values(exports).map((one) => (one as unknown as WebAssembly.Global).value);
  expect(values().slice(1)).toEqual([-3, -(2n ** 63n), -0, 2n ** 63n - 1n]);
  expect(exports.main?.()).toBe(-1n);
  expect(values().slice(1)).toEqual([-21, -1n, 0.5, 2n ** 63n - 1n]);
  expect(() => setGlobal(fixed, constant("i64", 0n))).toThrow("a constant global cannot be set");
});

test("memory begins with its data, is filled, copied with overlap, measured and grown", () => {
  const built = new ModuleBuilder();
  built.defineMemory({ initial: 1, maximum: 3 });
  built.exportMemory("memory");
  built.data(2, new Uint8Array([1, 2, 3, 4]));
  built.data(60_000, new Uint8Array([9]));
  const main = built.function("main", [], []);
  main.body([memoryCopy(i32(4), i32(2), i32(4)), memoryFill(i32(10), i32(0x1ff), i32(2))]);
  const grow = built.function("grow", ["i32"], ["i32"]);
  grow.body([memoryGrow(get(grow.param(0, "i32")))]);
  const size = built.function("size", [], ["i32"]).body([memorySize]);
  for (const one of [main, grow, size]) built.exportFunction(one.name, one);
  const exports = instantiate(built);
  const bytes = () => new Uint8Array((exports.memory as unknown as WebAssembly.Memory).buffer);
  exports.main?.();
  expect([...bytes().slice(0, 13)]).toEqual([0, 0, 1, 2, 1, 2, 3, 4, 0, 0, 255, 255, 0]);
  expect(bytes()[60_000]).toBe(9);
  expect([exports.grow?.(2), exports.size?.(), exports.grow?.(1), bytes().length]).toEqual([1, 3, -1, 3 * 65536]);
});

test("the name section names functions and variables, so that a stack trace can be read", () => {
  const built = new ModuleBuilder();
  const settle = built.function("settleClaim", ["i32"], ["i32"]);
  settle.local("i64", "amount");
  settle.body([unreachable]);
  built.exportFunction("main", settle);
  const bytes = built.encode();
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "name");
  const text = String.fromCharCode(...new Uint8Array(section as ArrayBuffer));
  expect(text).toContain("settleClaim");
  expect(text).toContain("\u0006amount");
  try {
    instantiate(built).main?.(1);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).stack).toContain("settleClaim");
  }
});

test("a module of 10,000 functions compiles", () => {
  const built = new ModuleBuilder();
  let former: FunctionHandle | undefined;
  for (let i = 0; i < 10_000; i += 1) {
    const one = built.function(`f${i}`, ["i64"], ["i64"]);
    const x = get(one.param(0, "i64"));
    const before = former && i % 100 !== 0 ? (call(former, x) as Value<"i64">) : x;
    one.body([op("i64.add", op("i64.mul", before, constant("i64", BigInt(i % 7))), constant("i64", BigInt(i)))]);
    former = one;
  }
  built.exportFunction("last", former as FunctionHandle);
  let expected = 3n;
  for (let i = 9900; i < 10_000; i += 1) expected = BigInt.asIntN(64, expected * BigInt(i % 7) + BigInt(i));
  expect(instantiate(built).last?.(3n)).toBe(expected);
});

test("a body may be made when the module is written, with variables of its own", () => {
  const built = new ModuleBuilder();
  const twice = built.function("twice", ["i64"], ["i64"]);
  twice.bodyLater(() => {
    const x = twice.local("i64");
    return [set(x, get(twice.param(0, "i64"))), op("i64.add", get(x), get(x))];
  });
  built.exportFunction("twice", twice);
  expect(instantiate(built).twice?.(21n)).toBe(42n);
  expect(() => twice.body([])).toThrow("`twice` needs i64 and has no instruction");
  expect(() => twice.bodyLater(() => [])).toThrow("`twice` has a body already");
});

describe("what does not fit is refused", () => {
  const wide = constant("i64", 1n) as Node as Node<"i32">;
  const fresh = (results: readonly ValueType[] = []) => new ModuleBuilder().function("one", ["i32"], results);
  const encoded = (body: (one: FunctionHandle, built: ModuleBuilder) => readonly Node[]) => () => {
    const built = new ModuleBuilder();
    const one = built.function("one", ["i32"], []);
    one.body(body(one, built));
    built.encode();
  };
  let lost: Label | undefined;
  const outside = block((label) => {
    lost = label;
    return [];
  });
  test.each<[() => unknown, string]>([
    [() => fresh(["i32"]).body([]), "`one` needs i32 and has no instruction"],
    [() => fresh(["i32"]).body([wide]), "`one` needs i32, not i64"],
    [() => fresh().body([wide]), "`one` needs none, not i64"],
    [() => fresh(["i32", "i32"]).body([i32(1)]), "`one` has several results: it must end with a return"],
    [() => fresh().body([]).body([]), "`one` has a body already"],
    [() => fresh().param(0, "i64"), "`one` has no parameter 1 of type i64"],
    [() => fresh().param(1, "i32"), "`one` has no parameter 2 of type i32"],
    [() => set(fresh().local("f64", "x"), wide as unknown as Node<"f64">), "local `x` needs f64, not i64"],
    [() => when(wide, []), "the condition of an if needs i32, not i64"],
    [() => when(i32(1), [i32(2)]), "if needs none, not i32"],
    [() => choose("i32", i32(1), [i32(2)], [wide]), "else needs i32, not i64"],
    [() => loop(() => [i32(1)]), "a loop needs none, not i32"],
    [() => select(i32(1), wide, i32(1)), "select needs i32, not i64"],
    [() => drop(nop), "drop needs one value, not none"],
    [() => blockOf("i32", (label) => [branch(label)]), "a branch needs i32"],
    [() => block((label) => [branch(label, i32(1))]), "a branch brings a value to a block that takes none"],
    [() => call(fresh(), wide), "argument 1 of `one` needs i32, not i64"],
    [() => call(fresh()), "`one` takes 1 arguments, not 0"],
    [() => assign([], fresh(["i32"]), i32(1)), "`one` gives 1 results"],
    [encoded(() => [leave(i32(1))]), "return of 1 values from 0 results"],
    [encoded(() => [drop(get(fresh().local("i32", "x")))]), "local `x` of another function"],
    [encoded(() => [call(fresh(), i32(1))]), "`one` is not of this module"],
    [encoded(() => [outside, branch(lost as Label)]), "a branch to a block that it does not stand in"],
    [
      encoded((_one, built) => {
        built.function("two", [], []);
        return [];
      }),
      "`two` has no body",
    ],
    [encoded((one) => [store("i32.store", get(one.param(0, "i32")), wide)]), "i32.store needs i32, not i64"],
    [encoded((one) => [increase(one.param(0, "i32"), 0.5)]), "no i32: 0.5"],
  ])("%#", (build, message) => {
    expect(build).toThrow(TypeError);
    expect(build).toThrow(message);
  });
});
