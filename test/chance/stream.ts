/**
 * The streams as a run uses them, as raw bytes on standard output, for a statistical battery:
 *
 *     node test/chance/stream.ts paths   | dieharder -g 200 -d 0
 *     node test/chance/stream.ts columns | dieharder -g 200 -d 0
 *
 * `paths`: path after path; in each, 8 actors with 4 sites each, and at each site n = 0, 1, 2.
 * `columns`: what an estimate sees: paths 0 to 4095 of one draw, then of the next draw, and so on;
 * then the next 4096 paths. A word is the generator's whole 64 bits, upper half first.
 */
import { drawBits, type Key, streamKey } from "@steppe/core/chance/index.ts";

const order = process.argv[2];
const seed = process.argv[3] ?? "42";
if (order !== "paths" && order !== "columns") throw new Error("usage: stream.ts paths|columns [seed]");

const keys: Key[] = [];
for (let actor = 1; actor <= 8; actor += 1) {
  for (let site = 1; site <= 4; site += 1) keys.push(streamKey(seed, `claim/${actor}`, `claim/open/due/0/${site}`));
}

const BLOCK = 4096;
const DRAWS = 3;
const buffer = Buffer.alloc(BLOCK * keys.length * DRAWS * 8);
let offset = 0;

function put(key: Key, path: number, n: number): void {
  const word = drawBits(key, path, n);
  buffer.writeUInt32LE(Number(word >> 32n), offset);
  buffer.writeUInt32LE(Number(word & 0xffffffffn), offset + 4);
  offset += 8;
}

function fill(first: number): void {
  offset = 0;
  if (order === "paths") {
    for (let path = first; path < first + BLOCK; path += 1) {
      for (const key of keys) for (let n = 0; n < DRAWS; n += 1) put(key, path, n);
    }
  } else {
    for (const key of keys) {
      for (let n = 0; n < DRAWS; n += 1) for (let path = first; path < first + BLOCK; path += 1) put(key, path, n);
    }
  }
}

process.stdout.on("error", () => process.exit(0)); // the reader has had enough
for (let first = 0; first + BLOCK <= 2 ** 32; first += BLOCK) {
  fill(first);
  const taken = await new Promise((resolve) => process.stdout.write(buffer, resolve));
  if (taken instanceof Error) break;
}
