/** `steppe new` as a user meets it: what it writes runs. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith, sectionOf } from "./calling.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({});
});
afterAll(() => folder.remove());

const steppe = (...args: string[]) => call(args, { cwd: folder.path });

describe("new", () => {
  it("writes a scenario that has no problems, runs, and holds what it expects", async () => {
    expect(await steppe("new", "north-harbour")).toEqual({
      code: 0,
      stdout: "north-harbour.yaml\n",
      stderr: "now try: steppe run north-harbour.yaml\n",
    });
    expect((await steppe("check", "north-harbour.yaml", "--strict")).stdout).toBe(
      "north-harbour.yaml: no problems, nor in its 2 variants\n",
    );
    const { code, stdout } = await steppe("run", "north-harbour.yaml", "--json");
    expect(code).toBe(0);
    const [one] = JSON.parse(stdout).runs;
    // Ten years at 12 million, ten at a tenth more, by quarters.
    expect(one.measures[0]).toMatchObject({ name: "rent_paid", value: "252000000.00", currency: "USD" });
    expect(one.postings).toHaveLength(80);
  });

  it("has variants that differ from it", async () => {
    const { code, stdout } = await steppe("compare", "north-harbour.yaml", "@early", "@dear");
    expect(code).toBe(0);
    expect(sectionOf(stdout, "Measures").find((line) => line.includes("lease_ends"))).toMatch(
      /never +2030-06-30 +never/,
    );
  });

  it("never overwrites", async () => {
    writeFileSync(join(folder.path, "mine.yaml"), "mine");
    expect(await steppe("new", "mine")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: `mine.yaml` is there already: choose another name\n",
    });
    expect(readFileSync(join(folder.path, "mine.yaml"), "utf8")).toBe("mine");
  });

  it("makes the folder it is told, and takes the ending for granted", async () => {
    expect((await steppe("new", "quay.yaml", "--dir", "leases/new")).stdout).toBe("leases/new/quay.yaml\n");
    expect(readdirSync(join(folder.path, "leases/new"))).toEqual(["quay.yaml"]);
    expect(readFileSync(join(folder.path, "leases/new/quay.yaml"), "utf8")).toContain("title: Quay\n");
  });

  it("prints it for -", async () => {
    const { code, stdout } = await steppe("new", "-");
    expect(code).toBe(0);
    expect(stdout).toContain("title: A lease\n");
    expect(stdout).toContain("steppe: 1\n");
  });

  it.each(["", "../up", "a/b", ".hidden", "two words", "x\u001b[31m"])("refuses %j for a name", async (name) => {
    const { code, stdout, stderr } = await steppe("new", name);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("is not a name: use letters, digits, `-` and `_`; `--dir` says where");
    expect(stderr).not.toContain("\u001b");
  });
});
