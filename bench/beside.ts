/**
 * The kernel beside XState's own pure `transition`, one worker beside two, and how much memory many paths take.
 *
 * Commands are run as whole processes. How fast workers are is read from two lengths of a run, so that what it takes to
 * start falls out; two C programs at once beside one say what the machine's second core is worth at that moment.
 */
import { spawnSync } from "node:child_process";
import type { Model } from "@steppe/core";
import { askedOf, type Engine, kernelEngine, PASSES, type PassName } from "@steppe/kernel";
import { InC, LEASE, median, modelOf, ROOT, type Row, SEED } from "./lease.ts";
import { xstateOf } from "./xstate.ts";

const ROUNDS = 5;
const FORECAST = "scenarios/baikonur.yaml@uncertain";

function wallMs(args: readonly string[]): number {
  const begun = process.hrtime.bigint();
  const { status } = spawnSync(`${ROOT}steppe`, args, { cwd: ROOT, stdio: "ignore" });
  if (status !== 0) throw new Error(`steppe ${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

/** Adds the rows that compare with XState, with passes off and as `steppe run` has them: what it pays is compared first. */
export function besideXState(row: Row): void {
  const model = modelOf(LEASE);
  const byXState = xstateOf(model);
  const engines = [[], PASSES].map((passes) => engineOf(model, passes));
  for (const engine of engines) assertAlike(engine, byXState);
  for (const engine of engines) engine.run(0, 20_000);
  const ratios = engines.map((): number[] => []);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = perPath(40, (first) => {
      for (let path = first; path < first + 40; path += 1) byXState(path);
    });
    rates.push(1e9 / one);
    for (const [index, engine] of engines.entries()) {
      ratios[index]?.push(one / perPath(20_000, (first) => engine.run(first, 20_000)));
    }
  }
  const [off, on] = ratios.map((all) => `${median(all).toFixed(0)} ×`) as [string, string];
  row("XState's own transition() on the same machines", `${median(rates).toFixed(0)} paths a second`);
  row("  kernel with passes off against it, run by run", off);
  row("  kernel with passes on against it, run by run", on, "1000 ×");
}

function engineOf(model: Model, passes: readonly PassName[]): Engine {
  const engine = kernelEngine({ model, seed: SEED, asked: askedOf(model, { measuresOnly: true }), passes });
  if ("reason" in engine) throw new Error(engine.reason);
  return engine;
}

function assertAlike(engine: Engine, byXState: ReturnType<typeof xstateOf>): void {
  const { columns } = engine.run(0, 20);
  for (let path = 0; path < 20; path += 1) {
    const { rent, claims } = byXState(path);
    const [ours, ofClaims] = columns.map((column) => (column.type === "whole" ? column.values[path] : undefined));
    if (ours !== rent || ofClaims !== claims)
      throw new Error(`path ${path}: ${ours} ${ofClaims}, XState ${rent} ${claims}`);
  }
}

function perPath(paths: number, work: (first: number) => void): number {
  const begun = process.hrtime.bigint();
  work(1000);
  return Number(process.hrtime.bigint() - begun) / paths;
}

/**
 * Scenarios whose paths are run by one worker and by two, each with two numbers of paths; the lesser is so many that both
 * workers have long been there when they are done.
 */
const SHARED = [
  { scenario: LEASE, short: 100_000, long: 400_000 },
  { scenario: FORECAST, short: 50_000, long: 250_000 },
];

/** Adds the rows of one worker and two. */
export async function workers(row: Row): Promise<void> {
  const inC = new InC(modelOf(LEASE));
  const yardsticks: number[] = [];
  const found = SHARED.map((shared) => ({
    ...shared,
    gains: [] as number[],
    whole: [] as number[],
    rates: [] as number[],
  }));
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await inC.runBeside(1, 20_000);
      const two = await inC.runBeside(2, 20_000);
      yardsticks.push((2 * one) / two);
      for (const { scenario, short, long, gains, whole, rates } of found) {
        const command = (paths: number, of: number): number =>
          wallMs(["run", scenario, "--paths", String(paths), "--workers", String(of)]);
        const [shortByOne, shortByTwo] = [command(short, 1), command(short, 2)];
        const [longByOne, longByTwo] = [command(long, 1), command(long, 2)];
        gains.push((longByOne - shortByOne) / (longByTwo - shortByTwo));
        whole.push(longByOne / longByTwo);
        rates.push((long - short) / ((longByOne - shortByOne) / 1000));
      }
    }
  } finally {
    inC.close();
  }
  for (const { scenario, long, gains, whole, rates } of found) {
    row(`${scenario}, the whole command with one worker`, `${median(rates).toFixed(0)} paths a second`);
    row("  two workers against one, run by run", `${median(gains).toFixed(2)} ×`, "1.8 ×");
    row(`    with the start, at ${long} paths`, `${median(whole).toFixed(2)} ×`);
  }
  row("  two C programs at once against one", `${median(yardsticks).toFixed(2)} ×`);
}

/** Adds the rows of how soon there is a result. */
export function firstResult(row: Row): void {
  const walls = new Map<number, number[]>([1, 10_000].map((paths) => [paths, []]));
  for (let round = 0; round < 2 * ROUNDS + 1; round += 1) {
    for (const [paths, found] of walls) found.push(wallMs(["run", FORECAST, "--paths", String(paths)]));
  }
  const goals = new Map([[10_000, "1000 ms"]]);
  for (const [paths, found] of walls) {
    row(`run ${FORECAST} --paths ${paths}`, `${median(found).toFixed(0)} ms`, goals.get(paths));
  }
}

/** A module that writes, at the end of the process it is imported into, the greatest memory it ever had. */
const PEAK = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; import { isMainThread } from "node:worker_threads"; ' +
    'if (isMainThread) process.on("exit", () => writeSync(2, "peak " + process.resourceUsage().maxRSS));',
)}`;

/** Adds a row for each number of paths and of workers: the greatest resident memory of the command, all its threads in it. */
export function memory(row: Row, counts: readonly number[], workers: readonly number[]): void {
  for (const paths of counts) {
    for (const of of workers) {
      const args = ["run", FORECAST, "--paths", String(paths), "--workers", String(of)];
      const env = { ...process.env, NODE_OPTIONS: `--import=${PEAK}` };
      const { stderr, status } = spawnSync(`${ROOT}steppe`, args, { cwd: ROOT, env, encoding: "utf8" });
      const [, kilobytes] = /peak (\d+)/.exec(stderr) ?? [];
      if (status !== 0 || kilobytes === undefined) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
      const threads = `${of} worker${of === 1 ? "" : "s"}`;
      row(`memory of ${paths} paths of Baikonur, ${threads}`, `${(Number(kilobytes) / 1024).toFixed(0)} MB`, "200 MB");
    }
  }
}
