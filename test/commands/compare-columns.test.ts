/** `compare` of files of columns: the comparison that running the paths again would print. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BERTH, SOUND } from "./berth.ts";
import { call, folderWith } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

const VARIED = SOUND.replace(
  "machines:",
  `variants:
  shaky:
    title: A berth that is given up sooner
    assume: {gone: {value: chance(70%), judgement: for the test}}
machines:`,
);

let folder: ReturnType<typeof folderWith>;
const steppe = (...args: string[]) => call(args, { cwd: folder.path, env: { COLUMNS: "90" } });
const columns = (file: string, scenario: string, paths: number, ...args: string[]) =>
  steppe("run", scenario, "--paths", String(paths), "--columns", file, ...args);

beforeAll(async () => {
  folder = folderWith({ "sound.yaml": VARIED, "berth.yaml": BERTH });
  await columns("now.columns", "sound.yaml", 1500);
  await columns("shaky.columns", "sound.yaml@shaky", 1500);
});
afterAll(() => folder.remove());

describe("compare of files of columns", () => {
  it("prints what running both again would print, as text and as a document", async () => {
    const args = ["--paths", "1500", "--chart", "rent"];
    expect(await steppe("compare", "now.columns", "shaky.columns", "--chart", "rent")).toEqual(
      await steppe("compare", "sound.yaml", "@shaky", ...args),
    );
    for (const more of [["--json"], ["--differing"]]) {
      const ran = await steppe("compare", "sound.yaml", "@shaky", "--paths", "1500", ...more);
      expect(await steppe("compare", "now.columns", "shaky.columns", ...more)).toEqual(ran);
      expect(ran.code).toBe(1);
    }
  });

  it("names what was laid over, as of one scenario without it and with it", async () => {
    await columns("set.columns", "sound.yaml", 1500, "--set", "gone=true");
    const ran = await steppe("compare", "sound.yaml", "--set", "gone=true", "--paths", "1500");
    expect((await steppe("compare", "now.columns", "set.columns")).stdout).toBe(ran.stdout);
    const { stdout } = await steppe("compare", "now.columns", "now.columns");
    expect(stdout).toMatch(/^ {2}1: now\.columns {2}A berth let for four years, /);
  });

  it("is of the paths that all have, and says which file has more", async () => {
    await columns("few.columns", "sound.yaml@shaky", 1100);
    const { stdout, stderr } = await steppe("compare", "now.columns", "few.columns");
    expect(stderr).toBe("note: `now.columns` has more paths; compared are those that all have\n");
    expect(stdout).toBe((await steppe("compare", "sound.yaml", "@shaky", "--paths", "1100")).stdout);
    const back = await steppe("compare", "few.columns", "now.columns");
    expect(back.stderr).toBe(stderr);
    expect(back.stdout).toContain('  paths       1,100 of seed "steppe", 0 to 1099; path by path');
  });

  it("leaves out paths that went wrong in one, and answers with 3 unless they are allowed", async () => {
    await columns("berth.columns", "berth.yaml", 40);
    await columns("whole.columns", "sound.yaml", 40);
    for (const more of [[], ["--allow-failed-paths"], ["--json"]]) {
      const read = await steppe("compare", "whole.columns", "berth.columns", ...more);
      const ran = await steppe("compare", "sound.yaml", "berth.yaml", "--paths", "40", ...more);
      expect([read.code, read.stdout]).toEqual([ran.code, ran.stdout]);
    }
    expect((await steppe("compare", "whole.columns", "berth.columns")).code).toBe(3);
  });

  it("asks nothing of the precision that a run was to reach", async () => {
    await columns("calm.columns", "sound.yaml", 250, "--precision", "paid:0.01%", "--set", "gone=false");
    const { code, stdout } = await steppe("compare", "calm.columns", "calm.columns", "--json");
    expect([code, JSON.parse(stdout).ended]).toEqual([0, "complete"]);
  });
});

describe("files that cannot be compared", () => {
  it("are those whose paths had not the same chance", async () => {
    await columns("other.columns", "sound.yaml", 10, "--seed", "other");
    await columns("sobol.columns", "sound.yaml", 10, "--sampling", "sobol");
    await columns("lhs.columns", "sound.yaml", 10, "--sampling", "lhs");
    await columns("more.columns", "sound.yaml", 11, "--sampling", "lhs");
    const refusal = async (...files: string[]) => {
      const { code, stderr, stdout } = await steppe("compare", ...files);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr;
    };
    expect(await refusal("now.columns", "other.columns")).toBe(
      'error: `other.columns` has the seed "other", and `now.columns` "steppe": their paths had not the same chance\n',
    );
    expect(await refusal("now.columns", "sobol.columns")).toContain(
      "has the sampling sobol, and `now.columns` random:",
    );
    expect(await refusal("lhs.columns", "more.columns")).toContain(
      "has a Latin hypercube of 11, and `lhs.columns` 10:",
    );
    expect(await refusal("now.columns")).toBe("error: a comparison of files of columns needs two\n");
    expect(await refusal("now.columns", "sound.yaml")).toBe(
      "error: `sound.yaml` is no file of columns: they are compared with each other\n",
    );
    expect(await refusal("now.columns", "shaky.columns", "--paths", "5")).toBe(
      "error: `--paths` does not go with files of columns\n",
    );
    expect(await refusal("now.columns", "shaky.columns", "--seed", "x")).toBe(
      "error: `--seed` does not go with files of columns\n",
    );
    expect(await refusal("now.columns", "shaky.columns", "--chart", "rant")).toContain("(did you mean `rent`?)");
  });

  it("are those that are damaged, also behind the last path that is compared", async () => {
    const bytes = readFileSync(join(folder.path, "now.columns"));
    bytes[bytes.length - 200] = (bytes[bytes.length - 200] as number) ^ 1;
    writeFileSync(join(folder.path, "bad.columns"), bytes);
    await columns("ten.columns", "sound.yaml", 10);
    const { code, stdout, stderr } = await steppe("compare", "ten.columns", "bad.columns");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("error[columns-damaged]: `bad.columns` is damaged: a checksum does not match\n");
  });
});
