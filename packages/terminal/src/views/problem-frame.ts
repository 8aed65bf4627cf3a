/**
 * Problems as a person reads them: where, the line itself with a caret, and how to mend it.
 *
 * The shape is that of rustc: `error[code]: message`, `--> file:line:column`, an excerpt, then help
 * and notes. Pure: colours come in as a function, and what is printed depends on the arguments
 * alone. A user's text is shown, never obeyed: control characters appear as escapes.
 */
import type { Place, Problem } from "@steppe/core/problem.ts";
import { type Cell, cellsOf, escapeControls, escapeJson, widthOf } from "./problem-frame-text.ts";

/** The parts that may be coloured. */
export type FrameStyle = "error" | "warning" | "strong" | "gutter" | "related" | "help";

export interface FrameOptions {
  /** Columns of the terminal. Excerpts are cut to it, headings and notes wrapped, helps are not. */
  readonly width: number;
  /** Whether `…` and the like may be printed; otherwise ASCII only. */
  readonly unicode: boolean;
  /** Whether `style` is asked; without it the text is plain. */
  readonly color: boolean;
  readonly style?: (style: FrameStyle, text: string) => string;
  /** How many problems are shown in full: 20 unless told. */
  readonly maxErrors?: number;
}

export type FrameFormat = "full" | "short" | "json";

const MAX_ERRORS = 20;
const MIN_EXCERPT = 20;
const MIN_HEADING = 40;

type Files = ReadonlyMap<string, string>;
type Paint = (style: FrameStyle, text: string) => string;

/** `problems` in one of the three formats, without a last line break. `files` holds the text of each file by name. */
export function renderProblems(
  problems: readonly Problem[],
  files: Files,
  options: FrameOptions,
  format: FrameFormat = "full",
): string {
  const sorted = sortProblems(problems);
  if (format === "json") return escapeJson(JSON.stringify(sorted, null, 2));
  const shown = sorted.slice(0, options.maxErrors ?? MAX_ERRORS);
  const hidden = sorted.length - shown.length;
  const more =
    hidden === 0 ? [] : [`and ${counted(hidden, "more problem")}; \`--max-errors ${sorted.length}\` shows all`];
  if (format === "short") return [...shown.map(shortLine), ...more].join("\n");
  const frames = shown.map((problem) => frameOf(problem, files, options));
  return [...frames, [...more, ...summary(sorted)].join("\n")].filter((part) => part !== "").join("\n\n");
}

/** By file (in the order in which they first appear), line and column; those without a place first. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const rank = new Map<string, number>();
  for (const { place } of problems) if (place && !rank.has(place.file)) rank.set(place.file, rank.size);
  const key = ({ place }: Problem) => (place ? [rank.get(place.file) ?? 0, place.line, place.column] : [-1, 0, 0]);
  return [...problems].sort((a, b) => {
    const [p, q] = [key(a), key(b)];
    const at = p.findIndex((value, index) => value !== q[index]);
    return at === -1 ? 0 : (p[at] ?? 0) - (q[at] ?? 0);
  });
}

function summary(problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [errors > 0 && counted(errors, "error"), warnings > 0 && counted(warnings, "warning")];
  const files = [...new Set(problems.flatMap(({ place }) => (place ? [fileText(place)] : [])))];
  const where = files.length === 0 ? "" : files.length > 3 ? ` in ${files.length} files` : ` in ${files.join(", ")}`;
  return [counts.filter(Boolean).join(", ") + where];
}

/** A machine that comes with steppe has no file, and so no lines. */
function whereText(place: Place): string {
  return isShipped(place) ? `in ${fileText(place)}` : `${fileText(place)}:${place.line}:${place.column}`;
}

const isShipped = ({ file }: Place): boolean => file.startsWith("machine ");

const fileText = (place: Place): string =>
  isShipped(place)
    ? `the machine \`${escapeControls(place.file.slice("machine ".length))}\``
    : escapeControls(place.file);

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function shortLine(problem: Problem): string {
  const { place, severity, code, message } = problem;
  const at = place === undefined ? "" : `${whereText(place)}: `;
  return `${at}${severity}[${code}]: ${escapeControls(message)}`;
}

function frameOf(problem: Problem, files: Files, options: FrameOptions): string {
  const paint: Paint = (style, text) => (options.color && options.style ? options.style(style, text) : text);
  const { severity, code, message, place, label } = problem;
  const name = `${severity}[${code}]`;
  const [first = "", ...more] = broken(`${name}: ${escapeControls(message)}`, Math.max(MIN_HEADING, options.width));
  const head = [
    `${paint(severity, name)}${paint("strong", first.slice(name.length))}`,
    ...more.map((line) => paint("strong", line)),
  ].join("\n");
  const related = problem.related ?? [];
  const lines = [place, ...related.map((other) => other.place)].flatMap((at) => (at ? [at.line] : []));
  const gutter = Math.max(1, ...lines.map((line) => String(line).length));
  const frame = { files, options, paint, gutter };
  const bar = paint("gutter", `${" ".repeat(gutter)} |`);
  const rows = [head];
  if (place !== undefined) rows.push(...excerpt(frame, place, severity, label, true));
  for (const other of related) rows.push(...excerpt(frame, other.place, "related", other.label, false));
  const remarks = [
    ...(problem.help ?? []).map((text) => ["help", text] as const),
    ...(problem.notes ?? []).map((text) => ["note", text] as const),
  ];
  if (remarks.length > 0 && place !== undefined) rows.push(bar);
  for (const [word, text] of remarks) {
    const equals = paint("gutter", `${" ".repeat(gutter)} =`);
    // A list of names is wrapped; what may be copied, as a command in a help, stays on its line.
    const indent = gutter + 3 + word.length + 2;
    const shown = escapeControls(text);
    const [first = "", ...more] = word === "note" ? broken(shown, Math.max(20, options.width - indent)) : [shown];
    rows.push(`${equals} ${paint("help", `${word}:`)} ${first}`, ...more.map((line) => " ".repeat(indent) + line));
  }
  return rows.join("\n");
}

/** A text broken between words; unlike in a table nothing is ever cut, so that a longer word stands whole. */
function broken(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && widthOf(longer) > width) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

interface Frame {
  readonly files: Files;
  readonly options: FrameOptions;
  readonly paint: Paint;
  readonly gutter: number;
}

/** The arrow to a place, and its line with the one before it. Only the arrow where the text is not known. */
function excerpt(
  frame: Frame,
  place: Place,
  style: FrameStyle,
  label: string | undefined,
  isMain: boolean,
): readonly string[] {
  const { paint, gutter } = frame;
  const arrow = isMain ? "-->" : ":::";
  const where = whereText(place);
  const rows = [`${" ".repeat(gutter)}${paint("gutter", arrow)} ${where}`];
  const text = frame.files.get(place.file);
  const lines = text?.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  const line = lines?.[place.line - 1];
  if (lines === undefined || line === undefined) {
    return label === undefined
      ? rows
      : [...rows, `${" ".repeat(gutter)} ${paint("gutter", "=")} ${escapeControls(label)}`];
  }
  const cells = cellsOf(line);
  const from = Math.min(place.column - 1, line.length);
  const to = Math.min(from + place.length, line.length);
  const window = windowOf(cells, from, to, frame.options.width - gutter - 3);
  const number = (count: number | "") => paint("gutter", `${String(count).padStart(gutter)} |`);
  const before = lines[place.line - 2];
  rows.push(number(""));
  if (isMain && before !== undefined && before.trim() !== "") {
    rows.push(`${number(place.line - 1)} ${show(cellsOf(before), window, frame.options.unicode)}`.trimEnd());
  }
  rows.push(`${number(place.line)} ${show(cells, window, frame.options.unicode)}`.trimEnd());
  const start = columnOf(cells, from);
  const end = Math.min(columnOf(cells, to), window.end);
  const carets = (isMain ? "^" : "-").repeat(Math.max(1, end - start));
  const mark = label === undefined ? carets : `${carets} ${escapeControls(label)}`;
  rows.push(`${number("")} ${" ".repeat(Math.max(0, start - window.start))}${paint(style, mark)}`);
  return rows;
}

/** Display columns shown: from `start` to `end`, not included. */
interface Window {
  readonly start: number;
  readonly end: number;
}

/** The display column at which the character with UTF-16 offset `unit` stands. */
function columnOf(cells: readonly Cell[], unit: number): number {
  let column = 0;
  for (const cell of cells) {
    if (cell.unit >= unit) break;
    column += cell.width;
  }
  return column;
}

/** The part of a line that is shown: all of it if it fits, else what stands around the caret. */
function windowOf(cells: readonly Cell[], from: number, to: number, available: number): Window {
  const room = Math.max(MIN_EXCERPT, available);
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const start = columnOf(cells, from);
  if (start < room && total <= room) return { start: 0, end: Math.max(room, total) };
  const end = columnOf(cells, to);
  const lead = Math.max(0, Math.floor((room - Math.min(end - start, room)) / 2));
  const first = Math.max(0, Math.min(start - lead, total + 1 - room));
  return { start: first, end: first + room };
}

function show(cells: readonly Cell[], window: Window, unicode: boolean): string {
  const dots = unicode ? "…" : "...";
  const dotsWidth = widthOf(dots);
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const from = window.start > 0 ? window.start + dotsWidth : 0;
  const isCut = total > window.end;
  const to = isCut ? window.end - dotsWidth : total;
  let column = 0;
  let text = "";
  for (const cell of cells) {
    const next = column + cell.width;
    if (column >= from && next <= to) text += cell.text;
    // Half of a wide character at an edge: a space keeps the columns.
    else if (next > from && column < to) text += " ".repeat(Math.min(next, to) - Math.max(column, from));
    column = next;
  }
  return `${window.start > 0 ? dots : ""}${text}${isCut ? dots : ""}`;
}
