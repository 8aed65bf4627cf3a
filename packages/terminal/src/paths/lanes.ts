/** Lanes to run paths on: worker threads, or this thread where starting others would cost more than it saves. */
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { DigestArrays } from "@steppe/analysis";
import type { Engine, Lane, Range } from "@steppe/kernel";
import { UNBUILT, VERSION } from "../version.ts";
import type { EngineName } from "./engines.ts";
import type { Jobs } from "./job.ts";
import { buffersOfDigest, type Taken, takerOf, type Wants } from "./taking.ts";

export interface Lanes {
  readonly lanes: readonly Lane<Taken>[];
  /** Nobody reads it any more: what it was made of serves for others. */
  giveBack(taken: Taken): void;
  /** Ends them at once; what is under way is lost. */
  close(): Promise<void>;
}

/** For fewer paths each a second worker makes nothing faster: it starts when much is done, and is slow at first. */
const PATHS_WORTH_A_WORKER: Readonly<Record<EngineName, number>> = { kernel: 10_000, world: 64 };

/** Each thread takes memory, and more than a few on one core only wait for each other. */
const MOST_A_CORE = 4;

/**
 * How many workers there are: as many as are asked for, but no more than there are paths, or than four a core. Else one a
 * core, and none for so few paths that it does not pay.
 */
export function workersFor(paths: number, asked: number | undefined, engine: EngineName): number {
  if (asked !== undefined) return Math.min(asked, paths, MOST_A_CORE * availableParallelism());
  return Math.min(availableParallelism(), Math.floor(paths / PATHS_WORTH_A_WORKER[engine]));
}

/** What a worker is given when it is made. */
export interface WorkerData {
  readonly jobs: Jobs;
  readonly wants: Wants;
}

/** What a worker is asked for; `spent`: what nobody reads any more. */
export interface RangeAsked {
  readonly range: Range;
  readonly spent?: DigestArrays;
}

/**
 * One lane for each of `workers`, at least one, all jobs on each: the first is this thread with `engine`, which need not
 * wait for any other. What is wanted of a range is taken by whoever ran it.
 */
export function openLanes(jobs: Jobs, engine: () => Engine, workers: number, wants: Wants): Lanes {
  const workerData: WorkerData = { jobs, wants };
  const threads = Array.from({ length: Math.max(0, workers - 1) }, () => new Worker(WORKER, { workerData }));
  const spent: DigestArrays[] = [];
  const again = () => spent.pop();
  return {
    lanes: [ownLane(engine(), wants, again), ...threads.map((thread) => workerLane(thread, again))],
    giveBack: ({ digest }) => {
      if (!digest) return;
      const { facts, ordinals, counts } = digest;
      spent.push({ facts, ordinals, counts });
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

const WORKER = new URL(VERSION === UNBUILT ? "./worker.ts" : "./paths-worker.js", import.meta.url);

/** Between ranges the thread looks up: for Ctrl-C, a timeout, and what is to be printed. */
function ownLane(engine: Engine, wants: Wants, again: () => DigestArrays | undefined): Lane<Taken> {
  const take = takerOf(wants);
  return {
    run: async (first, count) => {
      await setImmediate();
      return take(engine, { first, count }, again());
    },
  };
}

/** A worker has the next range before it has ended one: it need not wait until this thread, busy itself, looks up. */
function workerLane(thread: Worker, again: () => DigestArrays | undefined): Lane<Taken> {
  const waiting: { resolve: (taken: Taken) => void; reject: (error: Error) => void }[] = [];
  let broken: Error | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    // The first message says that its engine is there.
    thread.once("message", () => {
      thread.on("message", (taken: Taken) => waiting.shift()?.resolve(taken));
      resolve();
    });
    thread.once("error", reject);
  });
  thread.on("error", (error) => {
    broken = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of waiting.splice(0)) reject(broken);
  });
  return {
    ready,
    depth: 4,
    run: (first, count) =>
      new Promise((resolve, reject) => {
        if (broken) {
          reject(broken);
          return;
        }
        waiting.push({ resolve, reject });
        const spent = again();
        const asked: RangeAsked = { range: { first, count }, ...(spent && { spent }) };
        thread.postMessage(asked, spent ? [...buffersOfDigest(spent)] : []);
      }),
  };
}
