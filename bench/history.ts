/** Prints, as JSON, what a history of 100,000 Worlds takes: run in a process of its own, with --expose-gc. */
import { centralUniforms, createWorld, step, type World } from "@steppe/core";
import { benchModel } from "./scenario.ts";

const STEPS = 100_000;
const model = benchModel();
const collect = (globalThis as { gc?: () => void }).gc;
collect?.();
const before = process.memoryUsage().heapUsed;
const history: World[] = [createWorld(model, centralUniforms)];
while (history.length <= STEPS) {
  const next = step(history.at(-1) as World);
  if (next.ended) break;
  history.push(next);
}
collect?.();
const { heapUsed, rss } = process.memoryUsage();
process.stdout.write(JSON.stringify({ worlds: history.length, heapBytes: heapUsed - before, rssBytes: rss }));
