/** A worker thread: keeps what Node compiles, and then begins. What is imported above this would not be kept. */
import { enableCompileCache } from "node:module";
import { UNBUILT, VERSION } from "../version.ts";

if (VERSION !== UNBUILT) enableCompileCache(process.env.NODE_COMPILE_CACHE ?? `${import.meta.dirname}/.cache`);
await import("./answering.ts");
