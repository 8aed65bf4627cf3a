/** `steppe backtest`: what a forecast leans on, its age, and figures of which nothing says since when they are known. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { call, folderWith, ROOT, sectionOf } from "./calling.ts";

/** An anchorage with many values held earlier, and figures of which nothing says since when. */
const NAMES = Array.from({ length: 80 }, (_, index) => `level_${index}`);
const ANCHORAGE = `steppe: 1
title: An anchorage
period: 2000-01-01 .. 2014-12-31
currency: USD
machines:
  anchorage:
    inputs: {ships: number per year, tolls: {kind: boolean, default: true}, opens: {kind: date, default: 2002-03-04}}
    initial: on
    states: {on: {}}
actors: {roads: {machine: anchorage, with: {ships: 20 per year}}}
assume:
  depth:
    series: {2000-01-01: 1, 2012-01-01: 3}
    known: 2011-01-01
    judgement: x
    earlier: [{known: 2000-01-01, series: {2000-01-01: 7, 2005-01-01: 8, 2012-01-01: 9}, judgement: x}]
${NAMES.map((name) => `  ${name}: {value: 2, known: 2012-01-01, judgement: x, earlier: [{known: 2009-06-01, value: 1, judgement: x}]}\n`).join("")}observed:
  sum: {of: "depth + ${NAMES.join(" + ")}", series: {2010-12-31: 41, 2011-12-31: 50}, judgement: x}
`;

let folder: ReturnType<typeof folderWith>;

beforeAll(() => {
  folder = folderWith({ "anchorage.yaml": ANCHORAGE });
});
afterAll(() => folder.remove());

const backtest = (args: string) => call(["backtest", ...args.split(" ")], { cwd: folder.path, columns: 80 });

describe("what a forecast leans on", () => {
  const HEAD = "Held on 2010-01-01, and changed since";
  const flat = (lines: readonly string[]) => lines.join(" ").replace(/\s+/g, " ");
  const TAKEN = "TAKEN AS KNOWN, though nothing says since when: 3 figures";

  it("is told with its value and its age, in a few lines", async () => {
    const { stdout } = await backtest("anchorage.yaml --from 2010-01-01 --paths 2");
    const [age, first, ...rest] = sectionOf(stdout, HEAD);
    expect(age).toBe("  the youngest of 81 values is of 2009-06-01; 1 of 81 is older than a year");
    expect(first).toBe("  2000-01-01  depth 8");
    expect(rest.length).toBeLessThan(9);
    expect(flat(rest)).toMatch(/^ 2009-06-01 level_0 1; level_1 1; .* and \d+ more: `--held` shows all$/);
    expect(sectionOf(stdout, TAKEN)).toEqual([
      "  roads.ships = 20 per year",
      "  roads.tolls = true (default)",
      "  roads.opens = 2002-03-04 (default)",
    ]);
  });

  it("is told in full with --held, and in the document", async () => {
    const { stdout } = await backtest("anchorage.yaml --from 2010-01-01 --paths 2 --held");
    const text = flat(sectionOf(stdout, HEAD));
    for (const name of NAMES) expect(text).toContain(`${name} 1`);
    expect(text).not.toContain("more");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const document = JSON.parse((await backtest("anchorage.yaml --from 2010-01-01 --paths 2 --json")).stdout);
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/backtest.schema.json"), "utf8")));
    expect(schema.safeParse(document).error).toBe(undefined);
    const { forecast } = document;
    expect(forecast.held_earlier).toHaveLength(81);
    expect(forecast.held_age).toEqual({ youngest: "2009-06-01", older_than_a_year: 1, of: 81 });
    expect(forecast.taken_as_known[2]).toEqual({ actor: "roads", input: "opens", value: "2002-03-04", default: true });
    expect(forecast.points_left_out).toBe(1);
  });
});
