/**
 * From bytes to text, and from offsets in that text to lines and columns.
 *
 * A file that is not clean UTF-8 text is refused here, with the place of the first bad byte, so
 * that nothing later need think of it.
 */
import type { Place, Problem, Result } from "../problem.ts";

/** Larger files are refused: the largest scenario we know is a hundredth of this. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

const CHUNK_UNITS = 8192;

/** Offsets in UTF-16 units of a file's text, as places. Lines end with LF or CR LF. */
export class Lines {
  readonly file: string;
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** The place from `start` to `end` (not included), cut at the end of the first line; at least one unit long. */
  place(start: number, end: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const lineStart = this.#starts[low] ?? 0;
    const nextStart = this.#starts[low + 1];
    let lineEnd = nextStart === undefined ? this.text.length : nextStart - 1;
    if (nextStart !== undefined && this.text[lineEnd - 1] === "\r") lineEnd -= 1;
    const length = Math.max(1, Math.min(end, lineEnd) - start);
    return { file: this.file, line: low + 1, column: start - lineStart + 1, length };
  }
}

const refuse = (
  code: string,
  message: string,
  place: Place,
  label: string | undefined,
  help: string,
): Result<string> => ({
  ok: false,
  problems: [{ code, severity: "error", message, place, ...(label !== undefined && { label }), help: [help] }],
});

/**
 * The text of a file, without a byte order mark at its start. Refuses more than 4 MB, what is not
 * UTF-8 (overlong forms and surrogates included), and control characters other than tab and line
 * ends. `place` columns count from after the byte order mark, as editors show them.
 */
export function readText(file: string, bytes: Uint8Array): Result<string> {
  const start: Place = { file, line: 1, column: 1, length: 1 };
  if (bytes.length > MAX_FILE_BYTES) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    const help = "split the scenario with `extends`, or keep bulk data out of it";
    return refuse("file-too-large", `\`${file}\` has ${size} MB, and a scenario at most 4 MB`, start, undefined, help);
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse("not-utf8", `\`${file}\` is not UTF-8 text`, start, "looks like UTF-16", "save the file as UTF-8");
  }
  const decoded = decode(bytes);
  const bad = decoded.badByte;
  if (bad !== undefined) {
    const end = decoded.text.length;
    const place = new Lines(file, decoded.text).place(end, end + 1);
    const hex = (bytes[bad] ?? 0).toString(16).padStart(2, "0");
    const label = `byte 0x${hex} at offset ${bad}`;
    return refuse("not-utf8", `\`${file}\` is not UTF-8 text`, place, label, "save the file as UTF-8");
  }
  const control = findControl(file, decoded.text);
  if (control !== undefined) return { ok: false, problems: [control] };
  return { ok: true, value: decoded.text, problems: [] };
}

/** What can be shown of a file that `readText` refuses: its text up to the first bad byte, which is "\ufffd". Undefined for one that is too large. */
export function readableText(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_FILE_BYTES) return undefined;
  const { text, badByte } = decode(bytes);
  return badByte === undefined ? text : `${text}\ufffd`;
}

// Escapes, because the characters themselves cannot be seen. A byte order mark counts as one when it is not the first.
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]|\r(?!\n)/;

function findControl(file: string, text: string): Problem | undefined {
  const at = text.search(CONTROL);
  if (at === -1) return undefined;
  const code = text.charCodeAt(at);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const what =
    code === 0
      ? "a NUL character"
      : code === 0xfeff
        ? "a byte order mark inside the text"
        : `the control character ${name}`;
  const help =
    code === 0
      ? "a scenario is a text file: is this the right file?"
      : code === 0x0d
        ? "end lines with LF or CR LF"
        : "remove it, or write it as an escape in double quotes";
  const place = new Lines(file, text).place(at, at + 1);
  return { code: "control-character", severity: "error", message: `found ${what}`, place, label: name, help: [help] };
}

/**
 * Decodes UTF-8 up to the first byte that is not (Unicode 17, table 3-7, well-formed sequences).
 * Ours rather than TextDecoder, which tells neither the place nor is part of the language.
 */
function decode(bytes: Uint8Array): { readonly text: string; readonly badByte?: number } {
  const parts: string[] = [];
  let units: number[] = [];
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = hasMark ? 3 : 0;
  let badByte: number | undefined;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units.push(lead);
      at += 1;
    } else {
      const size = sequenceLength(bytes, at);
      if (size === 0) {
        badByte = at;
        break;
      }
      let point = lead & (0x7f >> size);
      for (let k = 1; k < size; k += 1) point = (point << 6) | ((bytes[at + k] ?? 0) & 0x3f);
      if (point >= 0x10000) units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
      else units.push(point);
      at += size;
    }
    if (units.length >= CHUNK_UNITS) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  const text = parts.join("");
  return badByte === undefined ? { text } : { text, badByte };
}

/** Bytes of the well-formed sequence of two to four bytes that begins at `at`; 0 when it is not one. */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 2 | 3 | 4 {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const follows = (k: number) => ((bytes[at + k] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const [low, high] = lead === 0xe0 ? [0xa0, 0xbf] : lead === 0xed ? [0x80, 0x9f] : [0x80, 0xbf];
    return second >= low && second <= high && follows(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const [low, high] = lead === 0xf0 ? [0x90, 0xbf] : lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
    return second >= low && second <= high && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}
