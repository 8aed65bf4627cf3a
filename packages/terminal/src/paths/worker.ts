/** A worker thread: makes its engine once and says so, then answers each range of paths with what is wanted of it. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Range } from "@steppe/kernel";
import { UNBUILT, VERSION } from "../version.ts";
import { rebuiltEngine } from "./job.ts";
import type { WorkerData } from "./lanes.ts";
import { buffersOfTaken, takerOf } from "./taking.ts";

if (!parentPort) throw new Error("started by the command, not by itself");
const port = parentPort;
if (VERSION !== UNBUILT) enableCompileCache(process.env.NODE_COMPILE_CACHE ?? `${import.meta.dirname}/.cache`);
const { jobs, wants } = workerData as WorkerData;
const engine = rebuiltEngine(jobs);
const take = takerOf(wants);
port.postMessage("ready");
port.on("message", ({ first, count }: Range) => {
  const taken = take(engine, first, count);
  port.postMessage(taken, [...buffersOfTaken(taken)]);
});
