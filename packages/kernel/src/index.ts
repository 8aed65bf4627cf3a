/**
 * steppe's kernel: what a million futures are compiled to and run by.
 *
 * Code is written once (`code`), with exact whole arithmetic (`exact`) and core's draws (`chance`), and made into
 * WebAssembly and into JavaScript.
 */
export * from "./chance/index.ts";
export * as code from "./code/index.ts";
export * from "./exact/index.ts";
