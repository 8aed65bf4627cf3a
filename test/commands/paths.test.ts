/** Many paths as a user meets them: `run --paths`, `summary`, their exit codes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BERTH, SOUND } from "./berth.ts";
import { call, folderWith, sectionOf } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof folderWith>;

beforeAll(() => {
  folder = folderWith({
    "berth.yaml": BERTH,
    "sound.yaml": SOUND,
    "part.yaml": "extends: sound.yaml\ntitle: A part of a berth\n",
    "lines.yaml": SOUND.replace("title: A berth let for four years", 'title: "A \\e[31mred\\a berth"'),
  });
});
afterAll(() => folder.remove());

const steppe = (...args: string[]) => call(args, { cwd: folder.path, columns: 80 });

describe("a survey", () => {
  it("says what was run, and sums up measures, money, milestones and how paths ended", async () => {
    const { code, stdout, stderr } = await steppe("run", "sound.yaml", "--paths", "50", "--seed", "survey");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout.split("\n").slice(0, 6)).toEqual([
      "A berth let for four years",
      "",
      "  scenario  sound.yaml",
      "  period    2020-01-01 .. 2023-12-31",
      '  paths     50 of seed "survey", 0 to 49',
      "",
    ]);
    expect(sectionOf(stdout, "Measures")).toMatchInlineSnapshot(`
      [
        "                   5 %          25 %          50 %          75 %          95 %",
        "  Rent            0.00  4,358,040.44  5,538,937.36  6,562,212.56  7,873,936.08",
        "    from             –  2,121,294.60  4,827,941.76  5,984,868.32  7,462,654.28",
        "    to    2,121,294.60  4,958,819.68  6,411,889.56  7,462,654.28             –",
        "    paid in EUR: mean 5,147,029.67 ± 638,494.79, sd 2,246,663.81; least 0.00",
        "    (path 0), greatest 7,918,160.08 (path 15)",
        "    0.00 ▇      ▂  ▂    ▂    ▂▃▃▄▄▃▂▄▆▂▃ ▆▃ ▃▃▃ █ 7,918,160.08",
        "  ended     2020-07-19         never         never         never         never",
        "    from             –    2022-03-21         never         never         never",
        "    to      2022-03-21         never         never         never             –",
        "    comes on 20.0 % (11.2..33.0 %); then mean 2021-09-17 ± 362 days, sd 505",
        "    days; earliest 2020-03-17 (path 28), latest 2023-10-14 (path 5)",
        "    2020-03-17 ▄  █▄   ▄     ▄       ▄        ▄       █ 2023-10-14",
        "  gone",
        "    yes on 34.0 % (22.4..47.8 %); first yes on path 0, first no on path 1",
        "  share              0      0.285913      0.351044      0.436117      0.492121",
        "    from             –      0.260193      0.309926      0.400743       0.46749",
        "    to        0.260193      0.325442      0.403582       0.46749             –",
        "    mean 0.335537 ± 0.0383, sd 0.135; least 0 (path 0), greatest 0.494885 (path",
        "    15)",
        "    0 ▇                   ▂▆▃▄▃▃▂▄▄▃▃ ▇▃ ▃▃▄ █ 0.494885",
        "  length          91.3          91.3         375.2         375.2         375.2",
        "    from             –          91.3         375.2         375.2         375.2",
        "    to            91.3         375.2         375.2         375.2             –",
        "    in days: mean 278.7 ± 38.6, sd 135.9; least 91.3 (path 0), greatest 375.2",
        "    (path 1)",
        "    91.3 ▅                                      █ 375.2",
        "  word",
        "    stayed: 66.0 % (52.2..77.6 %), first on path 1",
        "    left: 34.0 % (22.4..47.8 %), first on path 0",
        "  tenth",
        "    in %: the same on all 50 paths: 10",
      ]
    `);
    expect(sectionOf(stdout, "Milestones")).toMatchInlineSnapshot(`
      [
        "                share                     5 %        50 %        95 %",
        "  berth.empty  20.0 %  11.2..33.0  2020-03-17  2020-12-08  2023-10-14",
        "  dates: of the paths on which it comes",
      ]
    `);
    expect(sectionOf(stdout, "How paths ended")).toMatchInlineSnapshot(`
      [
        "  berth    let 80.0 %, empty 20.0 %",
        "  auditor  looking 100 %",
      ]
    `);
    expect(sectionOf(stdout, "Expected")).toMatchInlineSnapshot(`
      [
        "  FAILED pays on 6 paths, 12.0 % (5.6..23.8 %)",
        "    at end: paid(rent) > 2 million EUR",
        "    paths 0, 3, 13, 28, 33 and 1 more",
      ]
    `);
    expect(stdout.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });

  it("has money by year as a fan where it is asked for", async () => {
    const { stdout } = await steppe("run", "sound.yaml", "--paths", "50", "--by", "year", "--seed", "survey");
    expect(sectionOf(stdout, "Paid by year")).toMatchInlineSnapshot(`
      [
        "  audit, EUR",
        "         mean    5 %   50 %   95 %",
        "  2022  10.00  10.00  10.00  10.00                         █",
        "  rent, EUR",
        "                mean   5 %          50 %          95 %",
        "  2020  1,342,146.28  0.00  1,404,174.58  1,968,484.02  ├────────────▒▒▒█▒▒▒▒──┤",
        "  2021  1,312,534.44  0.00  1,390,995.58  1,968,484.02  ├────────────▒▒▒█▒▒▒▒──┤",
        "  2022  1,291,321.50  0.00  1,390,995.58  1,968,484.02  ├────────────▒▒▒█▒▒▒▒──┤",
        "  2023  1,201,027.45  0.00  1,363,357.77  1,968,484.02  ├───────────▒▒▒▒█▒▒▒───┤",
        "  ├ 5 to 25 %, ▒ to 75 %, ─ to 95 %, █ the median; years alike are one line",
      ]
    `);
    const { stdout: without } = await steppe("run", "sound.yaml", "--paths", "50", "--seed", "survey");
    expect(without).not.toContain("Paid by year");
  });

  it("has a narrower fan where the page is narrower, and none before a number would be cut", async () => {
    const args = ["run", "sound.yaml", "--paths", "50", "--by", "year", "--seed", "survey"];
    for (const [columns, width] of [
      [80, 24],
      [68, 12],
      [60, 0],
      [56, 0],
    ] as const) {
      const { stdout } = await call(args, { cwd: folder.path, columns });
      const lines = sectionOf(stdout, "Paid by year");
      expect(lines.filter((line) => [...line].length > columns || line.includes("…"))).toEqual([]);
      const rent = lines.slice(lines.indexOf("  rent, EUR")).filter((line) => /^ {2}20\d\d /.test(line));
      expect(rent.map((line) => /[├█].*$/.exec(line)?.[0].length ?? 0)).toEqual([width, width, width, width]);
    }
  });

  it("has each scenario's own, and says what was laid over it", async () => {
    const { stdout } = await steppe("run", "sound.yaml", "part.yaml", "--paths", "5", "--set", "gone=true");
    expect(stdout.match(/^ {2}(scenario|with) .*/gm)).toEqual([
      "  scenario  sound.yaml",
      "  with      --set gone=true",
      "  scenario  part.yaml",
      "  with      --set gone=true",
    ]);
    expect(stdout).toContain("  gone\n    yes on 100 % (56.6..100.0 %); first yes on path 0\n");
  });

  it("goes only so far as it is told, and counts milestones that are named", async () => {
    const args = ["run", "sound.yaml", "--paths", "20", "--until", "2021-06-30", "--milestones", "claim.closed"];
    const { stdout } = await steppe(...args);
    expect(stdout).toContain("  period    2020-01-01 .. 2023-12-31, run until 2021-06-30\n");
    expect(sectionOf(stdout, "Milestones").some((line) => line.startsWith("  claim.closed"))).toBe(true);
  });

  it("never cuts the name of a state, which is there to be asked for", async () => {
    const args = ["run", "scenarios/baikonur.yaml@uncertain", "--paths", "5", "--milestones", "all"];
    const { stdout } = await call(args, { columns: 80 });
    const lines = sectionOf(stdout, "Milestones");
    expect(lines.filter((line) => [...line].length > 80 || line.includes("…"))).toEqual([]);
    expect(lines[lines.indexOf("  city.running.subsidised") + 1]).toMatch(/^ {20,}100 % .* 2004-01-01$/);
  });

  it("shows a title without what would turn a terminal's head", async () => {
    const { stdout } = await steppe("run", "lines.yaml", "--paths", "2");
    expect(stdout.split("\n")[0]).toBe("A \\x1b[31mred\\x07 berth");
  });
});

describe("what goes wrong on a path", () => {
  it("is counted, named and can be seen again; the command fails with 3", async () => {
    const { code, stdout, stderr } = await steppe("run", "berth.yaml", "--paths", "20");
    expect(code).toBe(3);
    expect(sectionOf(stdout, "Went wrong")).toMatchInlineSnapshot(`
      [
        "  per_stay has no value on 12 paths, 60.0 %",
        "    the divisor is zero (division-by-zero)",
        "    berth.yaml:42:14",
        "    paths 0, 2, 3, 7, 8 and 7 more; \`--path 0\` shows the first",
        "  the model went wrong on 4 paths, 20.0 %",
        "    the divisor is zero (division-by-zero)",
        "    berth.yaml:31:68",
        "    paths 1, 5, 6, 17; \`--path 1\` shows the first",
      ]
    `);
    expect(stderr).toContain("error[division-by-zero]: the divisor is zero\n");
    expect(stderr).toMatch(/ = note: on paths 1, 5, 6, 17\n/);
    const again = await steppe("run", "berth.yaml", "--path", "1");
    expect(again.code).toBe(3);
    expect(again.stderr).toContain("error[division-by-zero]: the divisor is zero\n");
  });

  it("is told with the seed where it is not the usual one", async () => {
    const { stdout } = await steppe("run", "berth.yaml", "--paths", "20", "--seed", "a b");
    expect(stdout).toMatch(/`--path \d+ --seed "a b"` shows the first\n/);
  });

  it("is allowed by --allow-failed-paths; a broken expectation still is none", async () => {
    const { code, stdout, stderr } = await steppe("run", "berth.yaml", "--paths", "20", "--allow-failed-paths");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("\nWent wrong\n");
  });
});

describe("a file of columns", () => {
  it("is summed up to the same text, and the same document, as the run that wrote it", async () => {
    const options = ["--by", "year", "--allow-failed-paths"];
    const ran = await steppe("run", "berth.yaml", "--paths", "40", "--columns", "berth.columns", ...options);
    expect(await steppe("summary", "berth.columns", ...options)).toEqual(ran);
    const json = await steppe("run", "berth.yaml", "--paths", "40", "--json");
    const read = await steppe("summary", "berth.columns", "--json");
    expect(read.stdout).toBe(json.stdout);
    expect(read.code).toBe(3);
    expect(readdirSync(folder.path).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  it("has the same bytes for any number of workers", async () => {
    for (const workers of ["1", "2", "3"]) {
      const args = ["run", "part.yaml", "--paths", "70", "--workers", workers, "--columns", `${workers}.columns`];
      expect((await steppe(...args)).code).toBe(1);
    }
    const [one, two, three] = ["1", "2", "3"].map((name) => readFileSync(join(folder.path, `${name}.columns`)));
    expect(one?.equals(two as Buffer)).toBe(true);
    expect(one?.equals(three as Buffer)).toBe(true);
  });

  it("is not begun where it cannot be written", async () => {
    const { code, stderr, stdout } = await steppe("run", "sound.yaml", "--paths", "5", "--columns", "no/such/folder");
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: `no/such/folder` cannot be written: its folder is not there\n",
    });
  });

  it("that is missing, no file, or another kind of file is refused", async () => {
    writeFileSync(join(folder.path, "text"), "not a file of columns\n");
    expect(await steppe("summary", "none.columns")).toMatchObject({
      code: 2,
      stderr: "error: `none.columns` is not there\n",
    });
    expect(await steppe("summary", ".")).toMatchObject({ code: 2, stderr: "error: `.` is not a regular file\n" });
    const { code, stderr } = await steppe("summary", "text");
    expect(code).toBe(2);
    expect(stderr).toContain("error[not-columns]: `text` is not a file of columns\n");
  });
});

describe("a path that is found by a measure", () => {
  const measured = async (args: readonly string[]): Promise<{ path: number; found?: string; paid: number }> => {
    const { stdout } = await steppe("run", "sound.yaml", ...args, "--json");
    const { path, found, runs } = JSON.parse(stdout);
    const value = runs[0].measures.find(({ name }: { name: string }) => name === "paid").value;
    return { path, found, paid: Number(value) };
  };

  it("is the first with the value of that rank, and is run as any path", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, path) => measured(["--path", String(path)])));
    const sorted = all.map(({ paid }) => paid).sort((a, b) => a - b);
    const wanted = [
      ["worst:paid", sorted[0]],
      ["least:paid", sorted[0]],
      ["best:paid", sorted[19]],
      ["greatest:paid", sorted[19]],
      ["p50:paid", sorted[9]],
      ["p95:paid", sorted[18]],
    ] as const;
    for (const [pick, value] of wanted) {
      const path = all.findIndex(({ paid }) => paid === value);
      expect(await measured(["--paths", "20", "--path", pick])).toEqual({
        path,
        found: `${pick} of 20 paths`,
        paid: value,
      });
    }
  });

  it("is named in the account", async () => {
    const { stdout } = await steppe("run", "sound.yaml", "--paths", "20", "--path", "p95:paid");
    expect(stdout).toMatch(/^ {2}path {6}\d+ of seed "steppe", found as p95:paid of 20 paths$/m);
  });

  it("is none for a text, or a measure that is not there", async () => {
    expect((await steppe("run", "sound.yaml", "--paths", "5", "--path", "p5:word")).stderr).toBe(
      "error: `--path p5:word`: a text has no rank\n",
    );
    expect((await steppe("run", "sound.yaml", "--paths", "5", "--path", "p5:pait")).stderr).toBe(
      "error: `--path` names `pait`, and there is no such measure\n(did you mean `paid`?)\n",
    );
  });
});

describe("a command line that makes no sense", () => {
  it.each([
    [["--workers", "2"], "`--workers` goes with `--paths`"],
    [["--columns", "x"], "`--columns` goes with `--paths`"],
    [["--allow-failed-paths"], "`--allow-failed-paths` goes with `--paths`"],
    [["--paths", "5", "--path", "3"], "`--path K` is one path, and `--paths` many: give one of the two"],
    [["--path", "p95:paid"], "`--path p95:paid` is found among many: give `--paths N` as well"],
    [["--paths", "5", "--trace"], "`--trace` shows one path: give `--path K`"],
    [
      ["--paths", "5", "--path", "p95:paid", "--columns", "x"],
      "`--columns` does not go with `--path p95:paid`, which is one path",
    ],
    [["part.yaml", "--paths", "5", "--columns", "x"], "`--columns` holds one scenario at a time"],
    [["part.yaml", "--paths", "5", "--path", "p5:paid"], "`--path p5:paid` is found in one scenario at a time"],
    [
      ["--paths", "5", "--milestones", "berth.emty"],
      "`--milestones` names `berth.emty`, and there is no such state\n(did you mean `berth.empty`?)",
    ],
  ])("is refused: %j", async (args, message) => {
    expect(await steppe("run", "sound.yaml", ...args)).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  it.each([
    ["--paths", "0"],
    ["--paths", "1e3"],
    ["--workers", "0"],
    ["--timeout", "0"],
    ["--path", "p0:paid"],
    ["--path", "p100:paid"],
  ])("is refused: %s %s", async (option, value) => {
    const { code, stderr } = await steppe("run", "sound.yaml", option, value);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error: option '${option} .*' argument '${value}' is invalid\\. `));
  });
});
