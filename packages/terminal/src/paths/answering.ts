/** What a worker thread does: makes its engine once and says so, then answers each range of paths with its columns. */
import { parentPort, workerData } from "node:worker_threads";
import { buffersOf, type Columns } from "@steppe/kernel/columns.ts";
import { unpacked, WorldNeeded } from "@steppe/kernel/engine/packed.ts";
import type { Engine } from "@steppe/kernel/engine.ts";
import type { Range } from "@steppe/kernel/pool.ts";
import type { Job, Jobs } from "./job.ts";
import { joinedEngine } from "./joined.ts";

if (!parentPort) throw new Error("started by the command, not by itself");
const port = parentPort;
const jobs = workerData as Jobs;

/** With what loads scenarios, and with the World: much that most workers never need. */
async function rebuilt(): Promise<Engine> {
  const { rebuiltEngine } = await import("./job.ts");
  return rebuiltEngine(jobs);
}

function unpackedEngine(all: readonly Job[]): Engine | undefined {
  const engines = all.flatMap(({ packed }) => (packed ? [unpacked(packed)] : []));
  return engines.length < all.length ? undefined : joinedEngine(engines);
}

let engine = unpackedEngine("files" in jobs ? [jobs] : jobs) ?? (await rebuilt());

async function columnsOf({ first, count }: Range): Promise<Columns> {
  try {
    return engine.run(first, count);
  } catch (error) {
    if (!(error instanceof WorldNeeded)) throw error;
    engine = await rebuilt();
    return engine.run(first, count);
  }
}

// One range after another, as they come: while an engine is rebuilt the next may be here already.
let before: Promise<void> = Promise.resolve();
port.on("message", (range: Range) => {
  before = before.then(async () => {
    const columns = await columnsOf(range);
    port.postMessage(columns, [...buffersOf(columns)]);
  });
});
port.postMessage("ready");
