/** Codes of reading: the file as text and as YAML, before anything in it has a meaning. */
import { type CodeTable, entry } from "./entry.ts";

export const FILE_CODES: CodeTable = {
  "file-missing": entry(
    "a file is not there",
    "A path on the command line is relative to the folder you stand in; one after `extends` is relative to the file that names it.",
  ),
  "file-directory": entry("a folder was named where a file is wanted", "Name the scenario file in it."),
  "file-unreadable": entry(
    "a file cannot be read",
    "The system refused it; most often its permissions do not allow it.",
  ),
  "file-outside": entry(
    "a file lies outside the scenario's folder",
    "A scenario reads only files of its own folder and below.",
  ),
  "file-too-large": entry(
    "a file is larger than 4 MB",
    "A scenario written by people is far smaller: most likely it is another kind of file.",
  ),
  "not-utf8": entry("a file is not UTF-8 text", "Save it as UTF-8. A byte order mark at its start is allowed."),
  "control-character": entry(
    "a control character stands in the file",
    "It would be invisible, or would change what a terminal shows. Remove it.",
  ),
  "empty-file": entry(
    "a file has nothing in it",
    "A scenario has at least `steppe: 1` and a period.",
    "",
    "steppe: 1\nperiod: 2004-01-01 .. 2050-12-31",
  ),
  "several-documents": entry(
    "a file holds several YAML documents",
    "One file is one scenario. Put the others in files of their own, or make them variants.",
    "steppe: 1\n---\nsteppe: 1",
    "steppe: 1",
  ),
  "yaml-syntax": entry(
    "the text is not YAML",
    "The message says what stands in the way. Quoting a text that holds signs such as `: `, `#` or `{` mends most of these.",
  ),
  "yaml-directive": entry(
    "a YAML directive",
    "Lines that begin with `%` are not part of the format.",
    "%YAML 1.2\n---",
    "steppe: 1",
  ),
  "tab-indentation": entry("a tab indents a line", "YAML is indented with spaces."),
  "bad-indentation": entry(
    "a line is indented in a way that fits nothing above it",
    "Keys of one mapping stand in one column.",
    "assume:\n  rent: 1 USD\n city: 2 USD",
    "assume:\n  rent: 1 USD\n  city: 2 USD",
  ),
  "open-quote": entry(
    "a quote is never closed",
    "Close it. Inside single quotes `''` is one quote, inside double quotes `\\\"`.",
    "title: 'the lease",
    "title: 'the lease'",
  ),
  "open-bracket": entry("a bracket is never closed", "Close it with `}` or `]`."),
  "bad-escape": entry(
    "double quotes do not know an escape",
    "Inside double quotes a backslash begins an escape. Write two for one, or use single quotes.",
    'title: "C:\\lease"',
    "title: 'C:\\lease'",
  ),
  "unquoted-colon": entry(
    "a second `: ` in one value",
    "YAML takes it for another key. Quote the text.",
    "title: Baikonur: the lease",
    'title: "Baikonur: the lease"',
  ),
  "unquoted-comma": entry(
    "a comma in an expression inside braces",
    "Inside `{}` and `[]` a comma separates values, so the expression ends at it. Put the whole expression in quotes.",
    "{value: max(1 USD, 2 USD)}",
    '{value: "max(1 USD, 2 USD)"}',
  ),
  "duplicate-key": entry(
    "a key stands twice in one mapping",
    "One of the two would be lost. Remove or rename one.",
    "assume:\n  rent: 1 USD\n  rent: 2 USD",
    "assume:\n  rent: 2 USD",
  ),
  "bad-key": entry(
    "a key is not text",
    "A key is a name. A value that begins with `{` or `[` must stand in quotes.",
    "[a, b]: 1",
    "a: 1",
  ),
  "merge-key": entry(
    "a YAML merge key",
    "`<<` is not part of the format. A file or variant that changes another says `extends`.",
    "<<: *base",
    "extends: base.yaml",
  ),
  alias: entry(
    "a YAML anchor or alias",
    "Anchors (`&`) and aliases (`*`) are not part of the format. Give a value a name under `assume` and use the name.",
    "rent: &r 1 USD",
    "rent: 1 USD",
  ),
  tag: entry(
    "a YAML tag",
    "Tags (`!`) are not part of the format: the kind of a value is known from its place.",
    "rent: !!str 5",
    'rent: "5"',
  ),
  "not-columns": entry(
    "a file is not one of columns",
    "`steppe summary` reads what `steppe run --paths N --columns FILE` wrote, and nothing else.",
  ),
  "columns-version": entry(
    "a file of columns has a form that this steppe does not read",
    "Another version of steppe wrote it. Run its scenario again with this one.",
  ),
  "columns-truncated": entry(
    "a file of columns ends before its end",
    "It was copied in part, or cut. Copy it again, or run its scenario again.",
  ),
  "columns-damaged": entry(
    "a file of columns is damaged",
    "Its bytes are not those that were written. Copy it again, or run its scenario again.",
  ),
  "too-deep": entry(
    "mappings and lists nest too deeply",
    "No scenario needs so many levels: most likely the file was made by mistake.",
  ),
  "too-many-tokens": entry(
    "a file has more words and signs than a scenario can have",
    "Most likely it is data of another kind.",
  ),
  "wrong-shape": entry(
    "a value has the wrong shape",
    "A mapping stands where a list is expected, a text where a mapping is, and so on. `steppe schema` prints the whole format.",
    "parties: kazakhstan",
    "parties: [kazakhstan]",
  ),
  "bad-value": entry("a value is not one of those allowed here", "The message lists them.", "steppe: 2", "steppe: 1"),
  "bad-name": entry(
    "a name has signs that names may not have",
    "Names of assumptions, actors and variables are lower case with `_`; those of machines and sources with `-`.",
    "assume: {City Support: 1 USD}",
    "assume: {city_support: 1 USD}",
  ),
  "missing-key": entry("a key that must be there is not", "The message says which, and where."),
  "unknown-key": entry(
    "a key that the format does not have",
    "Most often it is misspelt; the nearest known key is suggested.",
    "asume: {}",
    "assume: {}",
  ),
};
