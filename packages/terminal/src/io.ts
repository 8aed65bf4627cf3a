/** The outside world as a command sees it: handed in by the launcher, or by a test. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that paths on the command line are relative to. */
  readonly cwd: string;
}
