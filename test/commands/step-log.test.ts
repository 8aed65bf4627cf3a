/** The log of `steppe step`: what it holds, and how it is played. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, call, folderWith } from "./calling.ts";
import { PIER } from "./pier.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "pier.yaml": PIER });
});
afterAll(() => folder.remove());

/** Commands typed into a walk through the pier, and what came of them. */
const walk = (lines: readonly string[], ...args: readonly string[]): Promise<Answer> =>
  call(
    ["step", ...(args.some((arg) => !arg.startsWith("--") && arg.endsWith(".yaml")) ? [] : ["pier.yaml"]), ...args],
    {
      cwd: folder.path,
      stdin: lines.map((line) => `${line}\n`).join(""),
    },
  );

describe("a log", () => {
  const path = (name: string) => join(folder.path, name);

  it("holds what was done, act by act, and nothing that was asked or refused", async () => {
    await walk(
      ["to 2011-06-01", "why", "stpe", 'inject pier.crash claimed="1 USD"'],
      "--keep-going",
      "--log",
      "a.jsonl",
    );
    const [header, ...lines] = readFileSync(path("a.jsonl"), "utf8").trimEnd().split("\n");
    expect(JSON.parse(header ?? "")).toMatchObject({ schema: "steppe.walk/1", scenario: "pier.yaml", seed: "steppe" });
    expect(lines).toEqual(['{"do":"to-date","date":"2011-06-01"}']);
  });

  it("is played again with the same words, and gone on with", async () => {
    const lines = ["to 6", 'inject pier.crash claimed="3 USD" as small', "year", "switch base", "last"];
    const first = await walk(lines, "--log", "b.jsonl");
    const again = await call(["step", "--play", "b.jsonl"], { cwd: folder.path, stdin: "" });
    expect(again).toEqual(first);
    const kept = readFileSync(path("b.jsonl"), "utf8");
    const more = await call(["step", "pier.yaml", "--log", "b.jsonl"], {
      cwd: folder.path,
      stdin: "switch small\nledger\n",
    });
    expect(more.stdout.startsWith(first.stdout)).toBe(true);
    expect(readFileSync(path("b.jsonl"), "utf8")).toBe(`${kept}{"do":"switch","branch":"small"}\n`);
    const copied = await call(["step", "--play", "b.jsonl", "--log", "c.jsonl"], {
      cwd: folder.path,
      stdin: "ledger\n",
    });
    expect(copied.stdout).toBe(more.stdout);
    expect(readFileSync(path("c.jsonl"), "utf8")).toBe(readFileSync(path("b.jsonl"), "utf8"));
  });

  it("skips what a screen looked at", async () => {
    await walk(["to 6"], "--log", "d.jsonl");
    writeFileSync(
      path("d.jsonl"),
      `${readFileSync(path("d.jsonl"), "utf8")}{"view":{"focus":"ledger"}}\n{"do":"step","count":1}\n`,
    );
    expect((await call(["step", "--play", "d.jsonl"], { cwd: folder.path, stdin: "" })).stdout).toMatch(/\nstep 7, /);
  });

  it("of other files or of another path is refused, and --anyway plays it", async () => {
    await walk(["to 6"], "--log", "e.jsonl");
    const args = ["step", "pier.yaml", "--set", "rent=2 USD per year", "--play", "e.jsonl"];
    const refused = await call(args, { cwd: folder.path, stdin: "" });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/error\[log-of-another\]: .*\n --> e\.jsonl:1:1\n/);
    expect(refused.stderr).toMatch(
      /note: made of `pier\.yaml`, input \w{12}; this is `pier\.yaml --set 'rent=2 USD per year'`/,
    );
    const anyway = await call([...args, "--anyway"], { cwd: folder.path, stdin: "" });
    expect(anyway).toMatchObject({ code: 0, stdout: expect.stringMatching(/^step 6, /) });
  });

  it("whose last line breaks off is played and gone on with from before it", async () => {
    await walk(["to 6", "step"], "--log", "torn.jsonl");
    const whole = readFileSync(path("torn.jsonl"), "utf8");
    writeFileSync(path("torn.jsonl"), `${whole}{"do":"st`);
    const played = await call(["step", "--play", "torn.jsonl"], { cwd: folder.path, stdin: "" });
    expect(played).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nstep 7, /) });
    expect(played.stderr).toBe(
      "the last line of `torn.jsonl` breaks off: the walk is played without it (2 lines before it)\n",
    );
    await call(["step", "--log", "torn.jsonl"], { cwd: folder.path, stdin: "first\n" });
    expect(readFileSync(path("torn.jsonl"), "utf8")).toBe(`${whole}{"do":"first"}\n`);
  });

  it("keeps its path where another seed is asked for, and is refused for the seed", async () => {
    await walk(["to 6"], "--path", "3", "--seed", "1", "--log", "u.jsonl");
    const refused = await call(["step", "--play", "u.jsonl", "--seed", "2"], { cwd: folder.path, stdin: "" });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/note: made on path 3 of seed "1"; this is path 3 of seed "2"\n/);
    expect(refused.stderr).toMatch(/help: leave `--seed` out: the log names its own\n/);
    expect(refused.stderr).not.toMatch(/files have changed/);
  });

  it("that cannot be written ends the walk with 74", async () => {
    const { code, stdout, stderr } = await walk(["step"], "--log", "none/a.jsonl");
    expect({ code, stdout }).toEqual({ code: 74, stdout: "" });
    expect(stderr).toBe("error: the log `none/a.jsonl` cannot be written: ENOENT\n");
  });

  it("names its path: it is played on the path it was made on", async () => {
    await walk(["to 6"], "--path", "3", "--seed", "mine", "--log", "f.jsonl");
    const played = await call(["step", "--play", "f.jsonl"], { cwd: folder.path, stdin: "shell\n" });
    expect(played.stdout).toMatch(/\nsteppe step pier\.yaml --path 3 --seed mine --do 'to 6'\n$/);
  });
});
