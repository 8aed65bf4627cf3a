/** Many paths that are cut short, by the built command: what was done is printed, and the exit code says so. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt } from "../command.ts";
import { SOUND } from "./berth.ts";
import { call, folderWith, ROOT } from "./calling.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "sound.yaml": SOUND, "next.yaml": SOUND });
});
afterAll(() => folder.remove());

describe("a run whose time is up before its first path", () => {
  const steppe = (...args: string[]) => call(args, { cwd: folder.path, columns: 80 });
  const nothing =
    "Nothing was run: the time was up before the first path; `--timeout` counts from\n" +
    "the start of the command, and the code is made before any path is run.\n";

  it("says so, and nothing of figures that there are not", async () => {
    const { code, stdout } = await steppe("run", "sound.yaml", "--paths", "5", "--timeout", "0.001");
    expect(code).toBe(124);
    expect(stdout.split("\n").slice(4, 10).join("\n")).toBe(
      `  paths     0 of seed "steppe", none\n\n${nothing}\n±, from .. to and ranges in brackets: intervals of 95 %.`,
    );
    const [run] = JSON.parse(
      (await steppe("run", "sound.yaml", "--paths", "5", "--timeout", "0.001", "--json")).stdout,
    ).runs;
    expect(run).toMatchObject({ paths: 0, paths_asked: 5, ended: "timeout" });
  });

  it("begins no other scenario, and names those that were not begun", async () => {
    const { code, stdout, stderr } = await steppe(
      "run",
      "sound.yaml",
      "next.yaml",
      "--paths",
      "5",
      "--timeout",
      "0.001",
    );
    expect(code).toBe(124);
    expect(stdout).not.toContain("next.yaml");
    expect(stderr).toBe("`next.yaml` was not begun\n");
  });

  it("says so of a comparison", async () => {
    const { code, stdout } = await steppe("compare", "sound.yaml", "next.yaml", "--paths", "5", "--timeout", "0.001");
    expect(code).toBe(124);
    expect(stdout).toContain(`\n\n${nothing}\n±, ranges in brackets`);
  });

  it("is another than one that has time enough", async () => {
    expect((await steppe("run", "sound.yaml", "next.yaml", "--paths", "5", "--timeout", "600")).code).toBe(0);
  });
});

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
      const args = ["run", "sound.yaml", "--paths", "4000000000", "--timeout", "6", "--workers", workers];
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
