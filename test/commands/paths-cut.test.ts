/** Many paths that are cut short, by the built command: what was done is printed, and the exit code says so. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt } from "../command.ts";
import { SOUND } from "./berth.ts";
import { call, folderWith, ROOT } from "./calling.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "sound.yaml": SOUND });
});
afterAll(() => folder.remove());

describe("a run that is cut short", () => {
  beforeAll(ensureBuilt, 60_000);

  /** Starts the built command, interrupts it after a time, and waits for its end. */
  function started(
    args: readonly string[],
    interruptAfterMs?: number,
  ): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(process.execPath, [join(ROOT, "dist/current/main.cjs"), ...args], {
      cwd: folder.path,
      env: { PATH: process.env.PATH, NO_COLOR: "1", COLUMNS: "80" },
    });
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk);
    });
    if (interruptAfterMs !== undefined) setTimeout(() => child.kill("SIGINT"), interruptAfterMs);
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout })));
  }

  it.each(["1", "2"])(
    "by --timeout ends with what was done, and 124, with %s workers",
    async (workers) => {
      const args = ["run", "sound.yaml", "--paths", "4000000000", "--timeout", "2", "--workers", workers];
      const { code, stdout } = await started([...args, "--columns", "cut.columns"]);
      expect(code).toBe(124);
      expect(stdout.replaceAll("\n", " ")).toMatch(
        /Partial: the time was up; of the 4,000,000,000 paths asked for, [\d,]+ were run\./,
      );
      const read = await call(["summary", "cut.columns"], { cwd: folder.path });
      expect(read.stdout).toContain("Partial: the time was up");
      expect(read.code).toBe(124);
    },
    30_000,
  );

  it.each(["1", "2"])(
    "by Ctrl-C ends with what was done, and 130, with %s workers",
    async (workers) => {
      const args = ["run", "sound.yaml", "--paths", "4000000000", "--workers", workers];
      const { code, stdout } = await started([...args, "--json"], 2500);
      expect(code).toBe(130);
      const [{ ended, paths, paths_asked }] = JSON.parse(stdout).runs;
      expect({ ended, paths_asked }).toEqual({ ended: "interrupted", paths_asked: 4_000_000_000 });
      expect(paths).toBeGreaterThan(0);
    },
    30_000,
  );
});
