/**
 * Paths a second of the World, of the kernel's two back ends, and of a C program that does the same draws.
 *
 * All run `lease/lease.yaml`; what they pay is compared before anything is timed. The engines take turns within each
 * round, so that a machine that changes its speed moves all of them: the ratios are run by run.
 */
import type { Model } from "@steppe/core";
import { askedOf, type Columns, type Engine, type KernelEngine, kernelEngine, worldEngine } from "@steppe/kernel";
import { InC, LEASE, median, modelOf, SEED } from "./lease.ts";

const ROUNDS = 7;
const PATHS = { world: 60, wasm: 20_000, js: 400, c: 20_000 };

type Row = (what: string, value: string, goal?: string) => void;

function kernelOf(model: Model, backEnd: "wasm" | "js"): KernelEngine {
  const asked = askedOf(model, { measuresOnly: true });
  const made = kernelEngine({ model, seed: SEED, asked }, backEnd);
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

/** Nanoseconds a path. */
function timed(paths: number, work: () => void): number {
  const begun = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begun) / paths;
}

function sums({ columns }: Columns): readonly bigint[] {
  return columns.map((column) => {
    if (column.type !== "whole") throw new Error("a sum of money was asked for");
    return column.values.reduce((sum, value) => sum + value, 0n);
  });
}

function assertAlike(engines: readonly Engine[], inC: InC, paths: number): void {
  const { rent, claims } = inC.run(paths);
  for (const engine of engines) {
    const [ours, ofClaims] = sums(engine.run(0, paths));
    if (ours !== rent || ofClaims !== claims)
      throw new Error(`${engine.name} pays ${ours} and ${ofClaims}, C pays ${rent} and ${claims}`);
  }
}

/** Adds its rows. */
export function kernel(row: Row): void {
  const model = modelOf(LEASE);
  const world = worldEngine({ model, seed: SEED, asked: askedOf(model, { measuresOnly: true }) });
  const built: number[] = [];
  for (let i = 0; i < ROUNDS; i++) built.push(timed(1, () => kernelOf(model, "wasm")) / 1e6);
  const wasm = kernelOf(model, "wasm");
  const js = kernelOf(model, "js");
  const inC = new InC(model);
  try {
    assertAlike([world, wasm, js], inC, 60);
    assertAlike([wasm], inC, PATHS.wasm);
    const ns = { world: [] as number[], wasm: [] as number[], js: [] as number[], c: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      ns.c.push(inC.run(PATHS.c).ns / PATHS.c);
      ns.wasm.push(timed(PATHS.wasm, () => wasm.run(0, PATHS.wasm)));
      ns.js.push(timed(PATHS.js, () => js.run(0, PATHS.js)));
      ns.world.push(timed(PATHS.world, () => world.run(0, PATHS.world)));
    }
    const events = inC.run(PATHS.c).events / PATHS.c;
    row(`${LEASE}: events a path`, events.toFixed(0));
    row("  kernel built and compiled", `${median(built).toFixed(0)} ms`);
    for (const [name, title] of [
      ["c", "C"],
      ["wasm", "kernel"],
      ["js", "kernel in JavaScript"],
      ["world", "World"],
    ] as const) {
      const each = median(ns[name]);
      row(`  ${title}`, `${(1e9 / each).toFixed(0)} paths a second`);
      row("    an event", `${(each / events).toFixed(1)} ns`);
    }
    const ratio = (of: readonly number[]): number => median(ns.wasm.map((own, round) => (of[round] as number) / own));
    row("  kernel against C, run by run", `${ratio(ns.c).toFixed(2)} ×`, "0.6 ×");
    row("  kernel against the World, run by run", `${ratio(ns.world).toFixed(0)} ×`);
  } finally {
    inC.close();
  }
}
