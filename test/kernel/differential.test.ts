/** One meaning: what a random program does in WebAssembly it does in JavaScript, to the bit, traps included. */

import { type Started, startJs, startWasm, toJs, trapReason } from "@steppe/kernel/code/index.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { programRecipe, valueIn } from "./arbitrary.ts";
import { buildProgram } from "./build-random.ts";

const PROGRAMS = 3000;
const NAMES = ["f0", "f1", "f2", "f3", "f4"] as const;
const args = fc.tuple(valueIn("i32"), valueIn("i64"), valueIn("f64"));

interface Seen {
  /** What each call gave, or why it trapped. */
  readonly outcomes: readonly unknown[];
  readonly asked: readonly unknown[];
  readonly memory: Uint8Array;
}

// One memory each for all programs: every new one would reserve gigabytes of addresses.
const memories = {
  wasm: new WebAssembly.Memory({ initial: 1, maximum: 1 }),
  js: new WebAssembly.Memory({ initial: 1, maximum: 1 }),
};

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    const reason = trapReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

function watch(
  start: (surroundings: {
    imports: Record<string, (...values: never[]) => unknown>;
    memory: WebAssembly.Memory;
  }) => Started,
  memory: WebAssembly.Memory,
  given: readonly (readonly (number | bigint)[])[],
): Seen {
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0);
  const asked: unknown[] = [];
  const ask = (word: number, wide: bigint, real: number): bigint => {
    asked.push([word, wide, real]);
    return wide ^ BigInt(word);
  };
  const { functions } = start({ imports: { ask }, memory });
  const outcomes: unknown[] = [];
  for (const name of NAMES) {
    for (const values of given) {
      functions.refuel?.(40);
      outcomes.push(attempt(() => functions[name]?.(...values)));
      outcomes.push(functions.globals?.());
    }
  }
  return { outcomes, asked, memory: bytes.slice() };
}

test(`${PROGRAMS} random programs do the same in both back ends`, { timeout: 180_000 }, () => {
  let returned = 0;
  const trapped = new Map<unknown, number>();
  fc.assert(
    fc.property(programRecipe, fc.tuple(args, args), (recipe, given) => {
      const program = buildProgram(recipe);
      const wasm = watch((around) => startWasm(program, around), memories.wasm, given);
      const js = watch((around) => startJs(program, around), memories.js, given);
      const text = () => toJs(program);
      if (Buffer.compare(js.memory, wasm.memory) !== 0) expect(js.memory, text()).toEqual(wasm.memory);
      expect({ ...js, memory: 0 }, text()).toEqual({ ...wasm, memory: 0 });
      for (const one of wasm.outcomes) {
        if (typeof one === "string") trapped.set(one, (trapped.get(one) ?? 0) + 1);
        else returned += 1;
      }
    }),
    { numRuns: PROGRAMS },
  );
  // The programs are not all alike: most calls return, and the reasons to trap are met, but for the rarest.
  expect(returned).toBeGreaterThan(PROGRAMS * 10);
  for (const reason of ["conversion-overflow", "division-by-zero", "memory-bounds", "unreachable"]) {
    expect(trapped.get(reason), reason).toBeGreaterThan(10);
  }
});
