/**
 * A program in the making: functions, the variables and memory they share, what they import, what is exported.
 *
 * Names are for people (stack traces, generated JavaScript): letters and digits, beginning with a small letter. No text
 * of a user's file becomes one.
 */
import { insist } from "../wasm/index.ts";
import { checkBody } from "./check.ts";
import { literal } from "./make.ts";
import type { Callee, Code, Global, Literal, Local, Stmt, Type, Unit } from "./tree.ts";

type Params = Readonly<Record<string, Type>>;
type ParamsOf<P extends Params> = { readonly [K in keyof P]: Local<P[K]> };

const NAME = /^[a-z][A-Za-z0-9]{0,59}$/;

function insistName(name: string): void {
  insist(NAME.test(name), () => `not a name for code: ${name}`);
}

/** A function: declared with its parameters and results, so that others can call it, and then defined. */
export class FunctionCode<R extends readonly Type[] = readonly Type[], P extends Params = Params>
  implements Callee<R>, Code
{
  readonly kind = "function";
  readonly name: string;
  readonly index: number;
  readonly params: readonly Type[];
  readonly results: R;
  readonly locals: Local[] = [];
  private readonly isChecked: boolean;
  private readonly given: ParamsOf<P>;
  private statements: readonly Stmt[] | undefined;

  constructor(name: string, index: number, params: P, results: R, isChecked: boolean) {
    this.isChecked = isChecked;
    insistName(name);
    this.name = name;
    this.index = index;
    this.params = Object.values(params);
    this.results = results;
    const entries = Object.entries(params).map(([key, type]) => [key, this.local(type, key)]);
    this.given = Object.fromEntries(entries) as ParamsOf<P>;
  }

  /** A new variable, 0 whenever the function begins. Two may have one name. */
  local<T extends Type>(type: T, name: string): Local<T> {
    insistName(name);
    const made: Local<T> = { kind: "local", type, name, index: this.locals.length, owner: this };
    this.locals.push(made);
    return made;
  }

  /** New variables of one type. */
  variables<T extends Type, const N extends readonly string[]>(type: T, ...names: N): { [K in keyof N]: Local<T> } {
    return names.map((name) => this.local(type, name)) as { [K in keyof N]: Local<T> };
  }

  /** Gives the function its body, once. A function with results must `ret` on every way; one that does not traps. */
  define(body: (params: ParamsOf<P>, self: this) => readonly Stmt[]): this {
    insist(this.statements === undefined, () => `\`${this.name}\` is defined already`);
    const statements = body(this.given, this);
    if (this.isChecked) checkBody(this, statements);
    this.statements = statements;
    return this;
  }

  get body(): readonly Stmt[] {
    insist(this.statements !== undefined, () => `\`${this.name}\` is not defined`);
    return this.statements;
  }
}

export interface ProgramMemory {
  /** In pages of 65,536 bytes. */
  readonly initial: number;
  readonly maximum?: number;
  /** Whether the memory is given when the program is started, in place of its own. */
  readonly imported?: boolean;
}

export class Program implements Unit {
  readonly isChecked: boolean;
  readonly functions: FunctionCode[] = [];
  readonly imports: Callee[] = [];
  readonly globals: Global[] = [];
  readonly exports: Callee[] = [];
  readonly data: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  memory: Unit["memory"];

  /**
   * Without `isChecked`, a mistake of whoever writes the program (a variable of another function, a jump to nowhere) is
   * found by the back end, if at all: for what the tests make checked too, where time counts.
   */
  constructor({ isChecked = true }: { readonly isChecked?: boolean } = {}) {
    this.isChecked = isChecked;
  }

  /** The program's memory; once. */
  useMemory({ initial, maximum, imported = false }: ProgramMemory): void {
    insist(this.memory === undefined, () => "a program has one memory");
    this.memory = maximum === undefined ? { initial, imported } : { initial, maximum, imported };
  }

  /** Bytes that stand in memory when the program starts. */
  place(address: number, bytes: Uint8Array): void {
    this.data.push({ address, bytes });
  }

  global<T extends Type>(type: T, name: string, initial: Literal<T>): Global<T> {
    insistName(name);
    literal(type, initial); // asserts that it fits
    const made: Global<T> = { kind: "global", type, name, index: this.globals.length, initial };
    this.globals.push(made as unknown as Global);
    return made;
  }

  /** A function that is given under its name when the program is started. */
  importFunction<const R extends readonly Type[]>(name: string, params: readonly Type[], results: R): Callee<R> {
    insistName(name);
    insist(!this.imports.some((one) => one.name === name), () => `two imports of the name \`${name}\``);
    const made: Callee<R> = { kind: "import", name, index: this.imports.length, params, results };
    this.imports.push(made);
    return made;
  }

  /** A function that is defined later: for functions that call each other. The order of `params` is that of its keys. */
  declare<const P extends Params, const R extends readonly Type[]>(
    name: string,
    params: P,
    results: R,
  ): FunctionCode<R, P> {
    const made = new FunctionCode(name, this.functions.length, params, results, this.isChecked);
    this.functions.push(made as unknown as FunctionCode);
    return made;
  }

  /** A function with its body. */
  function<const P extends Params, const R extends readonly Type[]>(
    name: string,
    params: P,
    results: R,
    body: (params: ParamsOf<P>, self: FunctionCode<R, P>) => readonly Stmt[],
  ): FunctionCode<R, P> {
    return this.declare(name, params, results).define(body);
  }

  /** Makes a function callable from outside, under its name. */
  export(callee: Callee): void {
    insist(callee.name !== "memory", () => "`memory` is the name of the memory");
    insist(!this.exports.some(({ name }) => name === callee.name), () => `two exports of the name \`${callee.name}\``);
    this.exports.push(callee);
  }
}
