import { dateText, outcomeOf, valueText, type World } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, paymentsOf, textOf } from "./walking.ts";

const PROGRAMME = {
  machine: "launch-programme",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2007-01-01 .. 2016-12-31
currency: USD
parties: [owner, holder]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2007-03-31, until: 2015-12-31}
  launches: {machine: launch-programme, with: {landlord: owner, operator: holder${inputs && `, ${inputs}`}}}
  proton:
    machine: rocket-family
    with:
      {family: "'Proton'", landlord: owner, operator: holder, yearly: 1 per year, gaps: "'even'", failure: 0%,
       usual_claim: 60 USD}
measures:
  asked: launches.asked_now
  allowed: launches.allowed_now
  fulfilment: launches.fulfilment
  flown: launches.flown
  last_year: launches.last_year
  launches: launches.launches
  crashes: launches.crashes
  pace: proton.pace
  capped: proton.capped
timeline:
${timeline || "  []"}
`,
};

const crash = (on: string, fields: string) => `on: ${on}, actor: launches, event: crash, with: {${fields}}`;

const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: launches, event: ${event}${fields && `, with: {${fields}}`}`;

const FLYING = "2007-01-01 flying";
const OVER = "2016-01-01 over";
const CUT = "asked: 17, allowed: 12";

describeWalks({
  ...PROGRAMME,
  walks: [
    {
      does: "flies on after an accident, until the lease expires",
      timeline: [crash("2007-09-06", "claimed: 60 USD")],
      path: ["2007-01-01 flying", "2016-01-01 over"],
    },
    {
      does: "is over when the lease is ended",
      timeline: ["on: 2010-05-05, actor: lease, event: end"],
      path: ["2007-01-01 flying", "2010-05-05 over"],
    },
    {
      does: "is over when the lease is denounced",
      timeline: ["on: 2010-05-05, actor: lease, event: denounce"],
      path: ["2007-01-01 flying", "2010-05-05 over"],
    },
    {
      does: "has its plan cut each year",
      with: ["asked: 17", "allowed: 71%"],
      path: [FLYING, "2007-01-01 cut", OVER],
    },
    {
      does: "has its plan allowed, then cut, then allowed again",
      timeline: [
        tell("2012-12-28", "answer", "asked: 14, allowed: 14"),
        tell("2012-12-29", "answer", CUT),
        tell("2013-03-28", "answer", "asked: 12, allowed: 12"),
      ],
      path: [FLYING, "2012-12-29 cut", "2013-03-28 flying", OVER],
    },
    {
      does: "has a launch withheld, which is released, and another, which nobody speaks of again",
      timeline: [tell("2012-05-23", "withhold"), tell("2012-06-01", "release"), tell("2013-01-01", "withhold")],
      path: [FLYING, "2012-05-23 withheld", "2012-06-01 flying", "2013-01-01 withheld", "2013-04-28 flying", OVER],
    },
    {
      does: "has a launch withheld while its plan is cut, and is where its plan stands after that",
      timeline: [
        tell("2012-01-01", "withhold"),
        tell("2012-01-02", "answer", CUT),
        tell("2012-01-03", "release"),
        tell("2013-01-01", "withhold"),
      ],
      path: [FLYING, "2012-01-01 withheld", "2012-01-03 cut", "2013-01-01 withheld", "2013-04-28 cut", OVER],
    },
    {
      does: "is approved after all, while it is cut and while it is not",
      timeline: [tell("2013-01-01", "answer", CUT), tell("2013-03-28", "approve"), tell("2013-03-29", "approve")],
      path: [FLYING, "2013-01-01 cut", "2013-03-28 flying", OVER],
    },
    {
      does: "is capped below what was asked",
      timeline: [tell("2012-12-28", "cap", "launches: 12, asked: 17, family: \"'Proton'\"")],
      path: [FLYING, OVER],
    },
    {
      does: "loses a rocket of a family, which is grounded",
      timeline: [crash("2013-07-02", "claimed: 60 USD, family: \"'Proton'\", stop: 89 days")],
      path: [FLYING, OVER],
    },
    {
      does: "is capped and uncapped, and hears of launches and crashes",
      timeline: [
        tell("2008-01-01", "cap", "launches: 12"),
        tell("2009-01-01", "lift_cap"),
        "on: 2009-02-01, actor: proton, event: crash, with: {claimed: 60 USD}",
      ],
      path: [FLYING, OVER],
    },
  ],
});

describe("a yearly plan", () => {
  const measured = (timeline: readonly string[], inputs: readonly string[] = [], also = (text: string) => text) =>
    Object.fromEntries(
      outcomeOf(endOf(also(textOf(PROGRAMME, { timeline, with: inputs })))).measures.map(
        ({ measure, kind, result }) => [
          measure.name,
          "value" in result ? valueText(kind, result.value) : result.problem.code,
        ],
      ),
    );

  it("is none unless one is asked for", () => {
    // Launches on each 1 January from 2008; on that of 2016 the lease is over.
    expect(measured([])).toMatchObject({ asked: "0", allowed: "0", fulfilment: "0", pace: "1", launches: "8" });
  });

  it("is answered each year by a whole number, and paces the families by what of it will fly", () => {
    // 71 % of 17 is 12.07; 12/17 of which 55 % fly is 0.388.
    const cut = measured([], ["asked: 17", "allowed: 71%"]);
    expect(cut).toMatchObject({ asked: "17", allowed: "12" });
    expect(cut.pace).toMatch(/^0\.388235/);
    expect(measured([], ["asked: 17", "flies: 100%"])).toMatchObject({ allowed: "17", pace: "1" });
  });

  it("is fulfilled by what was flown in its year", () => {
    // One launch on each 1 January from 2008 on: that of 2014 is one of the four asked for.
    const plan = tell("2014-01-01", "answer", "asked: 4, allowed: 4");
    expect(measured([plan], ["flies: 100%"])).toMatchObject({ fulfilment: "0.25", flown: "1", last_year: "1" });
    const older = tell("2013-01-01", "answer", "asked: 4, allowed: 4");
    expect(measured([older], ["flies: 100%"])).toMatchObject({ fulfilment: "0", last_year: "1" });
  });

  it("of one year counts the launches of that year, those told among them", () => {
    const flown = (on: string, launches: number) =>
      `on: ${on}, actor: proton, event: flown, with: {launches: ${launches}}`;
    const year = (end: string, timeline: readonly string[]) =>
      measured(timeline, [], (text) => text.replace("2016-12-31", end));
    const told = [flown("2010-12-31", 12), flown("2011-12-31", 9)];
    expect(year("2010-12-31", told)).toMatchObject({ flown: "12", last_year: "1" });
    expect(year("2011-12-31", told)).toMatchObject({ flown: "9", last_year: "12" });
    expect(year("2012-12-31", told)).toMatchObject({ flown: "1", last_year: "9" });
  });

  it("is told to visitors once the year is over: how many launches there were", () => {
    const text = textOf(PROGRAMME, {}).replace(
      "measures:",
      "  tourism: {machine: tourism, with: {host: owner, guests: holder, price: 1 USD, with_guests: 50%}}\nmeasures:",
    );
    const { trace } = endOf(text.replace("yearly: 1 per year", "yearly: 4 per year"));
    const seasons = [...trace].filter(({ event }) => event === "season");
    expect(seasons.map(({ heard }) => heard)).toEqual(Array.from({ length: 9 }, () => true));
    const guests = [...trace].flatMap(({ actor, date, effects }) =>
      effects.flatMap((one) =>
        actor === "tourism" && one.did === "set" && one.name === "launches"
          ? [`${dateText(date)} ${valueText(one.kind, one.value)}`]
          : [],
      ),
    );
    // Three launches in the first year, on the last day of each quarter but the fourth; four in each other.
    expect(guests.slice(0, 2)).toEqual(["2008-01-01 1", "2009-01-01 2"]);
    // And none once the operator has left.
    const left = [...trace].find(({ actor, after }) => actor === "launches" && after === "over");
    expect(guests.at(-1)).toBe(`${left ? dateText(left.date) : "never"} 0`);
  });

  it("is not what caps are: they come and go", () => {
    expect(measured([tell("2008-01-01", "cap", "launches: 12")])).toMatchObject({ capped: "yes", asked: "0" });
    const lifted = [tell("2008-01-01", "cap", "launches: 12"), tell("2009-01-01", "lift_cap")];
    expect(measured(lifted)).toMatchObject({ capped: "no" });
  });

  it("has nothing to do with losses, which are counted", () => {
    const crash = ["on: 2009-02-01, actor: proton, event: crash, with: {claimed: 60 USD}"];
    expect(measured(crash)).toMatchObject({ crashes: "1" });
  });
});

describe("an accident", () => {
  const claimsOf = (at: World) => paymentsOf(at).filter((line) => line.includes("compensation"));
  const world = (timeline: readonly string[], inputs: readonly string[] = []) =>
    endOf(textOf(PROGRAMME, { timeline, with: inputs }));

  it("opens a claim beside those that are open already", () => {
    const three = world(["07-01", "07-02", "07-02"].map((day) => crash(`2013-${day}`, "claimed: 10 USD")));
    expect([...three.opened.keys()].sort()).toEqual(["launches/claim/1", "launches/claim/2", "launches/claim/3"]);
    expect(pathOf(three, "claim").filter((line) => line.endsWith("agreed"))).toEqual([
      "2013-11-10 agreed",
      "2013-11-11 agreed",
      "2013-11-11 agreed",
    ]);
  });

  it("gives its claim a name by which it can be told", () => {
    const named = world([
      crash("2007-09-06", "name: \"'proton'\", claimed: 60 USD"),
      "on: 2008-01-01, actor: launches/claim/proton, event: agree, with: {amount: 5 USD}",
    ]);
    expect(claimsOf(named)[0]).toBe("2008-01-01 5.00 compensation owed");
  });

  it("hands on where the wreck fell, what is usually agreed on, and whether anything is asked", () => {
    const one = [crash("2007-09-06", "claimed: 60 USD")];
    expect(pathOf(world([crash("2007-09-06", "claimed: 60 USD, inside: true")]), "claim").at(-1)).toBe(
      "2010-04-08 lapsed",
    );
    expect(claimsOf(world(one, ["settled_share: 50%"]))[0]).toBe("2008-01-16 30.00 compensation owed");
    expect(pathOf(world(one, ["claims_waived: true"]), "claim").at(-1)).toBe("2007-10-06 waived");
  });

  it("hands on how long each part of a claim takes", () => {
    const quick = ["claim_to_commission: 1 day", "claim_study: 2 days", "claim_evaluation: 3 days"];
    const one = [crash("2007-09-06", "claimed: 60 USD")];
    expect(claimsOf(world(one, [...quick, "claim_payment_time: 4 days"]))).toEqual([
      "2007-09-12 2.40 compensation owed",
      "2007-09-16 2.40 compensation",
    ]);
    const inside = [crash("2007-09-06", "claimed: 60 USD, inside: true")];
    expect(pathOf(world(inside, [...quick, "claim_patience: 5 days"]), "claim").at(-1)).toBe("2007-09-17 lapsed");
  });

  it("does not happen once the operator has left; a claim that is open goes on", () => {
    const left = world([
      crash("2010-01-01", "claimed: 50 USD"),
      "on: 2010-01-15, actor: lease, event: end",
      crash("2010-02-01", "claimed: 60 USD"),
    ]);
    expect(claimsOf(left)).toEqual(["2010-05-13 2.00 compensation owed", "2010-07-12 2.00 compensation"]);
  });
});
