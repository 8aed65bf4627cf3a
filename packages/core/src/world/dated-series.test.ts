/** Dated series that go on by chance: the moments they should have, and what reads them. */
import { describe, expect, it } from "vitest";
import { centralUniforms, pathUniforms, type Uniforms } from "../chance/index.ts";
import { decimalText, type EpochDay, fullDecimalText, toDouble, toEpochDay } from "../quantity/index.ts";
import { HEAD, modelOf } from "../scenario/load-testing.ts";
import { createWorld, run } from "./create.ts";
import { indexOn, rateOn } from "./dated-series.ts";
import { evaluate } from "./evaluate.ts";
import { scenarioEnvironment } from "./reading.ts";
import { restoreWorld, saveWorld } from "./save.ts";

const rates = (then: string) => `rates:
  RUB/USD:
    series: {2000-01-01: 28, 2010-03-31: 30.6}
    then: {${then}}
`;
const GBM = "process: geometric-brownian, drift: 3% per year, volatility: 20%, every: 1 year, judgement: x";
const OU = "process: mean-reverting, level: 60, reversion: 50% per year, volatility: 30%, every: 1 month, judgement: x";
const modelWith = (text: string) => modelOf(`${HEAD.replace("2010-12-31", "2040-12-31")}${text}actors: {}\n`);
const place = { file: "t.yaml", line: 1, column: 1, length: 1 };

const RATES = modelWith(rates(GBM));
const rate = (date: EpochDay, uniforms: Uniforms = centralUniforms, model = RATES) =>
  rateOn({ model, uniforms }, "RUB", "USD", date, place);

describe("a dated series that goes on by chance", () => {
  it("is what is known until the first step after the last value, on every path", () => {
    for (const uniforms of [centralUniforms, pathUniforms("s", 0), pathUniforms("s", 1)]) {
      expect(decimalText(rate(toEpochDay(2005, 1, 1), uniforms), 2)).toBe("28.00");
      expect(decimalText(rate(toEpochDay(2010, 3, 31), uniforms), 2)).toBe("30.60");
      expect(decimalText(rate(toEpochDay(2011, 3, 30), uniforms), 2)).toBe("30.60");
    }
    expect(() => rate(toEpochDay(1999, 12, 31))).toThrow("`RUB/USD` is not known that early");
  });

  it("holds each value from its step until the next", () => {
    const uniforms = pathUniforms("s", 1);
    const first = rate(toEpochDay(2011, 3, 31), uniforms);
    expect(first).not.toEqual(rate(toEpochDay(2011, 3, 30), uniforms));
    expect(rate(toEpochDay(2012, 3, 30), uniforms)).toEqual(first);
    expect(rate(toEpochDay(2012, 3, 31), uniforms)).not.toEqual(first);
  });

  it("takes its medians on the central path", () => {
    // 30.6 e^(0.03 − 0.2² / 2) and so on: e^0.01, e^0.1
    expect(toDouble(rate(toEpochDay(2011, 3, 31)))).toBeCloseTo(30.6 * Math.exp(0.01), 11);
    expect(toDouble(rate(toEpochDay(2020, 3, 31)))).toBeCloseTo(30.6 * Math.exp(0.1), 11);
    const model = modelWith(rates(OU));
    const after = (years: number) => toDouble(rate(toEpochDay(2010 + years, 3, 31), centralUniforms, model));
    expect(after(2)).toBeCloseTo(60 * (30.6 / 60) ** Math.exp(-1), 10);
    expect(after(30)).toBeCloseTo(60, 4);
  });

  it("gives numbers of 15 significant digits, which arithmetic takes as they are", () => {
    for (let path = 0; path < 50; path += 1) {
      const text = fullDecimalText(rate(toEpochDay(2020, 3, 31), pathUniforms("s", path))) as string;
      expect(text.replace(/^0\.0*|\./g, "").length).toBeLessThanOrEqual(15);
    }
  });

  it("is the same whoever reads it, in whatever order, and the other way round is its inverse", () => {
    const uniforms = pathUniforms("s", 4);
    const late = rate(toEpochDay(2030, 1, 1), uniforms);
    const again = pathUniforms("s", 4);
    for (let year = 2011; year < 2030; year += 1) rate(toEpochDay(year, 6, 1), again);
    expect(rate(toEpochDay(2030, 1, 1), again)).toEqual(late);
    const inverse = rateOn({ model: RATES, uniforms }, "USD", "RUB", toEpochDay(2030, 1, 1), place);
    expect(inverse.mul(late).toFraction()).toBe("1");
  });

  it("is final: a recorded run depends on it", () => {
    expect(fullDecimalText(rate(toEpochDay(2011, 3, 31), pathUniforms("steppe", 7)))).toMatchInlineSnapshot(
      `"29.3077189630492"`,
    );
    const model = modelWith(rates(OU));
    const later = rate(toEpochDay(2020, 1, 1), pathUniforms("steppe", 7), model);
    expect(fullDecimalText(later)).toMatchInlineSnapshot(`"40.5608599469994"`);
  });

  it("says when it has gone out of range", () => {
    const wild = modelWith(rates("process: geometric-brownian, drift: 1000% per year, volatility: 1, every: 1 year"));
    expect(() => rate(toEpochDay(2200, 1, 1), centralUniforms, wild)).toThrow(
      "`RUB/USD` has gone out of range after 189 steps",
    );
  });
});

/** Values on a date over many paths. */
function sample(text: string, date: EpochDay, paths: number): readonly number[] {
  const model = modelWith(rates(text));
  return Array.from({ length: paths }, (_, path) => toDouble(rate(date, pathUniforms("moments", path), model)));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
};

/** How many standard errors the mean and the variance of normal values lie from what they should be. */
function errors(values: readonly number[], centre: number, spread: number): readonly number[] {
  return [
    Math.abs(mean(values) - centre) / Math.sqrt(spread / values.length),
    Math.abs(variance(values) - spread) / (spread * Math.sqrt(2 / values.length)),
  ];
}

describe("over 20,000 paths", { timeout: 60_000 }, () => {
  const PATHS = 20_000;
  const within = (found: readonly number[]) => {
    for (const one of found) expect(one).toBeLessThan(4.5);
  };

  it("geometric Brownian motion has the mean and variance of its logarithm", () => {
    // After ten years: (0.03 − 0.02) · 10 and 0.04 · 10.
    const logs = sample(GBM, toEpochDay(2020, 3, 31), PATHS).map((value) => Math.log(value / 30.6));
    within(errors(logs, 0.1, 0.4));
  });

  it("geometric Brownian motion without drift is a martingale", () => {
    const text = "process: geometric-brownian, drift: 0% per year, volatility: 20%, every: 6 months";
    const values = sample(text, toEpochDay(2020, 3, 31), PATHS).map((value) => value / 30.6);
    within([Math.abs(mean(values) - 1) / Math.sqrt((Math.exp(0.4) - 1) / PATHS)]);
  });

  it("mean reversion has the mean and variance of its logarithm, soon and in the long run", () => {
    // x(t) = ln 60 + (ln 30.6 − ln 60) e^(−t/2); variance 0.09 (1 − e^(−t)) / 1
    for (const years of [2, 30]) {
      const logs = sample(OU, toEpochDay(2010 + years, 3, 31), years === 2 ? PATHS : 2000).map(Math.log);
      const centre = Math.log(60) + Math.log(30.6 / 60) * Math.exp(-years / 2);
      within(errors(logs, centre, 0.09 * (1 - Math.exp(-years))));
    }
  });

  it("the step does not matter: both solutions are exact", () => {
    const date = toEpochDay(2012, 3, 31);
    for (const every of ["2 years", "5 days"]) {
      const logs = sample(OU.replace("1 month", every), date, 4000).map(Math.log);
      // 146 steps of 5 days are 730 of the 731 days of two years.
      const years = every === "2 years" ? 2 : 730 / 365.2425;
      const centre = Math.log(60) + Math.log(30.6 / 60) * Math.exp(-years / 2);
      within(errors(logs, centre, 0.09 * (1 - Math.exp(-years))));
    }
  });
});

const RUN = `rates:
  RUB/USD: {series: {2010-01-01: 30}, then: {${GBM}}}
indices:
  cpi: {series: {2010: 100}, then: {${OU.replace("60", "200")}}}
machines:
  payer:
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 year, from: 2010-06-30, until: 2039-12-31, event: due}}
        on: {due: {actions: [{pay: {from: a, to: b, amount: 100 RUB, for: city}}, {owe: {from: a, to: b, amount: 7 RUB, for: fine}}]}}
    events: {due: {}}
actors: {one: {machine: payer}}
measures:
  paid: "paid(city, in: USD)"
  owed: "owed(in: USD)"
  worth: "npv(paid(city, in: USD), 3%)"
  today: (100 RUB) in USD
  index: index(cpi)
  real: real(100 USD, 2020, cpi)
`;

describe("what reads rates and indices", () => {
  const model = modelOf(`${HEAD.replace("2010-12-31", "2039-12-31")}${RUN}`);
  const measured = (uniforms: Uniforms, name: string) => {
    const world = run(createWorld(model, uniforms));
    const measure = model.measures.find((one) => one.name === name);
    return toDouble(evaluate(measure?.expression as never, scenarioEnvironment(world)) as never);
  };

  it.each(["paid", "owed", "worth", "today", "index", "real"])("has the path's own series: `%s`", (name) => {
    const values = [0, 1, 0].map((path) => measured(pathUniforms("s", path), name));
    expect(values[0]).not.toBe(values[1]);
    expect(values[2]).toBe(values[0]);
    expect(measured(centralUniforms, name)).toBeGreaterThan(0);
  });

  it("has one value of a day, in a posting's conversion as in the index", () => {
    const uniforms = pathUniforms("s", 2);
    const world = run(createWorld(model, uniforms));
    const converted = measured(uniforms, "today");
    const on = rateOn(world, "RUB", "USD", model.period.end, place);
    expect(converted).toBeCloseTo(10_000 / toDouble(on), 9);
    expect(measured(uniforms, "index")).toBe(toDouble(indexOn(world, "cpi", model.period.end, place)));
  });

  it("has the same series in a World that was saved", () => {
    const world = run(createWorld(model, pathUniforms("s", 2)));
    const restored = restoreWorld(model, pathUniforms("s", 2), saveWorld(world));
    expect(rateOn(restored, "RUB", "USD", model.period.end, place)).toEqual(
      rateOn(world, "RUB", "USD", model.period.end, place),
    );
  });

  it("has what is forced: step k is draw k − 1", () => {
    const forced = modelOf(
      `${HEAD.replace("2010-12-31", "2039-12-31")}${RUN}force: [{actor: rates, site: RUB/USD, n: 1, value: 0.5}]\n`,
    );
    const [bent, plain] = [forced, model].map((one) => createWorld(one, pathUniforms("s", 2)));
    const at = (year: number) =>
      [bent, plain].map((world) => toDouble(rateOn(world as never, "RUB", "USD", toEpochDay(year, 6, 1), place)));
    expect(at(2011)[0]).toBe(at(2011)[1]);
    const [first, second] = [at(2011)[0] as number, at(2012)[0] as number];
    expect(second / first).toBeCloseTo(Math.exp(0.01), 12);
    expect(at(2012)[0]).not.toBe(at(2012)[1]);
  });

  it("has what is forced on the central path too", () => {
    const text = `${HEAD.replace("2010-12-31", "2039-12-31")}${RUN}force: [{actor: rates, site: RUB/USD, value: 0.9}]\n`;
    const rising = rateOn(createWorld(modelOf(text), centralUniforms), "RUB", "USD", toEpochDay(2011, 6, 1), place);
    // The normal quantile of 0.9 is 1.2815515655.
    expect(toDouble(rising) / 30).toBeCloseTo(Math.exp(0.01 + 0.2 * 1.2815515655), 9);
  });
});
