/** A worker thread: makes its engine once and says so, then answers each range of paths with its columns. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { buffersOf, type Range } from "@steppe/kernel";
import { UNBUILT, VERSION } from "../version.ts";
import { type Jobs, rebuiltEngine } from "./job.ts";

if (!parentPort) throw new Error("started by the command, not by itself");
const port = parentPort;
if (VERSION !== UNBUILT) enableCompileCache(process.env.NODE_COMPILE_CACHE ?? `${import.meta.dirname}/.cache`);
const engine = rebuiltEngine(workerData as Jobs);
port.postMessage("ready");
port.on("message", ({ first, count }: Range) => {
  const columns = engine.run(first, count);
  port.postMessage(columns, [...buffersOf(columns)]);
});
