import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  createWorld,
  dateText,
  loadScenario,
  type Outcome,
  outcomeOf,
  pathUniforms,
  run,
  valueText,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { FLOWN } from "./forecast.ts";
import { loadShipped, measureText, outcomeOfShipped, paymentsFor, problemText, sumOf } from "./running.ts";

const root = resolve(import.meta.dirname, "../..");
const FILE = "scenarios/record.yaml";
const VARIANTS = [
  "vostochny-2015",
  "vostochny-2018",
  "vostochny-2020",
  "stays-2050",
  "ended-2018",
  "israel-2009",
  "turkey-2019",
  "claims-in-full",
  "claims-as-settled",
  "claims-waived",
  "uncertain",
];

/** By year: Proton, Soyuz, others. */
const LAUNCHES = FLOWN.filter(([year]) => year >= 2004 && year <= 2024);

const outcome = outcomeOfShipped(FILE);

const daysOf = (day: string) => Temporal.PlainDate.from("1970-01-01").until(day).days;

/** "2013-01-18 threat_standing": the states an actor came to, with their days. */
const pathOf = (name: string): readonly string[] =>
  [...outcome.world.trace]
    .filter(({ actor, before, after }) => actor === name && before !== after)
    .map(({ date, after }) => `${dateText(date)} ${after}`);

/** What a variable of an actor was last set to by the end of a day, as a report prints it; "unset" if it never was. */
function variableOn(day: string, of: string, variable: string): string {
  const sets = [...outcome.world.trace]
    .filter(({ actor, date }) => actor === of && date <= daysOf(day))
    .flatMap(({ effects }) => effects.flatMap((one) => (one.did === "set" && one.name === variable ? [one] : [])));
  const last = sets.at(-1);
  return last ? valueText(last.kind, last.value) : "unset";
}

describe(FILE, () => {
  it("loads without a word of complaint: every assumption says where it comes from", () => {
    expect(loadShipped(FILE).problems.map(problemText)).toEqual([]);
  });

  it("keeps what it expects of itself", () => {
    expect(outcome.expectations.length).toBeGreaterThan(15);
    expect(outcome.expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it("tells nothing in vain", () => {
    const vain = [...outcome.world.trace].filter(({ origin, heard }) => origin.from === "timeline" && !heard);
    expect(vain.map(({ date, actor, event }) => `${dateText(date)} ${actor} ${event}`)).toEqual([]);
  });

  it("draws nothing: every path is the same", () => {
    const paths = [1, 2].map((path) => outcomeOfShipped(FILE, pathUniforms("record", path)));
    for (const path of paths) {
      expect(path.milestones.map(({ date, actor, after }) => [date, actor, after])).toEqual(
        outcome.milestones.map(({ date, actor, after }) => [date, actor, after]),
      );
      expect(sumOf(paymentsFor(path, "tourism"))).toBe(sumOf(paymentsFor(outcome, "tourism")));
    }
  });

  it.each(VARIANTS)("can be told with the variant %s of the smaller file", (variant) => {
    const { expectations } = outcomeOfShipped(`${FILE}@${variant}`);
    expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it.each([
    ["vostochny-2015", "lease_end", "2015-12-31"],
    ["vostochny-2018", "lease_end", "2018-12-31"],
    ["vostochny-2020", "lease_end", "2020-12-31"],
    ["ended-2018", "lease_end", "2018-11-15"],
    ["israel-2009", "partner_operates", "2015-01-01"],
    ["turkey-2019", "partner_operates", "2026-10-14"],
    ["claims-in-full", "compensation_paid", "150,100,000.00 USD"],
    ["claims-as-settled", "compensation_paid", "3,530,000.00 USD"],
    ["claims-waived", "compensation_paid", "0.00 USD"],
  ])("is changed by %s as the smaller file is: %s is %s", (variant, measure, value) => {
    expect(measureText(outcomeOfShipped(`${FILE}@${variant}`), measure)).toBe(value);
  });
});

describe("the launches", () => {
  it("are each year as many as the log has", () => {
    const told = LAUNCHES.map(([year, ...families]) => [year, families.reduce((sum, one) => sum + one, 0)]);
    expect(LAUNCHES.map(([year]) => [year, Number(variableOn(`${year}-12-31`, "launches", "flown"))])).toEqual(told);
  });

  it("add up to 338 by the end of 2024, nine of them lost; six and one are known since", () => {
    const all = LAUNCHES.reduce((sum, [, proton, soyuz, others]) => sum + proton + soyuz + others, 0);
    expect(all).toBe(338);
    expect(variableOn("2024-12-31", "launches", "launches")).toBe(String(all));
    expect(measureText(outcome, "launches")).toBe(String(all + 6 + 1));
    expect(measureText(outcome, "launches_lost")).toBe("9");
  });

  it.each([
    ["proton", 1, 126],
    ["soyuz", 2, 186],
    ["others", 3, 26],
  ] as const)("of %s are those of its column", (family, column, total) => {
    expect(LAUNCHES.reduce((sum, row) => sum + row[column], 0)).toBe(total);
    expect(variableOn("2024-12-31", family, "total")).toBe(String(total));
  });

  it.each([
    ["2016", 11 / 20],
    ["2017", 13 / 17],
    ["2018", 0],
    ["2020", 7 / 18],
    ["2022", 7 / 16],
    ["2025", 6 / 9],
  ])("of %s against its plan", (year, fulfilled) => {
    expect(Number(variableOn(`${Number(year) + 1}-01-01`, "launches", "fulfilment"))).toBeCloseTo(fulfilled, 9);
  });
});

describe("the claims", () => {
  it("were paid for 2006 and 2007, sixty days after they were agreed", () => {
    expect(paymentsFor(outcome, "compensation")).toEqual([
      { date: "2007-01-05", minor: 110_000_000n },
      { date: "2008-03-16", minor: 243_000_000n },
    ]);
  });

  it("lapsed for 2013 and were waived for 2018", () => {
    expect(pathOf("launches/claim/2013").at(-1)).toBe("2016-02-02 lapsed");
    expect(pathOf("launches/claim/2018").at(-1)).toBe("2018-10-31 waived");
  });

  it("of 2007 were a moving series", () => {
    expect(variableOn("2007-10-06", "launches/claim/2007", "asked")).toBe("74,400,000.00 USD");
    expect(variableOn("2007-10-31", "launches/claim/2007", "asked")).toBe("61,600,000.00 USD");
  });
});

describe("the systems hear of each other", () => {
  it("from the speech of 2012 to the concept of 2016", () => {
    expect(pathOf("agency").slice(1)).toEqual(["2012-12-10 dissonant", "2013-01-10 official_line"]);
    expect(pathOf("notes").slice(1)).toEqual([
      "2012-12-10 offended",
      "2013-01-09 explanation_asked",
      "2013-01-10 quiet",
      "2013-01-18 threat_standing",
      "2013-03-28 quiet",
    ]);
    expect(pathOf("russian_ministry").slice(1)).toEqual(["2013-01-24 playing_down", "2013-01-25 official_line"]);
    expect(pathOf("talks").slice(1)).toEqual([
      "2012-12-10 called_for",
      "2013-01-30 revived",
      "2013-03-28 working.negotiating",
      "2013-10-31 working.overdue",
      "2013-12-24 working.roadmap",
      "2016-12-26 working.concept",
    ]);
    expect(pathOf("roadmap").slice(1)).toEqual([
      "2013-12-24 signed",
      "2014-01-01 in_force.on_time",
      "2014-03-05 in_force.late",
      "2017-01-01 renewed.late",
      "2018-03-05 renewed.all_done",
      "2026-01-01 lapsed",
    ]);
  });

  it("in the lease, which is demanded anew, talked about and shrinks, and stays", () => {
    expect(pathOf("lease")).toEqual([
      "2004-01-01 in_force.term",
      "2012-12-10 in_force.reopening_demanded",
      "2013-01-10 in_force.term",
      "2013-01-30 in_force.renegotiating",
      "2013-12-24 in_force.term",
      "2017-11-09 in_force.shrinking",
      "2019-12-26 in_force.term",
      "2025-07-19 in_force.shrinking",
      "2025-07-19 in_force.term",
    ]);
    expect(variableOn("2010-06-06", "lease", "last_day")).toBe("unset");
    expect(variableOn("2010-06-07", "lease", "last_day")).toBe("2050-12-31");
    expect(variableOn("2018-03-05", "lease", "pads_returned")).toBe("1");
    expect(variableOn("2018-03-05", "lease", "hectares_returned")).toBe("0");
  });

  it("of pads: one is run by the landlord's people, the other is a museum", () => {
    expect(pathOf("know_how").at(-1)).toBe("2018-12-31 beside_tenant.runs_pad");
    expect(pathOf("tourism").slice(1)).toEqual(["2014-10-17 launch_days", "2025-07-19 museum_site"]);
    expect(variableOn("2025-07-19", "know_how", "pads")).toBe("1");
  });

  it("of a site being built: the bids know of it from 2011 on", () => {
    expect(variableOn("2010-12-31", "turkey_bid", "substitute_known")).toBe("unset");
    expect(variableOn("2011-01-01", "turkey_bid", "substitute_known")).toBe("yes");
  });

  it("of refusals: the one of 2012 is borne, the five of 2013 are not", () => {
    expect(variableOn("2012-12-31", "notes", "sent")).toBe("unset");
    expect(measureText(outcome, "notes_sent")).toBe("2");
    expect(pathOf("soyuz")).toContain("2012-05-23 active.withheld");
  });
});

describe("with a day from which things are drawn", () => {
  const from = (day: string, path: number) => {
    const loaded = loadScenario(
      { scenario: FILE, set: [`assume.origin.value=${day}`] },
      (name) => ({ bytes: readFileSync(resolve(root, name)) }),
      MACHINES,
    );
    if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
    return outcomeOf(run(createWorld(loaded.model, pathUniforms("origin", path))));
  };
  const paths = [1, 2, 3].map((path) => from("2027-01-01", path));

  it("keeps the record before it on every path", () => {
    const before = ({ milestones }: Outcome) =>
      milestones
        .filter(({ date }) => date < daysOf("2027-01-01"))
        .map(({ date, actor, after }) => [date, actor, after]);
    for (const path of paths) expect(before(path)).toEqual(before(outcome));
  });

  it("launches and slides after it, by chance", () => {
    const all = paths.map((path) => Number(measureText(path, "launches")));
    expect(new Set(all).size).toBe(3);
    // Of 8.9 and 1.2 a year in 24 years, half of the former gone when crews have moved.
    for (const launches of all) expect(launches).toBeGreaterThan(345 + 80);
    for (const path of paths) expect(measureText(path, "crewed_moved") > "2029").toBe(true);
  });
});
