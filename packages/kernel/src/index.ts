/**
 * steppe's kernel: many paths, run by code.
 *
 * What is asked of each path, the engines that answer (the World, and code made of the model), and the columns in which
 * the answers come. Code is written once (`code`), with exact whole arithmetic (`exact`) and core's draws (`chance`),
 * and made into WebAssembly and into JavaScript.
 */
export * from "./asked.ts";
export * from "./chance/index.ts";
export * as code from "./code/index.ts";
export * from "./columns.ts";
export * from "./columns-file.ts";
export { Kernel } from "./engine/kernel.ts";
export { type BackEnd, compiled, type KernelEngine, type KernelOptions, kernelEngine } from "./engine/kernel-engine.ts";
export { type Packed, unpacked, WorldNeeded } from "./engine/packed.ts";
export { PathFailure } from "./engine/path-failure.ts";
export * from "./engine.ts";
export * from "./exact/index.ts";
export { type Decisions, PASSES, type PassName } from "./passes/decide.ts";
export { type AskedOften, askedOften, explain, type Line, type PassReport } from "./passes/explain.ts";
export { planOf, type Unplanned } from "./plan/plan.ts";
export * from "./pool.ts";
export { worldEngine } from "./world-engine.ts";
