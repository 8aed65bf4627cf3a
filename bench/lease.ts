/** What all that run `lease/lease.yaml` share: the model, what it comes to without chance, the C program. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorld, loadScenario, type Model, pathUniforms, run } from "@steppe/core";
import { streamKey } from "@steppe/core/chance/generator.ts";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { keyWord } from "@steppe/kernel";

export const ROOT = new URL("..", import.meta.url).pathname;
export const LEASE = "bench/lease/lease.yaml";
export const SEED = "bench";
/** The sites at which a pad draws. */
export const STREAMS = ["wait", "claim", "repair"] as const;

export type Row = (what: string, value: string, goal?: string) => void;

export function modelOf(scenario: string): Model {
  const loaded = loadScenario({ scenario: `${ROOT}${scenario}` }, (path) => ({ bytes: readFileSync(path) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}

/** What is certain of the lease. */
export interface Lease {
  readonly days: number;
  /** Days from the beginning on which rent is due, and how much, in minor units. */
  readonly due: readonly number[];
  readonly minor: bigint;
  readonly pads: readonly string[];
}

export function leaseOf(model: Model): Lease {
  const { journal } = run(createWorld(model, pathUniforms(SEED, 0)));
  const rents = [...journal.postings].filter(({ verb, category }) => verb === "pay" && category === "rent");
  return {
    days: model.period.end - model.period.start,
    due: rents.map(({ date }) => date - model.period.start),
    minor: rents[0]?.minor as bigint,
    pads: [...model.actorIndex.keys()].filter((name) => name.startsWith("pad")),
  };
}

/** The C program, compiled, with what it reads. */
export class InC {
  readonly #folder = mkdtempSync(join(tmpdir(), "steppe-bench-"));
  readonly #program = join(this.#folder, "lease");
  readonly #input: string;

  constructor(model: Model) {
    const { days, due, minor, pads } = leaseOf(model);
    const source = `${ROOT}bench/lease/lease.c`;
    execFileSync("gcc", ["-O3", "-march=native", "-ffp-contract=off", "-o", this.#program, source, "-lm"]);
    const keys = pads.map((pad) => STREAMS.map((site) => hexOf(keyWord(streamKey(SEED, pad, site)))).join(" "));
    this.#input = [`${days} ${due.length} ${minor}`, due.join(" "), ...keys, ""].join("\n");
  }

  run(paths: number): { readonly events: number; readonly rent: bigint; readonly claims: bigint; readonly ns: number } {
    const printed = execFileSync(this.#program, { input: `${paths} ${this.#input}`, encoding: "utf8" })
      .trim()
      .split(" ");
    const [, events, rent, claims, ns] = printed as [string, string, string, string, string];
    return { events: Number(events), rent: BigInt(rent), claims: BigInt(claims), ns: Number(ns) };
  }

  /** The same at once in so many processes: nanoseconds until all are done. */
  async runBeside(processes: number, paths: number): Promise<number> {
    const begun = process.hrtime.bigint();
    const one = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const child = spawn(this.#program, { stdio: ["pipe", "ignore", "inherit"] });
        child.on("error", reject);
        child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the C program ended with ${code}`))));
        child.stdin.end(`${paths} ${this.#input}`);
      });
    await Promise.all(Array.from({ length: processes }, one));
    return Number(process.hrtime.bigint() - begun);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

const hexOf = (word: bigint): string => BigInt.asUintN(64, word).toString(16);

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
