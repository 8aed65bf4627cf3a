/**
 * Values in ascending order, each once, with how often it came.
 *
 * Most columns of most scenarios have few different values: so a stretch of paths is counted once, and all that is done
 * with a value is done once for all paths that had it.
 */
import { type Keys, type Ordinals, readOrdinals, writeOrdinals } from "./ordinals.ts";

/** A byte each where that is enough, as where most values come once. */
export type Counts = Uint8Array | Uint32Array;

export interface Counted {
  /** Two words for each count. */
  readonly ordinals: Ordinals;
  readonly counts: Counts;
}

export const NOTHING: Counted = { ordinals: new Uint32Array(0), counts: new Uint32Array(0) };

let room = new BigUint64Array(2048);

/** The values of an array, counted; the array is left as it is. It must hold no NaN; -0 counts as 0. */
export function countedOf(values: Keys): Counted {
  if (values.length === 0) return NOTHING;
  if (room.length < values.length) room = new BigUint64Array(2 ** Math.ceil(Math.log2(values.length)));
  writeOrdinals(values, room);
  return countedFew(values.length) ?? countedSorted(room.subarray(0, values.length).sort());
}

function countedSorted(sorted: BigUint64Array): Counted {
  const ordinals = new Uint32Array(2 * sorted.length);
  readOrdinals(sorted, sorted.length, ordinals);
  const counts = new Uint32Array(sorted.length);
  let length = 0;
  for (let at = 0; at < ordinals.length; at += 2) {
    const [high, low] = [ordinals[at] as number, ordinals[at + 1] as number];
    if (length === 0 || ordinals[2 * length - 1] !== low || ordinals[2 * length - 2] !== high) {
      ordinals[2 * length] = high;
      ordinals[2 * length + 1] = low;
      length += 1;
    }
    counts[length - 1] = (counts[length - 1] as number) + 1;
  }
  return { ordinals: ordinals.slice(0, 2 * length), counts: counts.slice(0, length) };
}

/** Up to so many different values are found by hashing, which then is several times as fast as sorting. */
const FEW = 512;
const SLOT_BITS = 11;
/** By hash: which of the values it is, from 1. */
const slots = new Uint16Array(2 ** SLOT_BITS);
const fewWords = new Uint32Array(2 * FEW);
const fewCounts = new Uint32Array(FEW);
const fewSorted = new BigUint64Array(FEW);

/** The slot of a value of two words, or the free one that it is to have. */
function slotOf(one: number, other: number): number {
  let slot = Math.imul(Math.imul(one, 0x9e37_79b1) ^ other, 0x85eb_ca6b) >>> (32 - SLOT_BITS);
  for (let which = slots[slot] as number; which > 0; which = slots[slot] as number) {
    if (fewWords[2 * which - 2] === one && fewWords[2 * which - 1] === other) break;
    slot = (slot + 1) & (slots.length - 1);
  }
  return slot;
}

/** What lies in `room`, counted; undefined where there are more than FEW values, or about as many as there are places. */
function countedFew(count: number): Counted | undefined {
  const most = Math.min(FEW, Math.max(1, count >> 2));
  const words = new Uint32Array(room.buffer, 0, 2 * count);
  let length = 0;
  let last = -1;
  slots.fill(0);
  for (let at = 0; at < words.length; at += 2) {
    const [one, other] = [words[at] as number, words[at + 1] as number];
    if (last < 0 || fewWords[2 * last] !== one || fewWords[2 * last + 1] !== other) {
      const slot = slotOf(one, other);
      last = (slots[slot] as number) - 1;
      if (last < 0) {
        if (length === most) return undefined;
        last = length++;
        slots[slot] = length;
        fewWords[2 * last] = one;
        fewWords[2 * last + 1] = other;
        fewCounts[last] = 0;
      }
    }
    fewCounts[last] = (fewCounts[last] as number) + 1;
  }
  return fewInOrder(length);
}

function fewInOrder(length: number): Counted {
  const ordinals = new Uint32Array(2 * length);
  const counts = new Uint32Array(length);
  const words = new Uint32Array(fewSorted.buffer, 0, 2 * length);
  words.set(fewWords.subarray(0, 2 * length));
  const sorted = fewSorted.subarray(0, length).sort();
  for (let i = 0; i < length; i += 1) {
    counts[i] = fewCounts[(slots[slotOf(words[2 * i] as number, words[2 * i + 1] as number)] as number) - 1] as number;
  }
  readOrdinals(sorted, length, ordinals);
  return { ordinals, counts };
}

/** Two tables as one. */
export function weave(a: Counted, b: Counted): Counted {
  if (a.counts.length === 0) return b;
  if (b.counts.length === 0) return a;
  const ordinals = new Uint32Array(a.ordinals.length + b.ordinals.length);
  const counts = new Uint32Array(a.counts.length + b.counts.length);
  const [fromA, fromB] = [a.counts.length, b.counts.length];
  let [i, j, length] = [0, 0, 0];
  while (i < fromA || j < fromB) {
    const order = i >= fromA ? 1 : j >= fromB ? -1 : compare(a.ordinals, i, b.ordinals, j);
    const from = order <= 0 ? a.ordinals : b.ordinals;
    const at = 2 * (order <= 0 ? i : j);
    ordinals[2 * length] = from[at] as number;
    ordinals[2 * length + 1] = from[at + 1] as number;
    let count = 0;
    if (order <= 0) count += a.counts[i++] as number;
    if (order >= 0) count += b.counts[j++] as number;
    counts[length] = count;
    length += 1;
  }
  return { ordinals: cut(ordinals, 2 * length), counts: narrow(counts, length) };
}

/** Below zero where the value at `i` is before the one at `j`. */
export function compare(a: Ordinals, i: number, b: Ordinals, j: number): number {
  const order = (a[2 * i] as number) - (b[2 * j] as number);
  return order === 0 ? (a[2 * i + 1] as number) - (b[2 * j + 1] as number) : order;
}

/** The first counts of an array, in bytes where they fit. */
export function narrow(counts: Counts, length: number): Counts {
  for (let i = 0; i < length; i += 1) if ((counts[i] as number) > 255) return cut(counts, length);
  return Uint8Array.from(counts.subarray(0, length));
}

/** The beginning of an array: a copy where much of it would be kept for nothing, since a long one costs as much again. */
function cut<T extends Ordinals | Counts>(array: T, length: number): T {
  return (length > 0.9 * array.length ? array.subarray(0, length) : array.slice(0, length)) as T;
}

/** Many tables as one, in pairs, so that none is copied more often than it must. */
export function weaveAll(tables: readonly Counted[]): Counted {
  if (tables.length <= 1) return tables[0] ?? NOTHING;
  const middle = tables.length >> 1;
  return weave(weaveAll(tables.slice(0, middle)), weaveAll(tables.slice(middle)));
}
