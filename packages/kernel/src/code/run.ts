/** Starting a program in either back end, with one way of calling it. */
/// <reference path="../wasm/webassembly.d.ts" />
import { LIBRARY, memoryLibrary } from "./library.ts";
import { toJs } from "./to-js.ts";
import { IMPORTS, MEMORY, toWasm } from "./to-wasm.ts";
import type { Callee, Type, Unit } from "./tree.ts";

type Scalar = number | bigint;
type Returned = Scalar | readonly Scalar[] | undefined;
/** Takes and gives i32 and f64 as numbers, i64 as bigints; several results as a list. */
export type Exported = (...values: readonly Scalar[]) => Returned;
type Imported = (...values: never[]) => unknown;

export interface Started {
  readonly functions: Readonly<Record<string, Exported>>;
  /** Undefined for a program without memory. */
  readonly memory: WebAssembly.Memory | undefined;
}

export interface Surroundings {
  /** By the names that the program imports. */
  readonly imports?: Readonly<Record<string, Imported>>;
  /** For a program whose memory is imported. */
  readonly memory?: WebAssembly.Memory;
}

/** Starts a module that `toWasm` made: what a worker does with the bytes, or the module, that it is sent. */
export function startModule(module: WebAssembly.Module, { imports = {}, memory }: Surroundings = {}): Started {
  const given = memory ? { ...imports, [MEMORY]: memory } : imports;
  const { exports } = new WebAssembly.Instance(module, { [IMPORTS]: given });
  const { [MEMORY]: own, ...functions } = exports;
  return {
    functions: functions as Readonly<Record<string, Exported>>,
    memory: (own as WebAssembly.Memory | undefined) ?? memory,
  };
}

/** Compiles a program to WebAssembly and starts it. */
export function startWasm(unit: Unit, surroundings: Surroundings = {}): Started {
  return startModule(new WebAssembly.Module(toWasm(unit)), surroundings);
}

/** What WebAssembly makes of a value that comes from outside (W3C, "WebAssembly JavaScript Interface", ToWebAssemblyValue). */
function converted(type: Type, value: Scalar | undefined): Scalar {
  if (type === "i64") return BigInt.asIntN(64, value as bigint);
  return type === "i32" ? (value as number) | 0 : Number(value);
}

function callable({ params }: Callee, made: Exported): Exported {
  return (...values) => made(...params.map((type, i) => converted(type, values[i])));
}

function importedBy({ name, results }: Callee, imports: Readonly<Record<string, Imported>>): Imported {
  const found = imports[name];
  if (!found) throw new TypeError(`the import \`${name}\` is missing`);
  const [result] = results;
  return (...values) => (result === undefined ? found(...values) : converted(result, found(...values) as Scalar));
}

/** Makes a program into JavaScript and starts it. */
export function startJs(unit: Unit, { imports = {}, memory: given }: Surroundings = {}): Started {
  const text = toJs(unit); // asserts that it holds no text but our own
  const memory = unit.memory && (unit.memory.imported ? given : new WebAssembly.Memory(unit.memory));
  if (unit.memory && !memory) throw new TypeError("the import `memory` is missing");
  for (const { address, bytes } of unit.data) {
    new Uint8Array((memory as WebAssembly.Memory).buffer).set(bytes, address);
  }
  const library = memory ? { ...LIBRARY, ...memoryLibrary(memory) } : LIBRARY;
  const start = new Function("library", "memory", "imports", `"use strict";\n${text}`);
  const functions: readonly Exported[] = start(
    library,
    memory,
    unit.imports.map((one) => importedBy(one, imports)),
  );
  const named = unit.exports.map((one, i) => [one.name, callable(one, functions[i] as Exported)]);
  return { functions: Object.fromEntries(named), memory };
}
