/**
 * A module of WebAssembly in the making (W3C, "WebAssembly Core Specification", 5.5, "Modules").
 *
 * Imports, functions, globals and data may be added in any order; numbers are given out when `encode` writes the bytes.
 * The name section holds the names of functions and their variables, so that a stack trace can be read.
 */
import { type Callee, insistBody, TYPE_CODES, writeNodes } from "./control.ts";
import type { ValueType } from "./instructions.ts";
import { constant, type GlobalHandle, insist, type Label, type LocalHandle, type Node, type Scope } from "./node.ts";
import { Writer } from "./writer.ts";

const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  element: 9,
  code: 10,
  data: 11,
} as const;
const KIND = { function: 0, table: 1, memory: 2, global: 3 } as const;
const FUNCTION_TYPE = 0x60;
const FUNCTION_REFERENCE = 0x70;
const END = 0x0b;

/** In pages of 65,536 bytes. */
export interface MemoryLimits {
  readonly initial: number;
  readonly maximum?: number;
}

interface Import {
  readonly module: string;
  readonly field: string;
}

/** A function of the module, or one that it imports. Made by a `ModuleBuilder`. */
export class FunctionHandle implements Callee {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: LocalHandle[] = [];
  private make: (() => readonly Node[]) | undefined;
  private number = -1;

  constructor(name: string, params: readonly ValueType[], results: readonly ValueType[]) {
    this.name = name;
    this.params = params;
    this.results = results;
    for (const [i, type] of params.entries()) this.local(type, `p${i}`);
  }

  /** The parameter at `index`, as a variable of `type`; asserts that it is one. */
  param<T extends ValueType>(index: number, type: T): LocalHandle<T> {
    const found = index < this.params.length ? this.locals[index] : undefined;
    insist(found?.type === type, () => `\`${this.name}\` has no parameter ${index + 1} of type ${type}`);
    return found as LocalHandle as LocalHandle<T>;
  }

  /** A new variable, 0 when the function begins. */
  local<T extends ValueType>(type: T, name = `v${this.locals.length}`): LocalHandle<T> {
    const handle: LocalHandle<T> = { kind: "local", type, index: this.locals.length, name, owner: this };
    this.locals.push(handle);
    return handle;
  }

  /** Gives the function its body; once. Its last node leaves the result, where there is one and it does not return. */
  body(nodes: readonly Node[]): this {
    this.check(nodes);
    return this.bodyLater(() => nodes);
  }

  /** The same of nodes that are made, and checked, when the module is written: so not all stand in memory at once. */
  bodyLater(make: () => readonly Node[]): this {
    insist(this.make === undefined, () => `\`${this.name}\` has a body already`);
    this.make = make;
    return this;
  }

  private check(nodes: readonly Node[]): void {
    const { results } = this;
    if (results.length <= 1) insistBody(nodes, results[0], `\`${this.name}\``);
    else
      insist(nodes.at(-1)?.type === "never", () => `\`${this.name}\` has several results: it must end with a return`);
  }

  /** @internal The nodes of the body. */
  nodes(): readonly Node[] {
    const { make } = this;
    insist(make !== undefined, () => `\`${this.name}\` has no body`);
    const nodes = make();
    this.check(nodes);
    return nodes;
  }

  /** @internal The number that the module gives it. */
  assignIndex(index: number): void {
    this.number = index;
  }

  index(): number {
    insist(this.number >= 0, () => `\`${this.name}\` is not of this module`);
    return this.number;
  }
}

interface Export {
  readonly name: string;
  readonly kind: number;
  index(): number;
}

export class ModuleBuilder {
  private readonly types = new Map<
    string,
    { index: number; params: readonly ValueType[]; results: readonly ValueType[] }
  >();
  private readonly imported: (Import & { readonly handle: FunctionHandle })[] = [];
  private readonly functions: FunctionHandle[] = [];
  private readonly globals: { readonly handle: GlobalHandle; readonly initial: Node }[] = [];
  private readonly segments: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  private readonly exports: Export[] = [];
  private memory: (MemoryLimits & { readonly from: Import | undefined }) | undefined;
  private elements: readonly FunctionHandle[] | undefined;

  importFunction(
    module: string,
    field: string,
    params: readonly ValueType[],
    results: readonly ValueType[],
  ): FunctionHandle {
    const handle = new FunctionHandle(field, params, results);
    this.imported.push({ module, field, handle });
    return handle;
  }

  importMemory(module: string, field: string, limits: MemoryLimits): void {
    insist(this.memory === undefined, () => "a module has one memory");
    this.memory = { ...limits, from: { module, field } };
  }

  defineMemory(limits: MemoryLimits): void {
    insist(this.memory === undefined, () => "a module has one memory");
    this.memory = { ...limits, from: undefined };
  }

  /** A function whose body follows. `name` is what stack traces say. */
  function(name: string, params: readonly ValueType[], results: readonly ValueType[]): FunctionHandle {
    const handle = new FunctionHandle(name, params, results);
    this.functions.push(handle);
    return handle;
  }

  /** A variable of the module, which may change. */
  global<T extends ValueType>(type: T, initial: T extends "i64" ? bigint : number): GlobalHandle<T> {
    return this.addGlobal(type, constant(type, initial), true);
  }

  /** A constant of the module. */
  constantGlobal<T extends ValueType>(type: T, value: T extends "i64" ? bigint : number): GlobalHandle<T> {
    return this.addGlobal(type, constant(type, value), false);
  }

  private addGlobal<T extends ValueType>(type: T, initial: Node, mutable: boolean): GlobalHandle<T> {
    const handle: GlobalHandle<T> = { kind: "global", type, index: this.globals.length, mutable };
    this.globals.push({ handle, initial });
    return handle;
  }

  /** The functions that `callIndirect` finds by their place here. */
  table(functions: readonly FunctionHandle[]): void {
    insist(this.elements === undefined, () => "a module has one table");
    this.elements = functions;
  }

  /** Bytes that stand in memory when the module starts. */
  data(address: number, bytes: Uint8Array): void {
    this.segments.push({ address, bytes });
  }

  exportFunction(name: string, handle: FunctionHandle): void {
    this.exports.push({ name, kind: KIND.function, index: () => handle.index() });
  }

  exportMemory(name: string): void {
    this.exports.push({ name, kind: KIND.memory, index: () => 0 });
  }

  exportGlobal(name: string, handle: GlobalHandle): void {
    this.exports.push({ name, kind: KIND.global, index: () => handle.index });
  }

  private typeIndex(params: readonly ValueType[], results: readonly ValueType[]): number {
    const key = `${params.join()}:${results.join()}`;
    const known = this.types.get(key);
    if (known) return known.index;
    const index = this.types.size;
    this.types.set(key, { index, params, results });
    return index;
  }

  /** The module's bytes. Asserts that every function has a body. */
  encode(): Uint8Array {
    const all = [...this.imported.map(({ handle }) => handle), ...this.functions];
    for (const [index, handle] of all.entries()) {
      handle.assignIndex(index);
      this.typeIndex(handle.params, handle.results);
    }
    const code = this.code(); // first: it may name further types
    const out = new Writer(code.length + 65_536);
    out.raw(new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]));
    section(out, SECTION.type, [...this.types.values()], writeType);
    this.writeImports(out);
    section(out, SECTION.function, this.functions, (part, one) => part.u32(this.typeIndex(one.params, one.results)));
    this.writeTable(out);
    section(out, SECTION.memory, this.memory && !this.memory.from ? [this.memory] : [], writeLimits);
    section(out, SECTION.global, this.globals, writeGlobal);
    section(out, SECTION.export, this.exports, (part, one) => {
      part.name(one.name);
      part.byte(one.kind);
      part.u32(one.index());
    });
    this.writeElements(out);
    out.byte(SECTION.code);
    out.part(code);
    section(out, SECTION.data, this.segments, (part, { address, bytes }) => {
      part.u32(0);
      writeOffset(part, address);
      part.u32(bytes.length);
      part.raw(bytes);
    });
    writeNames(out, all, this.functions);
    return out.take();
  }

  private writeImports(out: Writer): void {
    const functions = this.imported.map(({ module, field, handle }) => ({ module, field, handle }));
    const { memory } = this;
    const memories = memory?.from ? [{ ...memory.from, handle: undefined }] : [];
    section(out, SECTION.import, [...functions, ...memories], (part, { module, field, handle }) => {
      part.name(module);
      part.name(field);
      part.byte(handle ? KIND.function : KIND.memory);
      if (handle) part.u32(this.typeIndex(handle.params, handle.results));
      else writeLimits(part, memory as MemoryLimits);
    });
  }

  private writeTable(out: Writer): void {
    section(out, SECTION.table, this.elements ? [this.elements.length] : [], (part, length) => {
      part.byte(FUNCTION_REFERENCE);
      writeLimits(part, { initial: length, maximum: length });
    });
  }

  private writeElements(out: Writer): void {
    section(out, SECTION.element, this.elements ? [this.elements] : [], (part, elements) => {
      part.u32(0);
      writeOffset(part, 0);
      part.u32(elements.length);
      for (const one of elements) part.u32(one.index());
    });
  }

  private code(): Writer {
    const out = new Writer(65_536);
    const body = new Writer(4096);
    out.u32(this.functions.length);
    for (const one of this.functions) {
      body.clear();
      this.writeFunction(body, one);
      out.part(body);
    }
    return out;
  }

  private writeFunction(out: Writer, one: FunctionHandle): void {
    const nodes = one.nodes(); // before the variables are counted: making them may add some
    const groups: { type: ValueType; count: number }[] = [];
    for (const { type } of one.locals.slice(one.params.length)) {
      const last = groups.at(-1);
      if (last?.type === type) last.count += 1;
      else groups.push({ type, count: 1 });
    }
    out.u32(groups.length);
    for (const { type, count } of groups) {
      out.u32(count);
      out.byte(TYPE_CODES[type]);
    }
    const labels: (Label | undefined)[] = [];
    const scope: Scope = { labels, owner: one, typeIndex: (params, results) => this.typeIndex(params, results) };
    writeNodes(nodes, out, scope);
    out.byte(END);
  }
}

/** A section of items, each preceded by their number; nothing when there are none. */
function section<T>(out: Writer, id: number, items: readonly T[], write: (part: Writer, item: T) => void): void {
  if (items.length === 0) return;
  out.byte(id);
  out.sized((part) => {
    part.u32(items.length);
    for (const item of items) write(part, item);
  });
}

function writeTypes(out: Writer, types: readonly ValueType[]): void {
  out.u32(types.length);
  for (const type of types) out.byte(TYPE_CODES[type]);
}

function writeType(
  out: Writer,
  { params, results }: { readonly params: readonly ValueType[]; readonly results: readonly ValueType[] },
): void {
  out.byte(FUNCTION_TYPE);
  writeTypes(out, params);
  writeTypes(out, results);
}

function writeLimits(out: Writer, { initial, maximum }: MemoryLimits): void {
  out.byte(maximum === undefined ? 0 : 1);
  out.u32(initial);
  if (maximum !== undefined) out.u32(maximum);
}

function writeOffset(out: Writer, address: number): void {
  out.byte(0x41);
  out.s32(address);
  out.byte(END);
}

function writeGlobal(
  out: Writer,
  { handle, initial }: { readonly handle: GlobalHandle; readonly initial: Node },
): void {
  out.byte(TYPE_CODES[handle.type]);
  out.byte(handle.mutable ? 1 : 0);
  out.byte(initial.opcode);
  initial.immediate?.(out, { labels: [], owner: handle, typeIndex: () => 0 });
  out.byte(END);
}

/** The custom section "name" (appendix 7.4): of all functions, and of the variables of those that have a body. */
function writeNames(out: Writer, all: readonly FunctionHandle[], own: readonly FunctionHandle[]): void {
  out.byte(SECTION.custom);
  out.sized((part) => {
    part.name("name");
    part.byte(1);
    part.sized((names) => {
      names.u32(all.length);
      for (const [index, { name }] of all.entries()) {
        names.u32(index);
        names.name(name);
      }
    });
    part.byte(2);
    part.sized((names) => {
      names.u32(own.length);
      for (const one of own) {
        names.u32(one.index());
        names.u32(one.locals.length);
        for (const { index, name } of one.locals) {
          names.u32(index);
          names.name(name);
        }
      }
    });
  });
}
