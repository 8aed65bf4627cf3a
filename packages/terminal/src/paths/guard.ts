/**
 * Gives the terminal back however the process ends or pauses: SIGTERM, SIGHUP, a second Ctrl-C, Ctrl-Z, a fault, an exit.
 *
 * A signal then does what it would have done: the process dies of it, and a shell sees 143 or 129.
 */

/** Calls `restore` before any ending. Answers with the function that ends the guard. */
export function guardTerminal(restore: () => void): () => void {
  const dieOf = (signal: NodeJS.Signals): void => {
    restore();
    release();
    process.kill(process.pid, signal);
  };
  let interrupts = 0;
  const listeners: readonly (readonly [string, () => void])[] = [
    ["SIGTERM", () => dieOf("SIGTERM")],
    ["SIGHUP", () => dieOf("SIGHUP")],
    // The first Ctrl-C belongs to whoever runs the paths; who asks twice wants an end at once.
    ["SIGINT", () => (++interrupts > 1 ? dieOf("SIGINT") : undefined)],
    [
      "SIGTSTP",
      () => {
        restore();
        process.kill(process.pid, "SIGSTOP");
      },
    ],
    // Before the fault is told of: what is told must not be erased.
    ["uncaughtExceptionMonitor", restore],
    ["exit", restore],
  ];
  const release = (): void => {
    for (const [event, listener] of listeners) process.off(event, listener);
  };
  for (const [event, listener] of listeners) process.on(event, listener);
  return release;
}
