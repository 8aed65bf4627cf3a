/**
 * Values in ascending order, each once, with how often it came.
 *
 * Most columns of most scenarios have few different values: so a stretch of paths is counted once, and all that is done
 * with a value is done once for all paths that had it.
 */
import { HIGH, type Keys, LOW, lowOrdinal, type Ordinals, writeSortable } from "./ordinals.ts";

export interface Counted {
  /** Two words for each count. */
  readonly ordinals: Ordinals;
  readonly counts: Uint32Array;
}

export const NOTHING: Counted = { ordinals: new Int32Array(0), counts: new Uint32Array(0) };

/** A length that has been doubled until it is enough: what grows then is seldom copied. */
export const doubled = (length: number, least: number): number =>
  length >= least ? length : doubled(Math.max(1, 2 * length), least);

/** The values of an array, counted; the array is left as it is. It must hold no NaN; -0 counts as 0. */
export function countedOf(values: Keys): Counted {
  const counter = new Counter();
  counter.add(values);
  return counter.taken();
}

/** So many places at the beginning of a buffer; of a new one, with some room more, where it is too short. */
function beginning<T>(
  type: new (buffer: ArrayBuffer, from: number, length: number) => T,
  buffer: ArrayBufferLike | undefined,
  length: number,
): T {
  const isEnough = buffer !== undefined && buffer.byteLength >= 4 * length;
  return new type(isEnough ? (buffer as ArrayBuffer) : new ArrayBuffer(4 * doubled(1024, length)), 0, length);
}

/** Counts arrays one after another into the same two arrays, so that nothing is made for each. */
export class Counter {
  #ordinals = new Int32Array(2048);
  #counts = new Uint32Array(1024);
  #length = 0;

  /** How many different values there have been, each counted for each array that had it. */
  get length(): number {
    return this.#length;
  }

  get ordinals(): Ordinals {
    return this.#ordinals;
  }

  /** Counts an array, which is left as it is and must hold no NaN; -0 counts as 0. */
  add(values: Keys): void {
    if (values.length === 0) return;
    this.#makeRoom(this.#length + values.length);
    const words = sortable(values);
    if (!this.#few(words)) this.#sorted(words, values.length);
  }

  /**
   * A copy of all, each array's values after those of the one before it; then there is nothing. In the arrays of what is
   * `spent`, if they are long enough.
   */
  taken(spent?: Counted): Counted {
    const length = this.#length;
    this.#length = 0;
    const ordinals = beginning(Int32Array, spent?.ordinals.buffer, 2 * length);
    const counts = beginning(Uint32Array, spent?.counts.buffer, length);
    ordinals.set(this.#ordinals.subarray(0, 2 * length));
    counts.set(this.#counts.subarray(0, length));
    return { ordinals, counts };
  }

  #makeRoom(length: number): void {
    if (length <= this.#counts.length) return;
    const { ordinals, counts } = this.taken();
    const room = doubled(counts.length, length);
    this.#ordinals = new Int32Array(2 * room);
    this.#ordinals.set(ordinals);
    this.#counts = new Uint32Array(room);
    this.#counts.set(counts);
    this.#length = counts.length;
  }

  #push(high: number, low: number, count: number): void {
    this.#ordinals[2 * this.#length] = high;
    this.#ordinals[2 * this.#length + 1] = lowOrdinal(low);
    this.#counts[this.#length] = count;
    this.#length += 1;
  }

  /** Hashing; false where there are more than FEW values, or about as many as there are places. */
  #few(words: Int32Array): boolean {
    const most = Math.min(FEW, Math.max(1, words.length >> 3));
    let length = 0;
    let last = -1;
    slots.fill(0);
    for (let at = 0; at < words.length; at += 2) {
      const [one, other] = [words[at] as number, words[at + 1] as number];
      if (last < 0 || fewWords[2 * last] !== one || fewWords[2 * last + 1] !== other) {
        const slot = slotOf(one, other);
        last = (slots[slot] as number) - 1;
        if (last < 0) {
          if (length === most) return false;
          last = length++;
          slots[slot] = length;
          fewWords[2 * last] = one;
          fewWords[2 * last + 1] = other;
          fewCounts[last] = 0;
        }
      }
      fewCounts[last] = (fewCounts[last] as number) + 1;
    }
    fewInOrder.set(fewWords.subarray(0, 2 * length));
    if (length > 1) fewSorted.subarray(0, length).sort();
    for (let at = 0; at < 2 * length; at += 2) {
      const which = slots[slotOf(fewInOrder[at] as number, fewInOrder[at + 1] as number)] as number;
      this.#push(fewInOrder[at + HIGH] as number, fewInOrder[at + LOW] as number, fewCounts[which - 1] as number);
    }
    return true;
  }

  #sorted(words: Int32Array<ArrayBuffer>, count: number): void {
    new BigInt64Array(words.buffer, 0, count).sort();
    let [high, low] = [words[HIGH] as number, words[LOW] as number];
    let often = 0;
    for (let at = 0; at < words.length; at += 2) {
      if (words[at + LOW] !== low || words[at + HIGH] !== high) {
        this.#push(high, low, often);
        [high, low] = [words[at + HIGH] as number, words[at + LOW] as number];
        often = 0;
      }
      often += 1;
    }
    this.#push(high, low, often);
  }
}

let room = new BigInt64Array(2048);

/** Values as words of numbers of 64 bits that can be sorted, in a room that is used again for the next. */
function sortable(values: Keys): Int32Array<ArrayBuffer> {
  if (room.length < values.length) room = new BigInt64Array(doubled(room.length, values.length));
  const words = new Int32Array(room.buffer, 0, 2 * values.length);
  writeSortable(values, words);
  return words;
}

/** Up to so many different values are found by hashing, which then is several times as fast as sorting. */
const FEW = 512;
const SLOT_BITS = 11;
/** By hash: which of the values it is, from 1. */
const slots = new Uint16Array(2 ** SLOT_BITS);
const fewWords = new Int32Array(2 * FEW);
const fewCounts = new Uint32Array(FEW);
const fewSorted = new BigInt64Array(FEW);
const fewInOrder = new Int32Array(fewSorted.buffer);

/** The slot of a value of two words, or the free one that it is to have. */
function slotOf(one: number, other: number): number {
  let slot = Math.imul(Math.imul(one, 0x9e37_79b1) ^ other, 0x85eb_ca6b) >>> (32 - SLOT_BITS);
  for (let which = slots[slot] as number; which > 0; which = slots[slot] as number) {
    if (fewWords[2 * which - 2] === one && fewWords[2 * which - 1] === other) break;
    slot = (slot + 1) & (slots.length - 1);
  }
  return slot;
}

/** Two tables as one, in a room for as many values as both have. */
export function weave(a: Counted, b: Counted, { ordinals, counts }: Counted): Counted {
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
  return { ordinals: ordinals.subarray(0, 2 * length), counts: counts.subarray(0, length) };
}

/** Adds to the counts of a table where it has all values of another; else leaves it as it is and answers false. */
export function absorb(into: Counted, from: Counted): boolean {
  if (from.counts.length > into.counts.length) return false;
  for (let step = 0; step < 2; step += 1) {
    let at = 0;
    for (let i = 0; i < from.counts.length; i += 1) {
      while (at < into.counts.length && compare(into.ordinals, at, from.ordinals, i) < 0) at += 1;
      if (step === 1) into.counts[at] = (into.counts[at] as number) + (from.counts[i] as number);
      else if (at === into.counts.length || compare(into.ordinals, at, from.ordinals, i) > 0) return false;
    }
  }
  return true;
}

/** Below zero where the value at `i` is before the one at `j`. */
export function compare(a: Ordinals, i: number, b: Ordinals, j: number): number {
  const [high, other] = [a[2 * i] as number, b[2 * j] as number];
  if (high !== other) return high < other ? -1 : 1;
  const [low, otherLow] = [a[2 * i + 1] as number, b[2 * j + 1] as number];
  return low === otherLow ? 0 : low < otherLow ? -1 : 1;
}
