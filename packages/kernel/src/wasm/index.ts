/** A small encoder of WebAssembly: instructions by name, and modules as bytes. */
/// <reference path="./webassembly.d.ts" />
export { insist } from "./insist.ts";
export {
  ACCESS,
  type Access,
  CONTROL,
  INSTRUCTIONS,
  type InstructionName,
  LOADS,
  type LoadedBy,
  type LoadName,
  type ParamsOf,
  type ResultOf,
  STORES,
  type StoredBy,
  type StoreName,
  TYPE_CODES,
  type ValueType,
} from "./instructions.ts";
export { type Body, type MemoryLimits, ModuleBuilder } from "./module.ts";
export { Writer } from "./writer.ts";
