/**
 * The kernel as an engine: batch after batch of paths in code, their columns taken out of memory whole.
 *
 * A path that goes wrong in code is run by the World, which says what is wrong, or has values all the same: so nothing
 * depends on what code can hold.
 */
import { leavesText } from "@steppe/core/world/reading.ts";
import type { AskedColumn } from "../asked.ts";
import { chanceOfPaths, type Engine, type EngineOptions } from "../engine.ts";
import { BATCH, type Placed } from "../machine/outcome.ts";
import { type Decisions, decide, type PassName, withoutOnce } from "../passes/decide.ts";
import { type Capacity, type Plan, planOf, type Unplanned } from "../plan/plan.ts";
import { Sheet } from "../sheet.ts";
import { worldFiller } from "../world-engine.ts";
import { type BackEnd, Kernel } from "./kernel.ts";
import { PathFailure } from "./path-failure.ts";

export interface KernelEngine extends Engine {
  /** How many paths the World had to run. */
  readonly left: () => number;
  readonly kernel: Kernel;
  readonly decisions: Decisions;
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
  const { kernel, decisions } = kernelOf(options, plan, { backEnd, passes: new Set(options.passes), memoryOf });
  const byWorld = worldFiller(options);
  let left = 0;
  return {
    name: "kernel",
    kernel,
    decisions,
    left: () => left,
    run(first, count, spent) {
      const sheet = new Sheet(asked.columns, first, count, spent);
      const takers = takersOf(kernel, plan, asked.columns);
      for (let from = 0; from < count; from += BATCH) {
        const size = Math.min(BATCH, count - from);
        const leftOver: number[] = [];
        kernel.clearSums();
        for (let place = 0; place < size; ) {
          const wrong = kernel.batch(first + from, place, size);
          if (!wrong) break;
          leftOver.push(wrong.place);
          place = wrong.place + 1;
        }
        const failed = new Set(leftOver);
        for (const [column, take] of takers.entries()) take(sheet, column, { from, size, failed });
        for (const place of leftOver) byWorld(sheet, from + place);
        left += leftOver.length;
      }
      return sheet.columns();
    },
  };
}

interface Making {
  readonly backEnd: BackEnd;
  readonly passes: ReadonlySet<PassName>;
  readonly memoryOf: Room["memoryOf"] | undefined;
}

/** What goes wrong when it is run once goes wrong on each path: it is run there, and then by the World, which says why. */
function kernelOf(
  options: KernelOptions,
  plan: Plan,
  { backEnd, passes, memoryOf }: Making,
): { readonly kernel: Kernel; readonly decisions: Decisions } {
  const { model, seed, asked } = options;
  const made = (decisions: Decisions) => ({
    kernel: new Kernel(model, plan, seed, backEnd, { asked, chance: chanceOfPaths(options), decisions, memoryOf }),
    decisions,
  });
  const decisions = decide(plan, asked, passes);
  try {
    return made(decisions);
  } catch (error) {
    if (!(error instanceof PathFailure)) throw error;
    return made(withoutOnce(decisions));
  }
}

interface Batch {
  readonly from: number;
  readonly size: number;
  /** Places of paths that went wrong. */
  readonly failed: ReadonlySet<number>;
}

type Taker = (sheet: Sheet, column: number, batch: Batch) => void;

/** How each column of a batch gets into the sheet. */
function takersOf(kernel: Kernel, plan: Plan, columns: readonly AskedColumn[]): readonly Taker[] {
  const placed = kernel.built.outcomes?.columns ?? [];
  return columns.map((column, index): Taker => {
    const { type, address, of } = placed[index] as Placed;
    const { buffer } = kernel.memory.view;
    if (type !== "text")
      return (sheet, at, { from, size }) => sheet.fill(at, from, size, buffer as ArrayBuffer, address, BATCH);
    const texts = of === "configuration" ? endings(plan, column) : undefined;
    return (sheet, at, { from, size, failed }) => {
      for (let place = 0; place < size; place += 1) {
        if (failed.has(place)) continue;
        const number = kernel.memory.get(address + 4 * place);
        sheet.set(from + place, at, texts ? (texts[number] ?? "") : kernel.memory.nameText(number));
      }
    };
  });
}

/** The text of each configuration of an actor. */
function endings(plan: Plan, { subject }: AskedColumn): readonly string[] {
  if (subject.about !== "ending") throw new Error("only an ending is a configuration");
  const actor = plan.actors[plan.model.actorIndex.get(subject.actor) as number];
  return (actor?.layout.table.configurations ?? []).map(({ states }) => leavesText(states));
}
