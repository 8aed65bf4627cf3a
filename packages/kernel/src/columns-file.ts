/**
 * A file of columns: what many paths came to, kept so that it can be asked again without running anything.
 *
 * A mark of eight bytes and the version of the form; then blocks. A block is a tag of four letters, the lengths of its
 * JSON and of its data, both, and a CRC-32 of all of that; numbers are little-endian, every part begins at a multiple
 * of eight. `HEAD` says what was asked of what (JSON only), each `PART` has the columns of a stretch of paths, in order,
 * `DONE` how it ended. Every `PART` but the last has PART_PATHS paths: so the bytes do not depend on who computed which
 * range, and both writer and reader hold one stretch at a time.
 */
import type { Problem, Result } from "@steppe/core";
import { asciiBytes, asciiText, crc32, fromLittleEndian, jsonBytes, padded, toLittleEndian } from "./bytes.ts";
import { arraysOf, assemble, type Column, type Columns, type ColumnType, type Piece, type Trouble } from "./columns.ts";

export const COLUMNS_VERSION = 1;

/** Paths in a stretch. */
export const PART_PATHS = 1024;

/** Not text, so that no editor mends it; then the name, and a line feed that a transfer as text would change. */
export const COLUMNS_MARK: Uint8Array = new Uint8Array([0x89, 0x53, 0x54, 0x45, 0x50, 0x50, 0x45, 0x0a]);
const MARK_BYTES = 16;
const BLOCK_HEAD_BYTES = 16;
const CHECK_BYTES = 8;
/** A block past this is none that was ever written: 1,024 paths of ten thousand columns come to a third of it. */
const BLOCK_MOST = 2 ** 28;

type Tag = "HEAD" | "PART" | "DONE";

/** The beginning of a file: its mark, and what was asked. `header` is plain JSON data. */
export function columnsFileStart(header: unknown): Uint8Array {
  const mark = new Uint8Array(MARK_BYTES);
  mark.set(COLUMNS_MARK);
  new DataView(mark.buffer).setUint32(8, COLUMNS_VERSION, true);
  return joined([mark, block("HEAD", header, [])]);
}

/** The end of a file: how it ended, as plain JSON data. */
export const columnsFileEnd = (ending: unknown): Uint8Array => block("DONE", ending, []);

/** Cuts columns, as they are delivered in order, into the stretches that a file has. */
export class PartWriter {
  #pieces: Piece[] = [];
  #waiting = 0;

  /** The blocks that are full with these columns. */
  *add(columns: Columns): Iterable<Uint8Array> {
    let from = 0;
    while (from < columns.count) {
      const to = Math.min(columns.count, from + PART_PATHS - this.#waiting);
      this.#pieces.push({ columns, from, to });
      this.#waiting += to - from;
      from = to;
      if (this.#waiting === PART_PATHS) yield* this.rest();
    }
  }

  /** The last block, with fewer paths; none where nothing waits. */
  *rest(): Iterable<Uint8Array> {
    if (this.#waiting > 0) yield partBlock(assemble(this.#pieces));
    this.#pieces = [];
    this.#waiting = 0;
  }
}

interface PartHead {
  readonly first: number;
  readonly count: number;
  readonly columns: readonly {
    readonly type: ColumnType;
    readonly bitmap: boolean;
    readonly texts?: readonly string[];
  }[];
  /** Each problem once; `at` has path, column and the index of the problem. */
  readonly problems: readonly Problem[];
  readonly troubles: readonly (readonly [path: number, column: number, problem: number])[];
}

function partBlock({ first, count, columns, troubles }: Columns): Uint8Array {
  const problems = new Map<string, { problem: Problem; index: number }>();
  const listed = troubles.map(({ path, column, problem }) => {
    const key = JSON.stringify(problem);
    const known = problems.get(key) ?? { problem, index: problems.size };
    problems.set(key, known);
    return [path, column, known.index] as const;
  });
  const head: PartHead = {
    first,
    count,
    columns: columns.map((column) => ({
      type: column.type,
      bitmap: column.present !== undefined,
      ...(column.type === "text" && { texts: column.texts }),
    })),
    problems: [...problems.values()].map(({ problem }) => problem),
    troubles: listed,
  };
  const data = columns.flatMap((column) => {
    const arrays = arraysOf(column).map((array) => toLittleEndian(array));
    return column.present ? [column.present, ...arrays] : arrays;
  });
  return block("PART", head, data);
}

function block(tag: Tag, head: unknown, data: readonly Uint8Array[]): Uint8Array {
  const json = jsonBytes(head);
  const dataLength = data.reduce((sum, { length }) => sum + padded(length), 0);
  const bytes = new Uint8Array(BLOCK_HEAD_BYTES + padded(json.length) + dataLength + CHECK_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(asciiBytes(tag));
  view.setUint32(4, json.length, true);
  view.setUint32(8, dataLength, true);
  bytes.set(json, BLOCK_HEAD_BYTES);
  let at = BLOCK_HEAD_BYTES + padded(json.length);
  for (const part of data) {
    bytes.set(part, at);
    at += padded(part.length);
  }
  view.setUint32(at, crc32(bytes.subarray(0, at)), true);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where a file is read from: the next `length` bytes, fewer at its end. */
export type ReadBytes = (length: number) => Uint8Array;

export type Block =
  | { readonly tag: "HEAD" | "DONE"; readonly json: unknown }
  | { readonly tag: "PART"; readonly columns: Columns };

/**
 * Reads a file block by block: `HEAD` first, then the stretches, `DONE` last. Refuses another kind of file, another
 * version of the form, an end that is missing, and bytes that are not those that were written. `name` is for messages.
 */
export class ColumnsReader {
  readonly #read: ReadBytes;
  readonly #name: string;
  #last: Tag | undefined;

  constructor(read: ReadBytes, name: string) {
    this.#read = read;
    this.#name = name;
  }

  /** The next block; undefined after `DONE`. After a problem, nothing more can be read. */
  next(): Result<Block | undefined> {
    if (this.#last === undefined) {
      const refused = this.#mark();
      if (refused) return failed(refused);
    }
    if (this.#last === "DONE") {
      return this.#read(1).length === 0
        ? { ok: true, value: undefined, problems: [] }
        : failed(this.#damaged("more follows its end"));
    }
    const read = this.#block();
    if ("code" in read) return failed(read);
    this.#last = read.tag;
    return { ok: true, value: read, problems: [] };
  }

  #mark(): Problem | undefined {
    const bytes = this.#read(MARK_BYTES);
    if (bytes.length < MARK_BYTES || COLUMNS_MARK.some((byte, index) => bytes[index] !== byte)) {
      return problemOf("not-columns", `\`${this.#name}\` is not a file of columns`, [
        "`steppe run FILE --paths N --columns OUT` writes one",
      ]);
    }
    const version = viewOf(bytes).getUint32(8, true);
    if (version === COLUMNS_VERSION) return undefined;
    return problemOf(
      "columns-version",
      `\`${this.#name}\` has version ${version} of the form, and this steppe reads version ${COLUMNS_VERSION}`,
      ["run its scenario again with this steppe"],
    );
  }

  #block(): Block | Problem {
    const head = this.#read(BLOCK_HEAD_BYTES);
    if (head.length < BLOCK_HEAD_BYTES) return this.#truncated();
    const tag = asciiText(head.subarray(0, 4));
    const [jsonLength, dataLength] = [viewOf(head).getUint32(4, true), viewOf(head).getUint32(8, true)];
    if (!this.#isExpected(tag) || padded(jsonLength) + dataLength > BLOCK_MOST)
      return this.#damaged("no block begins here");
    const body = this.#read(padded(jsonLength) + dataLength + CHECK_BYTES);
    if (body.length < padded(jsonLength) + dataLength + CHECK_BYTES) return this.#truncated();
    const checked = joined([head, body.subarray(0, body.length - CHECK_BYTES)]);
    if (crc32(checked) !== viewOf(body).getUint32(body.length - CHECK_BYTES, true)) {
      return this.#damaged("a checksum does not match");
    }
    const json: unknown = JSON.parse(asciiText(body.subarray(0, jsonLength)));
    if (tag !== "PART") return { tag, json };
    return { tag, columns: columnsOf(json as PartHead, body.subarray(padded(jsonLength))) };
  }

  #isExpected(tag: string): tag is Tag {
    return this.#last === undefined ? tag === "HEAD" : tag === "PART" || tag === "DONE";
  }

  #truncated(): Problem {
    return problemOf("columns-truncated", `\`${this.#name}\` ends before its end: it was not written whole`, [
      "write it again",
    ]);
  }

  #damaged(how: string): Problem {
    return problemOf("columns-damaged", `\`${this.#name}\` is damaged: ${how}`, ["write it again"]);
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const failed = (problem: Problem) => ({ ok: false, problems: [problem] }) as const;

const problemOf = (code: string, message: string, help: readonly string[]): Problem => ({
  code,
  severity: "error",
  message,
  help,
});

function columnsOf({ first, count, columns, problems, troubles }: PartHead, data: Uint8Array): Columns {
  let at = 0;
  const take = (length: number, width: number): ArrayBuffer => {
    const buffer = fromLittleEndian(data.subarray(at, at + length * width), width);
    at += padded(length * width);
    return buffer;
  };
  const one = (type: ColumnType, texts: readonly string[]): Column => {
    switch (type) {
      case "whole":
        return { type, values: new BigInt64Array(take(count, 8)) };
      case "number":
        return { type, values: new Float64Array(take(count, 8)) };
      case "date":
        return { type, values: new Int32Array(take(count, 4)) };
      case "duration":
        return { type, months: new Int32Array(take(count, 4)), days: new Int32Array(take(count, 4)) };
      case "boolean":
        return { type, values: new Uint8Array(take(count, 1)) };
      case "text":
        return { type, codes: new Uint32Array(take(count, 4)), texts };
    }
  };
  return {
    first,
    count,
    columns: columns.map(({ type, bitmap, texts = [] }): Column => {
      const present = bitmap ? new Uint8Array(take((count + 7) >> 3, 1)) : undefined;
      const column = one(type, texts);
      return present ? { ...column, present } : column;
    }),
    troubles: troubles.map(
      ([path, column, problem]): Trouble => ({ path, column, problem: problems[problem] as Problem }),
    ),
  };
}
