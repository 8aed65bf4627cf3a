/** How a command ends: its exit code, and the error that carries one. Apart, so that `--help` needs nothing else. */

/**
 * 0 done; 1 an expectation or a check failed, a precision was not reached, or a command of a walk was refused; 2 the
 * command line or a file is wrong; 3 the model went wrong; 74 a file cannot be written; 124 ended by `--timeout`, as
 * timeout(1) does; 130 ended by Ctrl-C, with what was done until then.
 */
export const EXIT = { done: 0, failed: 1, wrong: 2, model: 3, output: 74, timeout: 124, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command: its message goes to stderr (nothing, when it is empty), its code to the shell. */
export class CommandError extends Error {
  readonly code: ExitCode;
  constructor(message: string, code: ExitCode = EXIT.wrong) {
    super(message);
    this.name = "CommandError";
    this.code = code;
  }
}
