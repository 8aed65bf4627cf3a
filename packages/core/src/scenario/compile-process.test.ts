import { describe, expect, it } from "vitest";
import { HEAD, modelOf, problemsOf } from "./load-testing.ts";

const GBM = "process: geometric-brownian, drift: 3% per year, volatility: 20%, every: 1 year, judgement: x";
const text = (then: string, series = "{2010-01-01: 30.6}") =>
  `${HEAD}rates: {RUB/USD: {source: s, series: ${series}, then: {${then}}}}\nsources: {s: {title: S}}\nactors: {}\n`;
const onwardOf = (source: string, over: readonly string[] = []) => modelOf(source, over).rates.get("RUB/USD")?.onward;

describe("the process of a series", () => {
  it("is kept with its parameters as numbers of a year", () => {
    expect(onwardOf(text(GBM))).toMatchObject({
      process: "geometric-brownian",
      drift: 0.03,
      volatility: 0.2,
      every: { months: 12, days: 0 },
      years: 1,
      judgement: "x",
    });
    const other =
      "process: mean-reverting, level: 60, reversion: 0.5 per year, volatility: 0.3, every: 7 days, source: s";
    expect(onwardOf(text(other))).toMatchObject({ level: 60, reversion: 0.5, years: 7 / 365.2425, source: "s" });
  });

  it.each([
    ["drift: 3%", "kind-mismatch"],
    ["drift: 2000% per year", "bad-process `drift` of `RUB/USD` is from −1000 % to 1000 % per year"],
    ["volatility: -1%", "bad-process `volatility` of `RUB/USD` is from 0 % to 1000 %"],
    ["every: 0 days", "bad-process `every` of `RUB/USD` leads forward"],
    ["every: 5", "kind-mismatch"],
    ["process: brownian", "bad-value expected `geometric-brownian`, found `brownian`"],
    ["volatility: ln(0)", "logarithm"],
  ])("is refused with `%s`", (change, wanted) => {
    const key = change.split(":")[0] as string;
    const then = GBM.replace(new RegExp(`${key}: [^,]+`), change);
    const problems = problemsOf(text(then));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(wanted);
  });

  it("is refused without its parameters, with those of the other, and where there is nothing to go on from", () => {
    expect(problemsOf(text(GBM.replace("drift: 3% per year, ", "")))).toEqual([
      "5:58 missing-key `drift` is missing in `then`",
    ]);
    expect(problemsOf(text(`${GBM}, level: 5`))).toEqual(["5:160 unknown-key unknown key `level` in `then`"]);
    expect(problemsOf(text(GBM, "{}"))).toEqual(["5:42 bad-process `RUB/USD` has no value to go on from"]);
  });

  it("may be laid over a bare series, and is replaced whole", () => {
    const bare = `${HEAD}rates: {RUB/USD: {2010-01-01: 30.6}}\nactors: {}\n`;
    const laid = modelOf(bare, [`rates: {RUB/USD: {then: {${GBM}}}}`]).rates.get("RUB/USD");
    expect(laid?.points).toHaveLength(1);
    expect(laid?.onward?.process).toBe("geometric-brownian");
    const other = "process: mean-reverting, level: 60, reversion: 0.5 per year, volatility: 0.3, every: 7 days";
    const replaced = onwardOf(text(GBM), [`rates: {RUB/USD: {then: {${other}}}}`]);
    expect(replaced).toMatchObject({ process: "mean-reverting", level: 60 });
    expect(replaced?.judgement).toBe(undefined);
    expect(onwardOf(text(GBM), ["rates: {RUB/USD: {then: {drift: 5% per year}}}"])).toMatchObject({ drift: 0.05 });
    expect(onwardOf(text(GBM), ["rates: {RUB/USD: {then: null}}"])).toBe(undefined);
  });

  it("may be fixed draw by draw", () => {
    const forced = (site: string) =>
      problemsOf(`${text(GBM)}force: [{actor: rates, site: ${site}, n: 3, value: 0.9}]\n`);
    expect(forced("RUB/USD")).toEqual([]);
    expect(forced("USD/RUB")).toEqual(["8:9 unknown-site `rates` has no draw at `USD/RUB`"]);
  });
});
