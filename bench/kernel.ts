/**
 * Paths a second of the World, of the kernel's two back ends, and of a C program that does the same draws.
 *
 * All run `lease/lease.yaml`; what they pay is compared before anything is timed. The engines take turns within each
 * round, so that a machine that changes its speed moves all of them: the ratios are run by run.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorld, loadScenario, type Model, pathUniforms, run } from "@steppe/core";
import { streamKey } from "@steppe/core/chance/generator.ts";
import { MACHINES } from "@steppe/core/machines/index.ts";
import {
  askedOf,
  type Columns,
  type Engine,
  type KernelEngine,
  kernelEngine,
  keyWord,
  worldEngine,
} from "@steppe/kernel";

const ROOT = new URL("..", import.meta.url).pathname;
const SEED = "bench";
const STREAMS = ["wait", "claim", "repair"];
const ROUNDS = 7;
const PATHS = { world: 60, wasm: 20_000, js: 400, c: 20_000 };

type Row = (what: string, value: string, goal?: string) => void;

function modelOf(scenario: string): Model {
  const loaded = loadScenario({ scenario: `${ROOT}${scenario}` }, (path) => ({ bytes: readFileSync(path) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}

function kernelOf(model: Model, backEnd: "wasm" | "js"): KernelEngine {
  const asked = askedOf(model, { measuresOnly: true });
  const made = kernelEngine({ model, seed: SEED, asked }, backEnd);
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

/** The C program, compiled, with what it reads. */
class InC {
  readonly #folder = mkdtempSync(join(tmpdir(), "steppe-bench-"));
  readonly #program = join(this.#folder, "lease");
  readonly #input: string;

  constructor(model: Model) {
    const source = `${ROOT}bench/lease/lease.c`;
    execFileSync("gcc", ["-O3", "-march=native", "-ffp-contract=off", "-o", this.#program, source, "-lm"]);
    const { journal } = run(createWorld(model, pathUniforms(SEED, 0)));
    const rents = [...journal.postings].filter(({ verb, category }) => verb === "pay" && category === "rent");
    const due = rents.map(({ date }) => date - model.period.start);
    const pads = [...model.actorIndex.keys()].filter((name) => name.startsWith("pad"));
    const keys = pads.map((pad) => STREAMS.map((site) => hexOf(keyWord(streamKey(SEED, pad, site)))).join(" "));
    const days = model.period.end - model.period.start;
    this.#input = [`${days} ${due.length} ${rents[0]?.minor}`, due.join(" "), ...keys, ""].join("\n");
  }

  run(paths: number): { readonly events: number; readonly rent: bigint; readonly claims: bigint; readonly ns: number } {
    const printed = execFileSync(this.#program, { input: `${paths} ${this.#input}`, encoding: "utf8" })
      .trim()
      .split(" ");
    const [, events, rent, claims, ns] = printed as [string, string, string, string, string];
    return { events: Number(events), rent: BigInt(rent), claims: BigInt(claims), ns: Number(ns) };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

const hexOf = (word: bigint): string => BigInt.asUintN(64, word).toString(16);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

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
  const model = modelOf("bench/lease/lease.yaml");
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
    row("bench/lease/lease.yaml: events a path", events.toFixed(0));
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
