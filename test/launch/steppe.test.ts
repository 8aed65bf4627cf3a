/** The real `./steppe`, built beforehand by scripts/test.sh. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const STEPPE = join(ROOT, "steppe");
const NODE = join(ROOT, "node_modules/node/bin/node");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

/** A call may take this many times the time in which the same Node does nothing. */
const START_UP_MAX = 2;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "calls-"));
  // Builds if someone has changed a source since: not to be measured below.
  spawnSync(STEPPE, ["--version"]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(command: string, args: readonly string[], cwd: string, path = process.env.PATH) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  return { status, stdout, stderr };
}

describe("./steppe", () => {
  const answer = { status: 0, stdout: `steppe ${version}\n`, stderr: "" };

  it("answers from any folder", () => {
    expect(call(STEPPE, ["--version"], folder)).toEqual(answer);
    expect(call("./steppe", ["-V"], ROOT)).toEqual(answer);
    expect(call(`../${basename(ROOT)}/steppe`, ["--version"], join(ROOT, "../", basename(ROOT)))).toEqual(answer);
    expect(call("sh", ["steppe", "--version"], ROOT)).toEqual(answer);
  });

  it("answers through links to it, also one link to another, and from the PATH", () => {
    symlinkSync(STEPPE, join(folder, "first"));
    symlinkSync("first", join(folder, "second"));
    symlinkSync(folder, join(folder, "around"));
    expect(call("./first", ["--version"], folder)).toEqual(answer);
    expect(call(join(folder, "around/second"), ["--version"], dirname(folder))).toEqual(answer);
    expect(call("second", ["--version"], "/", `${folder}:${process.env.PATH}`)).toEqual(answer);
  });

  it("needs nothing of the Node on the PATH once it is set up", () => {
    expect(call(STEPPE, ["--version"], folder, "/usr/bin:/bin")).toEqual(answer);
  });

  it("reads nothing but the launcher to tell its version, the program for all else", () => {
    // Before the launcher, so that it sees the first file: writes each that is opened for reading to the end of a file.
    const record = join(folder, "record.cjs");
    writeFileSync(record, RECORD);
    const filesRead = (args: readonly string[]): readonly string[] => {
      const list = join(folder, `read-${args[0]}`);
      const { status } = spawnSync(STEPPE, args, { env: { ...process.env, NODE_OPTIONS: `--require=${record}`, READ: list } });
      expect(status).toBe(0);
      return readFileSync(list, "utf8").split("\n").filter((line) => line !== "");
    };
    expect(filesRead(["--version"])).toEqual(["main.cjs"]);
    expect(filesRead(["-V"])).toEqual(["main.cjs"]);
    const more = filesRead(["--help"]);
    expect(more.length).toBeGreaterThan(1);
    expect(more).toContain("program.js");
  });
});
