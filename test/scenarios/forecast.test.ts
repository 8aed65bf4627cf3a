/** The forecast file: its figures counted anew from the record, what was known when, and that it runs from each day. */
import {
  answerOn,
  centralUniforms,
  constantValue,
  createWorld,
  dateText,
  type EpochDay,
  type Expression,
  loadScenario,
  modelAsOf,
  pathUniforms,
  run,
  valueText,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { call } from "../commands/calling.ts";
import { loadShipped, problemText, readShipped } from "./running.ts";

const FILE = "scenarios/forecast.yaml";
const DAYS = Array.from({ length: 23 }, (_, index) => `${2003 + index}-12-31`);
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
const yearsIn = (text: string) => (text.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number);
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

/** The name of the assumption an expression reads, or its value. */
function writtenAs(expression: Expression): string {
  if (expression.node === "reference" && expression.reference.to === "assumption") return expression.reference.name;
  const constant = constantValue(expression);
  if (!constant || "problem" in constant) throw new Error("neither a name nor a value");
  return valueText(expression.kind, constant.value);
}

const flown = (family: number, from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).reduce((sum, row) => sum + (row[family] ?? 0), 0);
const totals = (from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).map(([, ...launches]) => launches.reduce((a, b) => a + b));
const lostBy = (day: string) => LOST.filter(([on]) => on <= day);
const upTo = (years: readonly number[], day: string) => years.filter((year) => year <= yearOf(day)).length;
const resumed = (crash: string) =>
  Temporal.PlainDate.from(crash)
    .add({ days: STOPS[crash] ?? 0 })
    .toString();

/** The last value of an index on a day, which a backtest from that day goes on with. */
function indexOn(name: string, day: string): number {
  const held = model.indices.get(name)?.points.findLast(({ date }) => date <= dayOf(day));
  if (!held) throw new Error(`nothing is counted of ${name} by ${day}`);
  return Number(valueText({ type: "number" }, held.value));
}

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

describe("what was known when", () => {
  it("rests on no document that is later than it says", () => {
    const late = [...model.assumptions.values()].flatMap(({ name, known, source, earlier }) =>
      [{ known, source }, ...earlier].flatMap((held) => {
        const document = held.source === undefined ? undefined : model.sources.get(held.source);
        if (held.known === undefined || !document) return [];
        const day = document.date ?? (document.year ? `${document.year}-01-01` : "0000-01-01");
        return day > dateText(held.known) ? [name] : [];
      }),
    );
    expect(late).toEqual([]);
  });

  it("gives no reason that names a later year than it was known in, but for the year promised", () => {
    const later = [...model.assumptions.values()].flatMap(({ name, known, doc, judgement, source, written, earlier }) =>
      [{ known, doc, judgement, source, written }, ...earlier].flatMap((held) => {
        if (held.known === undefined) return [];
        const promised = held.written.node === "map" ? held.written.entries.get("value") : undefined;
        const last = Math.max(
          ...yearsIn(dateText(held.known)),
          ...yearsIn(promised?.node === "leaf" ? promised.text : ""),
        );
        const named = yearsIn(`${held.doc} ${held.judgement} ${held.source}`).filter((year) => year > last);
        return named.map((year) => `${name}, known on ${dateText(held.known ?? 0)}: ${year}`);
      }),
    );
    expect(later).toEqual([]);
  });

  it("leaves the lease of 1994 without a last day, and takes the day agreed on in 2004 once it is agreed on", () => {
    expect(heldOn("first_term_ends", "2003-12-31")).toBe("never");
    expect(heldOn("first_term_ends", "2004-01-10")).toBe("lease_until");
  });

  it("tells of a crash no more than its day knew: no sum, and no end of the stop", () => {
    const told = model.timeline.flatMap((entry) =>
      entry.does === "send" && entry.event === "crash" && entry.actor !== "launches"
        ? [
            `${writtenAs(entry.on)} ${entry.actor} ${entry.with.map(({ name, value }) => `${name} ${writtenAs(value)}`)}`,
          ]
        : [],
    );
    // GCAT has the loss of September 2007 a day earlier, in universal time.
    const expected = LOST.filter(([on]) => on >= "2004").map(
      ([on, family]) => `${on === "2007-09-05" ? "2007-09-06" : on} ${family} claimed 0.00 USD`,
    );
    expect(told.toSorted()).toEqual(expected);
  });

  it("opens a claim on the day the first sum was named, and has Russia reject that of 2013 when it did", () => {
    const told = model.timeline.flatMap((entry) => {
      if (entry.does !== "send" || !(entry.event === "reject" || entry.event === "crash")) return [];
      const claimed = entry.with.find(({ name }) => name === "claimed");
      const opens = entry.actor === "launches" && claimed ? writtenAs(claimed.value) : "";
      return opens || entry.event === "reject" ? [`${writtenAs(entry.on)} ${entry.event} ${opens}`] : [];
    });
    expect(told.toSorted()).toEqual([
      "2006-08-09 crash 340,000,000.00 USD",
      "2007-10-03 crash 8,500,000.00 USD",
      "2013-11-22 crash 89,500,000.00 USD",
      "2013-12-27 reject ",
    ]);
  });

  it("tells on its own day that a family flies again, as long after its crash as it did", () => {
    const told = model.timeline.flatMap((entry) =>
      entry.does === "send" && entry.event === "resume" ? [`${writtenAs(entry.on)} ${entry.actor}`] : [],
    );
    const since2004 = LOST.filter(([on]) => on >= "2004");
    expect(told).toEqual(since2004.map(([on, family]) => `${resumed(on)} ${family}`));
  });

  it("draws from the summer of 2013 how long Proton stands and what is claimed, and from its end neither", () => {
    const between = (from: string) =>
      [0, 1, 2, 3].map((path) => {
        const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2015-12-31") }, MACHINES);
        if (!asOf.ok) throw new Error(asOf.problems.map(problemText).join("\n"));
        const { trace, ...world } = run(createWorld(asOf.value.model, pathUniforms("steppe", path)));
        if (world.problem) throw new Error(problemText(world.problem));
        const again = [...trace].find(
          (step) =>
            step.actor === "proton" &&
            step.before.endsWith("grounded") &&
            step.after.endsWith("flying") &&
            step.date > dayOf("2013-07-02"),
        );
        return again && dateText(again.date);
      });
    expect(new Set(between("2013-07-31")).size).toBeGreaterThan(1);
    expect(between("2013-12-31").filter((day) => day !== undefined && day > "2013-09-29")).toEqual([]);
  });

  it.each(["2003-12-31", "2006-08-01", "2007-11-07", "2009-12-31", "2013-08-31", "2016-12-31", "2021-12-31"])(
    "is enough for a forecast from %s",
    (from) => {
      const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2025-12-31") }, MACHINES);
      if (!asOf.ok) throw new Error(asOf.problems.map(problemText).join("\n"));
      const world = run(createWorld(asOf.value.model, pathUniforms("steppe", 0)));
      expect(world.problem && problemText(world.problem)).toBeUndefined();
    },
  );

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

/** The file with assumptions changed, run on a path to the end or to a day. */
function runWith(assume: Readonly<Record<string, string>>, path: number, scenario = FILE, until = "2050-12-31") {
  const set = Object.entries(assume).map(([name, value]) => `${name}=${value}`);
  const changed = loadScenario({ scenario, set }, readShipped, MACHINES);
  if (!changed.ok) throw new Error(changed.problems.map(problemText).join("\n"));
  const world = run(createWorld(changed.model, pathUniforms("steppe", path)), { until: dayOf(until) });
  if (world.problem) throw new Error(problemText(world.problem));
  return world;
}

describe("the rent", () => {
  it("is raised once at most, by what rents rose elsewhere, however often it is asked for", () => {
    const often = {
      demands_yearly: "2 per year",
      demand_is_threat: "0%",
      rent_raised: "100%",
      ends_after: "100 years",
    };
    const { journal } = runWith(often, 0);
    const yearly = [...journal.postings]
      .filter(({ category }) => category === "rent")
      .map(({ minor }) => Number(minor) / 28_750_000_00);
    const steps = [...new Set(yearly.filter((one) => Number.isFinite(one)).map((one) => one.toFixed(1)))];
    expect(steps).toHaveLength(2);
    expect(steps[0]).toBe("1.0");
    expect(["1.7", "3.4", "4.5"]).toContain(steps[1]);
  });
});

describe("a bid", () => {
  it("climbs from wherever it stands, China's as any other, when it is sure to", () => {
    const world = runWith({ bid_climbs: "100%", guest_let: "true", ends_after: "100 years" }, 0);
    const steps = [...world.trace].filter(({ actor, before, after }) => actor === "china_bid" && before !== after);
    expect(steps.map(({ after }) => after.split(".").at(-1))).toEqual([
      "dormant",
      "floated",
      "negotiating",
      "memorandum",
      "dovetailing",
      "operating",
    ]);
  });

  it("lapses where it stands when none climbs", () => {
    const world = runWith({ bid_climbs: "0%", ends_after: "100 years" }, 0);
    const steps = [...world.trace].filter(({ actor, before, after }) => actor === "china_bid" && before !== after);
    expect(steps.map(({ after }) => after.split(".").at(-1))).toEqual(["dormant", "floated", "negotiating", "lapsed"]);
  });
});

describe("the variant from announced plans", () => {
  const EVENLY = {
    gaps: "'even'",
    trend: "0",
    soyuz_failure: "0%",
    proton_yearly: "0 per year",
    others_yearly: "0 per year",
    ends_after: "100 years",
  };

  /** Launches of Soyuz in 2027, when the cap of none on Proton makes them all. */
  function soyuzOf2027(assume: Readonly<Record<string, string>>, scenario: string): string {
    const world = runWith({ ...EVENLY, ...assume }, 0, scenario, "2027-12-31");
    const observed = model.observed.find(({ name }) => name === "soyuz_launches");
    const answer = observed && answerOn(world, observed.of, dayOf("2027-12-31"));
    if (!observed || !answer || !("value" in answer)) throw new Error("no number");
    return valueText(observed.of.kind, answer.value);
  }

  it("flies of a plan what part is drawn, and not of what flew before", () => {
    const planned = (fulfilment: string) => soyuzOf2027({ plan: "12", fulfilment }, `${FILE}@planned`);
    expect([planned("50%"), planned("100%")]).toEqual(["6", "12"]);
    expect(soyuzOf2027({ plan: "12", fulfilment: "50%", soyuz_yearly: "8 per year" }, FILE)).toBe("8");
  });

  it("has no more than ever flew, and where no plan is known what flew", () => {
    expect(soyuzOf2027({ plan: "40", fulfilment: "100%" }, `${FILE}@planned`)).toBe("13");
    expect(soyuzOf2027({ plan: "0", fulfilment: "50%", soyuz_yearly: "8 per year" }, `${FILE}@planned`)).toBe("8");
  });

  it("draws between the least and the most that was flown of a plan by the day", () => {
    const part = (year: number, plan: number) => `${((100 * (totals(year, year)[0] ?? 0)) / plan).toFixed(0)}%`;
    const [of2016, of2017, of2020] = [part(2016, 20), part(2017, 17), part(2020, 18)];
    expect(heldOn("fulfilment", "2013-12-31")).toBe("100%");
    expect(heldOn("fulfilment", "2016-12-31")).toBe(of2016);
    expect(heldOn("fulfilment", "2017-12-31")).toBe(`uniform(${of2016}, ${of2017})`);
    expect(heldOn("fulfilment", "2025-12-31")).toBe(`uniform(${of2020}, ${of2017})`);
    for (const later of [part(2022, 16), part(2025, 9)]) expect(later > of2020 && later < of2017).toBe(true);
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
