/** Bytes of files: a checksum, one order of bytes on every machine, and text. */

const TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309, as in PNG and gzip): finds a damaged file, proves nothing against a forged one. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 255] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

export type Values = Uint8Array | Int32Array | Uint32Array | Float64Array | BigInt64Array;

const HOST_IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The bytes of an array of numbers, the least significant of each first, whatever this machine does. */
export function toLittleEndian(values: Values, hostIsLittle = HOST_IS_LITTLE): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return hostIsLittle ? bytes : reversed(bytes, values.BYTES_PER_ELEMENT);
}

/** The same bytes in the order of this machine, in a buffer of their own. */
export function fromLittleEndian(bytes: Uint8Array, width: number, hostIsLittle = HOST_IS_LITTLE): ArrayBuffer {
  const own = hostIsLittle ? bytes.slice() : reversed(bytes, width);
  return own.buffer as ArrayBuffer;
}

function reversed(bytes: Uint8Array, width: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) {
    const element = i - (i % width);
    turned[element + width - 1 - (i - element)] = bytes[i] as number;
  }
  return turned;
}

/** The next multiple of eight, of lengths past 2^31 too. */
export const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** Text of ASCII as bytes. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** The text of bytes of ASCII. */
export function asciiText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** JSON in ASCII: whatever is not stands as an escape. */
export function jsonBytes(value: unknown): Uint8Array {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return asciiBytes(JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped));
}
