/**
 * Bytes in the binary format of WebAssembly (W3C, "WebAssembly Core Specification", chapter 5): LEB128 numbers, doubles,
 * names, and parts preceded by their length.
 */

import { CONTROL, type ValueType } from "./instructions.ts";

/** A growing array of bytes. */
export class Writer {
  private bytes: Uint8Array;
  private view: DataView;
  private used = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** How many bytes have been written. */
  get length(): number {
    return this.used;
  }

  private widen(more: number): void {
    const wider = new Uint8Array(Math.max(2 * this.bytes.length, this.used + more));
    wider.set(this.bytes.subarray(0, this.used));
    this.bytes = wider;
    this.view = new DataView(wider.buffer);
  }

  /** One byte, from 0 to 255. */
  byte(value: number): void {
    if (this.used === this.bytes.length) this.widen(1);
    this.bytes[this.used++] = value;
  }

  raw(bytes: Uint8Array): void {
    if (this.used + bytes.length > this.bytes.length) this.widen(bytes.length);
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** An unsigned LEB128 number (5.2.2). Asserts a whole number from 0 to 2^32 − 1. */
  u32(value: number): void {
    if (value >>> 0 !== value) throw new RangeError(`not an unsigned 32-bit number: ${value}`);
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** A signed LEB128 number (5.2.2). Asserts a whole number from −2^31 to 2^31 − 1. */
  s32(value: number): void {
    if ((value | 0) !== value) throw new RangeError(`not a signed 32-bit number: ${value}`);
    let rest = value;
    while (rest < -0x40 || rest >= 0x40) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** A signed LEB128 number (5.2.2). Asserts a whole number from −2^63 to 2^63 − 1. */
  s64(value: bigint): void {
    // Most are small, and numbers are faster than bigints.
    if (BigInt.asIntN(32, value) === value) {
      this.s32(Number(value));
      return;
    }
    if (BigInt.asIntN(64, value) !== value) throw new RangeError(`not a signed 64-bit number: ${value}`);
    let rest = value;
    while (rest < -0x40n || rest >= 0x40n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest & 0x7fn));
  }

  /** A double, little end first (5.2.3). */
  f64(value: number): void {
    if (this.used + 8 > this.bytes.length) this.widen(8);
    this.view.setFloat64(this.used, value, true);
    this.used += 8;
  }

  /** An instruction: above 0xff a byte 0xfc and a second number. */
  opcode(code: number): void {
    if (code > 0xff) {
      this.byte(code >>> 8);
      this.u32(code & 0xff);
    } else this.byte(code);
  }

  /** The instruction of a constant, with its value. */
  constant(type: ValueType, value: number | bigint): void {
    if (type === "i32") {
      this.byte(CONTROL.i32Const);
      this.s32(value as number);
    } else if (type === "i64") {
      this.byte(CONTROL.i64Const);
      this.s64(value as bigint);
    } else {
      this.byte(CONTROL.f64Const);
      this.f64(value as number);
    }
  }

  /** A name in UTF-8, preceded by its length (5.2.4). Asserts that no half of a surrogate pair stands alone. */
  name(text: string): void {
    if (/^[\x20-\x7e]*$/.test(text)) {
      this.u32(text.length);
      for (let i = 0; i < text.length; i += 1) this.byte(text.charCodeAt(i));
      return;
    }
    const codes = encodeURIComponent(text).match(/%..|./g) ?? [];
    this.u32(codes.length);
    for (const code of codes) this.byte(code.length === 1 ? code.charCodeAt(0) : Number.parseInt(code.slice(1), 16));
  }

  /** What `fill` writes, preceded by its length in bytes. */
  sized(fill: (part: Writer) => void): void {
    const part = new Writer(256);
    fill(part);
    this.part(part);
  }

  /** The bytes of `part`, preceded by their number. */
  part(part: Writer): void {
    this.u32(part.used);
    this.raw(part.bytes.subarray(0, part.used));
  }

  /** Forgets what was written and keeps the room for it. */
  clear(): void {
    this.used = 0;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }
}
