/**
 * The log of a walk: one JSON document a line. The first says what was walked through, each other one what was done.
 *
 * Lines of a screen (`{"view": …}`) say what was looked at; they change nothing, and whoever has no screen skips them.
 */
import { dateText, type Problem, parseDate, type Result } from "@steppe/core";
import type { Act } from "./act.ts";

/** What a log's first line says its form is. */
export const LOG_SCHEMA = "steppe.walk/1";

export interface LogHeader {
  /** The scenario as it was named, and what was laid over it. */
  readonly scenario: string;
  readonly variants: readonly string[];
  readonly over: readonly string[];
  readonly set: readonly string[];
  readonly seed: string;
  /** Absent: the central path. */
  readonly path?: number;
  readonly sampling?: string;
  readonly paths?: number;
  /** The fingerprint of the scenario: equal ones mean equal runs. */
  readonly input: string;
  /** The version of steppe that began it. */
  readonly steppe: string;
}

export type LogLine = { readonly act: Act } | { readonly view: unknown };

/** A log that was read; `lines[i]` stands in line `i + 2` of it, where no line is empty. */
export interface WalkLog {
  readonly header: LogHeader;
  readonly lines: readonly (LogLine & { readonly line: number })[];
  /** What the last line holds where it was not written to its end: it is no part of the walk. */
  readonly torn?: string;
}

/** The first line of a log, without a line break. */
export function encodeHeader({ scenario, variants, over, set, seed, path, sampling, paths, input, steppe }: LogHeader) {
  return JSON.stringify({
    schema: LOG_SCHEMA,
    scenario,
    variants,
    over,
    set,
    seed,
    ...(path !== undefined && { path }),
    ...(sampling !== undefined && { sampling }),
    ...(paths !== undefined && { paths }),
    input,
    steppe,
  });
}

/** A line of a log, without a line break. */
export function encodeLine(line: LogLine): string {
  return JSON.stringify("act" in line ? encodeAct(line.act) : { view: line.view });
}

/** An act as plain JSON: its dates as ISO dates. */
export function encodeAct(act: Act): Readonly<Record<string, unknown>> {
  const shape = SHAPES[act.do];
  const own = act as unknown as Readonly<Record<string, unknown>>;
  const pairs = Object.entries(shape).flatMap(([key, kind]) => {
    const value = own[key];
    if (value === undefined) return [];
    return [[key, kind === "date" ? dateText(value as number) : value]];
  });
  return { do: act.do, ...Object.fromEntries(pairs) };
}

/** What a field of an act is. */
type FieldKind = "text" | "optional text" | "count" | "number" | "ordinal" | "flag" | "date" | "texts";

const SHAPES: Readonly<Record<Act["do"], Readonly<Record<string, FieldKind>>>> = {
  step: { count: "count" },
  microstep: { count: "count" },
  actor: { actor: "text", count: "count" },
  year: { count: "count" },
  "to-step": { step: "number" },
  "to-date": { date: "date" },
  "to-when": { when: "text", back: "flag" },
  run: { back: "flag" },
  first: {},
  last: {},
  find: { text: "text", back: "flag" },
  go: { mark: "text" },
  return: {},
  switch: { branch: "text" },
  inject: { actor: "text", event: "text", with: "texts", as: "optional text" },
  assume: { assumption: "text", value: "text", as: "optional text" },
  move: { entry: "text", on: "date", as: "optional text" },
  remove: { entry: "text", as: "optional text" },
  force: { actor: "text", site: "text", n: "number", value: "text", as: "optional text" },
  fork: { as: "text" },
  rename: { branch: "text", as: "text" },
  drop: { branch: "text" },
  mark: { mark: "text" },
  stop: { at: "text" },
  unstop: { number: "ordinal" },
  undo: {},
  redo: {},
};

const WHAT: Readonly<Record<FieldKind, string>> = {
  text: "a text",
  "optional text": "a text",
  count: "a whole number other than 0",
  number: "a whole number from 0",
  ordinal: "a whole number from 1",
  flag: "true or false",
  date: "a date, YYYY-MM-DD",
  texts: "texts by name",
};

/** A value of a field as an act holds it; undefined where it is none. */
function fieldOf(kind: FieldKind, value: unknown): unknown {
  const isWhole = typeof value === "number" && Number.isSafeInteger(value);
  switch (kind) {
    case "text":
    case "optional text":
      return typeof value === "string" ? value : undefined;
    case "count":
      return isWhole && value !== 0 ? value : undefined;
    case "number":
      return isWhole && value >= 0 ? value : undefined;
    case "ordinal":
      return isWhole && value >= 1 ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? value : undefined;
    case "texts":
      return isMapping(value) && Object.values(value).every((one) => typeof one === "string") ? value : undefined;
    case "date": {
      const parsed = typeof value === "string" ? parseDate(value) : undefined;
      return parsed && "day" in parsed ? parsed.day : undefined;
    }
  }
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An act from plain JSON; or why it is none. */
export function decodeAct(json: unknown): Act | { readonly wrong: string } {
  if (!isMapping(json)) return { wrong: "it is no mapping" };
  const { do: name, ...fields } = json;
  const shape = typeof name === "string" && Object.hasOwn(SHAPES, name) ? SHAPES[name as Act["do"]] : undefined;
  if (!shape) return { wrong: name === undefined ? "it has no `do`" : `there is no act ${JSON.stringify(name)}` };
  const extra = Object.keys(fields).find((key) => !Object.hasOwn(shape, key));
  if (extra !== undefined) return { wrong: `\`${name}\` has no \`${extra}\`` };
  const own: Record<string, unknown> = { do: name };
  for (const [key, kind] of Object.entries(shape)) {
    if (fields[key] === undefined) {
      if (kind === "optional text") continue;
      return { wrong: `\`${name}\` wants \`${key}\`, ${WHAT[kind]}` };
    }
    const value = fieldOf(kind, fields[key]);
    if (value === undefined) return { wrong: `\`${key}\` of \`${name}\` is ${WHAT[kind]}` };
    own[key] = value;
  }
  return own as unknown as Act;
}

/**
 * Reads a log. `file` is its name in the places of problems. Refuses other forms, and the first line that is malformed;
 * but a last line that breaks off, without a line break, is what a loss of power leaves, and is told as `torn`.
 */
export function decodeLog(text: string, file: string): Result<WalkLog> {
  const [first = "", ...others] = text.split("\n");
  const header = headerOf(first);
  if ("wrong" in header) return refused("not-a-log", file, 1, first, `this is no log of a walk: ${header.wrong}`, []);
  const lines: (LogLine & { readonly line: number })[] = [];
  for (const [index, written] of others.entries()) {
    if (written.trim() === "") continue;
    const line = index + 2;
    const json = parsed(written);
    if (json === undefined && index === others.length - 1) {
      return { ok: true, value: { header, lines, torn: written }, problems: [] };
    }
    if (isMapping(json) && Object.hasOwn(json, "view") && Object.keys(json).length === 1) {
      lines.push({ view: json.view, line });
      continue;
    }
    const act = json === undefined ? { wrong: "it is not JSON" } : decodeAct(json);
    if ("wrong" in act)
      return refused("bad-log-line", file, line, written, `this line says no act: ${act.wrong}`, [
        "each line after the first is one act, as `--log` writes it: take this one out to play the others",
      ]);
    lines.push({ act, line });
  }
  return { ok: true, value: { header, lines }, problems: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

function headerOf(text: string): LogHeader | { readonly wrong: string } {
  const json = parsed(text);
  if (!isMapping(json)) return { wrong: "its first line is not a JSON document" };
  const { schema, scenario, variants, over, set, seed, path, sampling, paths, input, steppe } = json;
  if (schema !== LOG_SCHEMA) {
    const other = typeof schema === "string" ? `it is \`${schema}\`` : "its first line has no `schema`";
    return { wrong: `${other}, and \`${LOG_SCHEMA}\` is wanted` };
  }
  const isWhole =
    typeof scenario === "string" &&
    isTexts(variants) &&
    isTexts(over) &&
    isTexts(set) &&
    typeof seed === "string" &&
    typeof input === "string" &&
    typeof steppe === "string" &&
    (path === undefined || fieldOf("number", path) !== undefined) &&
    (sampling === undefined || typeof sampling === "string") &&
    (paths === undefined || fieldOf("ordinal", paths) !== undefined);
  if (!isWhole) return { wrong: "its first line does not say the scenario, what was laid over it, seed and `input`" };
  return {
    scenario,
    variants,
    over,
    set,
    seed,
    ...(typeof path === "number" && { path }),
    ...(typeof sampling === "string" && { sampling }),
    ...(typeof paths === "number" && { paths }),
    input,
    steppe,
  };
}

function refused(
  code: string,
  file: string,
  line: number,
  text: string,
  message: string,
  help: readonly string[],
): Result<WalkLog> {
  const place = { file, line, column: 1, length: Math.max(1, text.length) };
  const problem: Problem = { code, severity: "error", message, place, ...(help.length > 0 && { help }) };
  return { ok: false, problems: [problem] };
}
