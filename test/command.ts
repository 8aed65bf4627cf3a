/** The built command, as a test calls it. */
import { spawnSync } from "node:child_process";

export const ROOT = new URL("../", import.meta.url).pathname;

export interface Printed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds if a source is newer than the build; once, before tests that call `steppe`. */
export function ensureBuilt(): void {
  const built = spawnSync(`${ROOT}steppe`, ["--version"], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
}

/** Runs the bundle without the launching script: no colours, 100 columns, and of the environment only what is given. */
export function steppe(args: readonly string[], cwd: string = ROOT, env: NodeJS.ProcessEnv = {}): Printed {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${ROOT}dist/current/main.cjs`, ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, NO_COLOR: "1", COLUMNS: "100", LANG: "C.UTF-8", ...env },
  });
  return { status, stdout, stderr };
}
