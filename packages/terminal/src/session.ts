/**
 * What every command does first and last: read the scenario's files, show problems, choose the
 * exit code. Files are read here and nowhere else.
 */
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { styleText } from "node:util";
import { type FileRead, type Loaded, loadScenario, type Problem, type ScenarioRequest } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import type { Io } from "./io.ts";
import { type FrameStyle, renderProblems } from "./views/problem-frame.ts";

/** 0 done; 1 an expectation or a check failed; 2 the command line or a file is wrong; 3 the model went wrong. */
export const EXIT = { done: 0, failed: 1, wrong: 2, model: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command: its message goes to stderr, its code to the shell. */
export class CommandError extends Error {
  readonly code: ExitCode;
  constructor(message: string, code: ExitCode = EXIT.wrong) {
    super(message);
    this.name = "CommandError";
    this.code = code;
  }
}

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

  /** Columns of the terminal, or 100 where there is none. */
  get width(): number {
    return this.io.stdout.columns ?? 100;
  }

  load(request: ScenarioRequest): Loaded {
    return loadScenario(request, (path) => readScenarioFile(this.io.cwd, path), MACHINES);
  }

  /** The loaded scenario, or its problems on stderr and the end of the command. Warnings are shown too. */
  model(request: ScenarioRequest): Loaded & { ok: true } {
    const loaded = this.load(request);
    if (!loaded.ok) {
      this.problems(loaded.problems, loaded.files);
      throw new CommandError("", EXIT.wrong);
    }
    return loaded;
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
        width: stream.columns ?? 100,
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

/** The bytes of a file, or why there are none. Relative paths are relative to `cwd`. */
function readScenarioFile(cwd: string, path: string): FileRead {
  const absolute = isAbsolute(path) ? path : join(cwd, path);
  try {
    if (statSync(absolute).isDirectory()) return { error: "directory" };
    return { bytes: readFileSync(absolute) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === "ENOENT" || code === "ENOTDIR" ? { error: "missing" } : { error: "unreadable", detail: String(code) };
  }
}
