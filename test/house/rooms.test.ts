/** docs/architecture.md shows the table that the code is held to. `npm test -- -u` rewrites it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROOMS, type Room } from "./rooms.ts";

const PAGE = new URL("../../docs/architecture.md", import.meta.url);
const [BEGIN, END] = ["<!-- rooms:begin -->", "<!-- rooms:end -->"];

const WHAT: Readonly<Record<string, string>> = {
  problem: "a user's mistake as a value",
  problems: "collecting them",
  nearest: "did you mean",
  log: "an append-only list that is a value",
  quantity: "exact numbers, money, dates, durations, kinds",
  chance: "the generator, the seam U, distributions",
  expression: "text to tree, kinds checked, evaluated exactly",
  ledger: "the journal, sums over it, its export",
  source: "files to trees with places",
  statechart: "machines to charts, XState, the unfolding",
  machines: "the machines that come with steppe, as data",
  format: "the shape of a scenario file, one schema",
  scenario: "layers merged, compiled to a Model",
  world: "one future, step by step",
  measure: "outcomes, comparisons, causes",
  index: "what the package gives",
  codes: "what each problem code means",
};

function row({ name, rooms, types = [], libraries }: Room): string {
  const listed = [...rooms, ...types.map((one) => `${one} (types)`)];
  const cells = [`\`${name}\``, WHAT[name] ?? "", listed.join(", ") || "–", libraries.join(", ") || "–"];
  return `| ${cells.join(" | ")} |`;
}

describe("docs/architecture.md", () => {
  it("holds the current table of rooms", async () => {
    const page = readFileSync(PAGE, "utf8");
    const table = ["| room | what it is | imports | libraries |", "| --- | --- | --- | --- |", ...ROOMS.map(row)].join(
      "\n",
    );
    const [before, rest = ""] = page.split(BEGIN);
    const after = rest.split(END)[1];
    await expect(`${before}${BEGIN}\n${table}\n${END}${after}`).toMatchFileSnapshot(PAGE.pathname);
  });

  it("says what each room is", () => {
    expect(ROOMS.filter(({ name }) => WHAT[name] === undefined)).toEqual([]);
  });
});
