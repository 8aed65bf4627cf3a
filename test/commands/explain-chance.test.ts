/** `steppe explain` of what is drawn together, and of what goes on by chance. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";

const TOGETHER = `steppe: 1
period: 2020-01-01 .. 2022-12-31
currency: USD
assume:
  toll: {value: "uniform(4 USD, 9 USD)", judgement: "for the test"}
  fee: {value: "uniform(1 USD, 2 USD)", judgement: "for the test"}
correlate:
  - {between: [toll, fee], rank: 60%, judgement: both follow the price of land}
rates:
  EUR/USD:
    series: {2020-01-01: 0.9}
    then: {process: geometric-brownian, drift: 0% per year, volatility: 10%, every: 1 year, judgement: for the test}
measures: {asked: toll + fee}
actors: {}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "together.yaml": TOGETHER });
});
afterAll(() => folder.remove());

const explain = (...args: string[]) => call(["explain", "together.yaml", ...args], { cwd: folder.path });

describe("explain FILE KEY", () => {
  it("says what an assumption is correlated with, how closely and who says so", async () => {
    const { code, stdout } = await explain("fee");
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\n {16}/g, " ")).toContain(
      "  correlated    with toll, rank 0.6, together.yaml:8:5; judgement: both follow the price of land\n",
    );
  });

  it("says how a rate goes on after its last value, and on what footing", async () => {
    expect(await explain("EUR/USD")).toEqual({
      code: 0,
      stdout: `rates.EUR/USD, a key

  written       {2020-01-01: 0.9}
                in together.yaml:11:5
  then          {process: geometric-brownian, drift: 0% per year, volatility: 10%, every: 1 year,
                judgement: for the test}
  stands on     judgement: for the test
`,
      stderr: "",
    });
  });

  it("names the path by its sampling", async () => {
    const { stdout } = await explain("fee", "--path", "2", "--sampling", "lhs", "--paths", "8", "--seed", "x");
    expect(stdout.replaceAll(/\n {16}/g, " ")).toMatch(/ on path 2 of seed "x" in a Latin hypercube of 8 paths; drawn/);
  });
});
