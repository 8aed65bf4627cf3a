/** The log of a walk as a file: read whole, and written a line at a time, each on disk before the next act. */
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { decodeLog, encodeHeader, encodeLine, type LogHeader, type LogLine, type WalkLog } from "@steppe/walk";
import { CommandError, EXIT, type Session } from "../session.ts";
import { counted, oneLine } from "../views/text.ts";

export const absolutePath = (cwd: string, file: string): string => (isAbsolute(file) ? file : join(cwd, file));

/** A log that was read, and the text of its file. */
export interface ReadLog extends WalkLog {
  readonly file: string;
  readonly text: string;
}

/** A log of a file; or its problems on stderr and the end of the command. */
export function readLog(session: Session, file: string): ReadLog {
  let text: string;
  try {
    text = readFileSync(absolutePath(session.io.cwd, file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code;
    throw new CommandError(`the log \`${oneLine(file)}\` cannot be read: ${why}`);
  }
  const read = decodeLog(text, file);
  if (read.ok) {
    const { torn, lines } = read.value;
    if (torn !== undefined) {
      const last = counted(lines.length, "line");
      session.err(
        `the last line of \`${oneLine(file)}\` breaks off: the walk is played without it (${last} before it)`,
      );
    }
    return { ...read.value, file, text };
  }
  session.problems(read.problems, new Map([[file, text]]));
  throw new CommandError("", EXIT.wrong);
}

/** Whether a file is there and holds anything: then it is gone on with, or left alone. */
export function isWritten(cwd: string, file: string): boolean {
  const path = absolutePath(cwd, file);
  return existsSync(path) && statSync(path).size > 0;
}

/** A log that is being written. */
export class LogFile {
  readonly #path: string;
  readonly #name: string;

  /** Begins a log, or adds to one that was read: without the last line of it where that breaks off. */
  constructor(cwd: string, file: string, header: LogHeader, read?: ReadLog) {
    this.#path = absolutePath(cwd, file);
    this.#name = file;
    this.#write(() => {
      if (!read) writeFileSync(this.#path, `${encodeHeader(header)}\n`);
      else if (read.torn !== undefined) {
        truncateSync(this.#path, readFileSync(this.#path).lastIndexOf("\n") + 1);
      } else if (!readFileSync(this.#path, "utf8").endsWith("\n")) appendFileSync(this.#path, "\n");
    });
  }

  append(line: LogLine): void {
    this.#write(() => appendFileSync(this.#path, `${encodeLine(line)}\n`));
  }

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CommandError(`the log \`${oneLine(this.#name)}\` cannot be written: ${code}`, EXIT.output);
    }
  }
}
