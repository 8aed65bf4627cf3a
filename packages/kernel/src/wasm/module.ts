/**
 * A module of WebAssembly in the making (W3C, "WebAssembly Core Specification", 5.5, "Modules").
 *
 * Bodies are written when `encode` is called, straight into the bytes. The name section holds the names of functions, so
 * that a stack trace can be read.
 */
import { insist } from "./insist.ts";
import { CONTROL, TYPE_CODES, type ValueType } from "./instructions.ts";
import { Writer } from "./writer.ts";

const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  memory: 5,
  global: 6,
  export: 7,
  code: 10,
  data: 11,
} as const;
const KIND = { function: 0, memory: 2 } as const;
const FUNCTION_TYPE = 0x60;

/** In pages of 65,536 bytes. */
export interface MemoryLimits {
  readonly initial: number;
  readonly maximum?: number;
}

/** Where an import comes from. */
interface Import {
  readonly module: string;
  readonly field: string;
}

export interface Signature {
  /** What stack traces say. */
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface Body extends Signature {
  /** Its variables beside its parameters, which stand before them. */
  readonly locals: readonly ValueType[];
  /** Writes its instructions, but for the end. */
  readonly write: (out: Writer) => void;
}

interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

export class ModuleBuilder {
  readonly #types = new Map<string, { readonly index: number; readonly signature: Signature }>();
  readonly #imported: (Import & Signature)[] = [];
  readonly #functions: Body[] = [];
  readonly #globals: { readonly type: ValueType; readonly initial: number | bigint }[] = [];
  readonly #segments: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  readonly #exports: Export[] = [];
  #memory: (MemoryLimits & { readonly from: Import | undefined }) | undefined;

  /** The number of the import. Imports are numbered before functions: asserts that there are none yet. */
  importFunction(from: Import, params: readonly ValueType[], results: readonly ValueType[]): number {
    insist(this.#functions.length === 0, () => "imports come before functions");
    return this.#imported.push({ ...from, name: from.field, params, results }) - 1;
  }

  importMemory(from: Import, limits: MemoryLimits): void {
    this.#setMemory(limits, from);
  }

  defineMemory(limits: MemoryLimits): void {
    this.#setMemory(limits, undefined);
  }

  #setMemory({ initial, maximum }: MemoryLimits, from: Import | undefined): void {
    insist(this.#memory === undefined, () => "a module has one memory");
    this.#memory = { initial, ...(maximum !== undefined && { maximum }), from };
  }

  /** The number of the function. */
  function(body: Body): number {
    return this.#imported.length + this.#functions.push(body) - 1;
  }

  /** The number of a variable of the module, which may change. */
  global<T extends ValueType>(type: T, initial: T extends "i64" ? bigint : number): number {
    return this.#globals.push({ type, initial }) - 1;
  }

  /** Bytes that stand in memory when the module starts. */
  data(address: number, bytes: Uint8Array): void {
    this.#segments.push({ address, bytes });
  }

  exportFunction(name: string, index: number): void {
    this.#exports.push({ name, kind: KIND.function, index });
  }

  exportMemory(name: string): void {
    this.#exports.push({ name, kind: KIND.memory, index: 0 });
  }

  #typeIndex(signature: Signature): number {
    const key = `${signature.params.join()}:${signature.results.join()}`;
    const known = this.#types.get(key);
    if (known) return known.index;
    const index = this.#types.size;
    this.#types.set(key, { index, signature });
    return index;
  }

  /** The module's bytes. */
  encode(): Uint8Array {
    for (const one of [...this.#imported, ...this.#functions]) this.#typeIndex(one);
    const out = new Writer(262_144);
    out.raw(new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]));
    section(out, SECTION.type, [...this.#types.values()], (part, { signature }) => writeType(part, signature));
    this.#writeImports(out);
    section(out, SECTION.function, this.#functions, (part, one) => part.u32(this.#typeIndex(one)));
    section(out, SECTION.memory, this.#memory && !this.#memory.from ? [this.#memory] : [], writeLimits);
    section(out, SECTION.global, this.#globals, writeGlobal);
    section(out, SECTION.export, this.#exports, (part, { name, kind, index }) => {
      part.name(name);
      part.byte(kind);
      part.u32(index);
    });
    const body = new Writer(65_536);
    section(out, SECTION.code, this.#functions, (part, one) => {
      body.clear();
      writeBody(body, one);
      part.part(body);
    });
    section(out, SECTION.data, this.#segments, (part, { address, bytes }) => {
      part.u32(0);
      part.byte(CONTROL.i32Const);
      part.s32(address);
      part.byte(CONTROL.end);
      part.u32(bytes.length);
      part.raw(bytes);
    });
    writeNames(out, [...this.#imported, ...this.#functions]);
    return out.take();
  }

  #writeImports(out: Writer): void {
    const memory = this.#memory;
    const memories = memory?.from ? [{ ...memory.from, memory }] : [];
    section<Import>(out, SECTION.import, [...this.#imported, ...memories], (part, one) => {
      part.name(one.module);
      part.name(one.field);
      part.byte("memory" in one ? KIND.memory : KIND.function);
      if ("memory" in one) writeLimits(part, one.memory as MemoryLimits);
      else part.u32(this.#typeIndex(one as Import & Signature));
    });
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

function writeType(out: Writer, { params, results }: Signature): void {
  out.byte(FUNCTION_TYPE);
  writeTypes(out, params);
  writeTypes(out, results);
}

function writeLimits(out: Writer, { initial, maximum }: MemoryLimits): void {
  out.byte(maximum === undefined ? 0 : 1);
  out.u32(initial);
  if (maximum !== undefined) out.u32(maximum);
}

function writeGlobal(
  out: Writer,
  { type, initial }: { readonly type: ValueType; readonly initial: number | bigint },
): void {
  out.byte(TYPE_CODES[type]);
  out.byte(1); // it may change
  out.constant(type, initial);
  out.byte(CONTROL.end);
}

function writeBody(out: Writer, { locals, write }: Body): void {
  const groups: { readonly type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count += 1;
    else groups.push({ type, count: 1 });
  }
  out.u32(groups.length);
  for (const { type, count } of groups) {
    out.u32(count);
    out.byte(TYPE_CODES[type]);
  }
  write(out);
  out.byte(CONTROL.end);
}

/** The names of functions, in the custom section "name" (appendix 7.4). */
function writeNames(out: Writer, all: readonly Signature[]): void {
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
  });
}
