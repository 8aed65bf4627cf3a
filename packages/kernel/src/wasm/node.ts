/**
 * WebAssembly as trees: a node is an instruction with its operands, and knows its type. What does not fit is refused
 * when it is built, by TypeScript where it can and by a thrown `TypeError` everywhere: an ill-typed tree is a mistake of
 * the program that builds it.
 */
import {
  type Access,
  INSTRUCTIONS,
  type InstructionName,
  LOADS,
  type LoadedBy,
  type LoadName,
  type ParamsOf,
  type ResultOf,
  type Signature,
  STORES,
  type StoredBy,
  type StoreName,
  type ValueType,
} from "./instructions.ts";
import type { Writer } from "./writer.ts";

/**
 * The type of a node: of its value; `none` when it leaves none; `several` when it leaves more than one; `never` when
 * nothing after it is reached, which fits wherever a value or none is expected.
 */
export type NodeType = ValueType | "none" | "several" | "never";

/** What a node must know of its surroundings to be written. */
export interface Scope {
  /** From the outermost to the innermost; undefined is a block that nothing can leave by name. */
  readonly labels: (Label | undefined)[];
  readonly owner: object;
  /** The number of a block's type that no single byte can say, or of a function's. */
  typeIndex(params: readonly ValueType[], results: readonly ValueType[]): number;
}

export interface Node<out T extends NodeType = NodeType> {
  readonly type: T;
  readonly operands: readonly Node[];
  /** Above 0xff: a byte 0xfc and a second number. */
  readonly opcode: number;
  readonly immediate?: (out: Writer, scope: Scope) => void;
}

/** A node that may stand where a value of type T is needed. */
export type Value<T extends ValueType> = Node<T> | Node<"never">;

/** Where a branch may go: the end of a block or an `if`, the start of a loop. */
export interface Label {
  readonly kind: "label";
  /** What a branch to it must bring along. */
  readonly brings: ValueType | undefined;
}

/** A variable of a function; it belongs to the function that made it. */
export interface LocalHandle<T extends ValueType = ValueType> {
  readonly kind: "local";
  readonly type: T;
  readonly index: number;
  readonly name: string;
  readonly owner: object;
}

export interface GlobalHandle<T extends ValueType = ValueType> {
  readonly kind: "global";
  readonly type: T;
  readonly index: number;
  readonly mutable: boolean;
}

/** Throws a TypeError: the program that builds the code is wrong. */
export function insist(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new TypeError(message());
}

export function insistType(node: Node, type: NodeType, where: string): void {
  if (node.type !== type && node.type !== "never") throw new TypeError(`${where} needs ${type}, not ${node.type}`);
}

type Operands<P extends readonly ValueType[]> = { [K in keyof P]: Value<P[K]> };

/** A numeric instruction by its name in the specification: `op("i64.add", a, b)`. */
export function op<N extends InstructionName>(name: N, ...operands: Operands<ParamsOf<N>>): Node<ResultOf<N>> {
  const { opcode, params, result } = INSTRUCTIONS[name] as Signature;
  const given = operands as readonly Node[];
  insist(given.length === params.length, () => `${name} takes ${params.length} operands, not ${given.length}`);
  for (let i = 0; i < params.length; i += 1) insistType(given[i] as Node, params[i] as ValueType, name);
  return { type: result as ResultOf<N>, operands: given, opcode };
}

type Literal<T extends ValueType> = T extends "i64" ? bigint : number;

/** A constant: a signed 32-bit number, a signed 64-bit bigint, any double. */
export function constant<T extends ValueType>(type: T, value: Literal<T>): Node<T> {
  if (type === "i64") {
    const wide = value as bigint;
    insist(typeof wide === "bigint" && BigInt.asIntN(64, wide) === wide, () => `no i64: ${value}`);
    return { type, operands: [], opcode: 0x42, immediate: (out) => out.s64(wide) };
  }
  const number = value as number;
  if (type === "f64") {
    insist(typeof number === "number", () => `no f64: ${value}`);
    return { type, operands: [], opcode: 0x44, immediate: (out) => out.f64(number) };
  }
  insist((number | 0) === number, () => `no i32: ${value}`);
  return { type, operands: [], opcode: 0x41, immediate: (out) => out.s32(number) };
}

function local(opcode: number, type: NodeType, handle: LocalHandle, operands: readonly Node[]): Node {
  return {
    type,
    operands,
    opcode,
    immediate(out, scope) {
      insist(handle.owner === scope.owner, () => `local \`${handle.name}\` of another function`);
      out.u32(handle.index);
    },
  };
}

export function get<T extends ValueType>(handle: LocalHandle<T>): Node<T> {
  return local(0x20, handle.type, handle, []) as Node<T>;
}

export function set<T extends ValueType>(handle: LocalHandle<T>, value: Value<T>): Node<"none"> {
  insistType(value, handle.type, `local \`${handle.name}\``);
  return local(0x21, "none", handle, [value]) as Node<"none">;
}

/** Sets a local and leaves the value. */
export function tee<T extends ValueType>(handle: LocalHandle<T>, value: Value<T>): Node<T> {
  insistType(value, handle.type, `local \`${handle.name}\``);
  return local(0x22, handle.type, handle, [value]) as Node<T>;
}

export function getGlobal<T extends ValueType>(handle: GlobalHandle<T>): Node<T> {
  return { type: handle.type, operands: [], opcode: 0x23, immediate: (out) => out.u32(handle.index) };
}

export function setGlobal<T extends ValueType>(handle: GlobalHandle<T>, value: Value<T>): Node<"none"> {
  insist(handle.mutable, () => "a constant global cannot be set");
  insistType(value, handle.type, "a global");
  return { type: "none", operands: [value], opcode: 0x24, immediate: (out) => out.u32(handle.index) };
}

function access(
  name: string,
  { opcode, bytes }: Access,
  type: NodeType,
  operands: readonly Node[],
  offset: number,
): Node {
  insist(offset >>> 0 === offset, () => `${name}: no offset: ${offset}`);
  const immediate = (out: Writer) => {
    out.u32(31 - Math.clz32(bytes)); // the alignment that is promised, as a power of two: a hint only
    out.u32(offset);
  };
  return { type, operands, opcode, immediate };
}

/** Reads memory at `address` (unsigned) + `offset`; traps outside. */
export function load<N extends LoadName>(name: N, address: Value<"i32">, offset = 0): Node<LoadedBy<N>> {
  insistType(address, "i32", name);
  return access(name, LOADS[name], LOADS[name].type, [address], offset) as Node<LoadedBy<N>>;
}

/** Writes memory at `address` (unsigned) + `offset`; traps outside. */
export function store<N extends StoreName>(
  name: N,
  address: Value<"i32">,
  value: Value<StoredBy<N>>,
  offset = 0,
): Node<"none"> {
  insistType(address, "i32", name);
  insistType(value, STORES[name].type, name);
  return access(name, STORES[name], "none", [address, value], offset) as Node<"none">;
}

/** `chosen` when `condition` is not 0, else `other`; both are evaluated, before the condition. */
export function select<T extends ValueType>(chosen: Value<T>, other: Value<T>, condition: Value<"i32">): Node<T> {
  const type = chosen.type === "never" ? other.type : chosen.type;
  insist(type === "i32" || type === "i64" || type === "f64", () => `select needs values, not ${type}`);
  insistType(other, type, "select");
  insistType(condition, "i32", "select");
  return { type: type as T, operands: [chosen, other, condition], opcode: 0x1b };
}

export function drop(value: Node): Node<"none"> {
  insist(value.type !== "none" && value.type !== "several", () => `drop needs one value, not ${value.type}`);
  return { type: "none", operands: [value], opcode: 0x1a };
}

export const unreachable: Node<"never"> = { type: "never", operands: [], opcode: 0x00 };
export const nop: Node<"none"> = { type: "none", operands: [], opcode: 0x01 };

/** The size of the memory in pages of 65,536 bytes. */
export const memorySize: Node<"i32"> = { type: "i32", operands: [], opcode: 0x3f, immediate: (out) => out.byte(0) };

/** Adds pages; gives the former size, or −1 when there is no room. */
export function memoryGrow(pages: Value<"i32">): Node<"i32"> {
  insistType(pages, "i32", "memory.grow");
  return { type: "i32", operands: [pages], opcode: 0x40, immediate: (out) => out.byte(0) };
}

function bulk(name: string, opcode: number, operands: readonly Node[], zeros: number): Node<"none"> {
  for (const operand of operands) insistType(operand, "i32", name);
  const immediate = (out: Writer) => {
    for (let i = 0; i < zeros; i += 1) out.byte(0);
  };
  return { type: "none", operands, opcode, immediate };
}

/** Sets `length` bytes at `address` to the low byte of `value`. */
export function memoryFill(address: Value<"i32">, value: Value<"i32">, length: Value<"i32">): Node<"none"> {
  return bulk("memory.fill", 0xfc0b, [address, value, length], 1);
}

/** Copies `length` bytes, which may overlap. */
export function memoryCopy(to: Value<"i32">, from: Value<"i32">, length: Value<"i32">): Node<"none"> {
  return bulk("memory.copy", 0xfc0a, [to, from, length], 2);
}
