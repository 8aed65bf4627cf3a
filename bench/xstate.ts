/**
 * The lease and its pads as XState machines, driven by the library's own pure `transition` and a small queue: what a
 * person would write who wants many futures of a statechart, and nothing of steppe.
 *
 * A pad is a machine of two states with delays; its actions say what is paid, and when it is to be woken is read off the
 * `raise` that `transition` gives back. The queue is a heap of dates. Draws are the same, so that it pays the same.
 */
import type { Model } from "@steppe/core";
import { drawUniform, streamKey } from "@steppe/core/chance/generator.ts";
import { quantile } from "@steppe/core/chance/index.ts";
import { type AnyMachineSnapshot, assign, createMachine, initialTransition, transition } from "xstate";
import { type Lease, leaseOf, SEED, STREAMS } from "./lease.ts";

interface Context {
  readonly pad: number;
  readonly failures: number;
  readonly repairs: number;
}

interface Paid {
  readonly rent: bigint;
  readonly claims: bigint;
}

interface Waiting {
  readonly date: number;
  readonly order: number;
  readonly pad: number;
  readonly event: { readonly type: string };
}

const isBefore = (a: Waiting, b: Waiting): boolean => a.date < b.date || (a.date === b.date && a.order < b.order);

/** A binary heap by date, then by order. */
class Queue {
  readonly #heap: Waiting[] = [];

  get first(): Waiting | undefined {
    return this.#heap[0];
  }

  put(one: Waiting): void {
    const heap = this.#heap;
    let at = heap.push(one) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(one, heap[parent] as Waiting)) break;
      heap[at] = heap[parent] as Waiting;
      at = parent;
    }
    heap[at] = one;
  }

  take(): void {
    const heap = this.#heap;
    const last = heap.pop() as Waiting;
    if (heap.length === 0) return;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Waiting, heap[child] as Waiting)) child += 1;
      if (!isBefore(heap[child] as Waiting, last)) break;
      heap[at] = heap[child] as Waiting;
      at = child;
    }
    heap[at] = last;
  }
}

/** u of the n-th draw of a pad in one of its streams, on the path at hand. */
type Draw = (pad: number, stream: number, n: number) => number;

/** The machine of a pad and that of the lease. */
function machinesOf(u: Draw) {
  const wait = (mean: number, value: number): number => roundHalfEven(quantile("exponential", [mean], value));
  const pad = createMachine(
    {
      id: "pad",
      initial: "working",
      context: ({ input }) => ({ pad: (input as { pad: number }).pad, failures: 0, repairs: 0 }),
      states: {
        working: { after: { wait: { target: "stopped", actions: ["claim", "count"] } } },
        stopped: { after: { repair: { target: "working", actions: "repaired" } } },
      },
    },
    {
      delays: {
        wait: ({ context }) => wait(400, u((context as Context).pad, 0, (context as Context).repairs)),
        repair: ({ context }) => wait(60, u((context as Context).pad, 2, (context as Context).failures - 1)),
      },
      actions: {
        claim: () => {},
        count: assign({ failures: ({ context }) => (context as Context).failures + 1 }),
        repaired: assign({ repairs: ({ context }) => (context as Context).repairs + 1 }),
      },
    },
  );
  const lease = createMachine(
    { id: "lease", initial: "inForce", states: { inForce: { on: { due: { actions: "pay" } } } } },
    { actions: { pay: () => {} } },
  );
  return { pad, lease };
}

interface Action {
  readonly type: string;
  readonly params: unknown;
}

/** One path: the snapshots of its machines, what waits, what has been paid. */
class Path {
  readonly #machines: ReturnType<typeof machinesOf>;
  readonly #lease: Lease;
  readonly #u: Draw;
  readonly #queue = new Queue();
  readonly #snapshots: AnyMachineSnapshot[] = [];
  #inForce: AnyMachineSnapshot;
  #order = 0;
  #rent = 0n;
  #claims = 0n;

  constructor(machines: ReturnType<typeof machinesOf>, lease: Lease, u: Draw) {
    this.#machines = machines;
    this.#lease = lease;
    this.#u = u;
    for (const pad of lease.pads.keys()) {
      const [snapshot, actions] = initialTransition(machines.pad, { pad });
      this.#snapshots.push(snapshot);
      this.#act(pad, 0, actions);
    }
    [this.#inForce] = initialTransition(machines.lease);
    for (const date of lease.due) this.#put(date, -1, { type: "due" });
  }

  run(): Paid {
    for (let next = this.#queue.first; next && next.date <= this.#lease.days; next = this.#queue.first) {
      this.#queue.take();
      this.#step(next);
    }
    return { rent: this.#rent, claims: this.#claims };
  }

  #put(date: number, pad: number, event: Waiting["event"]): void {
    this.#queue.put({ date, order: this.#order++, pad, event });
  }

  #step({ pad, date, event }: Waiting): void {
    if (pad < 0) {
      const [snapshot, actions] = transition(this.#machines.lease, this.#inForce as never, event);
      this.#inForce = snapshot;
      this.#act(pad, date, actions);
      return;
    }
    const [snapshot, actions] = transition(this.#machines.pad, this.#snapshots[pad] as never, event as never);
    this.#act(pad, date, actions);
    this.#snapshots[pad] = snapshot;
  }

  /** What is done and put down, as the actions that `transition` gives back say. */
  #act(pad: number, today: number, actions: readonly Action[]): void {
    for (const { type, params } of actions) {
      if (type === "xstate.raise") {
        const { delay, event } = params as { readonly delay: number; readonly event: Waiting["event"] };
        this.#put(today + delay, pad, event);
      } else if (type === "pay") this.#rent += this.#lease.minor;
      else if (type === "claim") {
        const { failures } = (this.#snapshots[pad] as AnyMachineSnapshot).context as Context;
        const drawn = quantile("triangular", [1e6, 2e6, 6e6], this.#u(pad, 1, failures));
        this.#claims += BigInt(roundHalfEven(drawn * 100));
      }
    }
  }
}

/** Runs a path of the model and says what was paid. */
export function xstateOf(model: Model): (path: number) => Paid {
  const lease = leaseOf(model);
  const keys = lease.pads.map((pad) => STREAMS.map((site) => streamKey(SEED, pad, site)));
  let path = 0;
  const u: Draw = (pad, stream, n) =>
    drawUniform((keys[pad] as readonly ReturnType<typeof streamKey>[])[stream] as never, path, n);
  const machines = machinesOf(u);
  return (number) => {
    path = number;
    return new Path(machines, lease, u).run();
  };
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const off = x - floor;
  if (off !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
