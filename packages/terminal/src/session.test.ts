import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScenarioFile } from "./session.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
  mkdirSync(join(folder, "mine"));
  writeFileSync(join(folder, "mine/a.yaml"), "steppe: 1\n");
  writeFileSync(join(folder, "secret.txt"), "secret\n");
  symlinkSync("../secret.txt", join(folder, "mine/link.yaml"));
  symlinkSync("a.yaml", join(folder, "mine/near.yaml"));
  symlinkSync("/dev/zero", join(folder, "mine/endless.yaml"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a scenario's file", () => {
  it("is read where it lies in the folder, through a link within it too", () => {
    for (const name of ["mine/a.yaml", "mine/near.yaml"]) {
      expect(readScenarioFile(folder, name, "mine")).toMatchObject({ bytes: Buffer.from("steppe: 1\n") });
    }
  });

  it("is not read where a link leads out of the folder", () => {
    expect(readScenarioFile(folder, "mine/link.yaml", "mine")).toEqual({ error: "outside" });
    expect(readScenarioFile(folder, "mine/link.yaml")).toMatchObject({ bytes: Buffer.from("secret\n") });
  });

  it("is a regular file: a device or a folder is not read", () => {
    expect(readScenarioFile(folder, "mine/endless.yaml")).toEqual({
      error: "unreadable",
      detail: "not a regular file",
    });
    expect(readScenarioFile(folder, "mine")).toEqual({ error: "directory" });
    expect(readScenarioFile(folder, "none.yaml")).toEqual({ error: "missing" });
  });
});
