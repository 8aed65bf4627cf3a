/** `summary`: what a file of columns answers that nobody asked of the run which wrote it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { BERTH, SOUND } from "./berth.ts";
import { call, folderWith, ROOT } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Its expectation holds on every path. */
const CALM = SOUND.replace("paid(rent) > 2 million EUR", "paid(rent) >= 0 EUR");

let folder: ReturnType<typeof folderWith>;
beforeAll(async () => {
  folder = folderWith({ "calm.yaml": CALM, "berth.yaml": BERTH });
  await steppe("run", "calm.yaml", "--paths", "200", "--columns", "calm.columns");
  await steppe("run", "berth.yaml", "--paths", "40", "--columns", "berth.columns");
});
afterAll(() => folder.remove());

const steppe = (...args: string[]) => call(args, { cwd: folder.path, columns: 80 });
const documentOf = async (...args: string[]) => JSON.parse((await steppe(...args, "--json")).stdout);

describe("a path that is found in a file", () => {
  it("is told with its value, its interval, and the command that shows it", async () => {
    const { code, stdout, stderr } = await steppe(
      ...["summary", "calm.columns", "--path", "p95:paid", "--path", "worst:ended", "--path", "best:ended"],
      ...["--path", "p99.5:share", "--path", "p50:gone"],
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatchInlineSnapshot(`
      "A berth let for four years

        scenario  calm.yaml
        period    2020-01-01 .. 2023-12-31
        paths     200 of seed "steppe", 0 to 199

      Found
        p95:paid  7,629,597.40 EUR (7,486,085.28 .. 7,957,188.52)
          on path 12
          steppe run calm.yaml --path 12
        worst:ended  2020-01-21
          on path 21
          steppe run calm.yaml --path 21
        best:ended  never
          on path 0, the first of 134 that have it, of 200 with a value
          steppe run calm.yaml --path 0
        p99.5:share  0.499265 (0.497324 .. –)
          on path 101
          steppe run calm.yaml --path 101
        p50:gone  no (no .. yes)
          on path 0, the first of 111 that have it, of 200 with a value
          steppe run calm.yaml --path 0

      ±, from .. to and ranges in brackets: intervals of 95 %. Quantiles of a date
      take never for the latest.
      200 paths · engine kernel · seed "steppe" · steppe unbuilt · input e605920bc1d3
      "
    `);
  });

  it("is the path that the run finds, and its command shows that value", async () => {
    const [one] = (await documentOf("summary", "calm.columns", "--path", "p95:paid")).runs[0].found;
    const found = await documentOf("run", "calm.yaml", "--paths", "200", "--path", "p95:paid");
    expect(one.path).toBe(found.path);
    const [steppeWord, ...words] = one.command.split(" ");
    expect(steppeWord).toBe("steppe");
    const shown = await documentOf(...words);
    const { value } = shown.runs[0].measures.find(({ name }: { name: string }) => name === "paid");
    expect(value).toBe(one.value);
    const { quantiles } = (await documentOf("summary", "calm.columns")).runs[0].measures[0];
    expect(quantiles.find(({ percent }: { percent: number }) => percent === 95)).toMatchObject({
      value: one.value,
      interval: one.interval,
    });
  });

  it("has a command with all that its paths depend on", async () => {
    await steppe(
      ...["run", "calm.yaml", "--set", "rent=uniform(1 million EUR, 3 million EUR)", "--paths", "30", "--seed", "a b"],
      ...["--sampling", "lhs", "--until", "2022-12-31", "--columns", "laid.columns"],
    );
    const [one] = (await documentOf("summary", "laid.columns", "--path", "best:paid")).runs[0].found;
    expect(one.command).toBe(
      `steppe run calm.yaml --set 'rent=uniform(1 million EUR, 3 million EUR)' --path ${one.path} --seed 'a b' ` +
        "--sampling lhs --paths 30 --until 2022-12-31",
    );
    const shown = await documentOf(
      ...["run", "calm.yaml", "--set", "rent=uniform(1 million EUR, 3 million EUR)", "--path", String(one.path)],
      ...["--seed", "a b", "--sampling", "lhs", "--paths", "30", "--until", "2022-12-31"],
    );
    expect(shown.runs[0].measures[0].value).toBe(one.value);
  });

  it("is in the document beside all else, as its schema says", async () => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/paths.schema.json"), "utf8")));
    const picks = ["p5:paid", "best:ended", "worst:gone", "p50:share", "p50:length"].flatMap((pick) => [
      "--path",
      pick,
    ]);
    const document = await documentOf("summary", "calm.columns", ...picks);
    expect(schema.safeParse(document).error).toBe(undefined);
    const { found, ...run } = document.runs[0];
    expect(run).toEqual((await documentOf("summary", "calm.columns")).runs[0]);
    expect(found.map(({ kind }: { kind: string }) => kind)).toEqual(["money", "date", "boolean", "number", "duration"]);
    expect(found[1]).toMatchObject({ value: null, interval: {} });
    const [bad] = found;
    expect(schema.safeParse({ ...document, runs: [{ ...run, found: [{ ...bad, path: -1 }] }] }).success).toBe(false);
  });

  it("is none for a text, a measure that is not there, or one without any value", async () => {
    const stderrOf = async (file: string, pick: string) => (await steppe("summary", file, "--path", pick)).stderr;
    expect(await stderrOf("calm.columns", "p5:word")).toBe("error: `--path p5:word`: a text has no rank\n");
    expect(await stderrOf("calm.columns", "p5:pait")).toBe(
      "error: `--path` names `pait`, and there is no such measure\n(did you mean `paid`?)\n",
    );
    expect(await stderrOf("calm.columns", "7")).toMatch(
      /^error: option '--path <pick>' argument '7' is invalid\. It is p1:MEASURE to p99:MEASURE/,
    );
    await steppe("run", "berth.yaml", "--paths", "2", "--set", "gone=false", "--columns", "none.columns");
    const { code, stderr } = await steppe("summary", "none.columns", "--path", "p5:per_stay");
    expect([code, stderr]).toEqual([3, "error: `per_stay` has no value on any of the paths\n"]);
  });

  it("is told alone, so it does not go with what only the summary has", async () => {
    for (const more of [
      ["--by", "year"],
      ["--chart", "rent"],
    ]) {
      const { code, stderr } = await steppe("summary", "calm.columns", "--path", "p5:paid", ...more);
      const said = `error: \`${more[0]}\` is of the whole summary, and \`--path\` tells of paths alone\n`;
      expect([code, stderr]).toEqual([2, said]);
    }
  });

  it("answers as the run it is in: paths that went wrong make 3 unless they are allowed", async () => {
    expect((await steppe("summary", "berth.columns", "--path", "p5:paid")).code).toBe(3);
    // Its expectation is broken.
    expect((await steppe("summary", "berth.columns", "--path", "p5:paid", "--allow-failed-paths")).code).toBe(1);
  });
});

describe("milestones of a file", () => {
  it("are all in it; told are those of the run, and those that are named", async () => {
    const told = async (...args: string[]) =>
      (await documentOf(...args)).runs[0].milestones.map(({ state }: { state: string }) => state);
    expect(await told("summary", "calm.columns")).toEqual(["berth.empty"]);
    expect(await told("summary", "calm.columns", "--milestones", "claim.closed")).toEqual([
      "berth.empty",
      "claim.closed",
    ]);
    for (const named of ["claim.closed", "all"]) {
      const ran = await documentOf("run", "calm.yaml", "--paths", "200", "--milestones", named);
      expect(await documentOf("summary", "calm.columns", "--milestones", named)).toEqual(ran);
    }
  });

  it("are no others", async () => {
    expect(await steppe("summary", "calm.columns", "--milestones", "berth.emty")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: `--milestones` names `berth.emty`, and there is no such state in the file\n(did you mean `berth.empty`?)\n",
    });
  });
});

describe("a chart of a file", () => {
  it("is that of the run", async () => {
    const drawn = (text: string) => text.slice(text.indexOf("\nrent, paid by"), text.indexOf("\nMilestones"));
    const ran = await steppe("run", "calm.yaml", "--paths", "200", "--chart", "rent", "--ascii");
    const read = await steppe("summary", "calm.columns", "--chart", "rent", "--ascii");
    expect(read).toEqual(ran);
    expect(drawn(read.stdout)).toMatch(/^\nrent, paid by the end of each year, EUR\n {2}8,000,000 \+/);
  });

  it("is none of what nobody pays, and not in a document", async () => {
    expect((await steppe("summary", "calm.columns", "--chart", "rant")).stderr).toBe(
      "error: `--chart` names `rant`, and nothing is paid under it\n(did you mean `rent`?)\n",
    );
    expect((await steppe("summary", "calm.columns", "--chart", "rent", "--json")).code).toBe(2);
  });
});

describe("a precision of a file", () => {
  it("is told of the paths that there are", async () => {
    const { code, stdout } = await steppe("summary", "calm.columns", "--precision", "paid:20%");
    expect(stdout).toContain("\n  precise   paid:20%: reached\n");
    expect(code).toBe(0);
    const missed = await steppe("summary", "calm.columns", "--precision", "paid:1%");
    expect(missed).toEqual(await steppe("run", "calm.yaml", "--paths", "200", "--precision", "paid:1%"));
    expect(missed.code).toBe(1);
    expect((await steppe("summary", "calm.columns", "--precision", "pait:1%")).stderr).toContain(
      "(did you mean `paid`?)",
    );
  });
});
