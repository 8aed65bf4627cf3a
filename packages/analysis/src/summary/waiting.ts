/**
 * Values that wait to be put in their places.
 *
 * They wait as tables each of which is more than twice as long as the next, so that none is copied more often than it
 * must. The arrays of a table that has been put into another serve again: what waits leaves nothing behind.
 */
import { absorb, type Counted, doubled, weave } from "./counted.ts";

/** Shorter tables have as much room: it is hardly worth less. */
const LEAST_ROOM = 16;

/** Arrays that nobody reads any more, by the power of two that they have room for. */
class Rooms {
  readonly #free = new Map<number, ArrayBuffer[]>();

  /** With room for so many values at least. */
  take(values: number): Counted {
    const room = doubled(LEAST_ROOM, values);
    const buffer = this.#free.get(room)?.pop() ?? new ArrayBuffer(12 * room);
    return { ordinals: new Int32Array(buffer, 0, 2 * room), counts: new Uint32Array(buffer, 8 * room, room) };
  }

  giveBack({ ordinals: { buffer } }: Counted): void {
    const room = buffer.byteLength / 12;
    const free = this.#free.get(room);
    if (free) free.push(buffer as ArrayBuffer);
    else this.#free.set(room, [buffer as ArrayBuffer]);
  }
}

const rooms = new Rooms();

export class Waiting {
  readonly #tables: Counted[] = [];
  #length = 0;

  /** How many values, those of each table for themselves. */
  get length(): number {
    return this.#length;
  }

  /** Takes in values that have been counted; nothing of them is kept that is not copied. */
  add(counted: Counted): void {
    const last = this.#tables.at(-1);
    if (last && absorb(last, counted)) return;
    const own = this.#tables.length > 0 ? this.#gathered(counted) : counted;
    const kept = own === counted ? copied(counted) : own;
    this.#tables.push(kept);
    this.#length += kept.counts.length;
  }

  /** Hands over all of it as one table, which stands until it returns; then nothing waits. */
  flush(take: (counted: Counted) => void): void {
    const last = this.#tables.pop();
    if (!last) return;
    const all = this.#tables.reduceRight(joined, last);
    this.#tables.length = 0;
    this.#length = 0;
    take(all);
    rooms.giveBack(all);
  }

  /** Values with those of the tables that are not more than twice as long, which wait no more by themselves. */
  #gathered(counted: Counted): Counted {
    let own = counted;
    for (let last = this.#tables.at(-1); last; last = this.#tables.at(-1)) {
      if (last.counts.length > 2 * own.counts.length) break;
      this.#tables.pop();
      this.#length -= last.counts.length;
      own = own === counted ? woven(own, last) : joined(own, last);
    }
    return own;
  }
}

function copied({ ordinals, counts }: Counted): Counted {
  const room = rooms.take(counts.length);
  room.ordinals.set(ordinals);
  room.counts.set(counts);
  return {
    ordinals: room.ordinals.subarray(0, ordinals.length),
    counts: room.counts.subarray(0, counts.length),
  };
}

/** Two tables as one, of which the second is needed no more. */
function woven(one: Counted, other: Counted): Counted {
  const both = weave(other, one, rooms.take(one.counts.length + other.counts.length));
  rooms.giveBack(other);
  return both;
}

/** The same, and neither is needed any more. */
function joined(one: Counted, other: Counted): Counted {
  const both = woven(one, other);
  rooms.giveBack(one);
  return both;
}
