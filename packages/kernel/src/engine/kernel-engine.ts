/**
 * The kernel as an engine: a model is planned, looked through, and made into code.
 *
 * A path that goes wrong in code is run by the World, which says what is wrong, or has values all the same: so nothing
 * depends on what code can hold.
 */
import type { Model } from "@steppe/core";
import { ASSUMING } from "@steppe/core/world/assumptions.ts";
import type { Asked } from "../asked.ts";
import { startJs, startModule, toWasm } from "../code/index.ts";
import { chanceOfPaths, type EngineOptions } from "../engine.ts";
import { type Decisions, decide, type PassName, withoutOnce } from "../passes/decide.ts";
import { type Capacity, type Plan, planOf } from "../plan/plan.ts";
import type { Unplanned } from "../plan/unplanned.ts";
import { worldFiller } from "../world-engine.ts";
import { type Batches, batchesOf } from "./batches.ts";
import { build } from "./build.ts";
import { Kernel, type Running } from "./kernel.ts";
import { type Packed, pack } from "./packed.ts";
import { PathFailure } from "./path-failure.ts";

export type BackEnd = "wasm" | "js";

export interface KernelEngine extends Batches {
  readonly kernel: Kernel;
  readonly decisions: Decisions;
  /** What another thread can run the same from; undefined for JavaScript. */
  readonly packed: Packed | undefined;
}

export interface KernelOptions extends EngineOptions {
  /** The passes over the model before code is made of it; without it, none. */
  readonly passes?: Iterable<PassName>;
}

/** Memory for those who make many small engines. */
export interface Room {
  readonly capacity: Capacity;
  /** A memory of at least so many pages, all of it zero. */
  readonly memoryOf: (pages: number) => WebAssembly.Memory;
}

/** An engine of code, or why the model cannot be one. */
export function kernelEngine(
  options: KernelOptions,
  backEnd: BackEnd = "wasm",
  { capacity, memoryOf }: Partial<Room> = {},
): KernelEngine | Unplanned {
  const { model, asked } = options;
  const plan = planOf(model, capacity);
  if ("reason" in plan) return plan;
  const passes = new Set(options.passes);
  const { kernel, module, decisions } = madeOf(options, plan, { backEnd, passes, memoryOf });
  return {
    ...batchesOf(kernel, asked, worldFiller(options)),
    kernel,
    decisions,
    packed: module && pack(kernel.made, module, options),
  };
}

interface Making {
  readonly backEnd: BackEnd;
  readonly passes: ReadonlySet<PassName>;
  readonly memoryOf: Room["memoryOf"] | undefined;
}

interface Compiled {
  readonly kernel: Kernel;
  /** Undefined for JavaScript. */
  readonly module: WebAssembly.Module | undefined;
}

/** What goes wrong when it is run once goes wrong on each path: it is run there, and then by the World, which says why. */
function madeOf(
  options: KernelOptions,
  plan: Plan,
  { backEnd, passes, memoryOf }: Making,
): Compiled & { readonly decisions: Decisions } {
  const { seed, asked, sampling = "random" } = options;
  const running = { seed, chance: sampling === "random" ? undefined : chanceOfPaths(options), memoryOf };
  const made = (decisions: Decisions) => ({ ...compiled(plan, running, backEnd, { asked, decisions }), decisions });
  const decisions = decide(plan, asked, passes);
  try {
    return made(decisions);
  } catch (error) {
    if (!(error instanceof PathFailure)) throw error;
    return made(withoutOnce(decisions));
  }
}

/** The kernel of a plan. With nothing asked and no decisions, it only runs paths, and does what the World does. */
export function compiled(
  plan: Plan,
  running: Running,
  backEnd: BackEnd = "wasm",
  { asked, decisions }: { readonly asked?: Asked; readonly decisions?: Decisions } = {},
): Compiled {
  // WebAssembly is validated by whoever compiles it; tests make the same program for JavaScript too.
  const isPlain = running.chance === undefined && isDrawnPlainly(plan.model);
  // The program is as large as all else together, and of no more use once it is compiled: nothing must hold it.
  const { program, ...made } = build(plan, asked, decisions, {
    isChecked: backEnd === "js",
    ...(isPlain && { seedOnce: running.seed }),
  });
  if (backEnd === "js") {
    return { kernel: new Kernel(made, (around) => startJs(program, around), running), module: undefined };
  }
  const module = new WebAssembly.Module(toWasm(program));
  return { kernel: new Kernel(made, (around) => startModule(module, around), running), module };
}

/** Whether nothing bends what assumptions draw. */
function isDrawnPlainly({ correlated, forced }: Model): boolean {
  return correlated.length === 0 && !forced.some(({ actor }) => actor === ASSUMING);
}
