import { describe, expect, test } from "vitest";
import {
  again,
  block,
  call,
  choose,
  f64,
  i32,
  i64,
  type Label,
  leave,
  loopWhile,
  memoryCopy,
  memoryFill,
  memoryGrow,
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
  trap,
  when,
} from "./index.ts";

describe("what does not fit is refused", () => {
  const wide = i64.const(1n) as never;
  const fresh = () => new Program();
  const local = fresh().declare("other", {}, []).local("i32", "x");
  const define = (body: Stmt[], results: readonly ("i32" | "i64")[] = []) =>
    fresh()
      .declare("one", {}, results)
      .define(() => body);
  const keep = fresh().function("keep", { x: "i32" }, [], () => []);
  let lost: Label | undefined;
  const around = block((label) => {
    lost = label;
    return [];
  });
  const two = fresh().function("two", { x: "i32" }, ["i32", "i32"], () => [trap]);
  test.each<[() => unknown, string]>([
    [() => i32.add(i32.const(1), wide), "i32.add needs i32, not i64"],
    [() => (i32.add as (x: unknown) => unknown)(i32.const(1)), "i32.add takes 2 operands, not 1"],
    [() => i32.const(1.5), "no i32: 1.5"],
    [() => i64.const(2n ** 63n), "no i64: 9223372036854775808"],
    [() => f64.const(1n as never), "no f64: 1"],
    [() => i32.load(wide), "i32.load needs i32, not i64"],
    [() => i32.load(i32.const(1), -1), "i32.load: no offset: -1"],
    [() => i32.store(i32.const(1), wide), "i32.store needs i32, not i64"],
    [() => choose(wide, i32.const(1), i32.const(2)), "the condition of choose needs i32, not i64"],
    [() => select(i32.const(1), i32.const(1), wide), "select needs i32, not i64"],
    [() => when(wide, []), "the condition of when needs i32, not i64"],
    [() => loopWhile(wide, () => []), "the condition of loopWhile needs i32, not i64"],
    [() => switchOn(wide, []), "the index of switchOn needs i32, not i64"],
    [() => memoryGrow(wide), "memory.grow needs i32, not i64"],
    [() => memoryFill(wide, i32.const(1), i32.const(1)), "memory.fill needs i32, not i64"],
    [() => memoryCopy(i32.const(1), wide, i32.const(1)), "memory.copy needs i32, not i64"],
    [() => set(local, wide), "`x` needs i32, not i64"],
    [() => block((label) => [again(label)]), "again goes to a loop, not to a block"],
    [() => call(two as never, i32.const(1)), "`two` has 2 results, not one"],
    [() => run(two, i32.const(1)), "the results of `two` must be taken"],
    [() => take([local], two, i32.const(1)), "`two` gives 2 results"],
    [() => take([local, local], two, i32.const(1)), "`two` puts two results into one variable"],
    [() => run(keep, wide), "argument 1 of `keep` needs i32, not i64"],
    [() => define([set(local, i32.const(1))]), "`one` uses `x` of another function"],
    [() => define([when(local, [])]), "`one` uses `x` of another function"],
    [() => define([around, leave(lost as Label)]), "leave in `one` to a label that is not around it"],
    [() => define([ret(i32.const(1))]), "`one` returns 1 values, not 0"],
    [() => define([ret(i32.const(1))], ["i64"]), "result 1 of `one` is i64, not i32"],
    [() => fresh().declare("one", {}, []).body, "`one` is not defined"],
    [() => two.define(() => []), "`two` is defined already"],
    [() => fresh().declare("lease/rent", {}, []), "not a name for code: lease/rent"],
    [() => fresh().global("i32", "x y", 0), "not a name for code: x y"],
    [() => fresh().global("i64", "x", 1 as never), "no i64: 1"],
    [() => fresh().importFunction("", [], []), "not a name for code: "],
    [() => two.local("i32", "Ärger"), "not a name for code: Ärger"],
    [
      () => {
        const program = fresh();
        program.export(two);
        program.export(two);
      },
      "two exports of the name `two`",
    ],
    [() => fresh().export(fresh().declare("memory", {}, [])), "`memory` is the name of the memory"],
    [
      () => {
        const program = fresh();
        program.export(program.function("one", {}, [], () => [run(two as never, i32.const(1))]));
      },
      "the results of `two` must be taken",
    ],
    [
      () => {
        const program = fresh();
        program.importFunction("ask", [], []);
        startJs(program);
      },
      "the import `ask` is missing",
    ],
  ])("%#", (build, message) => {
    expect(build).toThrow(TypeError);
    expect(build).toThrow(message);
  });

  test("what is of another program", () => {
    const other = fresh();
    const theirs = other.function("theirs", {}, ["i32"], () => [ret(i32.const(1))]);
    const day = other.global("i32", "day", 0);
    const using = (use: (program: Program) => unknown) => {
      const program = fresh();
      program.global("i32", "own", 0);
      use(program);
      return program;
    };
    const programs = [
      [using((one) => one.function("one", {}, [], () => [run(theirs)])), "`one` uses `theirs` of another program"],
      [
        using((one) => one.function("one", {}, ["i32"], () => [ret(call(theirs))])),
        "`one` uses `theirs` of another program",
      ],
      [using((one) => one.function("one", {}, ["i32"], () => [ret(day)])), "`one` uses `day` of another program"],
      [
        using((one) => one.function("one", {}, [], () => [set(day, i32.const(1))])),
        "`one` uses `day` of another program",
      ],
      [using((one) => one.export(theirs)), "`the program` uses `theirs` of another program"],
    ] as const;
    for (const [program, message] of programs) {
      expect(() => startWasm(program)).toThrow(message);
      expect(() => startJs(program)).toThrow(message);
    }
  });
});
