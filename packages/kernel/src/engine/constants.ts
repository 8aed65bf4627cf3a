/** Bytes that never change while paths run: tables that code reads, one behind the other. */
import { CALENDAR, type ChartLayout, HEAD } from "../plan/chart-layout.ts";

export class Constants {
  /** Where they begin. */
  readonly address: number;
  readonly #parts: Uint8Array[] = [];
  #top: number;

  constructor(address: number) {
    this.address = address;
    this.#top = address;
  }

  /** Puts bytes behind the others, and says where. */
  table(bytes: Uint8Array): number {
    const address = this.#top;
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#parts.push(padded);
    this.#top += padded.length;
    return address;
  }

  /** Whole numbers of 32 bits. */
  words(values: readonly number[]): number {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (const [index, value] of values.entries()) view.setInt32(4 * index, value, true);
    return this.table(bytes);
  }

  /** The first address behind them. */
  get top(): number {
    return this.#top;
  }

  get bytes(): Uint8Array {
    const all = new Uint8Array(this.#top - this.address);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** A block before anything has happened in it. */
export function emptyBlock(layout: ChartLayout): Uint8Array {
  const bytes = new Uint8Array(layout.bytes);
  const view = new DataView(bytes.buffer);
  view.setInt32(HEAD.configuration, -1, true);
  for (const { offset } of layout.calendars.values()) view.setInt32(offset + CALENDAR.last, -0x8000_0000, true);
  return bytes;
}
