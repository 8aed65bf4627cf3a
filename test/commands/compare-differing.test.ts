/** `steppe compare --differing`, and titles that are longer than their column. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith, sectionOf } from "./calling.ts";
import { QUAY } from "./quay.ts";

const LONG = "What the carrier pays the harbour for the quay over the whole of the term";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": `${QUAY}  same: {title: As it is, assume: {rent: {value: 8 million EUR per year, judgement: "for the test"}}}\n`,
    "long.yaml": QUAY.replace("title: Rent}", `title: "${LONG}"}`),
  });
});
afterAll(() => folder.remove());

const compare = (args: readonly string[], columns = 100) =>
  call(["compare", ...args], { cwd: folder.path, env: { COLUMNS: String(columns) } });

describe("compare --differing", () => {
  it("leaves out what is the same in all, and says how much that is", async () => {
    const { stdout } = await compare(["quay.yaml", "@early", "--differing"]);
    expect(sectionOf(stdout, "Measures")).toEqual([
      "                  quay.yaml          @early",
      "  Rent   EUR  28,000,000.00   11,736,263.74",
      "                             -16,263,736.26",
      "  over           2023-01-01           never",
      "  ended               never      2021-05-16",
      "  the same in all: 4 more",
    ]);
  });

  it("has nothing left where all is the same", async () => {
    const { stdout } = await compare(["quay.yaml", "@same", "--differing", "--by", "year"]);
    expect(sectionOf(stdout, "Measures")).toEqual(["  the same in all: all 7 measures"]);
    expect(stdout).not.toContain("Paid by year");
  });

  it("leaves out years as well, and lines of a table", async () => {
    const years = await compare(["quay.yaml", "@early", "--differing", "--by", "year", "--csv"]);
    expect(years.stdout.split("\n").map((line) => line.slice(0, 9))).toEqual([
      "year,cate",
      "2021,rent",
      "2022,rent",
      "",
    ]);
    const table = await compare(["quay.yaml", "@early", "--differing", "--csv"]);
    expect(table.stdout.split("\n").map((line) => line.split(",")[0])).toEqual([
      "measure",
      "rent_paid",
      "over",
      "ended",
      "",
    ]);
    const markdown = await compare(["quay.yaml", "@early", "--differing", "--markdown"]);
    expect(markdown.stdout).not.toContain("tenth");
  });

  it("is not for the document that others read", async () => {
    const { code, stderr } = await compare(["quay.yaml", "@early", "--differing", "--json"]);
    expect([code, stderr]).toEqual([2, "error: option '--differing' cannot be used with option '--json'\n"]);
  });
});

describe("a long title", () => {
  it("is wrapped beside its values, and beside the difference under them", async () => {
    const { stdout } = await compare(["long.yaml", "@early"], 72);
    expect(sectionOf(stdout, "Measures").slice(0, 5)).toEqual([
      "                                              long.yaml          @early",
      "  What the carrier pays     EUR           28,000,000.00   11,736,263.74",
      "  the harbour for the quay                               -16,263,736.26",
      "  over the whole of the",
      "  term",
    ]);
  });

  it("is wrapped in the account of one run", async () => {
    const { stdout } = await call(["run", "long.yaml"], { cwd: folder.path, env: { COLUMNS: "72" } });
    expect(sectionOf(stdout, "Measures").slice(0, 3)).toEqual([
      "  What the carrier pays the               28,000,000.00 EUR  rent_paid",
      "  harbour for the quay over the",
      "  whole of the term",
    ]);
  });

  it("stands above its quantiles where there is no room beside them", async () => {
    const { stdout } = await call(["run", "long.yaml@unlikely", "--paths", "20"], {
      cwd: folder.path,
      env: { COLUMNS: "100" },
    });
    const lines = sectionOf(stdout, "Measures");
    expect(lines[1]).toBe(`  ${LONG}`);
    expect(lines[2]).toMatch(/^ {8,}\d/);
  });
});
