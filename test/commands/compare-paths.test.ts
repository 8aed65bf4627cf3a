/** `compare --paths`: the same paths of several scenarios, side by side and path by path. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { BERTH, SOUND } from "./berth.ts";
import { call, folderWith, ROOT, sectionOf } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

/** In the variant the berth is given up on more paths, and earlier. */
const VARIED = SOUND.replace(
  "machines:",
  `variants:
  shaky:
    title: A berth that is given up sooner
    assume: {gone: {value: chance(70%), judgement: for the test}}
machines:`,
);

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "sound.yaml": VARIED, "berth.yaml": BERTH });
});
afterAll(() => folder.remove());

const compare = (...args: string[]) => call(["compare", ...args], { cwd: folder.path, env: { COLUMNS: "90" } });

interface Cell {
  readonly mean: string;
  readonly missing: number;
  readonly kind: string;
  readonly against_first?: {
    readonly paths: number;
    readonly same: number;
    readonly more: number;
    readonly less: number;
    readonly difference: { readonly mean: string; readonly least: { readonly value: string; readonly path: number } };
  } | null;
}

const documentOf = async (...args: string[]) => JSON.parse((await compare(...args, "--json")).stdout);

describe("compare --paths", () => {
  it("has amounts in millions where a page is too narrow for their cents, and cuts none", async () => {
    const args = ["compare", "sound.yaml", "@shaky", "--paths", "40"];
    const { stdout } = await call(args, { cwd: folder.path, columns: 80 });
    const rent = sectionOf(stdout, "Rent, million EUR");
    expect(rent).toMatchInlineSnapshot(`
      [
        "                        mean     5 %   50 %   95 %",
        "  sound.yaml   4.857 ± 0.761   0.000  5.562  7.630",
        "  @shaky       3.692 ± 0.853   0.000  4.204  7.559",
        "    more by   -1.165 ± 0.640  -5.857  0.000  0.000",
        "    more on 0 % (0.0..8.8 %), less on 30.0 % (18.1..45.4 %), the same on 70.0 %",
        "    skewed: the ± of these means wants at least 44 paths",
      ]
    `);
    expect(stdout).not.toMatch(/\d…/);
    const { stdout: wide } = await call(args, { cwd: folder.path, columns: 90 });
    expect(wide).toContain("\nRent, EUR\n");
  });

  it("prints every measure of each, by how much they differ, and on how many paths", async () => {
    const { code, stdout, stderr } = await compare("sound.yaml", "@shaky", "--paths", "40");
    expect([code, stderr]).toEqual([1, ""]);
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
        sound.yaml  A berth let for four years, 2020-01-01 .. 2023-12-31
        @shaky      A berth that is given up sooner
        paths       40 of seed "steppe", 0 to 39; path by path the same chance in all

      Rent, EUR
                                          mean            5 %          50 %          95 %
        sound.yaml   4,856,656.81 ± 761,348.50           0.00  5,562,159.92  7,629,597.40
        @shaky       3,691,601.64 ± 852,540.92           0.00  4,204,151.72  7,559,013.20
          more by   -1,165,055.18 ± 639,896.21  -5,856,760.36          0.00          0.00
          more on 0 % (0.0..8.8 %), less on 30.0 % (18.1..45.4 %), the same on 70.0 %
          skewed: the ± of these means wants at least 44 paths

      ended
                                   comes on         5 %        50 %   95 %
        sound.yaml    25.0 % (14.2..40.2 %)  2020-10-07       never  never
        @shaky        55.0 % (39.8..69.3 %)  2020-04-02  2023-04-22  never
          days later                  0 ± 0           0           0      0
          later on 0 % (0.0..8.8 %), earlier on 30.0 % (18.1..45.4 %), the same on 70.0 %; days
          later: of the 10 paths on which both come

      gone
                                      yes on
        sound.yaml     32.5 % (20.1..48.0 %)
        @shaky         72.5 % (57.2..83.9 %)
          points more             +40 ± 15.9
          yes where the first has no on 40.0 % (26.3..55.4 %), no where the first has yes on 0 %
          (0.0..8.8 %), the same on 60.0 %

      share
                                   mean        5 %      50 %     95 %
        sound.yaml    0.341957 ± 0.0369          0  0.348847  0.47685
        @shaky        0.315618 ± 0.0469          0  0.345305  0.47685
          more by   -0.0263392 ± 0.0301  -0.366048         0        0
          more on 0 % (0.0..8.8 %), less on 7.5 % (2.6..19.9 %), the same on 92.5 %
          skewed: the ± of these means wants at least 250 paths

      length, days
                             mean     5 %   50 %   95 %
        sound.yaml   283.0 ± 43.1    91.3  375.2  375.2
        @shaky       169.4 ± 41.1    91.3   91.3  375.2
          more by   -113.6 ± 45.1  -283.9    0.0    0.0
          longer on 0 % (0.0..8.8 %), shorter on 40.0 % (26.3..55.4 %), the same on 60.0 %

      word
        sound.yaml  stayed on 67.5 %
        @shaky        left on 72.5 %
          the same on 60.0 %

      The same in all, on every path
        tenth

      Expected of sound.yaml
        FAILED pays on 8 paths, 20.0 % (10.5..34.8 %)
          at end: paid(rent) > 2 million EUR
          paths 5, 6, 14, 15, 20 and 3 more

      Expected of @shaky
        FAILED pays on 16 paths, 40.0 % (26.3..55.4 %)
          at end: paid(rent) > 2 million EUR
          paths 0, 5, 6, 7, 11 and 11 more

      ±, ranges in brackets: intervals of 95 %; of a difference, that of the differences of the
      single paths.
      40 paths · engine kernel · seed "steppe" · steppe unbuilt
      "
    `);
  });

  it("has exactly what the single paths have, each held against the same path of the other", async () => {
    const PATHS = 8;
    const { measures } = await documentOf("sound.yaml", "@shaky", "--paths", String(PATHS));
    const singles = await Promise.all(
      Array.from({ length: PATHS }, (_, path) => documentOf("sound.yaml", "@shaky", "--path", String(path))),
    );
    const cents = (text: string): bigint => BigInt(text.replace(".", ""));
    const differences = singles.map(({ measures: [paid] }) => cents(paid.cells[1].difference));
    const sum = differences.reduce((total, one) => total + one, 0n);
    const [, cell] = measures[0].cells as readonly [Cell, Cell];
    const against = cell.against_first;
    expect([against?.paths, against?.less, against?.same]).toEqual([
      PATHS,
      differences.filter((one) => one < 0n).length,
      differences.filter((one) => one === 0n).length,
    ]);
    expect(against?.more).toBe(0);
    expect(against?.less).toBeGreaterThan(0);
    const off = BigInt(PATHS) * cents(against?.difference.mean ?? "") - sum;
    expect(off >= -BigInt(PATHS) && off <= BigInt(PATHS)).toBe(true);
    const [least = 0n] = [...differences].sort((a, b) => (a < b ? -1 : 1));
    expect(against?.difference.least).toEqual({
      value: against?.difference.least.value,
      path: differences.indexOf(least),
    });
    expect(cents(against?.difference.least.value ?? "")).toBe(least);
  });

  it("says of each scenario what `run --paths` says of it", async () => {
    const { measures } = await documentOf("sound.yaml", "@shaky", "--paths", "30");
    for (const [side, scenario] of ["sound.yaml", "sound.yaml@shaky"].entries()) {
      const run = JSON.parse((await call(["run", scenario, "--paths", "30", "--json"], { cwd: folder.path })).stdout);
      const cells = measures.map(
        ({ name, title, cells: all }: { name: string; title?: string; cells: readonly Cell[] }) => {
          const { against_first: _against, ...own } = all[side] as Cell;
          return { name, ...(title !== undefined && { title }), ...own };
        },
      );
      expect(cells).toEqual(run.runs[0].measures);
    }
  });

  it("is the same over worker threads, and by the World", async () => {
    const one = await compare("sound.yaml", "@shaky", "--paths", "50", "--workers", "1");
    const two = await compare("sound.yaml", "@shaky", "--paths", "50", "--workers", "2");
    expect(two).toEqual(one);
    const world = await compare("sound.yaml", "@shaky", "--paths", "50", "--engine", "world");
    expect(world.stdout.replace("engine world", "engine kernel")).toBe(one.stdout);
  });

  it("takes what is laid over one scenario for a second, and three against the first", async () => {
    const laid = await compare("sound.yaml", "--set", "rent=3 million EUR", "--paths", "20");
    expect(laid.stdout).toMatch(/^ {2}\+ rent=3 million EUR +A berth let for four years$/m);
    expect(laid.stdout).toMatch(
      /^ {4}more on 95\.0 % \(76\.4\.\.99\.1 %\), less on 0 % \(0\.0\.\.16\.1 %\), the same on 5\.0 %$/m,
    );
    const three = await compare("sound.yaml", "@shaky", "sound.yaml", "--paths", "20");
    expect(three.stdout).toMatch(/^ {4}2: sound\.yaml@shaky: more on .*$/m);
    expect(three.stdout).toMatch(/^ {4}3: sound\.yaml: more on 0 % .*, the same on 100 %$/ms);
  });

  it("names what is the same on every path, or with --differing only counts it", async () => {
    const { stdout } = await compare("sound.yaml", "sound.yaml", "--paths", "20");
    expect(stdout).toMatch(/\nThe same in all, on every path\n {2}Rent, ended, gone, share, length, word, tenth\n/);
    const counted = await compare("sound.yaml", "sound.yaml", "--paths", "20", "--differing");
    expect(counted.stdout).toMatch(/\nThe same in all, on every path\n {2}7 measures\n/);
  });

  it("draws the fan of the first with the median of the second", async () => {
    const { stdout } = await compare("sound.yaml", "@shaky", "--paths", "40", "--chart", "rent");
    expect(stdout).toMatch(/^rent, paid by the end of each year in sound\.yaml, EUR$/m);
    expect(stdout).toMatch(/⠒ median {2}⠂ median of @shaky$/m);
    expect(stdout).toMatch(/ 95 % +@shaky 50 %$/m);
  });
});

describe("compare --paths, where something goes wrong", () => {
  it("counts a path only where it went well in both, and ends with 3 unless that is allowed", async () => {
    const { code, stdout, stderr } = await compare("berth.yaml", "--set", "gone=true", "--paths", "40");
    expect(code).toBe(3);
    expect(stdout).toMatch(/^ {2}the model went wrong on 8 paths, 20\.0 %$/m);
    expect(stdout).toContain("\nWent wrong in berth.yaml\n");
    expect(stdout).toContain("\nWent wrong in + gone=true\n");
    const { measures } = await documentOf("berth.yaml", "--set", "gone=true", "--paths", "40");
    expect(measures[0].cells.map(({ count }: { count: number }) => count)).toEqual([32, 32]);
    expect(measures[0].cells[1].against_first.paths).toBe(32);
    expect(stderr).toContain("error[division-by-zero]");
    const allowed = await compare("berth.yaml", "--set", "gone=true", "--paths", "40", "--allow-failed-paths");
    expect([allowed.code, allowed.stdout]).toEqual([1, stdout]);
  });

  it("ends after its time with what was done", async () => {
    const { code, stdout } = await compare(
      "sound.yaml",
      "@shaky",
      "--paths",
      "4000000000",
      "--timeout",
      "5",
      "--workers",
      "1",
    );
    expect(code).toBe(124);
    expect(stdout.replaceAll("\n", " ")).toMatch(
      /Partial: the time was up; of the 4,000,000,000 paths asked for, [\d,]+ were/,
    );
  });

  it("refuses what it cannot do", async () => {
    const said = async (...args: string[]) => {
      const { code, stdout, stderr } = await compare(...args);
      expect(stdout).toBe("");
      return `${code} ${stderr}`;
    };
    const two = ["sound.yaml", "@shaky", "--paths", "5"];
    expect(await said("sound.yaml", "--paths", "5")).toBe(
      "2 error: a comparison of paths needs two scenarios, or one with something laid over it\n",
    );
    expect(await said(...two, "--by", "year")).toBe("2 error: `--by` is of one path: leave out `--paths`\n");
    expect(await said(...two, "--csv")).toBe("2 error: `--csv` is of one path: leave out `--paths`\n");
    expect(await said(...two, "--markdown")).toBe("2 error: `--markdown` is of one path: leave out `--paths`\n");
    expect(await said(...two, "--chart", "rant")).toMatch(/^2 error: `--chart` names `rant`/);
    expect(await said("sound.yaml", "@shaky", "--workers", "2")).toBe("2 error: `--workers` goes with `--paths`\n");
    expect(await said("sound.yaml", "@shaky", "--sampling", "lhs")).toMatch(
      /^2 error: `--sampling` goes with `--path`/,
    );
  });
});

describe("compare --paths --json", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/compare-paths.schema.json"), "utf8")));

  it("is as docs/compare-paths.schema.json says, for measures of every kind", async () => {
    expect(schema.safeParse(await documentOf("sound.yaml", "@shaky", "--paths", "20")).error).toBe(undefined);
    expect(schema.safeParse(await documentOf("berth.yaml", "--set", "gone=true", "--paths", "20")).error).toBe(
      undefined,
    );
    const apart = await documentOf("sound.yaml", "berth.yaml", "--paths", "20");
    expect(schema.safeParse(apart).error).toBe(undefined);
    const tenth = apart.measures.find(({ name }: { name: string }) => name === "tenth");
    expect(tenth.cells.map((cell: Cell | null) => cell === null)).toEqual([false, true]);
  });

  it("is refused by that schema when a part is missing or of another type", async () => {
    const document = await documentOf("sound.yaml", "@shaky", "--paths", "5");
    const [measure] = document.measures;
    const [first, second] = measure.cells;
    const withCell = (cell: object) => ({ ...document, measures: [{ ...measure, cells: [first, cell] }] });
    expect(schema.safeParse(withCell(second)).success).toBe(true);
    expect(schema.safeParse({ ...document, schema: "steppe.compare/1" }).success).toBe(false);
    expect(schema.safeParse({ ...document, scenarios: [document.scenarios[0]] }).success).toBe(false);
    expect(schema.safeParse(withCell({ ...second, mean: 5 })).success).toBe(false);
    expect(schema.safeParse(withCell({ ...second, against_first: { paths: 5 } })).success).toBe(false);
  });
});
