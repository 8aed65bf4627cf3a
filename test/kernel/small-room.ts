import type { Room } from "@steppe/kernel/engine/kernel-engine.ts";

const PAGE = 65_536;

/**
 * Memory of a size that is soon set to zero, for one small engine after another: an engine is to be done with before
 * the next is made. With the memory of a great run for each, most of the time would go to the collector of memories.
 */
export class SmallRoom implements Room {
  readonly capacity = {
    actors: 2048,
    reactions: 4096,
    raised: 1024,
    entered: 1024,
    appointments: 8192,
    postings: 8192,
    openedBytes: 1024 * 1024,
  };
  readonly #memory = new WebAssembly.Memory({ initial: 40 });

  readonly memoryOf = (pages: number): WebAssembly.Memory => {
    const wanting = pages - this.#memory.buffer.byteLength / PAGE;
    if (wanting > 0) this.#memory.grow(wanting);
    new Uint8Array(this.#memory.buffer).fill(0);
    return this.#memory;
  };
}
