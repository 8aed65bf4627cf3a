/** The outside world as a command sees it: handed in by the launcher, or by a test. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that paths on the command line are relative to. */
  readonly cwd: string;
  /** When the command began, on the clock of `performance.now()`; absent: when somebody first asks. */
  readonly begun?: number;
}

/** Where neither a terminal nor COLUMNS says how wide a line may be: what a pager shows without breaking it. */
const COLUMNS = 80;

/** How wide the lines of a stream may be: as wide as its terminal, else as COLUMNS says. */
export function columnsOf(stream: NodeJS.WriteStream, { COLUMNS: asked = "" }: NodeJS.ProcessEnv): number {
  return stream.columns ?? (/^[1-9]\d{1,3}$/.test(asked) ? Number(asked) : COLUMNS);
}
