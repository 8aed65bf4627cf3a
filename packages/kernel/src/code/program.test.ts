import { describe, expect, test } from "vitest";
import {
  again,
  block,
  both,
  call,
  choose,
  either,
  f64,
  i32,
  i64,
  type Label,
  leave,
  loop,
  loopOver,
  loopWhile,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memoryPages,
  not,
  Program,
  ret,
  run,
  type Stmt,
  select,
  set,
  startJs,
  startWasm,
  switchOn,
  take,
  toJs,
  trap,
  trapReason,
  when,
} from "./index.ts";
import { assertOwnText } from "./to-js.ts";

const BACK_ENDS = [
  ["WebAssembly", startWasm],
  ["JavaScript", startJs],
] as const;

/** Interest on a sum, year by year, until it reaches a goal: shows most of what there is. */
function savings(): Program {
  const program = new Program();
  const years = program.global("i32", "years", 0);
  program.export(
    program.function("save", { sum: "i64", goal: "i64", rate: "f64" }, ["i64"], ({ sum, goal, rate }, self) => {
      const gain = self.local("i64", "gain");
      return [
        loopWhile(i64.lt_s(sum, goal), (years100) => [
          when(i32.ge_u(years, i32.const(100)), [leave(years100)]),
          set(gain, i64.trunc_sat_f64_s(f64.nearest(f64.mul(f64.convert_i64_s(sum), rate)))),
          set(sum, i64.add(sum, gain)),
          set(years, i32.add(years, i32.const(1))),
        ]),
        ret(sum),
      ];
    }),
  );
  program.export(program.function("elapsed", {}, ["i32"], () => [ret(years)]));
  return program;
}

describe.each(BACK_ENDS)("in %s", (_name, start) => {
  test("a loop, variables of the function and of the program", () => {
    const { functions } = start(savings());
    expect(functions.save?.(100_00n, 200_00n, 0.05)).toBe(20790n);
    expect(functions.elapsed?.()).toBe(15);
    expect(functions.save?.(0n, 1n, 0.05)).toBe(0n);
    expect(functions.elapsed?.()).toBe(100);
  });

  test("switches, and jumps out of nested blocks and loops", () => {
    const program = new Program();
    const f = program.function("walk", { from: "i32", to: "i32" }, ["i32"], ({ from, to }, self) => {
      const [index, sum] = [self.local("i32", "index"), self.local("i32", "sum")];
      const add = (n: number): Stmt => set(sum, i32.add(i32.mul(sum, i32.const(10)), i32.const(n)));
      const cases = (next: Label, out: Label) => [[add(1)], [add(2), again(next)], [], [leave(out)]];
      return [
        block((out) => [
          ...loopOver(index, from, to, (next) => [switchOn(index, cases(next, out), [add(9)]), add(5)]),
          add(7),
        ]),
        ret(sum),
      ];
    });
    program.export(f);
    const walk = start(program).functions.walk as (...values: number[]) => number;
    expect([walk(0, 3), walk(0, 9), walk(4, 6), walk(-1, 0), walk(5, 5)]).toEqual([15257, 1525, 95957, 957, 7]);
  });

  test("conditions ask only what they need", () => {
    const program = new Program();
    const ask = program.importFunction("ask", ["i32"], ["i32"]);
    const asked = (n: number) => i32.ne(call(ask, i32.const(n)), i32.const(0));
    const cases = {
      both: both(asked(0), asked(1)),
      either: either(asked(1), asked(0)),
      not: not(both(asked(1), asked(2))),
      choose: choose(asked(0), call(ask, i32.const(3)), call(ask, i32.const(4))),
      select: select(asked(0), call(ask, i32.const(3)), call(ask, i32.const(4))),
    };
    for (const [name, condition] of Object.entries(cases)) {
      program.export(program.function(name, {}, ["i32"], () => [ret(condition)]));
      program.export(
        program.function(`${name}When`, {}, ["i32"], () => [when(condition, [ret(i32.const(1))]), ret(i32.const(0))]),
      );
    }
    const asks: number[] = [];
    const imports = {
      ask: (n: number) => {
        asks.push(n);
        return n;
      },
    };
    const { functions } = start(program, { imports });
    const seen = (name: string) => {
      asks.length = 0;
      return [functions[name]?.(), ...asks];
    };
    for (const end of ["", "When"]) {
      expect(seen(`both${end}`)).toEqual([0, 0]);
      expect(seen(`either${end}`)).toEqual([1, 1]);
      expect(seen(`not${end}`)).toEqual([0, 1, 2]);
    }
    expect(seen("choose")).toEqual([4, 0, 4]);
    expect(seen("select")).toEqual([4, 3, 4, 0]);
  });

  test("several results, functions that call each other, calls whose result is dropped", () => {
    const program = new Program();
    const last = program.global("i64", "last", -1n);
    const remember = program.function("remember", { x: "i64" }, ["i64"], ({ x }) => [set(last, x), ret(x)]);
    const halve = program.declare("halve", { x: "i64" }, ["i64", "i32"]);
    const count = program.declare("count", { x: "i64" }, ["i32"]);
    halve.define(({ x }) => [
      when(i64.eqz(x), [ret(x, i32.const(0))]),
      ret(i64.shr_u(x, i64.const(1n)), call(count, i64.shr_u(x, i64.const(1n)))),
    ]);
    count.define(({ x }, self) => {
      const [half, rest] = [self.local("i64", "half"), self.local("i32", "rest")];
      return [take([half, rest], halve, x), run(remember, half), ret(i32.add(rest, i32.const(1)))];
    });
    program.export(halve);
    program.export(count);
    program.export(program.function("lastHalf", {}, ["i64"], () => [ret(last)]));
    const { functions } = start(program);
    expect(functions.count?.(1000n)).toBe(11);
    expect(functions.halve?.(9n)).toEqual([4n, 4]);
    expect(functions.lastHalf?.()).toBe(2n);
  });

  test("memory: its data, both ends of an access, filling, copying, growing", () => {
    const program = new Program();
    program.useMemory({ initial: 1, maximum: 2 });
    program.place(16, new Uint8Array([1, 2, 3]));
    const at = i32.const(65_536);
    program.export(
      program.function("work", {}, ["i32", "i64", "i32"], () => [
        i64.store(i32.const(0), i64.const(-2n), 24),
        memoryCopy(i32.const(15), i32.const(16), i32.const(3)),
        memoryFill(i32.const(20), i32.const(0x1fe), i32.const(2)),
        ret(memoryGrow(i32.const(1)), i64.load(i32.const(13), 2), memoryGrow(i32.const(1))),
      ]),
    );
    program.export(program.function("beyond", {}, ["f64"], () => [ret(f64.load(at))]));
    program.export(program.function("pages", {}, ["i32"], () => [ret(memoryPages)]));
    const { functions, memory } = start(program);
    expect(reasonOf(() => functions.beyond?.())).toBe("memory-bounds");
    expect(functions.work?.()).toEqual([1, expectedWord(), -1]);
    expect([functions.beyond?.(), functions.pages?.(), memory?.buffer.byteLength]).toEqual([0, 2, 2 * 65_536]);
    expect(new DataView((memory as WebAssembly.Memory).buffer).getBigInt64(24, true)).toBe(-2n);
  });

  test("the memory of another, and growing it from outside", () => {
    const program = new Program();
    program.useMemory({ initial: 1, imported: true });
    const grow = program.importFunction("growOutside", [], []);
    program.export(
      program.function("sum", {}, ["i32"], () => [
        i32.store16(i32.const(2), i32.const(-3)),
        ret(i32.add(i32.load16_u(i32.const(2)), i32.load(i32.const(4)))),
      ]),
    );
    program.export(
      program.function("reach", {}, ["i32"], () => [
        run(grow),
        i32.store8(i32.const(65_540), i32.const(7)),
        ret(i32.load8_u(i32.const(65_540))),
      ]),
    );
    const memory = new WebAssembly.Memory({ initial: 1 });
    new DataView(memory.buffer).setInt32(4, 100, true);
    const started = start(program, { memory, imports: { growOutside: () => memory.grow(1) } });
    expect([started.functions.sum?.(), started.functions.reach?.()]).toEqual([65_633, 7]);
    expect(started.memory).toBe(memory);
  });

  test("traps have reasons", () => {
    const program = new Program();
    const [a, b] = [i64.const(-(2n ** 63n)), i64.const(-1n)];
    const traps = {
      divide: [ret(i64.div_s(i64.const(1n), i64.const(0n)))],
      remainder: [ret(i64.rem_u(i64.const(1n), i64.const(0n)))],
      overflow: [ret(i64.div_s(a, b))],
      overflow32: [ret(i64.extend_i32_s(i32.div_s(i32.const(-(2 ** 31)), i32.const(-1))))],
      whole: [ret(i64.trunc_f64_s(f64.const(2 ** 63)))],
      said: [trap],
      nothing: [loop((label) => [leave(label)])],
      fine: [ret(i64.rem_s(a, b))],
    };
    for (const [name, body] of Object.entries(traps)) program.export(program.function(name, {}, ["i64"], () => body));
    const { functions } = start(program);
    expect(Object.keys(traps).map((name) => reasonOf(() => functions[name]?.()))).toEqual([
      "division-by-zero",
      "division-by-zero",
      "division-overflow",
      "division-overflow",
      "conversion-overflow",
      "unreachable",
      "unreachable",
      0n,
    ]);
  });

  test("values from outside are cut as WebAssembly cuts them", () => {
    const program = new Program();
    const host = program.importFunction("host", ["i64"], ["i32"]);
    program.export(
      program.function("mix", { a: "i32", b: "i64", c: "f64" }, ["f64"], ({ a, b, c }) => [
        ret(f64.add(c, f64.add(f64.convert_i32_s(a), f64.convert_i32_s(call(host, b))))),
      ]),
    );
    const { functions } = start(program, { imports: { host: (x: bigint) => Number(x) + 2 ** 32 } });
    expect(functions.mix?.(2 ** 32 + 5.9, 2n ** 64n + 7n, 0.5)).toBe(12.5);
  });
});

/** The word that "work" leaves at 15: what was at 16 to 18, then what was there before, then the filling. */
function expectedWord(): bigint {
  const bytes = new Uint8Array([1, 2, 3, 3, 0, 0xfe, 0xfe, 0]);
  return new DataView(bytes.buffer).getBigInt64(0, true);
}

function reasonOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return trapReason(error);
  }
}

test("an error that is no trap has no reason", () => {
  expect(trapReason(new RangeError("unreachable"))).toBeUndefined();
  expect(trapReason(new WebAssembly.RuntimeError("null function or function signature mismatch"))).toBeUndefined();
});

describe("the text of the JavaScript", () => {
  test("can be read", () => {
    expect(toJs(savings())).toMatchInlineSnapshot(`
      "const { s64, nearest, sat_s64 } = library;
      const [] = imports;
      let years_g0 = 0;
      function save_f0(sum_0, goal_1, rate_2) {
        let gain_3 = 0n;
        loop_0: while (sum_0 < goal_1) {
          if ((years_g0 >>> 0) >= (100 >>> 0)) {
            break loop_0;
          }
          gain_3 = sat_s64(nearest((Number(sum_0) * rate_2)));
          sum_0 = s64(sum_0 + gain_3);
          years_g0 = (years_g0 + 1 | 0);
        }
        return sum_0;
      }
      function elapsed_f1() {
        return years_g0;
      }
      return [save_f0, elapsed_f1];
      "
    `);
  });

  test("is refused when a word in it is not ours", () => {
    expect(() => assertOwnText("let rent_0 = (-5n);\nwhile (true) { rent_0 = s64(rent_0 + 1e+21); }")).not.toThrow();
    for (const [text, found] of [
      ["rent_0 = process;", "process"],
      ["rent = 1;", "rent"],
      ["let x_0 = 'a';", "'a';"],
      ['let x_0 = "a";', '"a";'],
      ["let x_0 = `a`;", "`a`;"],
      ["x_0 = 1; // a", "// a"],
      ["x_0 = 1; /* a", "/* a"],
      ["x_0.constructor;", "constructor"],
      ["x_0\\u0041 = 1", "\\u0041 = 1"],
      ["été_0 = 1", "été_0 = 1"],
      ["x_0 = this;", "this"],
      ["X_0 = 1;", "X_0"],
      ["new_ = 1;", "new_"],
      ["x_0 = @;", "@;"],
    ] as const) {
      expect(() => assertOwnText(text)).toThrow(`not our own text in generated code: ${found}`);
    }
  });
});
