import { outcomeOf, pathUniforms, type Uniforms, valueText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, paymentsOf, textOf, type Walk } from "./walking.ts";

const FAMILY = {
  machine: "rocket-family",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2007-01-01 .. 2009-12-31
currency: USD
parties: [owner, holder]
actors:
  lease: {machine: lease, with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2007-03-31, until: 2009-06-30}}
  annex: {machine: lease, with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2007-03-31, until: 2049-06-30}}
  launches: {machine: launch-programme, with: {landlord: owner, operator: holder}}
  crewed: {machine: relocation, with: {ready: 2008-06-01, programme: "'crewed'"}}
  proton:
    machine: rocket-family
    with: {family: "'Proton'", landlord: owner, operator: holder, usual_claim: 60 USD, gaps: "'even'"${inputs && `, ${inputs}`}}
measures: {flown: proton.total, this_year: proton.flown, held_over: proton.held_over, all: launches.launches, lost: launches.crashes}
timeline:
${timeline || "  []"}
`,
};

const tell = (actor: string, on: string, event: string, fields = "") =>
  `on: ${on}, actor: ${actor}, event: ${event}${fields && `, with: {${fields}}`}`;

const YEARLY = "yearly: 4 per year";
const FLYING = "2007-01-01 active.flying";
const OVER = "2009-07-01 over";

describeWalks({
  ...FAMILY,
  walks: [
    { does: "flies until the lease is over", with: [YEARLY], path: [FLYING, OVER] },
    { does: "flies until the programme is over", with: [YEARLY, "lease: annex"], path: [FLYING, OVER] },
    { does: "is retired on its day", with: [YEARLY, "retires: 2008-01-01"], path: [FLYING, "2008-01-01 retired"] },
    {
      does: "is retired when told",
      with: [YEARLY],
      timeline: [tell("proton", "2008-02-02", "retire")],
      path: [FLYING, "2008-02-02 retired"],
    },
    {
      does: "is grounded by a crash on record for the usual time, and again until the ban is lifted",
      with: [YEARLY],
      timeline: [
        tell("proton", "2007-09-06", "crash", "claimed: 60 USD"),
        tell("proton", "2008-05-01", "crash", "claimed: 0 USD, stop: 100 days"),
        tell("proton", "2008-06-01", "resume"),
      ],
      path: [
        FLYING,
        "2007-09-06 active.grounded",
        "2007-11-28 active.flying",
        "2008-05-01 active.grounded",
        "2008-06-01 active.flying",
        OVER,
      ],
    },
    {
      does: "is grounded by a crash for which its programme opens the claim",
      with: [YEARLY],
      timeline: [
        tell("launches", "2007-09-06", "crash", "claimed: 60 USD, family: \"'Proton'\""),
        tell("launches", "2008-05-01", "crash", "claimed: 60 USD, family: \"'Soyuz'\""),
        tell("launches", "2009-05-01", "crash", "claimed: 60 USD, family: \"'Proton'\", stop: 10 days"),
      ],
      path: [
        FLYING,
        "2007-09-06 active.grounded",
        "2007-11-28 active.flying",
        "2009-05-01 active.grounded",
        "2009-05-11 active.flying",
        OVER,
      ],
    },
    {
      does: "flies what is on record, and launches of its own from a day on",
      with: [YEARLY, "draws_from: 2009-01-01"],
      timeline: [
        tell("proton", "2007-12-31", "flown", "launches: 7"),
        tell("proton", "2008-12-31", "flown", "launches: 10"),
      ],
      path: [FLYING, OVER],
    },
    {
      does: "loses every rocket where all fail",
      with: ["yearly: 1 per year", "failure: 100%"],
      path: [
        FLYING,
        "2008-01-01 active.grounded",
        "2008-03-24 active.flying",
        "2009-03-24 active.grounded",
        "2009-06-15 active.flying",
        OVER,
      ],
    },
    {
      does: "has its next launch withheld, which flies when it is released",
      with: [YEARLY],
      timeline: [tell("launches", "2007-05-23", "withhold", "family: \"'Proton'\"")],
      path: [FLYING, "2007-05-23 active.withheld", "2007-09-17 active.flying", OVER],
    },
    {
      does: "hears of plans, caps and moves",
      with: [YEARLY, "crewed: 50%"],
      timeline: [
        tell("launches", "2007-01-01", "answer", "asked: 10, allowed: 8"),
        tell("launches", "2007-01-02", "cap", "launches: 1"),
        tell("launches", "2008-12-31", "lift_cap"),
      ],
      path: [FLYING, OVER],
    },
  ],
});

/** A walk by the calendar unless its gaps are others. */
type Run = Pick<Walk, "with" | "timeline"> & { readonly gaps?: string };

const worldOf = ({ gaps = "even", ...walk }: Run, uniforms?: Uniforms) =>
  endOf(textOf(FAMILY, walk).replace("'even'", `'${gaps}'`), uniforms);

/** Measures by name, as a report prints them. */
function countsOf(walk: Run, uniforms?: Uniforms): Readonly<Record<string, string>> {
  const { measures } = outcomeOf(worldOf(walk, uniforms));
  return Object.fromEntries(
    measures.map(({ measure, kind, result }) => [
      measure.name,
      "value" in result ? valueText(kind, result.value) : result.problem.code,
    ]),
  );
}

describe("launches", () => {
  it("by the calendar are as many as said, and the programme counts them", () => {
    // At the end of each quarter, from 1 April 2007 to 1 April 2009; the lease is over on 1 July 2009.
    expect(countsOf({ with: [YEARLY] })).toMatchObject({ flown: "9", this_year: "2", all: "9", lost: "0" });
  });

  it("on record are told by the year, those that were lost among them", () => {
    const told = [
      tell("launches", "2007-09-06", "crash", "claimed: 60 USD, family: \"'Proton'\", stop: 51 days"),
      tell("proton", "2007-12-31", "flown", "launches: 7"),
      tell("launches", "2008-05-23", "withhold", "family: \"'Proton'\""),
      tell("proton", "2008-12-31", "flown", "launches: 10"),
    ];
    expect(countsOf({ with: [YEARLY, "draws_from: never"], timeline: told })).toMatchObject({
      flown: "17",
      this_year: "10",
      all: "17",
      lost: "1",
    });
    // A quarter after the day from which they are drawn, and not at once for the launch that was withheld.
    const drawn = { with: [YEARLY, "draws_from: 2009-01-01"], timeline: told };
    expect(countsOf(drawn)).toMatchObject({ flown: "18", this_year: "1", all: "18" });
  });

  it("of another site are not the programme's", () => {
    expect(countsOf({ with: [YEARLY, "site: \"'elsewhere'\""] })).toMatchObject({ flown: "9", all: "0" });
  });

  it("are none where none are planned, or so few that they are none", () => {
    expect(countsOf({ with: ["yearly: 0 per year"] })).toMatchObject({ flown: "0" });
    expect(countsOf({ with: ["yearly: 0.009 per year"] })).toMatchObject({ flown: "0" });
  });

  it("are about as many on the central path as by the calendar, where gaps are spread", () => {
    // 912 days to the end of the lease: one each 30 days, or one each month.
    expect(countsOf({ with: ["yearly: 12 per year", "failure: 0%"], gaps: "spread" }).flown).toBe("30");
    expect(countsOf({ with: ["yearly: 12 per year", "failure: 0%"] }).flown).toBe("29");
  });

  const totals = (gaps: string) =>
    Array.from({ length: 60 }, (_, path) =>
      Number(countsOf({ with: ["yearly: 12 per year", "failure: 0%"], gaps }, pathUniforms(gaps, path)).flown),
    );
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const variance = (all: readonly number[]) => mean(all.map((one) => (one - mean(all)) ** 2));

  it.each([
    // Over two and a half years 30 are expected; their variance is 30 at random, a third of that where gaps are spread.
    ["random", 30],
    ["spread", 10],
  ] as const)("with %s gaps vary as they should", (gaps, expected) => {
    const all = totals(gaps);
    // Bounds of four standard deviations of the mean and of the variance of 60.
    expect(Math.abs(mean(all) - 29.7)).toBeLessThan(4 * Math.sqrt(expected / 60));
    expect(variance(all)).toBeGreaterThan(expected * (1 - 4 * Math.sqrt(2 / 60)));
    expect(variance(all)).toBeLessThan(expected * (1 + 4 * Math.sqrt(2 / 60)));
  });

  it("of a capped family are held over once the year has as many", () => {
    const capped = [tell("launches", "2007-01-02", "cap", "family: \"'Proton'\", launches: 1")];
    // On 1 April 2007, 1 January 2008 and 1 January 2009.
    expect(countsOf({ with: [YEARLY], timeline: capped })).toMatchObject({ flown: "3", held_over: "6" });
    const lifted = [...capped, tell("launches", "2008-01-02", "lift_cap", "family: \"'Proton'\"")];
    expect(countsOf({ with: [YEARLY], timeline: lifted })).toMatchObject({ flown: "7", held_over: "2" });
  });

  it("of one family are not held over by another's cap", () => {
    const other = [tell("launches", "2007-01-02", "cap", "family: \"'Soyuz'\", launches: 1")];
    expect(countsOf({ with: [YEARLY], timeline: other })).toMatchObject({ flown: "9", held_over: "0" });
  });

  it("are fewer where the plan is cut, and where not all of it is flown", () => {
    // 16 asked, 8 allowed, 55 % of them flown: 4.4 a year; every 83 days from the second launch on.
    const answer = [tell("launches", "2007-01-01", "answer", "asked: 16, allowed: 8")];
    const flown = Number(countsOf({ with: ["yearly: 16 per year"], timeline: answer }).flown);
    expect([10, 11]).toContain(flown);
  });

  it("that belong to a programme which moves go with it", () => {
    // Four a year to 1 July 2008, then two: 1 January and, as one more is on its way, none before it ends.
    expect(countsOf({ with: [YEARLY, "crewed: 50%"] }).flown).toBe("7");
    expect(countsOf({ with: [YEARLY, "crewed: 100%"] }).flown).toBe("6");
    expect(countsOf({ with: [YEARLY, "heavy: 100%"] }).flown).toBe("9");
  });
});

describe("a crash", () => {
  const claims = (walk: Pick<Walk, "with" | "timeline">) =>
    paymentsOf(worldOf(walk)).filter((line) => line.endsWith("compensation owed"));

  it("opens a claim by its family, under its name", () => {
    const walk = {
      with: [YEARLY],
      timeline: [
        tell("proton", "2007-09-06", "crash", "name: \"'2007'\", claimed: 60 USD"),
        tell("proton/claim/2007", "2008-01-10", "agree", "amount: 3 USD"),
      ],
    };
    expect(claims(walk)).toEqual(["2008-01-10 3.00 compensation owed"]);
    expect(countsOf(walk)).toMatchObject({ lost: "1" });
  });

  it("opens none where nothing is claimed, or where it fell in another country", () => {
    expect(
      worldOf({ with: [YEARLY], timeline: [tell("proton", "2007-09-06", "crash", "claimed: 0 USD")] }).opened.size,
    ).toBe(0);
    const failing = ["yearly: 1 per year", "failure: 100%"];
    expect(worldOf({ with: failing }).opened.size).toBe(0);
    expect(worldOf({ with: [...failing, "claimable: 100%"] }).opened.size).toBe(2);
  });

  it("hands on where the wreck fell, what is usually agreed on, and whether anything is asked", () => {
    const failing = ["yearly: 1 per year", "failure: 100%", "claimable: 100%"];
    // Of the median, 60; 4 % of it, 132 days after 2008-01-01.
    expect(claims({ with: failing })).toEqual([
      "2008-05-12 2.40 compensation owed",
      "2009-08-03 2.40 compensation owed",
    ]);
    expect(claims({ with: [...failing, "settled_share: 50%"] })[0]).toBe("2008-05-12 30.00 compensation owed");
    expect(pathOf(worldOf({ with: [...failing, "inside: 100%"] }), "claim")).toContain(
      "2008-05-12 unsettled.contested",
    );
    expect(pathOf(worldOf({ with: [...failing, "claims_waived: true"] }), "claim")).toContain("2008-01-31 waived");
  });

  it("hands on how long each part of a claim takes", () => {
    const failing = ["yearly: 1 per year", "failure: 100%", "claimable: 100%"];
    const quick = ["claim_to_commission: 1 day", "claim_study: 2 days", "claim_evaluation: 3 days"];
    const settled = worldOf({ with: [...failing, ...quick, "claim_payment_time: 4 days"] });
    expect(pathOf(settled, "claim").filter((state) => state.startsWith("2008-01"))).toEqual([
      "2008-01-01 unsettled.lodged",
      "2008-01-02 unsettled.commission",
      "2008-01-04 unsettled.counter_evaluation",
      "2008-01-07 agreed",
      "2008-01-11 paid",
    ]);
    const contested = worldOf({ with: [...failing, ...quick, "inside: 100%", "claim_patience: 5 days"] });
    expect(pathOf(contested, "claim")).toContain("2008-01-12 lapsed");
  });

  it("is claimed for and grounds the family alike each time where nothing is spread", () => {
    const walk = {
      with: [
        "yearly: 1 per year",
        "failure: 100%",
        "claimable: 100%",
        "inside: 0%",
        "claim_spread: 0",
        "stop_spread: 0",
      ],
    };
    const [one, other] = ["a", "b"].map((seed) => worldOf(walk, pathUniforms(seed, 1)));
    expect(one && other && paymentsOf(one)).toEqual(other && paymentsOf(other));
    const spread = { with: ["yearly: 1 per year", "failure: 100%", "claimable: 100%"] };
    const paths = ["a", "b"].map((seed) => pathOf(worldOf(spread, pathUniforms(seed, 1)), "rocket-family"));
    expect(paths[0]).not.toEqual(paths[1]);
  });

  it("grounds its own family only", () => {
    const text = textOf(FAMILY, {
      with: [YEARLY],
      timeline: [tell("proton", "2007-09-06", "crash", "claimed: 60 USD")],
    });
    const two = text.replace(
      "measures:",
      `  soyuz:\n    machine: rocket-family\n    with: {family: "'Soyuz'", yearly: 8 per year, landlord: owner, operator: holder, usual_claim: 60 USD, gaps: "'even'", failure: 0%}\nmeasures:`,
    );
    const soyuz = [...endOf(two).trace].filter(({ actor, before, after }) => actor === "soyuz" && before !== after);
    expect(soyuz.map(({ after }) => after)).toEqual(["active.flying", "over"]);
  });
});

describe("a family alone", () => {
  it("needs neither a lease nor a programme", () => {
    const text = FAMILY.scenario(YEARLY, "")
      .replace(/\n {2}(lease|annex|launches|crewed): .*/g, "")
      .replace(/all: .*}/, "no_more: proton.total}");
    expect(pathOf(endOf(text), "rocket-family")).toEqual([FLYING]);
  });
});
