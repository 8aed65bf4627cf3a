/** What a worker thread does: makes its engine once and says so, then answers each range of paths with what is wanted of it. */
import { parentPort, workerData } from "node:worker_threads";
import { unpacked, WorldNeeded } from "@steppe/kernel/engine/packed.ts";
import type { Engine } from "@steppe/kernel/engine.ts";
import type { Job } from "./job.ts";
import { joinedEngine } from "./joined.ts";
import type { RangeAsked, WorkerData } from "./lanes.ts";
import { buffersOfTaken, type Taken, takerOf } from "./taking.ts";

if (!parentPort) throw new Error("started by the command, not by itself");
const port = parentPort;
const { jobs, wants } = workerData as WorkerData;
const take = takerOf(wants);

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

async function takenOf({ range, spent }: RangeAsked): Promise<Taken> {
  try {
    return take(engine, range, spent);
  } catch (error) {
    if (!(error instanceof WorldNeeded)) throw error;
    engine = await rebuilt();
    return take(engine, range);
  }
}

// One range after another, as they come: while an engine is rebuilt the next may be here already.
let before: Promise<void> = Promise.resolve();
port.on("message", (asked: RangeAsked) => {
  before = before.then(async () => {
    const taken = await takenOf(asked);
    port.postMessage(taken, [...buffersOfTaken(taken)]);
  });
});
port.postMessage("ready");
