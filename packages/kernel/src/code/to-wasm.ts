/** The back end for speed: a program as a module of WebAssembly. */
import {
  assign,
  block,
  branch,
  branchIf,
  branchTable,
  call,
  choose,
  constant,
  drop,
  type FunctionHandle,
  type GlobalHandle,
  get,
  getGlobal,
  leave,
  load,
  loop,
  ModuleBuilder,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memorySize,
  type Node,
  op,
  select,
  set,
  setGlobal,
  store,
  unreachable,
  type Value,
  type Label as WasmLabel,
  when,
} from "../wasm/index.ts";
import { checkUnit } from "./check.ts";
import { identifierOf } from "./identifiers.ts";
import type { Call, Callee, Code, Expr, Label, Stmt, Type, Unit } from "./tree.ts";

/** Under what name a module finds its imports. */
export const IMPORTS = "imports";
/** Under what name the memory is imported from `IMPORTS`, or exported. */
export const MEMORY = "memory";

type Any = Value<never>;

class Translation {
  private readonly functions: ReadonlyMap<Callee, FunctionHandle>;
  private readonly globals: readonly GlobalHandle[];
  private readonly handle: FunctionHandle;
  private readonly ends = new Map<Label, WasmLabel>();
  private readonly steps = new Map<Label, WasmLabel>();

  constructor(
    functions: ReadonlyMap<Callee, FunctionHandle>,
    globals: readonly GlobalHandle[],
    code: Code,
    handle: FunctionHandle,
  ) {
    this.functions = functions;
    this.globals = globals;
    this.handle = handle;
    for (const local of code.locals.slice(code.params.length)) handle.local(local.type, local.name);
  }

  private callee(callee: Callee): FunctionHandle {
    return this.functions.get(callee) as FunctionHandle;
  }

  private global(index: number): GlobalHandle {
    return this.globals[index] as GlobalHandle;
  }

  private local(index: number) {
    return this.handle.locals[index] as FunctionHandle["locals"][number];
  }

  expr(expr: Expr): Any {
    return this.node(expr) as Any;
  }

  private node(expr: Expr): Node {
    switch (expr.kind) {
      case "const":
        return constant(expr.type as Type, expr.value as never);
      case "local":
        return get(this.local(expr.index));
      case "global":
        return getGlobal(this.global(expr.index));
      case "op":
        return (op as (name: string, ...operands: Node[]) => Node)(
          expr.name,
          ...expr.operands.map((one) => this.expr(one)),
        );
      case "load":
        return load(expr.name, this.expr(expr.address), expr.offset);
      case "choose":
        return choose(expr.type, this.expr(expr.condition), [this.expr(expr.then)], [this.expr(expr.otherwise)]);
      case "select":
        return this.select(expr);
      case "call":
        return call(this.callee(expr.callee), ...expr.operands.map((one) => this.expr(one)));
      case "pages":
        return memorySize;
      case "grow":
        return memoryGrow(this.expr(expr.pages));
    }
  }

  /** V8 makes a jump of a choice among doubles and none of one among words: 12.6 ns against 3.7, guessed wrong half the time. */
  private select({ type, then, otherwise, condition }: Extract<Expr, { kind: "select" }>): Node {
    const asked = this.expr(condition);
    if (type !== "f64") return select(this.expr(then), this.expr(otherwise), asked);
    const bits = (one: Expr) => op("i64.reinterpret_f64", this.expr(one));
    return op("f64.reinterpret_i64", select(bits(then), bits(otherwise), asked));
  }

  body(body: readonly Stmt[]): readonly Node[] {
    return body.flatMap((stmt) => this.stmt(stmt));
  }

  private stmt(stmt: Stmt): Node | readonly Node[] {
    switch (stmt.kind) {
      case "set": {
        const { target, value } = stmt;
        if (target.kind === "local") return set(this.local(target.index), this.expr(value));
        return setGlobal(this.global(target.index), this.expr(value));
      }
      case "store":
        return store(stmt.name, this.expr(stmt.address), this.expr(stmt.value), stmt.offset);
      case "when":
        return when(this.expr(stmt.condition), this.body(stmt.then), this.body(stmt.otherwise));
      case "block":
        return block((end) => {
          this.ends.set(stmt.label, end);
          return this.body(stmt.body);
        });
      case "while":
        return this.loop(stmt);
      case "leave":
        return branch(this.ends.get(stmt.label) as WasmLabel);
      case "again":
        return branch(this.steps.get(stmt.label) as WasmLabel);
      case "switch":
        return this.cases(stmt);
      case "return":
        return leave(...stmt.values.map((one) => this.expr(one)));
      case "trap":
        return unreachable;
      case "run":
        return this.run(
          stmt.call,
          stmt.into.map(({ index }) => this.local(index)),
        );
      case "fill":
        return memoryFill(this.expr(stmt.address), this.expr(stmt.value), this.expr(stmt.length));
      case "copy":
        return memoryCopy(this.expr(stmt.to), this.expr(stmt.from), this.expr(stmt.length));
    }
  }

  private loop({ label, condition, body, step }: Extract<Stmt, { kind: "while" }>): Node {
    const endless = condition.kind === "const" && condition.value !== 0;
    const inner = (next: WasmLabel) => {
      this.steps.set(label, next);
      return this.body(body);
    };
    return block((end) => {
      this.ends.set(label, end);
      return [
        loop((start) => [
          ...(endless ? [] : [branchIf(end, op("i32.eqz", this.expr(condition)))]),
          ...(step.length > 0 ? [block(inner), ...this.body(step)] : inner(start)),
          branch(start),
        ]),
      ];
    });
  }

  /** Blocks one in another, the innermost of which jumps to the end of the one before its case. */
  private cases({ index, cases, otherwise }: Extract<Stmt, { kind: "switch" }>): Node {
    return block((end) => {
      const nested = (place: number, outside: readonly WasmLabel[]): Node =>
        block((label) => {
          const labels = [label, ...outside];
          const last = outside.length;
          if (place === 0) return [branchTable(this.expr(index), labels.slice(0, last), labels[last] as WasmLabel)];
          return [nested(place - 1, labels), ...this.body(cases[place - 1] as readonly Stmt[]), branch(end)];
        });
      return [nested(cases.length, []), ...this.body(otherwise)];
    });
  }

  private run({ callee, operands }: Call, into: readonly FunctionHandle["locals"][number][]): readonly Node[] {
    const handle = this.callee(callee);
    const given = operands.map((one) => this.expr(one));
    if (into.length > 0) return assign(into, handle, ...given);
    if (handle.results.length === 0) return [call(handle, ...given)];
    return [drop(call(handle, ...given))];
  }
}

/** The module of a program, as bytes: imports come from `imports`, the memory is `memory`, exports have their names. */
export function toWasm(unit: Unit): Uint8Array {
  if (unit.isChecked) checkUnit(unit);
  const built = new ModuleBuilder();
  const functions = new Map<Callee, FunctionHandle>();
  for (const one of unit.imports) {
    functions.set(one, built.importFunction(IMPORTS, one.name, one.params, one.results));
  }
  for (const one of unit.functions) functions.set(one, built.function(identifierOf(one), one.params, one.results));
  const globals = unit.globals.map(({ type, initial }) => built.global(type, initial as never) as GlobalHandle);
  if (unit.memory?.imported) built.importMemory(IMPORTS, MEMORY, unit.memory);
  else if (unit.memory) {
    built.defineMemory(unit.memory);
    built.exportMemory(MEMORY);
  }
  for (const { address, bytes } of unit.data) built.data(address, bytes);
  for (const code of unit.functions) {
    const handle = functions.get(code) as FunctionHandle;
    handle.bodyLater(() => {
      const body = new Translation(functions, globals, code, handle).body(code.body);
      const open = code.results.length > 0 && body.at(-1)?.type !== "never";
      return open ? [...body, unreachable] : body;
    });
  }
  for (const callee of unit.exports) built.exportFunction(callee.name, functions.get(callee) as FunctionHandle);
  return built.encode();
}
