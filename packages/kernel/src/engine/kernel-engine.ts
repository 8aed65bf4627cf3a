/**
 * The kernel as an engine: a model is planned, looked through, and made into code.
 *
 * A path that goes wrong in code is run by the World, which says what is wrong, or has values all the same: so nothing
 * depends on what code can hold.
 */
import type { Asked } from "../asked.ts";
import { startJs, startModule, toWasm } from "../code/index.ts";
import { chanceOfPaths, type EngineOptions } from "../engine.ts";
import { type Decisions, decide, type PassName, withoutOnce } from "../passes/decide.ts";
import { type Capacity, type Plan, planOf, type Unplanned } from "../plan/plan.ts";
import { worldFiller } from "../world-engine.ts";
import { type Batches, batchesOf } from "./batches.ts";
import { type Built, build } from "./build.ts";
import { Kernel, type Running } from "./kernel.ts";
import { type Packed, pack } from "./packed.ts";
import { PathFailure } from "./path-failure.ts";

export type BackEnd = "wasm" | "js";

export interface KernelEngine extends Batches {
  readonly kernel: Kernel;
  readonly built: Built;
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
  const { kernel, built, module, decisions } = madeOf(options, plan, { backEnd, passes, memoryOf });
  return {
    ...batchesOf(kernel, asked, worldFiller(options)),
    kernel,
    built,
    decisions,
    packed: module && pack(built, module, options),
  };
}

interface Making {
  readonly backEnd: BackEnd;
  readonly passes: ReadonlySet<PassName>;
  readonly memoryOf: Room["memoryOf"] | undefined;
}

interface Compiled {
  readonly kernel: Kernel;
  readonly built: Built;
  /** Undefined for JavaScript. */
  readonly module: WebAssembly.Module | undefined;
}

/** What goes wrong when it is run once goes wrong on each path: it is run there, and then by the World, which says why. */
function madeOf(
  options: KernelOptions,
  plan: Plan,
  { backEnd, passes, memoryOf }: Making,
): Compiled & { readonly decisions: Decisions } {
  const { seed, asked } = options;
  const running = { seed, chance: chanceOfPaths(options), memoryOf };
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
  const built = build(plan, asked, decisions, backEnd === "js");
  const { program } = built;
  if (backEnd === "js") {
    return { kernel: new Kernel(built, (around) => startJs(program, around), running), built, module: undefined };
  }
  const module = new WebAssembly.Module(toWasm(program));
  return { kernel: new Kernel(built, (around) => startModule(module, around), running), built, module };
}
