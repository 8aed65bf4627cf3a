/** The forecast file: that it tells the record, runs from each day, and what its chances can come to. */
import {
  answerOn,
  centralUniforms,
  createWorld,
  dateText,
  loadScenario,
  pathUniforms,
  run,
  valueText,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { call } from "../commands/calling.ts";
import { dayOf, FILE, FLOWN, heldOn, model, ORIGINS, totals } from "./forecast.ts";
import { problemText, readShipped } from "./running.ts";

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
      "working_side_by_side",
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
