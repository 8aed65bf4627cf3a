/** Many paths: what is asked of each, the engines that answer, and the columns in which the answers come. */
export * from "./asked.ts";
export * from "./columns.ts";
export * from "./columns-file.ts";
export * from "./engine.ts";
export * from "./pool.ts";
export { worldEngine } from "./world-engine.ts";
