/**
 * Reading a scenario file: bytes in, a tree or every problem out.
 *
 * The format is the part of YAML 1.2 that holds no surprise: mappings, lists and text. Anchors,
 * aliases, tags, merge keys and directives are refused, so that a file means what it shows and a
 * stranger's file costs no more than its length. What would cost more (nesting, number of values)
 * is refused while the tokens stream by, before anything recurses over them.
 */
import {
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  Scalar,
  type YAMLParseError,
} from "yaml";
import type { Place, Problem, Result } from "../problem.ts";
import { yamlProblems } from "./read-problems.ts";
import { type ScalarStyle, scalarSource } from "./read-scalar.ts";
import { Lines, readText } from "./read-text.ts";
import type { Branch, Leaf, List, Nothing, Tree } from "./tree.ts";

/** How many mappings and lists may stand inside each other. */
export const MAX_DEPTH = 100;
/** How many words and signs (keys, values, colons, spaces, line ends) a file may hold: some 28,000 keys with values. */
export const MAX_TOKENS = 200_000;
/** More problems of one file than anyone reads: reading goes on, but says no more. */
const MAX_PROBLEMS = 100;

/**
 * Reads one file. `file` is its name as the user wrote it; `layer` is what its values are said to
 * come from, the file itself unless told. Gives the tree of its one document, or every mistake of
 * form: a file with a mistake gives no tree.
 */
export function readScenario(file: string, bytes: Uint8Array, layer: string = file): Result<Tree> {
  const text = readText(file, bytes);
  if (!text.ok) return text;
  return readScenarioText(file, text.value, layer);
}

/** `readScenario` for text that is already clean (see `readText`). */
export function readScenarioText(file: string, text: string, layer: string = file): Result<Tree> {
  const reader = new Reader(new Lines(file, text), layer);
  const tokens = reader.scan();
  const tree = tokens && reader.compose(tokens);
  const problems = reader.problems
    .sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0))
    .slice(0, MAX_PROBLEMS);
  return tree && problems.length === 0 ? { ok: true, value: tree, problems } : { ok: false, problems };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #lines: Lines;
  readonly #layer: string;
  /** Offsets of aliases that stand under `<<`: one problem is enough for both. */
  readonly #aliases = new Map<number, Problem>();

  constructor(lines: Lines, layer: string) {
    this.#lines = lines;
    this.#layer = layer;
  }

  /** The tokens of the file, the refused ones reported; undefined when the file is too deep or too full. */
  scan(): readonly CST.Token[] | undefined {
    const tokens: CST.Token[] = [];
    const parser = new Parser();
    let inScalar = false;
    let count = 0;
    for (const lexeme of new Lexer().lex(this.#lines.text)) {
      const offset = parser.offset;
      if (!inScalar) this.#refuseLexeme(lexeme, offset);
      inScalar = lexeme === CST.SCALAR;
      count += 1;
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_DEPTH && parser.stack.filter(isCollection).length > MAX_DEPTH) {
        this.#refuse("too-deep", "mappings and lists nest too deeply", this.#place(offset, offset + lexeme.length), {
          label: `level ${MAX_DEPTH + 1}`,
          help: [`write it with fewer than ${MAX_DEPTH} levels`],
        });
        return undefined;
      }
      if (count > MAX_TOKENS) {
        this.#refuse(
          "too-many-tokens",
          `more than ${MAX_TOKENS} words and signs in one file`,
          this.#place(offset, offset + 1),
          {
            help: ["split the scenario with `extends`, or keep bulk data out of it"],
          },
        );
        return undefined;
      }
    }
    for (const token of parser.end()) tokens.push(token);
    this.#refuseDocuments(tokens);
    return tokens;
  }

  /** The first document as a tree; undefined when the file holds none. */
  compose(tokens: readonly CST.Token[]): Tree | undefined {
    const composer = new Composer({ schema: "failsafe", uniqueKeys: false, strict: true, logLevel: "silent" });
    let first: Document.Parsed | undefined;
    for (const document of composer.compose(tokens)) first ??= document as Document.Parsed;
    if (first === undefined || first.contents === null || isEmpty(first.contents)) {
      if (this.problems.length === 0) {
        const what = this.#lines.text.trim() === "" ? "is empty" : "holds nothing but comments";
        this.#refuse("empty-file", `\`${this.#lines.file}\` ${what}`, this.#place(0, 1), {
          help: ["a scenario begins with `steppe: 1`"],
        });
      }
      return undefined;
    }
    const tree = this.#tree(first.contents as Node, undefined, false);
    this.problems.push(...this.#aliases.values());
    this.#addSyntax(first.errors);
    return tree;
  }

  /**
   * What the parser found. One mistake often makes it stumble more than once: a line has one such
   * problem at most, and none that follows an open quote or something reported better.
   */
  #addSyntax(errors: readonly YAMLParseError[]): void {
    const open =
      this.problems.find((problem) => problem.code === "open-quote")?.place?.line ?? Number.POSITIVE_INFINITY;
    const told = new Set(this.problems.map((problem) => problem.place?.line));
    for (const problem of yamlProblems(errors, this.#lines)) {
      const line = problem.place?.line ?? 0;
      if (line >= open || told.has(line)) continue;
      told.add(line);
      this.problems.push(problem);
    }
  }

  #place(start: number, end: number): Place {
    return this.#lines.place(start, end);
  }

  #refuse(code: string, message: string, place: Place, more: Partial<Problem> = {}): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ code, severity: "error", message, place, ...more });
  }

  #refuseLexeme(lexeme: string, offset: number): void {
    const place = () => this.#place(offset, offset + lexeme.length);
    const type = CST.tokenType(lexeme);
    const instead = { help: ["write the value again, or give it a name under `assume` and use the name"] };
    if (type === "anchor") {
      this.#refuse("alias", "anchors are not part of the format", place(), instead);
    } else if (type === "alias") {
      if (this.#aliases.size >= MAX_PROBLEMS) return;
      const message = "aliases are not part of the format";
      this.#aliases.set(offset, { code: "alias", severity: "error", message, place: place(), ...instead });
    } else if (type === "tag") {
      this.#refuse("tag", "tags are not part of the format", place(), {
        help: ["remove it: what a value means follows from where it stands"],
      });
    } else if (type === "directive-line") {
      this.#refuse("yaml-directive", "directives are not part of the format", place(), { help: ["remove this line"] });
    } else if (type === "double-quoted-scalar" || type === "single-quoted-scalar") {
      if (lexeme.length > 1 && lexeme.endsWith(lexeme.charAt(0))) return;
      // What follows an open quote is read inside out.
      if (this.problems.some((problem) => problem.code === "open-quote")) return;
      this.#refuse("open-quote", "this quote is never closed", this.#place(offset, offset + 1), {
        help: ["close it; inside single quotes write '' for one, inside double quotes \\\""],
      });
    }
  }

  #refuseDocuments(tokens: readonly CST.Token[]): void {
    const second = tokens.filter((token) => token.type === "document")[1];
    if (second === undefined) return;
    this.#refuse(
      "several-documents",
      "a file holds one scenario, this one holds several",
      this.#place(second.offset, second.offset + 3),
      {
        label: "a second document begins here",
        help: ["move it to a file of its own, or make it one of `variants`"],
      },
    );
  }

  #tree(node: Node, keyPlace: Place | undefined, flow: boolean): Tree {
    const [start, end] = node.range ?? [0, 0];
    const standing = { place: this.#place(start, end), layer: this.#layer, ...(keyPlace && { keyPlace }) };
    if (isMap(node)) return { node: "map", entries: this.#entries(node), ...standing } satisfies Branch;
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#tree(item as Node, undefined, node.flow === true));
      return { node: "list", items, ...standing } satisfies List;
    }
    if (!isScalar(node)) return { node: "null", ...standing } satisfies Nothing;
    const text = String(node.value);
    const style = styleOf(node);
    if (style === "plain" && NULL.has(text)) return { node: "null", ...standing } satisfies Nothing;
    if (style === "plain" && flow) this.#refuseCutCall(text, start, end);
    const source = scalarSource(this.#lines, text, style, start, end);
    return { node: "leaf", text, quoted: style !== "plain", source, ...standing } satisfies Leaf;
  }

  #entries(
    map: Node & { items: readonly { key: unknown; value: unknown }[]; flow?: boolean },
  ): ReadonlyMap<string, Tree> {
    const entries = new Map<string, Tree>();
    const firstPlaces = new Map<string, Place>();
    // How many brackets of an unquoted call are still open: its arguments came apart into keys.
    let open = 0;
    // How many of the next keys are what a comma cut off a number.
    let cut = 0;
    const items: readonly { readonly key: unknown; readonly value: unknown }[] = map.items;
    for (const [index, pair] of items.entries()) {
      if (cut > 0) {
        cut -= 1;
        continue;
      }
      const keyNode = pair.key as Node;
      const valueNode = pair.value as Node | null;
      const key = this.#key(keyNode);
      if (key === undefined) continue;
      const [start, end] = keyNode.range ?? [0, 0];
      const keyPlace = this.#place(start, end);
      if (open > 0 && (valueNode === null || isEmpty(valueNode))) {
        open += balance(key);
        continue;
      }
      const value: Tree =
        valueNode === null
          ? { node: "null", place: keyPlace, keyPlace, layer: this.#layer }
          : this.#tree(valueNode, keyPlace, map.flow === true);
      if (map.flow && value.node === "leaf" && !value.quoted) {
        open = balance(value.text);
        cut = this.#refuseCutNumber(value.text, valueNode as Node, items.slice(index + 1));
      }
      if (key === "<<" && styleOf(keyNode as Scalar) === "plain") {
        this.#refuseMergeKey(keyPlace, valueNode);
        continue;
      }
      const first = firstPlaces.get(key);
      if (first !== undefined) {
        this.#refuse("duplicate-key", `the key \`${key}\` stands twice in one mapping`, keyPlace, {
          label: "the second",
          related: [{ place: first, label: "the first" }],
          help: ["keep one of them"],
        });
        continue;
      }
      firstPlaces.set(key, keyPlace);
      entries.set(key, value);
    }
    return entries;
  }

  /** A key's text, or undefined after saying what is wrong with it. */
  #key(node: Node | null): string | undefined {
    const [start, end] = node?.range ?? [0, 0];
    if (isScalar(node) && !(styleOf(node) === "plain" && String(node.value) === "")) {
      const key = String(node.value);
      if (!RESERVED.has(key)) return key;
      this.#refuse("unknown-key", `\`${key}\` may not be used as a key`, this.#place(start, end), {
        help: ["choose another name"],
      });
      return undefined;
    }
    // An alias has been refused already.
    if (isAlias(node)) return undefined;
    const found = isMap(node) ? "a mapping" : isSeq(node) ? "a list" : "nothing";
    this.#refuse("bad-key", `a key must be text, found ${found}`, this.#place(start, end), {
      help: isMap(node)
        ? ["a value that begins with `{` must stand in quotes"]
        : ["write `name: value`, the name without brackets"],
    });
    return undefined;
  }

  #refuseMergeKey(place: Place, value: Node | null): void {
    if (isAlias(value) && value.range) this.#aliases.delete(value.range[0]);
    this.#refuse("merge-key", "merge keys are not part of the format", place, {
      help: ["share values through a file that this one `extends`"],
    });
  }

  /** `{rent: 12,000,000 USD}`: says so, and gives the number of keys that are pieces of the value. */
  #refuseCutNumber(
    text: string,
    node: Node,
    next: readonly { readonly key: unknown; readonly value: unknown }[],
  ): number {
    const pieces: string[] = [];
    if (/(?:^|\D)\d{1,3}$/.test(text)) {
      for (const { key, value } of next) {
        const piece = isScalar(key) && (value === null || isEmpty(value as Node)) ? String(key.value) : "";
        if (!/^\d{3}(?!\d)/.test(piece)) break;
        pieces.push(piece);
        if (piece.length > 3) break;
      }
    }
    if (pieces.length === 0) return 0;
    const [start, end] = node.range ?? [0, 0];
    this.#refuse("unquoted-comma", "the comma after this ends the value", this.#place(start, end), {
      label: "cut off at its comma",
      help: [`inside \`{}\` a comma separates entries: write \`${[text, ...pieces].join("_")}\``],
    });
    return pieces.length;
  }

  /** `{value: max(a, b)}`: inside braces a comma ends a value, which nobody expects of a call. */
  #refuseCutCall(text: string, start: number, end: number): void {
    if (balance(text) <= 0) return;
    this.#refuse("unquoted-comma", "the comma after this ends the value", this.#place(start, end), {
      label: "an open bracket",
      help: ["put the whole expression in quotes: inside `{}` and `[]` a comma separates values"],
    });
  }
}

const NULL: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);

// Names of every JavaScript object: harmless here, but no reader of our output should have to be as careful.
const RESERVED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function isCollection(token: CST.Token): boolean {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && styleOf(node) === "plain" && String(node.value) === "";
}

function balance(text: string): number {
  return text.split("(").length - text.split(")").length;
}

function styleOf(node: Scalar): ScalarStyle {
  switch (node.type) {
    case Scalar.BLOCK_LITERAL:
    case Scalar.BLOCK_FOLDED:
      return "block";
    case Scalar.QUOTE_DOUBLE:
      return "double";
    case Scalar.QUOTE_SINGLE:
      return "single";
    default:
      return "plain";
  }
}
