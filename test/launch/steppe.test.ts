/** The real `./steppe`, built beforehand by scripts/test.sh. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const STEPPE = join(ROOT, "steppe");
const NODE = join(ROOT, "node_modules/node/bin/node");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "calls-"));
  // Builds if someone has changed a source since.
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

  it("loads nothing but the launcher to tell its version, so that it starts as fast as Node does", () => {
    expect(loaded("--version")).toEqual(["main.cjs", "node:fs", "node:module"]);
    expect(loaded("-V")).toEqual(["main.cjs", "node:fs", "node:module"]);
    // Or the recording would prove nothing.
    expect(loaded("--help")).toContain("program.js");
    expect(loaded("--help").length).toBeGreaterThan(5);
  });
});

/** Required before the launcher: writes down every module that is loaded from then on. */
const RECORDER = `
const { appendFileSync } = require("node:fs");
require("node:module").registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.LOADED, url + "\\n");
    return next(url, context);
  },
});
`;

/** What a call of the build loads, in order: Node's modules by name, files without their folders. */
function loaded(option: string): readonly string[] {
  const [recorder, list] = [join(folder, "recorder.cjs"), join(folder, `loaded by ${option}`)];
  writeFileSync(recorder, RECORDER);
  writeFileSync(list, "");
  const { status } = spawnSync(NODE, ["--require", recorder, join(ROOT, "dist/current/main.cjs"), option], {
    env: { ...process.env, LOADED: list },
  });
  expect(status).toBe(0);
  const urls = readFileSync(list, "utf8").trim().split("\n");
  return urls.map((url) => (url.startsWith("file:") ? basename(url) : url));
}
