/** Many paths on a real terminal, by the built command: watched, interrupted, ended, resized; nothing is left of it. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ensureBuilt } from "../command.ts";
import { SOUND } from "./berth.ts";
import { folderWith, ROOT } from "./calling.ts";
import { Terminal } from "./tmux.ts";

vi.setConfig({ testTimeout: 60_000 });

const FAN = "rent, paid by the end of each year, EUR";
const COUNTS = /^[\d,]+ of 4,000,000,000 paths · [\d,.]+ a second · /;

describe.skipIf(spawnSync("tmux", ["-V"]).status !== 0)("on a terminal (where there is tmux)", () => {
  let folder: ReturnType<typeof folderWith>;
  let terminal: Terminal;

  beforeAll(() => {
    ensureBuilt();
    folder = folderWith({ "sound.yaml": SOUND });
  }, 60_000);
  afterEach(() => terminal.close());
  afterAll(() => folder.remove());

  const STEPPE = `${process.execPath} ${join(ROOT, "dist/current/main.cjs")}`;

  /** A terminal on which more paths run than will ever end, and what is seen of them. */
  async function watching(columns: number, rows: number, command = "run sound.yaml"): Promise<readonly string[]> {
    terminal = await Terminal.open({ columns, rows, cwd: folder.path });
    terminal.enter("clear; echo before");
    await terminal.until((lines) => lines[0] === "before");
    // Its number is kept in a file for whoever sends it a signal.
    const started = `sh -c 'echo $$ > pid; exec ${STEPPE} ${command} --paths 4000000000 --workers 1'`;
    terminal.enter(`${started}; echo "exit $?"`);
    return terminal.until(
      (lines) => lines.some((line) => COUNTS.test(line)) && lines.some((line) => / 2023$/.test(line)),
    );
  }

  const ended = () => terminal.until((lines) => lines.some((line) => /^exit \d+$/.test(line)));

  it("they are seen with the fan they come to, and Ctrl-C leaves the account of those that were done", async () => {
    const lines = await watching(120, 40);
    expect(lines.filter((line) => line === FAN).length).toBe(1);
    for (const drawn of [/░/, /▒/, /[\u2801-\u28ff]/]) expect(lines.join("\n")).toMatch(drawn);
    expect(terminal.isCursorHidden).toBe(true);
    terminal.press("C-c");
    const screen = await ended();
    expect(screen.slice(-2)).toEqual(["exit 130", "$"]);
    expect(terminal.isCursorHidden).toBe(false);
    const all = terminal.history();
    expect(all[0]).toBe("before");
    expect(all.filter((line) => COUNTS.test(line))).toEqual([]);
    expect(
      all.filter((line) => line.startsWith("Partial: it was interrupted; of the 4,000,000,000 paths")).length,
    ).toBe(1);
    // The picture of the account, and no other.
    expect(all.filter((line) => line === FAN).length).toBe(1);
  });

  it("those of two scenarios are seen path by path, and Ctrl-C leaves what they came to", async () => {
    const lines = await watching(100, 40, 'compare sound.yaml --set "rent=1 million EUR"');
    expect(lines.filter((line) => line === FAN.replace(", EUR", " in sound.yaml, EUR")).length).toBe(1);
    expect(lines.some((line) => /^Rent, \+ .*: -[\d,.]+ ± [\d,.]+( million)? EUR, more on 0 %$/.test(line))).toBe(true);
    terminal.press("C-c");
    expect((await ended()).slice(-2)).toEqual(["exit 130", "$"]);
    const all = terminal.history();
    expect(all[0]).toBe("before");
    expect(all.filter((line) => COUNTS.test(line))).toEqual([]);
    expect(all.some((line) => line.startsWith("Partial: it was interrupted"))).toBe(true);
    expect(all.some((line) => line.startsWith("    more by"))).toBe(true);
  });

  it("they are killed without a trace", async () => {
    await watching(80, 24);
    process.kill(Number(readFileSync(join(folder.path, "pid"), "utf8")), "SIGTERM");
    await ended();
    expect(terminal.isCursorHidden).toBe(false);
    const all = terminal.history();
    expect(all[0]).toBe("before");
    expect(all.filter((line) => line === "exit 143").length).toBe(1);
    expect(all.filter((line) => COUNTS.test(line) || line === FAN)).toEqual([]);
  });

  it("they follow the window, down to a single line", async () => {
    await watching(100, 40);
    for (const [columns, rows] of [
      [119, 40],
      [140, 50],
      [90, 45],
    ] as const) {
      terminal.resize(columns, rows);
      const width = Math.min(columns - 1, 120);
      const lines = await terminal.until((seen) => seen.some((line) => line.length === width && / 2023$/.test(line)));
      expect(lines.filter((line) => line === FAN || COUNTS.test(line)).length).toBe(2);
      expect(lines.at(-1)).toMatch(/^ +░ 5\.\.95 % {2}▒ 25\.\.75 % {2}⠒ median$/);
      // What a narrower window breaks anew, tmux pushes out at the top.
      if (columns > 100) expect(lines[0]).toBe("before");
    }
    terminal.resize(90, 9);
    await terminal.until((lines) => COUNTS.test(lines.at(-1) ?? "") && !lines.includes(FAN));
    terminal.press("C-c");
    expect((await ended()).slice(-2)).toEqual(["exit 130", "$"]);
  });
});
