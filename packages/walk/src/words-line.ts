/** A line of words, read as a shell reads one: words between spaces, quotes around what holds spaces. */

/** The file name that places in a line carry; whoever reads several lines puts another in its place. */
export const LINE_FILE = "(command)";

/** A word, and the columns it stands in, from 0; `end` is the first one after it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether any of it stood in quotes: then it is no keyword. */
  readonly quoted: boolean;
}

export class UnclosedQuote extends Error {
  readonly column: number;
  constructor(column: number) {
    super("a quote that is not closed");
    this.column = column;
  }
}

/** Reads a line from left to right. */
export class LineReader {
  readonly line: string;
  at = 0;

  constructor(line: string) {
    this.line = line;
  }

  /** The next word, which is taken; undefined at the end. Throws UnclosedQuote. */
  word(): Word | undefined {
    this.skip();
    if (this.isOver) return undefined;
    const start = this.at;
    let text = "";
    let quoted = false;
    while (!this.isOver && !isSpace(this.line[this.at] as string)) {
      const sign = this.line[this.at] as string;
      if (sign === '"' || sign === "'") {
        quoted = true;
        text += this.#quoted(sign);
      } else {
        text += sign;
        this.at += 1;
      }
    }
    return { text, start, end: this.at, quoted };
  }

  /** The next word, which is left where it is. */
  peek(): Word | undefined {
    const { at } = this;
    const word = this.word();
    this.at = at;
    return word;
  }

  /** Whether a word as it stands comes next, without quotes; then it is taken. */
  takes(keyword: string): boolean {
    this.skip();
    const next = /^\S+/.exec(this.line.slice(this.at))?.[0];
    if (next !== keyword) return false;
    this.at += keyword.length;
    return true;
  }

  /** All that is left, as it was typed; undefined where nothing is. */
  rest(): Word | undefined {
    this.skip();
    if (this.isOver) return undefined;
    const start = this.at;
    const text = this.line.slice(start).trimEnd();
    this.at = this.line.length;
    return { text, start, end: start + text.length, quoted: false };
  }

  /** Passes over spaces. */
  skip(): void {
    while (!this.isOver && isSpace(this.line[this.at] as string)) this.at += 1;
  }

  get isOver(): boolean {
    return this.at >= this.line.length;
  }

  /** What stands in quotes: in single ones as it is, in double ones with `\n`, `\t`, `\x1b`, `\"` and `\\`. */
  #quoted(quote: string): string {
    const opened = this.at;
    let text = "";
    for (this.at += 1; !this.isOver; this.at += 1) {
      const sign = this.line[this.at] as string;
      if (sign === quote) {
        this.at += 1;
        return text;
      }
      if (quote === '"' && sign === "\\" && this.at + 1 < this.line.length) {
        this.at += 1;
        const next = this.line[this.at] as string;
        const code = /^x[0-9a-f]{2}/.exec(this.line.slice(this.at, this.at + 3))?.[0];
        if (code !== undefined) {
          text += String.fromCharCode(Number.parseInt(code.slice(1), 16));
          this.at += 2;
          continue;
        }
        text += ESCAPES.get(next) ?? (next === '"' || next === "\\" ? next : `\\${next}`);
      } else text += sign;
    }
    throw new UnclosedQuote(opened);
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

const isSpace = (sign: string): boolean => /\s/.test(sign);

/** A text as one word: in quotes where it would be read as more, or as something else. */
export function quotedWord(text: string): string {
  return /^[^\s\p{Cc}"'#\\=]+$/u.test(text) ? text : inQuotes(text);
}

/** A text in double quotes, on one line, without a sign that a terminal would obey. */
export function inQuotes(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, (sign) => `\\${sign}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r")
    .replaceAll(/\p{Cc}/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `"${escaped}"`;
}
