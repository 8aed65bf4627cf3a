/** The forecast file: its figures counted anew from the record, what was known when, and that it runs from each day. */
import {
  answerOn,
  centralUniforms,
  createWorld,
  dateText,
  type EpochDay,
  modelAsOf,
  pathUniforms,
  run,
  valueText,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { call } from "../commands/calling.ts";
import { loadShipped, problemText } from "./running.ts";

const FILE = "scenarios/forecast.yaml";
const DAYS = ["2003-12-31", "2013-12-31", "2025-12-31"] as const;
const ORIGINS = ["2004-01-01", "2013-12-31"] as const;

/** Launches from Baikonur by year: Proton, Soyuz family, others. GCAT launch log; of 2025 six are known. */
const FLOWN: readonly (readonly [number, number, number, number])[] = [
  [1994, 13, 11, 6],
  [1995, 7, 9, 3],
  [1996, 8, 6, 2],
  [1997, 9, 7, 2],
  [1998, 7, 7, 3],
  [1999, 9, 9, 3],
  [2000, 14, 13, 3],
  [2001, 6, 8, 2],
  [2002, 9, 5, 1],
  [2003, 5, 8, 1],
  [2004, 8, 6, 3],
  [2005, 7, 11, 1],
  [2006, 6, 9, 2],
  [2007, 7, 10, 3],
  [2008, 10, 7, 2],
  [2009, 10, 10, 4],
  [2010, 12, 10, 2],
  [2011, 9, 11, 4],
  [2012, 11, 10, 0],
  [2013, 10, 11, 2],
  [2014, 8, 12, 1],
  [2015, 8, 9, 1],
  [2016, 3, 8, 0],
  [2017, 4, 8, 1],
  [2018, 2, 7, 0],
  [2019, 5, 8, 0],
  [2020, 1, 6, 0],
  [2021, 2, 12, 0],
  [2022, 1, 6, 0],
  [2023, 2, 7, 0],
  [2024, 0, 8, 0],
  [2025, 0, 6, 0],
];

/** Rockets lost at Baikonur: the day, the family, whether a claim or payment followed, whether it fell on leased land. */
const LOST = [
  ["1996-05-14", "soyuz", "", ""],
  ["1997-05-20", "others", "", ""],
  ["1998-09-09", "others", "", ""],
  ["1999-07-05", "proton", "claimed", ""],
  ["1999-10-27", "proton", "claimed", ""],
  ["2006-07-26", "others", "claimed", ""],
  ["2007-09-05", "proton", "claimed", ""],
  ["2010-12-05", "proton", "", ""],
  ["2011-08-24", "soyuz", "", ""],
  ["2013-07-02", "proton", "claimed", "inside"],
  ["2014-05-15", "proton", "", ""],
  ["2015-05-16", "proton", "", ""],
  ["2016-12-01", "soyuz", "", ""],
  ["2018-10-11", "soyuz", "", ""],
] as const;

/** Days from a crash to the family's next launch, by the day of the crash, since 1999. */
const STOPS: Readonly<Record<string, number>> = {
  "1999-07-05": 63,
  "1999-10-27": 108,
  "2006-07-26": 265,
  "2007-09-05": 51,
  "2010-12-05": 21,
  "2011-08-24": 67,
  "2013-07-02": 89,
  "2014-05-15": 135,
  "2015-05-16": 104,
  "2016-12-01": 83,
  "2018-10-11": 36,
};

/** Years in which other terms were in question, and that of them in which it was with a threat; years of the bids. */
const DEMANDS = [1999, 2004, 2012, 2023, 2025];
const THREATS = [2012];
const BIDS = [2009, 2009, 2009, 2017, 2019, 2024];
const LEASED_SINCE = 1994;

const loaded = loadShipped(FILE);
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
const { model } = loaded;

const dayOf = (text: string) => Temporal.PlainDate.from("1970-01-01").until(text).total("days") as EpochDay;
const yearOf = (text: string) => Number(text.slice(0, 4));
const FAMILIES = ["proton", "soyuz", "others"] as const;

/** What was held of an assumption on a day, as written. */
function heldOn(name: string, day: string): string {
  const found = model.assumptions.get(name);
  if (!found) throw new Error(`no assumption ${name}`);
  const present = { known: found.known ?? Number.POSITIVE_INFINITY, written: found.written };
  const held = [...found.earlier, present].findLast((one) => one.known <= dayOf(day));
  const value = held?.written.node === "map" ? held.written.entries.get("value") : undefined;
  if (value?.node !== "leaf") throw new Error(`nothing is known of ${name} on ${day}`);
  return value.text;
}

const flown = (family: number, from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).reduce((sum, row) => sum + (row[family] ?? 0), 0);
const totals = (from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).map(([, ...launches]) => launches.reduce((a, b) => a + b));
const lostBy = (day: string) => LOST.filter(([on]) => on <= day);
const upTo = (years: readonly number[], day: string) => years.filter((year) => year <= yearOf(day)).length;
const yearsLeased = (day: string) => yearOf(day) - LEASED_SINCE;

const jeffreys = (seen: number, of: number) => `beta(${seen + 0.5}, ${of - seen + 0.5})`;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

/** The slope of the logarithm of yearly launches, by least squares. */
function slope(launches: readonly number[]): number {
  const xs = launches.map((_, index) => index - mean(launches.map((__, one) => one)));
  return (
    xs.reduce((sum, x, index) => sum + x * Math.log(launches[index] ?? Number.NaN), 0) /
    xs.reduce((sum, x) => sum + x * x, 0)
  );
}

describe("what is counted", () => {
  for (const day of DAYS) {
    it(`has the failures up to ${day}`, () => {
      FAMILIES.forEach((family, index) => {
        const lost = lostBy(day).filter(([, of]) => of === family).length;
        expect(heldOn(`${family}_failure`, day)).toBe(jeffreys(lost, flown(index + 1, 1994, yearOf(day))));
      });
    });

    it(`has the launches of the five years to ${day}`, () => {
      FAMILIES.forEach((family, index) => {
        const five = flown(index + 1, yearOf(day) - 4, yearOf(day));
        expect(heldOn(`${family}_yearly`, day)).toBe(`gamma(${five + 0.5}, 0.2 per year)`);
      });
    });

    it(`has the trends of the ten-year stretches to ${day}`, () => {
      const slopes: number[] = [];
      for (let end = yearOf(day); end - 9 >= 1994; end -= 10) slopes.push(slope(totals(end - 9, end)));
      const strength = Math.sqrt(mean(slopes.map((one) => one ** 2)));
      expect(heldOn("trend", day)).toBe(`round(normal(0, ${strength.toFixed(3)}), 4)`);
    });

    it(`has gaps as even as those of Soyuz to ${day}`, () => {
      const yearly = FLOWN.filter(([year]) => year <= yearOf(day)).map((row) => row[2]);
      const ratio = variance(yearly) / mean(yearly);
      const nearest = [0, 1 / 3, 1].toSorted((a, b) => Math.abs(a - ratio) - Math.abs(b - ratio))[0];
      expect(heldOn("gaps", day)).toBe(nearest === 1 ? "'random'" : nearest === 0 ? "'even'" : "'spread'");
    });

    it(`has the stops to ${day}`, () => {
      const logs = lostBy(day).flatMap(([on]) => (STOPS[on] ? [Math.log(STOPS[on])] : []));
      expect(heldOn("stop_usual", day)).toBe(`${Math.round(Math.exp(mean(logs)))} days`);
      expect(heldOn("stop_spread", day)).toBe(Math.sqrt(variance(logs)).toFixed(2));
    });

    it(`has the claims to ${day}`, () => {
      const claims = lostBy(day).filter(([, , claimed]) => claimed);
      const inside = claims.filter(([, , , where]) => where).length;
      expect(heldOn("claimable", day)).toBe(jeffreys(claims.length, lostBy(day).length));
      expect(heldOn("fell_inside", day)).toBe(jeffreys(inside, claims.length));
    });

    it(`has what became of the lease and of bids by ${day}`, () => {
      const [years, demands, bids] = [yearsLeased(day), upTo(DEMANDS, day), upTo(BIDS, day)];
      expect(heldOn("ends_after", day)).toContain(`${years} years * (1 / (1 - end_luck) ^ 2 - 1)`);
      expect(heldOn("demands_yearly", day)).toBe(`gamma(${demands + 0.5}, 1 per year / ${years})`);
      expect(heldOn("demand_is_threat", day)).toBe(jeffreys(upTo(THREATS, day), demands));
      expect(heldOn("rent_raised", day)).toBe(jeffreys(0, demands));
      expect(heldOn("bids_yearly", day)).toBe(`gamma(${bids + 0.5}, 1 per year / ${years})`);
      expect(heldOn("bid_climbs", day)).toBe(jeffreys(0, bids));
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
    const [vostochnyThen, baiterekThen] = [(2018 - 2018) / (2013 - 2007), (2017 - 2009) / (2011 - 2005)];
    expect(heldOn("slide", "2013-12-31")).toBe(`uniform(${vostochnyThen}, ${baiterekThen.toFixed(2)})`);
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

  it("knew nothing of Vostochny before 2007", () => {
    const promises = ["first_launch", "begins"].map((one) => `vostochny_${one}`);
    for (const name of [...promises, "decreed", "crewed_promised", "heavy_first", "heavy_promised", "civil_promised"])
      expect([name, heldOn(name, "2003-12-31")]).toEqual([name, "never"]);
    expect(heldOn("slide", "2003-12-31")).toBe("0");
  });
});

describe("what was known when", () => {
  /** What everybody could see on the day, and this document tells later: that building began in January 2011. */
  const SEEN_ON_THE_DAY = ["vostochny_begins"];

  it("rests on no document that is later than it says", () => {
    const late = [...model.assumptions.values()].flatMap(({ name, known, source, earlier }) =>
      [{ known, source }, ...earlier].flatMap((held) => {
        const document = held.source === undefined ? undefined : model.sources.get(held.source);
        if (held.known === undefined || !document) return [];
        const day = document.date ?? (document.year ? `${document.year}-01-01` : "0000-01-01");
        return day > dateText(held.known) ? [name] : [];
      }),
    );
    expect(late).toEqual(SEEN_ON_THE_DAY);
  });

  for (const from of ORIGINS) {
    it(`is not refused from ${from}, and leaves nothing of the future in the timeline`, () => {
      const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2025-12-31") }, MACHINES);
      expect(asOf.ok ? [] : asOf.problems.map(problemText)).toEqual([]);
      if (!asOf.ok) return;
      expect(asOf.value.leftOut.length + asOf.value.model.timeline.length).toBe(model.timeline.length);
      expect(asOf.value.leftOut.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["first-launch-2016", "heavy-2024", "settlement-2013", "crash-2018"]),
      );
      for (const path of [0, 1, 2]) {
        const world = run(createWorld(asOf.value.model, pathUniforms("steppe", path)));
        expect(world.problem && problemText(world.problem)).toBeUndefined();
      }
    });
  }
});

describe("the record", () => {
  it("is what a run tells of the years before the day on which chance begins", () => {
    let world = createWorld(model, centralUniforms);
    const dates = new Set(model.observed.flatMap(({ points }) => points.map(({ date }) => date)));
    const differing: string[] = [];
    for (const date of [...dates].filter((one) => one >= model.period.start).sort((a, b) => a - b)) {
      world = run(world, { until: date });
      for (const { name, of, points } of model.observed) {
        const point = points.find((one) => one.date === date);
        if (!point) continue;
        const answer = answerOn(world, of, date);
        const told = "value" in answer ? valueText(of.kind, answer.value) : problemText(answer.problem);
        const was = valueText(of.kind, point.value);
        if (told !== was) differing.push(`${dateText(date)} ${name}: ${told}, not ${was}`);
      }
    }
    expect(differing).toEqual([]);
  });

  it("of launches is that of the log", () => {
    for (const [name, column] of [
      ["protons", 1],
      ["soyuz_launches", 2],
    ] as const) {
      const observed = model.observed.find((one) => one.name === name);
      expect(observed?.points.map(({ date, value }) => `${dateText(date).slice(0, 4)} ${value}`)).toEqual(
        FLOWN.filter(([year]) => year >= 2003).map((row) => `${row[0]} ${row[column]}`),
      );
    }
  });
});

describe("steppe", () => {
  it("runs it from today on the central path and others", () => {
    for (const uniforms of [centralUniforms, ...[0, 1, 2].map((path) => pathUniforms("steppe", path))]) {
      const world = run(createWorld(model, uniforms));
      expect(world.problem && problemText(world.problem)).toBeUndefined();
    }
  });

  for (const from of ORIGINS) {
    it(`prints the same backtest twice from ${from}`, async () => {
      const args = ["backtest", FILE, "--from", from, "--hindsight", "--paths", "3"];
      const first = await call(args);
      expect(first).toMatchObject({ code: 0, stderr: "" });
      expect((await call(args)).stdout).toBe(first.stdout);
    });
  }
});
