import { pathUniforms } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, paymentsOf, textOf } from "./walking.ts";

const RELOCATION = {
  machine: "relocation",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2007-01-01 .. 2030-12-31
currency: USD
parties: [owner, holder]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 368 USD per year, from: 2007-03-31, until: 2050-12-31}
  site: {machine: relocation, with: {ready: 2015-12-31${inputs && `, ${inputs}`}}}
timeline:
${timeline || "  []"}
`,
};

const slip = (on: string, by: string) => `on: ${on}, actor: site, event: slip, with: {by: ${by}}`;

describeWalks({
  ...RELOCATION,
  walks: [
    {
      does: "keeps its promise, and the tenant stays",
      path: ["2007-01-01 announced", "2010-12-31 building", "2014-12-31 first_launches", "2015-12-31 operational"],
    },
    {
      does: "lets the tenant leave",
      with: ["tenant_leaves: true"],
      path: ["2007-01-01 announced", "2010-12-31 building", "2014-12-31 first_launches", "2015-12-31 operational"],
    },
    {
      does: "slips in every state, and what is still to come moves",
      timeline: [slip("2008-06-01", "1 year"), slip("2012-06-01", "6 months"), slip("2016-07-01", "2 years")],
      path: ["2007-01-01 announced", "2011-12-31 building", "2016-06-30 first_launches", "2019-06-30 operational"],
    },
    {
      does: "comes later by a slip that was known, first launches not",
      with: ["slip: 30 months"],
      path: ["2007-01-01 announced", "2010-12-31 building", "2014-12-31 first_launches", "2018-06-30 operational"],
    },
    {
      does: "stays a building site where it is never ready",
      with: ["slip: 0 days", "begins: 2011-01-01", "first_launch: never", "tenant_leaves: true"],
      timeline: [slip("2012-01-01", "100 years")],
      path: ["2007-01-01 announced", "2011-01-01 building"],
    },
    {
      does: "goes through what should be past already at once",
      with: ["begins: 2001-01-01", "first_launch: 2016-04-28"],
      path: ["2007-01-01 announced", "2007-01-01 building", "2015-12-31 first_launches", "2015-12-31 operational"],
    },
    {
      does: "is decreed before it is built, and slips on",
      with: ["decree: 2007-11-06"],
      timeline: [slip("2008-06-01", "1 year")],
      path: [
        "2007-01-01 announced",
        "2007-11-06 decreed",
        "2011-12-31 building",
        "2015-12-31 first_launches",
        "2016-12-31 operational",
      ],
    },
    {
      does: "is begun in time, slides by half of each year that passes, and comes at about twice the time",
      with: ["slides_least: 0.5", "slides_most: 0.5"],
      // 183 days for each year: 15 of them on 2014-12-31, 17 on 2015-12-31.
      path: ["2007-01-01 announced", "2010-12-31 building", "2022-07-07 first_launches", "2024-07-07 operational"],
    },
    {
      does: "is a programme that is decreed, moves and slides from a day on only",
      with: [
        "decree: 2007-11-06",
        "programme: \"'crewed'\"",
        "slides_least: 0.5",
        "slides_most: 0.5",
        "draws_from: never",
      ],
      path: [
        "2007-01-01 announced",
        "2007-11-06 decreed",
        "2010-12-31 building",
        "2014-12-31 first_launches",
        "2015-12-31 operational",
      ],
    },
    {
      does: "is a programme that moves without a decree, and slides from a day on",
      with: ["programme: \"'crewed'\"", "slides_least: 0.5", "slides_most: 0.5", "draws_from: 2013-12-31"],
      // 183 days on 2014-12-31, after the first launch has come, and again a year later.
      path: ["2007-01-01 announced", "2010-12-31 building", "2014-12-31 first_launches", "2016-12-31 operational"],
    },
    {
      does: "keeps what is to stay where it is",
      with: ["slip: 0 days", "decree: never", "programme: \"'military'\""],
      timeline: [slip("2007-02-01", "1000 years")],
      path: ["2007-01-01 announced"],
    },
  ],
});

describe("what is never to move", () => {
  it("stays a plan", () => {
    const text = RELOCATION.scenario("programme: \"'military'\"", "").replace("ready: 2015-12-31", "ready: never");
    expect(pathOf(endOf(text), "relocation")).toEqual(["2007-01-01 announced"]);
  });
});

describe("a promise that slides", () => {
  const arrivals = (slides: readonly string[], paths: number) =>
    Array.from({ length: paths }, (_, path) => {
      const text = textOf(RELOCATION, { with: slides }).replace("2030-12-31", "2100-12-31");
      return pathOf(endOf(text, pathUniforms("slides", path)), "relocation").at(-1);
    });

  it("is kept so much later on the path where every draw is its median", () => {
    const text = textOf(RELOCATION, { with: ["slides_least: 0.2", "slides_most: 0.6"] });
    const same = textOf(RELOCATION, { with: ["slides_least: 0.4", "slides_most: 0.4"] });
    expect(pathOf(endOf(text), "relocation")).toEqual(pathOf(endOf(same), "relocation"));
  });

  it("is drawn anew each year, and comes between the bounds", () => {
    // Nine years, divided by 1 - 0.2 and by 1 - 0.6: from 2018 to 2029.
    const dates = arrivals(["slides_least: 0.2", "slides_most: 0.6"], 40);
    expect(new Set(dates).size).toBeGreaterThan(20);
    expect(dates.filter((one) => !(one && one >= "2018-01-01" && one < "2030-01-01 operational"))).toEqual([]);
  });

  it("is never kept where it slides by a year each year", () => {
    expect(new Set(arrivals(["slides_least: 1", "slides_most: 1"], 1))).toEqual(new Set(["2010-12-31 building"]));
  });
});

describe("a tenant that leaves", () => {
  const world = (inputs: readonly string[], timeline: readonly string[] = []) =>
    endOf(textOf(RELOCATION, { with: inputs, timeline }));

  it("ends the lease on the very day, before that day's rent falls due", () => {
    const left = world(["tenant_leaves: true"]);
    expect(pathOf(left, "lease")).toEqual(["2007-01-01 in_force.term", "2015-12-31 ended"]);
    // 91 of 92 days of 92 USD.
    expect(paymentsOf(left).slice(-2)).toEqual(["2015-09-30 92.00 rent", "2015-12-31 91.00 rent"]);
  });

  it("may take its time", () => {
    const left = world(["tenant_leaves: true", "leaves_after: 18 months"]);
    expect(pathOf(left, "lease").at(-1)).toBe("2017-06-30 ended");
  });

  it("may also be told to, and does not leave before its own site works", () => {
    const leave = (on: string) => `on: ${on}, actor: site, event: leave`;
    expect(pathOf(world([], [leave("2015-06-01")]), "lease")).toEqual(["2007-01-01 in_force.term"]);
    expect(pathOf(world([], [leave("2016-06-01")]), "lease").at(-1)).toBe("2016-06-01 ended");
  });
});
