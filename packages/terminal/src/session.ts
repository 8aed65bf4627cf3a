/**
 * What every command does first and last: read the scenario's files, show problems, choose the
 * exit code. Files are read here and nowhere else.
 */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";
import { styleText } from "node:util";
import {
  type FileRead,
  type Loaded,
  loadScenario,
  type Problem,
  type ScenarioRequest,
  splitScenario,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { CommandError, EXIT, type ExitCode } from "./exit.ts";
import { columnsOf, type Io } from "./io.ts";
import { type FrameStyle, renderProblems } from "./views/problem-frame.ts";
import type { Page, Style as ViewStyle } from "./views/text.ts";

export { CommandError, EXIT, type ExitCode };

export interface ProblemOptions {
  readonly format?: "full" | "short" | "json";
  readonly maxErrors?: number;
}

export class Session {
  readonly io: Io;

  constructor(io: Io) {
    this.io = io;
  }

  out(text: string): void {
    this.io.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  err(text: string): void {
    this.io.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  get width(): number {
    return columnsOf(this.io.stdout, this.io.env);
  }

  load(request: ScenarioRequest): Loaded {
    return loadScenario(request, this.readerFor(request), MACHINES);
  }

  /** Reads a file for whoever loads scenarios. */
  readerFor({ scenario, over = [] }: ScenarioRequest): (path: string) => FileRead {
    const { file } = splitScenario(scenario);
    const named = new Set([file, ...over]);
    const { cwd } = this.io;
    return (path) => readScenarioFile(cwd, path, named.has(path) ? undefined : dirname(file));
  }

  /** The loaded scenario, or its problems on stderr and the end of the command. Warnings are shown too. */
  model(request: ScenarioRequest): Loaded & { ok: true } {
    return this.models([request])[0] as Loaded & { ok: true };
  }

  /**
   * All scenarios, loaded before any is run: the problems of all come at once, each once. Warnings alone take one
   * line each; `steppe check` shows them in full.
   */
  models(requests: readonly ScenarioRequest[]): readonly (Loaded & { ok: true })[] {
    const loaded = requests.map((request) => this.load(request));
    const sound = loaded.filter((one) => one.ok);
    const files = new Map(loaded.flatMap((one) => [...one.files]));
    const problems = new Map(loaded.flatMap((one) => one.problems).map((one) => [JSON.stringify(one), one]));
    const format = sound.length < loaded.length ? "full" : "short";
    if (problems.size > 0) this.problems([...problems.values()], files, { format });
    if (sound.length < loaded.length) throw new CommandError("", EXIT.wrong);
    return sound;
  }

  /** Where results are printed: its width, and its colours, if it has any. */
  get page(): Page {
    const stream = this.io.stdout;
    return { width: this.width, paint: (style, text) => styleText(VIEW_STYLES[style], text, { stream }) };
  }

  problems(problems: readonly Problem[], files: ReadonlyMap<string, string>, options: ProblemOptions = {}): void {
    this.err(this.problemText(problems, files, this.io.stderr, options));
  }

  problemText(
    problems: readonly Problem[],
    files: ReadonlyMap<string, string>,
    stream: NodeJS.WriteStream,
    { format = "full", maxErrors }: ProblemOptions = {},
  ): string {
    return renderProblems(
      problems,
      files,
      {
        width: columnsOf(stream, this.io.env),
        unicode: true,
        color: true,
        style: (style, text) => styleText(STYLES[style], text, { stream }),
        ...(maxErrors !== undefined && { maxErrors }),
      },
      format,
    );
  }
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<FrameStyle, Style>> = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  strong: "bold",
  gutter: "blue",
  related: "blue",
  help: "green",
};

const VIEW_STYLES: Readonly<Record<ViewStyle, Style>> = {
  strong: "bold",
  dim: "dim",
  good: "green",
  bad: ["bold", "red"],
  warn: "yellow",
};

/** A file this much too large is not read to say so: what is just too large is read, and told with its size. */
const UNREAD_BYTES = 64_000_000;

/**
 * The bytes of a file, or why there are none. Relative paths are relative to `cwd`. With `within`, the file must lie in
 * that folder wherever links lead: a stranger's scenario extends files of its own folder and reads no other.
 */
export function readScenarioFile(cwd: string, path: string, within?: string): FileRead {
  const absolute = isAbsolute(path) ? path : join(cwd, path);
  try {
    const found = statSync(absolute);
    if (found.isDirectory()) return { error: "directory" };
    if (!found.isFile()) return { error: "unreadable", detail: "not a regular file" };
    if (found.size > UNREAD_BYTES) return { error: "unreadable", detail: `${Math.round(found.size / 1e6)} MB` };
    if (
      within !== undefined &&
      !isInside(realpathSync(isAbsolute(within) ? within : join(cwd, within)), realpathSync(absolute))
    )
      return { error: "outside" };
    return { bytes: readFileSync(absolute) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === "ENOENT" || code === "ENOTDIR"
      ? { error: "missing" }
      : { error: "unreadable", detail: String(code) };
  }
}

const isInside = (folder: string, file: string): boolean =>
  file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
