/** The built command over pipes: what it says comes as it is asked, and how it ends. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt, ROOT } from "../command.ts";
import { folderWith } from "../commands/calling.ts";
import { PIER } from "../commands/pier.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  ensureBuilt();
  folder = folderWith({ "pier.yaml": PIER });
}, 60_000);
afterAll(() => folder.remove());

/** A walk in another process, to which somebody talks line by line. */
class Talk {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  #said = "";
  #read = 0;
  #heard: (() => void) | undefined;
  stderr = "";

  constructor(...args: readonly string[]) {
    this.#child = spawn(process.execPath, [`${ROOT}dist/current/main.cjs`, "step", ...args], {
      cwd: folder.path,
      env: { PATH: process.env.PATH, NO_COLOR: "1", COLUMNS: "100" },
    });
    this.#ended = new Promise((resolve) => this.#child.on("close", (code, signal) => resolve({ code, signal })));
    this.#child.stdout.on("data", (data) => {
      this.#said += data;
      this.#heard?.();
    });
    this.#child.stderr.on("data", (data) => {
      this.stderr += data;
    });
    // Whoever has gone reads no more.
    this.#child.stdin.on("error", () => {});
  }

  says(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Waits until the walk has said this, after all that was heard before; then all of it up to there. */
  async hears(text: string): Promise<string> {
    for (;;) {
      const at = this.#said.indexOf(text, this.#read);
      if (at >= 0) {
        const heard = this.#said.slice(this.#read, at + text.length);
        this.#read = at + text.length;
        return heard;
      }
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  hangsUp(): void {
    this.#child.stdin.end();
  }

  stopsReading(): void {
    this.#child.stdout.destroy();
  }

  kills(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  ends() {
    return this.#ended;
  }
}

describe("a walk over pipes", () => {
  it("answers each line before the next is there, and ends with 0 where the input ends", async () => {
    const talk = new Talk("pier.yaml");
    talk.says("to 7");
    expect(await talk.hears("pier.yaml:29:5\n")).toMatch(/^step 7, 2011-06-01: pier: crash/);
    talk.says("print paid(claim)");
    expect(await talk.hears("USD\n")).toBe("7.00 USD\n");
    talk.hangsUp();
    expect(await talk.ends()).toEqual({ code: 0, signal: null });
    expect(talk.stderr).toBe("");
  });

  it("ends at `quit`, though the input is still open", async () => {
    const talk = new Talk("pier.yaml");
    talk.says("quit");
    expect(await talk.ends()).toEqual({ code: 0, signal: null });
  });

  it("takes a last line without its end, and lines in parts", async () => {
    const talk = new Talk("pier.yaml", "--do", "print 'привет'");
    expect(await talk.hears("\n")).toBe("привет\n");
    talk.says("step\r");
    await talk.hears("from start\n");
    talk.hangsUp();
    expect(await talk.ends()).toEqual({ code: 0, signal: null });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("dies of %s at once", async (signal) => {
    const talk = new Talk("pier.yaml", "--log", `${signal}.jsonl`);
    talk.says("to 7");
    await talk.hears("from timeline");
    talk.kills(signal);
    expect(await talk.ends()).toEqual({ code: null, signal });
    const again = new Talk("--play", `${signal}.jsonl`);
    await again.hears("step 7, 2011-06-01");
    again.hangsUp();
    expect(await again.ends()).toEqual({ code: 0, signal: null });
  });

  it("ends quietly when its reader has gone", async () => {
    const talk = new Talk("pier.yaml");
    talk.says("step");
    await talk.hears("step 0");
    talk.stopsReading();
    for (let i = 0; i < 10; i++) talk.says("help");
    talk.hangsUp();
    expect((await talk.ends()).code).toBe(0);
    expect(talk.stderr).toBe("");
  });

  it("reads its scenario once: what happens to the file meanwhile changes no fork", async () => {
    const own = join(folder.path, "own.yaml");
    writeFileSync(own, PIER);
    const talk = new Talk("own.yaml");
    talk.says("to 6");
    await talk.hears("step 6");
    writeFileSync(own, "nothing of the kind");
    talk.says("remove crash-2011");
    expect(await talk.hears("step 6 of fork-1")).toContain("branch fork-1: crash-2011 removed");
    talk.hangsUp();
    expect((await talk.ends()).code).toBe(0);
  });
});
