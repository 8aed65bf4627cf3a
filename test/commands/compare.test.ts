/** `steppe compare` as a user meets it: side by side, by year, and as JSON, CSV and Markdown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { call, folderWith, ROOT, sectionOf } from "./calling.ts";
import { QUAY } from "./quay.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "dear.yaml": "assume: {rent: 9 million EUR per year}\n",
    "other.yaml": `${QUAY}\ndoc: The same under another name.\n`,
  });
});
afterAll(() => folder.remove());

const at = (columns?: number) => ({ cwd: folder.path, ...(columns !== undefined && { columns }) });

describe("side by side", () => {
  it("are the measures, with differences to the first", async () => {
    const { code, stdout, stderr } = await call(["compare", "quay.yaml", "@early", "@dear"], at());
    // `@dear` breaks an expectation.
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      new RegExp(
        "^ {2}quay\\.yaml {2}A quay for four years, 2020-01-01 \\.\\. 2023-12-31\n" +
          " {2}@early {5}The carrier leaves early\n" +
          " {2}@dear {6}A dear quay\n",
      ),
    );
    expect(sectionOf(stdout, "Measures")).toEqual([
      "                           quay.yaml          @early          @dear",
      "  Rent   EUR           28,000,000.00   11,736,263.74  32,000,000.00",
      "                                      -16,263,736.26  +4,000,000.00",
      "  over                    2023-01-01           never     2023-01-01",
      "  ended                        never      2021-05-16          never",
      "  rate   EUR per year  10,000,000.00   10,000,000.00  10,000,000.00",
      "  share                          5 %             5 %            5 %",
      "  term                       4 years         4 years        4 years",
      "  tenth                          0.1             0.1            0.1",
    ]);
    expect(sectionOf(stdout, "Not as expected")).toEqual(["  @dear: FAILED modest on 2022-12-31"]);
  });

  it("are the dates and events at which they part from the first", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "@early", "@dear", "@unlikely"], at(120));
    expect(sectionOf(stdout, "Where they part from quay.yaml")).toEqual([
      "  @early     2021-05-16: lease end, in_force.term → ended; carrier pays harbour 1,236,263.74 EUR for rent",
      "             in quay.yaml: nothing until 2021-06-30, then lease due; carrier pays harbour 2,500,000.00 EUR for rent",
      "  @dear      2020-03-31: lease due; carrier pays harbour 3,000,000.00 EUR for rent",
      "             in quay.yaml: lease due; carrier pays harbour 2,000,000.00 EUR for rent",
      "  @unlikely  never: step by step the same",
    ]);
  });

  it("are payments by year when asked", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "@early", "--by", "year"], at());
    expect(sectionOf(stdout, "Paid by year")).toEqual([
      "                         quay.yaml          @early",
      "  2020    rent  EUR   8,000,000.00    8,000,000.00",
      "  2021    rent  EUR  10,000,000.00    3,736,263.74",
      "                                     -6,263,736.26",
      "  2022    rent  EUR  10,000,000.00            0.00",
      "                                    -10,000,000.00",
      "  in all  rent  EUR  28,000,000.00   11,736,263.74",
      "                                    -16,263,736.26",
    ]);
  });

  it("are one scenario without and with what is laid over it", async () => {
    const { code, stdout } = await call(["compare", "quay.yaml", "--set", "rent=9 million EUR per year"], at());
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(
        "^ {2}quay\\.yaml {22}A quay for four years, 2020-01-01 \\.\\. 2023-12-31\n" +
          " {2}\\+ rent=9 million EUR per year {2}the first, so changed\n",
      ),
    );
    expect(sectionOf(stdout, "Measures").slice(0, 3)).toEqual([
      "                           quay.yaml  + rent=9 million EUR per year",
      "  Rent   EUR           28,000,000.00                  29,000,000.00",
      "                                                      +1,000,000.00",
    ]);
    expect(stdout).toContain(
      "\nWhere they part from quay.yaml\n  + rent=9 million EUR per year  2020-03-31: lease due;",
    );
    const variant = await call(["compare", "quay.yaml", "--variant", "early", "--over", "dear.yaml"], at());
    expect(sectionOf(variant.stdout, "Measures")[0]?.trim()).toMatch(/^quay\.yaml {2,}\+ @early, dear\.yaml$/);
  });

  it("say in full what is laid over where the column cannot", async () => {
    const set = ["--set", "rent=9 million EUR per year", "--set", "lease.until=2021-12-31"];
    const { stdout } = await call(["compare", "quay.yaml", ...set], at(120));
    expect(stdout).toContain("the first with rent=9 million EUR per year, lease.until=2021-12-31\n");
    expect(sectionOf(stdout, "Measures")[0]).toMatch(/ {2}\+ rent=9 million EUR per year, leas…$/);
  });

  it("all have what is laid over where there are several", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "@early", "--set", "rent=9 million EUR per year"], at());
    expect(stdout).toContain("\n  all with   --set rent=9 million EUR per year\n");
    expect(sectionOf(stdout, "Measures")[1]).toMatch(/ 29,000,000\.00 /);
  });

  it("are laid out in blocks that fit, each value whole", { timeout: 30_000 }, async () => {
    const variants = ["@vostochny-2015", "@vostochny-2018", "@vostochny-2020", "@israel-2009"];
    const args = ["compare", "scenarios/baikonur.yaml", ...variants, "--by", "year"];
    for (const columns of [60, 80, 120, 200]) {
      const { stdout } = await call(args, { columns });
      expect(stdout.split("\n").filter((line) => [...line].length > columns)).toEqual([]);
      for (const amount of ["5,405,000,000.00", "1,379,687,500.00", "1,724,687,500.00", "1,954,687,500.00"]) {
        expect(stdout).toContain(` ${amount}`);
      }
    }
    const heads = async (columns: number) =>
      (await call(args.slice(0, -2), { columns })).stdout
        .split("\n")
        .filter((line) => /^ {10,}\S*(baikonur|@)/.test(line));
    expect(await heads(80)).toHaveLength(3);
    expect(await heads(200)).toHaveLength(1);
  });

  it("have names that tell them apart", async () => {
    const { stdout } = await call(["compare", "quay.yaml@early", "other.yaml@early", "quay.yaml@early"], at());
    expect(sectionOf(stdout, "Measures")[0]?.trim().split(/ {2,}/)).toEqual([
      "1: quay.yaml@early",
      "2: other.yaml@early",
      "3: quay.yaml@early",
    ]);
    expect(sectionOf(stdout, "Where they part from 1: quay.yaml@early")).toEqual([
      "  2: other.yaml@early  never: step by step the same",
      "  3: quay.yaml@early   never: step by step the same",
    ]);
  });

  it("stand until then where one goes wrong", async () => {
    const { code, stdout, stderr } = await call(["compare", "quay.yaml", "@broken"], at());
    expect(code).toBe(3);
    expect(stdout).toContain("  @broken    Divided by nothing; partial: went wrong on 2021-03-31\n");
    expect(sectionOf(stdout, "Not as expected")).toEqual(["  @broken: went wrong on 2021-03-31: the divisor is zero"]);
    expect(stderr).toMatch(/^error\[division-by-zero\]/);
  });
});

describe("--json", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/compare.schema.json"), "utf8")));
  const documentOf = async (...args: readonly string[]) =>
    JSON.parse((await call(["compare", ...args, "--json"], at())).stdout);

  it("is as docs/compare.schema.json says", async () => {
    const document = await documentOf("quay.yaml", "@early", "@broken", "@unlikely", "--by", "year", "--path", "2");
    expect(schema.safeParse(document).error).toBe(undefined);
    expect(schema.safeParse({ ...document, measures: [{ name: "x", cells: [{ kind: "cat" }] }] }).success).toBe(false);
  });

  it("has values, differences and partings", async () => {
    const document = await documentOf("quay.yaml", "@early", "--by", "year");
    expect(document.measures[0]).toEqual({
      name: "rent_paid",
      title: "Rent",
      cells: [
        { kind: "money", value: "28000000.00", currency: "EUR" },
        { kind: "money", value: "11736263.74", currency: "EUR", difference: "-16263736.26" },
      ],
    });
    const [first, early] = document.scenarios;
    const changed = await documentOf("quay.yaml", "--over", "dear.yaml");
    expect(schema.safeParse(changed).error).toBe(undefined);
    expect(changed.scenarios.map((one: { scenario: string; with: string[] }) => [one.scenario, one.with])).toEqual([
      ["quay.yaml", []],
      ["quay.yaml", ["--over dear.yaml"]],
    ]);
    expect(first.parts_from_first).toBe(null);
    expect(early.parts_from_first).toMatchObject({
      date: "2021-05-16",
      first: { date: "2021-06-30", actor: "lease", event: "due" },
      other: { date: "2021-05-16", actor: "lease", event: "end", entry: "leaving", to: "ended" },
    });
    expect(document.by_year[1]).toEqual({
      year: 2021,
      category: "rent",
      currency: "EUR",
      paid: ["10000000.00", "3736263.74"],
    });
  });
});

describe("tables for other programs", () => {
  it("are CSV with plain numbers", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "@early", "--csv"], at());
    expect(stdout).toBe(`measure,title,unit,quay.yaml,quay.yaml@early,quay.yaml@early difference
rent_paid,Rent,EUR,28000000.00,11736263.74,-16263736.26
over,,date,2023-01-01,never,
ended,,date,never,2021-05-16,
rate,,EUR per year,10000000.00,10000000.00,0.00
share,,share,0.05,0.05,0
term,,duration,P48M0D,P48M0D,
tenth,,number,0.1,0.1,0
`);
    const years = await call(["compare", "quay.yaml", "@early", "--csv", "--by", "year"], at());
    expect(years.stdout).toBe(`year,category,unit,quay.yaml,quay.yaml@early,quay.yaml@early difference
2020,rent,EUR,8000000.00,8000000.00,0.00
2021,rent,EUR,10000000.00,3736263.74,-6263736.26
2022,rent,EUR,10000000.00,0.00,-10000000.00
`);
  });

  it("are CSV in which a title may hold commas and quotes", async () => {
    const { stdout } = await call(
      ["compare", "quay.yaml", "@early", "--csv", "--set", 'measures.rent_paid.title=The "rent", paid'],
      at(),
    );
    expect(stdout.split("\n")[1]).toBe('rent_paid,"The ""rent"", paid",EUR,28000000.00,11736263.74,-16263736.26');
  });

  it("are CSV whose columns have names of their own when one scenario is compared with itself changed", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "--csv", "--set", "rent=9 million EUR per year"], at());
    expect(stdout.split("\n")[0]).toBe(
      "measure,title,unit,quay.yaml,quay.yaml + rent=9 million EUR per year," +
        "quay.yaml + rent=9 million EUR per year difference",
    );
  });

  it("are Markdown", async () => {
    const { stdout } = await call(["compare", "quay.yaml", "@early", "--markdown"], at());
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "| Measure | quay.yaml | @early |",
      "| :--- | ---: | ---: |",
      "| Rent | 28,000,000.00 EUR | 11,736,263.74 EUR (-16,263,736.26) |",
      "| over | 2023-01-01 | never |",
    ]);
    const { stdout: marked } = await call(
      ["compare", "quay.yaml", "@early", "--markdown", "--set", "measures.rent_paid.title=a|b*c"],
      at(),
    );
    expect(marked).toContain("| a\\|b\\*c | 28,000,000.00 EUR | 11,736,263.74 EUR (-16,263,736.26) |\n");
  });

  it("are one kind at a time", async () => {
    expect(await call(["compare", "quay.yaml", "--json", "--csv"], at())).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: option '--json' cannot be used with option '--csv'\n",
    });
  });
});
