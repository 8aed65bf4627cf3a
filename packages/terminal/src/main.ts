/**
 * The launcher: what every call passes through before a command is loaded, kept small because it is the start-up
 * time of `steppe --version`. Only this file ends the process and chooses its exit code.
 *
 * - 0 done, or the reader of our output has gone (`steppe … | head -1`)
 * - 70 a fault of steppe (EX_SOFTWARE), 74 the output cannot be written (EX_IOERR)
 * - any other is the command's own answer
 *
 * SIGINT and SIGTERM keep their default: the process dies of them at once, even in the midst of a long computation,
 * Node gives the terminal its mode back, and a shell sees 130 or 143. A command that can do better takes them over.
 */
import { writeSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { settleColour } from "./colour.ts";
import type { Io } from "./io.ts";
import { UNBUILT, VERSION } from "./version.ts";

const EXIT_FAULT = 70;
const EXIT_OUTPUT = 74;

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}

/** Standard error may be closed, too: then there is nobody to tell. */
function tell(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // The exit code still speaks.
  }
}

function endOnFault(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && process.env.STEPPE_DEBUG === "1" ? `${error.stack}\n` : "";
  tell(
    `steppe: ${message}\n${stack}` +
      "this is a fault of steppe, not of your scenario; STEPPE_DEBUG=1 shows where it happened\n",
  );
  process.exit(EXIT_FAULT);
}

function endOnOutputError(error: Error): never {
  if (isClosedPipe(error)) process.exit(0);
  tell(`steppe: the output cannot be written: ${error.message}\n`);
  process.exit(EXIT_OUTPUT);
}

/** Without touching `process.stdout`, whose making costs more than the rest of this. */
function printVersion(): void {
  try {
    writeSync(1, `steppe ${VERSION}\n`);
  } catch (error) {
    endOnOutputError(error as Error);
  }
}

async function runCommand(args: readonly string[]): Promise<void> {
  process.on("uncaughtException", endOnFault);
  process.stdout.on("error", endOnOutputError);
  process.stderr.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
  });
  if (process.env.STEPPE_DEBUG === "1") process.setSourceMapsEnabled(true);
  // Beside the build, so that it goes when the build goes. Does nothing where NODE_DISABLE_COMPILE_CACHE is set.
  if (VERSION !== UNBUILT) enableCompileCache(process.env.NODE_COMPILE_CACHE ?? `${import.meta.dirname}/.cache`);
  settleColour(args, process.env);
  const { run } = await import("./program.ts");
  const io: Io = {
    // Asked for only when wanted: merely looking at it opens it.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    // The clock of the process begins with it.
    begun: 0,
  };
  // Until the command has answered: a promise that nothing will ever settle would end the process with 0.
  process.exitCode = EXIT_FAULT;
  process.exitCode = await run(args, io);
}

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) printVersion();
else runCommand(args).catch(endOnFault);
