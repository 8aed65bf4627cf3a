/**
 * Forms: how a command is typed, as one line of text that is its help and its parser.
 *
 * Small letters are typed as they stand, capitals stand for something, brackets are around what may be left out:
 * `inject ACTOR.EVENT [FIELD=VALUE…] [as NAME]`.
 */
import { parseDate } from "@steppe/core";
import { type LineReader, UnclosedQuote, type Word } from "./words-line.ts";

export type Piece =
  | { readonly is: "word"; readonly word: string }
  | { readonly is: "argument"; readonly name: ArgumentName }
  | { readonly is: "optional"; readonly pieces: readonly Piece[] };

/** What each argument is, for help. */
export const ARGUMENTS = {
  N: "a whole number from 1",
  INDEX: "a number from 0",
  STEP: "the number of a step, from 0, as `run --trace` shows it",
  POSTING: "the number of a posting, from 1",
  DATE: "a date, YYYY-MM-DD",
  EXPR: "an expression, which may name measures, to the end of the line",
  TEXT: "a text, to the end of the line",
  ACTOR: "an actor, or a group of actors",
  "ACTOR.EVENT": "an actor and an event that it would take",
  "FIELD=VALUE…":
    "fields of the event; values are expressions, or plain text for a text; in quotes where they hold spaces",
  "NAME=EXPR": "an assumption and its value",
  ENTRY: "the id of an entry of the timeline",
  SITE: "where an actor draws, as `draws` shows it",
  VALUE: "true, false or a number between 0 and 1",
  BRANCH: "a branch",
  OTHER: "the other branch",
  NAME: "a new name",
  MARK: "a mark",
  MEASURE: "a measure",
  ASSUMPTION: "an assumption",
  FILE: "a file",
  WORD: "a command",
} as const;
export type ArgumentName = keyof typeof ARGUMENTS;

/** The pieces of a form. Asserts that it is well formed. */
export function piecesOf(form: string): readonly Piece[] {
  const tokens = form.match(/\[|\]|[^\s[\]]+/g) ?? [];
  const stack: Piece[][] = [[]];
  for (const token of tokens) {
    if (token === "[") stack.push([]);
    else if (token === "]") {
      const pieces = stack.pop() as Piece[];
      stack.at(-1)?.push({ is: "optional", pieces });
    } else if (token in ARGUMENTS) stack.at(-1)?.push({ is: "argument", name: token as ArgumentName });
    else if (token === token.toLowerCase()) stack.at(-1)?.push({ is: "word", word: token });
    else throw new Error(`the form ${form} has an argument ${token} that nobody knows`);
  }
  if (stack.length !== 1) throw new Error(`the brackets of the form ${form} do not match`);
  return stack[0] as Piece[];
}

type Value = string | number | Readonly<Record<string, string>> | readonly [string, string];

/** What was typed for the arguments of a form. */
export class Values {
  readonly #values = new Map<ArgumentName, Value>();
  /** Where each was typed: the word of each argument that is there. */
  readonly places = new Map<ArgumentName, Word>();

  set(name: ArgumentName, value: Value, place: Word): void {
    this.#values.set(name, value);
    this.places.set(name, place);
  }

  has(name: ArgumentName): boolean {
    return this.#values.has(name);
  }

  text(name: ArgumentName): string {
    return this.#values.get(name) as string;
  }

  number(name: ArgumentName, otherwise?: number): number {
    return (this.#values.get(name) ?? otherwise) as number;
  }

  pair(name: ArgumentName): readonly [string, string] {
    return this.#values.get(name) as readonly [string, string];
  }

  fields(name: ArgumentName): Readonly<Record<string, string>> {
    return (this.#values.get(name) ?? {}) as Readonly<Record<string, string>>;
  }
}

/** Why a form does not fit, and the columns that do not. */
export interface Misfit {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is what was meant all the same: a date that there is not. */
  readonly meant?: boolean;
  readonly unclosed?: true;
}

/** Reads the arguments of a form to the end of the line; the first piece, the command itself, is read already. */
export function readForm(pieces: readonly Piece[], reader: LineReader): Values | Misfit {
  const values = new Values();
  try {
    const misfit = fitPieces(pieces.slice(1), reader, values);
    if (misfit) return misfit;
    const extra = reader.word();
    return extra ? { message: `\`${extra.text}\` is one word too many`, ...spanOf(extra) } : values;
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    return { message: "a quote is not closed", start: error.column, end: reader.line.trimEnd().length, unclosed: true };
  }
}

const spanOf = ({ start, end }: Word): Pick<Misfit, "start" | "end"> => ({ start, end: Math.max(end, start + 1) });

function fitPieces(pieces: readonly Piece[], reader: LineReader, values: Values): Misfit | undefined {
  for (const piece of pieces) {
    if (piece.is === "optional") {
      reader.skip();
      if (reader.isOver || !beginsWith(piece.pieces, reader)) continue;
      const misfit = fitPieces(piece.pieces, reader, values);
      if (misfit) return misfit;
      continue;
    }
    const misfit = piece.is === "word" ? fitWord(piece.word, reader) : fitArgument(piece.name, reader, values);
    if (misfit) return misfit;
  }
  return undefined;
}

/** Whether what follows is the optional part: a keyword decides, or what an argument would take. */
function beginsWith([first]: readonly Piece[], reader: LineReader): boolean {
  if (first?.is === "word") {
    const { at } = reader;
    const begins = reader.takes(first.word);
    reader.at = at;
    return begins;
  }
  const next = reader.peek();
  if (!next || !first) return false;
  if (first.is === "argument" && first.name === "FIELD=VALUE…") return next.text !== "as" || next.quoted;
  // `force ACTOR SITE [N] = VALUE`: a sign of its own is no argument.
  return next.quoted || (next.text !== "=" && next.text !== "as");
}

function missing(what: string, { line }: LineReader): Misfit {
  const end = line.trimEnd().length;
  return { message: `${what} is missing`, start: end, end: end + 1 };
}

function fitWord(word: string, reader: LineReader): Misfit | undefined {
  if (reader.takes(word)) return undefined;
  const next = reader.word();
  if (!next) return missing(`\`${word}\``, reader);
  return { message: `\`${word}\` is wanted here, not \`${next.text}\``, ...spanOf(next) };
}

function fitArgument(name: ArgumentName, reader: LineReader, values: Values): Misfit | undefined {
  switch (name) {
    case "EXPR":
      return take(name, reader.rest(), reader, values);
    case "TEXT":
      return fitText(reader, values);
    case "NAME=EXPR":
      return fitAssignment(reader, values);
    case "FIELD=VALUE…":
      return fitFields(reader, values);
    default:
      return fitOne(name, reader, values);
  }
}

function take(name: ArgumentName, word: Word | undefined, reader: LineReader, values: Values): Misfit | undefined {
  if (!word) return missing(named(name), reader);
  values.set(name, word.text, word);
  return undefined;
}

const named = (name: ArgumentName): string => ARGUMENTS[name].replace(/,.*$/, "");

/** A text that is quoted as a whole loses its quotes; any other is taken as it stands. */
function fitText(reader: LineReader, values: Values): Misfit | undefined {
  reader.skip();
  const { at } = reader;
  if (/["']/.test(reader.line[at] ?? "")) {
    const word = reader.word();
    reader.skip();
    if (word && reader.isOver) return take("TEXT", word, reader, values);
    reader.at = at;
  }
  return take("TEXT", reader.rest(), reader, values);
}

/** `rent=1 USD`, `rent = "1 USD"`: up to an `as NAME` that ends the line. */
function fitAssignment(reader: LineReader, values: Values): Misfit | undefined {
  reader.skip();
  const { at, line } = reader;
  const name = /^[^\s=]+/.exec(line.slice(at))?.[0];
  if (name === undefined) return missing("an assumption and its value", reader);
  const equals = /^\s*=\s*/.exec(line.slice(at + name.length))?.[0];
  if (equals === undefined) return { message: `\`=\` and a value are missing`, start: at, end: at + name.length };
  const start = at + name.length + equals.length;
  reader.at = start;
  const first = reader.word();
  if (!first) return missing("a value", reader);
  reader.skip();
  const rest = line.slice(reader.at);
  const whole = rest === "" || /^as(\s|$)/.test(rest);
  if (!whole) {
    const text = line
      .slice(start)
      .replace(/\s+as(\s+\S+)?\s*$/, "")
      .trimEnd();
    reader.at = start + text.length;
    values.set("NAME=EXPR", [name, text], { text, start, end: reader.at, quoted: false });
    return undefined;
  }
  values.set("NAME=EXPR", [name, first.text], first);
  return undefined;
}

function fitFields(reader: LineReader, values: Values): Misfit | undefined {
  const fields: Record<string, string> = {};
  let last: Word | undefined;
  for (let next = reader.peek(); next && (next.quoted || next.text !== "as"); next = reader.peek()) {
    const equals = next.text.indexOf("=");
    if (equals <= 0) {
      const message =
        last === undefined
          ? `\`${next.text}\` is no field with a value`
          : `\`${next.text}\` is no field with a value: a value that holds spaces stands in quotes`;
      return { message, ...spanOf(next) };
    }
    const name = next.text.slice(0, equals);
    if (Object.hasOwn(fields, name)) return { message: `the field \`${name}\` is given twice`, ...spanOf(next) };
    Object.defineProperty(fields, name, {
      value: next.text.slice(equals + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    last = reader.word() as Word;
  }
  if (last) values.set("FIELD=VALUE…", fields, last);
  return undefined;
}

const MOST = 1_000_000_000;

function fitOne(name: ArgumentName, reader: LineReader, values: Values): Misfit | undefined {
  const word = reader.word();
  if (!word) return missing(named(name), reader);
  const { text } = word;
  switch (name) {
    case "N":
    case "POSTING":
    case "INDEX":
    case "STEP": {
      const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
      if (!(number >= (name === "STEP" || name === "INDEX" ? 0 : 1) && number <= MOST))
        return { message: `\`${text}\` is not ${named(name)}`, ...spanOf(word) };
      values.set(name, number, word);
      return undefined;
    }
    case "DATE": {
      const parsed = parseDate(text);
      if (!("day" in parsed)) return { message: parsed.reason, ...spanOf(word), meant: /^\d+-/.test(text) };
      values.set(name, parsed.day, word);
      return undefined;
    }
    case "ACTOR.EVENT": {
      const dot = text.lastIndexOf(".");
      if (dot <= 0 || dot === text.length - 1)
        return { message: `\`${text}\` is not an actor and an event, as in \`lease.end\``, ...spanOf(word) };
      values.set(name, [text.slice(0, dot), text.slice(dot + 1)], word);
      return undefined;
    }
    default:
      values.set(name, text, word);
      return undefined;
  }
}
