/** What the YAML parser complains of, in our words: what was found, and how to mend it. */
import type { YAMLParseError } from "yaml";
import type { Problem } from "../problem.ts";
import type { Lines } from "./read-text.ts";

interface Wording {
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

const SYNTAX = "yaml-syntax";
const COLON: Wording = {
  code: "unquoted-colon",
  message: "a second `: ` in one value",
  help: "put the whole text in quotes; between two entries inside braces write a comma",
};
const INDENTATION: Wording = {
  code: "bad-indentation",
  message: "this line stands at a column of no line before it",
  help: "give the keys of one mapping, and the dashes of one list, the same indentation",
};
const RUNS_ON: Wording = {
  code: SYNTAX,
  message: "this text runs on into the next line, where a key begins",
  help: "write `name: value` on one line, and give the next key the same indentation",
};

/** The first row whose pattern meets the parser's message counts. */
const WORDINGS: readonly (readonly [RegExp, Wording])[] = [
  [/^Nested mappings are not allowed in compact/, COLON],
  [/^Implicit keys/, RUNS_ON],
  [
    /^Implicit map keys need to be followed/,
    {
      code: SYNTAX,
      message: "this is neither a key nor a value",
      help: "write `name: value`, or quote the text if it belongs to the line before",
    },
  ],
  [/^Tabs are not allowed/, { code: "tab-indentation", message: "tabs may not indent", help: "indent with spaces" }],
  [
    /^Missing closing ("|')quote/,
    {
      code: "open-quote",
      message: "a quote before this is never closed",
      help: "close it; inside single quotes write '' for one, inside double quotes \\\"",
    },
  ],
  [
    /^Flow (map|sequence) in block collection must be sufficiently indented/,
    {
      code: "bad-indentation",
      message: "this line must be indented further than the key it belongs to",
      help: "if the value above has an open `[` or `{`, close it; else indent this line by two more spaces",
    },
  ],
  [
    /^(Flow map|Flow sequence|Expected flow).*(must end with|to end with)/,
    {
      code: "open-bracket",
      message: "a bracket is never closed",
      help: "close it with `}` or `]`",
    },
  ],
  [
    /on same line with key/,
    {
      code: SYNTAX,
      message: "a list or mapping of several lines begins on the line after its key",
      help: "move it to a line of its own, or write a list as `[a, b]`; text that begins with a dash must stand in quotes",
    },
  ],
  [
    /^Not a YAML token|^Block scalar header/,
    {
      code: SYNTAX,
      message: "nothing may follow `|` or `>` on its line",
      help: "begin the text on the next line, indented; text that begins with `|` or `>` must stand in quotes",
    },
  ],
  [/at most 1024 chars/, { code: SYNTAX, message: "this key is longer than 1024 characters", help: "shorten it" }],
  [/^All (collection|sequence|mapping) items must start|indent/i, INDENTATION],
  [
    /^Plain value cannot start with/,
    {
      code: SYNTAX,
      message: "plain text may not begin with this character",
      help: "put the text in quotes",
    },
  ],
  [
    /^Missing , (or : )?between|^Missing space after :/,
    {
      code: SYNTAX,
      message: "a comma or a space is missing inside the brackets",
      help: "write `{name: value, name: value}`; a value with brackets or quotes of its own must stand in quotes",
    },
  ],
  [
    /^Unexpected (empty item|,) /,
    {
      code: SYNTAX,
      message: "nothing stands between two commas",
      help: "remove one of them",
    },
  ],
  [
    /^Invalid escape sequence/,
    {
      code: "bad-escape",
      message: "double quotes do not know this escape",
      help: "write `\\\\` for a backslash, or use single quotes",
    },
  ],
  [
    /^Comments must be separated/,
    {
      code: SYNTAX,
      message: "a comment must be set off by a space",
      help: "write a space before `#`, or quote the text",
    },
  ],
  [
    /^Sequence item without - indicator/,
    {
      code: SYNTAX,
      message: "this stands in a list but has no dash",
      help: "write `- ` before it, or move it out of the list",
    },
  ],
  [/^Nested mappings are not allowed|^A block sequence may not be used as an implicit/, COLON],
  [
    /^Block collections are not allowed within flow/,
    {
      code: SYNTAX,
      message: "a dash or an indented mapping may not stand inside brackets",
      help: "write the whole value with brackets, or none of it",
    },
  ],
  [
    /^Unexpected .* (in|at) |^Unexpected .* token|^Expected/,
    {
      code: SYNTAX,
      message: "this does not belong here",
      help: "look for an open quote or bracket before it, or quote the text",
    },
  ],
];

/**
 * The parser's errors in our words, in the order of the file. Nothing for what is reported
 * elsewhere with its own help: tags, anchors, several documents, directives.
 */
export function yamlProblems(errors: readonly YAMLParseError[], lines: Lines): readonly Problem[] {
  const told = errors.filter((error) => !REPORTED_ELSEWHERE.has(error.code));
  const runsOn = new Set(
    told.filter((error) => error.message.startsWith("Implicit keys")).map((error) => error.pos[0]),
  );
  return told
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map((error) => {
      const [start, end] = error.pos;
      const wording = wordingOf(error, lines.text, runsOn);
      // The parser points at the first character; the colon in question comes after it.
      const place = lines.place(start, wording === COLON ? start + restOfLine(lines.text, start) : end);
      return { code: wording.code, severity: "error", message: wording.message, place, help: [wording.help] };
    });
}

function wordingOf(error: YAMLParseError, text: string, runsOn: ReadonlySet<number>): Wording {
  const [start, end] = error.pos;
  const found = WORDINGS.find(([pattern]) => pattern.test(error.message))?.[1];
  if (found === COLON && runsOn.has(start)) return RUNS_ON;
  if (found === COLON && text[start] === " ") return INDENTATION;
  if (error.code === "BLOCK_IN_FLOW" && text.slice(start, end).search(/:\s/) !== -1) return COLON;
  const otherwise = { code: SYNTAX, message: lowerFirst(error.message), help: "quote the text if it is meant as text" };
  return found ?? otherwise;
}

/** Characters from `start` to the last visible one of its line. */
function restOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? text.length : end).trimEnd().length;
}

const REPORTED_ELSEWHERE: ReadonlySet<string> = new Set([
  "TAG_RESOLVE_FAILED",
  "MULTIPLE_TAGS",
  "MULTIPLE_ANCHORS",
  "MULTIPLE_DOCS",
  "ALIAS_PROPS",
  "BAD_ALIAS",
  "BAD_DIRECTIVE",
  "BAD_PROP_ORDER",
  "BAD_COLLECTION_TYPE",
]);

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
