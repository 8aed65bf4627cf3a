/** scripts/setup.sh: what an install says, tried with a stand-in for pnpm. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const SCRIPTS = join(import.meta.dirname, "../../scripts");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "a tree-"));
  for (const folder of ["dist", "bin", "packages/core", "test", "bench"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "packages/core/package.json",
    "test/package.json",
    "bench/package.json",
  ]) {
    writeFileSync(join(root, name), "{}\n");
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Installs with an `npx` that does as it is told. */
function install(npx: string) {
  writeFileSync(join(root, "bin/npx"), `#!/bin/sh\n${npx}\n`);
  chmodSync(join(root, "bin/npx"), 0o755);
  const script = `root=$1; . '${SCRIPTS}/fresh.sh'; . '${SCRIPTS}/setup.sh'; ensure_installed`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", root], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${root}/bin:${process.env.PATH}` },
  });
  return { status, stdout, stderr };
}

const FIRST = "steppe: installing what it runs on (about 400 MB the first time); this can take a minute\n";
const CHATTER = "echo '[WARN] Unsupported engine' >&2; echo 'Progress: resolved 1'";
const LAY_DOWN = "mkdir -p node_modules/node/bin; cp /bin/true node_modules/node/bin/node";

describe("an install", () => {
  it("says that it installs and that it has, and nothing of pnpm's own", () => {
    expect(install(`${CHATTER}; ${LAY_DOWN}`)).toEqual({
      status: 0,
      stdout: "",
      stderr: `${FIRST}steppe: installed\n`,
    });
    expect(readdirSync(join(root, "dist")).filter((name) => name.startsWith(".installed"))).toEqual([]);
    expect(install("exit 1")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("shows all that pnpm said when it fails, and says so", () => {
    const { status, stdout, stderr } = install(`${CHATTER}; echo 'ERR_NO_NETWORK'; exit 1`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toBe(
      `${FIRST}[WARN] Unsupported engine\nProgress: resolved 1\nERR_NO_NETWORK\n` +
        "steppe: the install failed, for the reason above; nothing was run\n",
    );
    expect(existsSync(join(root, "node_modules/.installed"))).toBe(false);
    expect(readdirSync(join(root, "dist")).filter((name) => name.startsWith(".installed"))).toEqual([]);
  });
});
