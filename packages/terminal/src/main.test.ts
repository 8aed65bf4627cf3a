/** The launcher as a process: run from source, with a program of the test's own in place of the commands. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "launcher-"));
  for (const name of ["main.ts", "io.ts", "colour.ts", "version.ts"]) {
    copyFileSync(join(import.meta.dirname, name), join(folder, name));
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What runs as the body of `run(argv, io)`. */
function useProgram(body: string): void {
  writeFileSync(join(folder, "program.ts"), `export async function run(argv, io) { ${body} }\n`);
}

const ENV = { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: "1" };

function launch(args: readonly string[], options: { env?: NodeJS.ProcessEnv; stdout?: number } = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [join(folder, "main.ts"), ...args], {
    encoding: "utf8",
    env: { ...ENV, ...options.env },
    stdio: ["ignore", options.stdout ?? "pipe", "pipe"],
    timeout: 20_000,
  });
  return { status, signal, stdout, stderr };
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
}

describe("the launcher", () => {
  it("hands over arguments, streams and folder, and ends with the command's answer", () => {
    useProgram("io.stdout.write(argv.join('|')); io.stderr.write(io.cwd); return 3;");
    expect(launch(["a", "--b", ""])).toEqual({ status: 3, signal: null, stdout: "a|--b|", stderr: process.cwd() });
  });

  it("answers --version and -V without loading the commands", () => {
    useProgram("throw new Error('loaded');");
    for (const flag of ["--version", "-V"]) {
      expect(launch([flag])).toEqual({ status: 0, signal: null, stdout: "steppe unbuilt\n", stderr: "" });
    }
    expect(launch(["run", "--version"]).status).toBe(70);
  });

  it.each([
    ["thrown by the command", "throw new Error('no such row');"],
    ["thrown later", "setTimeout(() => { throw new Error('no such row'); }, 1); return 0;"],
    [
      "of a promise that nobody waits for",
      "Promise.reject(new Error('no such row')); await new Promise(setImmediate); return 0;",
    ],
  ])("says that a fault is its own, without a stack, and exits with 70: %s", (_, body) => {
    useProgram(body);
    expect(launch([])).toEqual({
      status: 70,
      signal: null,
      stdout: "",
      stderr:
        "steppe: no such row\nthis is a fault of steppe, not of your scenario; STEPPE_DEBUG=1 shows where it happened\n",
    });
  });

  it("shows the stack when STEPPE_DEBUG=1", () => {
    useProgram("throw new Error('no such row');");
    const { status, stderr } = launch([], { env: { STEPPE_DEBUG: "1" } });
    expect(status).toBe(70);
    expect(stderr).toMatch(/Error: no such row\n +at run .*program\.ts:1:\d+/);
  });

  it("takes a command that never answers for a fault", () => {
    useProgram("await new Promise(() => {});");
    expect(launch([]).status).toBe(70);
  });

  it("ends quietly with 0 when its reader has gone", async () => {
    useProgram("for (let i = 0; ; i += 1) { io.stdout.write('x'.repeat(65536)); await new Promise(setImmediate); }");
    const child = spawn(process.execPath, [join(folder, "main.ts")], { env: ENV, stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    child.stderr.on("data", (data) => {
      told += data;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await ended(child)).toEqual({ code: 0, signal: null });
    expect(told).toBe("");
  });

  it.skipIf(!existsSync("/dev/full"))("says when the output cannot be written, and exits with 74", () => {
    useProgram("io.stdout.write('a result'); return 0;");
    const { status, stderr } = launch([], { stdout: openSync("/dev/full", "w") });
    expect(stderr).toMatch(/^steppe: the output cannot be written: ENOSPC.*\n$/);
    expect(status).toBe(74);
    expect(launch(["--version"], { stdout: openSync("/dev/full", "w") }).status).toBe(74);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("dies of %s at once, in the midst of a long computation", async (signal) => {
    useProgram("io.stdout.write('busy'); for (;;);");
    const child = spawn(process.execPath, [join(folder, "main.ts")], {
      env: ENV,
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.once("data", () => child.kill(signal));
    expect(await ended(child)).toEqual({ code: null, signal });
  });

  it("settles colour before the commands look", () => {
    useProgram("io.stdout.write(String(io.env.FORCE_COLOR) + String(io.env.NO_COLOR)); return 0;");
    const env = { FORCE_COLOR: "1", NO_COLOR: "1" };
    expect(launch(["--color=never"]).stdout).toBe("undefined1");
    expect(launch([], { env }).stdout).toBe("1undefined");
  });
});
