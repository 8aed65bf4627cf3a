/** `steppe backtest`: forecast and fit, what is refused, what stays the same, and its document. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { ensureBuilt } from "../command.ts";
import { blocksOf } from "../docs/blocks.ts";
import { call, folderWith, ROOT, sectionOf } from "./calling.ts";

const PIER = blocksOf("docs/backtesting.md")
  .filter(({ language }) => language === "yaml")
  .map(({ text }) => text)
  .join("\n");

/** A ferry that pays for each call; one path in some divides by nothing in 2013. */
const FERRY = `steppe: 1
title: A ferry
period: 2010-01-01 .. 2014-12-31
currency: USD
parties: [ferry, town]
assume:
  fee: {value: "uniform(10, 30, as: price) * 1 million USD", known: 2009-06-01, judgement: x}
  luck: {value: "uniform(0, 1)", known: 2009-06-01, judgement: x}
  later: {value: 3 million USD, judgement: x}
machines:
  payer:
    inputs: {extra: {kind: money, default: 0 USD}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 year, from: 2010-12-31, event: due}}
        on: {due: {actions: {pay: {from: ferry, to: town, amount: fee + extra, for: call}}}}
    events: {due: {}}
actors: {ferry_line: {machine: payer}}
timeline:
  - {id: announced, on: 2012-01-01, known: 2010-06-01, assume: {fee: 20 million USD}, judgement: x}
  - {id: surprise, on: 2013-01-01, assume: {fee: 90 million USD}, judgement: x}
observed:
  paid: {title: Paid, of: "paid(call, year: year(today))", series: {2010-12-31: 21 million USD, 2011-12-31: 22 million USD, 2012-12-31: 20 million USD, 2013-12-31: 90 million USD}, judgement: x}
variants:
  broken: {observed: {odd: {of: "1 / if(luck < 0.2, 0, 1)", series: {2012-12-31: 1}, judgement: x}}}
  lost: {observed: {odd: {of: "1 / (luck - luck)", series: {2012-12-31: 1}, judgement: x}}}
  unknown: {actors: {ferry_line: {with: {extra: later}}}}
  grown:
    assume: {fee: {value: 30 million USD, known: 2014-01-01, judgement: x, earlier: [{known: 2009-06-01, value: 2 million USD, judgement: x}]}}
    observed:
      paid: null
      half_of_what_is_paid_for_calls_in_the_year: {of: "paid(call, year: year(today)) / 2", series: {2011-12-31: 9 million USD}, judgement: x}
      paid_by_then: {of: paid(call) > 70 million USD, series: {2010-12-31: false, 2011-12-31: true, 2012-12-31: true}, judgement: x}
      paid_at_all: {of: paid(call) > 50 million USD, series: {2010-12-31: false, 2011-12-31: false}, judgement: x}
      new_record: {of: paid(call) > 3 million USD, series: {2011-12-31: true}, judgement: x}
  yearly: {observed: {paid: {counts: year}}}
  forced: {force: [{actor: assume, site: price, value: 0.5}]}
  indexed: {indices: {prices: {2010: 100, 2012: 110}}}
`;

let folder: ReturnType<typeof folderWith>;

beforeAll(() => {
  folder = folderWith({ "pier.yaml": PIER, "ferry.yaml": FERRY });
});
afterAll(() => folder.remove());

const at = () => ({ cwd: folder.path });
const backtest = (args: string) => call(["backtest", ...args.split(" ")], at());

// biome-ignore lint/suspicious/noExplicitAny: the schema below says what it is
async function documentOf(args: string): Promise<any> {
  const { stdout } = await backtest(`${args} --json`);
  return JSON.parse(stdout);
}

describe("a forecast", () => {
  it("leaves out what was not known, and keeps what was announced", async () => {
    const { code, stdout, stderr } = await backtest("ferry.yaml --from 2010-12-31 --paths 40");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain("  left out    1 entry of the timeline\n");
    expect(sectionOf(stdout, "Paid (paid)")).toEqual([
      "  of paid(call, year: year(today)); 1 date of the record not compared",
      "  forecast: what was known on 2010-12-31",
      expect.stringMatching(/^ {2}date +record +median +50 % +90 % +at +record is +million USD$/),
      expect.stringMatching(/^ {2}2011-12-31 +22\.00 +\d\d\.\d\d .* in [59]0 % +.*●/),
      expect.stringMatching(/^ {2}2012-12-31 +20\.00 +20\.00 +20\.00 +20\.00 +50 % +in 50 % +●$/),
      expect.stringMatching(/^ {2}2013-12-31 +90\.00 +20\.00 +20\.00 +20\.00 +100 % +out +│ +●$/),
    ]);
    expect(sectionOf(stdout, "All together")).toEqual([
      // Of 40 paths 21 lie in the interval of 2011 and all in those of 2012 and 2013, which are one value; of the wider one 37.
      expect.stringMatching(/^ {2}forecast {4}50 % intervals hold \d of 3 values, 2\.5 expected$/),
      "              90 % intervals hold 2 of 3 values, 2.9 expected",
    ]);
    expect(stdout).not.toContain("fit");
  });

  it("has beside its score that of the last value observed before", async () => {
    const { forecast } = await documentOf("ferry.yaml --from 2010-12-31 --paths 40");
    const [paid] = forecast.records;
    expect(paid.last).toEqual({ date: "2010-12-31", value: "21000000.00" });
    expect(paid.dates.map(({ persistence }: { persistence: string }) => persistence)).toEqual([
      "1000000",
      "1000000",
      "69000000",
    ]);
    expect(paid.dates[1].crps).toBe("0");
    expect(paid.dates[2].crps).toBe("70000000");
    expect(paid).toMatchObject({
      kind: "money",
      currency: "USD",
      score_unit: "USD",
      coverage_90: { inside: 2, of: 3, expected: "2.925" },
    });
  });

  it("leaves out the year that had begun, of what counts by the year, and says so", async () => {
    const { stdout } = await backtest("ferry.yaml@yearly --from 2011-03-01 --paths 5");
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain(
      " begun 2011 had begun, and is not foretold for what counts by the year: 2011-12-31 of paid ",
    );
    expect(sectionOf(stdout, "Paid (paid)")[3]).toMatch(/^ {2}2012-12-31 /);
    const { begun, forecast } = await documentOf("ferry.yaml@yearly --from 2011-03-01 --paths 5");
    expect(begun).toEqual([{ record: "paid", date: "2011-12-31" }]);
    expect(forecast.records[0].dates.map(({ date }: { date: string }) => date)).toEqual(["2012-12-31", "2013-12-31"]);
    expect((await documentOf("ferry.yaml@yearly --from 2010-12-31 --paths 5")).begun).toEqual([]);
    expect((await documentOf("ferry.yaml --from 2011-03-01 --paths 5")).begun).toEqual([]);
  });

  it("runs the paths that `run --path` runs", async () => {
    const { forecast } = await documentOf("ferry.yaml --from 2010-01-01 --until 2010-12-31 --paths 1 --seed s");
    const { stdout } = await call(
      ["run", "ferry.yaml", "--path", "0", "--seed", "s", "--until", "2010-12-31", "--json"],
      at(),
    );
    const [{ totals }] = JSON.parse(stdout).runs;
    expect(forecast.records[0].dates[0].median).toBe(totals[0].paid);
  });

  it("says which draws are fixed", async () => {
    const { stdout } = await backtest("ferry.yaml@forced --from 2010-01-01 --paths 5");
    expect(stdout).toContain("  draws       1 draw fixed by `force`\n");
  });

  it("leaves out values of indices that were not known, and counts them", async () => {
    const { stdout } = await backtest("ferry.yaml@indexed --from 2011-01-01 --paths 5");
    expect(stdout).toContain("  left out    1 entry of the timeline, and 1 value of dated series\n");
  });
});

describe("the scores", () => {
  const args = "ferry.yaml@grown --from 2010-12-31 --hindsight --paths 4";

  it("stand in two tables, of ranges and of chances, of which nothing is cut at 80 columns", async () => {
    const { stdout } = await call(["backtest", ...args.split(" ")], { ...at(), columns: 80 });
    expect(sectionOf(stdout, "Scores of ranges")).toEqual([
      "               dates  in 50 %  in 90 %  CRPS  as last  in",
      "  half_of_what_is_paid_for_calls_in_the_year",
      "     forecast      1        0        0     8           million USD",
      "     fit           1        0        0     6           million USD",
    ]);
    expect(sectionOf(stdout, "Scores of chances")).toEqual([
      "  record                  dates  Brier  as last",
      "  paid_by_then  forecast      2  1.000    1.000",
      "                fit           2  0.500    1.000",
      "  paid_at_all   forecast      1  0.000    0.000",
      "                fit           1  1.000    0.000",
      "  new_record    forecast      1  0.000",
      "                fit           1  0.000",
    ]);
  });

  it("of a record have one unit, in which its values are, too", async () => {
    const { stdout } = await backtest(args);
    const rows = sectionOf(stdout, "half_of_what_is_paid_for_calls_in_the_year").filter((line) =>
      /^ {2}2011-/.test(line),
    );
    expect(rows.map((row) => row.split(/ +/).slice(2, 4))).toEqual([
      ["9.00", "1.00"],
      ["9.00", "15.00"],
    ]);
  });

  it('have in all that of "nothing changes", over the dates that have it', async () => {
    const { stdout } = await backtest(args);
    // Of paid_by_then and paid_at_all: the forecast is wrong twice of three, as the last value is; the fit too.
    expect(sectionOf(stdout, "All together").slice(2, 4)).toEqual([
      "              Brier 0.500 over 4, 0.250 for one half each time",
      '              0.667 as last over 3, where the forecast has 0.667: "nothing changes" does as well',
    ]);
    const { forecast } = await documentOf(args);
    expect(forecast.total).toMatchObject({ chances: 4, as_last: { chances: 3 } });
    expect(forecast.total.as_last.brier).toBe(forecast.total.as_last.persistence);
  });
});

describe("hindsight", () => {
  it("is shown beside the forecast under another name, and changes what is assumed alone", async () => {
    const { code, stdout } = await backtest("pier.yaml --from 2009-12-31 --hindsight --paths 30");
    expect(code).toBe(0);
    const names = stdout.split("\n").filter((line) => /^ {2}(forecast|fit): /.test(line));
    expect(names).toEqual(Array(3).fill(["  forecast: what was known on 2009-12-31", "  fit: with hindsight"]).flat());
    const { forecast, fit } = await documentOf("pier.yaml --from 2009-12-31 --hindsight --paths 30");
    expect(forecast.held_earlier).toEqual([{ name: "calls", known: "2009-03-01", value: "14 per year" }]);
    expect(fit.held_earlier).toEqual([]);
    expect(Number(fit.records[0].crps)).toBeLessThan(Number(forecast.records[0].crps));
    // The storms are the same luck under the same assumption.
    expect(fit.records[1]).toEqual(forecast.records[1]);
  });

  it("does not know the timeline after the day either", async () => {
    const { fit } = await documentOf("ferry.yaml --from 2010-12-31 --hindsight --paths 5");
    expect(fit.left_out).toEqual(["surprise"]);
  });
});

describe("a refusal", () => {
  it("ends with 1 and every reason; nothing is run", async () => {
    const { code, stdout, stderr } = await backtest(
      "ferry.yaml@unknown --from 2009-01-01 --set period=2005-01-01..2014-12-31",
    );
    expect([code, stdout]).toEqual([1, ""]);
    expect([...stderr.matchAll(/^error\[([a-z-]+)\]: `([a-z]+)`/gm)].map(([, ...found]) => found)).toEqual([
      ["known-later", "fee"],
      ["known-when", "later"],
    ]);
  });

  it("is told above the fit, by number and reason, and then ends with 0", async () => {
    const { code, stdout } = await backtest("ferry.yaml@unknown --from 2010-01-01 --hindsight --paths 5");
    expect(code).toBe(0);
    expect(stdout).toContain(`
forecast: what was known on 2010-01-01: REFUSED for 1 reason
  ferry.yaml:9:3  \`later\` does not say since when it is known
What stands below is a fit, not a forecast.
`);
    expect(stdout).not.toContain("\n  forecast: ");
    expect(sectionOf(stdout, "Scores of ranges")[1]).toMatch(/^ {2}paid +fit +4 /);
    expect(sectionOf(stdout, "All together")[0]).toMatch(/^ {2}fit /);
  });

  it("stands in the document, which is printed all the same", async () => {
    const { code, stdout } = await backtest("ferry.yaml@unknown --from 2010-01-01 --json");
    expect(code).toBe(1);
    const { forecast, fit } = JSON.parse(stdout);
    expect([forecast.refused.map(({ code: one }: { code: string }) => one), fit]).toEqual([["known-when"], null]);
  });

  it("comes of a value laid over it, which was known on no day until it says so", async () => {
    const args = ["backtest", "ferry.yaml", "--from", "2010-01-01", "--paths", "3", "--set", "fee=20 million USD"];
    expect(await call(args, at())).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error[known-when]: `fee`"),
    });
    const told = await call([...args, "--set", "assume.fee.known=2009-01-01"], at());
    expect(told.code).toBe(0);
    expect(told.stdout).toContain("  with        --set fee=20 million USD\n");
  });
});

describe("a path that goes wrong", () => {
  it("is named, and the command ends with 3", async () => {
    const { code, stdout } = await backtest("ferry.yaml@broken --from 2010-01-01 --paths 40");
    expect(code).toBe(3);
    const [first = "", ...rest] = sectionOf(stdout, "Failed paths");
    const text = [first, ...rest].map((line) => line.trim()).join(" ");
    expect(text).toMatch(/^forecast {4}\d+ paths \(\d+, .*\), first on 2012-12-31: .*zero.* \(asked for odd\)$/);
  });

  it("leaves a date that no other has a value for without a score, and says so", async () => {
    const { code, stdout } = await backtest("ferry.yaml@lost --from 2010-01-01 --paths 4");
    expect(code).toBe(3);
    expect(sectionOf(stdout, "odd")).toContain("  2012-12-31  no path has a value");
    const { forecast } = await documentOf("ferry.yaml@lost --from 2010-01-01 --paths 4");
    expect(forecast.records[1]).toMatchObject({ name: "odd", no_value: ["2012-12-31"], dates: [], crps: null });
    expect(forecast.failed.map(({ path, record }: { path: number; record: string }) => [path, record])).toEqual(
      [0, 1, 2, 3].map((path) => [path, "odd"]),
    );
  });
});

describe("the page", () => {
  it("fits 80 columns, and 60, whatever is recorded", async () => {
    for (const columns of [60, 80]) {
      for (const args of [
        "pier.yaml --from 2009-12-31 --hindsight",
        "ferry.yaml@broken --from 2010-01-01",
        "ferry.yaml@unknown --from 2010-01-01 --hindsight",
      ]) {
        const { stdout } = await call(["backtest", ...args.split(" "), "--paths", "20"], { ...at(), columns });
        expect(stdout.split("\n").filter((line) => line.length > columns)).toEqual([]);
      }
    }
  });

  it("draws with ASCII where the locale has no more", async () => {
    const options = { ...at(), env: { COLUMNS: "100", LC_ALL: "C" } };
    const { stdout } = await call(["backtest", "pier.yaml", "--from", "2009-12-31", "--paths", "20"], options);
    expect(sectionOf(stdout, "Calls since the end of 2009 (calls)").join("")).toMatch(/\|-*[[o].*\|/);
    expect(stdout).not.toMatch(/[├┤═●│]/);
  });

  it("is the same bytes each time, on any day, in any time zone", () => {
    ensureBuilt();
    const printed = (env: NodeJS.ProcessEnv) =>
      spawnSync(
        process.execPath,
        [
          join(ROOT, "dist/current/main.cjs"),
          ..."backtest pier.yaml --from 2009-12-31 --hindsight --paths 25 --json".split(" "),
        ],
        {
          cwd: folder.path,
          encoding: "utf8",
          env: { PATH: process.env.PATH, ...env },
        },
      );
    const [one, other] = [printed({ TZ: "UTC" }), printed({ TZ: "Asia/Almaty", LC_ALL: "kk_KZ.UTF-8" })];
    expect([one.status, other.status]).toEqual([0, 0]);
    expect(other.stdout).toBe(one.stdout);
    expect(one.stdout.length).toBeGreaterThan(1000);
  });
});

describe("--json", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/backtest.schema.json"), "utf8")));

  it.each([
    "pier.yaml --from 2009-12-31 --hindsight --paths 10",
    "pier.yaml --from 2012-12-31 --paths 10",
    "pier.yaml --from 2009-02-28",
    "ferry.yaml@broken --from 2010-12-31 --hindsight --paths 10",
    "ferry.yaml@lost --from 2010-12-31 --paths 3",
    "ferry.yaml@unknown --from 2010-01-01 --hindsight --paths 3",
  ])("is as docs/backtest.schema.json says: %s", async (args) => {
    expect(schema.safeParse(await documentOf(args)).error).toBe(undefined);
  });

  it("is refused by that schema when a part is missing or of another type", async () => {
    const document = await documentOf("pier.yaml --from 2009-12-31 --paths 5");
    expect(schema.safeParse({ ...document, schema: "steppe.backtest/2" }).success).toBe(false);
    expect(schema.safeParse({ ...document, forecast: { ...document.forecast, total: undefined } }).success).toBe(false);
    const records = document.forecast.records.map((one: object) => ({ ...one, dates: [{}] }));
    expect(schema.safeParse({ ...document, forecast: { ...document.forecast, records } }).success).toBe(false);
  });

  it("writes a date that has not come as null", async () => {
    const { forecast } = await documentOf("pier.yaml --from 2009-12-31 --paths 10");
    expect(forecast.records[1].dates[0]).toMatchObject({ date: "2012-12-31", record: null });
  });
});
