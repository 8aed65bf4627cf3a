/** Calls a command as the launcher does, in this process: what it printed, and its exit code. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "../../packages/terminal/src/program.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** The folder that paths are relative to: the repository's, unless told. */
  readonly cwd?: string;
  /** Columns of a terminal; absent: there is none. */
  readonly columns?: number;
  /** 100 columns where there is no terminal, unless told. */
  readonly env?: NodeJS.ProcessEnv;
  /** What is typed: a pipe, not a terminal. The test's own input, unless told. */
  readonly stdin?: string;
}

export async function call(
  args: readonly string[],
  { cwd = ROOT, columns, env = { COLUMNS: "100" }, stdin }: CallOptions = {},
): Promise<Answer> {
  const [stdout, stderr] = [collecting(columns), collecting(columns)];
  const input = stdin === undefined ? process.stdin : (Readable.from([stdin]) as unknown as NodeJS.ReadStream);
  const begun = performance.now();
  const code = await run(args, { stdin: input, stdout: stdout.stream, stderr: stderr.stream, env, cwd, begun });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collecting(columns: number | undefined) {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on("data", (chunk) => chunks.push(String(chunk)));
  if (columns !== undefined) Object.assign(stream, { columns });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => chunks.join("") };
}

/** A folder with these files in it, removed by `remove`. */
export function folderWith(files: Readonly<Record<string, string>>): {
  readonly path: string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), "steppe-commands-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The lines of a section of an account: those under its heading up to the next blank line. */
export function sectionOf(stdout: string, heading: string): readonly string[] {
  const lines = stdout.split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`no section ${heading} in:\n${stdout}`);
  const end = lines.indexOf("", start);
  return lines.slice(start + 1, end < 0 ? undefined : end);
}
