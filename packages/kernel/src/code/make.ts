/**
 * How code is written: `i64.add(a, b)`, `f64.load(address)`, `when(condition, [...])`.
 *
 * Instructions have the names of the WebAssembly specification. What is ill-typed is refused when it is made: by
 * TypeScript, and by a thrown `TypeError`.
 */
import {
  INSTRUCTIONS,
  type InstructionName,
  insist,
  LOADS,
  type LoadedBy,
  type LoadName,
  type ParamsOf,
  type ResultOf,
  STORES,
  type StoredBy,
  type StoreName,
} from "../wasm/index.ts";
import type { Call, Callee, Expr, Global, Label, Literal, Local, Stmt, Type } from "./tree.ts";

type Operands<P extends readonly Type[]> = { [K in keyof P]: Expr<P[K]> };

type Instructions<T extends Type> = {
  readonly [N in InstructionName as N extends `${T}.${infer Rest}` ? Rest : never]: (
    ...operands: Operands<ParamsOf<N>>
  ) => Expr<ResultOf<N>>;
};
type Loads<T extends Type> = {
  readonly [N in LoadName as N extends `${T}.${infer Rest}` ? Rest : never]: (
    address: Expr<"i32">,
    offset?: number,
  ) => Expr<LoadedBy<N>>;
};
type Stores<T extends Type> = {
  readonly [N in StoreName as N extends `${T}.${infer Rest}` ? Rest : never]: (
    address: Expr<"i32">,
    value: Expr<StoredBy<N>>,
    offset?: number,
  ) => Stmt;
};
type Makers<T extends Type> = Instructions<T> &
  Loads<T> &
  Stores<T> & { readonly const: (value: Literal<T>) => Expr<T> };

// Hundreds of thousands of nodes are made before the first path runs: nothing is made beside them.

function insistType(expr: Expr, type: Type, where: string): void {
  if (expr?.type !== type) throw new TypeError(`${where} needs ${type}, not ${expr?.type}`);
}

/** The instruction of this name, with operands of any type; asserts that they fit. */
export function operation(name: InstructionName, operands: readonly Expr[]): Expr {
  const { params, result } = INSTRUCTIONS[name];
  if (operands.length !== params.length) {
    throw new TypeError(`${name} takes ${params.length} operands, not ${operands.length}`);
  }
  for (let i = 0; i < params.length; i += 1) insistType(operands[i] as Expr, params[i] as Type, name);
  const [a, b] = operands;
  if (a?.kind === "const" && (b === undefined || b.kind === "const")) {
    const value = FOLDED[name]?.(a.value as never, b?.value as never);
    if (value !== undefined) return literal(result, value as never);
  }
  return { kind: "op", type: result, name, operands };
}

type Folded = (a: never, b: never) => number | bigint;

/** What needs no instruction where both operands are constants: what addresses, days and amounts are made of. */
const FOLDED: Partial<Record<InstructionName, Folded>> = {
  "i32.add": (a: number, b: number) => (a + b) | 0,
  "i32.sub": (a: number, b: number) => (a - b) | 0,
  "i32.mul": (a: number, b: number) => Math.imul(a, b),
  "i32.shl": (a: number, b: number) => a << b,
  "i32.or": (a: number, b: number) => a | b,
  "i32.eqz": (a: number) => Number(a === 0),
  "i32.eq": (a: number, b: number) => Number(a === b),
  "i32.ne": (a: number, b: number) => Number(a !== b),
  "i32.lt_s": (a: number, b: number) => Number(a < b),
  "i64.eqz": (a: bigint) => Number(a === 0n),
  "i64.eq": (a: bigint, b: bigint) => Number(a === b),
  "i64.lt_s": (a: bigint, b: bigint) => Number(a < b),
};

function insistOffset(name: string, offset: number): void {
  if (offset >>> 0 !== offset) throw new TypeError(`${name}: no offset: ${offset}`);
}

/** Reads memory at `address` (unsigned) + `offset`, little end first. */
export function loaded(name: LoadName, address: Expr<"i32">, offset = 0): Expr {
  insistType(address, "i32", name);
  insistOffset(name, offset);
  return { kind: "load", type: LOADS[name].type, name, address, offset };
}

/** Writes memory at `address` (unsigned) + `offset`, little end first. */
export function stored(name: StoreName, address: Expr<"i32">, value: Expr, offset = 0): Stmt {
  insistType(address, "i32", name);
  insistType(value, STORES[name].type, name);
  insistOffset(name, offset);
  return { kind: "store", name, address, value, offset };
}

/** A constant; asserts a signed whole number of the type's width. */
export function literal<T extends Type>(type: T, value: Literal<T>): Expr<T> {
  const fits =
    type === "i64"
      ? typeof value === "bigint" && BigInt.asIntN(64, value) === value
      : typeof value === "number" && (type === "f64" || (value | 0) === value);
  if (!fits) throw new TypeError(`no ${type}: ${value}`);
  // As the constant 0 it would print like −0 where both are i32.
  return { kind: "const", type, value: type === "i32" ? (value as number) | 0 : value } as Expr<T>;
}

function makers<T extends Type>(type: T): Makers<T> {
  const made: Record<string, unknown> = { const: (value: Literal<T>) => literal(type, value) };
  const own = (name: string) => name.startsWith(`${type}.`);
  const rest = (name: string) => name.slice(type.length + 1);
  for (const name of Object.keys(INSTRUCTIONS).filter(own)) {
    made[rest(name)] = (...operands: Expr[]) => operation(name as InstructionName, operands);
  }
  for (const name of Object.keys(LOADS).filter(own)) {
    made[rest(name)] = (address: Expr<"i32">, offset?: number) => loaded(name as LoadName, address, offset);
  }
  for (const name of Object.keys(STORES).filter(own)) {
    made[rest(name)] = (address: Expr<"i32">, value: Expr, offset?: number) =>
      stored(name as StoreName, address, value, offset);
  }
  return made as Makers<T>;
}

/** `i32.const(1)`, `i32.add(a, b)`, `i32.load16_u(address, 4)`, `i32.store8(address, value)`, … */
export const i32: Makers<"i32"> = makers("i32");
/** `i64.const(1n)`, `i64.div_s(a, b)`, `i64.load(address)`, … */
export const i64: Makers<"i64"> = makers("i64");
/** `f64.const(0.5)`, `f64.sqrt(x)`, `f64.store(address, x)`, … */
export const f64: Makers<"f64"> = makers("f64");

function alternative<T extends Type>(
  kind: "choose" | "select",
  condition: Expr<"i32">,
  then: Expr<T>,
  otherwise: Expr<T>,
): Expr<T> {
  insistType(condition, "i32", `the condition of ${kind}`);
  insistType(otherwise, then.type, kind);
  return { kind, type: then.type, condition, then, otherwise } as Expr<T>;
}

/** `then` if the condition is not 0, else `otherwise`; the other is not evaluated. */
export function choose<T extends Type>(condition: Expr<"i32">, then: Expr<T>, otherwise: Expr<T>): Expr<T> {
  return alternative("choose", condition, then, otherwise);
}

/** As `choose`, but both are evaluated first, and then the condition: cheaper where they are cheap. */
export function select<T extends Type>(condition: Expr<"i32">, then: Expr<T>, otherwise: Expr<T>): Expr<T> {
  return alternative("select", condition, then, otherwise);
}

/** Whether both hold; the second is asked only if the first does. Both must be 0 or 1. */
export function both(first: Expr<"i32">, second: Expr<"i32">): Expr<"i32"> {
  return choose(first, second, i32.const(0));
}

/** Whether one holds; the second is asked only if the first does not. Both must be 0 or 1. */
export function either(first: Expr<"i32">, second: Expr<"i32">): Expr<"i32"> {
  return choose(first, i32.const(1), second);
}

export function not(condition: Expr<"i32">): Expr<"i32"> {
  return i32.eqz(condition);
}

/** Pages of memory, of 65,536 bytes each. */
export const memoryPages: Expr<"i32"> = { kind: "pages", type: "i32" };

/** Adds pages to memory; gives the former number, or −1 when there is no room. */
export function memoryGrow(pages: Expr<"i32">): Expr<"i32"> {
  insistType(pages, "i32", "memory.grow");
  return { kind: "grow", type: "i32", pages };
}

function called(callee: Callee, operands: readonly Expr[]): Call {
  const { name, params } = callee;
  if (operands.length !== params.length) {
    throw new TypeError(`\`${name}\` takes ${params.length} arguments, not ${operands.length}`);
  }
  for (let i = 0; i < params.length; i += 1) {
    const [given, param] = [operands[i]?.type, params[i]];
    if (given !== param) throw new TypeError(`argument ${i + 1} of \`${name}\` needs ${param}, not ${given}`);
  }
  return { kind: "call", callee, operands };
}

/** The value of a function of one result. */
export function call<T extends Type>(callee: Callee<readonly [T]>, ...operands: readonly Expr[]): Expr<T> {
  insist(callee.results.length === 1, () => `\`${callee.name}\` has ${callee.results.length} results, not one`);
  return { ...called(callee, operands), type: callee.results[0] };
}

/** Calls a function and drops its result, if it has one. */
export function run(callee: Callee, ...operands: readonly Expr[]): Stmt {
  insist(callee.results.length <= 1, () => `the results of \`${callee.name}\` must be taken`);
  return { kind: "run", call: called(callee, operands), into: [] };
}

/** Calls a function and puts its results into variables, in their order. */
export function take(into: readonly Local[], callee: Callee, ...operands: readonly Expr[]): Stmt {
  const { name, results } = callee;
  insist(into.length === results.length && into.length > 0, () => `\`${name}\` gives ${results.length} results`);
  for (const [i, type] of results.entries()) insistType(into[i] as Local, type, `result ${i + 1} of \`${name}\``);
  insist(new Set(into).size === into.length, () => `\`${name}\` puts two results into one variable`);
  return { kind: "run", call: called(callee, operands), into };
}

export function set<T extends Type>(target: Local<T> | Global<T>, value: Expr<T>): Stmt {
  if (value?.type !== target.type) insistType(value, target.type, `\`${target.name}\``);
  return { kind: "set", target, value };
}

export function when(condition: Expr<"i32">, then: readonly Stmt[], otherwise: readonly Stmt[] = []): Stmt {
  insistType(condition, "i32", "the condition of when");
  return { kind: "when", condition, then, otherwise };
}

/** The same in a body: where the condition is a constant, nothing but what it leads to. */
export function whenever(condition: Expr<"i32">, then: readonly Stmt[]): readonly Stmt[] {
  if (condition.kind !== "const") return [when(condition, then)];
  return condition.value === 0 ? [] : then;
}

/** A block that `leave(label)` goes to the end of. */
export function block(body: (label: Label) => readonly Stmt[]): Stmt {
  const label: Label = { kind: "label", loops: false };
  return { kind: "block", label, body: body(label) };
}

/** While the condition holds: body, then step. `leave(label)` ends it, `again(label)` goes to the step. */
export function loopWhile(
  condition: Expr<"i32">,
  body: (label: Label) => readonly Stmt[],
  step: readonly Stmt[] = [],
): Stmt {
  insistType(condition, "i32", "the condition of loopWhile");
  const label: Label = { kind: "label", loops: true };
  return { kind: "while", label, condition, body: body(label), step };
}

/** Without end, but for `leave(label)` or a return. */
export function loop(body: (label: Label) => readonly Stmt[]): Stmt {
  return loopWhile(i32.const(1), body);
}

/** For index = from, from + 1, … while it is less than `to` (signed), which is asked anew each time. */
export function loopOver(
  index: Local<"i32">,
  from: Expr<"i32">,
  to: Expr<"i32">,
  body: (label: Label) => readonly Stmt[],
): readonly Stmt[] {
  return [set(index, from), loopWhile(i32.lt_s(index, to), body, [set(index, i32.add(index, i32.const(1)))])];
}

export function leave(label: Label): Stmt {
  return { kind: "leave", label };
}

export function again(label: Label): Stmt {
  insist(label.loops, () => "again goes to a loop, not to a block");
  return { kind: "again", label };
}

/** The case numbered `index` (unsigned), or `otherwise`; none runs on into the next. */
export function switchOn(
  index: Expr<"i32">,
  cases: readonly (readonly Stmt[])[],
  otherwise: readonly Stmt[] = [],
): Stmt {
  insistType(index, "i32", "the index of switchOn");
  return { kind: "switch", index, cases, otherwise };
}

/** Ends the function; that the values are its results is checked when it gets its body. */
export function ret(...values: readonly Expr[]): Stmt {
  return { kind: "return", values };
}

export const trap: Stmt = { kind: "trap" };

/** Sets `length` bytes at `address` to the low byte of `value`. */
export function memoryFill(address: Expr<"i32">, value: Expr<"i32">, length: Expr<"i32">): Stmt {
  for (const one of [address, value, length]) insistType(one, "i32", "memory.fill");
  return { kind: "fill", address, value, length };
}

/** Copies `length` bytes, which may overlap. */
export function memoryCopy(to: Expr<"i32">, from: Expr<"i32">, length: Expr<"i32">): Stmt {
  for (const one of [to, from, length]) insistType(one, "i32", "memory.copy");
  return { kind: "copy", to, from, length };
}
