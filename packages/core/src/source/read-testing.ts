/** For tests: bytes of a text, and a tree that must be sound. */
import { readScenario } from "./read.ts";
import type { Tree } from "./tree.ts";

/** UTF-8 bytes of `text`; lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.toWellFormed());
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at += 1) {
    if (escaped[at] === "%") {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(escaped.charCodeAt(at));
  }
  return Uint8Array.from(bytes);
}

/** The tree of a text that must be a sound file. */
export function treeOf(text: string, file = "a.yaml"): Tree {
  const result = readScenario(file, utf8(text));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
