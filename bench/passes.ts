/**
 * The kernel with all passes over the model against itself without them, and against C with merged calendars
 * (`lease/merged.c`). All run `lease/lease.yaml` in turn within each round, so that the ratios are run by run; what they
 * pay is compared before anything is timed.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorld, loadScenario, type Model, pathUniforms, run } from "@steppe/core";
import { streamKey } from "@steppe/core/chance/generator.ts";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { askedOf, type Engine, kernelEngine, keyWord, PASSES, type PassName } from "@steppe/kernel";

const ROOT = new URL("..", import.meta.url).pathname;
const SCENARIO = "bench/lease/lease.yaml";
const SEED = "bench";
const STREAMS = ["wait", "claim", "repair"];
const ROUNDS = 9;
const PATHS = 20_000;

type Row = (what: string, value: string, goal?: string) => void;

interface Paid {
  readonly rent: bigint;
  readonly claims: bigint;
}

function benchLease(): Model {
  const loaded = loadScenario({ scenario: `${ROOT}${SCENARIO}` }, (path) => ({ bytes: readFileSync(path) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}

function engineOf(model: Model, passes: readonly PassName[]): Engine {
  const made = kernelEngine({ model, seed: SEED, asked: askedOf(model, { measuresOnly: true }), passes });
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

/** What a program of `lease/` reads: the days, the due dates and their amount, and the keys of each pad's streams. */
function inputOf(model: Model): string {
  const { journal } = run(createWorld(model, pathUniforms(SEED, 0)));
  const rents = [...journal.postings].filter(({ verb, category }) => verb === "pay" && category === "rent");
  const due = rents.map(({ date }) => date - model.period.start);
  const pads = [...model.actorIndex.keys()].filter((name) => name.startsWith("pad"));
  const hex = (pad: string, site: string) => BigInt.asUintN(64, keyWord(streamKey(SEED, pad, site))).toString(16);
  const keys = pads.map((pad) => STREAMS.map((site) => hex(pad, site)).join(" "));
  const days = model.period.end - model.period.start;
  return [`${days} ${due.length} ${rents[0]?.minor}`, due.join(" "), ...keys, ""].join("\n");
}

function ranInC(program: string, input: string): Paid & { readonly ns: number } {
  const printed = execFileSync(program, { input: `${PATHS} ${input}`, encoding: "utf8" })
    .trim()
    .split(" ");
  const [, , rent, claims, ns] = printed as [string, string, string, string, string];
  return { rent: BigInt(rent), claims: BigInt(claims), ns: Number(ns) };
}

function paidBy(engine: Engine): Paid {
  const [rent, claims] = engine.run(0, PATHS).columns.map((column) => {
    if (column.type !== "whole") throw new Error("a sum of money was asked for");
    return column.values.reduce((sum, value) => sum + value, 0n);
  });
  return { rent: rent ?? 0n, claims: claims ?? 0n };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function timed(work: () => void): number {
  const begun = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begun);
}

/** Adds its rows. */
export function passes(row: Row): void {
  const model = benchLease();
  const [off, on] = [engineOf(model, []), engineOf(model, PASSES)];
  const folder = mkdtempSync(join(tmpdir(), "steppe-bench-"));
  try {
    const program = join(folder, "merged");
    const flags = ["-O3", "-march=native", "-ffp-contract=off"];
    execFileSync("gcc", [...flags, "-o", program, `${ROOT}bench/lease/merged.c`, "-lm"]);
    const input = inputOf(model);
    const { rent, claims } = ranInC(program, input);
    for (const engine of [off, on]) {
      const paid = paidBy(engine);
      if (paid.rent !== rent || paid.claims !== claims) throw new Error("the kernel and C do not pay the same");
    }
    const ns = { off: [] as number[], on: [] as number[], c: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      ns.c.push(ranInC(program, input).ns);
      ns.off.push(timed(() => off.run(0, PATHS)));
      ns.on.push(timed(() => on.run(0, PATHS)));
    }
    row(`${SCENARIO}: kernel with passes on`, `${((PATHS * 1e9) / median(ns.on)).toFixed(0)} paths a second`);
    row("  C with merged calendars", `${((PATHS * 1e9) / median(ns.c)).toFixed(0)} paths a second`);
    const ratio = (of: readonly number[]): string =>
      `${median(ns.on.map((own, round) => (of[round] as number) / own)).toFixed(2)} ×`;
    row("  passes on against off, run by run", ratio(ns.off));
    row("  passes on against C with merged calendars", ratio(ns.c), "1.6 ×");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
