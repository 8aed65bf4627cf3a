/** Forecasts of small scenarios whose right answer is known. */
import { dateText, exact, type Model, NEVER, toDouble } from "@steppe/core";
import { modelOf } from "@steppe/core/scenario/load-testing.ts";
import { describe, expect, it } from "vitest";
import { forecast } from "./forecast.ts";
import { type ChanceSeries, type RangeSeries, type Scores, score } from "./score.ts";
import { day } from "./score-testing.ts";

const HEAD = "steppe: 1\nperiod: 2010-01-01 .. 2020-12-31\ncurrency: USD\n";
const UNTIL = day("2020-12-31");

function scoresOf(model: Model, from: string, paths: number, seed = "steppe"): Scores {
  const request = { from: day(from), until: UNTIL, paths, seed };
  return score(forecast(model, request), request.from);
}

/** A quay that on 1 June of each year, from 2010 on, has a ship or not. */
const QUAY = `${HEAD}machines:
  quay:
    variables: {ships: {kind: number, initial: 0}}
    events: {due: {}}
    initial: open
    states:
      open:
        invoke: {src: calendar, input: {every: 1 year, from: 2010-06-01, event: due}}
        on: {due: [{guard: "chance(30%, as: comes)", target: called, actions: {set: {ships: ships + 1}}}]}
      called: {after: {1 day: open}}
actors: {quay: {machine: quay}}
`;

describe("a chance", () => {
  const text = `${QUAY}observed:
  came: {of: date(quay.called) <= today, series: {2010-12-31: false, 2011-12-31: true}, judgement: the log}
`;

  it("is scored by Brier: a milestone of 30 % a year, after one year and after two", () => {
    const [series] = scoresOf(modelOf(text), "2010-01-01", 2000).series as [ChanceSeries];
    const [first, second] = series.points;
    // Standard errors of a share of 2000 paths: 0.010 and 0.011.
    expect(toDouble(first?.chance ?? exact(0))).toBeCloseTo(0.3, 1);
    expect(Math.abs(toDouble(second?.chance ?? exact(0)) - 0.51)).toBeLessThan(0.04);
    const chances = series.points.map(({ chance }) => toDouble(chance)) as [number, number];
    expect(series.points.map((one) => toDouble(one.brier))).toEqual([
      expect.closeTo(chances[0] ** 2, 12),
      expect.closeTo((1 - chances[1]) ** 2, 12),
    ]);
    expect(toDouble(series.brier ?? exact(0))).toBeCloseTo((chances[0] ** 2 + (1 - chances[1]) ** 2) / 2, 12);
    expect(series.persistence).toBe(undefined);
  });

  it("has what was so on the day of the forecast as a yardstick, where that is known", () => {
    const [series] = scoresOf(modelOf(text), "2010-12-31", 20).series as [ChanceSeries];
    expect(series.points.map(({ date }) => dateText(date))).toEqual(["2011-12-31"]);
    expect(series.persistence?.toFraction()).toBe("1");
    expect(series.last).toMatchObject({ date: day("2010-12-31"), value: false });
  });
});

describe("a number", () => {
  const drawn = (record: string) =>
    modelOf(`${HEAD}assume: {level: {value: "uniform(0, 1)", judgement: x}}
actors: {}
observed: {level: {of: level, series: {${record}}, judgement: x}}
`);

  it("that is uniform has the CRPS of the closed form, ⅓ − y(1 − y), and quantiles where they belong", () => {
    const [series] = scoresOf(drawn("2010-12-31: 0.2, 2011-12-31: 1.5"), "2010-01-01", 4000).series as [RangeSeries];
    const [inner, outer] = series.points;
    if (!inner || !outer) throw new Error("two dates");
    // The standard error of |X − y| over 4000 draws is below 0.005.
    expect(Math.abs(toDouble(inner.crps) - (1 / 3 - 0.2 * 0.8))).toBeLessThan(0.015);
    expect(Math.abs(toDouble(outer.crps) - (1 - 1 / 6))).toBeLessThan(0.015);
    const ends = [inner.most.low, inner.half.low, inner.median, inner.half.high, inner.most.high];
    for (const [index, expected] of [0.05, 0.25, 0.5, 0.75, 0.95].entries()) {
      expect(Math.abs(toDouble(ends[index]?.at ?? exact(9)) - expected)).toBeLessThan(0.03);
    }
    expect(Math.abs(toDouble(inner.position) - 0.2)).toBeLessThan(0.03);
    expect([inner.insideHalf, inner.insideMost, outer.insideHalf, outer.insideMost]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(toDouble(outer.position)).toBe(1);
  });

  it("that is right is inside its intervals as often as they say", () => {
    // The record of each year is path 0 of one seed, the forecast 99 paths of another: well specified.
    let [half, most] = [0, 0];
    const seeds = 300;
    const model = drawn("2010-12-31: 0");
    const { observed } = model;
    for (let seed = 0; seed < seeds; seed++) {
      const request = { from: day("2010-01-01"), until: UNTIL };
      const truth = forecast(model, { ...request, paths: 1, seed: `truth ${seed}` }).series[0]?.points[0]?.values[0];
      const point = observed[0]?.points[0];
      if (!point || truth === undefined || !observed[0]) throw new Error("one date");
      const seen = { ...model, observed: [{ ...observed[0], points: [{ ...point, value: truth }] }] };
      const scores = scoresOf(seen, "2010-01-01", 99, `forecast ${seed}`);
      half += scores.half.inside;
      most += scores.most.inside;
    }
    // Binomial standard deviations: 8.7 of 150, 5.2 of 270; three of them.
    expect(Math.abs(half - seeds / 2)).toBeLessThan(26);
    expect(Math.abs(most - seeds * 0.9)).toBeLessThan(16);
  });

  it("counts what is inside, and what would be if the forecast were right", () => {
    const scores = scoresOf(drawn("2010-12-31: 0.5, 2011-12-31: 0.1, 2012-12-31: 2"), "2010-01-01", 400);
    expect([scores.half.inside, scores.half.of, scores.half.expected.toFraction()]).toEqual([1, 3, "3/2"]);
    expect([scores.most.inside, scores.most.of, scores.most.expected.toFraction()]).toEqual([2, 3, "27/10"]);
    expect([scores.chances, scores.brier]).toEqual([0, undefined]);
  });

  it("is set beside the last value observed by the day of the forecast", () => {
    const model = drawn("2010-12-31: 0.4, 2011-12-31: 0.7, 2012-12-31: 0.5");
    const [series] = scoresOf(model, "2011-06-30", 50).series as [RangeSeries];
    expect(series.points.map((one) => one.persistence?.toFraction())).toEqual(["3/10", "1/10"]);
    expect(series.persistence?.toFraction()).toBe("1/5");
    const [alone] = scoresOf(model, "2010-01-01", 50).series as [RangeSeries];
    expect(alone.persistence).toBe(undefined);
  });
});

describe("a date", () => {
  it("that has not come by the date compared is not yet, in the record and in the forecast", () => {
    const model = modelOf(`${QUAY}observed:
  first: {of: date(quay.called), series: {2010-12-31: never, 2012-12-31: 2012-06-01}, judgement: the log}
`);
    const [series] = scoresOf(model, "2010-01-01", 1000).series as [RangeSeries];
    const [before, after] = series.points;
    if (!before || !after) throw new Error("two dates");
    expect([before.record.value, before.median.value, before.most.low.value]).toEqual([
      NEVER,
      NEVER,
      day("2010-06-01"),
    ]);
    // Seven of ten say "not yet": half of them counts, and all that is earlier.
    expect(Math.abs(toDouble(before.position) - 0.65)).toBeLessThan(0.04);
    // 214 days lie between the ship and the day after; the sample's share of ships is squared (Brier, in days).
    const ships = before.paths - 1000 * (2 * (1 - toDouble(before.position)));
    expect(toDouble(before.crps)).toBeCloseTo((ships / 1000) ** 2 * 214, 6);
    expect(after.insideMost).toBe(true);
  });
});

describe("money", () => {
  it("is scored in minor units, exactly", () => {
    const model = modelOf(`${HEAD}parties: [a, b]
machines:
  payer:
    initial: on
    states: {on: {after: {"if(chance(50%, as: late), 2 years, 1 year)": paid}}, paid: {entry: {pay: {from: a, to: b, amount: 10.01 USD, for: rent}}}}
actors: {payer: {machine: payer}}
observed: {paid: {of: paid(rent), series: {2011-06-30: 10.01 USD}, judgement: x}}
`);
    const [series] = scoresOf(model, "2010-01-01", 10).series as [RangeSeries];
    const [point] = series.points;
    const paying = 10 - 2 * 10 * toDouble(point?.position ?? exact(0)) + 10;
    expect(
      point?.crps.equals(
        exact(1001)
          .mul(exact(10 - paying, 10))
          .mul(exact(10 - paying, 10)),
      ),
    ).toBe(true);
  });
});

describe("a path that goes wrong", () => {
  const model = modelOf(`${HEAD}machines:
  quay:
    variables: {ships: {kind: number, initial: 0}}
    initial: open
    states:
      open: {after: {2 years: {target: shut, actions: {set: {ships: "1 / if(luck < 0.5, 0, 1)"}}}}}
      shut: {}
actors: {quay: {machine: quay}}
assume: {luck: {value: "uniform(0, 1)", judgement: x}}
observed:
  ships: {of: quay.ships, series: {2010-12-31: 0, 2013-12-31: 1}, judgement: x}
  share: {of: "1 / if(luck < 0.25, 0, 1)", series: {2010-12-31: 1}, judgement: x}
`);

  it("is told with its number, its date and why, and is missing from then on", () => {
    const made = forecast(model, { from: day("2010-01-01"), until: UNTIL, paths: 40, seed: "s" });
    const ran = made.failed.filter(({ series }) => series === undefined);
    const asked = made.failed.filter(({ series }) => series === "share");
    expect(ran.length).toBeGreaterThan(5);
    expect(new Set(ran.map(({ date, problem }) => `${dateText(date)} ${problem.code}`))).toEqual(
      new Set(["2012-01-01 division-by-zero"]),
    );
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.every(({ path }) => ran.some((one) => one.path === path))).toBe(true);
    const [ships, share] = score(made, day("2010-01-01")).series;
    expect(ships?.points.map(({ paths }) => paths)).toEqual([40, 40 - ran.length]);
    expect(share?.points.map(({ paths }) => paths)).toEqual([40 - asked.length]);
  });

  it("leaves a date that no path reaches without a score, by name", () => {
    const broken = { ...model, observed: model.observed.slice(0, 1) };
    const made = forecast(broken, { from: day("2010-01-01"), until: UNTIL, paths: 1, seed: "s" });
    const [series] = score(
      {
        ...made,
        series: made.series.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point, values: [] })) })),
      },
      day("2010-01-01"),
    ).series;
    expect(series?.points).toEqual([]);
    expect(series?.unscored.map(dateText)).toEqual(["2010-12-31", "2013-12-31"]);
    expect((series as RangeSeries).crps).toBe(undefined);
  });
});

describe("the paths", () => {
  it("are those of the seed, and the same each time; asking on the way changes nothing", () => {
    const asked = (series: string) =>
      forecast(modelOf(`${QUAY}observed: {ships: {of: quay.ships, series: {${series}}, judgement: x}}\n`), {
        from: day("2010-01-01"),
        until: UNTIL,
        paths: 30,
        seed: "s",
      })
        .series[0]?.points.at(-1)
        ?.values.map(String);
    const often = asked("2011-01-31: 0, 2011-06-01: 0, 2013-03-03: 1, 2014-12-31: 2, 2020-12-31: 3");
    expect(asked("2020-12-31: 3")).toEqual(often);
    expect(often).toHaveLength(30);
    expect(new Set(often).size).toBeGreaterThan(2);
  });
});
