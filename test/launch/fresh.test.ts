/** scripts/fresh.sh: what makes a build stale, tried on a tree of a few files. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const FRESH = join(import.meta.dirname, "../../scripts/fresh.sh");
let root: string;

function put(path: string, text = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function isFresh(): boolean {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", `root=$1; . '${FRESH}'; is_fresh`, "sh", root], {
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe("");
  return status === 0;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "a tree-"));
  for (const path of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "scripts/build.ts"]) put(path);
  for (const path of ["core/package.json", "core/src/a.ts", "core/src/a.test.ts", "core/node_modules/x"]) {
    put(`packages/${path}`);
  }
  put("node_modules/node/bin/node");
  chmodSync(join(root, "node_modules/node/bin/node"), 0o755);
  put("dist/current/main.cjs");
  // The clock of a file system ticks every few milliseconds.
  await sleep(20);
  put("dist/.built");
  await sleep(20);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const OLD = new Date("2001-01-01");

describe("a build", () => {
  it("is fresh when nothing has changed since it began", () => {
    expect(isFresh()).toBe(true);
  });

  it.each<[string, () => void]>([
    ["a source was written", () => put("packages/core/src/a.ts", "1")],
    [
      "a source was written and made to look old",
      () => {
        put("packages/core/src/a.ts", "1");
        utimesSync(join(root, "packages/core/src/a.ts"), OLD, OLD);
      },
    ],
    [
      "an older source was copied over one, times and all",
      () => {
        utimesSync(join(root, "package.json"), OLD, OLD);
        cpSync(join(root, "package.json"), join(root, "packages/core/src/a.ts"), { preserveTimestamps: true });
      },
    ],
    ["a source came", () => put("packages/core/src/deep/b.ts")],
    ["a source went", () => rmSync(join(root, "packages/core/src/a.ts"))],
    [
      "a source has another name",
      () => renameSync(join(root, "packages/core/src/a.ts"), join(root, "packages/core/src/b.ts")),
    ],
    ["a package came", () => put("packages/kernel/package.json")],
    ["a manifest changed", () => put("packages/core/package.json", "{}")],
    ["the lockfile changed", () => put("pnpm-lock.yaml", "x")],
    ["the lockfile is gone", () => rmSync(join(root, "pnpm-lock.yaml"))],
    ["the way of building changed", () => put("scripts/build.ts", "1")],
    ["the version changed", () => put("package.json", "{}")],
    ["it never ended", () => rmSync(join(root, "dist/.built"))],
    ["it is gone", () => rmSync(join(root, "dist/current"), { recursive: true })],
    ["Node is gone", () => rmSync(join(root, "node_modules"), { recursive: true })],
  ])("is stale when %s", (_, change) => {
    change();
    expect(isFresh()).toBe(false);
  });

  it.each<[string, () => void]>([
    ["a test was written", () => put("packages/core/src/a.test.ts", "1")],
    ["a page was written", () => put("docs/page.md", "1")],
    ["something happened in node_modules", () => put("packages/core/node_modules/.cache/x", "1")],
  ])("stays fresh when %s", (_, change) => {
    change();
    expect(isFresh()).toBe(true);
  });
});
