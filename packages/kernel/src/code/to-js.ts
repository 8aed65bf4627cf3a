/**
 * The back end for reading: a program as JavaScript with BigInt, for people who look for a fault and for tests that hold
 * WebAssembly to it. It has no speed goal.
 *
 * The text is run by `new Function`, so nothing of a user's may ever be in it: names carry a number (identifiers.ts), all
 * else is numbers and the words below, and `assertOwnText` looks at every word of the result again.
 */
import { LOADS, type LoadName, STORES, type StoreName } from "../wasm/index.ts";
import { checkUnit } from "./check.ts";
import { identifierOf } from "./identifiers.ts";
import { OPERATORS } from "./js-operators.ts";
import { accessorName, LIBRARY } from "./library.ts";
import type { Code, Expr, Label, Stmt, Type, Unit } from "./tree.ts";

const ACCESSORS = [...Object.keys(LOADS), ...Object.keys(STORES)].map((name) =>
  accessorName(name as LoadName | StoreName),
);

/** What the program gets from outside, in this order: see run.ts. */
export const GIVEN = ["library", "memory", "imports"] as const;
const MEMORY_NAMES = [...ACCESSORS, "pages", "grow", "fill", "copy"];
const WORDS = new Set([
  ...["const", "let", "function", "return", "if", "else", "while", "switch", "case", "default", "break", "continue"],
  ...["true", "NaN", "Infinity", "Math", "Number", "BigInt", "asIntN"],
  ...["clz32", "imul", "abs", "ceil", "floor", "trunc", "sqrt", "min", "max"],
  ...GIVEN,
  ...Object.keys(LIBRARY),
  ...MEMORY_NAMES,
]);

const WORD = /[A-Za-z_$][\w$]*/y;
const OWN = /^[a-z][A-Za-z0-9]*_[a-z]?\d+$/;
const NUMBER = /\d+n|\d+(?:\.\d+)?(?:e[+-]?\d+)?/y;
const MARK = /\/(?![/*])|[\s{}()[\],;:?=<>!&|^+\-*.]/y;

/** Throws unless the text is made of numbers, marks, words of the language and names with a number. */
export function assertOwnText(text: string): void {
  let at = 0;
  const taken = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < text.length) {
    const word = taken(WORD);
    if (word !== undefined ? !WORDS.has(word) && !OWN.test(word) : (taken(NUMBER) ?? taken(MARK)) === undefined) {
      throw new TypeError(`not our own text in generated code: ${word ?? text.slice(at, at + 20)}`);
    }
  }
}

function literal(type: Type, value: number | bigint): string {
  const text = Object.is(value, -0) ? "-0" : `${value}${type === "i64" ? "n" : ""}`;
  return text.startsWith("-") ? `(${text})` : text;
}

const ZERO: Readonly<Record<Type, string>> = { i32: "0", i64: "0n", f64: "0" };

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const isWord = (expr: Expr, value: number): boolean => expr.kind === "const" && expr.value === value;
const isCondition = (expr: Expr): boolean =>
  (expr.kind === "op" && OPERATORS[expr.name].compares) ||
  (expr.kind === "choose" && (isWord(expr.otherwise, 0) || isWord(expr.then, 1)));

/** Prints one function. */
class Printer {
  private readonly numbers = new Map<Label, number>();
  /** Loops whose `again` goes to a step, by a block around the body. */
  private readonly stepping = new Set<Label>();

  function(code: Code): readonly string[] {
    const params = code.locals.slice(0, code.params.length).map(identifierOf);
    const variables = code.locals.slice(code.params.length);
    return [
      `function ${identifierOf(code)}(${params.join(", ")}) {`,
      ...indented(variables.map((local) => `let ${identifierOf(local)} = ${ZERO[local.type]};`)),
      ...indented(this.body(code.body)),
      ...(code.results.length > 0 && code.body.at(-1)?.kind !== "return" ? ["  trap();"] : []),
      "}",
    ];
  }

  private body(body: readonly Stmt[]): readonly string[] {
    return body.flatMap((stmt) => this.stmt(stmt));
  }

  private braced(before: string, body: readonly Stmt[]): readonly string[] {
    return [`${before} {`, ...indented(this.body(body)), "}"];
  }

  private label(word: "block" | "loop" | "step", label: Label): string {
    const number = this.numbers.get(label) ?? this.numbers.size;
    this.numbers.set(label, number);
    return `${word}_${number}`;
  }

  private stmt(stmt: Stmt): readonly string[] {
    switch (stmt.kind) {
      case "set":
        return [`${identifierOf(stmt.target)} = ${this.expr(stmt.value)};`];
      case "store": {
        const operands = [this.expr(stmt.address), this.expr(stmt.value), stmt.offset];
        return [`${accessorName(stmt.name)}(${operands.join(", ")});`];
      }
      case "when": {
        const then = this.braced(`if (${this.condition(stmt.condition)})`, stmt.then);
        if (stmt.otherwise.length === 0) return then;
        return [...then.slice(0, -1), ...this.braced("} else", stmt.otherwise)];
      }
      case "block":
        return this.braced(`${this.label("block", stmt.label)}:`, stmt.body);
      case "while":
        return this.loop(stmt);
      case "leave":
        return [`break ${this.label(stmt.label.loops ? "loop" : "block", stmt.label)};`];
      case "again":
        if (this.stepping.has(stmt.label)) return [`break ${this.label("step", stmt.label)};`];
        return [`continue ${this.label("loop", stmt.label)};`];
      case "switch":
        return this.cases(stmt);
      case "return":
        return [this.returned(stmt.values)];
      case "trap":
        return ["trap();"];
      case "run":
        return [this.run(stmt)];
      case "fill":
        return [`fill(${this.list([stmt.address, stmt.value, stmt.length])});`];
      case "copy":
        return [`copy(${this.list([stmt.to, stmt.from, stmt.length])});`];
    }
  }

  private returned(values: readonly Expr[]): string {
    if (values.length === 0) return "return;";
    return values.length === 1 ? `return ${this.list(values)};` : `return [${this.list(values)}];`;
  }

  private run({ call, into }: Extract<Stmt, { kind: "run" }>): string {
    const written = `${identifierOf(call.callee)}(${this.list(call.operands)});`;
    if (into.length === 0) return written;
    const names = into.map(identifierOf).join(", ");
    return into.length === 1 ? `${names} = ${written}` : `[${names}] = ${written}`;
  }

  private loop({ label, condition, body, step }: Extract<Stmt, { kind: "while" }>): readonly string[] {
    const head = `${this.label("loop", label)}: while (${this.condition(condition)})`;
    if (step.length === 0) return this.braced(head, body);
    this.stepping.add(label);
    const inner = [...this.braced(`${this.label("step", label)}:`, body), ...this.body(step)];
    return [`${head} {`, ...indented(inner), "}"];
  }

  private cases({ index, cases, otherwise }: Extract<Stmt, { kind: "switch" }>): readonly string[] {
    const inner = cases.flatMap((body, i) => [...this.braced(`case ${i}:`, body).slice(0, -1), "  break;", "}"]);
    const rest = otherwise.length > 0 ? this.braced("default:", otherwise) : [];
    return [`switch (${this.expr(index)}) {`, ...indented([...inner, ...rest]), "}"];
  }

  private list(values: readonly Expr[]): string {
    return values.map((one) => this.expr(one)).join(", ");
  }

  private operator({ name, operands }: Extract<Expr, { kind: "op" }>): string {
    const [first, second] = operands;
    return OPERATORS[name].write(this.expr(first as Expr), second ? this.expr(second) : "");
  }

  /** As a condition: what a comparison says, or whether a number is not 0. */
  private condition(expr: Expr): string {
    if (expr.kind === "const" && expr.value !== 0) return "true";
    if (expr.kind === "choose") {
      const { condition, then, otherwise } = expr;
      if (isWord(otherwise, 0)) return `(${this.condition(condition)} && ${this.condition(then)})`;
      if (isWord(then, 1)) return `(${this.condition(condition)} || ${this.condition(otherwise)})`;
    }
    if (expr.kind !== "op" || !OPERATORS[expr.name].compares) return `${this.expr(expr)} !== 0`;
    const [first] = expr.operands;
    const denies = expr.name === "i32.eqz" && first !== undefined && isCondition(first);
    return denies ? `!(${this.condition(first)})` : this.operator(expr);
  }

  private expr(expr: Expr): string {
    switch (expr.kind) {
      case "const":
        return literal(expr.type, expr.value);
      case "local":
      case "global":
        return identifierOf(expr);
      case "op":
        return OPERATORS[expr.name].compares ? `(${this.operator(expr)} ? 1 : 0)` : this.operator(expr);
      case "load":
        return `${accessorName(expr.name)}(${this.expr(expr.address)}, ${expr.offset})`;
      case "choose":
        return `(${this.condition(expr.condition)} ? ${this.expr(expr.then)} : ${this.expr(expr.otherwise)})`;
      case "select":
        return `pick(${this.list([expr.then, expr.otherwise, expr.condition])})`;
      case "call":
        return `${identifierOf(expr.callee)}(${this.list(expr.operands)})`;
      case "pages":
        return "pages()";
      case "grow":
        return `grow(${this.expr(expr.pages)})`;
    }
  }
}

/**
 * The program as the text of a function's body. The function takes `library`, `memory` and `imports` (a list, in the
 * order of the program's imports) and gives the list of the exported functions, in the order of the program's exports.
 */
export function toJs(unit: Unit): string {
  checkUnit(unit);
  const functions = unit.functions.flatMap((code) => new Printer().function(code));
  const used = new Set(functions.join("\n").match(/\w+/g));
  const names = [...Object.keys(LIBRARY), ...(unit.memory ? MEMORY_NAMES : [])].filter((name) => used.has(name));
  const lines = [
    `const { ${names.join(", ")} } = library;`,
    `const [${unit.imports.map(identifierOf).join(", ")}] = imports;`,
    ...unit.globals.map((one) => `let ${identifierOf(one)} = ${literal(one.type, one.initial)};`),
    ...functions,
    `return [${unit.exports.map(identifierOf).join(", ")}];`,
  ];
  const text = `${lines.join("\n")}\n`;
  assertOwnText(text);
  return text;
}
