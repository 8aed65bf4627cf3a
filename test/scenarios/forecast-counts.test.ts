/** The figures of the forecast file, counted anew from the record for the end of each year. */
import { centralUniforms, createWorld, loadScenario, modelAsOf } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import {
  BIDS,
  DAYS,
  DEMANDS,
  dayOf,
  FAMILIES,
  FILE,
  FLOWN,
  flown,
  heldOn,
  indexOn,
  LEASED_SINCE,
  lostBy,
  mean,
  model,
  resumed,
  STOPS,
  slope,
  THREATS,
  totals,
  upTo,
  variance,
  yearOf,
} from "./forecast.ts";
import { problemText, readShipped } from "./running.ts";

describe("what is counted", () => {
  it("is read up to the last day, of which a backtest leaves what came after its own", () => {
    for (const family of FAMILIES) {
      const [lost, all] = [`index(${family}_lost, counted_to)`, `index(${family}_flown, counted_to)`];
      expect(heldOn(`${family}_failure`, "2003-12-31")).toBe(`beta(${lost}, ${all} - ${lost})`);
      expect(heldOn(`${family}_yearly`, "2003-12-31")).toBe(
        `gamma(index(${family}_in_five_years, counted_to), 0.2 per year)`,
      );
    }
    expect(heldOn("bid_climbs", "2003-12-31")).toBe("beta(0.5, index(bids, counted_to))");
    expect(heldOn("rent_raised", "2003-12-31")).toBe("beta(0.5, index(demands, counted_to))");
    const end = dayOf(heldOn("counted_to", "2003-12-31"));
    expect([...model.indices.values()].flatMap(({ points }) => points.filter(({ date }) => date > end))).toEqual([]);
  });

  it("comes to the same as the prior and the counts, from a day in between", () => {
    const asOf = modelAsOf(
      model,
      { date: dayOf("2009-12-31"), hindsight: false, until: dayOf("2025-12-31") },
      MACHINES,
    );
    if (!asOf.ok) throw new Error(asOf.problems.map(problemText).join("\n"));
    const held = createWorld(asOf.value.model, centralUniforms);
    const expected = {
      proton_failure: "beta(3.5, 132.5)",
      soyuz_yearly: "gamma(47.5, 0.2 per year)",
      claimable: "beta(4.5, 3.5)",
      fell_inside: "beta(0.5, 4.5)",
      demand_is_threat: "beta(0.5, 2.5)",
      demands_yearly: "gamma(2.5, 1 per year / 15)",
      stop_usual: "98 days",
      gaps: "'spread'",
    };
    const set = Object.entries(expected).map(([name, formula]) => `${name}=${formula}`);
    const plain = loadScenario({ scenario: FILE, set }, readShipped, MACHINES);
    if (!plain.ok) throw new Error(plain.problems.map(problemText).join("\n"));
    const written = createWorld(plain.model, centralUniforms);
    for (const name of Object.keys(expected))
      expect([name, held.assumptions.value(name)]).toEqual([name, written.assumptions.value(name)]);
  });

  for (const day of DAYS) {
    it(`has the launches and losses up to ${day}`, () => {
      FAMILIES.forEach((family, index) => {
        const lost = lostBy(day).filter(([, of]) => of === family).length;
        expect(indexOn(`${family}_lost`, day)).toBe(lost + 0.5);
        expect(indexOn(`${family}_flown`, day)).toBe(flown(index + 1, 1994, yearOf(day)) + 1);
        expect(indexOn(`${family}_in_five_years`, day)).toBe(flown(index + 1, yearOf(day) - 4, yearOf(day)) + 0.5);
      });
    });

    it(`has the trends and the unevenness up to ${day}`, () => {
      const slopes: number[] = [];
      for (let end = yearOf(day); end - 9 >= 1994; end -= 10) slopes.push(slope(totals(end - 9, end)));
      expect(indexOn("trend_strength", day)).toBe(Number(Math.sqrt(mean(slopes.map((one) => one ** 2))).toFixed(3)));
      const yearly = FLOWN.filter(([year]) => year <= yearOf(day)).map((row) => row[2]);
      expect(indexOn("unevenness", day)).toBe(Number((variance(yearly) / mean(yearly)).toFixed(2)));
    });

    it(`has the stops and claims up to ${day}`, () => {
      const over = lostBy(day).filter(([on]) => STOPS[on] && resumed(on) <= day);
      const logs = over.map(([on]) => Math.log(STOPS[on] ?? Number.NaN));
      expect(indexOn("stop_days", day)).toBe(Math.round(Math.exp(mean(logs))));
      expect(indexOn("stop_deviation", day)).toBe(Number(Math.sqrt(variance(logs)).toFixed(2)));
      const claims = lostBy(day).filter(([, , claimed]) => claimed);
      expect(indexOn("claimed_for", day)).toBe(claims.length + 0.5);
      expect(indexOn("claimed_inside", day)).toBe(claims.filter(([, , , where]) => where).length + 0.5);
    });

    it(`has what became of the lease and of bids by ${day}`, () => {
      expect(indexOn("years_leased", day)).toBe(yearOf(day) - LEASED_SINCE);
      expect(indexOn("demands", day)).toBe(upTo(DEMANDS, day) + 0.5);
      expect(indexOn("threats", day)).toBe(upTo(THREATS, day) + 0.5);
      expect(indexOn("bids", day)).toBe(upTo(BIDS, day) + 0.5);
    });
  }

  it("takes sums claimed from the last ones named, and before there were any from what was paid", () => {
    const [named, paid] = [[340, 61.6, 89.5].map(Math.log), [0.27, 0.4].map(Math.log)];
    expect(heldOn("usual_claim", "2013-12-31")).toBe(`${Math.round(Math.exp(mean(named)))} million USD`);
    expect(heldOn("claim_spread", "2013-12-31")).toBe(Math.sqrt(variance(named)).toFixed(1));
    expect(heldOn("usual_claim", "2003-12-31")).toBe(`${Math.exp(mean(paid)).toFixed(2)} million USD`);
    expect(heldOn("settled_share", "2013-12-31")).toBe(
      `uniform(${((100 * 1.1) / 340).toFixed(1)}%, ${((100 * 2.43) / 61.6).toFixed(1)}%)`,
    );
  });

  it("slides promises by what they slid from the day they were made", () => {
    const years = (from: string, to: string) => Temporal.PlainDate.from(from).until(to).days / 365.25;
    const slid = (made: string, promised: string, came: string) => years(promised, came) / years(made, came);
    const [first, heavy] = [
      slid("2010-08-28", "2015-12-31", "2016-04-28"),
      slid("2017-11-27", "2021-12-31", "2024-04-11"),
    ];
    const [crews, baiterek] = [(2028 - 2018) / (2024 - 2007), (2026 - 2009) / (2025 - 2005)];
    const all = [first, heavy, crews, baiterek];
    expect(all.map((one) => one.toFixed(2))).toEqual(["0.06", "0.36", "0.59", "0.85"]);
    expect(heldOn("slide", "2025-12-31")).toBe(
      `uniform(${Math.min(...all).toFixed(2)}, ${Math.max(...all).toFixed(2)})`,
    );
    const [vostochny, baiterekOf] = [0, (target: number, year: number) => (target - 2009) / (year - 2005)];
    const crewsOf2015 = (2025 - 2018) / (2015 - 2007);
    const then: Readonly<Record<string, readonly number[]>> = {
      "2007-11-22": [vostochny, baiterekOf(2011, 2007)],
      "2011-12-31": [vostochny, baiterekOf(2017, 2011)],
      "2013-12-31": [vostochny, baiterekOf(2017, 2011)],
      "2016-04-28": [first, crewsOf2015, baiterekOf(2017, 2011)],
      "2016-12-31": [first, crewsOf2015, baiterekOf(2025, 2016)],
      "2017-06-13": [first, crewsOf2015, baiterekOf(2022, 2017)],
      "2017-11-27": [first, crewsOf2015, baiterekOf(2022, 2017), 0],
      "2020-10-28": [first, crewsOf2015, baiterekOf(2023, 2020), 0],
      "2024-04-11": [first, heavy, crewsOf2015, baiterekOf(2023, 2020)],
      "2024-07-01": [first, heavy, crews, baiterekOf(2025, 2024)],
    };
    const text = (slide: number) => String(Number(slide.toFixed(2)));
    for (const [day, slides] of Object.entries(then))
      expect([day, heldOn("slide", day)]).toEqual([
        day,
        `uniform(${text(Math.min(...slides))}, ${text(Math.max(...slides))})`,
      ]);
  });

  it("raises rents by as much as elsewhere", () => {
    const stepUps = [0.43 / 0.25, 1.93 / 0.43, 60 / 17.4, 63 / 38].map((one) => one.toFixed(1));
    expect(heldOn("step_up", "2003-12-31")).toBe(`empirical(${stepUps.slice(0, 2).join(", ")})`);
    expect(heldOn("step_up", "2013-12-31")).toBe(`empirical(${stepUps.slice(0, 3).join(", ")})`);
    expect(heldOn("step_up", "2025-12-31")).toBe(`empirical(${stepUps.join(", ")})`);
  });

  it("has no more launches a year than were ever flown since 1994", () => {
    FAMILIES.forEach((family, index) => {
      const most = Math.max(...FLOWN.filter(([year]) => year <= 2003).map((row) => row[index + 1] ?? 0));
      expect(heldOn(`${family}_most`, "2003-12-31")).toBe(`${most} per year`);
      expect(Math.max(...FLOWN.map((row) => row[index + 1] ?? 0))).toBe(most);
    });
  });

  it("promises Vostochny as it was promised on the day", () => {
    const held = (day: string) =>
      ["vostochny_first_launch", "crewed_promised", "heavy_first", "civil_promised"].map((name) => heldOn(name, day));
    expect(held("2007-11-07")).toEqual(["2020-12-31", "2020-12-31", "2020-12-31", "2020-12-31"]);
    expect(held("2009-12-31")).toEqual(["2015-12-31", "2018-12-31", "2018-12-31", "2018-12-31"]);
    expect(held("2017-12-31")).toEqual(["2015-12-31", "2018-12-31", "2021-12-31", "2018-12-31"]);
    for (const day of DAYS.filter((one) => one < "2011")) {
      const begins = heldOn("vostochny_begins", day);
      expect(begins === "never" || begins > day).toBe(true);
    }
  });

  it("knew nothing of Vostochny before 2007", () => {
    const promises = ["first_launch", "begins"].map((one) => `vostochny_${one}`);
    for (const name of [...promises, "decreed", "crewed_promised", "heavy_first", "heavy_promised", "civil_promised"])
      expect([name, heldOn(name, "2003-12-31")]).toEqual([name, "never"]);
    expect(heldOn("slide", "2003-12-31")).toBe("0");
  });
});
