/** Blocks, branches and calls (W3C, "WebAssembly Core Specification", 5.4.1, "Control Instructions"). */
import type { ValueType } from "./instructions.ts";
import { insist, insistType, type Label, type LocalHandle, type Node, type Scope, set, type Value } from "./node.ts";
import type { Writer } from "./writer.ts";

export const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c };
const NO_VALUE = 0x40;
const END = 0x0b;
const ELSE = 0x05;

/** Anything that can be called: a function of the module or one it imports. */
export interface Callee {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly name: string;
  /** Its number, once the module is complete. */
  index(): number;
}

/** Writes nodes, operands first. */
export function writeNodes(nodes: readonly Node[], out: Writer, scope: Scope): void {
  for (const node of nodes) {
    if (node.operands.length > 0) writeNodes(node.operands, out, scope);
    if (node.opcode > 0xff) {
      out.byte(node.opcode >>> 8);
      out.u32(node.opcode & 0xff);
    } else if (node.opcode >= 0) {
      out.byte(node.opcode);
    }
    node.immediate?.(out, scope);
  }
}

/** Asserts that a body leaves nothing but, with its last node, a value of `type` (or none). */
export function insistBody(body: readonly Node[], type: ValueType | undefined, where: string): void {
  const last = type === undefined ? undefined : body.at(-1);
  for (const node of body) if (node !== last) insistType(node, "none", where);
  if (type === undefined) return;
  insist(last !== undefined, () => `${where} needs ${type} and has no instruction`);
  insistType(last, type, where);
}

function depthOf(label: Label, { labels }: Scope): number {
  const place = labels.lastIndexOf(label);
  insist(place >= 0, () => "a branch to a block that it does not stand in");
  return labels.length - 1 - place;
}

function writeBody(body: readonly Node[], label: Label | undefined, out: Writer, scope: Scope): void {
  scope.labels.push(label);
  writeNodes(body, out, scope);
  scope.labels.pop();
}

const blockType = (type: ValueType | undefined): number => (type === undefined ? NO_VALUE : TYPE_CODES[type]);
const never = (body: readonly Node[]): boolean => body.at(-1)?.type === "never";

function structure<T extends ValueType | "none">(
  opcode: number,
  type: ValueType | undefined,
  label: Label,
  body: readonly Node[],
): Node<T> {
  insistBody(body, type, opcode === 0x03 ? "a loop" : "a block");
  return {
    type: (type ?? "none") as T,
    operands: [],
    opcode,
    immediate(out, scope) {
      out.byte(blockType(type));
      writeBody(body, label, out, scope);
      out.byte(END);
    },
  };
}

/** A block; a branch to its label goes to its end. */
export function block(body: (label: Label) => readonly Node[]): Node<"none"> {
  const label: Label = { kind: "label", brings: undefined };
  return structure(0x02, undefined, label, body(label));
}

/** A block that leaves a value; a branch to its label brings one. */
export function blockOf<T extends ValueType>(type: T, body: (label: Label) => readonly Node[]): Node<T> {
  const label: Label = { kind: "label", brings: type };
  return structure(0x02, type, label, body(label));
}

/** A loop; a branch to its label goes to its start; without one it ends. */
export function loop(body: (label: Label) => readonly Node[]): Node<"none"> {
  const label: Label = { kind: "label", brings: undefined };
  return structure(0x03, undefined, label, body(label));
}

function conditional(
  condition: Value<"i32">,
  type: ValueType | undefined,
  then: readonly Node[],
  otherwise: readonly Node[],
): Node {
  insistType(condition, "i32", "the condition of an if");
  insistBody(then, type, "if");
  insistBody(otherwise, type, "else");
  return {
    type: type ?? (never(then) && never(otherwise) ? "never" : "none"),
    operands: [condition],
    opcode: 0x04,
    immediate(out, scope) {
      out.byte(blockType(type));
      writeBody(then, undefined, out, scope);
      if (otherwise.length > 0) {
        out.byte(ELSE);
        writeBody(otherwise, undefined, out, scope);
      }
      out.byte(END);
      // After an `if` whose arms both leave, the validator still expects what the surroundings do.
      if (type === undefined && never(then) && never(otherwise)) out.byte(0x00);
    },
  };
}

/** Does `then` when the condition is not 0, else `otherwise`. */
export function when(
  condition: Value<"i32">,
  then: readonly Node[],
  otherwise: readonly Node[] = [],
): Node<"none"> | Node<"never"> {
  return conditional(condition, undefined, then, otherwise) as Node<"none"> | Node<"never">;
}

/** The value of the last node of `then` or `otherwise`; only one is evaluated. */
export function choose<T extends ValueType>(
  type: T,
  condition: Value<"i32">,
  then: readonly Node[],
  otherwise: readonly Node[],
): Node<T> {
  return conditional(condition, type, then, otherwise) as Node<T>;
}

function brought(label: Label, value: Node | undefined): readonly Node[] {
  if (label.brings === undefined) {
    insist(value === undefined, () => "a branch brings a value to a block that takes none");
    return [];
  }
  insist(value !== undefined, () => `a branch needs ${label.brings}`);
  insistType(value, label.brings, "a branch");
  return [value];
}

/** Goes to the label, with the value its block leaves. */
export function branch(label: Label, value?: Value<ValueType>): Node<"never"> {
  const immediate = (out: Writer, scope: Scope) => out.u32(depthOf(label, scope));
  return { type: "never", operands: brought(label, value), opcode: 0x0c, immediate };
}

/** Goes to the label when the condition is not 0. Only to blocks that leave no value. */
export function branchIf(label: Label, condition: Value<"i32">): Node<"none"> {
  brought(label, undefined);
  insistType(condition, "i32", "br_if");
  return {
    type: "none",
    operands: [condition],
    opcode: 0x0d,
    immediate: (out, scope) => out.u32(depthOf(label, scope)),
  };
}

/** Goes to the label numbered `index`, to `otherwise` beyond the last. Only to blocks that leave no value. */
export function branchTable(index: Value<"i32">, labels: readonly Label[], otherwise: Label): Node<"never"> {
  insistType(index, "i32", "br_table");
  for (const label of [...labels, otherwise]) brought(label, undefined);
  const immediate = (out: Writer, scope: Scope) => {
    out.u32(labels.length);
    for (const label of labels) out.u32(depthOf(label, scope));
    out.u32(depthOf(otherwise, scope));
  };
  return { type: "never", operands: [index], opcode: 0x0e, immediate };
}

/** Leaves the function with these values; that they are its results is checked when the function gets its body. */
export function leave(...values: readonly Value<ValueType>[]): Node<"never"> {
  const node: Node<"never"> = {
    type: "never",
    operands: values,
    opcode: 0x0f,
    immediate(_out, scope) {
      const { results } = scope.owner as Callee;
      insist(
        values.length === results.length,
        () => `return of ${values.length} values from ${results.length} results`,
      );
      for (const [i, type] of results.entries()) insistType(values[i] as Node, type, "return");
    },
  };
  return node;
}

function insistArguments(name: string, params: readonly ValueType[], given: readonly Node[]): void {
  insist(given.length === params.length, () => `\`${name}\` takes ${params.length} arguments, not ${given.length}`);
  for (const [i, param] of params.entries()) insistType(given[i] as Node, param, `argument ${i + 1} of \`${name}\``);
}

const typeOfResults = (results: readonly ValueType[]): ValueType | "none" | "several" =>
  results.length > 1 ? "several" : (results[0] ?? "none");

/** Calls a function. The node has the type of its result; `assign` takes several. */
export function call(callee: Callee, ...given: readonly Node[]): Node {
  insistArguments(callee.name, callee.params, given);
  const immediate = (out: Writer) => out.u32(callee.index());
  return { type: typeOfResults(callee.results), operands: given, opcode: 0x10, immediate };
}

/** Calls the function that stands at `index` in the table; traps when it has another type. */
export function callIndirect(
  params: readonly ValueType[],
  results: readonly ValueType[],
  index: Value<"i32">,
  ...given: readonly Node[]
): Node {
  insistArguments("a function of the table", params, given);
  insistType(index, "i32", "call_indirect");
  const immediate = (out: Writer, scope: Scope) => {
    out.u32(scope.typeIndex(params, results));
    out.byte(0);
  };
  return { type: typeOfResults(results), operands: [...given, index], opcode: 0x11, immediate };
}

/** Puts the results of a call of `callee` into locals, in their order. */
export function assign(locals: readonly LocalHandle[], callee: Callee, ...given: readonly Node[]): readonly Node[] {
  const { results } = callee;
  insist(locals.length === results.length, () => `\`${callee.name}\` gives ${results.length} results`);
  for (const [i, type] of results.entries()) {
    insist(locals[i]?.type === type, () => `result ${i + 1} of \`${callee.name}\` is ${type}`);
  }
  const made = call(callee, ...given);
  const onStack: Node<"never"> = { type: "never", operands: [], opcode: -1 };
  return [{ ...made, type: "none" }, ...locals.map((local) => set(local, onStack)).reverse()];
}
