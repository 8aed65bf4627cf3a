/**
 * The back end for speed: a program as a module of WebAssembly. Its bytes are written as the trees are gone through, with
 * nothing between: a run of few paths is over before much else would be made. What the trees do not see to themselves,
 * whoever compiles the module validates.
 */
import { ACCESS, type Body, CONTROL, INSTRUCTIONS, ModuleBuilder, TYPE_CODES, type Writer } from "../wasm/index.ts";
import { checkUnit } from "./check.ts";
import { identifierOf } from "./identifiers.ts";
import type { Call, Code, Expr, Label, Stmt, Unit } from "./tree.ts";

/** Under what name a module finds its imports. */
export const IMPORTS = "imports";
/** Under what name the memory is imported from `IMPORTS`, or exported. */
export const MEMORY = "memory";

class Translation {
  /** How many imports there are: they are numbered before the functions. */
  readonly #imports: number;
  readonly #out: Writer;
  /** How many blocks are open; what a branch names is how many of them lie between. */
  #depth = 0;
  /** Of the blocks that `leave` and `again` go to, how many were open with them. */
  readonly #ends = new Map<Label, number>();
  readonly #steps = new Map<Label, number>();

  constructor(imports: number, out: Writer) {
    this.#imports = imports;
    this.#out = out;
  }

  #expressions(all: readonly Expr[]): void {
    for (let i = 0; i < all.length; i += 1) this.#expr(all[i] as Expr);
  }

  #expr(expr: Expr): void {
    const out = this.#out;
    switch (expr.kind) {
      case "const":
        out.constant(expr.type, expr.value);
        return;
      case "local":
        out.byte(CONTROL.localGet);
        out.u32(expr.index);
        return;
      case "global":
        out.byte(CONTROL.globalGet);
        out.u32(expr.index);
        return;
      case "op":
        this.#expressions(expr.operands);
        out.opcode(INSTRUCTIONS[expr.name].opcode);
        return;
      case "load":
        this.#expr(expr.address);
        this.#access(ACCESS[expr.name], expr.offset);
        return;
      case "choose":
        this.#expr(expr.condition);
        this.#open(CONTROL.if, TYPE_CODES[expr.type]);
        this.#expr(expr.then);
        out.byte(CONTROL.else);
        this.#expr(expr.otherwise);
        this.#close();
        return;
      case "select":
        this.#select(expr);
        return;
      case "call":
        this.#call(expr);
        return;
      case "pages":
        out.byte(CONTROL.memorySize);
        out.byte(0);
        return;
      case "grow":
        this.#expr(expr.pages);
        out.byte(CONTROL.memoryGrow);
        out.byte(0);
    }
  }

  #access({ opcode, alignment }: (typeof ACCESS)[keyof typeof ACCESS], offset: number): void {
    this.#out.byte(opcode);
    this.#out.byte(alignment);
    this.#out.u32(offset);
  }

  /** V8 makes a jump of a choice among doubles and none of one among words: 12.6 ns against 3.7, guessed wrong half the time. */
  #select({ type, then, otherwise, condition }: Extract<Expr, { kind: "select" }>): void {
    const out = this.#out;
    this.#expr(then);
    if (type === "f64") out.opcode(INSTRUCTIONS["i64.reinterpret_f64"].opcode);
    this.#expr(otherwise);
    if (type === "f64") out.opcode(INSTRUCTIONS["i64.reinterpret_f64"].opcode);
    this.#expr(condition);
    out.byte(CONTROL.select);
    if (type === "f64") out.opcode(INSTRUCTIONS["f64.reinterpret_i64"].opcode);
  }

  #call({ callee, operands }: Call): void {
    this.#expressions(operands);
    this.#out.byte(CONTROL.call);
    this.#out.u32(callee.kind === "import" ? callee.index : this.#imports + callee.index);
  }

  /** Opens a block, and says its number. */
  #open(opcode: number, type: number = CONTROL.noValue): number {
    this.#out.byte(opcode);
    this.#out.byte(type);
    this.#depth += 1;
    return this.#depth;
  }

  #close(): void {
    this.#out.byte(CONTROL.end);
    this.#depth -= 1;
  }

  #branch(opcode: number, block: number | undefined): void {
    this.#out.byte(opcode);
    this.#out.u32(this.#depth - (block as number));
  }

  body(body: readonly Stmt[]): void {
    for (let i = 0; i < body.length; i += 1) this.#stmt(body[i] as Stmt);
  }

  #stmt(stmt: Stmt): void {
    const out = this.#out;
    switch (stmt.kind) {
      case "set":
        this.#expr(stmt.value);
        out.byte(stmt.target.kind === "local" ? CONTROL.localSet : CONTROL.globalSet);
        out.u32(stmt.target.index);
        return;
      case "store":
        this.#expr(stmt.address);
        this.#expr(stmt.value);
        this.#access(ACCESS[stmt.name], stmt.offset);
        return;
      case "when":
        this.#when(stmt);
        return;
      case "block":
        this.#ends.set(stmt.label, this.#open(CONTROL.block));
        this.body(stmt.body);
        this.#close();
        return;
      case "while":
        this.#loop(stmt);
        return;
      case "leave":
        this.#branch(CONTROL.branch, this.#ends.get(stmt.label));
        return;
      case "again":
        this.#branch(CONTROL.branch, this.#steps.get(stmt.label));
        return;
      case "switch":
        this.#cases(stmt);
        return;
      case "return":
        this.#expressions(stmt.values);
        out.byte(CONTROL.return);
        return;
      case "trap":
        out.byte(CONTROL.unreachable);
        return;
      case "run":
        this.#run(stmt);
        return;
      case "fill":
        this.#expressions([stmt.address, stmt.value, stmt.length]);
        out.opcode(CONTROL.memoryFill);
        out.byte(0);
        return;
      case "copy":
        this.#expressions([stmt.to, stmt.from, stmt.length]);
        out.opcode(CONTROL.memoryCopy);
        out.byte(0);
        out.byte(0);
    }
  }

  #when({ condition, then, otherwise }: Extract<Stmt, { kind: "when" }>): void {
    this.#expr(condition);
    this.#open(CONTROL.if);
    this.body(then);
    if (otherwise.length > 0) {
      this.#out.byte(CONTROL.else);
      this.body(otherwise);
    }
    this.#close();
  }

  #loop({ label, condition, body, step }: Extract<Stmt, { kind: "while" }>): void {
    const endless = condition.kind === "const" && condition.value !== 0;
    const end = this.#open(CONTROL.block);
    this.#ends.set(label, end);
    const start = this.#open(CONTROL.loop);
    if (!endless) {
      this.#expr(condition);
      this.#out.opcode(INSTRUCTIONS["i32.eqz"].opcode);
      this.#branch(CONTROL.branchIf, end);
    }
    if (step.length > 0) {
      this.#steps.set(label, this.#open(CONTROL.block));
      this.body(body);
      this.#close();
      this.body(step);
    } else {
      this.#steps.set(label, start);
      this.body(body);
    }
    this.#branch(CONTROL.branch, start);
    this.#close();
    this.#close();
  }

  /** Blocks one in another, the innermost of which jumps to the end of the one before its case. */
  #cases({ index, cases, otherwise }: Extract<Stmt, { kind: "switch" }>): void {
    const out = this.#out;
    const end = this.#open(CONTROL.block);
    for (let i = 0; i <= cases.length; i += 1) this.#open(CONTROL.block);
    this.#expr(index);
    out.byte(CONTROL.branchTable);
    out.u32(cases.length);
    for (let i = 0; i <= cases.length; i += 1) out.u32(i);
    for (let i = 0; i < cases.length; i += 1) {
      this.#close();
      this.body(cases[i] as readonly Stmt[]);
      this.#branch(CONTROL.branch, end);
    }
    this.#close();
    this.body(otherwise);
    this.#close();
  }

  #run({ call, into }: Extract<Stmt, { kind: "run" }>): void {
    const out = this.#out;
    this.#call(call);
    if (into.length === 0 && call.callee.results.length > 0) out.byte(CONTROL.drop);
    for (let i = into.length - 1; i >= 0; i -= 1) {
      out.byte(CONTROL.localSet);
      out.u32((into[i] as { index: number }).index);
    }
  }
}

/** The module of a program, as bytes: imports come from `imports`, the memory is `memory`, exports have their names. */
export function toWasm(unit: Unit): Uint8Array {
  if (unit.isChecked) checkUnit(unit);
  const built = new ModuleBuilder();
  const imports = unit.imports.length;
  for (const { name, params, results } of unit.imports) {
    built.importFunction({ module: IMPORTS, field: name }, params, results);
  }
  for (const { type, initial } of unit.globals) built.global(type, initial as never);
  if (unit.memory?.imported) built.importMemory({ module: IMPORTS, field: MEMORY }, unit.memory);
  else if (unit.memory) {
    built.defineMemory(unit.memory);
    built.exportMemory(MEMORY);
  }
  for (const { address, bytes } of unit.data) built.data(address, bytes);
  for (const code of unit.functions) built.function(bodyOf(code, imports));
  for (const { kind, name, index } of unit.exports) {
    built.exportFunction(name, kind === "import" ? index : imports + index);
  }
  return built.encode();
}

/** A function with results that comes to its end all the same traps. */
function bodyOf(code: Code, imports: number): Body {
  const { params, results, locals } = code;
  return {
    name: identifierOf(code),
    params,
    results,
    locals: locals.slice(params.length).map(({ type }) => type),
    write(out) {
      new Translation(imports, out).body(code.body);
      if (results.length > 0) out.byte(CONTROL.unreachable);
    },
  };
}
