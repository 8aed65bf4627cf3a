/** Batch after batch of paths in code, their columns taken out of memory whole. */
import { leavesText } from "@steppe/core/world/reading.ts";
import type { Asked, AskedColumn } from "../asked.ts";
import type { Engine } from "../engine.ts";
import { BATCH, type Placed } from "../machine/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { Sheet } from "../sheet.ts";
import type { Kernel } from "./kernel.ts";

export interface Batches extends Engine {
  /** How many paths the World had to run. */
  readonly left: () => number;
}

/** An engine that runs a kernel. `byWorld` fills the places of paths that go wrong in code. */
export function batchesOf(kernel: Kernel, asked: Asked, byWorld: (sheet: Sheet, index: number) => void): Batches {
  let left = 0;
  return {
    name: "kernel",
    left: () => left,
    run(first, count, spent) {
      const sheet = new Sheet(asked.columns, first, count, spent);
      const takers = takersOf(kernel, asked.columns);
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

interface Batch {
  readonly from: number;
  readonly size: number;
  /** Places of paths that went wrong. */
  readonly failed: ReadonlySet<number>;
}

type Taker = (sheet: Sheet, column: number, batch: Batch) => void;

/** How each column of a batch gets into the sheet. */
function takersOf(kernel: Kernel, columns: readonly AskedColumn[]): readonly Taker[] {
  const placed = kernel.made.outcomes?.columns ?? [];
  return columns.map((column, index): Taker => {
    const { type, address, of } = placed[index] as Placed;
    const { buffer } = kernel.memory.view;
    if (type !== "text")
      return (sheet, at, { from, size }) => sheet.fill(at, from, size, buffer as ArrayBuffer, address, BATCH);
    const texts = of === "configuration" ? endings(kernel.plan, column) : undefined;
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
