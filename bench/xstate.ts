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
import { leaseOf, SEED, STREAMS } from "./lease.ts";

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

export function xstateOf(model: Model): (path: number) => Paid {
  const { days, due, minor, pads } = leaseOf(model);
  const keys = pads.map((pad) => STREAMS.map((site) => streamKey(SEED, pad, site)));
  let path = 0;
  let claims = 0n;
  let rent = 0n;
  const u = (pad: number, stream: number, n: number): number =>
    drawUniform((keys[pad] as (typeof keys)[number])[stream] as never, path, n);
  const wait = (mean: number, value: number): number => roundHalfEven(quantile("exponential", [mean], value));
  const machine = createMachine(
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
  return (number) => {
    path = number;
    [rent, claims] = [0n, 0n];
    const queue = new Queue();
    const snapshots: AnyMachineSnapshot[] = [];
    let order = 0;
    /** What is done and put down, as the actions that `transition` gives back say. */
    const act = (
      pad: number,
      today: number,
      actions: readonly { readonly type: string; readonly params: unknown }[],
    ) => {
      for (const { type, params } of actions) {
        if (type === "xstate.raise") {
          const { delay, event } = params as { readonly delay: number; readonly event: { readonly type: string } };
          queue.put({ date: today + delay, order: order++, pad, event });
        } else if (type === "pay") rent += minor;
        else if (type === "claim") {
          const { failures } = (snapshots[pad] as AnyMachineSnapshot).context as Context;
          const drawn = quantile("triangular", [1e6, 2e6, 6e6], u(pad, 1, failures));
          claims += BigInt(roundHalfEven(drawn * 100));
        }
      }
    };
    for (const pad of pads.keys()) {
      const [snapshot, actions] = initialTransition(machine, { pad });
      snapshots.push(snapshot);
      act(pad, 0, actions as never);
    }
    let [inForce] = initialTransition(lease);
    for (const date of due) queue.put({ date, order: order++, pad: -1, event: { type: "due" } });
    for (let next = queue.first; next && next.date <= days; next = queue.first) {
      queue.take();
      const { pad, date, event } = next;
      if (pad < 0) {
        const [snapshot, actions] = transition(lease, inForce, event);
        inForce = snapshot;
        act(pad, date, actions as never);
      } else {
        const [snapshot, actions] = transition(machine, snapshots[pad] as never, event as never);
        act(pad, date, actions as never);
        snapshots[pad] = snapshot;
      }
    }
    return { rent, claims };
  };
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const off = x - floor;
  if (off !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
