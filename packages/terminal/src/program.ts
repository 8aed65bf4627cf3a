/** The commands. */
import type { Io } from "./io.ts";

export async function run(argv: readonly string[], io: Io): Promise<number> {
  io.stderr.write(`steppe: no such command: ${argv[0] ?? "(none)"}\n`);
  return 2;
}
