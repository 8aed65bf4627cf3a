/**
 * A table of different values in order, each with how often it came: a few bytes a value.
 *
 * A value is kept as what it is more than the one before it, in as many bytes as that takes (LEB128, but that the first
 * byte also tells whether a count follows). A million amounts of money in minor units take some three bytes each, where
 * values and counts side by side would take nine. Blocks bound what has to be written again when values come in.
 */
import { type Counted, compare } from "./counted.ts";

/** Different values in a block, at most. */
const BLOCK = 4096;

/** A difference takes ten bytes at most, a count five. */
const ENTRY_BYTES = 15;

/** Blocks grow by and by: with some room left over most are written again where they are, and leave nothing behind. */
const SLACK = 1.25;

interface Block {
  /** Entries, and then room. */
  readonly bytes: Uint8Array;
  /** Different values. */
  readonly length: number;
  /** How often they came. */
  readonly weight: number;
  /** The least value, from which the others are counted. */
  readonly high: number;
  readonly low: number;
}

/** A block while it is read or written, and the merged block of two sources: rooms that are used again and again. */
const readWords = new Int32Array(2 * BLOCK);
const readCounts = new Uint32Array(BLOCK);
const written = new Uint8Array(BLOCK * ENTRY_BYTES);

export class Table {
  #blocks: Block[] = [];
  #length = 0;

  /** How many different values there are. */
  get length(): number {
    return this.#length;
  }

  /** Takes in values that have been counted. */
  put(counted: Counted): void {
    const { counts } = counted;
    if (counts.length === 0) return;
    const old = this.#blocks;
    const writer = new Writer();
    let from = 0;
    for (let index = 0; index === 0 || index < old.length; index += 1) {
      const block = old[index];
      const next = old[index + 1];
      const to = next ? placeOf(counted, from, next) : counts.length;
      if (block && from === to) writer.keep(block);
      else merge(block, counted, from, to, writer);
      from = to;
    }
    this.#blocks = writer.blocks;
    this.#length = this.#blocks.reduce((sum, { length }) => sum + length, 0);
  }

  /** Calls back for each value, in order. */
  each(take: (high: number, low: number, count: number) => void): void {
    for (const block of this.#blocks) {
      read(block);
      for (let i = 0; i < block.length; i += 1) {
        take(readWords[2 * i] as number, readWords[2 * i + 1] as number, readCounts[i] as number);
      }
    }
  }

  /** The value at a rank, from 1, in two words. */
  at(rank: number): readonly [high: number, low: number] {
    let before = 0;
    for (const block of this.#blocks) {
      if (before + block.weight < rank) {
        before += block.weight;
        continue;
      }
      read(block);
      for (let i = 0; i < block.length; i += 1) {
        before += readCounts[i] as number;
        if (before >= rank) return [readWords[2 * i] as number, readWords[2 * i + 1] as number];
      }
    }
    throw new RangeError(`rank ${rank} of ${before}`);
  }

  /** All of it as arrays. */
  counted(): Counted {
    const ordinals = new Int32Array(2 * this.#length);
    const counts = new Uint32Array(this.#length);
    let at = 0;
    this.each((high, low, count) => {
      ordinals[2 * at] = high;
      ordinals[2 * at + 1] = low;
      counts[at] = count;
      at += 1;
    });
    return { ordinals, counts };
  }
}

/** The first place, from `from` on, of a value that is not before a block. */
function placeOf({ ordinals, counts }: Counted, from: number, { high, low }: Block): number {
  let [least, most] = [from, counts.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    const upper = ordinals[2 * middle] as number;
    if (upper < high || (upper === high && (ordinals[2 * middle + 1] as number) < low)) least = middle + 1;
    else most = middle;
  }
  return least;
}

/** Writes the values of a block and those at some places of another table in order, in blocks of about one length. */
function merge(
  block: Block | undefined,
  { ordinals, counts }: Counted,
  from: number,
  to: number,
  writer: Writer,
): void {
  const own = block?.length ?? 0;
  if (block) {
    read(block);
    writer.spare = block.bytes;
  }
  const most = own + to - from;
  const each = Math.ceil(most / Math.ceil(most / BLOCK));
  let [i, j] = [0, from];
  while (i < own || j < to) {
    const order = i >= own ? 1 : j >= to ? -1 : compare(readWords, i, ordinals, j);
    const words = order <= 0 ? readWords : ordinals;
    const at = 2 * (order <= 0 ? i : j);
    let count = 0;
    if (order <= 0) count += readCounts[i++] as number;
    if (order >= 0) count += counts[j++] as number;
    writer.add(words[at] as number, words[at + 1] as number, count);
    if (writer.length === each) writer.end();
  }
  writer.end();
}

class Writer {
  readonly blocks: Block[] = [];
  /** Bytes that have been read and are needed no more. */
  spare: Uint8Array | undefined;
  length = 0;
  #at = 0;
  #weight = 0;
  #first: readonly [high: number, low: number] = [0, 0];
  #high = 0;
  #low = 0;

  keep(block: Block): void {
    this.blocks.push(block);
  }

  add(high: number, low: number, count: number): void {
    if (this.length === 0) {
      this.#first = [high, low];
      this.#high = high;
      this.#low = low;
    }
    // Of 64 bits without a sign.
    let lower = (low - this.#low) | 0;
    let upper = (high - this.#high - (low < this.#low ? 1 : 0)) | 0;
    this.#high = high;
    this.#low = low;
    let byte = (lower & 63) | (count > 1 ? 64 : 0);
    lower = (lower >>> 6) | (upper << 26);
    upper >>>= 6;
    while (lower !== 0 || upper !== 0) {
      written[this.#at++] = byte | 128;
      byte = lower & 127;
      lower = (lower >>> 7) | (upper << 25);
      upper >>>= 7;
    }
    written[this.#at++] = byte;
    if (count > 1) this.#count(count);
    this.length += 1;
    this.#weight += count;
  }

  /** Ends a block; nothing where it would be empty. */
  end(): void {
    if (this.length === 0) return;
    const [high, low] = this.#first;
    const { spare } = this;
    this.spare = undefined;
    const bytes = spare && spare.length >= this.#at ? spare : new Uint8Array(Math.ceil(this.#at * SLACK));
    bytes.set(written.subarray(0, this.#at));
    this.blocks.push({ bytes, length: this.length, weight: this.#weight, high, low });
    this.length = 0;
    this.#at = 0;
    this.#weight = 0;
  }

  #count(count: number): void {
    let rest = count;
    for (; rest > 127; rest >>>= 7) written[this.#at++] = (rest & 127) | 128;
    written[this.#at++] = rest;
  }
}

/** Reads a block into the rooms for it. */
function read({ bytes, length, high: firstHigh, low: firstLow }: Block): void {
  let at = 0;
  let [high, low] = [firstHigh, firstLow];
  for (let i = 0; i < length; i += 1) {
    let byte = bytes[at++] as number;
    const isCounted = (byte & 64) !== 0;
    let lower = byte & 63;
    let upper = 0;
    for (let shift = 6; byte > 127; shift += 7) {
      byte = bytes[at++] as number;
      if (shift < 32) lower |= (byte & 127) << shift;
      if (shift > 25) upper |= shift < 32 ? (byte & 127) >>> (32 - shift) : (byte & 127) << (shift - 32);
    }
    const sum = (low + lower) | 0;
    high = (high + upper + (sum < low ? 1 : 0)) | 0;
    low = sum;
    let count = 1;
    if (isCounted) {
      count = 0;
      for (let shift = 0, more = true; more; shift += 7) {
        const part = bytes[at++] as number;
        count |= (part & 127) << shift;
        more = part > 127;
      }
    }
    readWords[2 * i] = high;
    readWords[2 * i + 1] = low;
    readCounts[i] = count;
  }
}
