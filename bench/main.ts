/**
 * `pnpm bench [GROUP …]`: prints figures, judges nothing. Each command is timed as a whole process, in turn
 * with what it is compared to, so that a machine that changes its speed moves both.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { centralUniforms, createWorld, run } from "@steppe/core";
import { besideXState, firstResult, memory, workers } from "./beside.ts";
import { kernel } from "./kernel.ts";
import { passes } from "./passes.ts";
import { paths } from "./paths.ts";
import { benchModel } from "./scenario.ts";
import { stepper } from "./step.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const STEPPE = `${ROOT}steppe`;
const RUNS = 21;

function wallMs(command: string, args: readonly string[]): number {
  const begun = process.hrtime.bigint();
  const ran = spawnSync(command, args, { cwd: ROOT, stdio: "ignore" });
  if (ran.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${ran.status}`);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

const figure = (value: number, digits = 0): string => value.toFixed(digits);

function row(what: string, value: string, goal = ""): void {
  process.stdout.write(`${what.padEnd(52)}${value.padStart(24)}${goal === "" ? "" : `   goal ${goal}`}\n`);
}

function startUp(): void {
  const bare: number[] = [];
  const version: number[] = [];
  const whole: number[] = [];
  execFileSync(STEPPE, ["--version"], { stdio: "ignore" });
  for (let i = 0; i < RUNS; i++) {
    bare.push(wallMs(process.execPath, ["-e", "0"]));
    version.push(wallMs(STEPPE, ["--version"]));
    whole.push(wallMs(STEPPE, ["run", "scenarios/baikonur.yaml"]));
  }
  const ratios = version.map((one, index) => one / (bare[index] as number));
  row("node -e 0", `${figure(median(bare))} ms`);
  row("./steppe --version", `${figure(median(version))} ms`);
  row("  against node -e 0, run by run", `${figure(median(ratios), 2)} ×`, "1.5 ×");
  row("./steppe run scenarios/baikonur.yaml", `${figure(median(whole))} ms`, "400 ms");
}

function steps(): void {
  const model = benchModel();
  const rates: number[] = [];
  for (let i = 0; i < 7; i++) {
    const begun = process.hrtime.bigint();
    const world = run(createWorld(model, centralUniforms));
    rates.push(world.trace.length / (Number(process.hrtime.bigint() - begun) / 1e9));
  }
  row("World steps a second, median of 7", figure(median(rates)), "60000");
}

function history(): void {
  const script = new URL("history.ts", import.meta.url).pathname;
  const out = execFileSync(process.execPath, ["--expose-gc", script], { cwd: ROOT, encoding: "utf8" });
  const { worlds, heapBytes, rssBytes } = JSON.parse(out) as { worlds: number; heapBytes: number; rssBytes: number };
  row(`history of ${worlds} Worlds, heap after collection`, `${figure(heapBytes / 1e6)} MB`, "300 MB");
  row("  resident memory of the process", `${figure(rssBytes / 1e6)} MB`);
}

process.stdout.write(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, medians of ${RUNS} runs\n`);

/** Some minutes, and at ten million paths an hour and more, or a part of another: only when asked for. */
const ON_DEMAND = ["passes", "memory", "ten-million"];

const groups: Readonly<Record<string, () => void | Promise<void>>> = {
  start: startUp,
  steps,
  history,
  paths: () => paths(row),
  kernel: async () => {
    kernel(row);
    passes(row);
    besideXState(row);
    firstResult(row);
    await workers(row);
  },
  passes: () => passes(row),
  memory: () => memory(row, [10_000, 100_000, 1_000_000], [1, 2]),
  "ten-million": () => memory(row, [10_000_000], [2]),
  step: () => stepper(row),
};
const names = process.argv.slice(2);
for (const name of names) if (!Object.hasOwn(groups, name)) throw new Error(`no such group: ${name}`);
for (const [name, group] of Object.entries(groups)) {
  if (names.length === 0 ? !ON_DEMAND.includes(name) : names.includes(name)) await group();
}
